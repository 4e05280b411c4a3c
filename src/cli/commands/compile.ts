import path from 'node:path'
import type { Locale } from '../../language/diagnostic.ts'
import type { CompiledJob, RecipeDiagnostic } from '../../recipe/index.ts'
import { placeFile } from '../../report/place.ts'
import { pretty } from '../../report/pretty.ts'
import type { FoundCredentials, OssRequest } from '../../request/index.ts'
import type { Args, Command } from '../args.ts'
import { readText } from '../inputs.ts'
import { type Io, reportOptions, UsageError } from '../io.ts'

/** A compiled job as it is shown. */
interface Shown {
  readonly job: CompiledJob
  readonly request?: OssRequest
  readonly url?: string
}

export const compile: Command = {
  name: 'compile',
  summary: {
    en: 'turn YAML recipes into process strings and signed requests',
    zh: '把 YAML 配方编译成处理字符串和签名请求',
  },
  usage: 'RECIPE...',
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: ['text', 'json', 'process'],
      description: {
        en: 'text: string and request; json: the same for programs; process: the string alone (default: text)',
        zh: 'text：字符串和请求；json：供程序使用；process：只有字符串（默认 text）',
      },
    },
    var: {
      type: 'string',
      value: 'NAME=VALUE',
      multiple: true,
      description: { en: 'value of a variable; may be repeated', zh: '变量的值，可多次使用' },
    },
    unsigned: { type: 'boolean', description: { en: 'leave the requests unsigned', zh: '不签名' } },
    profile: {
      type: 'string',
      value: 'NAME',
      description: { en: 'profile in ~/.ossutilconfig', zh: '~/.ossutilconfig 中的配置名' },
    },
  },
  examples: [
    {
      command: 'oss-process compile examples/recipes/animation.yaml',
      comment: { en: 'string and request, signed where credentials are found', zh: '字符串和请求；找到凭证时签名' },
    },
    {
      command: 'oss-process compile --format process recipe.yaml',
      comment: { en: 'the string alone', zh: '只输出字符串' },
    },
  ],
  async run(args, io) {
    if (args.positionals.length === 0) {
      throw new UsageError(
        args.locale === 'zh'
          ? '没有配方；应给出 YAML 文件的路径。'
          : 'There is no recipe; expected the path of a YAML file.',
      )
    }
    const credentials = await credentialsFor(args, io)
    const shown: Shown[] = []
    for (const file of args.positionals) {
      const jobs = await compileFile(file, args, io)
      if (!jobs) return 2
      shown.push(...(await requestsOf(jobs, credentials, args.locale)))
    }
    io.stdout.write(print(shown, args.text('format') ?? 'text'))
    return 0
  },
}

async function credentialsFor(args: Args, io: Io): Promise<FoundCredentials | undefined> {
  if (args.flag('unsigned') || args.text('format') === 'process') return undefined
  const { findCredentials, RequestError } = await import('../../request/index.ts')
  try {
    const found = await findCredentials({ env: io.env, home: io.env.HOME, profile: args.text('profile') })
    const note = found
      ? { en: `Signed with the credentials from ${found.source}.`, zh: `使用 ${found.source} 中的凭证签名。` }
      : {
          en: 'No credentials were found; the requests are unsigned. Set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET to sign them.',
          zh: '没有找到凭证，请求未签名。设置 OSS_ACCESS_KEY_ID 和 OSS_ACCESS_KEY_SECRET 即可签名。',
        }
    io.stderr.write(`${note[args.locale]}\n`)
    return found
  } catch (error) {
    throw error instanceof RequestError ? new UsageError(error.text[args.locale]) : error
  }
}

/** Reads, expands and compiles one recipe; what is wrong with it goes to standard error. */
async function compileFile(file: string, args: Args, io: Io): Promise<readonly CompiledJob[] | undefined> {
  const { compileAll, environmentValues, expand, loadFile, openFile, readRecipe } = await import(
    '../../recipe/index.ts'
  )
  const { locale } = args
  const text = await readText(file, io, locale)
  const { recipe, diagnostics: found } = readRecipe(text, {
    fileName: path.resolve(io.cwd, file),
    locale,
    load: loadFile,
  })
  const given = variablesFrom(args)
  const expansion = recipe && expand(recipe, { locale, variables: { ...environmentValues(recipe, io.env), ...given } })
  const diagnostics = [...found, ...(expansion?.diagnostics ?? [])]
  const jobs: CompiledJob[] = []
  if (expansion && !hasErrors(diagnostics)) {
    const report = (diagnostic: RecipeDiagnostic) => diagnostics.push(diagnostic)
    for await (const job of compileAll(expansion, { report, open: openFile, locale })) jobs.push(job)
  }
  if (diagnostics.length > 0)
    io.stderr.write(reportText(diagnostics, recipe?.files ?? new Map([[path.resolve(io.cwd, file), text]]), io, locale))
  return hasErrors(diagnostics) ? undefined : jobs
}

function hasErrors(diagnostics: readonly RecipeDiagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

function variablesFrom({ list, locale }: Args): Record<string, string> {
  return Object.fromEntries(
    list('var').map(pair => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
      if (name !== undefined && value !== undefined) return [name, value]
      throw new UsageError(
        locale === 'zh' ? `"--var" 为 "${pair}"；应为 NAME=VALUE。` : `"--var" is "${pair}"; expected NAME=VALUE.`,
      )
    }),
  )
}

function reportText(
  diagnostics: readonly RecipeDiagnostic[],
  texts: ReadonlyMap<string, string>,
  io: Io,
  locale: Locale,
): string {
  const files = [...texts].map(([file, text]) => {
    const found = diagnostics.filter(diagnostic => diagnostic.file === file)
    const string = { text, via: 'async', span: { start: 0, end: 0 }, diagnostics: found } as const
    return placeFile({ file: path.relative(io.cwd, file), text, strings: [string] })
  })
  return pretty(
    files.filter(({ strings }) => strings.some(string => string.diagnostics.length > 0)),
    reportOptions(io.stderr, io.env, locale),
  )
}

async function requestsOf(
  jobs: readonly CompiledJob[],
  credentials: FoundCredentials | undefined,
  locale: Locale,
): Promise<Shown[]> {
  const { toRequest } = await import('../../recipe/index.ts')
  const { RequestError, sign, url } = await import('../../request/index.ts')
  return jobs.map(job => {
    const made = toRequest(job)
    if (!('request' in made)) return { job }
    try {
      const request = credentials
        ? sign(made.request, credentials, job.region ? { region: job.region } : {})
        : made.request
      return { job, request, url: url(request) }
    } catch (error) {
      throw error instanceof RequestError ? new UsageError(error.text[locale]) : error
    }
  })
}

function print(shown: readonly Shown[], format: string): string {
  if (format === 'process') return shown.map(({ job }) => `${job.process}\n`).join('')
  if (format === 'json') return `${JSON.stringify(shown.map(toJson), undefined, 2)}\n`
  return shown.map(toText).join('\n')
}

function toJson({ job, request, url }: Shown): object {
  return {
    ...job,
    ...(request && {
      request: { method: request.method, url, headers: request.headers, ...(request.body && { body: request.body }) },
    }),
  }
}

function toText({ job, request, url }: Shown): string {
  const heading = `# ${job.key}${job.label ? ` (${job.label})` : ''}\n${job.process}\n`
  if (!request || !url) return heading
  const { host, pathname, search } = new URL(url)
  const headers = Object.entries({ Host: host, ...request.headers }).map(([name, value]) => `${name}: ${value}\n`)
  return `${heading}\n${request.method} ${pathname}${search} HTTP/1.1\n${headers.join('')}\n${request.body ?? ''}\n`
}
