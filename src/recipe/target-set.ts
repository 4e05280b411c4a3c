/** A set of texts that remembers when each was added, in 12 bytes a text: a million targets take 25 MB. */
export interface TargetSet {
  /** The number of an equal text that was added before, or undefined; the text has the next number. */
  add(text: string): number | undefined
}

/** How often each of many texts was added and not yet taken away, in 12 bytes a text. */
export interface TextCounts {
  add(text: string): void
  /** False where the text is not there. */
  take(text: string): boolean
}

const START = 1 << 10

/** A number, not 0, for each of many texts. */
interface NumberTable {
  /** Gives a text another number; the result is the one that it had, 0 where it had none. */
  change(text: string, next: (number: number) => number): number
}

/** Words of a slot: two of the hash, and the number. Together, so that to look at one takes one access to the memory. */
const WORDS = 3

/**
 * Equal means that 64 bits of hash are equal: among a million different texts the chance of an error is 1 in 30 million.
 */
function createNumberTable(): NumberTable {
  let size = START
  let words = new Uint32Array(size * WORDS)
  let used = 0

  /** Where the slot of a hash begins: its own or the first free one behind it. A number may be 0 again, hence the mark. */
  const slotOf = (a: number, b: number): number => {
    let slot = a & (size - 1)
    for (;;) {
      const at = slot * WORDS
      if (words[at + 1] === 0 || (words[at] === a && words[at + 1] === b)) return at
      slot = (slot + 1) & (size - 1)
    }
  }
  const put = (at: number, a: number, b: number, number: number): void => {
    words[at] = a
    words[at + 1] = b
    words[at + 2] = number
  }
  const grow = (): void => {
    const before = words
    size *= 2
    words = new Uint32Array(size * WORDS)
    for (let at = 0; at < before.length; at += WORDS) {
      const [a = 0, b = 0, number = 0] = [before[at], before[at + 1], before[at + 2]]
      if (b !== 0) put(slotOf(a, b), a, b, number)
    }
  }
  return {
    change: (text, next) => {
      const [a, b] = hash(text)
      const at = slotOf(a, b)
      const before = words[at + 2] ?? 0
      if (words[at + 1] === 0) used++
      put(at, a, b, next(before))
      if (used * 4 > size * 3) grow()
      return before
    },
  }
}

export function createTargetSet(): TargetSet {
  const table = createNumberTable()
  let count = 0
  const keepFirst = (number: number) => number || count
  return {
    add: text => {
      count++
      const found = table.change(text, keepFirst)
      return found === 0 ? undefined : found - 1
    },
  }
}

export function createTextCounts(): TextCounts {
  const { change } = createNumberTable()
  return {
    add: text => void change(text, count => count + 1),
    take: text => change(text, count => Math.max(0, count - 1)) > 0,
  }
}

/** Two independent multiplicative hashes of 32 bits, each mixed at the end. */
function hash(text: string): [number, number] {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15)
  }
  // 0 marks a free slot.
  return [mix(a), mix(b) || 1]
}

/** The finisher of MurmurHash3. */
export function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
