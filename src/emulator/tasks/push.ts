import type { Notification } from './notification.ts'

/** A message and where it goes. */
export interface Push {
  readonly topic: string
  readonly message: Notification
}

/** How often and how fast a push is tried again; the wait doubles each time. */
export interface PushRetries {
  readonly attempts: number
  /** Milliseconds before the second attempt. */
  readonly first: number
  /** Milliseconds; no wait is longer. */
  readonly longest: number
}

/** Sends messages by HTTP until they are taken. */
export interface Pusher {
  add(taskId: string): void
  /** Gives up what is under way; nothing is told of it. */
  close(): Promise<void>
}

/** Sixteen attempts over about a quarter of an hour. */
export const PUSH_RETRIES: PushRetries = { attempts: 16, first: 500, longest: 120_000 }

const PARALLEL = 4

/** What a receiver has to answer. Source: SMQ, HTTP push: 2xx within 5 s. */
const MAX_ANSWER = 5000

/**
 * Pushes messages to an address as SMQ does in its simplified form: a POST with the message alone. Any status of 2xx ends it,
 * redirections do not. Messages are made by `pushOf` when they are sent, so that many that wait take little memory; where there is none
 * any more, the push is given up. `onEnd` hears whether it was delivered.
 */
export function createPusher(
  url: string,
  { attempts, first, longest }: PushRetries,
  pushOf: (taskId: string) => Push | undefined,
  onEnd: (taskId: string, isDelivered: boolean) => void,
): Pusher {
  const closing = new AbortController()
  const timers = new Set<NodeJS.Timeout>()
  const waiting: { readonly taskId: string; readonly attempt: number }[] = []
  const running = new Set<Promise<void>>()

  const tryOne = async (taskId: string, attempt: number) => {
    const push = pushOf(taskId)
    const isDelivered = push !== undefined && (await post(url, push, closing.signal))
    if (closing.signal.aborted) return
    if (isDelivered || !push || attempt >= attempts) return onEnd(taskId, isDelivered)
    const again = () => {
      timers.delete(timer)
      enqueue(taskId, attempt + 1)
    }
    const timer = setTimeout(again, Math.min(longest, first * 2 ** (attempt - 1)))
    timers.add(timer)
  }
  const advance = () => {
    while (running.size < PARALLEL && !closing.signal.aborted) {
      const next = waiting.shift()
      if (!next) return
      const run = tryOne(next.taskId, next.attempt).finally(() => {
        running.delete(run)
        advance()
      })
      running.add(run)
    }
  }
  const enqueue = (taskId: string, attempt: number) => {
    waiting.push({ taskId, attempt })
    advance()
  }
  return {
    add: taskId => enqueue(taskId, 1),
    close: async () => {
      closing.abort()
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

async function post(url: string, { topic, message }: Push, closing: AbortSignal): Promise<boolean> {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, MAX_ANSWER)
  closing.addEventListener('abort', abort, { once: true })
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: controller.signal,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-mns-message-id': message.id,
        'x-mns-topic-name': encodeURIComponent(topic),
      },
      body: JSON.stringify(message),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  } finally {
    clearTimeout(timer)
    closing.removeEventListener('abort', abort)
  }
}
