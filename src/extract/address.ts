import type { Address } from '../catalogue/address.ts'
import type { Span } from '../language/tree.ts'
import { enclosing } from './context.ts'

const LONGEST = 2048
const BOUNDARIES: ReadonlySet<string> = new Set(' \t\r\n"\'`()<>,;')
const KEY = /(?:[?&]|&amp;|\\u0026)x-oss-(?:async-)?process=$/i
const HOST = /^(?:https?:)?\/\/([^/?#\s]+?)(?::[0-9]+)?\//i
/** A host of which at most the first part is filled in: `${bucket}.oss-cn-hangzhou.aliyuncs.com`. */
const NAMED_HOST = /^[\w.-]+$|[{}$<>%\uFFFC][^{}$<>%\uFFFC]*\.[a-z]{2,}$/i
const EXTENSION = /\.([a-z0-9]{2,5})$/i
const SIGNATURE = /[?&;](?:x-oss-)?signature=/i
/** What a program fills in: `${x}`, `#{x}`, `<x>`, `%s`. */
const FILLED_IN = /[{}$<>\uFFFC]|%(?![0-9a-f]{2})/i
/** An attribute of markup in front of a quote; in source code a quoted address may be signed later. */
const ATTRIBUTE = /[\w-]=["']$/

/** Methods of SDKs that take the name of an object and a process string. */
const OBJECT_CALL =
  /(?:signatureurl\w*|presign\w*|sign_?url\w*|\bget|\.getstream|get_?object\w*|generateobjecturl|process_?object\w*)$/i
const OBJECT_NAME = /["'`](?:[^"'`\n]*)\.([a-z0-9]{2,5})["'`]/i
/** `get('a.gif', { params: { 'x-oss-process': ... } })` is three deep. */
const DEEPEST = 3

const NOTHING: Address = {}

/** What the text around a process string tells of the address that it is a part of. */
export function findAddress(text: string, { start, end }: Span): Address {
  const from = boundaryBefore(text, start)
  const key = KEY.exec(text.slice(from, start))
  if (!key) return objectOfCall(text, start)
  const before = text.slice(from, from + key.index)
  const path = before.replace(/(?:\?|#(?!\{)).*$/s, '')
  const named = HOST.exec(path)?.[1]
  const host = named !== undefined && NAMED_HOST.test(named) ? named : undefined
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

/** The object that the call around a string names before it: `client.get('a.gif', { process: 'image/...' })`. */
function objectOfCall(text: string, start: number): Address {
  // The quote in front of the string opens it.
  let at = start - 1
  for (let depth = 0; depth < DEEPEST; depth++) {
    const place = enclosing(text, at)
    if (!place) return NOTHING
    if (place.opener === '(' && OBJECT_CALL.test(place.word)) {
      const extension = OBJECT_NAME.exec(text.slice(place.at, start))?.[1]?.toLowerCase()
      return extension === undefined ? NOTHING : { extension, isArgument: true }
    }
    at = place.at
  }
  return NOTHING
}
