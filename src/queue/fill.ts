import type { SendJob } from '../submit/job.ts'
import { REAL, type Surroundings } from '../submit/rate.ts'
import { BUNDLE, type Bundle, bundleId, packBundle } from './bundle.ts'
import { type Ledger, MARK } from './ledger.ts'

/** A bundle with its id in the queue. */
export interface NamedBundle {
  readonly id: string
  readonly bundle: Bundle
}

/** Where bundles wait for a worker. */
export interface WaitingLine {
  /** Adds bundles; one with the id of another that is there is left out. May be repeated. */
  add(bundles: readonly NamedBundle[]): Promise<void>
  /** How many bundles wait. */
  waiting(): Promise<number>
}

/** How to fill a queue. */
export interface FillOptions {
  /** Jobs that wait at most. */
  readonly most: number
  /** Whether jobs in doubt are sent again. */
  readonly resends: boolean
  readonly signal?: AbortSignal | undefined
  readonly around?: Pick<Surroundings, 'sleep'> | undefined
  /** Called after each addition. */
  readonly report?: (summary: FillSummary) => void
  /** Called with each job in doubt that is not sent. */
  readonly onDoubt?: (job: SendJob) => void
}

/** What became of the jobs. */
export interface FillSummary {
  readonly queued: number
  /** Taken by OSS before. */
  readonly done: number
  /** Being sent by a worker now. */
  readonly underWay: number
  readonly inDoubt: number
  readonly isInterrupted: boolean
}

/** Bundles that are added together. */
const TOGETHER = 20
/** Milliseconds until it is looked again whether there is room. */
const LOOK = 200

/** Streams jobs into a queue: at most so many wait in it, what is done already and what is in doubt is left out. */
export async function fill(
  jobs: AsyncIterable<SendJob> | Iterable<SendJob>,
  ledger: Pick<Ledger, 'look'>,
  line: WaitingLine,
  options: FillOptions,
): Promise<FillSummary> {
  const size = Math.min(BUNDLE, options.most)
  const together = Math.max(1, Math.min(TOGETHER, Math.floor(options.most / size / 2)))
  const count = { queued: 0, done: 0, underWay: 0, inDoubt: 0, isInterrupted: false }
  const add = async (looked: Promise<readonly SendJob[]>) => {
    const chosen = await looked
    if (chosen.length === 0 || options.signal?.aborted) return
    const bundles = cut(chosen, size).map(part => nameBundle(part, options.resends))
    await awaitRoom(line, options.most / size - bundles.length, options)
    if (options.signal?.aborted) return
    await line.add(bundles)
    count.queued += chosen.length
    options.report?.(count)
  }
  let adding: Promise<void> = Promise.resolve()
  // While Redis is asked about one group and takes the one before, the next is made.
  const put = async (group: readonly SendJob[]) => {
    const looked = choose(group, ledger, options, count)
    looked.catch(() => undefined)
    await adding
    adding = add(looked)
    adding.catch(() => undefined)
  }
  let group: SendJob[] = []
  for await (const job of jobs) {
    if (options.signal?.aborted) break
    group.push(job)
    if (group.length < size * together) continue
    await put(group)
    group = []
  }
  if (group.length > 0) await put(group)
  await adding
  count.isInterrupted = options.signal?.aborted === true
  return count
}

function nameBundle(jobs: readonly SendJob[], resends: boolean): NamedBundle {
  const ids = jobs.map(({ id }) => id)
  return { id: bundleId(ids, resends ? 'again' : 'jobs'), bundle: packBundle(jobs, resends) }
}

/** The jobs that are to be sent, by their marks. */
async function choose(
  jobs: readonly SendJob[],
  ledger: Pick<Ledger, 'look'>,
  { resends, onDoubt }: FillOptions,
  count: { done: number; underWay: number; inDoubt: number },
): Promise<SendJob[]> {
  const marks = await ledger.look(jobs.map(({ id }) => id))
  return jobs.filter((job, index) => {
    const mark = marks[index]
    if (mark === undefined || mark === MARK.free || mark === MARK.failed) return true
    if (mark === MARK.doubt && resends) return true
    if (mark === MARK.done) count.done++
    else if (mark === MARK.doubt) {
      count.inDoubt++
      onDoubt?.(job)
    } else count.underWay++
    return false
  })
}

async function awaitRoom(line: WaitingLine, room: number, { signal, around = REAL }: FillOptions): Promise<void> {
  while (!signal?.aborted && (await line.waiting()) > room) await around.sleep(LOOK, signal)
}

function cut<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
