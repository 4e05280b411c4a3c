import { setTimeout as sleep } from 'node:timers/promises'
import type { Queue } from 'bullmq'
import { type Bundle, isBundle } from './bundle.ts'
import type { QueueConnection } from './connect.ts'
import type { WaitingLine } from './fill.ts'
import { BULL_NAME } from './keys.ts'
import { queueProblem } from './problems.ts'
import { TooLate, within } from './within.ts'

/** The line of bundles in BullMQ. */
export interface BullLine extends WaitingLine {
  readonly queue: Queue
  close(): Promise<void>
}

/** How long BullMQ may take. */
export interface LineOptions {
  /** Milliseconds until a Redis that does not answer or is full is given up. */
  readonly timeout: number
  readonly signal?: AbortSignal | undefined
  readonly onTrouble?: (code: string) => void
}

/** Events that BullMQ keeps for those who watch it: nobody does. */
const EVENTS = 100
/** Milliseconds until a full Redis is asked again. */
const AGAIN = 1000

/** Opens the line. Its calls reject with a RequestError where Redis does not answer in time: what was added may be added again. */
export function openLine({ peers, client, keys, host }: QueueConnection, options: LineOptions): BullLine {
  const { timeout, signal, onTrouble } = options
  const queue = new peers.Queue(BULL_NAME, {
    connection: client,
    prefix: keys.prefix,
    streams: { events: { maxLen: EVENTS } },
  })
  queue.on('error', () => undefined)
  const inTime = async <T>(ask: () => Promise<T>): Promise<T> => {
    const end = Date.now() + timeout
    for (;;) {
      try {
        return await within(ask(), end - Date.now(), signal)
      } catch (error) {
        const code =
          error instanceof Error ? /^(OOM|LOADING|READONLY|MISCONF|CLUSTERDOWN)\b/.exec(error.message)?.[0] : ''
        if (!code && !(error instanceof TooLate)) throw error
        if (error instanceof TooLate || Date.now() > end)
          throw queueProblem('unreachable', { host, code: code || 'ETIMEDOUT' })
        onTrouble?.(code ?? '')
        await sleep(AGAIN)
      }
    }
  }
  return {
    queue,
    add: async bundles => {
      await inTime(() =>
        queue.addBulk(
          bundles.map(({ id, bundle }) => ({ name: 'b', data: bundle, opts: { jobId: id, removeOnComplete: true } })),
        ),
      )
    },
    waiting: () => inTime(() => queue.getWaitingCount()),
    close: () => queue.close(),
  }
}

/** How bundles are taken from the line. */
export interface TakingOptions {
  /** Bundles at a time. */
  readonly concurrency: number
  /** Milliseconds after which the bundles of a dead worker go to others. */
  readonly lock: number
  /** False where jobs of the bundle are left: it goes back into the line. */
  readonly handle: (bundle: Bundle) => Promise<boolean>
  /** Called with what BullMQ cannot do; often, where Redis is in trouble. */
  readonly onTrouble: (message: string) => void
  /** Called for each bundle that this version does not know; it is left alone. */
  readonly onUnreadable: () => void
}

const UNREADABLE = 'This is not a bundle of this version.'

/** Takes bundles until it is closed, which waits for those that are in hand. */
export function takeBundles(
  { peers, client, keys }: QueueConnection,
  options: TakingOptions,
): { close(): Promise<void> } {
  const { concurrency, lock, handle, onTrouble, onUnreadable } = options
  const worker = new peers.Worker<unknown>(
    BULL_NAME,
    async (job, token = '') => {
      if (!isBundle(job.data)) throw new Error(UNREADABLE)
      if (await handle(job.data)) return
      await job.moveToWait(token)
      throw new peers.WaitingError()
    },
    {
      connection: client,
      prefix: keys.prefix,
      concurrency,
      lockDuration: lock,
      stalledInterval: lock / 2,
      // A job that ends its worker is marked as being sent, and not sent again: no bundle ends workers for ever.
      maxStalledCount: 1_000_000,
      removeOnComplete: { count: 0 },
    },
  )
  worker.on('failed', (_, { message }) => (message === UNREADABLE ? onUnreadable() : onTrouble(message)))
  worker.on('error', error => {
    onTrouble(error.message)
    // It would ask a full Redis thousands of times a second.
    if (!error.message.includes('OOM') || worker.isPaused()) return
    void worker.pause(true)
    setTimeout(() => worker.resume(), AGAIN).unref()
  })
  return { close: () => worker.close() }
}
