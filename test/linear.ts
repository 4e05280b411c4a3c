import { expect } from 'vitest'

/** The least processor time of some tries, in milliseconds. */
function timeOf(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 3; tries++) {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/** The size of n in characters, and how often the time for n the time for 8 n may be. */
interface Bounds {
  readonly size: number
  readonly most: number
}

/** A busy machine disturbs single measurements; what takes more than its share every time is not linear. */
const ROUNDS = 4

/** Holds the processor time for 8 n against that for n; what takes next to none is not measured well enough. */
export function expectLinear(run: (size: number) => unknown, bounds: Bounds = { size: 4096, most: 12 }): void {
  const { size, most } = bounds
  run(size)
  let ratio = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS && ratio >= most; round++) {
    const one = Math.max(
      timeOf(() => run(size)),
      4,
    )
    ratio = timeOf(() => run(8 * size)) / one
  }
  expect(ratio).toBeLessThan(most)
}
