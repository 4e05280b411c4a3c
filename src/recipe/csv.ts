import type { ManifestProblem } from './manifest-input.ts'

/** A row of CSV, or why the lines read so far are none. */
export type CsvRow =
  | {
      readonly fields: readonly string[]
      /** The line where it begins, where it goes over several. */
      readonly start?: number
    }
  | { readonly problem: ManifestProblem }

/** Reads CSV line by line. */
export interface CsvReader {
  /** The row that ends with this line, which may end with a carriage return; undefined while a quoted field is open or the line is empty. */
  readonly read: (line: string, number: number) => CsvRow | undefined
  /** What is wrong at the end of the file. */
  readonly end: () => ManifestProblem | undefined
}

/** A row longer than this has lost a quote. */
const LONGEST_ROW = 1_048_576

/** What parts the fields: a comma, or what Excel writes in its place. */
export type Separator = ',' | ';' | '\t'

/**
 * CSV as RFC 4180 has it: quoted fields may hold commas, doubled quotes and line breaks; a quote elsewhere is a mistake, and so is a
 * carriage return. Empty lines are no rows. Takes linear time.
 */
export function createCsvReader(separator: Separator = ','): CsvReader {
  let fields: string[] = []
  let open: { text: string; readonly line: number } | undefined
  let start: number | undefined

  const finish = (row: CsvRow): CsvRow => {
    fields = []
    open = undefined
    start = undefined
    return row
  }
  const fail = (line: number, reason: ManifestProblem['reason'], isCut = false) =>
    finish({ problem: { line, reason, ...(isCut && { cutsMore: true }) } })

  /** Reads a field without quotes; the offset behind it, or undefined at the end of the row. */
  const readPlain = (line: string, start: number, end: number): number | undefined => {
    const stopAt = line.indexOf(separator, start)
    fields.push(line.slice(start, stopAt < 0 ? end : stopAt))
    return stopAt < 0 ? undefined : stopAt + 1
  }

  const read: CsvReader['read'] = (line, number) => {
    const end = line.endsWith('\r') ? line.length - 1 : line.length
    if (!open && !line.includes('"')) {
      if (hasReturn(line, end)) return fail(number, RETURN_INSIDE, true)
      return end === 0 ? undefined : { fields: line.slice(0, end).split(separator) }
    }
    let at: number | undefined = 0
    while (at !== undefined) {
      if (!open && line[at] !== '"') {
        at = readPlain(line, at, end)
        const field = fields.at(-1) ?? ''
        if (field.includes('"')) return fail(number, QUOTE_INSIDE)
        if (field.includes('\r')) return fail(number, RETURN_INSIDE, true)
        continue
      }
      if (!open) {
        open = { text: '', line: number }
        at++
      }
      const close = line.indexOf('"', at)
      open.text += close < 0 ? `${line.slice(at)}\n` : line.slice(at, close)
      if (open.text.length > LONGEST_ROW) return fail(open.line, NEVER_CLOSED, true)
      if (close < 0) {
        start ??= number
        return undefined
      }
      if (line[close + 1] === '"') {
        open.text += '"'
        at = close + 2
        continue
      }
      if (close + 1 < end && line[close + 1] !== separator)
        return fail(number, behindQuote(open.line, number), open.line !== number)
      fields.push(open.text)
      open = undefined
      at = close + 1 < end ? close + 2 : undefined
    }
    return finish(start === undefined ? { fields } : { fields, start })
  }
  return { read, end: () => open && { line: open.line, reason: NEVER_CLOSED, cutsMore: true } }
}

/** Whether a carriage return stands before the end of the line. */
function hasReturn(line: string, end: number): boolean {
  const at = line.indexOf('\r')
  return at >= 0 && at < end
}

/** Why a line is none: its like has lost other lines. */
export const RETURN_INSIDE = {
  en: 'there is a carriage return inside the line; end lines with LF or CRLF',
  zh: '行内有回车符；请以 LF 或 CRLF 换行',
}

const QUOTE_INSIDE = {
  en: 'there is a quote inside a field that does not start with one; put the field in quotes and double the quotes inside',
  zh: '不以引号开头的字段中出现了引号；请为该字段加上引号，并将其中的引号写两次',
}

const NEVER_CLOSED = {
  en: 'the quote that opens here is never closed',
  zh: '此处开始的引号没有结束',
}

function behindQuote(opened: number, line: number): ManifestProblem['reason'] {
  if (opened === line) {
    return {
      en: 'there is text after a closing quote; double the quotes that belong to the text',
      zh: '结束引号之后还有文字；属于文字的引号应写两次',
    }
  }
  return {
    en: `there is text after a closing quote; the quote opened in line ${opened}`,
    zh: `结束引号之后还有文字；该引号始于第 ${opened} 行`,
  }
}
