import type { Transport } from '../submit/carrier.ts'
import { REAL } from '../submit/rate.ts'
import type { SubmitOptions, SubmitSummary } from '../submit/submit.ts'
import { BUNDLE } from './bundle.ts'
import type { QueueConnection } from './connect.ts'
import { keepRecent } from './keep-recent.ts'
import { type BullLine, takeBundles } from './line.ts'
import { createRedisLedger } from './redis-ledger.ts'
import { createSharedRate } from './shared-rate.ts'
import { startSending } from './work.ts'

/** How a worker works. */
export interface WorkerOptions extends SubmitOptions {
  /** Who pays: workers with one account share the rate. */
  readonly account: string
  /** Milliseconds after which a worker that says nothing is dead, and others take over what it had. */
  readonly lock: number
  /** Whether it ends when nothing waits and nothing is under way. */
  readonly isUntilEmpty: boolean
  /** Called with what Redis says where it does not do what it is asked; often. */
  readonly onTrouble: (message: string) => void
  /** Called for each bundle that this version does not know; it is left alone. */
  readonly onUnreadable: () => void
}

/** Milliseconds from one look at an empty queue to the next. */
const LOOK = 500

/**
 * Sends what waits in a queue until the signal aborts, the queue is empty where that ends it, or going on makes no sense: the summary
 * tells. What is under way then is finished and recorded, the rest of the bundles in hand goes back into the queue.
 */
export async function runWorker(
  connection: QueueConnection,
  line: BullLine,
  transport: Transport,
  options: WorkerOptions,
): Promise<SubmitSummary> {
  const { client, keys } = connection
  const { lock, concurrency, rate, burst, account, onTrouble } = options
  const around = options.surroundings ?? REAL
  const stop = new AbortController()
  const end = () => stop.abort()
  const number = String(await client.hincrby(keys.counts, 'workers', 1))
  const beat = () => client.set(keys.worker + number, '1', 'PX', lock)
  await beat()
  const ledger = keepRecent(createRedisLedger(connection, { around, signal: stop.signal, onTrouble }), around)
  const back = () => {
    void beat().catch(() => undefined)
    void ledger.restore().catch(error => onTrouble(String(error)))
  }
  client.on('ready', back)
  const sending = startSending(number, ledger, transport, {
    ...options,
    limiter: createSharedRate(ledger, { rate, burst, account, around }),
    signal: stop.signal,
    report: event => {
      options.report?.(event)
      // Its credentials are refused, or nobody but strangers answers: others may do better.
      if (event.type === 'left') end()
    },
  })
  sending.ended.catch(end)
  const taking = takeBundles(connection, {
    concurrency: Math.ceil(concurrency / BUNDLE) + 1,
    lock,
    handle: sending.handle,
    onTrouble,
    onUnreadable: options.onUnreadable,
  })
  const timers = [
    setInterval(() => void beat().catch(() => undefined), lock / 3),
    ...(options.isUntilEmpty
      ? [
          setInterval(
            () =>
              void isEmpty(line).then(
                is => is && end(),
                () => undefined,
              ),
            LOOK,
          ),
        ]
      : []),
  ]
  try {
    await aborted(stop, options.signal)
    sending.close()
    await taking.close()
    return await sending.ended
  } finally {
    for (const timer of timers) clearInterval(timer)
    client.off('ready', back)
    await client.del(keys.worker + number).catch(() => undefined)
  }
}

/** Resolves when it is to stop, by itself or from outside. */
function aborted(stop: AbortController, signal: AbortSignal | undefined): Promise<void> {
  return new Promise(resolve => {
    stop.signal.addEventListener('abort', () => resolve(), { once: true })
    if (signal?.aborted) stop.abort()
    signal?.addEventListener('abort', () => stop.abort(), { once: true })
  })
}

async function isEmpty({ queue }: BullLine): Promise<boolean> {
  const { wait, active } = await queue.getJobCounts('wait', 'active')
  return wait === 0 && active === 0
}
