import { HOLE } from '../language/tree.ts'
import { isSpoken } from './ending.ts'
import { skipHole } from './hole.ts'
import { type Host, isTired, spend } from './host.ts'
import { findJoined, type Joining } from './join.ts'
import {
  execAt,
  makeUnits,
  matchAt,
  percentEscapeLength,
  pushPlain,
  pushUnits,
  sliceUnits,
  type Units,
} from './units.ts'
import { addressBefore } from './url.ts'

/** What was read from one place of a host text up to the end of the value. */
export interface ReadValue {
  readonly units: Units
  /** Behind the last unit. */
  readonly end: number
  /** What ended it: the host character, or '' at the end of the text. */
  readonly stop: string
  /** True when the end of a literal ended it. */
  readonly closed: boolean
}

/** How to read. */
export interface ReaderOptions {
  /** What closes the literal; any quote when left out. */
  readonly close?: string | undefined
  readonly comma?: boolean
  readonly chain?: boolean
  /** Inside `string(a)`: an operator behind the call joins. */
  readonly wrapped?: boolean
  /** Read this literal only. */
  readonly alone?: boolean
  /** Blanks, `#` and the like are part of the literal, too. */
  readonly whole?: boolean
}

/** No process string is longer. */
const LONGEST = 32_768
const LONGEST_WHEN_TIRED = 1024

/** Up to an underscore behind which a place may begin: `w_:w`. */
const PLAIN = /(?:[A-Za-z0-9,/.=:+~^-]+|_(?![:~][A-Za-z\d.*]))+_?|_/y
const BLANK = /[\s"'`]/
const FOREIGN_END =
  /[\u2010-\u2015\u2018-\u201f\u2190-\u21ff\u3000-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffc]/
const UNICODE = /\\{1,8}(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2}))/y
const ESCAPED = /\\{1,8}([/,_|*.=:~!-])/y
const LINE_END = /\\\r?\n[ \t]*/y
const ENTITY =
  /&(?:amp;)?(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(sol|comma|lowbar|verbar|vert|percnt|period|equals|colon));/y
const NAMED: Readonly<Record<string, string>> = {
  sol: '/',
  comma: ',',
  lowbar: '_',
  verbar: '|',
  vert: '|',
  percnt: '%',
  period: '.',
  equals: '=',
  colon: ':',
}
const STAGE = /\|(?:[a-z]+(?:\/|%2F|\\\/)|if_|sys|\$|\{|%s)/y

/** A value being read. */
interface ReadState {
  readonly host: Host
  readonly units: Units
  readonly joining: Joining
  readonly alone: boolean
  readonly whole: boolean
  close: string | undefined
  at: number
  piece: number
  braces: number
  /** True inside `{{` and `}}`, as formats write braces. */
  doubled: boolean
  /** The last characters that were read. */
  tail: string
  closed: boolean
}

/** Reads a value from `start`, through escapes, entities, holes and joined literals. */
export function readValue(host: Host, start: number, options: ReaderOptions = {}): ReadValue {
  const { close, comma = false, chain = false, wrapped = false, alone = false, whole = false } = options
  const joining: Joining = { comma, chain, wrapped }
  const units = makeUnits()
  const state: ReadState = {
    host,
    units,
    joining,
    alone,
    whole,
    close,
    at: start,
    piece: 0,
    braces: 0,
    doubled: false,
    tail: '',
    closed: false,
  }
  const { text } = host
  const longest = isTired(host) ? LONGEST_WHEN_TIRED : LONGEST
  while (state.at < text.length && state.units.starts.length < longest && readNext(state)) state.closed = false
  host.work.end = Math.max(host.work.end, state.at)
  return { units: state.units, end: state.at, stop: text[state.at] ?? '', closed: state.closed }
}

/** A blank in the middle of Base64, where a long line was broken. */
export const BROKEN_BASE64: RegExp = /(?<=_[\w+-]{8,400}) (?=[\w+-]{1,400}(?:==?|,[a-z]{1,10}_|\|))/g
const PROSE = /[^\s,/|_;]\s+[^\s,/|_]|[\u3000-\u303f\uff00-\uffef][^\0-\x7f]/

/** Reads a literal that is a process string as a whole, whatever stands in it, unless the text goes on in prose. */
export function readLiteral(host: Host, start: number, options: ReaderOptions): ReadValue {
  const reading = readValue(host, start, options)
  if (reading.closed || !options.close || /^[\r\n&<\\"'`]?$/.test(reading.stop)) return reading
  const whole = readValue(host, start, { ...options, whole: true })
  if (whole.closed && !PROSE.test(whole.units.text.replace(BROKEN_BASE64, ''))) return whole
  spend(host, whole.end - start)
  return reading
}

/** A word of which only the beginning is shown. */
const SHORTENED = /[^\s,/|_.\u2026][^\s,/|_]*$/
const LONGEST_WORD = 60

/** The units of a value without the punctuation of the sentence that it stands in; a word that dots shorten is unknown. */
export function trim({ units, closed, stop }: ReadValue, inManual: boolean = false): Units {
  const [word] = /(?:\.{3}|\u2026)$/.test(units.text.slice(-3))
    ? (SHORTENED.exec(units.text.slice(-LONGEST_WORD)) ?? [])
    : []
  if (word !== undefined) {
    const at = units.text.length - word.length
    const known = sliceUnits(units, 0, at)
    const start = units.starts[at] ?? 0
    pushUnits(known, HOLE, start, units.ends.at(-1) ?? start, units.pieces.at(-1) ?? 0)
    return known
  }
  // Some write the full stop of the sentence between the marks.
  if (inManual && closed && stop === '`' && /[^.]\.$/.test(units.text))
    return sliceUnits(units, 0, units.text.length - 1)
  if (closed || /[&#"'`\\]/.test(stop || ' ')) return units
  if (/(?:[,/_|]\.{3}|_\.\.)$/.test(units.text)) return units
  // The rest of an arrow, whose point ended the value.
  let length = units.text.length - (stop === '>' && /\d[=-]$/.test(units.text) ? 1 : 0)
  while (length > 0 && '.,:;!?~(['.includes(units.text[length - 1] ?? '')) length--
  return length < units.text.length ? sliceUnits(units, 0, length) : units
}

/** The units of a trimmed value without what closes a literal in the quotes of Thymeleaf, `"|...|"`, or code in a manual of Emacs, `=...=`. */
export function withoutMark(reading: ReadValue, { text, family }: Host, start: number, quote: number): Units {
  const units = trim(reading, family.name === 'markdown')
  if (quote < 0 && family.name !== 'markdown') return withoutCloser(units, text, start)
  const mark = units.text.at(-1) ?? ''
  const opening = family.name === 'markdown' ? addressBefore(text, start)[0] : text.slice(quote + 1, start)
  const isMark = family.name === 'markdown' ? '=~+' : family.markup ? '|' : ''
  return mark !== '' && isMark.includes(mark) && opening?.includes(mark)
    ? sliceUnits(units, 0, units.text.length - 1)
    : units
}

/** The opening of a literal without quotes whose closer may stand in a value: `qq|`, `[i|`, `= |`, and a slash, between which slashes are escaped. */
const BAR = /(?:\bq[qwx]?|\[\w*|= ?)\|[^|\n]*$/
const SLASH = /(?:^|[=([{,:~\s])\$?\/[^\n]*$/

/** The units without what closes such a literal, and what stands behind it. */
function withoutCloser(units: Units, host: string, start: number): Units {
  const before = host.slice(Math.max(0, start - 300), start)
  if (units.text.endsWith('|') && BAR.test(before)) return sliceUnits(units, 0, units.text.length - 1)
  const isEscaped = /\\\//.test(host.slice(units.starts[0] ?? 0, units.ends.at(-1)))
  const plain = [...units.text.matchAll(/\//g)].find(({ index }) => host[units.starts[index] ?? 0] === '/')
  if (isEscaped && plain && SLASH.test(before)) return sliceUnits(units, 0, plain.index)
  return units.text.endsWith('/$') && SLASH.test(before) ? sliceUnits(units, 0, units.text.length - 2) : units
}

/** Reads on; false at the end of the value. */
function readNext(state: ReadState): boolean {
  const { host, at } = state
  const mayBePlace = state.tail.endsWith('_') && /[:~]/.test(host.text[at] ?? '')
  const place = mayBePlace ? skipHole(host, at, state.tail) : -1
  const run = place > 0 ? undefined : matchAt(PLAIN, host.text, at)
  if (run) return readPlain(state, run)
  const hole = place > 0 ? place : skipHole(host, at, state.tail)
  if (hole > 0) return isFormatOf(state) ? extendHole(state, hole) : push(state, HOLE, hole)
  return readSpecial(state, host.text[at] ?? '')
}

/** Scala writes `$name%d`: the conversion belongs to the name. */
function isFormatOf({ host, at, tail, units }: ReadState): boolean {
  return (
    host.text[at] === '%' &&
    tail.endsWith(HOLE) &&
    units.ends.at(-1) === at &&
    host.text[units.starts.at(-1) ?? 0] === '$'
  )
}

function extendHole(state: ReadState, end: number): boolean {
  state.units.ends[state.units.ends.length - 1] = end
  state.at = end
  return true
}

const LONGEST_PATH = 200
/** What holds lists of addresses apart: the next one names its host, or a file and the key. */
const NEXT = /[,|](?=(?:https?:)?\/\/|(?!image_)[\w./~%-]{0,200}\.[A-Za-z]\w{1,4}\?x-oss-)/
const NEXT_BEHIND_BAR: RegExp = new RegExp(NEXT.source, 'y')

function readPlain(state: ReadState, text: string): boolean {
  const next = text.includes(',')
    ? state.host.text.slice(state.at, state.at + text.length + LONGEST_PATH).search(NEXT)
    : -1
  const isLast = next >= 0 && next < text.length
  const run = isLast ? text.slice(0, next) : text
  pushPlain(state.units, run, state.at, state.piece)
  state.tail = run.length > 24 ? run.slice(-24) : (state.tail + run).slice(-24)
  state.at += run.length
  return !isLast
}

function push(state: ReadState, character: string, end: number): boolean {
  pushUnits(state.units, character, state.at, end, state.piece)
  state.tail = (state.tail + character).slice(-24)
  state.at = end
  return true
}

function readSpecial(state: ReadState, character: string): boolean {
  const { host, at } = state
  if (isClose(state, character)) return readJoined(state, character)
  if (BLANK.test(character)) return state.whole && !/[\r\n]/.test(character) && push(state, character, at + 1)
  switch (character) {
    case '%':
      return readPercent(state)
    case '\\':
      return readEscape(state)
    case '&':
      return readEntity(state)
    case '|':
      return endsCell(state) || matchAt(NEXT_BEHIND_BAR, host.text, at) ? false : push(state, '|', at + 1)
    case '(':
      return (host.text[at + 1] ?? '') > '\x7f' ? false : push(state, '(', at + 1)
    case '!':
      return host.text[at + 1] === '[' ? false : push(state, '!', at + 1)
    case '*':
      return readStar(state)
    case '{':
    case '}':
      return readBrace(state, character)
    case '?':
    case '@':
    case '$':
      return push(state, character, at + 1)
    default:
      return isForeignEnd(character, state) ? false : push(state, character, at + 1)
  }
}

/** An escape is taken whole, so that the rest of it is not read as a conversion. */
function readPercent(state: ReadState): boolean {
  const { host, at } = state
  const length = percentEscapeLength(host.text, at)
  if (length > 0) return readPlain(state, host.text.slice(at, at + length))
  return push(state, '%', host.text[at + 1] === '%' ? at + 2 : at + 1)
}

function isClose({ close, host, at }: ReadState, character: string): boolean {
  return character === '"' || character === "'" || character === '`' || (!!close && host.text.startsWith(close, at))
}

/** Behind the end of a literal: goes on in what is joined to it. */
function readJoined(state: ReadState, character: string): boolean {
  const { host, close } = state
  const length = close && host.text.startsWith(close, state.at) ? close.length : character.length
  state.closed = true
  let end = state.at + length
  for (;;) {
    const joined = state.alone ? undefined : findJoined(host, end, state.joining)
    if (!joined) return false
    state.piece++
    if (joined.kind === 'literal') {
      state.at = joined.start
      state.close = joined.close
      return true
    }
    pushJoinedHole(state, joined.start, joined.end)
    end = joined.end
    state.at = end
  }
}

/** Neighbouring operands are one hole, as `a + b` may be a sum. */
function pushJoinedHole({ units }: ReadState, start: number, end: number): void {
  if (units.pieces.at(-1) === -1) units.ends[units.ends.length - 1] = end
  else pushUnits(units, HOLE, start, end, -1)
}

function readEscape(state: ReadState): boolean {
  const { host, at } = state
  const unicode = execAt(UNICODE, host.text, at)
  if (unicode) {
    const character = fromCode(unicode[1] ?? unicode[2] ?? unicode[3] ?? '', 16)
    return isEnd(character) ? false : push(state, character, at + unicode[0].length)
  }
  const escaped = execAt(ESCAPED, host.text, at)
  if (escaped) return push(state, escaped[1] ?? '', at + escaped[0].length)
  const lineEnd = matchAt(LINE_END, host.text, at)
  if (!lineEnd) return false
  state.at += lineEnd.length
  return true
}

function readEntity(state: ReadState): boolean {
  const entity = execAt(ENTITY, state.host.text, state.at)
  if (!entity) return false
  const [all, decimal, hexadecimal, name = ''] = entity
  const character = decimal ? fromCode(decimal, 10) : hexadecimal ? fromCode(hexadecimal, 16) : (NAMED[name] ?? '')
  return isEnd(character) ? false : push(state, character, state.at + all.length)
}

function fromCode(digits: string, radix: number): string {
  const code = Number.parseInt(digits, radix)
  return code > 0x10ffff ? '' : String.fromCodePoint(code)
}

/** A decoded character that ends a value: of a URL, or of a text inside a text. */
function isEnd(character: string): boolean {
  return /^[\s"'`&#<>]?$/.test(character)
}

/** A pipe that ends a cell of a Markdown table, or an address in the brackets of a wiki: `[[https://b.example.com/a.jpg|100]]`. */
function endsCell({ host, at, units }: ReadState): boolean {
  if (host.family.name !== 'markdown' || matchAt(STAGE, host.text, at)) return false
  const start = units.starts[0] ?? at
  const near = host.text.slice(Math.max(0, start - 300), start)
  return /\||(?:\[\[|\{\{)[^\][{}]*$/.test(near.slice(near.lastIndexOf('\n') + 1))
}

/** Markdown's bold marks are no part of the value. */
function readStar(state: ReadState): boolean {
  const isBold = state.host.text.startsWith('**', state.at)
  if (state.host.family.name !== 'markdown' && !(isBold && isSpoken(state.host, state.at)))
    return push(state, '*', state.at + 1)
  if (!isBold) return false
  state.at += 2
  return true
}

const FORMATS: ReadonlySet<string> = new Set(['python', 'java', 'swift'])

/** Braces of `if_status_eq_404{...}`, which formats write twice; other braces are holes or end the value. */
function readBrace(state: ReadState, character: string): boolean {
  const { host, at } = state
  if (character === '{' ? !/\bif_\w+$/.test(state.tail) : state.braces === 0) return false
  const twice = host.text[at + 1] === character
  if (character === '{') state.doubled = twice && FORMATS.has(host.family.name)
  state.braces += character === '{' ? 1 : -1
  return push(state, character, state.doubled && twice ? at + 2 : at + 1)
}

/** In prose a letter of another script behind a word or a colon goes on with the sentence; in a program it is part of the value, and wrong. */
function isForeignEnd(character: string, { host, at, whole }: ReadState): boolean {
  if (whole) return character === HOLE
  if (character <= '\x7f' || FOREIGN_END.test(character)) return true
  return /\p{L}/u.test(character) && /[A-Za-z0-9:*]/.test(host.text[at - 1] ?? '') && isSpoken(host, at)
}
