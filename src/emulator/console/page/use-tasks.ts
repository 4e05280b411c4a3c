import { useEffect, useState } from 'preact/hooks'
import type { Task } from '../../tasks/task.ts'
import type { TaskEvent } from '../answers.ts'
import { EVENTS } from './api.ts'

/** The tasks as they are known. */
export interface LiveTasks {
  /** The newest first. */
  readonly tasks: readonly Task[]
  /** False while the connection is down. */
  readonly isLive: boolean
}

const MAX_TASKS = 100

function withTask(tasks: readonly Task[], task: Task): readonly Task[] {
  const isKnown = tasks.some(({ taskId }) => taskId === task.taskId)
  if (isKnown) return tasks.map(other => (other.taskId === task.taskId ? task : other))
  return [task, ...tasks].slice(0, MAX_TASKS)
}

/**
 * Follows the tasks of the server while the page is in sight, and only when `isReady`: browsers open only a few connections
 * to one server, and what the page shows first goes first.
 */
export function useTasks(isReady: boolean): LiveTasks {
  const [live, setLive] = useState<LiveTasks>({ tasks: [], isLive: false })
  useEffect(() => {
    if (!isReady) return undefined
    let source: EventSource | undefined
    const open = () => {
      source = new EventSource(EVENTS)
      source.onerror = () => setLive(({ tasks }) => ({ tasks, isLive: false }))
      source.onmessage = ({ data }: MessageEvent<string>) => {
        const event: TaskEvent = JSON.parse(data)
        setLive(({ tasks }) => ({
          isLive: true,
          tasks: event.kind === 'all' ? event.tasks : withTask(tasks, event.task),
        }))
      }
    }
    const follow = () => {
      source?.close()
      if (!document.hidden) open()
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      source?.close()
    }
  }, [isReady])
  return live
}
