import type { Span } from '../language/tree.ts'
import type { Host } from './host.ts'
import type { ExtractNote } from './notes.ts'
import { execAt, matchAt } from './units.ts'

/** What fills a place of a format. */
export interface FormatArgument {
  readonly code: string
  /** The rest of the line behind the arguments. */
  readonly behind: string
}

const CONVERSION = /^(?:%(?:\d+\\?\$|\[\d+\]|\(\w+\))?[-+ #\d.]*[svq@dS]|\{[\w:!]*\})$/
const CONVERSIONS = /%%|%(?![\dA-Fa-f]{2})(?:\d+\\?\$|\[\d+\]|\(\w+\))?[-+ #\d.]*[A-Za-z@]|\{\{|\{[\w:!.<>]*\}/g
const FORMAT_CALL = /(?:\b\w*printf|\b\w*format\w*!?:?|write!|println!)\s*\(?\s*(?:[\w.]+,\s*)?[A-Za-z@$]?$/i
const FORMAT_OPERATOR = /\s*(?:\)?\s*[.:]\s*format(?:ted|String)?\s*\(|%(?!=)\s*[([]?)/y
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=[\s,(])(?:\/\/|#\s)[^\n]*/g
const LONGEST = 600

/** The argument that fills the place of a format at `hole`: `code` for the second one of `format("%s,text_%s", a, code)`. */
export function findFormatArgument(text: string, hole: Span): FormatArgument | undefined {
  const place = text.slice(hole.start, hole.end)
  if (!CONVERSION.test(place)) return undefined
  const before = text.slice(Math.max(0, hole.start - LONGEST), hole.start)
  const [, quote = '', head = ''] = /(["'`])([^"'`\n]*)$/.exec(before) ?? []
  const after = text.slice(hole.end, hole.end + LONGEST)
  const length = quote === '' ? -1 : after.indexOf(quote)
  if (length < 0 || after.slice(0, length).includes('\n')) return undefined
  const isCall = FORMAT_CALL.test(before.slice(0, before.length - head.length - 1))
  const comma = isCall ? matchAt(/\s*,/y, after, length + 1) : undefined
  const start = length + 1 + (comma ?? matchAt(FORMAT_OPERATOR, after, length + 1) ?? '').length
  if (start === length + 1) return undefined
  const { list, end } = readArguments(after, start)
  const places = [...head.matchAll(CONVERSIONS)].filter(([found]) => found !== '%%' && found !== '{{')
  const code = argumentOf(place, places.length, list)
  const line = after.slice(end)
  return code === undefined ? undefined : { code, behind: line.slice(0, line.search(/\n|$/)) }
}

/** By its number, by its name, or the next one. */
function argumentOf(place: string, index: number, list: readonly string[]): string | undefined {
  const [, number, brackets, braces] = /^(?:%(\d+)\\?\$|%\[(\d+)\]|\{(\d+))/.exec(place) ?? []
  if (braces !== undefined) return list[Number(braces)]
  if (number !== undefined || brackets !== undefined) return list[Number(number ?? brackets) - 1]
  const name = /^(?:\{|%\()([A-Za-z_]\w*)/.exec(place)?.[1]
  if (name === undefined) return list[index]
  const named = new RegExp(`^["']?${name}["']?\\s*[=:]\\s*`)
  return list.find(argument => named.test(argument))?.replace(named, '')
}

/** The arguments of a call, up to the bracket that closes it or the end of the statement. */
function readArguments(written: string, start: number): { readonly list: readonly string[]; readonly end: number } {
  const text = written.replace(COMMENT, comment => ' '.repeat(comment.length))
  const list: string[] = []
  let depth = 0
  let from = start
  let at = start
  for (; at < text.length; at++) {
    const character = text[at] ?? ''
    if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character) && depth-- === 0) break
    else if (depth > 0) continue
    else if (character === ';' || (character === '\n' && /[^\s,]\s*$/.test(text.slice(from, at)))) break
    else if (character === ',') {
      list.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return { list: [...list, text.slice(from, at).trim()], end: at }
}

/** What takes a format of C as its next argument, in any language, and in some of them. */
const PRINTF =
  /\b(?:\w*printf\s*\(?\s*(?:[\w.&*]+,\s*){0,2}|String\.format\s*\(\s*(?:Locale[\w.()]*,\s*)?|fmt\.\w+f\(\s*)[@$]?$/
const PRINTF_OF: Readonly<Record<string, RegExp>> = {
  c: /[Ff]ormat:\s*@$/,
  swift: /\bformat:\s*$/,
  lua: /\bformat\s*\(\s*$/,
  ruby: /(?<![.\w])format\s*\(?\s*$/,
}
/** What makes the literal before it a format of C. */
const FORMATTED_BEHIND: Readonly<Record<string, RegExp>> = {
  java: /["']{1,3}\s*\.\s*format(?:ted)?\s*\(/y,
  python: /["']{1,3}\s*%(?!=)\s*[\w({]/y,
  ruby: /["']\s*%(?!=)\s*[\w([{]/y,
}
/** Escapes that no conversion of a format is meant by: a separator, or two bytes beyond ASCII. */
const ESCAPE = /(?<![%_])(?:%%)*(%(?:2[FC]|7C)|(?<=[a-z])%2[fc](?=[a-z])|%[89A-F][\dA-F](?=%[89A-F][\dA-F]))/g

/** An escape of a URL between `quote` and `end` where the literal is the format of a call, and "%" begins a conversion. */
export function findFormatNotes({ text, family }: Host, quote: number, end: number): ExtractNote[] {
  if (quote < 0) return []
  const literal = text.slice(quote + 1, end)
  const [found] = literal.matchAll(ESCAPE)
  const written = found?.[1]
  if (found === undefined || written === undefined) return []
  const before = text.slice(Math.max(0, quote - 100), quote)
  const behind = FORMATTED_BEHIND[family.name]
  const isFormat =
    PRINTF.test(before) || PRINTF_OF[family.name]?.test(before) || (behind && execAt(behind, text, end) !== undefined)
  if (!isFormat) return []
  const start = quote + 1 + found.index + found[0].length - written.length
  return [{ messageId: 'formatEscape', span: { start, end: start + written.length }, params: { found: written } }]
}
