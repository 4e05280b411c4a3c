import { type Exchange, signalOf } from '../http/exchange.ts'
import type { Tasks } from '../tasks/task.ts'
import type { TaskEvent } from './answers.ts'

/** Tasks that the page shows. */
export const SHOWN_TASKS = 100

/** Between two signs of life, in milliseconds: a connection that nobody reads is noticed by writing to it. */
const HEARTBEAT = 15_000

/** Changes that may wait for a slow reader, in bytes; then the connection is cut, and the page starts afresh with all tasks. */
const MAX_WAITING = 4 * 1024 * 1024

/** Server-sent events: all tasks at first, then each one that changes. Resolves when the client goes away. */
export function sendEvents({ response }: Exchange, tasks: Tasks): Promise<void> {
  const signal = signalOf({ response })
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  const write = (text: string) => {
    if (response.writableLength > MAX_WAITING) response.destroy()
    else response.write(text)
  }
  const tell = (event: TaskEvent) => write(`data: ${JSON.stringify(event)}\n\n`)
  tell({ kind: 'all', tasks: tasks.list().slice(0, SHOWN_TASKS) })
  const stop = tasks.watch(task => tell({ kind: 'one', task }))
  const heartbeat = setInterval(write, HEARTBEAT, ':\n\n')
  heartbeat.unref()
  return new Promise(resolve => {
    const end = () => {
      stop()
      clearInterval(heartbeat)
      resolve()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
