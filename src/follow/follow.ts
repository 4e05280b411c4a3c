import { REAL, type Surroundings } from '../submit/rate.ts'
import type { FollowedTask } from './journal-tasks.ts'

/** What became of a task. */
export interface TaskEnd {
  readonly state: 'Succeeded' | 'Failed'
  readonly code: string
  readonly message: string
  readonly outputs: readonly string[]
}

/** How a task stands: ended, still running, or not known to who was asked. */
export type TaskAnswer = TaskEnd | 'running' | 'unknown'

/** What happens to tasks, as it happens. */
export type FollowEvent =
  | { readonly type: 'ended'; readonly task: FollowedTask; readonly end: TaskEnd }
  | { readonly type: 'running'; readonly task: FollowedTask }
  | { readonly type: 'unknown'; readonly task: FollowedTask }

/** How to follow. */
export interface FollowOptions {
  /** Questions at a time. */
  readonly concurrency: number
  /** Whether to go on until all have ended. */
  readonly waits: boolean
  /** Milliseconds between two rounds; it grows by half each time, up to ten times as long. */
  readonly interval: number
  /** Asks how a task stands; rejects where that cannot be told, which ends all. */
  readonly ask: (task: FollowedTask) => Promise<TaskAnswer>
  /** Resolves when the end is recorded. */
  readonly record: (task: FollowedTask, end: TaskEnd) => Promise<void>
  /** What to do between two rounds instead of sleeping, for so many milliseconds. */
  readonly pause?: ((milliseconds: number) => Promise<void>) | undefined
  readonly report?: ((event: FollowEvent) => void) | undefined
  readonly signal?: AbortSignal | undefined
  readonly surroundings?: Pick<Surroundings, 'sleep'> | undefined
}

/** How all tasks stand. */
export interface FollowSummary {
  readonly succeeded: number
  readonly failed: number
  readonly running: number
  readonly unknown: number
  readonly isInterrupted: boolean
}

/**
 * Asks how tasks stand, many at a time, round after round; `tasks` gives those of a round. One that is not known is told once and not asked
 * again.
 */
export async function follow(tasks: () => Iterable<FollowedTask>, options: FollowOptions): Promise<FollowSummary> {
  const { waits, signal, surroundings = REAL } = options
  const pause = options.pause ?? (time => surroundings.sleep(time, signal))
  const count = { succeeded: 0, failed: 0, running: 0, unknown: 0, isInterrupted: false }
  const lost = new Set<string>()
  for (let wait = options.interval; ; wait = Math.min(wait * 1.5, options.interval * 10)) {
    const running = await askAll(tasks(), lost, count, options)
    if (signal?.aborted) count.isInterrupted = true
    if (!waits || running === 0 || signal?.aborted) return { ...count, running, unknown: lost.size }
    await pause(wait)
  }
}

type Count = { succeeded: number; failed: number }

/** One round; how many are still running. */
async function askAll(
  tasks: Iterable<FollowedTask>,
  lost: Set<string>,
  count: Count,
  { concurrency, ask, record, report, signal }: FollowOptions,
): Promise<number> {
  const iterator = tasks[Symbol.iterator]()
  let running = 0
  const handle = async (task: FollowedTask) => {
    if (lost.has(task.taskId)) return
    if (signal?.aborted) {
      running++
      return
    }
    const answer = await ask(task)
    if (answer === 'running') running++
    else if (answer === 'unknown') lost.add(task.taskId)
    else {
      await record(task, answer)
      if (answer.state === 'Succeeded') count.succeeded++
      else count.failed++
    }
    report?.(typeof answer === 'string' ? { type: answer, task } : { type: 'ended', task, end: answer })
  }
  const work = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await handle(next.value)
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return running
}
