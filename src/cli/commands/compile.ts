import path from 'node:path'
import type { Localized } from '../../language/diagnostic.ts'
import type { CompiledJob } from '../../recipe/index.ts'
import type { FoundCredentials, SignatureVersion } from '../../request/index.ts'
import type { Args, Command } from '../args.ts'
import { fileProblem, type Io, UsageError } from '../io.ts'
import { asUsage } from '../recipes/as-usage.ts'
import { CREDENTIAL_OPTIONS, credentialsFor } from '../recipes/credentials.ts'
import { type Format, formats } from '../recipes/formats.ts'
import { hasErrors, jobsOf, type LoadedRecipe, loadRecipes, reportFindings, VARIABLE_OPTIONS } from '../recipes/load.ts'
import { findLocal, localOption } from '../recipes/local.ts'
import { requestMaker, type Shown } from '../recipes/requests.ts'
import { usage } from '../recipes/usage.ts'

const MESSAGES = {
  expires: {
    en: '"--presign" is "{found}"; expected a number of seconds, 1 or more.',
    zh: '"--presign" 为 "{found}"；应为不小于 1 的秒数。',
  },
  differs: {
    en: 'The jobs differ from "{file}"; run with --write-lock={file} if that is meant.',
    zh: '任务与 "{file}" 不一致；如属预期，请用 --write-lock={file} 更新。',
  },
  lockName: {
    en: '"--write-lock" needs a file name where there is more than one recipe: --write-lock=FILE.',
    zh: '有多个配方时 "--write-lock" 需要文件名：--write-lock=FILE。',
  },
} as const satisfies Record<string, Localized>

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
      choices: Object.keys(formats),
      description: {
        en: 'text: string and request; process: the string alone; json, jsonl, table; curl, http, shell: the requests (default: text)',
        zh: 'text：字符串和请求；process：只有字符串；json、jsonl、table；curl、http、shell：请求（默认 text）',
      },
    },
    ...VARIABLE_OPTIONS,
    check: {
      type: 'string',
      value: 'LOCKFILE',
      description: {
        en: 'print nothing; exit with 1 when the jobs differ from the lock file',
        zh: '不输出任务；与锁文件不一致时以 1 退出',
      },
    },
    'write-lock': {
      type: 'string',
      value: 'LOCKFILE',
      optional: true,
      description: {
        en: 'write the lock file instead of printing (default: RECIPE.lock)',
        zh: '写锁文件而不输出任务（默认 RECIPE.lock）',
      },
    },
    force: {
      type: 'boolean',
      description: {
        en: 'print although OSS would refuse the string; exit with 1 all the same',
        zh: '即使 OSS 会拒绝该字符串也输出；仍以 1 退出',
      },
    },
    unsigned: { type: 'boolean', description: { en: 'leave the requests unsigned', zh: '不签名' } },
    presign: {
      type: 'string',
      value: 'SECONDS',
      description: {
        en: 'sign the URL, for so long, instead of the headers',
        zh: '对 URL 签名并指定有效期，而非请求头',
      },
    },
    'sign-version': {
      type: 'string',
      value: 'v1|v4',
      choices: ['v1', 'v4'],
      description: { en: 'version of the signature (default: v4)', zh: '签名版本（默认 v4）' },
    },
    ...localOption({
      en: 'for a local OSS and its access key (default: the one of "serve")',
      zh: '面向本地 OSS 并使用其访问密钥（默认为 "serve" 的地址）',
    }),
    ...CREDENTIAL_OPTIONS,
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
    {
      command: 'oss-process compile --format shell --var width=320 recipe.yaml > send.sh',
      comment: { en: 'a script that sends the requests', zh: '生成发送请求的脚本' },
    },
    {
      command: 'oss-process compile --check recipe.yaml.lock recipe.yaml',
      comment: { en: 'in CI: has anything changed?', zh: '用于 CI：检查是否有变化' },
    },
  ],
  async run(args, io) {
    const { locale } = args
    const format = formats[args.text('format') ?? 'text'] ?? formats.text
    const isLocked = args.text('check') !== undefined || args.text('write-lock') !== undefined
    const credentials = await findFor(args, io, isLocked)
    const recipes = await loadRecipes(args.positionals, args, io, findLocal(args) ?? credentials)
    const isStopped = args.flag('force') ? isUnsound : hasErrors
    if (recipes.some(isStopped)) {
      reportFindings(recipes, io, locale)
      return recipes.some(isUnsound) ? 2 : 1
    }
    const code = isLocked
      ? await compareOrWriteLock(recipes, args, io)
      : format && (await printJobs(recipes, format, credentials, args, io))
    reportFindings(recipes, io, locale)
    return recipes.some(hasErrors) ? 1 : (code ?? 0)
  },
}

/** Broken so that no string can be made of it. */
function isUnsound({ expansion }: LoadedRecipe): boolean {
  return !expansion?.isSound
}

async function findFor(args: Args, io: Io, isLocked: boolean): Promise<FoundCredentials | undefined> {
  const needsNone = args.flag('unsigned') || isLocked || ['process', 'table'].includes(args.text('format') ?? '')
  return needsNone ? undefined : credentialsFor(args, io)
}

/** What a manifest gives is printed as it comes; everything else only when it is known to be right. */
async function printJobs(
  recipes: readonly LoadedRecipe[],
  format: Format,
  credentials: FoundCredentials | undefined,
  args: Args,
  io: Io,
): Promise<number> {
  const { locale } = args
  const isRequired = format.needs === 'request'
  const version: SignatureVersion = args.text('sign-version') === 'v1' ? 'v1' : 'v4'
  const expires = expiresFrom(args)
  const make =
    format.needs === 'string'
      ? (job: CompiledJob): Shown => ({ job })
      : await requestMaker({ credentials, version, expires, isRequired, locale })
  const isStreamed = format.isStream && recipes.some(({ expansion }) => expansion?.manifestPath !== undefined)
  const held: Shown[] = []
  const { pieceWriter } = await import('../recipes/write.ts')
  const writer = pieceWriter(io.stdout)
  let index = 0
  if (isStreamed) await writer.write(format.start ?? '')
  await asUsage(async () => {
    for (const recipe of recipes) {
      for await (const jobs of jobsOf(recipe, locale)) {
        for (const job of jobs) {
          const shown = make(job)
          if (!isStreamed) held.push(shown)
          else {
            const flushed = writer.write(format.job(shown, index++))
            // A promise for each job would cost as much as the job.
            if (flushed) await flushed
          }
        }
      }
    }
  }, locale)
  if (!isStreamed && (args.flag('force') || !recipes.some(hasErrors))) {
    await writer.write(format.start ?? '')
    for (const shown of held) await writer.write(format.job(shown, index++))
    await writer.write(format.end?.(held) ?? '')
  }
  await writer.end()
  return 0
}

function expiresFrom({ text, locale }: Args): number | undefined {
  const given = text('presign')
  if (given === undefined) return undefined
  if (/^[1-9][0-9]*$/.test(given)) return Number(given)
  throw usage(MESSAGES.expires, { found: given }, locale)
}

async function compareOrWriteLock(recipes: readonly LoadedRecipe[], args: Args, io: Io): Promise<number> {
  const { locale } = args
  const file = args.text('check')
  if (file === undefined) return writeLock(recipes, args, io)
  const { lockChecker, lockLine } = await import('../recipes/lock.ts')
  const checker = await lockChecker(file, io, locale)
  for (const recipe of recipes) {
    for await (const jobs of jobsOf(recipe, locale)) for (const job of jobs) checker.see(lockLine(job))
  }
  const differences = checker.finish()
  if (differences.length === 0) return 0
  io.stdout.write(`${differences.join('\n')}\n`)
  io.stderr.write(`${MESSAGES.differs[locale].replaceAll('{file}', file)}\n`)
  return 1
}

async function writeLock(recipes: readonly LoadedRecipe[], args: Args, io: Io): Promise<number> {
  const { locale } = args
  const [first] = recipes
  const file = args.text('write-lock') || (recipes.length === 1 && first ? `${first.name}.lock` : undefined)
  if (file === undefined) throw new UsageError(MESSAGES.lockName[locale])
  const { lockLine, lockText } = await import('../recipes/lock.ts')
  const lines: string[] = []
  for (const recipe of recipes) for await (const jobs of jobsOf(recipe, locale)) lines.push(...jobs.map(lockLine))
  if (recipes.some(hasErrors)) return 1
  const { replaceFile } = await import('../project/replace-file.ts')
  try {
    replaceFile(path.resolve(io.cwd, file), lockText(lines))
  } catch (error) {
    throw new UsageError(fileProblem(error, file, locale))
  }
  return 0
}
