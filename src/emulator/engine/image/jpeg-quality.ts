// Luminance quantisation at quality 50, Annex K of ITU-T T.81, in zigzag order.
const LUMINANCE = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61,
  60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121,
  112, 100, 120, 92, 101, 103, 99,
] as const

const DQT = 0xdb
const SCAN = 0xda

/** The quality (1 to 100, libjpeg's scale) nearest to the luminance table of a JPG; undefined where it has none. */
export function findJpegQuality(bytes: Uint8Array): number | undefined {
  const table = findLuminanceTable(bytes)
  if (!table) return undefined
  let best = 1
  let least = Number.POSITIVE_INFINITY
  for (let quality = 1; quality <= 100; quality++) {
    const difference = distance(table, quality)
    if (difference < least) [best, least] = [quality, difference]
  }
  return best
}

function distance(table: readonly number[], quality: number): number {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality
  return LUMINANCE.reduce((sum, base, index) => {
    const expected = Math.min(255, Math.max(1, Math.floor((base * scale + 50) / 100)))
    return sum + Math.abs(expected - (table[index] ?? 0))
  }, 0)
}

function findLuminanceTable(bytes: Uint8Array): readonly number[] | undefined {
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]
    const length = word(bytes, at + 2)
    if (marker === SCAN || length < 2) return undefined
    const info = bytes[at + 4]
    if (marker === DQT && info === 0) return [...bytes.subarray(at + 5, at + 69)]
    if (marker === DQT && info === 0x10)
      return Array.from({ length: 64 }, (_, index) => word(bytes, at + 5 + 2 * index))
    at += 2 + length
  }
  return undefined
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}
