import { findOperation } from '../catalog/catalog.ts'
import type { Span } from '../language/tree.ts'
import type { ExtractNote } from './notes.ts'
import { findHoles } from './source.ts'
import { matchAt, type Units } from './units.ts'

const URL_ENCODER =
  /\b(?:encodeURIComponent|encodeURI|escape|rawurlencode|urlencode|URLEncoder\.encode|quote(?:_plus)?|QueryEscape|PathEscape|CGI\.escape|EscapeDataString|UrlEncode|Uri\.encodeComponent|addingPercentEncoding)\b/
const STANDARD_ENCODER =
  /\b(?:btoa|base64_encode|StdEncoding|RawStdEncoding|Base64\.(?:getEncoder|getMimeEncoder|NO_WRAP|DEFAULT|encodeBase64String|encodeToString|strict_encode64|encode64|encode)|b64encode|standard_b64encode|ToBase64String|base64EncodedString|base64Encode|strict_encode64|encode64)\b|toString\(\s*['"]base64['"]\s*\)|\|\s*base64\b/
const URL_SAFE =
  /url_?safe|getUrlEncoder|URLEncoding|base64url|strtr|str_replace|replace|translate|\btr\b|_-|'-_'|"-_"|encodeURL|true\s*\)/i
const FARTHEST_DEFINITION = 4000

/** Where a hole is filled from an encoder that does not fit a Base64 parameter. */
export function findBase64Notes(text: string, units: Units): ExtractNote[] {
  const notes: ExtractNote[] = []
  for (const { offset, host } of findHoles(units)) {
    const parameter = base64Parameter(units.text.slice(Math.max(0, offset - 400), offset))
    if (!parameter) continue
    const expression = text.slice(host.start, host.end)
    const format = argumentsOf(text, host)
    const filling = format?.code ?? expression
    const code = [filling, definitionOf(text, filling, host.start)].find(
      part => URL_ENCODER.test(part) || STANDARD_ENCODER.test(part),
    )
    if (code === undefined || (URL_SAFE.test(code + (format?.behind ?? '')) && !URL_ENCODER.test(code))) continue
    const standard = STANDARD_ENCODER.exec(code)?.[0]
    const found = standard ?? URL_ENCODER.exec(code)?.[0] ?? ''
    const messageId = standard ? 'standardBase64' : 'urlEncodedBase64'
    notes.push({ messageId, span: host, params: { found, parameter } })
  }
  return notes
}

const CONVERSION = /^(?:%[svq@]|\{\w*\})$/
const CONVERSIONS = /%(?![\dA-Fa-f]{2})[-+ #\d.]*[A-Za-z@]|\{\w*\}|\$\{|\$\w/g
const FORMAT_CALL = /(?:printf|format!?)\s*\(\s*(?:[\w.]+,\s*)?[A-Za-z]?$/i
const FORMAT_OPERATOR = /\s*(?:\)?\s*\.\s*format(?:ted)?\(|%(?!=))/y
const LONGEST_ARGUMENTS = 400

/** What fills the only hole of a format, and the rest of its line: `format("text_%s", code)`. */
function argumentsOf(text: string, hole: Span): { readonly code: string; readonly behind: string } | undefined {
  if (!CONVERSION.test(text.slice(hole.start, hole.end))) return undefined
  const before = text.slice(Math.max(0, hole.start - LONGEST_ARGUMENTS), hole.start)
  const [, quote = '', head = ''] = /(["'`])([^"'`\n]*)$/.exec(before) ?? []
  const after = text.slice(hole.end, hole.end + LONGEST_ARGUMENTS)
  const length = quote === '' ? -1 : after.indexOf(quote)
  const literal = head + text.slice(hole.start, hole.end) + after.slice(0, length)
  if (length < 0 || literal.includes('\n') || literal.match(CONVERSIONS)?.length !== 1) return undefined
  const call = FORMAT_CALL.test(before.slice(0, before.length - head.length - 1)) && after[length + 1] === ','
  const start = length + 1 + (call ? 1 : (matchAt(FORMAT_OPERATOR, after, length + 1)?.length ?? 0))
  if (start === length + 1) return undefined
  const end = endOfArguments(after, start)
  const line = after.slice(end)
  return { code: after.slice(start, end).trim(), behind: line.slice(0, line.search(/\n|$/)) }
}

function endOfArguments(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? ''
    if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character) && depth-- === 0) return at
    else if (depth === 0 && (character === ';' || (character === '\n' && /\S/.test(text.slice(start, at))))) return at
  }
  return text.length
}

/** The name of the Base64 parameter that ends in front of a hole. */
function base64Parameter(before: string): string | undefined {
  const name = /,([a-z][a-z0-9-]*)_$/.exec(before)?.[1]
  if (!name) return undefined
  const stage = before.slice(before.lastIndexOf('|') + 1)
  const category = stage.slice(0, Math.max(0, stage.indexOf('/')))
  const operation = /^[a-z0-9-]*/.exec(stage.slice(stage.lastIndexOf('/') + 1))?.[0] ?? ''
  const spec = findOperation(category, operation)?.parameters.get(name)
  const known = spec ? spec.type.kind === 'base64' : /\bsaveas,[^/]*$/.test(before) && /^[ob]$/.test(name)
  return known ? name : undefined
}

/** The statement that gives a plain variable its value, nearest before its use. */
function definitionOf(text: string, expression: string, at: number): string {
  const name = /^[${#\\(\s{]*([A-Za-z_]\w*)[\s})]*$/.exec(expression)?.[1]
  if (!name) return ''
  const before = text.slice(Math.max(0, at - FARTHEST_DEFINITION), at)
  const found = [...before.matchAll(new RegExp(`(?<![\\w.])${name}\\s*(?::\\s*\\w+\\s*)?:?=(?!=)([^\\n]*)`, 'g'))].at(
    -1,
  )
  return found?.[1] ?? ''
}
