import { categoryWords } from '../../grammar/catalogue/categories.ts'

/** Every text in which something may be found matches this. */
const MAY_HOLD = new RegExp(
  [
    '[xX][-_][oO][sS]{2}[-_]',
    String.raw`(?:${categoryWords('csv', 'json')})(?:\\{0,4}/|%2[fF])[A-Za-z:!]`,
    String.raw`["'\x60](?:${categoryWords('sys', 'csv', 'json', 'trigger')})["'\x60]\s*,\s*[a-zA-Z@$]?["'\x60][a-z-]+,`,
    String.raw`image_process=|aliyuncs\.com|oss-process-|/watermark,|if_status_eq_\d{1,9}\{`,
    String.raw`(?:rocess|ROCESS)["']?\]?\s?(?:\(|=>|[:=])\s?@?["'\x60]`,
  ].join('|'),
)

/** False for a text in which nothing can be found; looking for that is much cheaper than reading closely. */
export function mayHold(text: string): boolean {
  return MAY_HOLD.test(text)
}

/** Bytes that are read as pairs, too. */
export interface PairMemory {
  readonly bytes: Buffer
  readonly pairs: Uint16Array
}

/** Memory for `size` bytes. */
export function makeMemory(size: number): PairMemory {
  const bytes = Buffer.allocUnsafeSlow(size + (size % 2))
  return { bytes, pairs: new Uint16Array(bytes.buffer) }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The first five bytes of all that `MAY_HOLD` matches, each as the characters that may stand there. */
const BEGINNINGS: readonly (readonly string[])[] = [
  ['xX', '-_', 'oO', 'sS', 'sS'],
  ...['rocess', 'ROCESS', 'oss-p', 'if_st', 'aliyu', '/wate'].map(letters => [...letters]),
  ...categoryWords('csv', 'json')
    .split('|')
    .map(word => [...word, '/\\%"\'`', `${LETTERS}:!\\/2, \t\r\n`]),
]

/** For each pair of bytes the places 0 to 3 in a beginning where it may stand, a bit for each. */
const PLACES: Uint8Array = findPlaces()

function findPlaces(): Uint8Array {
  const places = new Uint8Array(65_536)
  const { bytes, pairs } = makeMemory(2)
  for (const beginning of BEGINNINGS) {
    for (let at = 0; at < 4; at++) {
      for (const first of beginning[at] ?? '') {
        for (const second of beginning[at + 1] ?? '') {
          bytes.write(first + second, 'latin1')
          const pair = pairs[0] ?? 0
          places[pair] = (places[pair] ?? 0) | (1 << at)
        }
      }
    }
  }
  return places
}

/** The longest text that `MAY_HOLD` matches is shorter. */
const LONGEST = 40

/**
 * `mayHold` of the first `length` bytes, several times as fast: of four bytes it looks at two. One of those pairs stands in every
 * beginning, and the pair behind or before it has to fit, too.
 */
export function memoryMayHold({ bytes, pairs }: PairMemory, length: number): boolean {
  const end = length >> 1
  for (let pair = 1; pair <= end; pair += 2) {
    const here = PLACES[pairs[pair] ?? 0] ?? 0
    if (here === 0) continue
    const behind = (PLACES[pairs[pair + 1] ?? 0] ?? 0) >> 2
    const before = PLACES[pairs[pair - 1] ?? 0] ?? 0
    if (((behind & here) | ((here >> 2) & before)) === 0) continue
    const at = pair * 2
    if (MAY_HOLD.test(bytes.toString('latin1', Math.max(0, at - 4), Math.min(length, at + LONGEST)))) return true
  }
  return false
}
