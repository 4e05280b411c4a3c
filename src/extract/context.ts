import { memoizeLast } from '../../grammar/catalogue/memo.ts'
import type { Via } from '../../grammar/catalogue/types.ts'

/** How far back a context is looked for. */
const REACH = 300

/** The key with its spelling, as it stands in the host. */
export interface FoundKey {
  readonly start: number
  readonly end: number
  readonly spelling: string
}

/** How a string was recognised. */
export type SourceKey =
  | 'x-oss-process'
  | 'x-oss-async-process'
  | 'sdk-arg'
  | 'sdk-option'
  | 'sdk-property'
  | 'style-content'
  | 'api-field'
  | 'cli-flag'
  | 'format-arg'
  | 'builder-append'
  | 'variable'
  | 'list'
  | 'bare'
  | 'foreign'

/** The bracket that a place stands in, and the word before it. */
export interface Enclosing {
  readonly opener: string
  readonly word: string
  readonly at: number
}

const NEWLINE = 10
const CALLEE = /([\w.$:-]+)[?!]?\s*$/
const WORD = /([\w.$:-]+)["']?\s*(?:[:=]\s*)?(?:new\s+\w+|map\[string\]string|\w+Of)?\s*$/

/** What the characters are that count here, by their code; a look at a table is several times as fast as one at a set. */
const KINDS: readonly ('quote' | 'opener' | 'closer' | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if ('"\'`'.includes(character)) return 'quote'
  return '([{'.includes(character) ? 'opener' : ')]}'.includes(character) ? 'closer' : undefined
})

/** The nearest open bracket before `at`, looking back a little; quoted text is passed over. */
export function enclosing(text: string, at: number): Enclosing | undefined {
  let depth = 0
  for (let here = at - 1; here >= 0 && here > at - REACH; here--) {
    const code = text.charCodeAt(here)
    const kind = code < 128 ? KINDS[code] : undefined
    if (kind === undefined) continue
    if (kind === 'quote') here = openingQuote(text, here)
    else if (kind === 'closer') depth++
    else if (depth-- === 0) {
      const opener = text[here] ?? ''
      const word = (opener === '(' ? CALLEE : WORD).exec(text.slice(Math.max(0, here - 60), here))?.[1] ?? ''
      return { opener, word, at: here }
    }
  }
  return undefined
}

/** The name of the call whose arguments `at` stands in, or ''. */
export function callAround(text: string, at: number): string {
  // The look back costs most of the time in a log, where there are no calls.
  if (!text.slice(Math.max(0, at - REACH), at).includes('(')) return ''
  const place = enclosing(text, at)
  return place?.opener === '(' ? place.word : ''
}

function openingQuote(text: string, at: number): number {
  const quote = text.charCodeAt(at)
  for (let here = at - 1; here >= 0 && here > at - REACH; here--) {
    const code = text.charCodeAt(here)
    if (code === quote) return here
    if (code === NEWLINE) break
  }
  return at
}

const HEADER_WORD = /(?:^|[._-]|(?<=[a-z]))headers?(?:\.(?:set|add|put))?:?$/i
const HEADER_CALL = /(?:set|add|with|put|request)?headers?(?:[._]?(?:set|add|put))?$/i
const HEADER_INDEX = /headers?\s*\[\s*["']?$/i
const HEADER_FLAG = /(?:^|\s)(?:-H|--header)[ =]+["']?$/

/** True where a key stands in a place for headers: a map of that name, a call that sets one, curl's -H. */
export function isHeaderPlace(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at)
  if (HEADER_INDEX.test(before) || HEADER_FLAG.test(before)) return true
  const place = enclosing(text, at)
  return !!place && (place.opener === '(' ? HEADER_CALL : HEADER_WORD).test(place.word)
}

const HTTP_HEAD = /(?:^|\n)(?:[A-Z]{3,7} \S+(?: HTTP\/[\d.]+)?\r?\n)(?:[\w-]+: [^\n]*\n)*$/

/** `x-oss-process: image/...` among the header lines of an HTTP request. */
export function isHeaderLine(text: string, { start, end }: FoundKey): boolean {
  return /^:[ \t]/.test(text.slice(end, end + 2)) && HTTP_HEAD.test(text.slice(Math.max(0, start - 600), start))
}

const QUERY = /quer(?:y|ies)|params?\b|searchparams|urlsearchparams|getparams|subres/i
const BODY_FLAG = /(?:^|\s)(?:-d|--data(?:-\w+)?|--body|--post-data)[ =]+\$?["']?$/
const URL_BEFORE = /(?:[?&]|%3[fF]|%26|\\u0026|\\x26|&amp;|\\u003[fF])$/

/** True where `curl -G` puts what it is given into the query. */
function isQueryOfCommand(text: string, at: number): boolean {
  const before = /(?:\\\r?\n|[^\n])*$/.exec(text.slice(Math.max(0, at - 400), at))?.[0] ?? ''
  const behind = /^(?:\\\r?\n|[^\n])*/.exec(text.slice(at, at + 400))?.[0] ?? ''
  return /\s(?:-[a-zA-Z]*G|--get)(?=\s)/.test(`${before}${behind}\n`)
}

/** How a string behind its key reaches OSS, as far as the place tells. */
export function viaOf(text: string, at: number, key: SourceKey): Via | 'auto' {
  if (key === 'x-oss-async-process') return 'async'
  const before = text.slice(Math.max(0, at - 60), at)
  if (URL_BEFORE.test(before)) return 'get'
  if (BODY_FLAG.test(before)) return isQueryOfCommand(text, at) ? 'get' : 'post'
  const place = enclosing(text, at)
  return place && QUERY.test(place.word) ? 'get' : 'auto'
}

const ADDING = /([\w$.]*)\.\s*(?:append\w*|add\w*)\(\s*["']$/i
const BRANCH = /[{}?]|=>|\b(?:if|elif|else|unless|when|case|or)\b/

/** True where the call before adds the same key to the same object, with no branch between. */
export function isGivenAgain(text: string, { start, end }: FoundKey): boolean {
  const [call, object = ''] = ADDING.exec(text.slice(Math.max(0, start - 60), start)) ?? []
  if (call === undefined) return false
  const near = text.slice(Math.max(0, start - 300), start - call.length)
  const last = near.lastIndexOf(text.slice(start, end))
  const [, other] = ADDING.exec(near.slice(Math.max(0, last - 60), Math.max(0, last))) ?? []
  const between = near.slice(last)
  if (other === undefined || BRANCH.test(between) || between.includes(`${object} =`)) return false
  // A chain has no statement between.
  return object === '' ? !between.includes(';') : object === other
}

const CALL_OF_PROCESS =
  /(?:set|with|add|oss\.|^|[._])(?:x?oss)?process$|process_?object|processobject|getobject(?:request)?$|get_object\w*$|signurl$|signatureurl$|presign\w*$|sign_url$/i
const SURE_CALL = /(?:set|with)(?:x?oss)?_?process$|(?:^|[.:])oss\.(?:with)?process$/i
const SURE = { sure: true } as const
/** What a program that uses OSS names. */
export const OF_OSS: RegExp =
  /x-?oss|aliyun|\boss[._]|\boss\b|\bali[-_]?oss|ObjectRequest|signature_?url|sign_?url|get_object/i
const IMPORT = /^\s{0,8}(?:import|from|require|using|use|#include)\b/m
/** True for a program that says what it uses, and names no OSS: a method of the same name is another one's. */
const isWithoutOss = memoizeLast((text: string) => IMPORT.test(text) && !OF_OSS.test(text))
const ASYNC_CALL = /async_?process|process_?object_?async/i
const POST_CALL = /(?<!async_?)process_?object(?!_?save)/i
/** A method of one's own may be called so, and send the string any way. */
const ANY_CALL = /(?<!(?:^|[.:])oss\.)(?<!set|with|add)process$|process_?object_?save$/i
const NAME =
  /(?:(--?)|\b)([A-Za-z_][\w.$-]*)["']?\]?\s*(?::\s*(?:[A-Za-z][\w.<>?]*\s*)?=|=>|:=|[:=]|(?<=--?[\w-]+)\s)\s*(?:\w+\.Ptr\(|\w+\()?$/

/** What the place of a string without a key tells. */
export interface Expectation {
  readonly key: SourceKey
  readonly via: Via | 'auto'
  /** True where a process string is expected. */
  readonly expected: boolean
  /** True where nothing but a process string may stand. */
  readonly sure?: true
}

/** The branches of a conditional expression before a literal: `a ? `, `a ? 'b' : `, `'b' if a else `, `if (a) 'b' else `. */
const CHOICE =
  /(?:[^"'`\n,;{}?:]{1,80}\?\s*(?:(["'`])[^"'`\n]*\1\s*:\s*)?|(["'`])[^"'`\n]*\2\s+if\s[^"'`\n,;]{1,80}\selse\s+|\bif\s*\([^"'`\n,;]{1,80}\)\s*(?:(["'`])[^"'`\n]*\3\s*else\s+)?)$/
/** What a condition cannot reach over: an assignment, a key in front of it, an operator that joins. */
const GIVEN = /^(?:.*?(?<![=!<>])(?:=>|:?=(?!=))|\s*(?:[+.&~*]|\.\.|<>|\|\|)(?=[\s(]))?\s*/
const KEY_JOINED =
  /x-oss-(async-)?process(?:=|%3[dD])(?:\$\{|#\{|\{\{?|\\\(|["'`]\s*(?:[+.&~*]|\.\.|<>|\|\|)\s*)\(?\s*$/i
const KEY_GIVEN = /["'`]x-oss-(async-)?process["'`]\s*,\s*$/i

/** Where the conditional expression begins that the literal at `at` is a branch of; `at` itself where it is none. */
function beginningOfChoice(text: string, at: number): number {
  const near = text.slice(Math.max(0, at - 200), at)
  const choice = CHOICE.exec(near)?.[0]
  if (choice === undefined) return at
  const given = GIVEN.exec(choice)?.[0].length ?? 0
  return at - choice.length + Math.max(given, openBracket(choice) + 1)
}

/** The last round bracket of a text that is not closed in it, or -1. */
function openBracket(text: string): number {
  let depth = 0
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') depth++
    else if (text[at] === '(' && depth-- === 0) return at
  }
  return -1
}

/** Looks at what stands before the literal whose quote is at `at`, or before the conditional expression that may give it. */
export function placeOf(text: string, at: number): Expectation {
  const start = beginningOfChoice(text, at)
  const before = text.slice(Math.max(0, start - 60), start)
  const [key, asynchronous] = KEY_JOINED.exec(before) ?? KEY_GIVEN.exec(before) ?? []
  if (key === undefined) return placeOfValue(text, start)
  if (asynchronous) return { key: 'x-oss-async-process', via: 'async', expected: true }
  return {
    key: 'x-oss-process',
    via: key.startsWith('x') ? 'get' : viaOf(text, start, 'x-oss-process'),
    expected: true,
  }
}

function placeOfValue(text: string, at: number): Expectation {
  const before = text.slice(Math.max(0, at - 70), at)
  if (/<(?:\w+:)?(?:content|style)\b[^<>]*>$/i.test(before)) return STYLE
  const [, dashes, name = ''] = NAME.exec(before) ?? []
  const place = enclosing(text, at)
  if (name !== '' && place?.opener !== '(' && isProcessedLater(text, name, at))
    return { key: 'sdk-arg', via: 'post', expected: true }
  const named = name === '' ? undefined : placeOfName(text, { name, flag: dashes !== undefined, before, place })
  if (named) return named
  const call = place?.opener === '(' ? declaredType(text, place.at) || place.word : ''
  if (/append$|push_str$|write$/i.test(call)) return { key: 'builder-append', via: 'auto', expected: false }
  if (!CALL_OF_PROCESS.test(call)) return { key: name === '' ? 'bare' : 'variable', via: 'auto', expected: false }
  if (isWithoutOss(text)) return { key: 'bare', via: 'auto', expected: false }
  const via = ASYNC_CALL.test(call) ? 'async' : POST_CALL.test(call) ? 'post' : ANY_CALL.test(call) ? 'auto' : 'get'
  return { key: 'sdk-arg', via, expected: true, ...(SURE_CALL.test(call) ? SURE : {}) }
}

/** C++ gives a variable its arguments where it is declared: `ProcessObjectRequest request(bucket, key, "...")`. */
function declaredType(text: string, at: number): string {
  return /\b(ProcessObjectRequest)\s+\w+\s*$/.exec(text.slice(Math.max(0, at - 60), at))?.[1] ?? ''
}

const FARTHEST_USE = 1500
const POSTED = /(?<!async_?)process_?object(?:request)?\s*\([^()]*$/i

/** True where the next thing that is done with a variable is to give it, as it is, to a method that processes an object by POST. */
function isProcessedLater(text: string, name: string, at: number): boolean {
  const near = text.slice(at, at + FARTHEST_USE)
  const behind = near.slice(near.search(/\n|;/) + 1)
  const use = new RegExp(`(?<![\\w$.>])\\$?${name.replace(/[^\w]/g, '\\$&')}(?![\\w$])`).exec(behind)
  if (!use) return false
  return (
    POSTED.test(behind.slice(Math.max(0, use.index - 200), use.index)) &&
    /^\s*\)/.test(behind.slice(use.index + use[0].length))
  )
}

const STYLE: Expectation = { key: 'style-content', via: 'auto', expected: true }
const GET_CALL = /(?:signatureurl|presign\w*|sign_?url|get|getstream|get_?object\w*|generateobjecturl)$/i

/** The name that a literal is given to. */
interface Naming {
  readonly name: string
  readonly flag: boolean
  readonly before: string
  readonly place: Enclosing | undefined
}

function placeOfName(text: string, { name, flag, before, place }: Naming): Expectation | undefined {
  const word = name.toLowerCase().replace(/[_-]/g, '')
  if (flag) return { key: 'cli-flag', via: 'auto', expected: /process|style/.test(word) }
  if (word.endsWith('xossprocess')) return { key: 'sdk-property', via: 'auto', expected: true, sure: true }
  const via = word.endsWith('process') ? optionVia(text, place) : 'auto'
  if (via === 'post') return { key: 'sdk-arg', via, expected: true }
  const isOption = place?.opener === '(' || !/=\s*(?:\w+\.Ptr\(|\w+\()?$/.test(before)
  if (word === 'process' && !isOption) return { key: 'variable', via: 'auto', expected: true }
  if (word === 'process' || word.endsWith('ossprocess')) return { key: 'sdk-option', via, expected: true }
  // The key `image_process` is that of the CDN, which takes no category.
  if (/(?:image|video|cover|thumbnail|url)\w*process$/.test(word))
    return { key: 'api-field', via: 'get', expected: !word.endsWith('imageprocess') }
  return /(?:^|\.)content$|style(?:content)?$/.test(word) ? STYLE : undefined
}

/** An option of a call that reads an object goes by GET, and one of a call that processes it by POST. */
function optionVia(text: string, place: Enclosing | undefined): Via | 'auto' {
  let around = place
  for (let level = 0; around && level < 3; level++) {
    if (POST_CALL.test(around.word)) return 'post'
    if (around.opener === '(' && !/\.Ptr$|^array$/.test(around.word)) return GET_CALL.test(around.word) ? 'get' : 'auto'
    around = enclosing(text, around.at)
  }
  return 'auto'
}
