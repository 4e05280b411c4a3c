/** A set of texts that remembers when each was added, in 12 bytes a text: a million targets take 25 MB. */
export interface TargetSet {
  /** The number of an equal text that was added before, or undefined; the text has the next number. */
  add(text: string): number | undefined
}

const START = 1 << 10

/**
 * Equal means that 64 bits of hash are equal: among a million different texts the chance of an error is 1 in 30 million.
 */
export function createTargetSet(): TargetSet {
  let size = START
  let low = new Uint32Array(size)
  let high = new Uint32Array(size)
  let numbers = new Uint32Array(size)
  let count = 0

  /** The slot of a hash: its own or the first free one behind it. */
  const slotOf = (a: number, b: number): number => {
    let slot = a & (size - 1)
    while (numbers[slot] !== 0 && (low[slot] !== a || high[slot] !== b)) slot = (slot + 1) & (size - 1)
    return slot
  }
  const put = (slot: number, a: number, b: number, number: number): void => {
    low[slot] = a
    high[slot] = b
    numbers[slot] = number
  }
  const grow = (): void => {
    const before = { low, high, numbers }
    size *= 2
    low = new Uint32Array(size)
    high = new Uint32Array(size)
    numbers = new Uint32Array(size)
    for (let at = 0; at < before.numbers.length; at++) {
      const number = before.numbers[at] ?? 0
      const a = before.low[at] ?? 0
      const b = before.high[at] ?? 0
      if (number !== 0) put(slotOf(a, b), a, b, number)
    }
  }
  return {
    add(text) {
      const [a, b] = hash(text)
      const slot = slotOf(a, b)
      count++
      const found = numbers[slot] ?? 0
      if (found !== 0) return found - 1
      put(slot, a, b, count)
      if (count * 4 > size * 3) grow()
      return undefined
    },
  }
}

/** Two independent multiplicative hashes of 32 bits, each mixed at the end (the finisher of MurmurHash3). */
function hash(text: string): [number, number] {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15)
  }
  return [mix(a), mix(b)]
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
