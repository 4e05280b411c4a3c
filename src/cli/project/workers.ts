import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Settings } from '../../config/settings.ts'
import { type Keeping, lintPath, type Outcome, type Task } from './lint-path.ts'

/** A file and the settings that hold for it. */
export interface Job {
  readonly task: Task
  readonly settings: Settings
}

/** What a worker is asked: a batch of files that share settings by number. */
export interface Question {
  readonly batch: number
  readonly tasks: readonly Task[]
  readonly settings: readonly number[]
}

/** What it answers. */
export interface Answer {
  readonly batch: number
  readonly outcomes: readonly Outcome[]
}

/** What a worker is started with. */
export interface WorkerSetup {
  readonly settings: readonly Settings[]
  readonly keeping: Keeping
}

/** Fewer files are linted before a worker has started. */
const THRESHOLD = 400
const BATCH = 50

/** Lints files, on several cores where there are enough files. The outcomes are in the order of the jobs. */
export async function lintJobs(
  jobs: readonly Job[],
  keeping: Keeping,
  script: string | undefined,
): Promise<readonly Outcome[]> {
  const helpers = Math.min(availableParallelism(), 8) - 1
  // Rules of the project's own are functions, which stay in this thread.
  const isPortable = jobs.every(({ settings }) => settings.extraRules.length === 0)
  if (script === undefined || helpers < 1 || jobs.length < THRESHOLD || !isPortable)
    return jobs.map(({ task, settings }) => lintPath(task, settings, keeping))
  return lintWithWorkers(jobs, keeping, script, helpers)
}

async function lintWithWorkers(
  jobs: readonly Job[],
  keeping: Keeping,
  script: string,
  helpers: number,
): Promise<readonly Outcome[]> {
  const batches = Array.from({ length: Math.ceil(jobs.length / BATCH) }, (_, at) =>
    jobs.slice(at * BATCH, (at + 1) * BATCH),
  )
  const settings = [...new Set(jobs.map(job => job.settings))]
  const results: (readonly Outcome[])[] = []
  let next = 0
  const take = (): number | undefined => (next < batches.length ? next++ : undefined)
  const lintHere = (batch: number) => {
    results[batch] = (batches[batch] ?? []).map(job => lintPath(job.task, job.settings, keeping))
  }
  const remote = Array.from({ length: helpers }, () => runWorker())
  for (let batch = take(); batch !== undefined; batch = take()) {
    lintHere(batch)
    // Lets the workers be given their next batch.
    await setImmediate()
  }
  await Promise.all(remote)
  return results.flat()

  function runWorker(): Promise<void> {
    const setup: WorkerSetup = { settings, keeping }
    const worker = new Worker(script ?? '', { workerData: setup })
    return new Promise<void>(resolve => {
      let asked: number | undefined
      const ask = () => {
        asked = take()
        const batch = batches[asked ?? -1]
        if (asked === undefined || !batch) {
          void worker.terminate().then(() => resolve())
          return
        }
        const question: Question = {
          batch: asked,
          tasks: batch.map(job => job.task),
          settings: batch.map(job => settings.indexOf(job.settings)),
        }
        worker.postMessage(question)
      }
      worker.on('message', ({ batch, outcomes }: Answer) => {
        results[batch] = outcomes
        ask()
      })
      // A worker that cannot run, for want of memory or otherwise, leaves its batch to this thread.
      worker.on('error', () => {
        if (asked !== undefined) lintHere(asked)
        resolve()
      })
      ask()
    })
  }
}
