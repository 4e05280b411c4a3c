import path from 'node:path'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import type { CompiledJob } from '../../recipe/index.ts'
import type { FoundCredentials, SignatureVersion } from '../../request/index.ts'
import { dataOutput, type Io } from '../io.ts'
import { IMM_FORMATS, printImmRequests } from '../jobs/imm-requests.ts'
import {
  errorCode,
  hasErrors,
  INPUT_OPTIONS,
  isSelecting,
  jobsOf,
  type LoadedRecipe,
  loadRecipes,
  reportFindings,
  SELECT_OPTIONS,
  select,
  VARIABLE_OPTIONS,
} from '../jobs/load.ts'
import { requestMaker, type Shown } from '../jobs/requests.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { asUsage } from '../options/as-usage.ts'
import { CREDENTIAL_OPTIONS, credentialsOrLocal, NO_CREDENTIALS, sayWhoSigns } from '../options/credentials.ts'
import { findLocal, localOption } from '../options/local.ts'
import { SIGNING_OPTIONS } from '../options/sending.ts'
import { usage } from '../options/usage.ts'
import { EXIT } from '../output/exit-codes.ts'
import { type Format, formats } from '../output/formats.ts'

const MESSAGES = {
  expires: {
    en: '"--presign" is "{found}"; expected a number of seconds, 1 or more.',
    zh: '"--presign" 为 "{found}"；应为不小于 1 的秒数。',
  },
  notImm: {
    en: '"--{name}" does not go with --format {format}: requests to IMM are signed in their headers, by ACS3.',
    zh: '"--{name}" 不能与 --format {format} 同用：IMM 请求以 ACS3 在请求头中签名。',
  },
  unsigned: {
    en: '"--{name}" has nothing to sign: --unsigned, --format process and table, and lock files hold no signature.',
    zh: '"--{name}" 没有可签名的内容：--unsigned、--format process 和 table 以及锁文件都不含签名。',
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

const NOT_SOME: Readonly<Record<'lock' | 'imm', Localized>> = {
  lock: {
    en: '"--only" and "--only-lines" do not go with a lock file, which holds all jobs.',
    zh: '"--only" 和 "--only-lines" 不能与锁文件同用：锁文件包含全部任务。',
  },
  imm: {
    en: '"--only" and "--only-lines" do not go with requests to IMM, which does all that lies below a prefix.',
    zh: '"--only" 和 "--only-lines" 不能与 IMM 请求同用：IMM 处理前缀之下的全部文件。',
  },
}

const OPTIONS = {
  format: {
    type: 'string',
    value: 'FORMAT',
    choices: [...Object.keys(formats), ...Object.keys(IMM_FORMATS)],
    description: {
      en: 'text: string and request; process: the string alone; json, jsonl, table; curl, http, shell: the requests; imm-batch, imm-trigger: requests that have IMM do it (default: text)',
      zh: 'text：字符串和请求；process：只有字符串；json、jsonl、table；curl、http、shell：请求；imm-batch、imm-trigger：由 IMM 执行的请求（默认 text）',
    },
  },
  ...VARIABLE_OPTIONS,
  ...INPUT_OPTIONS,
  ...SELECT_OPTIONS,
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
  ...SIGNING_OPTIONS,
  ...localOption({
    en: 'for a local OSS and its access key (default: the one of "serve")',
    zh: '面向本地 OSS 并使用其访问密钥（默认为 "serve" 的地址）',
  }),
  ...CREDENTIAL_OPTIONS,
} satisfies OptionSpecs

type CompileArgs = ArgsOf<typeof OPTIONS>

/** How requests to OSS are to be signed, and those to nobody else. */
const OF_OSS = ['presign', 'sign-version'] as const

export const compile = defineCommand({
  name: 'compile',
  summary: {
    en: 'turn YAML recipes into process strings and signed requests',
    zh: '把 YAML 配方编译成处理字符串和签名请求',
  },
  usage: 'RECIPE...',
  options: OPTIONS,
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
    const action = isLocked ? undefined : IMM_FORMATS[args.text('format') ?? '']
    const signing = OF_OSS.find(name => args.text(name) !== undefined)
    if (action && signing) throw usage(MESSAGES.notImm, { name: signing, format: args.text('format') ?? '' }, locale)
    const local = findLocal(args)
    const isUnsigned = args.flag('unsigned') || isLocked || ['process', 'table'].includes(args.text('format') ?? '')
    if (isUnsigned && signing) throw usage(MESSAGES.unsigned, { name: signing }, locale)
    const credentials = isUnsigned ? undefined : await asUsage(() => credentialsOrLocal(args, io), locale)
    const whole = isLocked ? 'lock' : action && 'imm'
    if (whole && isSelecting(args)) throw new UsageError(NOT_SOME[whole][locale])
    const all = await loadRecipes(args.positionals, args, io, local ?? credentials, () => credentialsOrLocal(args, io))
    const recipes = await select(all, args)
    const isStopped = args.flag('force') ? isUnsound : hasErrors
    if (recipes.some(isStopped)) {
      reportFindings(recipes, io, locale)
      return errorCode(recipes)
    }
    if (!isUnsigned && !credentials && signing) throw new UsageError(NO_CREDENTIALS[locale], EXIT.credentials)
    if (!isUnsigned) sayWhoSigns(credentials, locale, io)
    if (action) {
      reportFindings(recipes, io, locale)
      return printImmRequests(action, recipes, credentials, io, locale)
    }
    const code = isLocked
      ? await compareOrWriteLock(recipes, args, io)
      : format && (await printJobs(recipes, format, credentials, args, io))
    reportFindings(recipes, io, locale)
    return recipes.some(hasErrors) ? errorCode(recipes) : (code ?? 0)
  },
})

/** Broken so that no string can be made of it. */
function isUnsound({ expansion }: LoadedRecipe): boolean {
  return !expansion?.isSound
}

/** What a manifest gives is printed as it comes; everything else only when it is known to be right. */
async function printJobs(
  recipes: readonly LoadedRecipe[],
  format: Format,
  credentials: FoundCredentials | undefined,
  args: CompileArgs,
  io: Io,
): Promise<number> {
  const { locale } = args
  const make = await makerFor(format, credentials, args, io)
  const isStreamed = recipes.some(hasStreams)
  const isHeld = !isStreamed || format.rows !== undefined
  const held: Shown[] = []
  const { pieceWriter } = await import('../output/write.ts')
  const writer = pieceWriter(dataOutput(io.stdout))
  let index = 0
  /** A promise for each job would cost as much as the job. */
  const writeJob = (shown: Shown) => writer.write(format.job?.(shown, index++) ?? '')
  const writeRows = () => writer.write(format.rows?.(held.splice(0), index++ === 0, locale) ?? '')
  if (isStreamed) await writer.write(format.start ?? '')
  await asUsage(async () => {
    for (const recipe of recipes) {
      for await (const jobs of jobsOf(recipe, locale)) {
        for (const job of jobs) {
          const shown = make(job, recipe)
          if (isHeld) held.push(shown)
          const isDue = isStreamed && held.length >= BLOCK
          const flushed = !isHeld ? writeJob(shown) : isDue ? writeRows() : undefined
          if (flushed) await flushed
        }
      }
    }
  }, locale)
  if (isStreamed || args.flag('force') || !recipes.some(hasErrors)) {
    if (!isStreamed) await writer.write(format.start ?? '')
    if (format.rows) await writeRows()
    for (const shown of held) await writeJob(shown)
    await writer.write(format.end?.(index) ?? '')
  }
  await writer.end()
  return 0
}

/** Rows whose columns are made as wide as these together need. */
const BLOCK = 1000

/** Makes of a job what the form of the output shows. */
async function makerFor(
  { needs }: Format,
  credentials: FoundCredentials | undefined,
  args: CompileArgs,
  io: Io,
): Promise<(job: CompiledJob, recipe: LoadedRecipe) => Shown> {
  if (needs === 'string') return job => ({ job })
  if (needs === 'billing') {
    const { billingOf } = await import('../../submit/index.ts')
    return (job, { expansion }) => {
      const facts = expansion?.factsOf(job, job.process) ?? { kind: 'image' }
      return { job, billing: billingOf(job.process, facts) }
    }
  }
  const version: SignatureVersion = args.text('sign-version') === 'v1' ? 'v1' : 'v4'
  return requestMaker({
    ...{ credentials, version, locale: args.locale },
    expires: expiresFrom(args),
    isRequired: needs === 'request',
    onMissing: words => void io.stderr.write(`${words}\n`),
  })
}

/** Whether inputs come from beyond the recipe, as many as they are. */
function hasStreams({ expansion }: LoadedRecipe): boolean {
  return expansion !== undefined && expansion.manifests.length + expansion.lists.length > 0
}

function expiresFrom({ text, locale }: CompileArgs): number | undefined {
  const given = text('presign')
  if (given === undefined) return undefined
  if (/^[1-9][0-9]*$/.test(given)) return Number(given)
  throw usage(MESSAGES.expires, { found: given }, locale)
}

async function compareOrWriteLock(recipes: readonly LoadedRecipe[], args: CompileArgs, io: Io): Promise<number> {
  const { locale } = args
  const file = args.text('check')
  if (file === undefined) return writeLock(recipes, args, io)
  const { lockChecker, lockLine } = await import('../jobs/lock.ts')
  const checker = await lockChecker(path.resolve(io.cwd, file), locale)
  for (const recipe of recipes) {
    for await (const jobs of jobsOf(recipe, locale)) for (const job of jobs) checker.see(lockLine(job))
  }
  const differences = await checker.finish()
  if (differences.length === 0) return 0
  io.stdout.write(`${differences.join('\n')}\n`)
  io.stderr.write(`${MESSAGES.differs[locale].replaceAll('{file}', file)}\n`)
  return 1
}

async function writeLock(recipes: readonly LoadedRecipe[], args: CompileArgs, io: Io): Promise<number> {
  const { locale } = args
  const [first] = recipes
  const file = args.text('write-lock') || (recipes.length === 1 && first ? `${first.name}.lock` : undefined)
  if (file === undefined) throw new UsageError(MESSAGES.lockName[locale])
  const { lockLine, lockWriter } = await import('../jobs/lock.ts')
  const writer = lockWriter(path.resolve(io.cwd, file), locale)
  for (const recipe of recipes) for await (const jobs of jobsOf(recipe, locale)) writer.write(jobs.map(lockLine))
  const isSound = !recipes.some(hasErrors)
  writer.end(isSound)
  return isSound ? 0 : 1
}
