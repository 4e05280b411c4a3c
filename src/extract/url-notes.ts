import { HOLE } from '../language/tree.ts'
import { findAddressNotes } from './address-notes.ts'
import { operandBefore, readJoined } from './before.ts'
import { enclosing, type FoundKey, type SourceKey } from './context.ts'
import type { Host } from './host.ts'
import type { ExtractMessageId, ExtractNote } from './notes.ts'
import { isSigned } from './signed.ts'
import { addressBefore } from './url.ts'

/** A signature in front of a value; where a program fills it in, the program may have signed the process string too. */
const SIGNATURE = /[?&;](?:Signature|x-oss-signature)=(?![{$<#\uFFFC]|%(?![\da-f]{2})|\\\()/i
/** SDKs write the process string behind the signature that covers it, and encode it. */
const ENCODED = /^=[a-z]+%2f/i
/** A signature with signs that a URL has to encode: somebody decoded all of it, and what stood behind the signature, too. */
const DECODED_SIGNATURE = /[?&;](?:Signature|x-oss-signature)=[\w%-]*[+/=]/i
const FILE_END = /\.(?:jpe?g|png|gif|webp|bmp|heic|avif|tiff?|mp4|mov|pdf|docx?)$/i
const ADDRESS = /^(?:https?:)?\/\/[^?{}$%#<+\uFFFC]*$/
const SEPARATOR = /(?:&amp;|\\u0026|[?&])$/
const NAMED_HOLE = /\$\{[^{}]*\}|#\{[^{}]*\}|\{\{[^{}]*\}\}|\{[^{}]*\}|\$\w+|%[sdv](?!\w)/g
const ADDRESS_VALUE = /[?&](?!x-oss)[\w.-]+=((?:[a-z]+:)?\/|[a-z]+%3a|[\w-]+(?:\.[\w-]+)+\/)/gi
const LAST_PARAMETER = /[?&]([^?&=]*)([^?&]*)$/
/** Parameters that no address is given to. */
const PLAIN_PARAMETER =
  /^(?:v|ver|version|_?t|ts|time|timestamp|r|rnd|rand|random|_|id|n|w|h|width|height|size|hash|md5|rev|date|now|cache|cb)$/i
/** An address without a query, and without a part that is filled in. */
const PLAIN_PATH = /^[\w./:~%-]*$/

/** What stands behind a key of a URL. */
export interface UrlPlace {
  /** Where the literal opens that the key stands in, or -1. */
  readonly quote: number
  /** Where the value ends. */
  readonly end: number
}

/** A URL with one of these has no use for what else may be said of it. */
const ALONE: ReadonlySet<ExtractMessageId> = new Set(['encodedQuestionMark', 'behindFragment', 'duplicateKey'])

/** Mistakes of the URL before a key. */
export function findUrlNotes(host: Host, found: FoundKey, key: SourceKey, place: UrlPlace): ExtractNote[] {
  const { quote, end } = place
  const { text } = host
  const own = addressBefore(text, found.start)
  const start = found.start - own.length
  const joined = quote >= 0 && start - 1 === quote ? readJoined(host, quote) : undefined
  const before = joined ? addressBefore(joined.text + own, joined.text.length + own.length) : own
  const path = before.replace(SEPARATOR, '')
  const separator = before.slice(path.length)
  const notes = findAddressNotes(text, found, key, before)
  if (notes.some(({ messageId }) => ALONE.has(messageId))) return notes
  // Nothing can be wrong with most, and logs have very many.
  if (!joined && separator === '?' && key === 'x-oss-process' && PLAIN_PATH.test(path)) return notes
  const make = (messageId: ExtractMessageId, params: Record<string, string> = {}): ExtractNote[] => [
    ...notes,
    { messageId, span: { start: found.start, end: found.end }, params: { key, ...params } },
  ]
  if (key === 'x-oss-async-process' && separator !== '' && (isLink(host, start) || !isPosted(text, start, end)))
    return make('asyncLink')
  const alone = joined && own === separator ? joined.nearest : undefined
  const operand = joined ? alone : interpolated(host, start, found.start)
  const address = lastAddress(path)
  const isLiteral =
    SIGNATURE.test(address) && !DECODED_SIGNATURE.test(address) && !ENCODED.test(text.slice(found.end, found.end + 20))
  if (isLiteral || (operand && isSigned(operand, separator))) return make('signedUrl')
  if (separator === '?' && hasQuery(address)) return make('secondQuestionMark')
  if (separator !== '' && separator !== '?' && ADDRESS.test(path)) return make('ampersandWithoutQuery')
  if (own === '' && alone && isBehindQuery(text, alone.start, quote)) return make('noSeparator', { found: alone.name })
  const file = separator === '' ? FILE_END.exec(path)?.[0] : undefined
  return file ? make('noSeparator', { found: file }) : notes
}

const NEAR = 400
/** Asks whether a text has a question mark. */
const ASKS =
  /(?:contains|includes?|index_?of|strpos|find|search|range_?of)\w*\W[^\n]{0,60}?["'`]\?["'`]|["'`]\?["'`]\)?\s+in\b/gi

/**
 * True for the one branch of a question for "?" where the other branch joins the same with it:
 * `if u.contains("?") { u += "x-oss-process=..." } else { u += "?x-oss-process=..." }`.
 */
function isBehindQuery(text: string, start: number, quote: number): boolean {
  const before = text.slice(Math.max(0, start - NEAR), start)
  const asked = [...before.matchAll(ASKS)].at(-1)
  if (!asked || /["'`]&/.test(before.slice(asked.index))) return false
  const other = `${text.slice(start, quote + 1)}?x-oss-`
  return before.includes(other) || text.slice(quote, quote + NEAR).includes(other)
}

/** In a list of addresses, what comes behind the last sign that holds them apart: `a.jpg?x-oss-process=image/info,b.jpg`. */
const LISTED = /x-oss-(?:async-)?process=.*[,;|](?!image_)(?=[\w./~%-]*\.[A-Za-z]\w{1,4}$)/

/** The last of URLs in a row, or the URL in the value of another one; the part behind "#" has a query of its own, and the mark in "?>" asks for none. */
function lastAddress(path: string): string {
  const hash = path.lastIndexOf('#')
  const tag = path.lastIndexOf('?>')
  const from = Math.max(0, path.lastIndexOf('://'), path[hash + 1] === '{' ? 0 : hash, tag < 0 ? 0 : tag + '?>'.length)
  const rest = path.slice(from)
  const list = LISTED.exec(rest)
  return list ? rest.slice(list.index + list[0].length) : rest
}

/** True where a URL has a query, or where the URL in its last value has one. */
function hasQuery(url: string): boolean {
  const outer = url.replace(NAMED_HOLE, HOLE)
  if (!outer.includes('?') || /^[?&]/.test(outer) || /[{}<]/.test(outer)) return false
  const value = [...outer.matchAll(ADDRESS_VALUE)].at(-1)
  const path = value ? outer.slice(value.index + value[0].length) : outer
  if (!path.includes('?')) return false
  const [, name = '', rest = ''] = LAST_PARAMETER.exec(path) ?? []
  return rest.includes(HOLE) ? PLAIN_PARAMETER.test(name) : !name.includes(HOLE)
}

/** The expression of a hole that is all of the URL between `start` and the key at `end`: `${signedUrl}&`. */
function interpolated(host: Host, start: number, end: number): ReturnType<typeof operandBefore> {
  const { text } = host
  const url = text.slice(start, end).replace(SEPARATOR, '')
  if (/^\$\w+$/.test(url)) return { start, name: url, call: false }
  const behind = start + url.length
  const close = text[behind - 1]
  const open = close === '}' || close === ')' ? enclosing(text, behind - 1) : undefined
  if (!open || !/[\s"'`>]$/.test(text.slice(Math.max(0, open.at - 2), open.at).replace(/(?:[$#{]|\\)$/, '')))
    return undefined
  if (close === ')' ? text[open.at - 1] !== '\\' : open.opener !== '{') return undefined
  let inner = behind - 1
  while (inner > open.at && /[}\s]/.test(text[inner - 1] ?? '')) inner--
  const operand = operandBefore(host, inner)
  if (!operand || operand.start <= open.at) return undefined
  return /^(?:\{?\s*)(?:await\s*)?$/.test(text.slice(open.at + 1, operand.start)) ? operand : undefined
}

const MARKUP_LINK = /<[A-Za-z][\w.-]*\s(?:[^<>]*\s)?(?:data-|xlink:)?(?:href|src|poster)=(?:\{\s*)?["'`]$/
const STYLE_LINK =
  /\b(?:background|background-image|content|cursor|border-image|mask|mask-image|src)\s*:[^;{}\n]*\burl\(\s*["']?$/
const MARKDOWN_LINK = /\[[^\]\n]*\]\($/

/** True where a URL is what a link or a picture of a page names: it is fetched with GET. */
function isLink({ text, family }: Host, start: number): boolean {
  const before = text.slice(Math.max(0, start - 300), start)
  if (MARKUP_LINK.test(before) || STYLE_LINK.test(before)) return true
  return family.name === 'markdown' && MARKDOWN_LINK.test(before)
}

/** True where the words around a URL say that it is posted to. */
function isPosted(text: string, start: number, end: number): boolean {
  return /\bpost|\bmethod|\bcurl\b|-X\b|--request|\basync_?process/i.test(
    `${text.slice(Math.max(0, start - 160), start)} ${text.slice(end, end + 160)}`,
  )
}
