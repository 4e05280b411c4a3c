import type { FollowEvent, FollowedTask, FollowSummary, TaskAnswer } from '../../follow/index.ts'
import { readObjectAddress } from '../../request/object-address.ts'
import type { Client, ImmPlace, ImmTask, KnownEndpoint } from '../../service/index.ts'
import type { Journal } from '../../submit/index.ts'

/** What is followed: the tasks of a journal, or those named on the command line. */
export interface Following {
  readonly journal?: { readonly file: string; readonly opened: Journal } | undefined
  readonly taskIds: readonly string[]
}

/** Where tasks and results are asked for; without a project only results and messages tell. */
export interface Asking {
  readonly client: Client
  readonly imm?: ImmPlace | undefined
  readonly oss: KnownEndpoint
  /** The address of a queue that gets the notifications. */
  readonly messages?: string | undefined
  readonly waits: boolean
  readonly interval: number
  readonly concurrency: number
  readonly report: (event: FollowEvent) => void
  readonly signal?: AbortSignal | undefined
}

/** How tasks stand, and what became of jobs in doubt. */
export interface FollowOutcome extends FollowSummary {
  readonly settled: number
  readonly inDoubt: number
  /** Tasks that had failed before, as the journal tells. */
  readonly failedBefore: number
}

/** Follows tasks and records their ends in the journal. Rejects with a RequestError where nobody tells. */
export async function followAll({ journal, taskIds }: Following, asking: Asking): Promise<FollowOutcome> {
  const { follow, journalTasks } = await import('../../follow/index.ts')
  const settled = journal ? await settle(journal, asking) : 0
  const read = journal && journalTasks(journal.file)
  const ended = new Set<string>()
  const named = () => taskIds.filter(taskId => !ended.has(taskId)).map((taskId): FollowedTask => ({ taskId }))
  const known = new Map<string, ImmTask>()
  const summary = await follow(() => (read ? read.tasks() : named()), {
    concurrency: asking.concurrency,
    waits: asking.waits,
    interval: asking.interval,
    signal: asking.signal,
    report: asking.report,
    ask: task => answerOf(task, known, asking),
    record: async ({ job, taskId }, { state, code, message, outputs }) => {
      ended.add(taskId)
      if (job === undefined || !journal) return
      const words = state === 'Failed' ? { code, message } : { outputs }
      await journal.opened.append({ type: 'task', job, at: new Date().toISOString(), taskId, state, ...words })
      read?.markEnded(job)
    },
    ...(asking.messages !== undefined && { pause: await messageReader(asking.messages, known, asking) }),
  })
  const failedBefore = (journal?.opened.failures() ?? summary.failed) - summary.failed
  return { ...summary, settled, inDoubt: journal?.opened.doubts().length ?? 0, failedBefore }
}

/** Settles what is in doubt; how many that are. */
async function settle({ file, opened }: NonNullable<Following['journal']>, asking: Asking): Promise<number> {
  const doubts = opened.doubts()
  if (doubts.length === 0) return 0
  const { journalTasks, settleDoubts } = await import('../../follow/index.ts')
  const { headObject, listTasks } = await import('../../service/index.ts')
  const { client, imm, oss } = asking
  const evidence = {
    head: (address: { readonly bucket: string; readonly key: string }) => headObject(client, address, oss),
    tasks: imm && ((range: { readonly from: string; readonly to: string }) => listTasks(client, imm, range)),
  }
  const entries = await settleDoubts(doubts, journalTasks(file).begun(), evidence, () => new Date())
  for (const entry of entries) await opened.append(entry)
  return entries.length
}

/** What a message told, else what IMM tells, else whether the result is there. */
async function answerOf(task: FollowedTask, known: Map<string, ImmTask>, asking: Asking): Promise<TaskAnswer> {
  const { getTask, headObject } = await import('../../service/index.ts')
  const { resultAddress } = await import('../../follow/index.ts')
  const { client, imm, oss } = asking
  const told = known.get(task.taskId)
  known.delete(task.taskId)
  const found = told ?? (imm && (await getTask(client, imm, task.taskId)))
  const address = resultAddress(task.source, task.target)
  if (found) {
    const { state, code, message } = found
    if (state === 'Running') return 'running'
    const outputs = found.outputs.length > 0 || address === undefined ? found.outputs : [address]
    return { state, code, message, outputs: state === 'Succeeded' ? outputs : [] }
  }
  const object = readObjectAddress(address)
  const head = object && (await headObject(client, object, oss))
  const isNew = head !== undefined && head.lastModified.getTime() >= Date.parse(task.sentAt ?? '') - SKEW
  if (isNew && address !== undefined) return { state: 'Succeeded', code: '', message: '', outputs: [address] }
  return imm ? 'unknown' : 'running'
}

/** Clocks may differ by so many milliseconds. */
const SKEW = 60_000

/** Waits for messages instead of sleeping, and keeps what they tell. Those about other things come back to their queue. */
async function messageReader(
  address: string,
  known: Map<string, ImmTask>,
  { client }: Asking,
): Promise<(milliseconds: number) => Promise<void>> {
  const { readQueue, receiveMessages, removeMessages } = await import('../../service/index.ts')
  const queue = readQueue(address)
  return async milliseconds => {
    const messages = await receiveMessages(client, queue, milliseconds)
    const about = messages.flatMap(({ task, receiptHandle }) => (task ? [{ task, receiptHandle }] : []))
    for (const { task } of about) known.set(task.taskId, task)
    await removeMessages(
      client,
      queue,
      about.map(({ receiptHandle }) => receiptHandle),
    )
  }
}
