import { crc32 } from 'node:zlib'
import { readJson } from '../language/record.ts'

/** How a file of sealed lines begins. */
export const SEALED_START = '{"sum":"'

/** A value as a line of JSON, with a checksum over its text. */
export function sealLine(value: unknown): string {
  const text = JSON.stringify(value)
  return `${frameOf(text)}${text}}\n`
}

/** The same as bytes, which long values are written with once. */
export function sealBytes(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value))
  return Buffer.concat([Buffer.from(frameOf(text)), text, Buffer.from('}\n')])
}

const LINE = /^\{"sum":"([0-9a-f]{8})","entry":(.*)\}$/s

/** Reads a line without its newline; undefined where it is torn or changed. */
export function openLine(line: string): unknown {
  const [, sum, text = ''] = LINE.exec(line) ?? []
  return sum === undefined || checksum(text) !== sum ? undefined : readJson(text)
}

/** How many bytes stand before and behind the text of a sealed line. */
export const SEAL: { readonly before: number; readonly behind: number } = {
  before: SEALED_START.length + '01234567","entry":'.length,
  behind: '}'.length,
}

/** Whether the checksum of a line holds, which stands at these bytes without its end. */
export function isSealed(bytes: Buffer, start: number, end: number): boolean {
  const from = start + SEALED_START.length
  const sum = readHex(bytes, from)
  return sum !== undefined && crc32(bytes.subarray(start + SEAL.before, end - SEAL.behind)) === sum
}

/** Eight hexadecimal digits; undefined where others stand. */
export function readHex(bytes: Buffer, from: number): number | undefined {
  let value = 0
  for (let at = from; at < from + 8; at++) {
    const code = bytes[at] ?? 0
    const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : -1
    if (digit < 0) return undefined
    value = (value << 4) | digit
  }
  return value >>> 0
}

/** What stands before a text in its line. */
function frameOf(text: string | Buffer): string {
  return `${SEALED_START}${checksum(text)}","entry":`
}

function checksum(text: string | Buffer): string {
  return crc32(text).toString(16).padStart(8, '0')
}
