import { findOperation } from '../catalog/catalog.ts'
import { HOLE } from '../language/tree.ts'
import { findBase64Notes } from './base64-notes.ts'
import { enclosing, type Place, placeOf, type SourceKey } from './context.ts'
import { type Host, spend } from './host.ts'
import { CONCAT } from './join.ts'
import { isDangling, openingQuote, trim } from './keyed.ts'
import { type Reading, readLiteral, readValue } from './reader.ts'
import { isCertain, isLikely, isMeant } from './recognise.ts'
import { makeSource, type Source } from './source.ts'
import { decodePercent, execAt, makeUnits, matchAt, pushUnits, type Units } from './units.ts'

/** Where a process string without a key may start: at a category. */
export const CATEGORY: RegExp =
  /(?:image|video|audio|doc|hls|imm|sys|style|trigger)(?:\\{0,4}\/|%2[fF])[A-Za-z:!]|if_status_eq_\d{1,9}(?=\{)/g

/** Where one without a category, or with a wrong one, may start: behind a call or name that takes process strings. */
export const EXPECTED: RegExp =
  /(?:[pP]rocess|PROCESS)["']?\]?\s?(?:\(|=>|[:=])\s?@?["'`](?=\s{0,4}\/?[A-Za-z-]+[,/|])/g

const HEAD = /([a-z]+)(?:\\{0,4}\/|%2[fF])([A-Za-z0-9-]{0,40})/y
const APPENDED = /(?:[.+]|\.=|\+=|<<|(?:append|push_str|write|concat)\()\s*$/i
const BLANKS = /\s{0,4}/y
const CONDITION = /if_status_eq_\d+\{/y
const GOES_ON = /[^"'`\s]{0,40}(?:,(?:\d|[a-z][\w-]{0,20}_)|\|sys)/y
const RAW_OPENER = /(?:R"([A-Za-z]{0,8})\(|%[qQ]?([({[<|])|\[(=*)\[)$/
const ASSIGNED = /^(?:- +)?(?:(?:export|ENV|ARG|set|set -x) +)?["']?[\w.[\]-]+["']?[ \t]{0,8}(?:[:?+]{0,2}=|:)$|^-$/
/** How the line ends before a value on a line of its own, in YAML: it opens a block, or is a key. */
const BLOCK = /(?:[:-][ \t]+[|>][+-]?\d?|[\w"']:)[ \t]*\r?$/
const ALONE = /\S+[ \t]*(?:\r?\n|$)/y
const FLAG = /[ \t]--?[\w-]+=?$/
const ANCHOR = /[ \t][&!][\w!]+$/
const KEYED = /x-oss-(?:async-)?process(?:=|%3[dD])$/i
const OTHER_VENDOR = /x-(?!oss)[a-z]+-process|imageMogr2|imageView2/i
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>', '|': '|' }

/** How the literal in front of a bare string opens. */
interface Opening {
  /** Undefined for a value without quotes. */
  readonly close: string | undefined
  /** Where the place begins whose context counts: the quote. */
  readonly at: number
  /** True where a separator in front shows that the string goes on from another one. */
  readonly piece?: true
}

const LITERAL_KEYS: ReadonlySet<SourceKey> = new Set(['sdk-arg', 'sdk-option', 'sdk-property', 'api-field'])

/** The process string without a key that starts at `at`, if it certainly is one. `named` behind what takes process strings. */
export function extractBare(host: Host, at: number, named: boolean): Source | undefined {
  const { text } = host
  const start = at + (named ? (matchAt(BLANKS, text, at)?.length ?? 0) : 0)
  const [, category = '', name = ''] = execAt(HEAD, text, start) ?? []
  if (category === 'sys' && text[at - 1] === '|') return extractTail(host, at - 1)
  const known = findOperation(category, name) !== undefined || matchAt(CONDITION, text, start) !== undefined
  if (!known && !named && category !== '' && category !== 'style' && !matchAt(GOES_ON, text, at)) return undefined
  const opening = findOpening(host, at)
  if (!opening || isOtherVendor(text, at) || KEYED.test(text.slice(Math.max(0, at - 24), at))) return undefined
  const place = placeOf(text, opening.at)
  if (!known && (!place.expected || (category === 'style' && place.key === 'style-content'))) return undefined
  const call = enclosing(text, opening.at)?.word ?? ''
  const joins = {
    comma: CONCAT.test(call),
    chain: place.key === 'builder-append',
    wrapped: /(?:^|[.:])(?:string|from|str)$/i.test(call),
  }
  const read = LITERAL_KEYS.has(place.key) ? readLiteral : readValue
  const reading = read(host, at, { close: opening.close, ...joins })
  const source = endsWell(host, reading, opening) ? toSource(host, reading, place, opening) : undefined
  if (!source) spend(host, reading.end - at)
  return source
}

function toSource({ text, family }: Host, reading: Reading, place: Place, { at, piece }: Opening): Source | undefined {
  const trimmed = trim(reading)
  const encoded = trimmed.text.includes('%') && !isCertain(trimmed.text)
  const units = encoded ? decodePercent(trimmed) : trimmed
  const judged = units.text.trimStart()
  if (!isCertain(judged) && !(place.expected && isLikely(judged)) && !(place.sure && isMeant(judged))) return undefined
  const key = piece ? 'builder-append' : place.key
  const fragment = isDangling(reading, units, text, at) || key === 'builder-append'
  const notes = findBase64Notes(text, units)
  return makeSource(text, family, { units, key, via: place.via, fragment, notes, depth: encoded ? 1 : 0 })
}

/** A literal has to end where the string ends; a value without quotes at a blank or the end of its element. */
function endsWell({ text }: Host, { closed, stop, end }: Reading, { close }: Opening): boolean {
  if (close === undefined) return stop === '' || /[\s<]/.test(stop)
  return closed || /^(?:\\+|\s*)["'`]/.test(text.slice(end, end + 4))
}

function findOpening(host: Host, at: number): Opening | undefined {
  const { text, family } = host
  const character = text[at - 1] ?? ''
  if (character === '"' || character === "'" || character === '`') return quoteOpening(text, at)
  if (/[,|]["'`]$/.test(`${character}${text[at - 2] ?? ''}`)) {
    const opening = quoteOpening(text, at - 1)
    return APPENDED.test(text.slice(Math.max(0, opening.at - 20), opening.at)) ? { ...opening, piece: true } : undefined
  }
  const raw = RAW_OPENER.exec(text.slice(Math.max(0, at - 12), at))
  if (raw) return { close: rawCloser(raw), at: at - raw[0].length }
  if (character === '>') return family.markup ? { close: undefined, at } : undefined
  if (!family.plainValues) return undefined
  return isAssigned(host, at) ? { close: undefined, at } : undefined
}

/** True behind `key:`, `key=`, `- ` or a flag, at the start of a line, and in a block of YAML. */
function isAssigned({ text, family }: Host, at: number): boolean {
  const near = text.slice(Math.max(0, at - 160), at)
  const line = near.slice(near.lastIndexOf('\n') + 1).trimEnd()
  if (line === '' && family.name === 'data')
    return BLOCK.test(near.slice(0, near.lastIndexOf('\n'))) && matchAt(ALONE, text, at) !== undefined
  return ASSIGNED.test(line.trimStart().replace(ANCHOR, '')) || FLAG.test(line)
}

function quoteOpening(text: string, at: number): Opening {
  const quote = text[at - 1] ?? ''
  if (quote !== '`' && text.slice(Math.max(0, at - 3), at) === quote.repeat(3))
    return { close: quote.repeat(3), at: at - 3 }
  const hashes = /#*$/.exec(text.slice(Math.max(0, at - 5), at - 1))?.[0] ?? ''
  const prefix = /(?:[@$]{1,2}|\b[A-Za-z]{1,2}|\\+)?$/.exec(text.slice(Math.max(0, at - 4), at - 1))?.[0] ?? ''
  return { close: quote + hashes, at: at - 1 - hashes.length - prefix.length }
}

function rawCloser([, delimiter, bracket, level]: RegExpExecArray): string {
  if (delimiter !== undefined) return `)${delimiter}"`
  return bracket === undefined ? `]${level}]` : (CLOSERS[bracket] ?? bracket)
}

function isOtherVendor(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 120), at)
  return OTHER_VENDOR.test(before.slice(before.lastIndexOf('\n') + 1))
}

/** `|sys/saveas,...` behind a hole, in its own literal or in front of it. */
function extractTail(host: Host, pipe: number): Source | undefined {
  const { text, family } = host
  const quote = openingQuote(text, pipe)
  if (quote < 0 || pipe - quote > 200) return undefined
  const place = placeOf(text, quote)
  const key: SourceKey = place.key === 'bare' || place.key === 'variable' ? 'format-arg' : place.key
  const before = text
    .slice(Math.max(0, quote - 80), quote)
    .replace(/\b[A-Za-z]$|[@$]+$/, '')
    .trimEnd()
  const alone = pipe === quote + 1 && (/(?:<<|\+=|\.=)$/.test(before) || place.key === 'builder-append')
  const reading = readValue(host, quote + 1, { close: text[quote], alone })
  if (!/^\uFFFC*\|sys\/(?:saveas|notify)/.test(reading.units.text)) {
    spend(host, reading.end - quote)
    return undefined
  }
  const joined = pipe === quote + 1 && !alone && family.joins.some(operator => before.endsWith(operator))
  const units = joined ? behindHole(reading.units, quote) : reading.units
  const fragment = alone || isDangling(reading, units, text, quote)
  const notes = findBase64Notes(text, units)
  const base = { units, key: alone ? ('builder-append' as const) : key, via: place.via, fragment, notes, depth: 0 }
  return makeSource(text, family, base)
}

/** The operand in front of the literal is a hole; it stands at the quote. */
function behindHole(source: Units, quote: number): Units {
  const units = makeUnits()
  pushUnits(units, HOLE, quote, quote + 1, -1)
  units.text += source.text
  units.starts.push(...source.starts)
  units.ends.push(...source.ends)
  units.pieces.push(...source.pieces)
  return units
}
