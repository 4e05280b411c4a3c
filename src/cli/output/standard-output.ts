import { fstatSync, type Stats, statSync, writeSync } from 'node:fs'
import { fileProblem } from '../../files/problem.ts'
import { systemCode } from '../../language/given.ts'
import { localeFrom, type TextOutput } from '../io.ts'

const DESCRIPTOR = 1

/** Standard output. But to terminals it writes without a stream, which takes Node some milliseconds to open. */
export function openOutput(): TextOutput {
  const stats = fstatSync(DESCRIPTOR)
  // Some programs, Node among them, give a socket for a pipe.
  isDirect = stats.isFile() || stats.isFIFO() || stats.isSocket() || isNowhere(stats)
  return isDirect ? { write: writeDirectly } : openStream()
}

/** Scripts that only ask for the exit status write to the null device. */
function isNowhere({ rdev }: Stats): boolean {
  return rdev !== 0 && rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev
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

/** How a pipe tells that nobody reads it any more, and how a socket does, which some programs give for a pipe. */
const READER_LEFT: readonly string[] = ['EPIPE', 'ECONNRESET']

/**
 * What cannot be written ends the output and not the work: what was asked for is done. A reader that closes early, such as head, is
 * no mistake; anything else is said once.
 */
function giveUp(error: unknown): void {
  isClosed = true
  if (READER_LEFT.includes(systemCode(error)) || hasFailed) return
  hasFailed = true
  const locale = localeFrom(process.env)
  process.stderr.write(`oss-process: ${fileProblem(error, locale === 'zh' ? '标准输出' : 'standard output', locale)}\n`)
}

/** Whether output was lost, other than to a reader that closed early. */
export function isOutputLost(): boolean {
  return hasFailed
}

let hasFailed = false
let stream: NodeJS.WriteStream | undefined
let isClosed = false

/** Writes all of a text; the stream takes over where a pipe does not wait for its reader. */
function writeDirectly(text: string): unknown {
  if (isClosed) return true
  if (stream) return stream.write(text)
  let bytes: Uint8Array = Buffer.from(text)
  try {
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(DESCRIPTOR, bytes))
    return true
  } catch (error) {
    if (systemCode(error) === 'EAGAIN') {
      stream = openStream()
      return stream.write(bytes)
    }
    giveUp(error)
    return true
  }
}
