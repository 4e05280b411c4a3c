import { memoizeLast } from '../../grammar/catalogue/memo.ts'
import { findOperation } from '../catalogue/catalogue.ts'
import type { Span } from '../language/tree.ts'
import { type FormatArgument, findFormatArgument } from './format-arguments.ts'
import type { ExtractNote } from './notes.ts'
import { findHoles } from './source.ts'
import type { Units } from './units.ts'

const URL_ENCODER =
  /\b(?:encodeURIComponent|(?<!Base64\.)encodeURI|escape|rawurlencode|urlencode|URLEncoder\.encode|quote(?:_plus)?|QueryEscape|PathEscape|CGI\.escape|EscapeDataString|UrlEncode|Uri\.encodeComponent|addingPercentEncoding)\b/

/** The encoders of the languages and their usual packages that write "+", "/" and "=". */
const STANDARD_ENCODER = new RegExp(
  [
    String.raw`\b(?:btoa|base64_encode|encode_base64|b64encode|encodebytes|standard_b64encode|strict_encode64|encode64|base64encode|b64enc|base64Encode|arrayBufferToBase64|Base64Encode|TO_BASE64)\b`,
    String.raw`\b(?:StdEncoding|RawStdEncoding|ToBase64String|toBase64String|printBase64Binary|base64EncodedString\w*|encodeBase64(?:String|Chunked)?|BASE64Encoder|EVP_EncodeBlock)\b`,
    String.raw`\bBase64(?:Utils?|Coder)?(?:\.|::)(?:getEncoder|getMimeEncoder|toBase64|Default|NO_WRAP|DEFAULT|encodeToString|encode(?:Str|Lines)?)\b`,
    String.raw`\b(?:base64|b64|mime)(?:\.|::|:)(?:standard_)?(?:encode(?:_to_string)?|stringify|b64)\b|\bBaseEncoding\.base64\(|\benc\.Base64\b|(?:\b|_)STANDARD(?:_NO_PAD)?\.encode\b|\bencode\([^()]*,\s*'base64'\)`,
    String.raw`toString\(\s*['"]base64['"]\s*\)|\.(?:base64|toBase64|encodeBase64)\(\)|\.pack\(\s*['"]m0?['"]\s*\)|\|\s*(?:openssl\s+)?base64\b`,
  ].join('|'),
)
const URL_SAFE =
  /url_?safe|getUrlEncoder|URLEncoding|base64_?url|url_?(?:base64|encode64)|strtr|str_replace|replac|translate|\bg?sub\b|\btr\b|_-|-_|encodeURL|maketrans|UrlSafe|true\s*\)|split\(\s*["'][+/]/i
/** How a browser turns a text into the bytes of UTF-8, for `btoa`. */
const AS_BYTES = /\bunescape\(\s*encodeURIComponent\b/
/** What only takes the padding away, which leaves "+" and "/". */
const UNPADDING =
  /\.?\s*\b(?:replace(?:All|_all|First)?|gsub|delete|r?strip|trim_?(?:end|right|suffix)?\w*|replacingOccurrences)\s*\(\s*(?:of:\s*|\w+\s*,\s*)?(?:\/=[^/]*\/g?|["'][^"'\w+/]*=[^"'\w+/]*["'])[^()]*\)|\bstr_replace\(\s*["']=["']\s*,\s*["']{2}\s*,|\|\s*tr\s+-d\s+["']?[=\\n]+["']?/gi
/** Parameters whose values are letters, digits and hyphens: Base64 of those has no "+" and no "/", and OSS takes padding. */
const PLAIN_NAMES: ReadonlySet<string> = new Set(['b', 'topic'])
const FARTHEST_DEFINITION = 4000
const LONGEST_BODY = 600
const FARTHEST_FUNCTION = 20_000

/** Where a hole is filled from an encoder that does not fit a Base64 parameter. `before` is what the text goes on from. */
export function findBase64Notes(text: string, units: Units, before: string = ''): ExtractNote[] {
  const notes: ExtractNote[] = []
  for (const { offset, host } of findHoles(units, text)) {
    const parameter = base64Parameter(before + units.text.slice(Math.max(0, offset - 400), offset))
    const encoder = parameter && findEncoder(text, host)
    if (!parameter || !encoder) continue
    const params = { found: encoder.found, parameter }
    const messageId = encoder.isStandard ? 'standardBase64' : 'urlEncodedBase64'
    const isHarmless = encoder.isStandard && PLAIN_NAMES.has(parameter)
    notes.push({ messageId, span: host, params, ...(isHarmless && { isHarmless }) })
  }
  return notes
}

interface Encoder {
  readonly found: string
  readonly isStandard: boolean
}

/** The encoder behind a hole: in it, in the argument of its format, or in what gives its variable the value. */
function findEncoder(text: string, hole: Span): Encoder | undefined {
  const argument = findFormatArgument(text, hole)
  const behind = argument?.behind ?? ''
  let code = argument?.code ?? text.slice(hole.start, hole.end)
  for (let hop = 0; hop < 3 && code !== ''; hop++) {
    const encoder = encoderIn(code, behind)
    if (encoder) return isOwn(text, encoder.found, hole.start) ? undefined : encoder
    if (STANDARD_ENCODER.test(code)) return undefined
    code = definitionOf(text, code, hole.start) || bodyOf(text, code, hole.start)
  }
  return undefined
}

function encoderIn(code: string, behind: FormatArgument['behind']): Encoder | undefined {
  const urlEncoder = URL_ENCODER.exec(code.replace(AS_BYTES, ''))?.[0]
  const standard = STANDARD_ENCODER.exec(code)?.[0]
  if (standard === undefined) return urlEncoder === undefined ? undefined : { found: urlEncoder, isStandard: false }
  const rest = (code + behind).replace(UNPADDING, '')
  return URL_SAFE.test(rest) && urlEncoder === undefined ? undefined : { found: standard, isStandard: true }
}

/** True for a function of the same file, not too far away, that makes its result safe itself. */
function isOwn(text: string, name: string, place: number): boolean {
  if (!/^\w+$/.test(name)) return false
  const known = ownEncoders(text)
  const stretches = known.get(name) ?? stretchesThatDefine(text, name)
  known.set(name, stretches)
  const here = Math.floor(place / FARTHEST_FUNCTION)
  return [here - 1, here, here + 1].some(stretch => stretches.has(stretch))
}

/** By name, in which stretches of a text a function of that name makes its result safe: asked for at each place, and the same at all of them. */
const ownEncoders = memoizeLast((_text: string) => new Map<string, ReadonlySet<number>>())

function stretchesThatDefine(text: string, name: string): ReadonlySet<number> {
  const definition = new RegExp(
    `\\b(?:function|def|func|fun|fn|sub|static|private|public|const|let|var)\\b[^\\n;={]{0,60}\\b${name}\\s*[=(]`,
    'g',
  )
  const safe = [...text.matchAll(definition)].filter(({ index }) =>
    URL_SAFE.test(text.slice(index, index + LONGEST_BODY)),
  )
  return new Set(safe.map(({ index }) => Math.floor(index / FARTHEST_FUNCTION)))
}

/** The name of the Base64 parameter that ends in front of a hole; a piece that begins with "/" goes on with a picture. */
export function base64Parameter(before: string): string | undefined {
  const name = /,([a-z][a-z0-9-]*)_$/.exec(before)?.[1]
  if (!name) return undefined
  const { category, operation } = lastOperation(before)
  const spec = findOperation(category, operation)?.parameters.get(name)
  const known = spec ? spec.type.kind === 'base64' : /\b(?:saveas|pre|sur),[^/]*$/.test(before) && /^[ob]$/.test(name)
  return known ? name : undefined
}

/** The last operation of a text, of a picture where it begins with "/". */
export function lastOperation(text: string): { readonly category: string; readonly operation: string } {
  const stage = text.slice(text.lastIndexOf('|') + 1)
  const category = stage.slice(0, Math.max(0, stage.indexOf('/'))) || 'image'
  return { category, operation: /^[a-z0-9-]*/.exec(stage.slice(stage.lastIndexOf('/') + 1))?.[0] ?? '' }
}

/** The statements that give a plain variable its value, nearest before its use; those that go on from its own value count, too. */
function definitionOf(text: string, expression: string, at: number): string {
  const name = VARIABLE.exec(expression)?.[1]
  if (!name) return ''
  const before = text.slice(Math.max(0, at - FARTHEST_DEFINITION), at)
  const definition = new RegExp(
    `(?<![\\w.])${name}["']?\\s*(?::\\s*\\w+\\s*)?:?=(?!=)([^\\n]*(?:\\n\\s*\\.[^\\n]*){0,4})`,
    'g',
  )
  const all = [...before.matchAll(definition)].map(([, value = '']) => value)
  const own = new RegExp(`(?<![\\w.])${name}\\b`)
  const first = all.findLastIndex(value => !own.test(value))
  return all.slice(Math.max(0, first)).join('\n')
}

const VARIABLE = /^[${#\\(\s{]*([A-Za-z_]\w*)(?:\.(?:decode|toString|to_string|to_s|String)\([^()]*\))?[\s})]*$/
const CALLED = /^[${#\\(\s{]*(?:await\s+)?(?:(?:this|self|\$this|cls|static)(?:\.|->|::))?([A-Za-z_]\w*)\(/

/** What a function of the same file does that an expression calls, up to the next function. */
function bodyOf(text: string, expression: string, place: number): string {
  const name = CALLED.exec(expression)?.[1]
  if (!name) return ''
  const start = Math.max(0, place - FARTHEST_FUNCTION)
  const near = text.slice(start, place + FARTHEST_FUNCTION)
  const definition = new RegExp(
    `(?:\\b(?:function|def|func|fun|fn|sub)\\s+(?:\\([^()]*\\)\\s*)?|\\b(?:const|let|var|val|local)\\s+|\\b(?:static|private|public)\\s+[\\w<> ]{0,40})${name}\\s*[=(]`,
  )
  const at = near.search(definition)
  if (at < 0) return ''
  const body = near.slice(at + name.length, at + LONGEST_BODY)
  const end = body
    .slice(20)
    .search(/\n(?:\n|\s*(?:[\w ]*\bfunction|def|func|fun|fn|sub|const|let|var|public|private|static)\b)/)
  return end < 0 ? body : body.slice(0, end + 20)
}
