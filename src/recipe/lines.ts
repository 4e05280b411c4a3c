import { isAscii } from 'node:buffer'
import type { Chunks, ManifestProblem, ReportProblem } from './manifest-input.ts'

/** An object name has 1023 bytes; a line far longer is no line of a manifest and would fill the memory. */
const LONGEST_LINE = 1_048_576

const encoder = new TextEncoder()
/** Refuses what is no UTF-8, so that no sign is replaced silently. A byte order mark stays in the text. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Lines of a stream of UTF-8 without their line feeds, a batch for each chunk, because a promise for each line would cost more than
 * the line. Ends with a report at a line that is no text in UTF-8 or far too long.
 */
export async function* readLines(chunks: Chunks, report: ReportProblem): AsyncGenerator<readonly string[]> {
  let rest: Uint8Array[] = []
  let length = 0
  let number = 0
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk
    const end = bytes.lastIndexOf(LINE_FEED) + 1
    length += bytes.length
    if (end > 0) {
      const head = bytes.subarray(0, end - 1)
      const read = decodeLines(rest.length > 0 ? Buffer.concat([...rest, head]) : head)
      if (read.lines.length > 0) yield read.lines
      number += read.lines.length
      if (read.problem) return report({ line: number + 1, reason: read.problem, cutsMore: true })
      rest = []
      length = bytes.length - end
    }
    if (length > LONGEST_LINE) return report({ line: number + 1, reason: TOO_LONG, cutsMore: true })
    if (end < bytes.length) rest.push(bytes.subarray(end))
  }
  if (length === 0) return
  const { lines, problem } = decodeLines(Buffer.concat(rest))
  if (problem) report({ line: number + 1, reason: problem, cutsMore: true })
  else yield lines
}

/** A stream of UTF-8 as texts, in pieces of any length. Ends with a report at a piece that is no text in UTF-8. */
export async function* readText(chunks: Chunks, report: ReportProblem): AsyncGenerator<string> {
  const stream = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk
    const text = bytes.includes(0) ? undefined : attempt(() => stream.decode(bytes, { stream: true }))
    if (text === undefined) {
      const { lines, problem = NO_UTF8 } = decodeLines(bytes)
      return report({ line: line + lines.length, reason: problem, cutsMore: true })
    }
    line += text.split('\n').length - 1
    yield text
  }
  if (attempt(() => stream.decode()) === undefined) report({ line, reason: NO_UTF8, cutsMore: true })
}

const LINE_FEED = 10

const TOO_LONG = {
  en: `the line has more than ${LONGEST_LINE} bytes`,
  zh: `该行超过 ${LONGEST_LINE} 字节`,
}

const NO_UTF8 = {
  en: 'it is not UTF-8; save the file as UTF-8 (in Excel: "CSV UTF-8")',
  zh: '不是 UTF-8 编码；请将文件另存为 UTF-8（Excel 中选 "CSV UTF-8"）',
}

const NO_TEXT = {
  en: 'it has zero bytes, so it is not UTF-8 text but UTF-16, a workbook or something else; save the file as UTF-8 (in Excel: "CSV UTF-8")',
  zh: '含有零字节，因此不是 UTF-8 文本，而是 UTF-16、工作簿或其他内容；请将文件另存为 UTF-8（Excel 中选 "CSV UTF-8"）',
}

interface Decoded {
  readonly lines: readonly string[]
  readonly problem?: ManifestProblem['reason']
}

/** The lines up to the first that is no text in UTF-8. */
function decodeLines(bytes: Uint8Array): Decoded {
  const text = bytes.includes(0) ? undefined : decode(bytes)
  if (text !== undefined) return { lines: text.split('\n') }
  const lines: string[] = []
  for (let start = 0; ; ) {
    const end = bytes.indexOf(LINE_FEED, start)
    const piece = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (piece.includes(0)) return { lines, problem: NO_TEXT }
    const line = decode(piece)
    if (line === undefined) return { lines, problem: NO_UTF8 }
    lines.push(line)
    start = end + 1
  }
}

function decode(bytes: Uint8Array): string | undefined {
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return attempt(() => decoder.decode(bytes))
}

function attempt(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
