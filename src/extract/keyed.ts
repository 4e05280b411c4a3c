import { categoryWords } from '../../grammar/catalogue/categories.ts'
import { findCategory, findOperation } from '../catalogue/catalogue.ts'
import { findBase64Notes, lastOperation } from './base64-notes.ts'
import {
  callAround,
  type FoundKey,
  isGivenAgain,
  isHeaderLine,
  isHeaderPlace,
  type SourceKey,
  viaOf,
} from './context.ts'
import {
  isAttribute,
  isComment,
  isEncoded,
  isManual,
  isMentioned,
  isNeedle,
  isNeverSent,
  isOpenEnd,
  isSpoken,
  type PlacedValue,
} from './ending.ts'
import { findFormatNotes } from './format-arguments.ts'
import { elementWord, isGivenTo } from './given.ts'
import { type Host, spend } from './host.ts'
import { CONCAT } from './join.ts'
import { readJoinedList } from './joined-list.ts'
import { isInsideString } from './lists.ts'
import type { ExtractNote } from './notes.ts'
import { withoutPlaceholders, wordsReplaced } from './placeholders.ts'
import { type ReadValue, readLiteral, readValue, trim, withoutMark } from './reader.ts'
import { isAskedFor, isLikely, isLoneWord, isValue, lacksCategory } from './recognise.ts'
import { makeSource, type Source } from './source.ts'
import { decodeTimes, execAt, matchAt, type Units } from './units.ts'
import { addressBefore, hostBefore, isOfJdCloud, isOssHost } from './url.ts'
import { findUrlNotes } from './url-notes.ts'

/** Every spelling of the keys that is worth a look. */
export const KEY: RegExp =
  /[xX][-_][oO][sS]{2}[-_](?:[aA][sS][yY][nN][cC][-_])?[pP][rR][oO][cC][a-zA-Z]*|(?:image_|oss[-_]|x-?oss)process(?==)(?<=[?&](?:image_|oss[-_]|x-?oss)process)/g

/** HTTPie writes `==` before a parameter of the query. */
const EQUALS = /\\?==?|%(?:25){0,3}3[dD]|\\{1,4}u003[dD]|\\x3[dD]|&#61;|&#[xX]3[dD];|:(?=[a-z]+\/|if_status_)/y
const BETWEEN =
  /(?:\\{0,4}["'`])?\s*(?:[\])]{1,2}\s*)?(?:=>|:=|->|[:,=]|to\b)\s*(?:["']?value["']?\s*[:=]\s*|(?:\[\]string)?[{[]\s*)?(?:&?(?:new\s+)?[\w.]+\(\s*){0,2}(?:[A-Za-z]{1,3}|[@$]{1,2})?(\\{0,4}["'`]{3}|\\{0,4}["'`]|\[\[)/y
const ATTRIBUTE = /["']\s+(?:android:)?value\s*[:=]\s*@?(["'])/y
const COLON = /["']?\s*:[ \t]+(?=[a-z]+\/|if_status_)/y
/** `x-oss-process: thumb` in settings. */
const COLON_WORD = /["']?:[ \t]+(?=[A-Za-z][\w.-]{1,62}[ \t]*(?:\r?\n|$))/y
const ELEMENT = /["']?>\s*(?=[a-z]+\/|if_status_)/y
const OPENING = new RegExp(String.raw`["'\x60](?=(?:${categoryWords('trigger')})(?:\\*/|%2[fF])|if_status_)`, 'y')
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
  if (equals === undefined) return extractSeparate(host, found, key, separatorEnd(host, found))
  const start = found.end + equals.length
  const opening = isPattern(host, found.start) ? undefined : matchAt(OPENING, text, start)
  if (opening) return extractSeparate(host, found, key, { start: start + 1, close: opening })
  return extractDirect(host, found, key, start, equals)
}

const APART = new RegExp(
  String.raw`(?:[ \t]{1,4}=[ \t]{0,4}|[＝：])(?=(?:${categoryWords('sys', 'csv', 'json', 'trigger')})(?:/|%2[fF])[A-Za-z])`,
  'y',
)

/** `?x-oss-process = image/...` in a literal or behind an address: the key that OSS reads ends in a blank. A full-width sign is part of the key as well. */
function equalsApart({ text, family }: Host, { start, end }: FoundKey): FoundKey | undefined {
  if (family.name === 'markdown' || !/[?&]/.test(text[start - 1] ?? '')) return undefined
  const apart = matchAt(APART, text, end)
  const isInUrl = apart !== undefined && (openingQuote(text, start) >= 0 || hostBefore(text, start))
  if (!isInUrl) return undefined
  return { start, end: end + apart.length, spelling: text.slice(start, end + apart.length) }
}

function keyOf(spelling: string): SourceKey | undefined {
  if (spelling === 'x-oss-process') return spelling
  const word = spelling.toLowerCase().replaceAll('_', '-')
  if (word === 'image-process' || /^x-?ossprocess$/.test(word)) return 'x-oss-process'
  if (!/^x-oss-(?:async-)?proc?ces{1,3}(?:or|ing|ed)?$|proc/.test(word)) return undefined
  if (/process(?:or|ing|ed|es)$/.test(word) || word.length > 22) return undefined
  return word.startsWith('x-oss-async') ? 'x-oss-async-process' : 'x-oss-process'
}

/** Where the value of a key stands that is a literal of its own, and what closes it. */
interface Separate {
  readonly start: number
  readonly close: string | undefined
}

function separatorEnd({ text, family }: Host, { start, end: at }: FoundKey): Separate | undefined {
  const attribute = execAt(ATTRIBUTE, text, at)
  if (attribute) return { start: at + attribute[0].length, close: attribute[1] }
  const between = execAt(BETWEEN, text, at)
  if (between) {
    const quote = (between[1] ?? '').replaceAll('\\', '')
    return { start: at + between[0].length, close: quote === '[[' ? ']]' : quote }
  }
  const word = family.name === 'data' ? matchAt(COLON_WORD, text, at) : elementWord(text, start, at)
  const plain = matchAt(COLON, text, at) ?? matchAt(ELEMENT, text, at) ?? word
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
  const wrap = text.slice(found.end, separate.start)
  const list = /[[{]/.test(wrap) ? readJoinedList(host, separate.start - 1) : undefined
  const read = list ?? trim(reading)
  const units = host.isList ? read : withoutPlaceholders(read, isManual(host, found.start))
  const judged = units.text.trimStart()
  // `X_OSS_PROCESS = '?x-oss-process=...'` names what is put behind an address.
  const isQuery = /^[?&]/.test(judged) && !/["'`]/.test(text[found.start - 1] ?? '')
  const isProcess = !isQuery && (isLikely(judged) || (isValue(judged) && !/^[A-Z]/.test(judged)))
  if (!isProcess && !(isLoneWord(judged) && isGivenTo(host, found, reading, wrap))) {
    spend(host, reading.end - separate.start)
    return undefined
  }
  const at = found.start - (/["'`]/.test(text[found.start - 1] ?? '') ? 1 : 0)
  const header = isHeaderPlace(text, at) || (family.name === 'data' && isHeaderLine(text, found))
  const via = header ? 'auto' : viaOf(text, at, key)
  const quote = separate.close === undefined ? -1 : separate.start - 1
  const fragment = (!list && isDangling(reading, units, text, quote)) || isNeedle(host, quote, reading.end)
  const open = list !== undefined || isOpenValue(host, { start: at, quote, end: reading.end, stop: reading.stop })
  const notes = [
    ...keyNotes(host, found, key, header),
    ...(isGivenAgain(text, found) ? [{ messageId: 'duplicateKey', span: found, params: { key } } as const] : []),
    ...findBase64Notes(text, units),
  ]
  return makeSource(text, family, { units, key, via, fragment, open, notes, depth: 0 })
}

/** The value of a key that is a literal of its own: data is whole, and so is what a call is given; a map may be changed later. */
function isOpenValue(host: Host, placed: PlacedValue): boolean {
  const { text, family } = host
  if (host.isList || family.data || isAttribute(text, placed)) return false
  const isArgument =
    /^["'`]\s*\)/.test(text.slice(placed.end, placed.end + 20)) && callAround(text, placed.start) !== ''
  return !isArgument
}

function extractDirect(host: Host, found: FoundKey, key: SourceKey, start: number, equals: string): Source | undefined {
  const { text, family } = host
  if (isPattern(host, found.start) || matchAt(NO_VALUE, text, start) || isInsideString(host, found.start))
    return undefined
  const outer = equals.startsWith('%') ? (equals.length - 1) / 2 : 0
  const quote = openingQuote(text, found.start)
  const call = quote < 0 ? '' : callAround(text, quote)
  const reading = readValue(host, start, { comma: CONCAT.test(call), chain: /append$/i.test(call) })
  const decoded = decodeTimes(withoutMark(reading, host, found.start, quote), outer, equals === ':' ? 0 : 1)
  const inManual = isManual(host, found.start) || isDocstring(host, found, quote)
  const isToPeople = inManual || isSpoken(host, found.start)
  const units = host.isList
    ? decoded
    : withoutPlaceholders(decoded, inManual, isToPeople, wordsReplaced(text, reading.end))
  const placed = { start: found.start, quote, end: reading.end, stop: reading.stop }
  const cut = findCut(host, found, reading, key)
  const isOwn =
    !isForeign(host, found, units) && (reading.closed || matchAt(PATTERN_BEHIND, text, reading.end) === undefined)
  const isProcess = isOwn && CATEGORY_BEHIND.test(units.text) && isValue(decoded.text)
  const isLookedFor = isNeedle(host, quote, reading.end, found.start)
  if (
    isOfJdCloud(host, addressBefore(text, found.start), decoded.text) ||
    (lacksCategory(decoded.text) && isMentioned(host, found.start, reading.end)) ||
    !(isProcess || cut || (isOwn && isMissing(host, placed, units, equals)))
  ) {
    spend(host, reading.end - start)
    return undefined
  }
  const fragment =
    cut !== undefined || isDangling(reading, units, text, quote) || isLookedFor || goesOnBehindTags(text, reading)
  const open = isOpenEnd(host, placed, units.text)
  const notes = [
    ...(isEqualsEncoded(host, found, equals) ? [encodedEquals(found, key, equals)] : keyNotes(host, found, key, false)),
    ...findUrlNotes(host, found, key, { quote, end: reading.end }),
    ...(cut ? [cut] : []),
    ...findFormatNotes(host, quote, reading.end),
    ...findBase64Notes(text, units),
  ]
  const via = isBody(host, found) && key === 'x-oss-process' ? 'post' : wayOf(host, found, key, units)
  const nested = isEncoded(host, quote, reading.end)
  const depth = equals === ':' ? 0 : outer + 1
  const needle = isLookedFor && isNeverSent(host, found.start, quote)
  return makeSource(text, family, { units, at: start, key, via, fragment, open, nested, needle, notes, depth })
}

/** True where an address has a plain "?" and an encoded "=", or a colon: OSS reads the whole as the name of a parameter. */
function isEqualsEncoded({ text }: Host, { start }: FoundKey, equals: string): boolean {
  return /^[%:]/.test(equals) && PLAIN_ADDRESS.test(addressBefore(text, start))
}

const PLAIN_ADDRESS = /^(?:[a-z]+:)?\/\/(?:(?!:\/\/|%3a%2f)[^?#])+\?$/i

function encodedEquals({ start, end, spelling }: FoundKey, key: SourceKey, equals: string): ExtractNote {
  const span = { start, end: end + equals.length }
  return { messageId: 'misspelledKey', span, params: { key: `${key}=`, found: spelling + equals } }
}

/** How the string reaches OSS; one with a target that a manual writes behind "?" without an address only shows the form. */
function wayOf(host: Host, { start }: FoundKey, key: SourceKey, { text }: Units): Source['via'] {
  const via = viaOf(host.text, start, key)
  const isForm = via === 'get' && text.includes('|sys/') && isManual(host, start)
  return isForm && hostBefore(host.text, start) === undefined ? 'auto' : via
}

const TAGS = /(?:<\/?[A-Za-z][^<>\n]{0,200}>){1,10}[\w,/|]/y

/** True where markup colours a part of a string: `image</font><font color="red">/rotate,90`. */
function goesOnBehindTags(text: string, { stop, end }: ReadValue): boolean {
  return stop === '<' && matchAt(TAGS, text, end) !== undefined
}

/** What shows that `image/` is the form: a star, or a sentence of another script that goes on. */
const FORM_BEHIND = /^(?:\*|[ ,;:(]{0,2}[^\0-\x7f])/

/** True for a word alone, or nothing, in the place of a value that surely ends there. */
function isMissing(host: Host, placed: PlacedValue, { text: value }: Units, equals: string): boolean {
  const { text } = host
  const isWhole = hostBefore(text, placed.start) !== undefined
  if (value !== '' && !isLoneWord(value) && !(isWhole && isAskedFor(value))) return false
  if (value.endsWith('/') && FORM_BEHIND.test(text.slice(placed.end, placed.end + 4)) && isSpoken(host, placed.start))
    return false
  // The address of a bucket is whole in a comment, too.
  if (isComment(host, placed.start))
    return isLoneWord(value) && !findCategory(value) && isOssHost(hostBefore(text, placed.start))
  if (equals === '==') return host.family.name === 'shell' && value !== ''
  const isClosed = !isOpenEnd(host, placed, value)
  if (isWhole) return isClosed && (value !== '' || !isInProgram(host, placed))
  if (value === '') return isAttribute(text, placed)
  // The words of a manual name a style, or stand for one.
  const isCategory = findCategory(value) !== undefined || value === 'img'
  if ((isCategory && placed.stop !== '&') || host.family.name === 'markdown') return false
  if (isNeedle(host, placed.quote, placed.end)) return false
  if (isClosed) return true
  const address = addressBefore(text, placed.start)
  if (placed.stop === '&') return /[?&]$/.test(address)
  const before = text.slice(Math.max(0, placed.start - 80), placed.start)
  if (placed.quote < 0) return host.family.name === 'command' && ASSIGNED_QUERY.test(before)
  return text[placed.quote] === placed.stop && (/(?:[?&]|&amp;)$/.test(address) || QUERY_BEFORE.test(before))
}

/** `SUFFIX=?`, alone on its line. */
const ASSIGNED_QUERY = /(?:^|\n)[ \t]*(?:export[ \t]+)?[\w.]+=[?&]$/
/** What takes a query without its question mark. */
const QUERY_BEFORE =
  /(?:\bRawQuery|\bquery|\bquery_?string|\$args|--data-urlencode|--url-query)["'\]]*\s*[:=]?\s*["'`]$/i

/** True in a literal that a program may add to: in front of "&" and "#" nobody does. */
function isInProgram({ text, family }: Host, placed: PlacedValue): boolean {
  return placed.quote >= 0 && !family.data && !/[&#]/.test(placed.stop) && !isAttribute(text, placed)
}

const SEMICOLON = /;(?:[a-z-]+[,/]|[a-z]+_[\w$#{%\\<"'`])/y
const SEMICOLON_APART = /[ \t]{0,4};[ \t]{0,4}([a-z-]{1,20})([_,/])[\w$#{%\\<"'`-]/y
const BLANKS =
  /[ \t]{1,4}[,/|]?[ \t]{0,4}(?:[a-z]+_[\w$#{%\\<"'`]|[a-z-]{3,20},\w|[$#]?\{[^{}\n]{1,60}\},?[a-z]{1,12}_)/y
const WIDE = /[\uff0c\uff1b\uff1a\uff0f\uff3f\u3001]\s?(?:[a-z-]+[,_/\uff0c\uff3f\uff0f\u3001]|\d)/y

/** What ends a value in its middle, where more of the string stands behind it: a semicolon, a blank or a full-width sign. */
function findCut(
  host: Host,
  found: FoundKey,
  { units, closed, end, stop }: ReadValue,
  key: SourceKey,
): ExtractNote | undefined {
  const { text } = host
  if (closed || stop === '' || units.text === '') return undefined
  const isCut =
    matchAt(WIDE, text, end) !== undefined ||
    isCutBySemicolon(text, end, units.text) ||
    (matchAt(BLANKS, text, end) !== undefined && isBlankInside(host, found, units, end))
  const span = { start: end, end: end + 1 }
  return isCut ? { messageId: 'cutValue', span, params: { key, found: stop.trim() === '' ? ' ' : stop } } : undefined
}

/** True where a semicolon stands at `at`, and more of the string behind it. */
export function isCutBySemicolon(text: string, at: number, value: string): boolean {
  return matchAt(SEMICOLON, text, at) !== undefined || goesOnApart(text, at, value)
}

/** A semicolon and a blank, and a word behind it that the operation before it knows: elsewhere another statement may stand there. */
function goesOnApart(text: string, at: number, value: string): boolean {
  const [, word = '', separator] = execAt(SEMICOLON_APART, text, at) ?? []
  const { category, operation } = lastOperation(value)
  if (separator === '_') return findOperation(category, operation)?.parameters.has(word) === true
  return findOperation(category, word) !== undefined
}

/** A blank beside a separator, in a literal or behind an address: elsewhere a sentence may go on. */
function isBlankInside({ text }: Host, { start }: FoundKey, units: Units, end: number): boolean {
  if (!/[,/|]$/.test(units.text) && !/^[ \t]+(?:[,|]|\/[a-z-]{3,20},)/.test(text.slice(end, end + 30))) return false
  return hostBefore(text, start) !== undefined || openingQuote(text, start) >= 0
}

/**
 * The key `image_process` is that of the CDN, which needs no category, and any host but that of a bucket may be its; a key without its
 * `x-` or a hyphen may be anything.
 */
function isForeign({ text: whole }: Host, { spelling, start }: FoundKey, { text }: Units): boolean {
  if (!/^(?:image|oss|x-?ossp)/.test(spelling)) return false
  const host = spelling.startsWith('image') ? hostBefore(whole, start) : undefined
  return (host !== undefined && !isOssHost(host)) || !/^(?:image|video|style)\//.test(text)
}

const PATTERN_BEFORE =
  /(?:\[[^\]\s]*[?&][^\]\s]*\][*+?]?|(?<!>)\\[?&]|[&?\]]\)[?*+]?|\^|(?<!\/)\/|(?<![\w$])(?:s|m|qr)[#|!,]|\|)$/

/** How a regular expression goes on where a value ends: `w_[0-9]+`, `w_\\d+`. */
const PATTERN_BEHIND = /(?:\[[^\]\s]{1,20}\]|\\{1,4}[dwDWsS])\\?[*+?{)]/y

/** True for what a program says between quotes that stand on other lines, and names no host. */
function isDocstring({ text, family }: Host, { start }: FoundKey, quote: number): boolean {
  const isProgram = family.escape !== 'none' && !family.data && !family.markup && !family.plainValues
  return isProgram && quote < 0 && hostBefore(text, start) === undefined
}

/** True for a key inside a regular expression; without quotes a shell wants signs escaped, and in a manual a bar begins a cell. */
function isPattern({ text, family }: Host, at: number): boolean {
  const before = text.slice(Math.max(0, at - 8), at)
  if (family.name === 'markdown' && before.endsWith('|')) return false
  const isEscaped = family.name === 'shell' && /[\w}]\\[?&]$/.test(before) && openingQuote(text, at) < 0
  return !isEscaped && PATTERN_BEFORE.test(before)
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

/**
 * True where a literal ends in the middle of a parameter: later statements go on. The literal opens at `quote`, where that is known;
 * behind the value of an attribute nothing can go on.
 */
export function isDangling({ closed, stop }: ReadValue, { text }: Units, host: string, quote: number): boolean {
  if (text.startsWith('|')) return true
  if (!closed || !/[_,/|]$/.test(text)) return false
  return !isAttribute(host, { quote, stop })
}

function keyNotes({ text }: Host, found: FoundKey, key: SourceKey, header: boolean): ExtractNote[] {
  const span = { start: found.start, end: found.end }
  if (header) return [{ messageId: 'headerKey', span, params: { key } }]
  const before = text.slice(Math.max(0, found.start - 2), found.start)
  if (/[\w)}\]"'`][？＆]$/.test(before)) {
    const mark = before.endsWith('？') ? '?' : '&'
    const params = { key: `${mark}${key}`, found: `${before.slice(-1)}${found.spelling}` }
    return [{ messageId: 'misspelledKey', span: { start: span.start - 1, end: span.end }, params }]
  }
  const inText = /[?&"'`;]$/.test(before)
  if (found.spelling === key || !inText) return []
  const expected = /[=＝：]\s*$/.test(found.spelling) ? `${key}=` : key
  return [{ messageId: 'misspelledKey', span, params: { key: expected, found: found.spelling } }]
}
