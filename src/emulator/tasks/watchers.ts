import type { Task } from './task.ts'

/** Those who follow tasks. */
export interface Watchers {
  watch(onChange: (task: Task) => void): () => void
  /** Resolves when the task is told of as ended. */
  wait(taskId: string): Promise<Task>
  tell(task: Task): void
  /** Rejects all that wait. */
  close(reason: Error): void
}

interface Waiter {
  resolve(task: Task): void
  reject(reason: Error): void
}

/** Tells of changes in the order in which they come. */
export function createWatchers(): Watchers {
  const listeners = new Set<(task: Task) => void>()
  const waiters = new Map<string, Waiter[]>()
  return {
    watch: onChange => {
      const listener = (task: Task) => onChange(task)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    wait: taskId =>
      new Promise((resolve, reject) => {
        const others = waiters.get(taskId) ?? []
        waiters.set(taskId, [...others, { resolve, reject }])
      }),
    tell: task => {
      for (const listener of listeners) listener(task)
      if (task.state === 'Running') return
      for (const { resolve } of waiters.get(task.taskId) ?? []) resolve(task)
      waiters.delete(task.taskId)
    },
    close: reason => {
      for (const { reject } of [...waiters.values()].flat()) reject(reason)
      waiters.clear()
      listeners.clear()
    },
  }
}
