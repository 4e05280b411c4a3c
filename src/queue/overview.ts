import type { QueueConnection } from './connect.ts'
import type { BullLine } from './line.ts'

/** How far a queue is. */
export interface Overview {
  /** Bundles, of `BUNDLE` jobs at most. */
  readonly waiting: number
  readonly underWay: number
  /** Bundles that no worker of this version can read. */
  readonly unreadable: number
  readonly isPaused: boolean
  /** Jobs. */
  readonly done: number
  readonly failed: number
  readonly inDoubt: number
  /** Receipts a second, over the last ones; 0 where none came for a minute. */
  readonly rate: number
}

/** Receipts that tell how fast it goes. */
const LAST = 1000
/** Milliseconds without a receipt after which nothing goes on. */
const STANDING = 60_000

/** Looks at a queue. */
export async function overview({ client, keys }: QueueConnection, { queue }: BullLine): Promise<Overview> {
  const [counts, kinds, isPaused, last] = await Promise.all([
    client.hmget(keys.counts, 'done', 'failed', 'doubt'),
    queue.getJobCounts('wait', 'active', 'failed'),
    queue.isPaused(),
    client.xrevrange(keys.receipts, '+', '-', 'COUNT', LAST),
  ])
  const [done, failed, inDoubt] = counts.map(Number)
  return {
    waiting: kinds.wait ?? 0,
    underWay: kinds.active ?? 0,
    unreadable: kinds.failed ?? 0,
    isPaused,
    done: done ?? 0,
    failed: failed ?? 0,
    inDoubt: inDoubt ?? 0,
    rate: rateOf(
      last.map(([id]) => Number.parseInt(id, 10)),
      Date.now(),
    ),
  }
}

/** How many a second, by the times of the last ones, latest first. */
function rateOf(times: readonly number[], now: number): number {
  const [latest, earliest] = [times[0], times.at(-1)]
  if (latest === undefined || earliest === undefined || now - latest > STANDING) return 0
  return (times.length * 1000) / Math.max(1000, now - earliest)
}
