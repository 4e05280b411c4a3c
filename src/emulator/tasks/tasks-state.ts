import type { FindFfmpeg } from '../processing/find-once.ts'
import type { Pictures } from '../processing/pictures.ts'
import type { Planner } from '../processing/plan.ts'
import type { Store } from '../store/store.ts'
import type { TaskJournal, TaskRecord } from './journal.ts'
import type { TaskLedger } from './ledger.ts'
import type { Outbox } from './outbox.ts'
import type { Pusher } from './push.ts'
import type { Task } from './task.ts'
import type { Watchers } from './watchers.ts'

/** What the functions of open tasks work on. */
export interface TasksState {
  readonly store: Store
  readonly ffmpeg: FindFfmpeg
  readonly planOf: Planner
  readonly pictures: Pictures
  readonly ledger: TaskLedger
  readonly journal: TaskJournal
  readonly outbox: Outbox
  /** Undefined where notifications go to the outbox alone. */
  readonly pusher: Pusher | undefined
  readonly watchers: Watchers
  /** Tasks that run at a time, and that may wait. */
  readonly workers: number
  readonly waiting: number
  /** Told in notifications. */
  readonly region: string
  readonly now: () => Date
  /** The ids of tasks that wait, in their order. */
  readonly queue: Set<string>
  readonly running: Set<Promise<void>>
  /** Requests that are being checked: each of them may come to wait. */
  accepting: number
  /** Aborted when the tasks are closed. */
  readonly closing: AbortController
}

/** Whether a task has not ended. */
export const isRunning = ({ state }: Task): boolean => state === 'Running'

/** Changes what is known of a task, and tells those who watch it; undefined where it is not known any more. */
export function changeTask(
  { ledger, watchers }: TasksState,
  taskId: string,
  changes: Partial<TaskRecord>,
): TaskRecord | undefined {
  const task = ledger.change(taskId, changes)
  if (task) watchers.tell(task)
  return task
}
