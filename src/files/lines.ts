import { closeSync, openSync, readSync } from 'node:fs'

/** A line of a file. */
export interface Line {
  readonly line: string
  /** Offset behind it. */
  readonly next: number
  readonly isEnded: boolean
}

const CHUNK = 1_048_576

/** Reads a file line by line, however long it is. */
export function* linesOf(file: string): Generator<Line> {
  const descriptor = openSync(file, 'r')
  try {
    const chunk = Buffer.alloc(CHUNK)
    let [rest, offset] = [Buffer.alloc(0), 0]
    for (;;) {
      const length = readSync(descriptor, chunk)
      if (length === 0) break
      const bytes = Buffer.concat([rest, chunk.subarray(0, length)])
      let start = 0
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, start)) {
        yield { line: bytes.toString('utf8', start, at), next: offset + at + 1, isEnded: true }
        start = at + 1
      }
      rest = bytes.subarray(start)
      offset += start
    }
    if (rest.length > 0) yield { line: rest.toString('utf8'), next: offset + rest.length, isEnded: false }
  } finally {
    closeSync(descriptor)
  }
}
