import { readHex } from '../files/sealed-line.ts'
import { mix } from '../recipe/target-set.ts'

/** Words of a key. */
const WORDS = 4

/** The key of a table: 128 bits. One that is read into is read from at once, so that it can be used again. */
export type Key = Uint32Array

/** Numbers by keys in 20 bytes a place, so that a million take 42 MB where a `Map` takes 150. */
export interface JobTable {
  /** The number of a key; 0 where there is none. */
  get(key: Key): number
  /** Keeps a number above 0. */
  set(key: Key, value: number): void
}

const START = 1 << 10

/** Makes an empty table. */
export function createJobTable(): JobTable {
  let places = START
  let keys = new Uint32Array(places * WORDS)
  let values = new Uint32Array(places)
  let size = 0

  /** The place of a key, else the first free one behind where it belongs. */
  const find = (key: Key): number => {
    const [a = 0, b = 0, c = 0, d = 0] = [key[0], key[1], key[2], key[3]]
    let place = a & (places - 1)
    for (; values[place] !== 0; place = (place + 1) & (places - 1)) {
      const at = place * WORDS
      if (keys[at] === a && keys[at + 1] === b && keys[at + 2] === c && keys[at + 3] === d) return place
    }
    return place
  }
  const put = (place: number, key: Key, value: number): void => {
    for (let word = 0; word < WORDS; word++) keys[place * WORDS + word] = key[word] ?? 0
    values[place] = value
  }
  const grow = (): void => {
    const before = { keys, values }
    places *= 2
    keys = new Uint32Array(places * WORDS)
    values = new Uint32Array(places)
    const key = createKey()
    for (let place = 0; place < before.values.length; place++) {
      const value = before.values[place] ?? 0
      if (value === 0) continue
      for (let word = 0; word < WORDS; word++) key[word] = before.keys[place * WORDS + word] ?? 0
      put(find(key), key, value)
    }
  }
  return {
    get: key => values[find(key)] ?? 0,
    set: (key, value) => {
      const place = find(key)
      if (values[place] === 0) size++
      put(place, key, value)
      if (size * 4 > places * 3) grow()
    },
  }
}

/** A key to read into. */
export function createKey(): Key {
  return new Uint32Array(WORDS)
}

/** Digits of an id. */
export const ID_LENGTH: number = WORDS * 8

/** Reads the key of an id in hexadecimal digits that stands at these bytes, and tells whether one does. */
export function readId(bytes: Buffer, from: number, key: Key): boolean {
  for (let word = 0; word < WORDS; word++) {
    const value = readHex(bytes, from + word * 8)
    if (value === undefined) return false
    key[word] = value
  }
  return true
}

/** The key of an id: its digits, or a hash of one that has others. */
export function keyOf(id: string, key: Key = createKey()): Key {
  const bytes = Buffer.from(id)
  if (bytes.length !== ID_LENGTH || !readId(bytes, 0, key)) hashBytes(bytes, 0, bytes.length, key)
  return key
}

/** The key of a text that stands at these bytes: two multiplicative hashes in one go, mixed at the end. */
export function hashBytes(bytes: Buffer, from: number, to: number, key: Key): void {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let at = from; at < to; at++) {
    const code = bytes[at] ?? 0
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15)
  }
  key[0] = mix(a)
  key[1] = mix(b)
  key[2] = mix(a ^ 0x9e3779b1)
  key[3] = mix(b ^ (to - from))
}
