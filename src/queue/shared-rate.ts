import type { Limiter, Surroundings } from '../submit/rate.ts'
import { rateName } from './keys.ts'
import { FREE, type Ledger } from './ledger.ts'

/**
 * Milliseconds that a send may be late: a turn that was missed by more is given up, since many that make up for it together would be
 * more in a second than the rate. So no second has more than the rate of 1 + LATE / 1000 seconds.
 */
const LATE = 100

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

interface Turn {
  readonly go: (delay: number) => void
  readonly fail: (error: unknown) => void
}

function createEndpointRate(
  name: string,
  ledger: Pick<Ledger, 'take' | 'slow'>,
  { rate = 0, burst, around }: SharedRateOptions,
): EndpointRate {
  const waiting: Turn[] = []
  let isAsking = false
  let gone = 0
  let freeUntil = 0
  const askFor = async (turns: readonly Turn[]) => {
    const { wait, step } = await ledger.take({ name, count: turns.length, gone, rate, burst })
    gone = 0
    if (wait < 0) {
      waiting.unshift(...turns)
      await around.sleep(Math.min(1000, -wait / 1000) * (0.5 + around.random()), undefined)
      return
    }
    if (step === 0) freeUntil = around.now() + FREE
    for (const [index, { go }] of turns.entries()) go((wait + index * step) / 1000)
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
  /** Resolves with the milliseconds until the turn. */
  const turn = (signal: AbortSignal | undefined): Promise<number> =>
    new Promise((resolve, reject) => {
      const abort = () => resolve(0)
      const end = () => signal?.removeEventListener('abort', abort)
      signal?.addEventListener('abort', abort)
      waiting.push({
        go: wait => {
          end()
          resolve(wait)
        },
        fail: error => {
          end()
          // Where the sending ends, it does so by itself.
          if (signal?.aborted) resolve(0)
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
        const delay = await turn(signal)
        const due = around.now() + delay
        if (delay > 0) await around.sleep(delay, signal)
        if (around.now() - due < LATE) return
      }
    },
    slow: () => {
      freeUntil = 0
      ledger.slow({ name, rate }).catch(() => undefined)
    },
  }
}
