import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { holdsAny, nothingIn } from '../report/report.ts'
import { type FileOutcome, type Keeping, type LintTask, lintPath } from './lint-path.ts'
import { makeReader, type ReadFile } from './read.ts'
import type { Settings } from './settings.ts'

/** A file and the settings that hold for it. */
export interface LintJob {
  readonly task: LintTask
  readonly settings: Settings
}

/** What a worker is asked: all files. It lints those batches that nobody has claimed yet. */
export interface WorkerQuestion {
  readonly tasks: readonly LintTask[]
  readonly settings: readonly Settings[]
  /** The place in `settings` for each task. */
  readonly chosen: readonly number[]
  readonly keeping: Keeping
  readonly claims: Int32Array
}

/** What it answers for each batch, and with no batch at its end. */
export interface BatchAnswer {
  readonly batch: number | undefined
  /** The outcomes that say something, by their place in the batch; most files hold nothing. */
  readonly outcomes: readonly (readonly [number, FileOutcome])[]
}

/** Threads read no faster than one thread does what the system holds in memory, and take a while to start; for more files than these they pay. */
const MANY = 20_000
/** Linting takes longer than reading. When as many files held something, the rest is shared. */
const MANY_TO_LINT = 500
/** Files that are claimed at once. */
const BATCH = 50
/** More threads wait for each other. */
const MOST_THREADS = 8

/** Lints files, on several cores where that is faster. The outcomes are in the order of the jobs. */
export async function lintJobs(
  jobs: readonly LintJob[],
  keeping: Keeping,
  {
    worker: script,
    threads = MOST_THREADS,
  }: { readonly worker?: string | undefined; readonly threads?: number | undefined },
): Promise<readonly FileOutcome[]> {
  const settings = [...new Set(jobs.map(job => job.settings))]
  const places = new Map(settings.map((own, index) => [own, index]))
  const claims = new Int32Array(new SharedArrayBuffer(4 * Math.ceil(jobs.length / BATCH)))
  const chosen = jobs.map(job => places.get(job.settings) ?? 0)
  const question: WorkerQuestion = { tasks: jobs.map(({ task }) => task), settings, chosen, keeping, claims }
  // Rules of the project's own are functions, which stay in this thread.
  const isPortable = script !== undefined && threads > 1 && settings.every(({ extraRules }) => extraRules.length === 0)
  let wait = isPortable ? (jobs.length < MANY ? MANY_TO_LINT : 0) : Number.POSITIVE_INFINITY
  const results: BatchAnswer['outcomes'][] = []
  const read = makeReader()
  const answered: Promise<void>[] = []
  for (const batch of claimed(claims)) {
    if (wait <= 0 && answered.length === 0) answered.push(...startWorkers(script ?? '', threads, question, results))
    const found = lintBatch(batch, question, read)
    results[batch] = found
    wait -= found.length
  }
  await Promise.all(answered)
  // A worker that cannot run, for want of memory or otherwise, leaves what it claimed to this thread.
  for (const batch of claims.keys()) results[batch] ??= lintBatch(batch, question, read)
  return inOrder(question.tasks, results)
}

function inOrder(tasks: readonly LintTask[], results: readonly BatchAnswer['outcomes'][]): readonly FileOutcome[] {
  const outcomes = tasks.map(({ file }): FileOutcome => ({ kind: 'linted', linted: nothingIn(file) }))
  for (const [batch, found] of results.entries())
    for (const [index, outcome] of found) outcomes[batch * BATCH + index] = outcome
  return outcomes
}

function startWorkers(
  script: string,
  threads: number,
  question: WorkerQuestion,
  results: BatchAnswer['outcomes'][],
): readonly Promise<void>[] {
  const helpers = Math.min(availableParallelism(), threads) - 1
  return Array.from({ length: helpers }, () => startWorker(script, question, results))
}

/** Resolves when the worker has no more to do. */
function startWorker(script: string, question: WorkerQuestion, results: BatchAnswer['outcomes'][]): Promise<void> {
  const worker = new Worker(script)
  worker.postMessage(question)
  return new Promise<void>(resolve => {
    worker.on('message', ({ batch, outcomes }: BatchAnswer) => {
      if (batch === undefined) resolve()
      else results[batch] = outcomes
    })
    worker.on('error', () => resolve())
    worker.on('exit', () => resolve())
  })
}

/** The batches that this thread is the first to claim. */
export function* claimed(claims: Int32Array): Generator<number> {
  for (const batch of claims.keys()) if (Atomics.exchange(claims, batch, 1) === 0) yield batch
}

/** Lints one batch. */
export function lintBatch(
  batch: number,
  { tasks, settings, chosen, keeping }: WorkerQuestion,
  read: ReadFile,
): BatchAnswer['outcomes'] {
  const found: (readonly [number, FileOutcome])[] = []
  for (const [index, task] of tasks.slice(batch * BATCH, (batch + 1) * BATCH).entries()) {
    const own = settings[chosen[batch * BATCH + index] ?? 0]
    const outcome = own && lintPath(task, own, keeping, read)
    if (outcome && !saysNothing(outcome)) found.push([index, outcome])
  }
  return found
}

function saysNothing(outcome: FileOutcome): boolean {
  return outcome.kind === 'linted' && !outcome.stamp && !holdsAny(outcome.linted)
}
