import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Localized } from '../../language/diagnostic.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Journal, SendJob, SubmitOptions } from '../../submit/index.ts'
import type { Args, Command } from '../args.ts'
import { readText } from '../inputs.ts'
import type { Io } from '../io.ts'
import { UsageError } from '../io.ts'
import { asUsage } from '../recipes/as-usage.ts'
import { CREDENTIAL_OPTIONS, lookUpCredentials, NO_CREDENTIALS } from '../recipes/credentials.ts'
import { EXIT, exitCodeOf } from '../recipes/exit-codes.ts'
import { interruptFrom } from '../recipes/interrupt.ts'
import { hasErrors, loadRecipes, reportFindings, type Surroundings, VARIABLE_OPTIONS } from '../recipes/load.ts'
import { atLocal, findLocal, LOCAL_ROOT, localOption } from '../recipes/local.ts'
import type { Accepted } from '../recipes/local-run.ts'
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
    ...localOption({
      en: 'to a local OSS, and wait for the results: the one at URL, else one that runs as long as the command',
      zh: '提交到本地 OSS 并等待结果：URL 处的本地 OSS，或随命令运行的本地 OSS',
    }),
    root: {
      type: 'string',
      value: 'DIRECTORY',
      description: {
        en: `of the local OSS that --local starts (default: ${LOCAL_ROOT})`,
        zh: `--local 启动的本地 OSS 的目录（默认 ${LOCAL_ROOT}）`,
      },
    },
    ...CREDENTIAL_OPTIONS,
  },
  examples: [
    {
      command: 'oss-process submit --local recipe.yaml',
      comment: { en: 'try it here first: nothing leaves this machine', zh: '先在本机试运行，不会访问云端' },
    },
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
    const options = await optionsFrom(args)
    const credentials = await findCredentials(args, io)
    if (!credentials) return EXIT.credentials
    if (args.text('local') !== undefined) return submitLocally(args, io, credentials, options)
    const work = await readWork(args, io, credentials)
    return work ? sendWork(work, credentials, options, args, io) : 1
  },
}

type Options = Omit<SubmitOptions, 'signal' | 'report'>

async function sendWork(
  work: Work,
  credentials: FoundCredentials,
  options: Options,
  args: Args,
  io: Io,
  onAccepted?: (accepted: Accepted) => void,
): Promise<number> {
  const { createTransport, openJournal } = await import('../../submit/index.ts')
  const journal = await asUsage(() => openJournal(work.journal), args.locale)
  const version = args.text('sign-version') === 'v1' ? 'v1' : 'v4'
  const renew = () => lookUpCredentials(args, io)
  const transport = await createTransport({ credentials, renew, version, concurrency: options.concurrency })
  try {
    const all = { ...options, resends: options.resends || work.resends }
    return await send(work, journal, transport, all, args, io, onAccepted)
  } finally {
    transport.close()
    await journal.close()
  }
}

/** Sends to a local OSS and waits for what it makes. Nothing is remembered: a trial may be run again and again. */
async function submitLocally(args: Args, io: Io, credentials: FoundCredentials, options: Options): Promise<number> {
  const { awaitTasks, hintAtSources, makeBuckets, startHere } = await import('../recipes/local-run.ts')
  const here = args.text('local') === '' ? await startHere(args, io) : undefined
  const folder = await mkdtemp(path.join(tmpdir(), 'oss-process-submit-'))
  try {
    const place = here ? atLocal(here.endpoint) : findLocal(args)
    const work = await readWork(args, io, place ?? {})
    if (!work) return 1
    if (here) await makeBuckets(here, work.jobs())
    const accepted: Accepted[] = []
    const trial = { ...work, journal: path.join(folder, 'journal') }
    const code = await sendWork(trial, credentials, options, args, io, one => accepted.push(one))
    const failed = await awaitTasks(accepted, { endpoint: place?.endpoint ?? '', root: here?.root }, args, io)
    if (here && code !== 0) io.stderr.write(hintAtSources(here.root, args.locale))
    return code !== 0 || failed === 0 ? code : failed === accepted.length ? EXIT.service : EXIT.partial
  } finally {
    await here?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

type Sender = Awaited<ReturnType<typeof import('../../submit/index.ts').createTransport>>

async function send(
  { jobs, total }: Work,
  journal: Journal,
  transport: Sender,
  options: Options,
  args: Args,
  io: Io,
  onAccepted?: (accepted: Accepted) => void,
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
        if (event.type === 'accepted') onAccepted?.(event)
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
async function readWork(args: Args, io: Io, found: Surroundings): Promise<Work | undefined> {
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
    const isAlone = positionals.length === 1 && !['journal', 'local'].some(option => args.text(option) !== undefined)
    if (!isAlone || args.list('var').length + args.list('var-file').length > 0) throw new UsageError(ALONE[locale])
    const { jobs, journal, resends } = await asUsage(() => readPlan(text, name), locale)
    const file = path.resolve(path.dirname(path.resolve(io.cwd, name)), journal)
    return { jobs: () => jobs, total: jobs.length, journal: file, resends }
  }
  return undefined
}

async function optionsFrom(args: Args): Promise<SubmitOptions> {
  const { defaultOptions } = await import('../../submit/index.ts')
  const whole = (name: string, minimum: number, maximum: number) =>
    numberFrom(args, name, { minimum, maximum, isInteger: true })
  return {
    ...defaultOptions,
    concurrency: whole('concurrency', 1, 1000) ?? defaultOptions.concurrency,
    rate: numberFrom(args, 'rate', { minimum: 0.001, maximum: 100_000 }),
    burst: whole('burst', 1, 100_000) ?? defaultOptions.burst,
    retries: whole('retries', 0, 100) ?? defaultOptions.retries,
    tryTimeout: timeFrom(args, 'try-timeout') ?? defaultOptions.tryTimeout,
    totalTimeout: timeFrom(args, 'timeout') ?? defaultOptions.totalTimeout,
    repeatsLost: !args.flag('once'),
    resends: args.flag('resend'),
  }
}
