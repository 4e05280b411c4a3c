import { fstatSync, writeSync } from 'node:fs'
import { fileProblem, localeFrom, type Output } from './io.ts'

const DESCRIPTOR = 1

/** Standard output. To files and pipes it writes without a stream, which takes Node some milliseconds to open. */
export function openOutput(): Output {
  const stats = fstatSync(DESCRIPTOR)
  // Some programs, Node among them, give a socket for a pipe.
  isDirect = stats.isFile() || stats.isFIFO() || stats.isSocket()
  return isDirect ? { write: writeDirectly } : openStream()
}

let isDirect = false

/**
 * Whether all that was written has left the process, so that it may end without waiting for V8 to put its work away. Where streams
 * are not written at once, nobody knows.
 */
export function isAllWritten(): boolean {
  return isDirect && stream === undefined && process.platform !== 'win32'
}

function openStream(): NodeJS.WriteStream {
  process.stdout.on('error', giveUp)
  return process.stdout
}

/** Ends the process: with a sentence, but a reader that closes early, such as head, is no mistake. */
function giveUp(error: unknown): never {
  if (codeOf(error) === 'EPIPE') process.exit(0)
  const locale = localeFrom(process.env)
  process.stderr.write(`oss-process: ${fileProblem(error, locale === 'zh' ? '标准输出' : 'standard output', locale)}\n`)
  process.exit(2)
}

let stream: NodeJS.WriteStream | undefined

/** Writes all of a text; the stream takes over where a pipe does not wait for its reader. */
function writeDirectly(text: string): unknown {
  if (stream) return stream.write(text)
  let bytes: Uint8Array = Buffer.from(text)
  try {
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(DESCRIPTOR, bytes))
    return true
  } catch (error) {
    if (codeOf(error) !== 'EAGAIN') giveUp(error)
    stream = openStream()
    return stream.write(bytes)
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
