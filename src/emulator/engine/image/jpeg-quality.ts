import { segmentsOf, word } from './jpeg-header.ts'

// Luminance quantisation at quality 50, Annex K of ITU-T T.81, in zigzag order.
const LUMINANCE = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61,
  60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121,
  112, 100, 120, 92, 101, 103, 99,
] as const

const TABLES = 0xdb
/** A table with its number, and of 64 values of one byte or of two. */
const [NARROW, WIDE] = [0x00, 0x10]

/** The quality (1 to 100, libjpeg's scale) nearest to the luminance table of a JPG; undefined where it has none. */
export function findJpegQuality(bytes: Uint8Array): number | undefined {
  const table = findLuminanceTable(bytes)
  if (!table) return undefined
  let [best, least] = [100, Number.POSITIVE_INFINITY]
  // From above, as most are: what is farther away is given up soon.
  for (let quality = 100; quality > 0; quality--) {
    const difference = distance(table, quality, least)
    if (difference <= least) [best, least] = [quality, difference]
  }
  return best
}

/** How far a table is from that of a quality, or more than `enough`. */
function distance(table: readonly number[], quality: number, enough: number): number {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality
  let sum = 0
  for (let index = 0; index < LUMINANCE.length && sum <= enough; index++) {
    const expected = Math.min(255, Math.max(1, Math.floor(((LUMINANCE[index] ?? 0) * scale + 50) / 100)))
    sum += Math.abs(expected - (table[index] ?? 0))
  }
  return sum
}

function findLuminanceTable(bytes: Uint8Array): readonly number[] | undefined {
  for (const { marker, content } of segmentsOf(bytes)) {
    if (marker !== TABLES) continue
    if (content[0] === NARROW) return [...content.subarray(1, 65)]
    if (content[0] === WIDE) return Array.from({ length: 64 }, (_, index) => word(content, 1 + 2 * index))
  }
  return undefined
}
