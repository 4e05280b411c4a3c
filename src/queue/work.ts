import { RequestError } from '../request/problem.ts'
import type { Transport } from '../submit/carrier.ts'
import type { JobState } from '../submit/history.ts'
import type { SendJob } from '../submit/job.ts'
import type { Journal } from '../submit/journal.ts'
import type { JournalEntry } from '../submit/journal-line.ts'
import { isRefusalOfCredentials } from '../submit/retry.ts'
import { type SubmitEvent, type SubmitOptions, type SubmitSummary, submitAll } from '../submit/submit.ts'
import { type Bundle, openBundle } from './bundle.ts'
import { createChannel } from './channel.ts'
import { type JobMark, type Ledger, MARK } from './ledger.ts'
import { type JobOutcome, printOpen, printRecord } from './record.ts'

/** Sends the jobs of bundles, one worker's share of the queue. */
export interface Sending {
  /** Resolves when each job of the bundle is settled; false where some are left, since the sending ends. */
  handle(bundle: Bundle): Promise<boolean>
  /** Lets the last bundles end. What is handed over later is left. */
  close(): void
  /** Resolves when nothing is under way any more; `isRefused` and `isElsewhere` tell why it ended by itself. */
  readonly ended: Promise<SubmitSummary>
}

/** A job that this worker has in hand. */
interface Held {
  readonly job: SendJob
  readonly mark: JobMark
  readonly resends: boolean
  /** Whether a send of it went out without an answer. */
  isLost: boolean
  readonly settle: (isLeft: boolean) => void
}

/** Sends what it is given as a submission does, with the ledger in place of the journal. `worker` is the mark of what it sends. */
export function startSending(worker: string, ledger: Ledger, transport: Transport, options: SubmitOptions): Sending {
  const held = new Map<string, Held>()
  const channel = createChannel<SendJob>()
  /** Jobs that went back into the queue, and the refusals of credentials, which say nothing of a job. */
  const back = new Set<string>()
  let refusals = 0
  const finish = (id: string, isLeft: boolean) => {
    if (isLeft) back.add(id)
    else back.delete(id)
    held.get(id)?.settle(isLeft)
    held.delete(id)
  }
  const see = (event: SubmitEvent) => {
    options.report?.(event)
    const { job } = event
    if (event.type === 'left') finish(job.id, true)
    else if (event.type === 'accepted' || event.type === 'done') finish(job.id, false)
    else if (event.type === 'failed' && isRefusalOfCredentials(event.error.code)) {
      refusals++
      finish(job.id, true)
    } else if (event.type !== 'retry') void conclude(job, outcomeOf(event), ledger).then(() => finish(job.id, false))
  }
  const journal = journalOf(worker, ledger, held)
  const ended = submitAll([{ jobs: channel.items, journal }], transport, {
    ...options,
    isEachOnce: true,
    report: see,
  }).then(summary => ({ ...summary, failed: summary.failed - refusals, notSent: back.size }))
  const hold = (job: SendJob, mark: JobMark, resends: boolean): Promise<boolean> => {
    // The same job of another bundle is under way here, which sees to it.
    if (held.has(job.id)) return Promise.resolve(false)
    return new Promise(settle => {
      held.set(job.id, { job, mark, resends, isLost: false, settle })
      if (!channel.push(job)) finish(job.id, true)
    })
  }
  return {
    handle: async bundle => {
      const jobs = openBundle(bundle)
      const marks = await lookAt(jobs, ledger)
      if (!marks) return false
      const left = await Promise.all(jobs.map((job, index) => hold(job, marks[index], bundle.resends === true)))
      return !left.includes(true)
    },
    close: channel.close,
    ended,
  }
}

/** The marks of jobs; undefined where the sending ended before Redis answered. */
async function lookAt(jobs: readonly SendJob[], ledger: Ledger): Promise<readonly JobMark[] | undefined> {
  try {
    return await ledger.look(jobs.map(({ id }) => id))
  } catch (error) {
    if (error instanceof RequestError) return undefined
    throw error
  }
}

function outcomeOf(event: SubmitEvent & { type: 'failed' | 'doubt' }): JobOutcome {
  return event.type === 'failed'
    ? { mark: MARK.failed, error: event.error }
    : { mark: MARK.doubt, reason: event.reason }
}

/** Records that a job failed or is in doubt, with what is needed to send it again. */
function conclude(job: SendJob, outcome: JobOutcome, ledger: Ledger): Promise<void> {
  const { mark } = outcome
  return ledger.settle({ id: job.id, mark, record: printRecord(job, outcome), open: printOpen(job, outcome) })
}

/** The ledger as the journal of a submission. What only matters if this worker dies is not written: its mark says as much. */
function journalOf(worker: string, ledger: Ledger, held: ReadonlyMap<string, Held>): Journal {
  const append = async (entry: JournalEntry): Promise<boolean> => {
    const { job: id } = entry
    const item = held.get(id)
    if (!item) return false
    if (entry.type === 'send') {
      const isAgain = entry.try > 1 || item.resends
      if ((await ledger.begin({ id, worker, isAgain })) !== undefined) return false
      if (isDoubt(item.mark)) item.isLost = true
    } else if (entry.type === 'receipt') {
      const record = printRecord(item.job, { mark: MARK.done, receipt: entry })
      await ledger.settle({ id, mark: MARK.done, record })
    } else if (entry.type === 'lost' && entry.sent) item.isLost = true
    else if (!item.isLost) await ledger.settle({ id, mark: MARK.free })
    return true
  }
  return {
    append,
    stateOf: id => {
      const item = held.get(id)
      if (!item) return 'new'
      return item.isLost ? 'doubt' : item.resends && isDoubt(item.mark) ? 'new' : stateOfMark(item.mark)
    },
    isChanged: () => false,
    doubts: () => [],
    failures: () => 0,
    isFormer: false,
    isTorn: false,
    close: () => Promise.resolve(),
  }
}

/** The state that a mark stands for. What another worker began and did not end is in doubt, as nobody knows how far it came. */
function stateOfMark(mark: JobMark): JobState {
  if (mark === undefined) return 'new'
  if (mark === MARK.done) return 'done'
  return isDoubt(mark) ? 'doubt' : 'refused'
}

function isDoubt(mark: JobMark): boolean {
  return mark !== undefined && mark !== MARK.done && mark !== MARK.failed && mark !== MARK.free
}
