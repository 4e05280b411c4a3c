import type { Amount, Range } from './facts.ts'

/** True for a number that is known exactly. */
export const isExact = (amount: Amount): amount is number => typeof amount === 'number'

/** A range; a number where both ends are the same. */
export function between(minimum: number, maximum: number): Amount {
  return minimum === maximum ? minimum : { minimum, maximum }
}

/** The ends of an amount; undefined where nothing is known. */
export function rangeOf(amount: Amount): Range | undefined {
  return typeof amount === 'number' ? { minimum: amount, maximum: amount } : amount
}

/** What a function that never falls makes of an amount. */
export function mapAmount(amount: Amount, change: (value: number) => number): Amount {
  const range = rangeOf(amount)
  return range && between(change(range.minimum), change(range.maximum))
}

/** From one to at most an amount. */
export function fromOneTo(amount: Amount): Amount {
  const range = rangeOf(amount)
  return range && between(Math.min(1, range.maximum), range.maximum)
}
