import { crc32 } from 'node:zlib'

/** How a file of sealed lines begins. */
export const SEALED_START = '{"sum":"'

/** A value as a line of JSON, with a checksum over its text. */
export function sealLine(value: unknown): string {
  const text = JSON.stringify(value)
  return `{"sum":"${checksum(text)}","entry":${text}}\n`
}

const LINE = /^\{"sum":"([0-9a-f]{8})","entry":(.*)\}$/s

/** Reads a line without its newline; undefined where it is torn or changed. */
export function openLine(line: string): unknown {
  const [, sum, text = ''] = LINE.exec(line) ?? []
  return sum === undefined || checksum(text) !== sum ? undefined : JSON.parse(text)
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
