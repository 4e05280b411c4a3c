import { findCategory, findOperation, getCatalog } from '../catalogue/catalogue.ts'
import { editDistance } from '../language/suggest.ts'
import { HOLE } from '../language/tree.ts'
import { BROKEN_BASE64 } from './reader.ts'

const PARAMETER = /^(?:[A-Za-z\uFFFC][\w\uFFFC-]*_|-?\d|[A-Za-z][\w-]*(?=[,/|]|$)|\uFFFC|$)/
const REST = /^[\w,/|:!.=+{}?\uFFFC\u0080-\uFFFB-]*$/
const STEP = /^[a-z-]+_-?\d/
const HEAD = /^([a-z]+)\/([\w:!-]+)(?=[,/|\uFFFC]|$)/
const PATTERN = /[(*?%]$|\.[*+?]|\\[a-z]|\[\^|\(\?|\(\.|\([\w-]+\|/
/** `if_status_eq_404{hls/ts}`, and not the `...` of a manual between the braces. */
const CONDITION = /^if_[a-z]+_[a-z]+_\d+\{(?:[a-z]|\uFFFC)/
const DIGEST = /^[A-Za-z0-9+/]{20,}={1,2}$/
/** What has the form of an operation without parameters, and is none. */
const MEDIA_TYPE: RegExp =
  /^(?:image|video|audio)\/(?:\*|(?:x-|vnd\.)[\w.+-]+|png|jpe?g|pjpeg|gif|webp|bmp|svg(?:\+xml)?|tiff?|avif|hei[cf]|apng|ico|jp2|jxl|raw|mp[34]|m4[av]|mpeg|webm|og[gv]|quicktime|3gpp2?|mp2t|wave?|aac|flac|midi?|opus|amr|avi|mov|mkv|flv)(?=[^\w-]|$)/
const UNKNOWN = /^([A-Za-z]+)\/[A-Za-z][A-Za-z0-9-]*,(?:\d|[A-Za-z][\w-]*_)/
const FILE = /\.[A-Za-z]\w{1,4}$/
/** Forms of a manual, and the functions of one's own that OSS once had. */
const GRAMMAR =
  /^[a-z]+\/(?:\.{2,}|\u2026|x{2,}\b|action\b|operation\b|param\b|\*)|parame?_value|^(?:value|process|string)\b(?!\/)|^udf\//

const WIDE: ReadonlyMap<string, string> = new Map([...'，／＿｜'].map((sign, at) => [sign, ',/_|'[at] ?? '']))

/** The text with the separators that were meant: a full-width one is a slip that the linter tells. */
function narrow(text: string): string {
  return /[，／＿｜]/.test(text) ? text.replace(/[，／＿｜]/g, sign => WIDE.get(sign) ?? sign) : text
}

/** Blanks in front of a parameter, an operation or a target that a separator starts, or behind the separator. */
const APART = /[ \t]{0,4}([,/|])[ \t]{0,4}(?=(?:[a-z]{1,12}_|[a-z-]{3,20},|sys\/)\S)/g

/** True for a text that cannot be anything but a process string, wherever it stands: a known operation with a parameter or a further step. */
export function isCertain(written: string): boolean {
  const text = narrow(/[ \t]/.test(written) ? written.replace(APART, '$1').replace(BROKEN_BASE64, '') : written)
  const match = HEAD.exec(text)
  if (!match) return CONDITION.test(text) || /^\uFFFC\|sys\/(?:saveas|notify)\b/.test(text)
  const [head, category = '', name = ''] = match
  if (!findOperation(category, name)) return false
  const rest = text.slice(head.length)
  if (rest.startsWith(',')) return PARAMETER.test(rest.slice(1)) && REST.test(rest)
  if (rest.startsWith('/')) return isStep(category, rest.slice(1))
  return /^\|(?:sys|[a-z]+\/)/.test(rest)
}

function isStep(category: string, text: string): boolean {
  const word = /^[\w-]+/.exec(text)?.[0] ?? ''
  return text.startsWith(HOLE) || findOperation(category, word) !== undefined || STEP.test(text)
}

/** True for a text that is a process string where the context expects one: a call of `setProcess`, a value of `process:`. */
export function isLikely(written: string): boolean {
  const text = narrow(written)
  const match = HEAD.exec(text)
  if (!match) return isCertain(text) || lacksCategory(text) || isUnknown(text)
  const [, category = '', name = ''] = match
  // `csv/select` is a name in other places, too.
  const known = !/^(?:csv|json)$/.test(category) && findOperation(category, name) !== undefined
  return category === 'style' || known || isCategory(category, text) || isUnknown(text)
}

function isCategory(category: string, text: string): boolean {
  return findCategory(category) !== undefined && !MEDIA_TYPE.test(text) && /,[a-z][\w-]*_|\|sys\//.test(text)
}

/** `image/rotat,90`, `vidio/snapshot,t_1`: an operation and a parameter as OSS writes them, though it knows no such operation. */
function isUnknown(text: string): boolean {
  const category = UNKNOWN.exec(text)?.[1]
  return category !== undefined && isNearCategory(category) && !isOther(text)
}

/** Media types and the names of files. */
function isOther(text: string): boolean {
  return MEDIA_TYPE.test(text) || (FILE.test(text) && !text.includes('|'))
}

/** True for a category, and for a long one with one mistake: a character too many, too few, another one, or two that are swapped. */
function isNearCategory(word: string): boolean {
  if (findCategory(word)) return true
  return [...getCatalog().keys()].some(category => category.length > 4 && editDistance(word, category, 2) < 2)
}

/** True for a text that was meant as a process string where nothing else may stand: the argument of `setProcess`. */
export function isMeant(text: string): boolean {
  if (isOther(text) || GRAMMAR.test(text)) return false
  const [, category = '', name = ''] = /^([A-Za-z]+)\/([A-Za-z-]+\d*_?)?/.exec(text) ?? []
  if (category === 'style') return text.length > 'style/'.length
  if (/^[A-Za-z-]+[,/|](?:[^\s,]*,)?(?:\d|[A-Za-z][\w-]*_)/.test(text)) return true
  return name !== '' && isNearCategory(category)
}

/** `resize,w_200`: the category was forgotten, or stands elsewhere. */
export function lacksCategory(text: string): boolean {
  const [, name, parameter] = /^\/?([a-z-]+),([\w-]+)/.exec(text) ?? []
  return name !== undefined && parameter !== undefined && findOperation('image', name) !== undefined
}

/** True for what stands behind `x-oss-process=` when it is a value, and not a regular expression, a placeholder of a manual or nothing at all. */
export function isValue(written: string): boolean {
  const text = narrow(written)
  if (PATTERN.test(text) || GRAMMAR.test(text)) return false
  if (/^[a-z]+\/(?:[,:;](?![a-z]).*)?$/.test(text)) return false
  if (CONDITION.test(text) || /^[a-z]*\?x-oss-(?:async-)?process=/.test(text)) return true
  if (DIGEST.test(text) && !findCategory(text.slice(0, Math.max(0, text.indexOf('/'))))) return false
  if (/^[A-Za-z][\w-]*(?:\/|%2F)/i.test(text)) return true
  if (text.startsWith('/')) return lacksCategory(text)
  // A number in the place of the category.
  if (/^\d+\/[a-z]{1,12}_/.test(text)) return true
  return /^[A-Za-z\uFFFC][\w\uFFFC-]*[,/|][\w\uFFFC]/.test(text) && /[a-z]/.test(text)
}

const NO_STYLE =
  /^(?:value|process\w*|string|query|header|params?|body|url|uri|true|false|null|nil|none|undefined|boolean|number|integer|object|array|any|text|yes|no|on|off|enabled?|disabled?|optional|required|style_?name|your\w*|my_?style|x{2,}|y{2,}|foo|bar|x[-_]oss[-_]\w+|x-oss.*|\.*|.{0,40}(?:样式|参数|名称|名字|内容|处理|操作|规则|自定义|[你您]的).{0,40})$/i

/** True for what stands for the name of a style, or for a word that somebody gives. */
export function isStandIn(word: string): boolean {
  return NO_STYLE.test(word)
}

/** True for a word alone that may have been meant as the name of a style, with the delimiter or without, or for a parameter alone; not for the words of a manual. */
export function isLoneWord(text: string): boolean {
  return /^(?:@?!)?[A-Za-z][\w.-]{1,62}$/.test(text) && !NO_STYLE.test(text) && !/^[A-Z][A-Z_]+$/.test(text)
}

/** True for what the address of an object may ask for by mistake: a word of any script, a category alone, or a slash too many in front. */
export function isAskedFor(text: string): boolean {
  return /^(?:\p{L}{0,31}[^\0-\x7f]\p{L}{0,31}|[a-z]+\/|\/[a-z]+\/[a-z].*)$/u.test(text) && !NO_STYLE.test(text)
}
