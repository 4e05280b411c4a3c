import type { Address } from '../catalogue/address.ts'
import type { Span } from '../language/tree.ts'

const LONGEST = 2048
const BOUNDARIES: ReadonlySet<string> = new Set(' \t\r\n"\'`()<>,;')
const KEY = /(?:[?&]|&amp;|\\u0026)x-oss-(?:async-)?process=$/i
const HOST = /^(?:https?:)?\/\/([\w.-]+)(?::[0-9]+)?\//i
const EXTENSION = /\.([a-z0-9]{2,5})$/i
const SIGNATURE = /[?&;](?:x-oss-)?signature=/i
/** What a program fills in: `${x}`, `#{x}`, `<x>`, `%s`. */
const FILLED_IN = /[{}$<>\uFFFC]|%(?![0-9a-f]{2})/i
/** An attribute of markup in front of a quote; in source code a quoted address may be signed later. */
const ATTRIBUTE = /[\w-]=["']$/

const NOTHING: Address = {}

/** What the text around a process string tells of the address that it is a part of. */
export function findAddress(text: string, { start, end }: Span): Address {
  const from = boundaryBefore(text, start)
  const key = KEY.exec(text.slice(from, start))
  if (!key) return NOTHING
  const before = text.slice(from, from + key.index)
  const path = before.replace(/[?#].*$/s, '')
  const host = HOST.exec(path)?.[1]
  const extension = EXTENSION.exec(path)?.[1]?.toLowerCase()
  const isSigned = signatureOf(text, before, from, end, host)
  return {
    ...(host && { host }),
    ...(extension && { extension }),
    ...(isSigned !== undefined && { isSigned }),
  }
}

function boundaryBefore(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < LONGEST && !BOUNDARIES.has(text[start - 1] ?? '')) start--
  return start
}

function signatureOf(
  text: string,
  before: string,
  from: number,
  end: number,
  host: string | undefined,
): boolean | undefined {
  let behind = end
  while (behind < text.length && behind - end < LONGEST && !BOUNDARIES.has(text[behind] ?? '')) behind++
  const after = text.slice(end, behind)
  if (SIGNATURE.test(before) || SIGNATURE.test(after)) return true
  const isQuoted = /["'`]/.test(text[from - 1] ?? '')
  const isWhole = host !== undefined && !FILLED_IN.test(before) && !FILLED_IN.test(after)
  return isWhole && (!isQuoted || ATTRIBUTE.test(text.slice(Math.max(0, from - 12), from))) ? false : undefined
}
