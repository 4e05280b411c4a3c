import type { Severity } from '../language/diagnostic.ts'
import { positionsOf } from '../language/position.ts'
import type { Span } from '../language/tree.ts'
import type { ReportOptions } from './report.ts'

const ELLIPSIS = '…'
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u

/** The line that a span stands in, with carets under the span. Long lines are cut around it; wide characters count two columns. */
export function frame(
  text: string,
  span: Span,
  severity: Severity,
  options: Pick<ReportOptions, 'paint' | 'width'>,
): string {
  const { paint, width } = options
  const { line, column } = positionsOf(text)(span.start)
  const lineStart = span.start - column + 1
  const newline = text.indexOf('\n', lineStart)
  const lineEnd = newline < 0 ? text.length : newline
  const number = String(line)
  const from = span.start - lineStart
  const to = Math.min(span.end, lineEnd) - lineStart
  const cut = cutAround(text.slice(lineStart, lineEnd), from, to, Math.max(40, width - number.length - 5))
  const carets = '^'.repeat(Math.max(1, columnsOf(cut.text.slice(cut.from, cut.to))))
  const gutter = ' '.repeat(number.length)
  return [
    ` ${paint('dim', `${number} |`)} ${cut.text}`,
    ` ${paint('dim', `${gutter} |`)} ${' '.repeat(columnsOf(cut.text.slice(0, cut.from)))}${paint(severity, carets)}`,
  ].join('\n')
}

/** Keeps about `room` characters with the range in sight. */
function cutAround(line: string, from: number, to: number, room: number): { text: string; from: number; to: number } {
  const clean = line.replace(/\p{Cc}/gu, ' ').replace(/\uFFFC/g, '▯')
  if (clean.length <= room) return { text: clean, from, to }
  const length = Math.min(to - from, room)
  const start = Math.max(0, Math.min(from - Math.floor((room - length) / 2), clean.length - room))
  const end = Math.min(clean.length, start + room)
  const before = start > 0 ? ELLIPSIS : ''
  const text = `${before}${clean.slice(start, end)}${end < clean.length ? ELLIPSIS : ''}`
  return { text, from: from - start + before.length, to: Math.min(to, end) - start + before.length }
}

/** Columns that a text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += WIDE.test(character) ? 2 : 1
  return columns
}
