import type { TaskEntry, TaskMemory, TaskRecord } from './journal.ts'

/** What is known of the tasks: all that are unfinished, and the newest of the finished ones. */
export interface TaskLedger extends TaskMemory {
  find(taskId: string): TaskRecord | undefined
  /** The newest first. */
  list(): TaskRecord[]
  /** Changes a task; undefined when it is unknown. */
  change(taskId: string, changes: Partial<TaskRecord>): TaskRecord | undefined
}

/** A ledger that keeps finished tasks up to `limit`, each counted with its outputs. */
export function createLedger(limit: number): TaskLedger {
  const tasks = new Map<string, TaskRecord>()
  const finished = new Set<string>()
  let [kept, forgotten] = [0, 0]

  const forget = () => {
    for (const taskId of finished) {
      if (kept <= limit || finished.size === 1) return
      kept -= weightOf(tasks.get(taskId))
      finished.delete(taskId)
      tasks.delete(taskId)
      forgotten++
    }
  }
  const change = (taskId: string, changes: Partial<TaskRecord>) => {
    const before = tasks.get(taskId)
    if (!before) return undefined
    const task: TaskRecord = { ...before, ...changes }
    tasks.set(taskId, task)
    if (before.endedAt === undefined && task.endedAt !== undefined) {
      finished.add(taskId)
      kept += weightOf(task)
      forget()
    }
    return task
  }
  const add = (entry: TaskEntry) => {
    switch (entry.type) {
      case 'accept':
        tasks.set(entry.task.taskId, entry.task)
        return
      case 'start':
        change(entry.taskId, { startedAt: entry.startedAt })
        return
      case 'end':
        change(entry.taskId, { ...entry.end, progress: 100 })
        return
      case 'pushed':
        change(entry.taskId, { isPushPending: undefined })
    }
  }
  return {
    add,
    change,
    find: taskId => tasks.get(taskId),
    list: () => [...tasks.values()].reverse(),
    compacted: () => (forgotten > tasks.size ? entriesOf(tasks.values()) : undefined),
  }
}

const weightOf = (task: TaskRecord | undefined): number => 1 + (task?.outputs.length ?? 0)

function* entriesOf(tasks: Iterable<TaskRecord>): Generator<TaskEntry> {
  for (const task of tasks) {
    const { state, endedAt, code, message, messageZh, outputs, isPushPending, ...accepted } = task
    yield { type: 'accept', task: { ...accepted, state: 'Running', progress: 0, outputs: [] } }
    if (endedAt === undefined) continue
    const end = { state, endedAt, code, message, messageZh, outputs, isPushPending }
    yield { type: 'end', taskId: task.taskId, end }
  }
}
