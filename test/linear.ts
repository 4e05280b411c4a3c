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

/** Of the short measurements the least of some counts; what takes next to none is not measured well enough. */
const TRIES = 3
const LEAST = 4

/** Holds the processor time for 8 n against that for n. */
export function expectLinear(run: (size: number) => unknown, bounds: Bounds = { size: 4096, most: 12 }): void {
  const { size, most } = bounds
  run(size)
  let ratio = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS && ratio >= most; round++) {
    const times = Array.from({ length: TRIES }, () => timeOf(() => run(size)))
    ratio = timeOf(() => run(8 * size)) / Math.max(Math.min(...times), LEAST)
  }
  expect(ratio).toBeLessThan(most)
}
