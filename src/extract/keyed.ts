import { findBase64Notes } from './base64-notes.ts'
import { callAround, isHeaderPlace, type SourceKey, viaOf } from './context.ts'
import { type Host, spend } from './host.ts'
import { CONCAT } from './join.ts'
import type { ExtractNote } from './notes.ts'
import { type Reading, readLiteral, readValue } from './reader.ts'
import { isLikely, isValue } from './recognise.ts'
import { makeSource, type Source } from './source.ts'
import { decodePercent, execAt, matchAt, sliceUnits, type Units } from './units.ts'
import { findUrlNotes } from './url-notes.ts'

/** The key with its spelling, as it stands in the host. */
export interface FoundKey {
  readonly start: number
  readonly end: number
  readonly spelling: string
}

/** Every spelling of the keys that is worth a look. */
export const KEY: RegExp =
  /[xX][-_][oO][sS]{2}[-_](?:[aA][sS][yY][nN][cC][-_])?[pP][rR][oO][cC][a-zA-Z]*|(?<=[?&])(?:image_process|oss[-_]process)(?==)/g

const EQUALS = /=|%(?:25){0,3}3[dD]|\\{1,4}u003[dD]|\\x3[dD]|&#61;|&#[xX]3[dD];|:(?=[a-z]+\/|if_status_)/y
const BETWEEN =
  /(?:\\{0,4}["'`])?\s*(?:[\])]{1,2}\s*)?(?:=>|:=|->|[:,=]|to\b)\s*(?:["']?value["']?\s*[:=]\s*)?(?:&?(?:new\s+)?[\w.]+\(\s*){0,2}(?:[A-Za-z]{1,3}|[@$]{1,2})?(\\{0,4}["'`]{3}|\\{0,4}["'`]|\[\[)/y
const ATTRIBUTE = /["']\s+(?:android:)?value\s*=\s*(["'])/y
const COLON = /["']?\s*:[ \t]+(?=[a-z]+\/|if_status_)/y
const ELEMENT = /["']?>\s*(?=[a-z]+\/|if_status_)/y
const OPENING = /["'`](?=(?:image|video|audio|doc|hls|imm|style|csv|json|sys)(?:\\*\/|%2[fF])|if_status_)/y
const NO_VALUE = /[\w-]{1,40}=/y
const CATEGORY_BEHIND = /\uFFFC*[A-Za-z/%]/

/** The process string that belongs to a key, if one does. */
export function extractKeyed(host: Host, found: FoundKey): Source | undefined {
  const { text } = host
  if (/[\w-]/.test(text[found.end] ?? '')) return undefined
  const key = keyOf(found.spelling)
  if (!key) return undefined
  const equals = matchAt(EQUALS, text, found.end)
  const apart = equals === undefined ? equalsApart(host, found) : undefined
  if (apart) return extractDirect(host, apart, key, apart.end, '=')
  if (equals === undefined) return extractSeparate(host, found, key, separatorEnd(text, found.end))
  const start = found.end + equals.length
  const opening = isPattern(text, found.start) ? undefined : matchAt(OPENING, text, start)
  if (opening) return extractSeparate(host, found, key, { start: start + 1, close: opening })
  return extractDirect(host, found, key, start, equals)
}

const APART = /[ \t]{1,4}=[ \t]{0,4}(?=(?:image|video|audio|doc|hls|imm|style)(?:\/|%2[fF])[A-Za-z])/y

/** `?x-oss-process = image/...` in a literal: the key that OSS reads ends in a blank. */
function equalsApart({ text, family }: Host, { start, end }: FoundKey): FoundKey | undefined {
  if (family.name === 'markdown' || !/[?&]/.test(text[start - 1] ?? '')) return undefined
  const apart = matchAt(APART, text, end)
  if (apart === undefined || openingQuote(text, start) < 0) return undefined
  return { start, end: end + apart.length, spelling: text.slice(start, end + apart.length) }
}

function keyOf(spelling: string): SourceKey | undefined {
  if (spelling === 'x-oss-process') return spelling
  const word = spelling.toLowerCase().replaceAll('_', '-')
  if (word === 'image-process') return 'x-oss-process'
  if (!/^x-oss-(?:async-)?proc?ces{1,3}(?:or|ing|ed)?$|proc/.test(word)) return undefined
  if (/process(?:or|ing|ed|es)$/.test(word) || word.length > 22) return undefined
  return word.startsWith('x-oss-async') ? 'x-oss-async-process' : 'x-oss-process'
}

/** Where the value of a key stands that is a literal of its own, and what closes it. */
interface Separate {
  readonly start: number
  readonly close: string | undefined
}

function separatorEnd(text: string, at: number): Separate | undefined {
  const attribute = execAt(ATTRIBUTE, text, at)
  if (attribute) return { start: at + attribute[0].length, close: attribute[1] }
  const between = execAt(BETWEEN, text, at)
  if (between) {
    const quote = (between[1] ?? '').replaceAll('\\', '')
    return { start: at + between[0].length, close: quote === '[[' ? ']]' : quote }
  }
  const plain = matchAt(COLON, text, at) ?? matchAt(ELEMENT, text, at)
  return plain ? { start: at + plain.length, close: undefined } : undefined
}

function extractSeparate(
  host: Host,
  found: FoundKey,
  key: SourceKey,
  separate: Separate | undefined,
): Source | undefined {
  if (!separate) return undefined
  const { text, family } = host
  const reading = readLiteral(host, separate.start, { close: separate.close })
  const units = trim(reading)
  const judged = units.text.trimStart()
  if (!isLikely(judged) && !(isValue(judged) && !/^[A-Z]/.test(judged))) {
    spend(host, reading.end - separate.start)
    return undefined
  }
  const at = found.start - (/["'`]/.test(text[found.start - 1] ?? '') ? 1 : 0)
  const header = isHeaderPlace(text, at) || isHeaderLine(host, found)
  const via = header ? 'auto' : viaOf(text, at, key)
  const fragment = isDangling(reading, units, text, separate.start - 1)
  const notes = [...keyNotes(host, found, key, header), ...findBase64Notes(text, units)]
  return makeSource(text, family, { units, key, via, fragment, notes, depth: 0 })
}

/** `x-oss-process: image/...` among the header lines of an HTTP request. */
function isHeaderLine({ text, family }: Host, { start, end }: FoundKey): boolean {
  return (
    family.name === 'data' &&
    /^:[ \t]/.test(text.slice(end, end + 2)) &&
    HTTP_HEAD.test(text.slice(Math.max(0, start - 600), start))
  )
}

const HTTP_HEAD = /(?:^|\n)(?:[A-Z]{3,7} \S+(?: HTTP\/[\d.]+)?\r?\n)(?:[\w-]+: [^\n]*\n)*$/

function extractDirect(host: Host, found: FoundKey, key: SourceKey, start: number, equals: string): Source | undefined {
  const { text, family } = host
  if (isPattern(text, found.start) || matchAt(NO_VALUE, text, start)) return undefined
  const outer = equals.startsWith('%') ? (equals.length - 1) / 2 : 0
  const quote = openingQuote(text, found.start)
  const call = quote < 0 ? '' : callAround(text, quote)
  const reading = readValue(host, start, { comma: CONCAT.test(call), chain: /append$/i.test(call) })
  const units = decodeTimes(trim(reading), outer, equals === ':' ? 0 : 1)
  if (!CATEGORY_BEHIND.test(units.text) || !isValue(units.text) || isForeign(found, units)) {
    spend(host, reading.end - start)
    return undefined
  }
  const fragment = isDangling(reading, units, text, quote) || GUARD.test(call)
  const notes = [
    ...keyNotes(host, found, key, false),
    ...findUrlNotes(host, found, key, quote),
    ...findBase64Notes(text, units),
  ]
  const via = isBody(host, found) && key === 'x-oss-process' ? 'post' : viaOf(text, found.start, key)
  return makeSource(text, family, { units, key, via, fragment, notes, depth: equals === ':' ? 0 : outer + 1 })
}

/** The key `image_process` is that of the CDN, which takes no category; a key without its `x-` may be anything. */
function isForeign({ spelling }: FoundKey, { text }: Units): boolean {
  return /^(?:image|oss)/.test(spelling) && !/^(?:image|video|style)\//.test(text)
}

const GUARD =
  /(?:contains|includes|index_?of|starts_?with|has_?prefix|ends_?with|match(?:es)?|test|search|split|replace\w*|strpos|str_contains|compile|regexp?)$/i
const PATTERN_BEFORE = /(?:\[[^\]\s]*[?&][^\]\s]*\][*+?]?|\\[?&]|[&?\]]\)[?*+]?|\^|(?:^|[\s(=,:!])\/|\|)$/

/** True for a key inside a regular expression. */
function isPattern(text: string, at: number): boolean {
  return PATTERN_BEFORE.test(text.slice(Math.max(0, at - 8), at))
}

/** The body of a request in a .http file, or a body given to a program. */
function isBody({ text, family }: Host, { start }: FoundKey): boolean {
  return family.name === 'data' && /\n\r?\n$/.test(text.slice(Math.max(0, start - 3), start))
}

/** The quote that opens the literal around `at`, on the same line, or -1. */
export function openingQuote(text: string, at: number): number {
  for (let here = at - 1; here >= 0 && here > at - 500; here--) {
    const character = text[here]
    if (character === '"' || character === "'" || character === '`') return here
    if (character === '\n') return -1
  }
  return -1
}

/** The units of a value without the punctuation of the sentence that it stands in. */
export function trim({ units, closed, stop }: Reading): Units {
  if (closed || /[&#"'`\\]/.test(stop || ' ')) return units
  let length = units.text.length
  while (length > 0 && '.,:;!?~'.includes(units.text[length - 1] ?? '')) length--
  return length < units.text.length ? sliceUnits(units, 0, length) : units
}

const ATTRIBUTE_BEFORE = /<[A-Za-z][^<>]*\s[\w:@.-]+=$/

/**
 * True where a literal ends in the middle of a parameter: later statements go on. The literal opens at `quote`, where that is known;
 * behind the value of an attribute nothing can go on.
 */
export function isDangling({ closed, stop }: Reading, { text }: Units, host: string, quote: number): boolean {
  if (text.startsWith('|')) return true
  if (!closed || !/[_,/|]$/.test(text)) return false
  return host[quote] !== stop || !ATTRIBUTE_BEFORE.test(host.slice(Math.max(0, quote - 300), quote))
}

/** Decodes the URL around and then the value: a value ends at the separators of its own URL. */
function decodeTimes(source: Units, outer: number, inner: number): Units {
  let units = source
  for (let time = 0; time < outer; time++) {
    units = decodePercent(units)
    if (time < outer - 1) continue
    const end = units.text.search(/[&#\s"'<>]/)
    if (end >= 0) units = sliceUnits(units, 0, end)
  }
  return inner > 0 ? decodePercent(units) : units
}

function keyNotes({ text }: Host, found: FoundKey, key: SourceKey, header: boolean): ExtractNote[] {
  const span = { start: found.start, end: found.end }
  if (header) return [{ messageId: 'headerKey', span, params: { key } }]
  const inText = /[?&"'`;]$/.test(text.slice(Math.max(0, found.start - 1), found.start))
  if (found.spelling === key || !inText) return []
  const expected = /=\s*$/.test(found.spelling) ? `${key}=` : key
  return [{ messageId: 'misspelledKey', span, params: { key: expected, found: found.spelling } }]
}
