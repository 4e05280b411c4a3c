import type { PlacedDiagnostic, ReportOptions } from './report.ts'

const ELLIPSIS = '…'
/** Where Unicode has pictures of the control characters. */
const PICTURES = 0x2400
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u

/** The line that a finding stands in, with carets under it. Long lines are cut around it; wide characters count two columns. */
export function frame(
  { excerpt, start, severity }: PlacedDiagnostic,
  { paint, width }: Pick<ReportOptions, 'paint' | 'width'>,
): string {
  const number = String(start.line)
  const room = Math.max(40, width - number.length - 5)
  const cut = cutAround(excerpt.text, excerpt.from, excerpt.to, room, start.column - 1 > excerpt.from)
  const carets = '^'.repeat(Math.max(1, columnsOf(cut.text.slice(cut.from, cut.to))))
  const gutter = ' '.repeat(number.length)
  return [
    ` ${paint('dim', `${number} |`)} ${cut.text}`,
    ` ${paint('dim', `${gutter} |`)} ${' '.repeat(columnsOf(cut.text.slice(0, cut.from)))}${paint(severity, carets)}`,
  ].join('\n')
}

interface Cut {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Keeps about `room` characters with the range in sight. */
function cutAround(line: string, from: number, to: number, room: number, isCut: boolean): Cut {
  const clean = line.replace(UNSEEN, ' ').replace(/\uFFFC/g, '▯')
  if (clean.length <= room) return { text: clean, from, to }
  const length = Math.min(to - from, room)
  const start = Math.max(0, Math.min(from - Math.floor((room - length) / 2), clean.length - room))
  const end = Math.min(clean.length, start + room)
  const before = start > 0 || isCut ? ELLIPSIS : ''
  const text = `${before}${clean.slice(start, end)}${end < clean.length ? ELLIPSIS : ''}`
  return { text, from: from - start + before.length, to: Math.min(to, end) - start + before.length }
}

/** What a terminal obeys and nobody sees: control characters, those that turn the direction of writing, and separators of lines. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

/** A text without what a terminal would obey: control characters are shown as their pictures, others as escapes, `\u202e`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, character => {
    const code = character.charCodeAt(0)
    return code < 32 ? String.fromCharCode(PICTURES + code) : `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** Columns that a text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += WIDE.test(character) ? 2 : 1
  return columns
}
