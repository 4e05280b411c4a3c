/** The clock and the chance of a sender, so that a test can stand in for them. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Resolves early when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  /** From 0 to 1. */
  readonly random: () => number
}

/** The real clock. */
export const REAL: Surroundings = {
  now: Date.now,
  random: Math.random,
  sleep: (milliseconds, signal) =>
    new Promise(resolve => {
      if (signal?.aborted || milliseconds <= 0) return resolve()
      const end = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      signal?.addEventListener('abort', end)
    }),
}

/** Lets sends through at a rate. */
export interface Limiter {
  /** Resolves when the next send to this endpoint may go, or the signal aborts. */
  take(signal: AbortSignal | undefined, endpoint: string): Promise<void>
  /** The service there says that this is too much. */
  slow?(endpoint: string): void
}

/** A bucket of tokens: `rate` a second flow in, `burst` fit in, each send takes one. Without a rate everything goes at once. */
export function createLimiter(rate: number | undefined, burst: number, { now, sleep }: Surroundings): Limiter {
  if (rate === undefined) return { take: () => Promise.resolve() }
  let tokens = burst
  let filled = now()
  return {
    take: signal => {
      const time = now()
      tokens = Math.min(burst, tokens + ((time - filled) / 1000) * rate)
      filled = time
      // A debt is the place in the queue.
      tokens--
      return tokens >= 0 ? Promise.resolve() : sleep((-tokens / rate) * 1000, signal)
    },
  }
}
