import type { Family } from './family.ts'

/** A file being searched. */
export interface Host {
  readonly text: string
  readonly family: Family
  /** How many more characters may be looked at again; it keeps the time linear in files that are made to be slow. */
  readonly work: { left: number }
}

/** Looking again is cheap in real files: an operand here, a value that is none there. */
const AGAIN = 4

/** A text to be searched. */
export function makeHost(text: string, family: Family): Host {
  return { text, family, work: { left: AGAIN * text.length + 100_000 } }
}

/** Takes note of `count` characters that were looked at again; false when that has been done too often. */
export function spend({ work }: Host, count: number): boolean {
  work.left -= count
  return work.left > 0
}
