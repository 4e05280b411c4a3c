import type { Localized } from '../../grammar/catalogue/localized.ts'
import { elementAt } from './element.ts'

/** The candidate nearest to `word`, or undefined when none is near enough to be what was meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.floor(wanted.length * 0.4) + 1
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** `Did you mean "width"?` with a space before it, for the end of a sentence; nothing without a guess. */
export function meantHint(guess: string | undefined): Localized {
  return guess === undefined ? { en: '', zh: '' } : { en: ` Did you mean "${guess}"?`, zh: `是否想写 "${guess}"？` }
}

/** Optimal string alignment distance (a swap of neighbours counts one); `limit` or more means "too far". */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > 64) return limit
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const inserted = elementAt(current, j - 1) + 1
      const deleted = elementAt(previous, j) + 1
      let distance = Math.min(inserted, deleted, elementAt(previous, j - 1) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, elementAt(before, j - 2) + 1)
      }
      current.push(distance)
    }
    before = previous
    previous = current
  }
  return elementAt(previous, b.length)
}
