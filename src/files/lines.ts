import { closeSync, openSync, readSync } from 'node:fs'

/** A line of a file. */
export interface FileLine {
  readonly line: string
  /** Offset behind it. */
  readonly next: number
  readonly isEnded: boolean
}

/** Whole lines of a file, the last one perhaps without its end; the bytes hold until the next ones are asked for. */
export interface Lines {
  readonly bytes: Buffer
  /** Of the first byte. */
  readonly offset: number
}

const CHUNK = 1_048_576
const NEWLINE = 10

/** Reads a file line by line, however long it is; an open one from its start, and leaves it open. */
export function* linesOf(file: string | number): Generator<FileLine> {
  for (const { bytes, offset } of blocksOf(file)) {
    let start = 0
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, start)) {
      yield { line: bytes.toString('utf8', start, at), next: offset + at + 1, isEnded: true }
      start = at + 1
    }
    if (start < bytes.length) {
      yield { line: bytes.toString('utf8', start), next: offset + bytes.length, isEnded: false }
    }
  }
}

/** Reads a file in blocks of many lines. */
export function* blocksOf(file: string | number): Generator<Lines> {
  const descriptor = typeof file === 'number' ? file : openSync(file, 'r')
  try {
    let room = Buffer.alloc(CHUNK)
    let [offset, filled] = [0, 0]
    for (;;) {
      const length = readSync(descriptor, room, filled, room.length - filled, offset + filled)
      if (length === 0) break
      filled += length
      const end = room.lastIndexOf(NEWLINE, filled - 1) + 1
      if (end > 0) yield { bytes: room.subarray(0, end), offset }
      // What is left moves to the front, into a larger place where one line fills all of it.
      const next = end === 0 && filled === room.length ? Buffer.alloc(room.length * 2) : room
      room.copy(next, 0, end, filled)
      room = next
      offset += end
      filled -= end
    }
    if (filled > 0) yield { bytes: room.subarray(0, filled), offset }
  } finally {
    if (descriptor !== file) closeSync(descriptor)
  }
}
