import type { Limiter, Surroundings } from '../submit/rate.ts'
import { rateName } from './keys.ts'
import { FREE, type Ledger } from './ledger.ts'

/**
 * Milliseconds that a send may be late, or half of a step where that is more: a turn that was missed by more is given back, since many that make up for it together would be
 * more in a second than the rate.
 */
const LATE = 60
/** Milliseconds from one question to the next where there is no room. */
const AGAIN = 20

/** How fast a worker may send. */
export interface SharedRateOptions {
  /** Sends a second of all workers together; as fast as it goes when not given. */
  readonly rate: number | undefined
  /** Sends that may go at once after a pause. */
  readonly burst: number
  /** Who pays: those with one account share the rate. */
  readonly account: string
  readonly around: Surroundings
}

/**
 * The rate that all workers share who ask one endpoint with one account. Each reserves times to send at in the ledger, so that they
 * come evenly whoever sends. Slowed by the service, it becomes a twentieth faster each second until it is what it was.
 */
export function createSharedRate(ledger: Pick<Ledger, 'take' | 'slow'>, options: SharedRateOptions): Limiter {
  const rates = new Map<string, EndpointRate>()
  const rateOf = (endpoint: string): EndpointRate => {
    const known = rates.get(endpoint) ?? createEndpointRate(rateName(endpoint, options.account), ledger, options)
    rates.set(endpoint, known)
    return known
  }
  return {
    take: (signal, endpoint) => rateOf(endpoint).take(signal),
    slow: endpoint => rateOf(endpoint).slow(),
  }
}

interface EndpointRate {
  take(signal: AbortSignal | undefined): Promise<void>
  slow(): void
}

/** When a send may go. */
interface Slot {
  readonly due: number
  readonly end: number
}

interface Turn {
  /** Without a slot where nothing limits it. */
  readonly go: (slot?: Slot) => void
  readonly fail: (error: unknown) => void
}

function createEndpointRate(
  name: string,
  ledger: Pick<Ledger, 'take' | 'slow'>,
  { rate = 0, burst, around }: SharedRateOptions,
): EndpointRate {
  const waiting: Turn[] = []
  let isAsking = false
  let [gone, missed, freeUntil] = [0, 0, 0]
  /** Milliseconds of the shortest way to Redis and back: a longer one makes the turns late that it brings. */
  let shortest = Number.POSITIVE_INFINITY
  const askFor = async (turns: readonly Turn[]) => {
    const started = around.now()
    const asked = { name, count: turns.length, gone, missed, rate, burst }
    gone = 0
    missed = 0
    const { count, wait, step } = await ledger.take(asked)
    const answered = around.now()
    shortest = Math.max(0, Math.min(answered - started, shortest + 1))
    if (count > 0 && step === 0) {
      freeUntil = answered + FREE
      for (const { go } of turns) go()
      return
    }
    for (const [index, { go }] of turns.slice(0, count).entries()) {
      const due = started + shortest + Math.max(0, wait + index * step) / 1000
      go({ due, end: due + Math.max(LATE, step / 2000) })
    }
    if (count === turns.length) return
    waiting.unshift(...turns.slice(count))
    const pause = count > 0 ? AGAIN : Math.min(1000, Math.max(AGAIN, wait / 1000))
    await around.sleep(pause * (0.5 + around.random()), undefined)
  }
  const ask = async () => {
    if (isAsking) return
    isAsking = true
    await Promise.resolve()
    while (waiting.length > 0) {
      const turns = waiting.splice(0)
      await askFor(turns).catch((error: unknown) => {
        for (const { fail } of turns) fail(error)
      })
    }
    isAsking = false
  }
  /** Resolves when it is given. */
  const turn = (signal: AbortSignal | undefined): Promise<Slot | undefined> =>
    new Promise((resolve, reject) => {
      const abort = () => resolve(undefined)
      const end = () => signal?.removeEventListener('abort', abort)
      signal?.addEventListener('abort', abort)
      waiting.push({
        go: slot => {
          end()
          resolve(slot)
        },
        fail: error => {
          end()
          // Where the sending ends, it does so by itself.
          if (signal?.aborted) resolve(undefined)
          else reject(error)
        },
      })
      void ask()
    })
  return {
    take: async signal => {
      while (!signal?.aborted) {
        if (around.now() < freeUntil) {
          gone++
          return
        }
        const slot = await turn(signal)
        if (!slot) return
        if (slot.due > around.now()) await around.sleep(slot.due - around.now(), signal)
        if (around.now() < slot.end) return
        missed++
      }
    },
    slow: () => {
      freeUntil = 0
      ledger.slow({ name, rate }).catch(() => undefined)
    },
  }
}
