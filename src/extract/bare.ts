import { categoryWords } from '../../grammar/catalogue/categories.ts'
import { memoize } from '../../grammar/catalogue/memo.ts'
import { findCategory, findOperation } from '../catalogue/catalogue.ts'
import { HOLE } from '../language/tree.ts'
import { findBase64Notes } from './base64-notes.ts'
import { type Expectation, enclosing, OF_OSS, placeOf, type SourceKey } from './context.ts'
import { isManual } from './ending.ts'
import { type Host, spend } from './host.ts'
import { CONCAT } from './join.ts'
import { readJoinedList } from './joined-list.ts'
import { isCutBySemicolon, isDangling, openingQuote } from './keyed.ts'
import type { ExtractNote } from './notes.ts'
import { withoutPlaceholders, wordsReplaced } from './placeholders.ts'
import { type ReadValue, readLiteral, readValue, trim } from './reader.ts'
import { isCertain, isLikely, isLoneWord, isMeant, lacksCategory } from './recognise.ts'
import { makeSource, type Source } from './source.ts'
import { decodePercent, execAt, makeUnits, matchAt, pushUnits, sliceUnits, type Units } from './units.ts'
import { hostBefore, isOssHost } from './url.ts'

/** Where a process string without a key may start: at a category. */
export const CATEGORY: RegExp = new RegExp(
  String.raw`(?:${categoryWords('csv', 'json')})(?:\\{0,4}/|%2[fF])[A-Za-z:!]|if_status_eq_\d{1,9}(?=\{)`,
  'g',
)

/** Where one without a category, or with a wrong one, may start: behind a call or name that takes process strings. */
export const EXPECTED: RegExp =
  /(?:[pP]rocess|PROCESS)["']?\]?\s?(?:\(|=>|[:=])\s?@?["'`](?=\s{0,4}\/?[A-Za-z-]+[,/|]|(?:@?!)?[A-Za-z][\w.-]{1,62}["'`](?:\s{0,4}[),;}]|[ \t]{0,4}(?:\r?\n|$)))/g

/** Where a piece may start that goes on with a picture: `'/watermark,text_'`. */
export const PIECE: RegExp = /\/(?=[a-z-]{4,16},(?:[A-Za-z]{1,10}_|-?\d))(?<=["'`]\/)/g

/** Where one may start that nothing else begins like, so that it counts without the key as well. */
export const SURE_PIECE: RegExp = /\/(?=watermark,(?:[a-z]{1,10}_[\w-]{0,40},){0,8}(?:text|image)_)(?<=["'`]\/)/g

const HEAD = /([a-z]+)(?:\\{0,4}\/|%2[fF])([A-Za-z0-9-]{0,40})/y
const APPENDED = /(?:[.+]|\.=|\+=|<<|(?:append|push_str|write|concat)\()\s*$/i
const BLANKS = /\s{0,4}/y
const CONDITION = /if_status_eq_\d+\{/y
const GOES_ON = /[^"'`\s]{0,40}(?:,(?:\d|[a-z][\w-]{0,20}_)|\|sys)/y
const RAW_OPENER = /(?:R"([A-Za-z]{0,8})\(|%[qQ]?([({[<|])|\[(=*)\[)$/
/** What stands where a setting has no value: `${OSS_STYLE:image/...}`. */
const FALLBACK = /\$\{[\w.-]{1,60}:-?$/
const ASSIGNED =
  /^(?:- +)?(?:(?:export|ENV|ARG|set|set -x) +)?["']?[\w\p{Script=Han}.[\]-]+["']?[ \t]{0,8}(?:[:?+]{0,2}=|[:：])$|^-$/u
const CELL = /^[ \t]*\|.*\|$/
/** How the line ends before a value on a line of its own, in YAML: it opens a block, or is a key. */
const BLOCK = /(?:[:-][ \t]+[|>][+-]?\d?|[\w"']:)[ \t]*\r?$/
const ALONE = /\S+[ \t]*(?:\r?\n|$)/y
/** The text of the console's import of styles: `styleName:a,styleBody:image/...`. */
const STYLE_BODY = /styleBody[ \t]?[:=][ \t]?$/i
const FLAG = /[ \t]--?[\w-]+=?$/
const ELEMENT_TEXT = /[^\s<>"'`]{1,400}<\//y
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

/** The process string without a key that starts at `at`, if it certainly is one. `named` behind what takes process strings. */
export function extractBare(host: Host, at: number, named: boolean): Source | undefined {
  const { text } = host
  const start = at + (named ? (matchAt(BLANKS, text, at)?.length ?? 0) : 0)
  const [, category = '', name = ''] = execAt(HEAD, text, start) ?? []
  if (category === 'sys' && /[|/]/.test(text[at - 1] ?? '')) return extractTail(host, at - 1)
  const known = findOperation(category, name) !== undefined || matchAt(CONDITION, text, start) !== undefined
  if (!known && !named && category !== '' && category !== 'style' && !matchAt(GOES_ON, text, at)) return undefined
  if (/[?&]/.test(text[at - 1] ?? '')) return known || category === 'style' ? extractKeyless(host, at) : undefined
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
  const reading = readLiteral(host, at, { close: opening.close, ...joins })
  const source =
    endsWell(host, reading, opening) && !isInOtherCloud(host, at) ? toSource(host, reading, place, opening) : undefined
  if (!source) spend(host, reading.end - at)
  return source
}

/** A piece that begins with the operation of a picture, in a program that writes the key and the category elsewhere. */
export function extractPiece(host: Host, at: number): Source | undefined {
  const { text, family } = host
  const name = /^\/([a-z-]+)/.exec(text.slice(at, at + 20))?.[1] ?? ''
  if (family.data || host.isList || !findOperation('image', name)) return undefined
  const reading = readValue(host, at, { close: text[at - 1] })
  if (!reading.closed) {
    spend(host, reading.end - at)
    return undefined
  }
  const units = withoutPlaceholders(reading.units, isManual(host, at))
  const fragment = isDangling(reading, units, text, at - 1)
  const notes = findBase64Notes(text, units)
  return makeSource(text, family, { units, key: 'builder-append', via: 'auto', fragment, open: true, notes, depth: 0 })
}

/** The quote behind which a parameter of a watermark may begin a literal of its own: `',text_' + btoa(text)`, `'watermark,text_' + btoa(text)`. */
export const PARAMETER: RegExp = /["'`](?=(?:,|watermark,)?(?:text|image)_(?:["'`]|[$#]?\{|%s))/g

/** The same of a target, whose own literal stands somewhere in front: `append("o_" + encode(key))`. */
export const TARGET_PARAMETER: RegExp = /["'`](?=,?[ob]_["'`]\s{0,20}[+.<])/g

const TARGET_BEFORE = /\bsys\/saveas[,"'`][^|/]*$/
const TARGET_REACH = 400

/** Such a parameter, where an encoder gives it what it does not take. */
export function extractParameter(host: Host, at: number): Source | undefined {
  const { text } = host
  return extractEncoded(host, at, text[at] === 'w' ? 'image/' : `image/watermark${text[at] === ',' ? '' : ','}`)
}

export function extractTargetParameter(host: Host, at: number): Source | undefined {
  const { text } = host
  if (!TARGET_BEFORE.test(text.slice(Math.max(0, at - TARGET_REACH), at))) return undefined
  return extractEncoded(host, at, text[at] === ',' ? 'sys/saveas' : 'sys/saveas,')
}

/** A literal behind `around` to which an encoder is joined. */
function extractEncoded(host: Host, at: number, around: string): Source | undefined {
  const { text, family } = host
  if (family.data || host.isList) return undefined
  const { units, end } = readValue(host, at, { close: text[at - 1] })
  const notes = findBase64Notes(text, units, around)
  spend(host, end - at)
  if (notes.length === 0 || isInOtherCloud(host, at)) return undefined
  return makeSource(text, family, { units, key: 'foreign', via: 'auto', fragment: true, open: true, notes, depth: 0 })
}

/** The literals of a list that a call joins; the first may begin with the key. */
export function extractJoined(host: Host, at: number): Source | undefined {
  const { text, family } = host
  const joined = host.isList || family.data ? undefined : readJoinedList(host, at)
  const query = /^[?&]?x-oss-process=/.exec(joined?.text ?? '')?.[0]
  const units = joined && query !== undefined ? sliceUnits(joined, query.length) : joined
  if (!units || !isCertain(units.text) || units.text.includes('x-oss-process')) return undefined
  const notes = findBase64Notes(text, units)
  const place =
    query === undefined
      ? ({ key: 'bare', via: 'auto', depth: 0 } as const)
      : ({ key: 'x-oss-process', via: 'get', depth: 1 } as const)
  return makeSource(text, family, { units, ...place, fragment: false, open: true, notes })
}

/** A process string behind the question mark, without its key: `https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?image/resize,w_100`. */
function extractKeyless(host: Host, at: number): Source | undefined {
  const { text, family } = host
  const onOss = isOssHost(hostBefore(text, at))
  const quote = openingQuote(text, at)
  if (!onOss && (quote < 0 || !HOLE_ALONE.test(text.slice(quote + 1, at - 1)))) return undefined
  const reading = readValue(host, at)
  const units = decodePercent(trim(reading))
  if (!isCertain(units.text) && !(onOss && /^style\/[\w.-]+$/.test(units.text))) {
    spend(host, reading.end - at)
    return undefined
  }
  const span = { start: at, end: at + 1 }
  const notes = onOss
    ? [
        {
          messageId: 'missingKey' as const,
          span,
          params: { key: 'x-oss-process', found: `${units.text.slice(0, 40)}` },
        },
      ]
    : []
  const fragment = isDangling(reading, units, text, quote)
  return makeSource(text, family, { units, key: 'bare', via: 'get', fragment, open: !onOss, notes, depth: 1 })
}

/** What may stand for an address in front of the question mark of a literal: nothing, or a hole. */
const HOLE_ALONE = /^(?:\$\w{1,40}|[$#]?\{[^{}]{1,80}\}|\\\([^()]{1,80}\)|%[s@])?$/

function toSource(
  host: Host,
  reading: ReadValue,
  place: Expectation,
  { at, close, piece }: Opening,
): Source | undefined {
  const { text, family } = host
  const trimmed = trim(reading, family.name === 'markdown')
  const encoded = trimmed.text.includes('%') && !isCertain(trimmed.text)
  const decoded = encoded ? decodePercent(trimmed) : trimmed
  const inManual = isManual(host, at)
  const replaced = wordsReplaced(text, reading.end)
  const units = host.isList ? decoded : withoutPlaceholders(decoded, inManual, inManual, replaced)
  const judged = units.text.trimStart()
  const open = isOpenPlace(host, place, close)
  const isContinued =
    place.sure !== true &&
    lacksCategory(judged) &&
    ((place.key === 'variable' && judged.startsWith('/')) || isCompleted(host, at))
  const isProcess =
    isCertain(judged) ||
    (place.expected && isLikely(judged) && !isContinued) ||
    (place.sure === true && isMeant(judged))
  // A category alone may go on in a later statement.
  const isWord = isLoneWord(judged) && !(open && findCategory(judged))
  const isGiven = isWord || (place.key === 'sdk-option' && isMeant(judged))
  if (!isProcess && !(isGiven && isTakenWhole(host, at, place) && speaksOfOss(host, at))) return undefined
  const key = piece ? 'builder-append' : place.key
  const isPiece = judged.startsWith('sys/') && !family.data && !(key === 'sdk-arg' && place.via !== 'auto')
  const fragment = isDangling(reading, units, text, at) || key === 'builder-append' || isPiece
  const isCut = family.data && close === undefined && isCutBySemicolon(text, reading.end, units.text)
  const notes = [...(isCut ? [cutNote(reading)] : []), ...findBase64Notes(text, units)]
  return makeSource(text, family, { units, key, via: place.via, fragment, open, notes, depth: encoded ? 1 : 0 })
}

/** `image/${process}`, `"image/" + process`. */
const CATEGORY_BEFORE_HOLE =
  /\b(?:image|video)\/(?:["'`]\s*(?:[+.~]|\.\.|<>)\s*|[$#]?\{\s*|\\\(|\$)(?:[\w$]+(?:\?\.|\.|->))*\$?(?:[a-z]\w*)?process\b/i

/** True where the program puts the category in front of what it calls a process elsewhere. */
function isCompleted({ text }: Host, at: number): boolean {
  return CATEGORY_BEFORE_HOLE.test(text.slice(Math.max(0, at - FAR), at + FAR))
}

/** True for the argument and the option of an SDK that nothing but a process string may be. */
function isTakenWhole({ text }: Host, at: number, { key, via, sure }: Expectation): boolean {
  if (key === 'sdk-option' && via === 'get') return isOfClient(text, at)
  return sure === true && (key !== 'sdk-arg' || OF_REQUEST.test(enclosing(text, at)?.word ?? ''))
}

const READING = /^(?:(.*)\.)?get(?:Stream)?$/

/** True where a call that many programs have is one of a client of OSS, by its name or by what it was made from. */
function isOfClient(text: string, at: number): boolean {
  let around = enclosing(text, at)
  while (around && around.opener !== '(') around = enclosing(text, around.at)
  const [call, receiver = ''] = READING.exec(around?.word ?? '') ?? []
  if (call === undefined) return true
  const name = receiver.replace(/^.*\./, '').replaceAll('$', '\\$')
  const made = new RegExp(String.raw`(?<![\w$])${name}\s*(?::[^=\n]{0,40})?=\s*(?:await\s+)?(?:new\s+)?[\w.]*oss`, 'i')
  return /oss|store|bucket/i.test(name) || (name !== '' && made.test(text.slice(Math.max(0, at - FAR), at + FAR)))
}

/** `request.setProcess`, `oss.Process`: others set the process of a task. */
const OF_REQUEST = /req|get\w*\.|(?:^|\.)oss\./i

const FAR = 5900

/** Methods of other programs are called alike, and take words. */
function speaksOfOss({ text }: Host, at: number): boolean {
  return OF_OSS.test(text.slice(Math.max(0, at - FAR), at + FAR))
}

function cutNote({ end, stop }: ReadValue): ExtractNote {
  return { messageId: 'cutValue', span: { start: end, end: end + 1 }, params: { key: 'x-oss-process', found: stop } }
}

/** True where the host may go on behind a string without a key: not in data, in an element, behind a flag or in a call that takes it whole. */
function isOpenPlace({ family }: Host, { key, via }: Expectation, close: string | undefined): boolean {
  if (family.data || (key === 'sdk-arg' && via !== 'auto') || key === 'cli-flag') return false
  return close === undefined ? !family.markup && !family.plainValues : key !== 'sdk-option' || via !== 'get'
}

/** A literal has to end where the string ends; a value without quotes at a blank or the end of its element or cell. */
function endsWell({ text, family }: Host, { closed, stop, end }: ReadValue, { close }: Opening): boolean {
  if (close === undefined) return stop === '' || (family.name === 'markdown' ? /[\s<"'`;}|]/ : /[\s<"'`;}]/).test(stop)
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
  if (STYLE_BODY.test(text.slice(Math.max(0, at - 20), at))) return { close: undefined, at }
  const fallback = FALLBACK.exec(text.slice(Math.max(0, at - 70), at))
  if (fallback) return { close: '}', at: at - fallback[0].length }
  const raw = RAW_OPENER.exec(text.slice(Math.max(0, at - 12), at))
  if (raw) return { close: rawCloser(raw), at: at - raw[0].length }
  if (character === '>') return family.markup || isElement(text, at) ? { close: undefined, at } : undefined
  if (!family.plainValues) return undefined
  return isAssigned(host, at) ? { close: undefined, at } : undefined
}

/** `<Content>image/resize,p_50</Content>`, also in the literal of a program. */
function isElement(text: string, at: number): boolean {
  return (
    /<[A-Za-z][\w:-]{0,40}>$/.test(text.slice(Math.max(0, at - 44), at)) &&
    matchAt(ELEMENT_TEXT, text, at) !== undefined
  )
}

/** True behind `key:`, `key=`, `- ` or a flag, at the start of a line, in a block of YAML, and in a cell of a manual. */
function isAssigned({ text, family }: Host, at: number): boolean {
  const near = text.slice(Math.max(0, at - 160), at)
  const line = near.slice(near.lastIndexOf('\n') + 1).trimEnd()
  if (line === '' && family.name === 'data')
    return BLOCK.test(near.slice(0, near.lastIndexOf('\n'))) && matchAt(ALONE, text, at) !== undefined
  if (family.name === 'markdown' && CELL.test(line)) return true
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

/** The key of a cloud, or a word of a name that is that of a cloud: `buildObsStyle`. Those of OSS come first. */
const CLOUD_WORD =
  /x-oss|(?<![A-Za-z])(?:oss|ali(?:yun|oss)?)(?![a-z])|O(?:ss|SS)(?![a-z])|A(?:li(?:yun)?)(?![a-z])|(x[-_](?!oss)[a-z]{2,5}[-_]process|(?<![A-Za-z])(?:huawei|volc)|Huawei|Volc(?![a-z]|ano)|(?<![A-Za-z])(?:obs|tos|pds)(?=[A-Z_-])|(?:Obs|Tos|Pds)(?=[A-Z_])|(?<![A-Za-z0-9])(?:OBS|TOS|PDS)(?![A-Za-z0-9])|\bpackage (?:obs|tos)\b|(?<![\w.])tos\.(?=[A-Z]))/g
const NEAR_BEFORE = 1200
const NEAR_BEHIND = 600

/** Some clouds share the language, without the key: true where the nearest cloud that is named in front, or else behind, or else anywhere, is one of them. */
function isInOtherCloud(host: Host, at: number): boolean {
  const { text } = host
  const before = [...text.slice(Math.max(0, at - NEAR_BEFORE), at).matchAll(CLOUD_WORD)].at(-1)
  if (before) return before[1] !== undefined
  // Base64 in the string itself may hold any word.
  const behind = text.slice(at, at + NEAR_BEHIND).replace(/^[^\s"'`]+/, '')
  const next = behind.matchAll(CLOUD_WORD).next().value
  return next ? next[1] !== undefined : namesOtherCloud(host)
}

const namesOtherCloud = memoize(({ text }: Host) => {
  const clouds = [...text.matchAll(CLOUD_WORD)]
  return clouds.length > 0 && clouds.every(([, other]) => other !== undefined)
})

function isOtherVendor(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 120), at)
  return OTHER_VENDOR.test(before.slice(before.lastIndexOf('\n') + 1))
}

/** `|sys/saveas,...` behind a hole, or with a slash in the place of the bar, in its own literal or in front of it. */
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
  if (
    !/^\uFFFC*(?:\||\/(?=sys\/[a-z]+,[a-z]+_))sys\/(?:saveas|notify)/.test(reading.units.text) ||
    isInOtherCloud(host, pipe)
  ) {
    spend(host, reading.end - quote)
    return undefined
  }
  const joined = pipe === quote + 1 && !alone && family.joins.some(operator => before.endsWith(operator))
  const read = withoutPlaceholders(reading.units, isManual(host, quote))
  const units = joined ? behindHole(read, quote) : read
  const fragment = alone || isDangling(reading, units, text, quote)
  const notes = findBase64Notes(text, units)
  const base = {
    units,
    key: alone ? ('builder-append' as const) : key,
    via: place.via,
    fragment,
    open: true,
    notes,
    depth: 0,
  }
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
