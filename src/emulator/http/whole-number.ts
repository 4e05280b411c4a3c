import { refuse } from '../engine/problem.ts'
import type { Exchange } from './exchange.ts'

/** The values that a parameter of a listing takes, and the one that stands for none. */
export interface ListingBounds {
  readonly from: number
  readonly to: number
  readonly fallback: number
}

/**
 * A parameter of a listing that is a whole number.
 * @throws InvalidArgument
 */
export function readWhole(
  { query }: Pick<Exchange, 'query'>,
  name: string,
  { from, to, fallback }: ListingBounds,
): number {
  const text = query.get(name) || String(fallback)
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= from && number <= to) return number
  const message = {
    en: '{name} is "{text}"; expected a whole number from {from} to {to}.',
    zh: '{name} 为 "{text}"；应为 {from} 到 {to} 的整数。',
  }
  throw refuse('InvalidArgument', 400, message, { name, text, from, to })
}
