import type { TaskRecord, TaskRecordEnd } from './journal.ts'
import { notificationOf } from './notification.ts'
import { failureOf, runTask } from './run-task.ts'
import { changeTask, type TasksState } from './tasks-state.ts'

/** Begins tasks that wait, as many as may run. */
export function advance(state: TasksState): void {
  const { queue, running, workers, closing } = state
  for (const taskId of queue) {
    if (running.size >= workers || closing.signal.aborted) return
    queue.delete(taskId)
    const run = work(state, taskId).finally(() => {
      running.delete(run)
      advance(state)
    })
    running.add(run)
  }
}

async function work(state: TasksState, taskId: string): Promise<void> {
  const { store, planOf, ffmpeg, pictures, ledger, journal, closing, now } = state
  const { signal } = closing
  const startedAt = now().toISOString()
  const task = changeTask(state, taskId, { startedAt })
  if (!task) return
  // Only a trace: a task without it is run all the same.
  journal.append({ type: 'start', taskId, startedAt }).catch(() => undefined)
  const onProgress = (part: number) => {
    const progress = Math.min(99, Math.floor(part * 100))
    if (progress > (ledger.find(taskId)?.progress ?? 100)) changeTask(state, taskId, { progress })
  }
  const ended = await runTask(task, { store, planOf, ffmpeg, pictures, signal, onProgress })
  if (!signal.aborted) await finish(state, task, ended)
}

async function finish(state: TasksState, task: TaskRecord, ended: Omit<TaskRecordEnd, 'endedAt'>): Promise<void> {
  const { outbox, journal, pusher, region, now } = state
  const isPushPending = (pusher !== undefined && task.topic !== undefined) || undefined
  const end: TaskRecordEnd = { ...ended, endedAt: now().toISOString(), isPushPending }
  const record = { ...task, ...end, progress: 100 }
  try {
    if (task.topic !== undefined) await outbox.append(task.topic, notificationOf(record, region))
    await journal.append({ type: 'end', taskId: task.taskId, end })
  } catch (error) {
    // It runs again after the next start; those who wait now are told why it has not ended.
    changeTask(state, task.taskId, { ...record, ...failureOf(error), isPushPending: undefined })
    return
  }
  changeTask(state, task.taskId, record)
  if (isPushPending) pusher?.add(task.taskId)
}
