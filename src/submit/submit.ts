import { setMaxListeners } from 'node:events'
import { memoizeLast } from '../../grammar/catalogue/memo.ts'
import { RequestError } from '../request/problem.ts'
import { type Attempt, type ReadAnswer, readAnswer, type ServiceError } from './answer.ts'
import type { Transport } from './carrier.ts'
import { isAsynchronous, type SendJob, stateOf } from './job.ts'
import { createJobTable, keyOf } from './job-table.ts'
import type { Journal } from './journal.ts'
import type { Accepted, Lost, Receipt, Refused } from './journal-line.ts'
import { createLimiter, type Limiter, REAL, type Surroundings } from './rate.ts'
import { isAboutClock, isAboutCredentials, judge, type RetryPolicy, waitBefore } from './retry.ts'

/** How to submit. */
export interface SubmitOptions extends RetryPolicy {
  /** Sends at a time. */
  readonly concurrency: number
  /** Sends a second, tries counted; as fast as it goes when not given. */
  readonly rate?: number | undefined
  /** Sends that may go at once after a pause. */
  readonly burst: number
  /** Whether jobs in doubt are sent again. */
  readonly resends: boolean
  /** Whether jobs whose tasks failed are sent again. */
  readonly retriesFailed?: boolean | undefined
  /** Ends the submission: what is in flight is finished, nothing more is begun. */
  readonly signal?: AbortSignal | undefined
  readonly report?: ((event: SubmitEvent) => void) | undefined
  readonly surroundings?: Surroundings | undefined
  /** In place of one of its own by `rate` and `burst`. */
  readonly limiter?: Limiter | undefined
  /** True where whoever gives the jobs sees to it that none comes twice; otherwise each is remembered, in 20 bytes. */
  readonly isEachOnce?: boolean | undefined
}

/** What happens to jobs, as it happens. */
export type SubmitEvent =
  | { readonly type: 'accepted'; readonly job: SendJob; readonly receipt: Receipt; readonly tries: number }
  | { readonly type: 'failed'; readonly job: SendJob; readonly error: Failure; readonly tries: number }
  | { readonly type: 'doubt'; readonly job: SendJob; readonly reason: string; readonly answer?: string }
  | { readonly type: 'retry'; readonly job: SendJob; readonly error: Failure; readonly wait: number }
  | { readonly type: 'done'; readonly job: SendJob }
  | { readonly type: 'left'; readonly job: SendJob }

/** Why a job was not taken; the status is 0 where there was no answer, and the code then that of the connection. */
export type Failure = ServiceError

/** What became of the jobs. */
export interface SubmitSummary {
  readonly accepted: number
  /** Answered before this run, or the same as another job of it. */
  readonly done: number
  readonly failed: number
  readonly inDoubt: number
  /** Not begun, because the submission was ended. */
  readonly notSent: number
  /** Whether it ended because the credentials are refused. */
  readonly isRefused: boolean
  /** Failures about who asks. */
  readonly credentialFailures: number
  readonly isInterrupted: boolean
  /** Whether it ended because nothing but strange answers came. */
  readonly isElsewhere: boolean
  /** Why it ended, where a journal could not be written: what was sent last may not be recorded. */
  readonly problem?: RequestError
}

/** Jobs with the record of their own. */
export interface Batch {
  readonly jobs: AsyncIterable<SendJob> | Iterable<SendJob>
  readonly journal: Journal
}

/** A job on its way. */
interface Item {
  readonly job: SendJob
  readonly journal: Journal
}

interface SubmitRun {
  readonly transport: Transport
  readonly options: SubmitOptions
  readonly around: Surroundings
  readonly limiter: Limiter
  /** Whether this run has met a job, in 20 bytes each. */
  readonly isSeen: (id: string) => boolean
  readonly count: { -readonly [K in keyof SubmitSummary]: SubmitSummary[K] }
  /** Aborts for a signal from outside, and where going on makes no sense. */
  readonly stop: AbortController
  /** Receipts on their way to the disk. */
  readonly writings: Set<Promise<void>>
  /** Answers of OSS, and of others. */
  readonly answers: { ours: number; strange: number }
}

/** So many strange answers before the first one of OSS end it: no further job would do better. */
const STRANGE = 20

/** What `oss-process submit` does when no option says otherwise. */
export const defaultOptions: SubmitOptions = {
  concurrency: 8,
  burst: 1,
  retries: 5,
  base: 500,
  longest: 20_000,
  tryTimeout: 60_000,
  totalTimeout: 600_000,
  repeatsLost: 'synchronous',
  resends: false,
}

/**
 * Sends jobs, each once as far as that can be known: what was answered is never sent again, what is in doubt only on demand. Where
 * the journal cannot be written it ends, and says so in the summary.
 */
export function submit(
  jobs: Batch['jobs'],
  journal: Journal,
  transport: Transport,
  options: SubmitOptions,
): Promise<SubmitSummary> {
  return submitAll([{ jobs, journal }], transport, options)
}

/** Like `submit`, for jobs in several journals; one that stands in two of them is sent once. */
export async function submitAll(
  batches: readonly Batch[],
  transport: Transport,
  options: SubmitOptions,
): Promise<SubmitSummary> {
  const run = createRun(transport, options)
  const interrupt = () => {
    run.count.isInterrupted = true
    run.stop.abort()
  }
  if (options.signal?.aborted) interrupt()
  options.signal?.addEventListener('abort', interrupt)
  // A generator gives what is asked for at once one after the other: each job goes to one worker.
  const items = itemsOf(batches)
  try {
    const workers = Array.from({ length: options.concurrency }, () => work(run, items))
    const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    await Promise.all(run.writings)
    return run.count
  } finally {
    options.signal?.removeEventListener('abort', interrupt)
  }
}

function createRun(transport: Transport, options: SubmitOptions): SubmitRun {
  const around = options.surroundings ?? REAL
  const stop = new AbortController()
  // Every sender that waits listens.
  setMaxListeners(0, stop.signal)
  const seen = createJobTable()
  return {
    transport,
    options,
    around,
    limiter: options.limiter ?? createLimiter(options.rate, options.burst, around),
    isSeen: id => {
      if (options.isEachOnce) return false
      const key = keyOf(id)
      if (seen.get(key) !== 0) return true
      seen.set(key, 1)
      return false
    },
    count: {
      accepted: 0,
      done: 0,
      failed: 0,
      inDoubt: 0,
      notSent: 0,
      isRefused: false,
      credentialFailures: 0,
      isInterrupted: false,
      isElsewhere: false,
    },
    stop,
    writings: new Set(),
    answers: { ours: 0, strange: 0 },
  }
}

async function* itemsOf(batches: readonly Batch[]): AsyncGenerator<Item> {
  for (const { jobs, journal } of batches) for await (const job of jobs) yield { job, journal }
}

async function work(run: SubmitRun, items: AsyncGenerator<Item>): Promise<void> {
  try {
    for (let item = await items.next(); !item.done; item = await items.next()) await handle(item.value, run)
  } catch (error) {
    run.stop.abort()
    throw error
  }
}

async function handle(item: Item, run: SubmitRun): Promise<void> {
  const { options, isSeen, stop } = run
  const { job, journal } = item
  const state = stateOf(job, journal)
  const isDone = state === 'done' || (state === 'failed' && !options.retriesFailed)
  if (isSeen(job.id) || isDone) skip(job, run)
  else if (state === 'doubt' && !options.resends) doubt(job, { reason: 'earlier' }, run)
  else if (stop.signal.aborted) leave(job, run)
  else await deliver(item, run)
}

function skip(job: SendJob, { count, options }: SubmitRun): void {
  count.done++
  options.report?.({ type: 'done', job })
}

function leave(job: SendJob, { count, options }: SubmitRun): void {
  count.notSent++
  options.report?.({ type: 'left', job })
}

function doubt(
  job: SendJob,
  why: { readonly reason: string; readonly answer?: string },
  { count, options }: SubmitRun,
): void {
  count.inDoubt++
  options.report?.({ type: 'doubt', job, ...why })
}

/** Tries until the job is answered for good, or trying makes no more sense. */
async function deliver(item: Item, run: SubmitRun): Promise<void> {
  const { job } = item
  const { endpoint } = job.request
  const { options, around, limiter, transport, stop, count } = run
  let end: number | undefined
  let last: Failure | undefined
  for (let tries = 1; ; tries++) {
    await limiter.take(stop.signal, endpoint)
    // A low rate may let it wait longer than all its tries may take, and a clock may be set ahead: it would have no time for its answer.
    if (last && (stop.signal.aborted || around.now() >= (end ?? 0)))
      return giveUp(item, last, undefined, tries - 1, run)
    if (stop.signal.aborted) return leave(job, run)
    end ??= around.now() + options.totalTimeout
    const renewals = transport.renewals()
    const timeout = Math.min(options.tryTimeout, end - around.now())
    const tried = await tryOnce(item, tries, timeout, run)
    if (tried.isTaken) return skip(job, run)
    if (tried.problem) return stopFor(tried.problem, item, tried.attempt, run)
    const { attempt, reading } = tried
    countAnswer(reading, run)
    if (reading?.kind === 'accepted') return
    last = failureOf(attempt, reading)
    if (isAboutClock(last.code) && last.serverTime) transport.correctClock(last.serverTime.getTime() - around.now())
    if (last.status === 429 || last.status === 503) limiter.slow?.(endpoint)
    const judged = judge(attempt, reading, isAsynchronous(job), options)
    // A token that ended on the way may have a successor.
    const verdict = judged === 'stop' && (await transport.renew(renewals)) ? 'retry' : judged
    const wait = waitBefore(tries, options, last.retryAfter, around.random)
    if (verdict === 'stop') {
      count.isRefused = true
      stop.abort()
    }
    const isOver = tries > options.retries || around.now() + wait >= end
    if (verdict !== 'retry' || isOver || stop.signal.aborted) return giveUp(item, last, reading, tries, run)
    options.report?.({ type: 'retry', job, error: last, wait: Math.round(wait) })
    await around.sleep(wait, stop.signal)
  }
}

/** A portal or a proxy in place of OSS answers every job alike: there is no use in asking it a million times. */
function countAnswer(reading: ReadAnswer | undefined, { answers, count, stop }: SubmitRun): void {
  if (!reading) return
  const isStrange =
    reading.kind === 'unclear' ? reading.reason === 'not-from-oss' : reading.kind === 'refused' && isNotFromOss(reading)
  if (isStrange) answers.strange++
  else answers.ours++
  if (answers.ours > 0 || answers.strange < STRANGE) return
  count.isElsewhere = true
  stop.abort()
}

const isNotFromOss = ({ refusal }: ReadAnswer & { kind: 'refused' }): boolean => refusal.code === 'NotFromOss'

/** What came of one send; `problem` where the journal could not be written, before it without an attempt. */
type Try =
  | {
      readonly attempt: Attempt
      readonly reading: ReadAnswer | undefined
      readonly problem?: undefined
      readonly isTaken?: undefined
    }
  | { readonly attempt?: Attempt; readonly problem: RequestError; readonly isTaken?: undefined }
  /** Another sender has it. */
  | { readonly isTaken: true }

/** Many sends are recorded in a millisecond. */
const isoTime = memoizeLast((time: number) => new Date(time).toISOString())

/** One send, recorded before and after. */
async function tryOnce({ job, journal }: Item, tries: number, timeout: number, run: SubmitRun): Promise<Try> {
  const { transport, around } = run
  const { id, source, target } = job
  const at = () => isoTime(around.now())
  const unwritten = (error: unknown): RequestError => {
    if (error instanceof RequestError) return error
    throw error
  }
  try {
    const isOurs = await journal.append({ type: 'send', job: id, at: at(), try: tries, source, target })
    if (!isOurs) return { isTaken: true }
  } catch (error) {
    return { problem: unwritten(error) }
  }
  const attempt = await transport.send(job, Math.max(1, Math.round(timeout)))
  const reading = attempt.kind === 'answered' ? readAnswer(attempt, isAsynchronous(job), around.now()) : undefined
  const written = journal.append({ job: id, at: at(), ...outcomeOf(attempt, reading) })
  if (reading?.kind === 'accepted') {
    const accepted = () => {
      run.count.accepted++
      run.options.report?.({ type: 'accepted', job, receipt: reading.receipt, tries })
    }
    // The next job need not wait for the disk; what is not on it yet is in doubt after a crash.
    keepTrack(
      written.then(accepted, error => stopFor(unwritten(error), { job, journal }, attempt, run)),
      run,
    )
    return { attempt, reading }
  }
  try {
    await written
    return { attempt, reading }
  } catch (error) {
    return { attempt, problem: unwritten(error) }
  }
}

function keepTrack(writing: Promise<void>, { writings }: SubmitRun): void {
  const kept: Promise<void> = writing.finally(() => writings.delete(kept))
  writings.add(kept)
}

type JournalOutcome = Omit<Accepted, 'job' | 'at'> | Omit<Refused, 'job' | 'at'> | Omit<Lost, 'job' | 'at'>

/** What the journal keeps of an answer. */
function outcomeOf(attempt: Attempt, reading: ReadAnswer | undefined): JournalOutcome {
  if (attempt.kind !== 'answered') return { type: 'lost', sent: attempt.kind === 'lost', reason: attempt.reason }
  if (reading?.kind === 'accepted') return { type: 'receipt', ...reading.receipt }
  if (reading?.kind !== 'refused') return { type: 'lost', sent: true, reason: reading?.reason ?? '' }
  const { status, code, requestId } = reading.refusal
  return { type: 'refused', status, code, requestId }
}

function failureOf(attempt: Attempt, reading: ReadAnswer | undefined): Failure {
  if (reading?.kind === 'refused') return reading.refusal
  if (reading?.kind === 'unclear') return { status: 0, code: reading.reason, message: reading.answer }
  return { status: 0, code: attempt.kind === 'answered' ? '' : attempt.reason }
}

/** Nothing more is begun where nothing can be recorded; what is out already is in doubt for the next run. */
function stopFor(problem: RequestError, { job }: Item, attempt: Attempt | undefined, run: SubmitRun): void {
  run.count.problem ??= problem
  run.stop.abort()
  if (attempt) doubt(job, { reason: 'not-recorded' }, run)
  else leave(job, run)
}

/** A job that was lost once stays in doubt, whatever later tries were answered. */
function giveUp(
  { job, journal }: Item,
  error: Failure,
  reading: ReadAnswer | undefined,
  tries: number,
  run: SubmitRun,
): void {
  const { count, options } = run
  if (isAboutCredentials(error.status, error.code)) count.credentialFailures++
  if (journal.stateOf(job.id) === 'doubt') {
    const answer = reading?.kind === 'unclear' ? { answer: reading.answer } : {}
    doubt(job, { reason: error.code ?? String(error.status), ...answer }, run)
  } else {
    count.failed++
    options.report?.({ type: 'failed', job, error, tries })
  }
}
