import path from 'node:path'
import type { Locale, Localized } from '../../language/diagnostic.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Journal, SendJob, SubmitOptions } from '../../submit/index.ts'
import type { Args, Command } from '../args.ts'
import { readText } from '../inputs.ts'
import type { Io } from '../io.ts'
import { UsageError } from '../io.ts'
import { asUsage, CREDENTIAL_OPTIONS, lookUpCredentials, NO_CREDENTIALS } from '../recipes/credentials.ts'
import { EXIT, exitCodeOf } from '../recipes/exit-codes.ts'
import { hasErrors, loadRecipes, reportFindings, VARIABLE_OPTIONS } from '../recipes/load.ts'
import { numberFrom, timeFrom } from '../recipes/numbers.ts'
import { jsonProgress, type Progress, textProgress } from '../recipes/progress.ts'
import { sendJobs, withoutFindings } from '../recipes/send-jobs.ts'
import { JOURNAL_OPTIONS, journalName } from './plan.ts'

const ALONE: Localized = {
  en: 'A plan is submitted alone, and its journal and variables are part of it; leave the other arguments out.',
  zh: '计划只能单独提交，其日志和变量已包含在内；请去掉其他参数。',
}

export const submitCommand: Command = {
  name: 'submit',
  summary: {
    en: 'send the jobs of recipes or of a plan, each once, and record it',
    zh: '发送配方或计划中的任务，每个只发一次并记录',
  },
  usage: 'RECIPE... | PLAN',
  options: {
    ...VARIABLE_OPTIONS,
    ...JOURNAL_OPTIONS,
    once: {
      type: 'boolean',
      description: {
        en: 'do not repeat a send whose answer did not come; the job is in doubt then',
        zh: '未收到响应时不重发；该任务记为不明',
      },
    },
    concurrency: {
      type: 'string',
      value: 'N',
      description: { en: 'sends at a time (default: 8)', zh: '并发数（默认 8）' },
    },
    rate: {
      type: 'string',
      value: 'N',
      description: { en: 'sends a second (default: no limit)', zh: '每秒发送数（默认不限）' },
    },
    burst: {
      type: 'string',
      value: 'N',
      description: { en: 'sends at once after a pause (default: 1)', zh: '空闲后可一次发出的数量（默认 1）' },
    },
    retries: {
      type: 'string',
      value: 'N',
      description: { en: 'tries after the first one (default: 5)', zh: '首次之后的重试次数（默认 5）' },
    },
    'try-timeout': {
      type: 'string',
      value: 'TIME',
      description: { en: 'for one try (default: 60s)', zh: '单次尝试的超时（默认 60s）' },
    },
    timeout: {
      type: 'string',
      value: 'TIME',
      description: { en: 'for all tries of a job (default: 10m)', zh: '单个任务全部尝试的超时（默认 10m）' },
    },
    'sign-version': {
      type: 'string',
      value: 'v1|v4',
      choices: ['v1', 'v4'],
      description: { en: 'version of the signature (default: v4)', zh: '签名版本（默认 v4）' },
    },
    format: {
      type: 'string',
      value: 'text|json',
      choices: ['text', 'json'],
      description: {
        en: 'lines for people, or JSON events (default: text on a terminal)',
        zh: '文本或 JSON 事件（终端上默认为文本）',
      },
    },
    ...CREDENTIAL_OPTIONS,
  },
  examples: [
    {
      command: 'oss-process submit --rate 20 recipe.yaml',
      comment: {
        en: 'run it again after a crash: what was answered is not sent again',
        zh: '崩溃后可再次运行：已有响应的不会重发',
      },
    },
    {
      command: 'oss-process submit plan.json',
      comment: { en: 'exactly what was planned', zh: '严格按计划发送' },
    },
    {
      command: 'oss-process submit --resend recipe.yaml',
      comment: {
        en: 'exit codes: 0 all accepted, 1 recipe, 2 usage, 4 credentials, 5 service, 6 partly, 130 Ctrl-C',
        zh: '退出码：0 全部接受，1 配方有误，2 用法，4 凭证，5 服务，6 部分失败，130 Ctrl-C',
      },
    },
  ],
  async run(args, io) {
    const { locale } = args
    const options = optionsFrom(args)
    const credentials = await findCredentials(args, io)
    if (!credentials) return EXIT.credentials
    const work = await readWork(args, io, credentials)
    if (!work) return 1
    const { createTransport, openJournal } = await import('../../submit/index.ts')
    const journal = await asUsage(() => openJournal(work.journal), locale)
    const version = args.text('sign-version') === 'v1' ? 'v1' : 'v4'
    const renew = () => lookUpCredentials(args, io)
    const transport = await createTransport({ credentials, renew, version, concurrency: options.concurrency })
    try {
      return await send(work, journal, transport, { ...options, resends: options.resends || work.resends }, args, io)
    } finally {
      transport.close()
      await journal.close()
    }
  },
}

type Sender = Awaited<ReturnType<typeof import('../../submit/index.ts').createTransport>>

async function send(
  { jobs, total }: Work,
  journal: Journal,
  transport: Sender,
  options: Omit<SubmitOptions, 'signal' | 'report'>,
  args: Args,
  io: Io,
): Promise<number> {
  const { submit } = await import('../../submit/index.ts')
  const progress = progressFor(total, args, io)
  const listed = new Set<string>()
  const { signal, release } = interruptFrom(io, args.locale)
  try {
    const summary = await submit(jobs(), journal, transport, {
      ...options,
      signal,
      report: event => {
        if (event.type === 'doubt') listed.add(event.job.id)
        progress.report(event)
      },
    })
    progress.finish(
      summary,
      journal.doubts().filter(({ job }) => !listed.has(job)),
    )
    return exitCodeOf(summary)
  } finally {
    release()
  }
}

const INTERRUPTED: Localized = {
  en: 'Nothing more is sent; what is on its way is finished. Ctrl-C again ends it at once.',
  zh: '不再发送新任务，正在等待已发送的任务。再按一次 Ctrl-C 立即结束。',
}

/** The first Ctrl-C ends the submission, a second one the program. */
function interruptFrom(io: Io, locale: Locale): { readonly signal: AbortSignal; readonly release: () => void } {
  if (io.signal) return { signal: io.signal, release: () => undefined }
  const controller = new AbortController()
  const abort = () => {
    io.stderr.write(`${INTERRUPTED[locale]}\n`)
    controller.abort()
  }
  process.once('SIGINT', abort)
  process.once('SIGTERM', abort)
  const release = () => {
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
  }
  return { signal: controller.signal, release }
}

function progressFor(total: number, args: Args, io: Io): Progress {
  const format = args.text('format') ?? (io.stdout.isTTY ? 'text' : 'json')
  return format === 'json' ? jsonProgress(io) : textProgress(io, total, args.locale)
}

async function findCredentials(args: Args, io: Io): Promise<FoundCredentials | undefined> {
  const { locale } = args
  const { RequestError } = await import('../../request/index.ts')
  try {
    const found = await lookUpCredentials(args, io)
    if (!found) io.stderr.write(`oss-process: ${NO_CREDENTIALS[locale]}\n`)
    return found
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    io.stderr.write(`oss-process: ${error.text[locale]}\n`)
    return undefined
  }
}

/** What there is to send. */
interface Work {
  readonly jobs: () => AsyncIterable<SendJob> | Iterable<SendJob>
  readonly total: number
  readonly journal: string
  readonly resends: boolean
}

/** Nothing is sent before all of it is known to be right; undefined where it is not. */
async function readWork(args: Args, io: Io, found: FoundCredentials): Promise<Work | undefined> {
  const { locale, positionals } = args
  const plan = await findPlan(args, io)
  if (plan) return plan
  const recipes = await loadRecipes(positionals, args, io, found)
  let total = 0
  if (!recipes.some(hasErrors)) for await (const _ of sendJobs(recipes, locale)) total++
  reportFindings(recipes, io, locale)
  if (recipes.some(hasErrors)) return undefined
  const journal = path.resolve(io.cwd, journalName(args, positionals[0] ?? ''))
  const again = withoutFindings(recipes)
  const jobs = async function* () {
    for await (const { job } of sendJobs(again, locale)) yield job
  }
  return { jobs, total, journal, resends: false }
}

async function findPlan(args: Args, io: Io): Promise<Work | undefined> {
  const { isPlan, readPlan } = await import('../../submit/index.ts')
  const { locale, positionals } = args
  for (const name of positionals) {
    const text = await readText(name, io, locale)
    if (!isPlan(text)) continue
    const isAlone = positionals.length === 1 && args.text('journal') === undefined
    if (!isAlone || args.list('var').length + args.list('var-file').length > 0) throw new UsageError(ALONE[locale])
    const { jobs, journal, resends } = await asUsage(() => readPlan(text, name), locale)
    const file = path.resolve(path.dirname(path.resolve(io.cwd, name)), journal)
    return { jobs: () => jobs, total: jobs.length, journal: file, resends }
  }
  return undefined
}

function optionsFrom(args: Args): Omit<SubmitOptions, 'signal' | 'report'> {
  const whole = (name: string, minimum: number, maximum: number) =>
    numberFrom(args, name, { minimum, maximum, isInteger: true })
  return {
    concurrency: whole('concurrency', 1, 1000) ?? 8,
    rate: numberFrom(args, 'rate', { minimum: 0.001, maximum: 100_000 }),
    burst: whole('burst', 1, 100_000) ?? 1,
    retries: whole('retries', 0, 100) ?? 5,
    base: 500,
    longest: 20_000,
    tryTimeout: timeFrom(args, 'try-timeout') ?? 60_000,
    totalTimeout: timeFrom(args, 'timeout') ?? 600_000,
    repeatsLost: !args.flag('once'),
    resends: args.flag('resend'),
  }
}
