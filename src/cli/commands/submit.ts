import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { isUsageError, UsageError } from '../../files/problem.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Journal, SubmitOptions } from '../../submit/index.ts'
import type { Io } from '../io.ts'
import { interruptFrom } from '../jobs/interrupt.ts'
import { INPUT_OPTIONS, SELECT_OPTIONS, VARIABLE_OPTIONS } from '../jobs/load.ts'
import type { AcceptedTask } from '../jobs/local-run.ts'
import { readWork, type Work } from '../jobs/work.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { asUsage } from '../options/as-usage.ts'
import { askAgain, CREDENTIAL_OPTIONS, credentialsOrLocal } from '../options/credentials.ts'
import { atLocal, findLocal, LOCAL_ROOT, localOption } from '../options/local.ts'
import { SUBMIT_QUEUE_OPTIONS, waitingFrom } from '../options/queue.ts'
import { clientFrom, findCredentials, SENDING_OPTIONS, sendingFrom } from '../options/sending.ts'
import { usage } from '../options/usage.ts'
import { EXIT, exitCodeOf } from '../output/exit-codes.ts'
import { followCode, outcomeText } from '../output/follow-text.ts'
import { jsonProgress, type Progress, textProgress } from '../output/progress.ts'
import { askingFor, FOLLOW_OPTIONS } from './follow.ts'
import { JOURNAL_OPTIONS } from './plan.ts'

const OF_WORKERS: Localized = {
  en: '"--{name}" is not for submit --queue; give it to the workers: oss-process work --{name}.',
  zh: 'submit --queue 不接受 "--{name}"；请交给 worker：oss-process work --{name}。',
}
const OF_JOURNALS: Localized = {
  en: '"--{name}" does not go with --queue, whose receipts are in Redis; "oss-process receipts" writes them as a journal.',
  zh: '"--{name}" 不能与 --queue 同用：回执保存在 Redis 中，可用 "oss-process receipts" 写成日志。',
}
const FLAGS = ['retry-lost', 'once'] as const
const OTHERS = ['concurrency', 'rate', 'burst', 'retries', 'try-timeout', 'sign-version', 'client'] as const
const JOURNALS = ['journal', 'local', 'root'] as const

const OPTIONS = {
  wait: {
    type: 'boolean',
    description: {
      en: 'then follow the tasks until they have ended',
      zh: '提交后跟踪任务直到结束',
    },
  },
  ...FOLLOW_OPTIONS,
  ...VARIABLE_OPTIONS,
  ...INPUT_OPTIONS,
  ...SELECT_OPTIONS,
  ...JOURNAL_OPTIONS,
  compact: {
    type: 'boolean',
    description: {
      en: 'write the journal anew first, with one line for each finished job',
      zh: '先精简日志：每个已完成的任务只留一行',
    },
  },
  ...SENDING_OPTIONS,
  ...SUBMIT_QUEUE_OPTIONS,
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
} satisfies OptionSpecs

type SubmitArgs = ArgsOf<typeof OPTIONS>

export const submitCommand = defineCommand({
  name: 'submit',
  summary: {
    en: 'send the jobs of recipes or of a plan, each once, and record it',
    zh: '发送配方或计划中的任务，每个只发一次并记录',
  },
  usage: 'RECIPE... | PLAN',
  options: OPTIONS,
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
      command: 'oss-process submit --queue redis://localhost:6379 recipe.yaml',
      comment: {
        en: 'for many machines: "oss-process work" sends what is queued',
        zh: '供多台机器使用：由 "oss-process work" 发送队列中的任务',
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
    const options = await sendingFrom(args, args.flag('resend'))
    if (args.text('queue') !== undefined) return submitToQueue(args, io, options)
    const found = await findCredentials(() => credentialsOrLocal(args, io), args.locale)
    const credentials = isUsageError(found) ? undefined : found
    if (credentials && args.text('local') !== undefined) return submitLocally(args, io, credentials, options)
    // A recipe that is wrong is so whoever asks.
    const work = await readWork(args, io, credentials ?? {})
    if (typeof work === 'number') return work
    if (isUsageError(found)) throw found
    return sendWork(work, found, options, args, io)
  },
})

async function submitToQueue(args: SubmitArgs, io: Io, { totalTimeout, resends }: Options): Promise<number> {
  refuseOthers(args)
  const { fillQueue } = await import('../jobs/fill-queue.ts')
  const isJson = (args.text('format') ?? (io.stdout.isTTY ? 'text' : 'json')) === 'json'
  return fillQueue(args, io, { most: waitingFrom(args), resends, timeout: totalTimeout, isJson })
}

type Options = Omit<SubmitOptions, 'signal' | 'report'>

async function sendWork(
  work: Work,
  credentials: FoundCredentials,
  options: Options,
  args: SubmitArgs,
  io: Io,
  onAccepted?: (accepted: AcceptedTask) => void,
): Promise<number> {
  const { createTransport } = await import('../../submit/index.ts')
  const version = args.text('sign-version') === 'v1' ? 'v1' : 'v4'
  const renew = askAgain(() => credentialsOrLocal(args, io), args.locale, io)
  if (args.text('journal') === undefined && !options.resends) {
    const { checkRenamed } = await import('../jobs/renamed.ts')
    for (const { journal, jobs } of work.batches) await checkRenamed(journal, jobs, args.locale)
  }
  const client = clientFrom(args.text('client'))
  const { concurrency } = options
  const transport = await createTransport({ credentials, renew, version, concurrency, client, env: io.env })
  let journals: ReadonlyMap<string, Journal> = new Map()
  try {
    journals = await openJournals(work, args)
    const all = {
      ...options,
      resends: options.resends || work.resends,
      retriesFailed: args.flag('retry-failed') || work.retriesFailed === true,
    }
    const sent = await send(work, journals, transport, all, args, io, onAccepted)
    const changed = work.tellChanges?.() ?? 0
    const code = sent === 0 ? changed : sent
    if (!args.flag('wait') || code === EXIT.interrupted) return code
    const followed = await followWork(work, journals, args, io)
    return code === 0 ? followed : code
  } finally {
    transport.close()
    for (const journal of journals.values()) await journal.close()
  }
}

/** Follows the tasks of all journals until they have ended. */
async function followWork(
  { batches }: Work,
  journals: ReadonlyMap<string, Journal>,
  args: SubmitArgs,
  io: Io,
): Promise<number> {
  const { followAll } = await import('../jobs/follow-run.ts')
  const isJson = isJsonFor(args, io)
  const { signal, release } = interruptFrom(io, args.locale)
  let code = 0
  try {
    for (const [file, opened] of journals) {
      const recipe = batches.find(({ journal }) => journal === file)?.recipe
      const asking = await askingFor(recipe, args, { waits: true, isJson, signal }, io)
      const outcome = await asUsage(() => followAll({ journal: { file, opened }, taskIds: [] }, asking), args.locale)
      asking.client.close()
      io.stdout.write(
        isJson ? `${JSON.stringify({ event: 'followed', ...outcome })}\n` : outcomeText(outcome, args.locale),
      )
      code = Math.max(code, followCode(outcome))
    }
    return code
  } finally {
    release()
  }
}

/** The journals of all recipes by their files, opened before anything is sent. */
async function openJournals({ batches }: Work, args: SubmitArgs): Promise<ReadonlyMap<string, Journal>> {
  const { compactJournal, openJournal } = await import('../../submit/index.ts')
  const journals = new Map<string, Journal>()
  try {
    for (const { journal: file } of batches) {
      if (journals.has(file)) continue
      if (args.flag('compact')) await asUsage(() => compactJournal(file), args.locale)
      journals.set(file, await asUsage(() => openJournal(file), args.locale))
    }
    return journals
  } catch (error) {
    for (const journal of journals.values()) await journal.close()
    throw error
  }
}

/** Sends to a local OSS and waits for what it makes. Nothing is remembered: a trial may be run again and again. */
async function submitLocally(
  args: SubmitArgs,
  io: Io,
  credentials: FoundCredentials,
  options: Options,
): Promise<number> {
  const { awaitTasks, hintAtSources, makeBuckets, startHere } = await import('../jobs/local-run.ts')
  const here = args.text('local') === '' ? await startHere(args, io) : undefined
  const folder = await mkdtemp(path.join(tmpdir(), 'oss-process-submit-'))
  try {
    const place = here ? atLocal(here.endpoint) : findLocal(args)
    const work = await readWork(args, io, place ?? {})
    if (typeof work === 'number') return work
    if (here) for (const { jobs } of work.batches) await makeBuckets(here, jobs())
    const accepted: AcceptedTask[] = []
    const journal = path.join(folder, 'journal')
    const trial = { ...work, batches: work.batches.map(batch => ({ ...batch, journal })) }
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
  { batches, total }: Work,
  journals: ReadonlyMap<string, Journal>,
  transport: Sender,
  options: Options,
  args: SubmitArgs,
  io: Io,
  onAccepted?: (accepted: AcceptedTask) => void,
): Promise<number> {
  const { submitAll } = await import('../../submit/index.ts')
  const progress = progressFor(total, args, io)
  const listed = new Set<string>()
  const { signal, release } = interruptFrom(io, args.locale)
  try {
    const recorded = batches.flatMap(({ jobs, journal: file }) => {
      const journal = journals.get(file)
      return journal ? [{ jobs: jobs(), journal }] : []
    })
    const summary = await submitAll(recorded, transport, {
      ...options,
      signal,
      report: event => {
        if (event.type === 'doubt') listed.add(event.job.id)
        if (event.type === 'accepted') onAccepted?.(event)
        progress.report(event)
      },
    })
    const doubts = [...journals.values()].flatMap(journal => journal.doubts())
    progress.finish(
      summary,
      doubts.filter(({ job }) => !listed.has(job)),
    )
    if (summary.problem) throw new UsageError(summary.problem.text[args.locale])
    return exitCodeOf(summary)
  } finally {
    release()
  }
}

function progressFor(total: number, args: SubmitArgs, io: Io): Progress {
  return isJsonFor(args, io) ? jsonProgress(io) : textProgress(io, total, args.locale)
}

function isJsonFor(args: SubmitArgs, io: Io): boolean {
  return (args.text('format') ?? (io.stdout.isTTY ? 'text' : 'json')) === 'json'
}

/** Throws a UsageError where an option is given that means nothing for a queue. */
function refuseOthers(args: SubmitArgs): void {
  const ofWorkers = FLAGS.find(name => args.flag(name)) ?? OTHERS.find(name => args.text(name) !== undefined)
  if (ofWorkers) throw usage(OF_WORKERS, { name: ofWorkers }, args.locale)
  const ofJournals = args.flag('compact') ? 'compact' : JOURNALS.find(name => args.text(name) !== undefined)
  if (ofJournals) throw usage(OF_JOURNALS, { name: ofJournals }, args.locale)
}
