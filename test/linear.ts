import { expect } from 'vitest'

/** The processor time of a run, in milliseconds. */
function timeOf(run: () => unknown): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** The size of n in characters, and how often the time for n the time for 8 n may be. */
interface Bounds {
  readonly size: number
  readonly most: number
}

/** A busy machine disturbs single measurements; what takes more than its share every time is not linear. */
const ROUNDS = 10

/** Of some measurements the least counts, of the long ones only where the first was too much; what takes next to none is not measured well enough. */
const TRIES = 3
const LEAST = 4

/** Holds the processor time for 8 n against that for n. */
export function expectLinear(run: (size: number) => unknown, bounds: Bounds = { size: 4096, most: 12 }): void {
  const { size, most } = bounds
  run(size)
  let ratio = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS && ratio >= most; round++) {
    const leastOf = (tries: number, length: number) =>
      Math.min(...Array.from({ length: tries }, () => timeOf(() => run(length))))
    ratio = leastOf(round === 0 ? 1 : TRIES, 8 * size) / Math.max(leastOf(TRIES, size), LEAST)
  }
  expect(ratio).toBeLessThan(most)
}
