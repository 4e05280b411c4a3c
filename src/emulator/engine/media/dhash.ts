/** The filters that make the 9x8 grey picture of which a difference hash is taken. */
export const HASH_FILTERS: readonly string[] = ['scale=9:8:flags=area', 'format=gray']

/** The difference hash of 9x8 grey pixels: one bit for each pair of neighbours in a row. */
export function hashFrame(pixels: Uint8Array): bigint {
  let hash = 0n
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      const at = y * 9 + x
      hash = (hash << 1n) | ((pixels[at] ?? 0) < (pixels[at + 1] ?? 0) ? 1n : 0n)
    }
  }
  return hash
}

/** Percent of the 64 bits that differ. */
export function distance(left: bigint, right: bigint): number {
  let difference = left ^ right
  let bits = 0
  for (; difference > 0n; difference >>= 1n) bits += Number(difference & 1n)
  return (bits / 64) * 100
}
