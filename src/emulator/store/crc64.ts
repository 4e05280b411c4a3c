/** CRC-64/XZ, that OSS tells as x-oss-hash-crc64ecma, in two halves of 32 bits: numbers are faster than big integers. */
const high = new Uint32Array(256)
const low = new Uint32Array(256)

for (let byte = 0; byte < 256; byte++) {
  let [h, l] = [0, byte]
  for (let bit = 0; bit < 8; bit++) {
    const carry = l & 1
    l = (l >>> 1) | ((h & 1) << 31)
    h >>>= 1
    if (carry) [h, l] = [h ^ 0xc96c5795, l ^ 0xd7870f42]
  }
  high[byte] = h
  low[byte] = l
}

/** Takes bytes in pieces and gives the sum as a decimal. */
export interface Crc64 {
  update(bytes: Uint8Array): void
  digest(): string
}

/** Starts a sum. */
export function createCrc64(): Crc64 {
  let [h, l] = [0xffffffff, 0xffffffff]
  return {
    update: bytes => {
      for (const byte of bytes) {
        const index = (l ^ byte) & 255
        l = ((l >>> 8) | (h << 24)) ^ (low[index] ?? 0)
        h = (h >>> 8) ^ (high[index] ?? 0)
      }
    },
    digest: () => String((BigInt(~h >>> 0) << 32n) | BigInt(~l >>> 0)),
  }
}
