import { type Attempt, type Reading, readAnswer, type ServiceError } from './answer.ts'
import type { SendJob } from './job.ts'
import type { Journal } from './journal.ts'
import type { Receipt } from './journal-line.ts'
import { createLimiter, type Limiter, REAL, type Surroundings } from './rate.ts'
import { isAboutCredentials, judge, type RetryPolicy, waitBefore } from './retry.ts'
import type { Transport } from './transport.ts'

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
  /** Ends the submission: what is in flight is finished, nothing more is begun. */
  readonly signal?: AbortSignal | undefined
  readonly report?: ((event: SubmitEvent) => void) | undefined
  readonly surroundings?: Surroundings | undefined
}

/** What happens to jobs, as it happens. */
export type SubmitEvent =
  | { readonly type: 'accepted'; readonly job: SendJob; readonly receipt: Receipt; readonly tries: number }
  | { readonly type: 'failed'; readonly job: SendJob; readonly error: Failure; readonly tries: number }
  | { readonly type: 'doubt'; readonly job: SendJob; readonly reason: string }
  | { readonly type: 'retry'; readonly job: SendJob; readonly error: Failure; readonly wait: number }
  | { readonly type: 'done'; readonly job: SendJob }

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
}

interface Run {
  readonly journal: Journal
  readonly transport: Transport
  readonly options: SubmitOptions
  readonly around: Surroundings
  readonly limiter: Limiter
  /** Ids that this run has met. */
  readonly seen: Set<string>
  readonly count: { -readonly [K in keyof SubmitSummary]: SubmitSummary[K] }
  /** Aborts for a signal from outside, and where going on makes no sense. */
  readonly stop: AbortController
}

/** What `oss-process submit` does when no option says otherwise. */
export const defaultOptions: SubmitOptions = {
  concurrency: 8,
  burst: 1,
  retries: 5,
  base: 500,
  longest: 20_000,
  tryTimeout: 60_000,
  totalTimeout: 600_000,
  repeatsLost: true,
  resends: false,
}

/**
 * Sends jobs, each once as far as that can be known: what was answered is never sent again, what is in doubt only on demand.
 * Throws where the journal cannot be written; nothing is sent then that is not recorded.
 */
export async function submit(
  jobs: AsyncIterable<SendJob> | Iterable<SendJob>,
  journal: Journal,
  transport: Transport,
  options: SubmitOptions,
): Promise<SubmitSummary> {
  const around = options.surroundings ?? REAL
  const run: Run = {
    journal,
    transport,
    options,
    around,
    limiter: createLimiter(options.rate, options.burst, around),
    seen: new Set(),
    count: {
      accepted: 0,
      done: 0,
      failed: 0,
      inDoubt: 0,
      notSent: 0,
      isRefused: false,
      credentialFailures: 0,
      isInterrupted: false,
    },
    stop: new AbortController(),
  }
  const interrupt = () => {
    run.count.isInterrupted = true
    run.stop.abort()
  }
  if (options.signal?.aborted) interrupt()
  options.signal?.addEventListener('abort', interrupt)
  const next = sharedIterator(jobs)
  try {
    const workers = Array.from({ length: options.concurrency }, () => work(run, next))
    const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    return run.count
  } finally {
    options.signal?.removeEventListener('abort', interrupt)
  }
}

/** One iterator for all workers: each job goes to one of them. */
function sharedIterator<T>(items: AsyncIterable<T> | Iterable<T>): () => Promise<IteratorResult<T, unknown>> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const result = last.then(() => iterator.next())
    last = result.catch(() => undefined)
    return result
  }
}

async function work(run: Run, next: () => Promise<IteratorResult<SendJob, unknown>>): Promise<void> {
  try {
    for (let item = await next(); !item.done; item = await next()) await handle(item.value, run)
  } catch (error) {
    run.stop.abort()
    throw error
  }
}

async function handle(job: SendJob, run: Run): Promise<void> {
  const { journal, options, seen, count, stop } = run
  const state = journal.stateOf(job.id)
  if (state === 'done' || seen.has(job.id)) {
    count.done++
    options.report?.({ type: 'done', job })
    return
  }
  seen.add(job.id)
  if (state === 'doubt' && !options.resends) doubt(job, 'earlier', run)
  else if (stop.signal.aborted) count.notSent++
  else await deliver(job, run)
}

function doubt(job: SendJob, reason: string, { count, options }: Run): void {
  count.inDoubt++
  options.report?.({ type: 'doubt', job, reason })
}

/** Tries until the job is answered for good, or trying makes no more sense. */
async function deliver(job: SendJob, run: Run): Promise<void> {
  const { options, around, limiter, transport, stop, count } = run
  const end = around.now() + options.totalTimeout
  let last: Failure | undefined
  for (let tries = 1; ; tries++) {
    await limiter.take(stop.signal)
    if (stop.signal.aborted) {
      if (last) giveUp(job, last, tries - 1, run)
      else count.notSent++
      return
    }
    const renewals = transport.renewals()
    const { attempt, reading } = await tryOnce(job, tries, Math.min(options.tryTimeout, end - around.now()), run)
    if (reading?.isAccepted) {
      count.accepted++
      options.report?.({ type: 'accepted', job, receipt: reading.receipt, tries })
      return
    }
    last = failureOf(attempt, reading)
    const judged = judge(attempt, reading, options)
    // A token that ended on the way may have a successor.
    const verdict = judged === 'stop' && (await transport.renew(renewals)) ? 'retry' : judged
    const wait = waitBefore(tries, options, last.retryAfter, around.random)
    if (verdict === 'stop') {
      count.isRefused = true
      stop.abort()
    }
    const isOver = tries > options.retries || around.now() + wait >= end
    if (verdict !== 'retry' || isOver || stop.signal.aborted) return giveUp(job, last, tries, run)
    if (last.code === 'RequestTimeTooSkewed' && last.serverTime) {
      transport.correctClock(last.serverTime.getTime() - around.now())
    }
    options.report?.({ type: 'retry', job, error: last, wait: Math.round(wait) })
    await around.sleep(wait, stop.signal)
  }
}

/** One send, recorded before and after. */
async function tryOnce(
  job: SendJob,
  tries: number,
  timeout: number,
  { journal, transport, around }: Run,
): Promise<{ readonly attempt: Attempt; readonly reading: Reading | undefined }> {
  const { id, source, target } = job
  const at = () => new Date(around.now()).toISOString()
  await journal.append({ type: 'send', job: id, at: at(), try: tries, source, target })
  const attempt = await transport.send(job, Math.max(1, Math.round(timeout)))
  const reading = attempt.kind === 'answered' ? readAnswer(attempt, around.now()) : undefined
  const common = { job: id, at: at() }
  if (attempt.kind !== 'answered') {
    await journal.append({ type: 'lost', ...common, sent: attempt.kind === 'lost', reason: attempt.reason })
  } else if (reading?.isAccepted) await journal.append({ type: 'receipt', ...common, ...reading.receipt })
  else if (reading) {
    const { status, code, requestId } = reading.refusal
    await journal.append({ type: 'refused', ...common, status, code, requestId })
  }
  return { attempt, reading }
}

function failureOf(attempt: Attempt, reading: Reading | undefined): Failure {
  if (attempt.kind !== 'answered') return { status: 0, code: attempt.reason }
  return reading && !reading.isAccepted ? reading.refusal : { status: attempt.status }
}

/** A job that was lost once stays in doubt, whatever later tries were answered. */
function giveUp(job: SendJob, error: Failure, tries: number, run: Run): void {
  const { count, journal, options } = run
  if (isAboutCredentials(error.status, error.code)) count.credentialFailures++
  if (journal.stateOf(job.id) === 'doubt') doubt(job, error.code ?? String(error.status), run)
  else {
    count.failed++
    options.report?.({ type: 'failed', job, error, tries })
  }
}
