import type { Family } from './family.ts'

/** A file being searched. */
export interface Host {
  readonly text: string
  readonly family: Family
  /** True where each line is a process string or a URL. */
  readonly isList: boolean
  /** How many more characters may be looked at again; it keeps the time linear in files that are made to be slow. How far was read. */
  readonly work: { left: number; end: number }
}

/** Looking again is cheap in real files: an operand here, a value that is none there. */
const AGAIN = 4

/** A text to be searched. */
export function makeHost(text: string, family: Family, isList: boolean = false): Host {
  return { text, family, isList, work: { left: AGAIN * text.length + 100_000, end: 0 } }
}

/** True when more was looked at again than a file that is not made to be slow needs. */
export function isTired({ work }: Host): boolean {
  return work.left <= 0
}

/** Takes note of `count` characters that were looked at again; false when that has been done too often. */
export function spend({ work }: Host, count: number): boolean {
  work.left -= count
  return work.left > 0
}
