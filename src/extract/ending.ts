import { findOperation } from '../catalogue/catalogue.ts'
import { lastOperation } from './base64-notes.ts'
import { callAround, enclosing } from './context.ts'
import { type Host, spend } from './host.ts'
import { matchAt } from './units.ts'
import { addressBefore, hostBefore } from './url.ts'

/** A value in its literal: where its key or itself starts, the quote that opens the literal or -1, and where the value ends. */
export interface PlacedValue {
  readonly start: number
  readonly quote: number
  readonly end: number
  /** The host character at the end. */
  readonly stop: string
}

/** The attribute of a tag in front of its quote. */
const ATTRIBUTE = /<[A-Za-z][^<>]*\s[\w:@.-]+=$/

/**
 * True where the host may go on behind the end of a value. Closed are the whole addresses with a host, the values of attributes, the
 * lines of a list and the values of data; a literal of a program, prose and comments are open.
 */
export function isOpenEnd(host: Host, placed: PlacedValue, value: string): boolean {
  const { text, family } = host
  if (host.isList) return false
  if (isComment(host, placed.start)) return true
  const url = addressBefore(text, placed.start)
  const isWhole = hostBefore(text, placed.start) !== undefined
  const isInLiteral = placed.quote >= 0 && !isAttribute(text, placed)
  if (isWhole && isInLiteral && (isProse(host, placed) || isCompletedLater(host, placed))) return true
  if (placed.stop > '\x7f' && isSpoken(host, placed.start)) return true
  const mayBeNamed = isWhole ? isInLiteral || isPlain(host) : family.data
  if (mayBeNamed && isGoneOnWith(host, placed, value)) return true
  if (isWhole) return false
  if (family.data) return /^(?:[?&]|&amp;)$/.test(url)
  if (isAttribute(text, placed) || isBodyOfCommand(host, placed)) return false
  return (
    family.name !== 'style' ||
    (placed.quote >= 0 && !/url\($/.test(text.slice(Math.max(0, placed.quote - 4), placed.quote)))
  )
}

/** True for the value between the own quotes of an attribute, behind which nothing can go on. */
export function isAttribute(text: string, { quote, stop }: Pick<PlacedValue, 'quote' | 'stop'>): boolean {
  return quote >= 0 && text[quote] === stop && ATTRIBUTE.test(text.slice(Math.max(0, quote - 300), quote))
}

const COMMENT_LINE = /^\s*(?:\/\/|\/\*|\*(?:\s|$)|#(?!define|import|include|pragma|\[|\{)|--\s|<!--|;;|%+\s|REM\s)/
const COMMENT_TAIL = /(?:^|[\s;{}])(?:\/\/|#\s|--\s|<!--)[^"'`]*$/

/** True in a comment of a program, as far as its line tells. */
export function isComment({ text, family }: Host, at: number): boolean {
  if (family.name === 'markdown' || family.list || family.name === 'json') return false
  const near = text.slice(Math.max(0, at - 300), at)
  const line = near.slice(near.lastIndexOf('\n') + 1)
  if (family.name === 'style' && line.trimStart().startsWith('#')) return false
  return COMMENT_LINE.test(line) || COMMENT_TAIL.test(line)
}

const BEHIND_TAG = /<\/?(?!script|style)[A-Za-z][^<>]*>[^<>"'`]*$/

/** True where people are spoken to: in manuals, comments, and text between tags. */
export function isSpoken(host: Host, at: number): boolean {
  const { text, family } = host
  if (family.name === 'markdown' || isComment(host, at)) return true
  const near = text.slice(Math.max(0, at - 300), at)
  return BEHIND_TAG.test(near) || (family.name === 'text' && !/["'`]/.test(near.slice(near.lastIndexOf('\n') + 1)))
}

/** True in comments, and elsewhere in what is written for people where the address before `at` names no host. */
export function isManual(host: Host, at: number): boolean {
  return isComment(host, at) || (isSpoken(host, at) && hostBefore(host.text, at) === undefined)
}

/** Calls that look for a text, cut or split at it, replace it, or compare with it. */
const SEEKER =
  /(?:contains?\w*|include[sd]?|exclude[sd]?|(?:last_?)?index_?of\w*|(?:starts?|ends?|begins?)_?with|has_?(?:prefix|suffix)|(?:trim|cut|strip|remove|delete)_?(?:prefix|suffix)?|match\w*|test|search|find\w*|count|index|rindex|locate|position|split\w*|explode|components\w*|r?partition|replac\w*|g?sub|substring(?:before|after)\w*|str_?(?:r?i?pos|i?str|rchr|contains|replace|starts_with|ends_with)|substr_count|preg_\w+|range(?:of\w*)?|occurrences\w*|instr|charindex|regex\w*|re\.\w+|compile|pattern|equals?\w*|is_?equal\w*|compare\w*|assert\w*|to(?:equal|be|contain|match|have)\w*|expect\w*|should\w*|like|glob|fnmatch|grep|trim(?:start|end|left|right)?|quote(?:meta)?|query_?selector\w*|locator|closest|(?:^|(?<=[.:]))(?:before|after)(?:last)?)$/i
const SELECTOR = /(?:^|[\s[\]])(\w+):\s*@?$/
const REPLACER = /replac\w*$|sub$/i
/** What a text is replaced by stands behind it. */
const BEHIND_NEEDLE = /(?:["'`]|\/[a-z]{0,5})\s{0,20},\s{0,20}$/
const COMPARED_BEFORE =
  /(?:[!=]==?|[=!]~|~=|\[[\w-]+[*$^|~]?=|\b(?:in|is|eq|ne|like|case|when|contains|matches|includes|=~))\s*@?$/i
const COMPARED_BEHIND = /["'`]\s{0,20}(?:in\b|not\s+in\b|[!=]==?|[=!]~)/y

const MATCHED = /[^=~]~\*?[ \t]*$/

/** True for a literal that is looked for or compared with, and not sent; settings match with what stands without quotes at `start`, too. */
export function isNeedle({ text, family }: Host, quote: number, end: number, start: number = quote): boolean {
  if (quote < 0) return family.data === true && MATCHED.test(text.slice(Math.max(0, start - 20), start))
  const before = text.slice(Math.max(0, quote - 60), quote).replace(/\b[A-Za-z]{1,2}$/, '')
  const selector = SELECTOR.exec(before)?.[1]
  if (selector !== undefined && SEEKER.test(selector)) return true
  if (family.data && MATCHED.test(before)) return true
  if (COMPARED_BEFORE.test(before) || matchAt(COMPARED_BEHIND, text, end) !== undefined) return true
  const call = callAround(text, quote)
  return SEEKER.test(call) && !(REPLACER.test(call) && BEHIND_NEEDLE.test(before))
}

/**
 * A text that is looked for, without a host: it is no address, whatever is wrong with it. The name of a setting may be a word for
 * searching by chance: `index: '?x-oss-process=...'`.
 */
export function isNeverSent({ text }: Host, start: number, quote: number): boolean {
  if (hostBefore(text, start) !== undefined) return false
  const opener = enclosing(text, quote)?.opener
  return opener === '(' || (opener !== '{' && !/[\w"']:\s*$/.test(text.slice(Math.max(0, quote - 20), quote)))
}

/** True for what a comment has between its words: `handles x-oss-process=resize,w_9 alone`. */
export function isMentioned(host: Host, start: number, end: number): boolean {
  const { text } = host
  if (!/(?:^|\s)$/.test(text.slice(Math.max(0, start - 1), start))) return false
  return /^[ \t]+[\w(\u2E80-\u9FFF]/.test(text.slice(end, end + 20)) && isComment(host, start)
}

const NAME_BEFORE = /([$@]?[A-Za-z_][\w$]*)["'\]]*\s*(?::\s*[\w.<>?[\]]+\s*)?(?:[:+.]?=|<<)\s*[@$]?\w{0,2}$/
const BUILDER_BEFORE =
  /\b(?:StringBu\w+|NSMutableString\s+\w+:|mutableString\w*|buildString|Buffer|String\.new|list\w*|array\w*)\s*\(?\s*@?$|\[\s*@?$/i
/** Calls that make a longer address of a literal and what stands behind it. */
const COMPLETING =
  /(?:size\w*|width|height|scale\w*|thumb\w*|crop\w*|param\w*|query|process\w*|join|concat|append\w*|add\w*|format\w*|(?<![a-z])with\w*)$/i
const FARTHEST_USE = 2000

/** True where a later statement adds to what a literal was given to: `url += ...`, `sb.append(...)`, `url + ...`. */
function isCompletedLater(host: Host, { quote, end }: PlacedValue): boolean {
  const { text } = host
  const before = text.slice(Math.max(0, quote - 80), quote)
  if (BUILDER_BEFORE.test(before)) return true
  if (/^["'`]\s*,/.test(text.slice(end, end + 20)) && COMPLETING.test(callAround(text, quote))) return true
  const name = NAME_BEFORE.exec(before)?.[1]
  if (name === undefined || !spend(host, FARTHEST_USE)) return false
  const escaped = name.replace(/[$@]/g, '\\$&')
  const use = new RegExp(
    `(?<![\\w$@.])${escaped}["'\\]]*\\s*(?:[+.*&|]=|<<|\\+(?![+\\d])|\\.\\.|<>|~(?!=)|&(?!&)|\\.\\s*(?:["'$]|(?:append\\w*|concat|push\\w*|write|add)\\b))|[{(]${escaped}[})][,/_]|\\$${escaped}[,/]|(?:sprintf|format\\w*)\\s*\\([^)\\n]*\\b${escaped}\\b`,
    'i',
  )
  return use.test(text.slice(end + 1, end + FARTHEST_USE))
}

const BODY_FLAG = /\s(?:-d|--data(?:-\w+)?)[ =]$/

/** True for what a command sends, in quotes behind which nothing touches. */
function isBodyOfCommand({ text, family }: Host, { quote, end, stop }: PlacedValue): boolean {
  if (family.name !== 'shell' || quote < 0 || stop !== text[quote]) return false
  return BODY_FLAG.test(text.slice(Math.max(0, quote - 20), quote)) && /^.(?:\s|$)/.test(text.slice(end, end + 2))
}

/** True in the literal of a program that goes on behind a blank: a docstring, a message. */
function isProse({ family }: Host, { stop }: PlacedValue): boolean {
  return /\s/.test(stop) && !family.data && !family.markup
}

/** True where values stand without quotes and are named later: settings and scripts. */
function isPlain({ family }: Host): boolean {
  return family.plainValues === true && family.name !== 'markdown'
}

/** A parameter behind a quote, a hole or a name that stands for a value, and one that begins a literal of its own. */
const PARAMETERS_BEHIND = /(?:["'`})\]]|\$\w{1,40}|%[sd@v]),([a-z]{1,12})_|["'`]([a-z]{1,12})_(?=["'`{$%#]|\\\()/g
const PARAMETERS_IN_DATA = /(?:\$\w{1,40}|\}),([a-z]{1,12})_|"([a-z]{1,12})_(?=\$\{)/g

/** True where a later text begins with a parameter of the last operation, `',w_' + w`: it goes on from the value somehow. */
function isGoneOnWith(host: Host, { quote, end }: PlacedValue, value: string): boolean {
  const { text, family } = host
  const { category, operation } = lastOperation(value)
  const parameters = findOperation(category, operation)?.parameters
  if (family.name === 'json' || !parameters || !spend(host, FARTHEST_USE)) return false
  const near = text.slice(end, end + FARTHEST_USE)
  // Logs have none of these signs, and a value on each line.
  if (family.data && !near.includes('$') && !near.includes('}')) return false
  const names = near.matchAll(quote < 0 || family.data ? PARAMETERS_IN_DATA : PARAMETERS_BEHIND)
  return [...names].some(([, behind, beginning]) => parameters.has(behind ?? beginning ?? ''))
}

const ENCODER =
  /(?:btoa|b64\w*|base64\w*|(?<!from_?)bytes?|data|buffer(?:\.from)?|utf-?8\.parse|encode(?!ur)\w*|strict_encode64|to_?base64\w*)$/i
const ENCODED_BEHIND =
  /["'`]\s{0,20}\)?\s{0,20}\.\s{0,20}(?:getBytes|encode(?:_?base64)?\b|toByteArray|utf8|data\(|bytes|b64|base64|to_?base64)|["'`]\s{1,20}dataUsingEncoding\b|["'`]\s{0,20}\|\s{0,20}(?:openssl\s+)?base64/iy
/** The message of Objective-C that a literal is given to. */
const ENCODER_MESSAGE = /\b\w*base64\w*:\s{0,20}@?$/i

/** True for a literal that goes into an encoder of Base64, as a watermark picture with a process string of its own does. */
export function isEncoded({ text }: Host, quote: number, end: number): boolean {
  if (quote < 0) return false
  const isMessage = ENCODER_MESSAGE.test(text.slice(Math.max(0, quote - 60), quote))
  return isMessage || matchAt(ENCODED_BEHIND, text, end) !== undefined || ENCODER.test(callAround(text, quote))
}
