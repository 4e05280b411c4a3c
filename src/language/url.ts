import { expectKind } from './given.ts'
import type { Span } from './tree.ts'

/** The process string of a URL. */
export interface UrlProcess {
  readonly key: 'x-oss-process' | 'x-oss-async-process'
  /** Decoded. */
  readonly text: string
  /** Where the value stands in the URL, as it is written. */
  readonly span: Span
}

const KEY = /^x-oss-(?:async-)?process$/i

/**
 * The process string that a URL carries, the first one where there are several; undefined where there is none. Never throws
 * for a text.
 *
 *     parseUrl('https://b.example.com/a.jpg?x-oss-process=image%2Fresize,w_100')?.text // 'image/resize,w_100'
 */
export function parseUrl(url: string): UrlProcess | undefined {
  expectKind(url, 'The URL', 'a text')
  for (const { start, end } of queryParts(url)) {
    const equals = url.indexOf('=', start)
    if (equals < 0 || equals >= end) continue
    const key = decode(url.slice(start, equals)).toLowerCase()
    if (!KEY.test(key)) continue
    const span = { start: equals + 1, end }
    const isAsync = key === 'x-oss-async-process'
    return { key: isAsync ? 'x-oss-async-process' : 'x-oss-process', text: decode(url.slice(span.start, end)), span }
  }
  return undefined
}

/**
 * A URL with another process string, escaped as a query needs; other parameters and what stands behind `#` stay. Without a string it has
 * none. A signature does not cover the new string: sign afterwards.
 *
 *     withProcess('https://b.example.com/a.jpg?v=1', 'image/info') // 'https://b.example.com/a.jpg?v=1&x-oss-process=image/info'
 */
export function withProcess(url: string, text: string | undefined): string {
  expectKind(url, 'The URL', 'a text')
  if (text !== undefined) expectKind(text, 'The process string', 'a text')
  const hash = url.indexOf('#')
  const [address, fragment] = hash < 0 ? [url, ''] : [url.slice(0, hash), url.slice(hash)]
  const question = address.indexOf('?')
  const path = question < 0 ? address : address.slice(0, question)
  const value = text === undefined ? [] : [`x-oss-process=${escapeValue(text)}`]
  let rest: readonly string[] = value
  const parts = queryParts(url).flatMap(({ start, end }) => {
    const part = url.slice(start, end)
    if (!KEY.test(decode(part.split('=', 1)[0] ?? ''))) return [part]
    const here = rest
    rest = []
    return here
  })
  const query = [...parts, ...rest].join('&')
  return `${path}${query === '' ? '' : `?${query}`}${fragment}`
}

/** The parameters of a query, without the signs between them. */
function queryParts(url: string): readonly Span[] {
  const hash = url.indexOf('#')
  const last = hash < 0 ? url.length : hash
  const question = url.indexOf('?')
  if (question < 0 || question >= last - 1) return []
  const parts: Span[] = []
  for (let start = question + 1; start <= last; ) {
    const ampersand = url.indexOf('&', start)
    const end = ampersand < 0 || ampersand > last ? last : ampersand
    parts.push({ start, end })
    start = end + 1
  }
  return parts
}

function decode(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, escapes => percentDecode(escapes))
}

/** Decodes percent escapes. A text with what is no escape of valid UTF-8 stays as it is written. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function escapeValue(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
    .replace(/%2F/g, '/')
    .replace(/%2C/g, ',')
    .replace(/%3D/g, '=')
}
