import { fstatSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { makeMemory, type PairMemory } from './may-hold.ts'

/** Bytes from which a file is read in pieces. */
const STREAMED = 16 * 1024 * 1024
const PIECE = 32 * 1024
const SHARED = 1024 * 1024
/** A line longer than this is cut; nothing in a text file has such lines but data. */
const LONGEST_LINE = 128 * 1024 * 1024
/** git looks for a zero in as many bytes. */
export const BINARY_HEAD = 8000

/** What was read of a file, until the next one is read. */
export interface ReadBytes {
  readonly memory: PairMemory
  readonly length: number
  /** False for the beginning of a file that is to be read in pieces. */
  readonly isWhole: boolean
}

/** Reads a file, or its beginning where it is large, into memory that the next one is read into. */
export type ReadFile = (descriptor: number) => ReadBytes

/** Makes a reader with memory of its own. */
export function makeReader(): ReadFile {
  let memory: PairMemory | undefined
  return descriptor => {
    memory ??= makeMemory(SHARED)
    let length = fill(memory.bytes, 0, descriptor)
    if (length === memory.bytes.length - 1) {
      const { size } = fstatSync(descriptor)
      // What is no file on a disk, such as a pipe, does not tell its size.
      if (size > STREAMED || size < length) return { memory, length, isWhole: false }
      const larger = makeMemory(size + 2)
      memory.bytes.copy(larger.bytes)
      memory = larger
      length = fill(memory.bytes, length, descriptor)
    }
    return { memory, length, isWhole: true }
  }
}

/** Reads until the file ends or only the last byte of the buffer is left. The result is the length that is filled. */
function fill(buffer: Buffer, from: number, descriptor: number): number {
  let length = from
  while (length < buffer.length - 1) {
    const count = readSync(descriptor, buffer, length, buffer.length - 1 - length, null)
    if (count === 0) break
    length += count
  }
  return length
}

/** True for what git, too, takes for no text. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, BINARY_HEAD).includes(0)
}

/** The text of a file, of which `head` was read already, in pieces of whole lines. */
export function* piecesOf(descriptor: number, head: Buffer): Generator<string> {
  const decoder = new StringDecoder('utf8')
  let rest: string[] = []
  let length = 0
  for (const bytes of chunksOf(descriptor, head)) {
    const text = decoder.write(bytes)
    const end = text.lastIndexOf('\n') + 1
    if (end === 0 && length < LONGEST_LINE) {
      rest.push(text)
      length += text.length
      continue
    }
    yield rest.join('') + text.slice(0, end || text.length)
    rest = end === 0 ? [] : [text.slice(end)]
    length = end === 0 ? 0 : text.length - end
  }
  const last = rest.join('') + decoder.end()
  if (last !== '') yield last
}

function* chunksOf(descriptor: number, head: Buffer): Generator<Buffer> {
  for (let at = 0; at < head.length; at += PIECE) yield head.subarray(at, at + PIECE)
  const buffer = Buffer.allocUnsafe(PIECE)
  for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer))
    yield buffer.subarray(0, count)
}
