import { percentDecode } from '../../language/url.ts'
import { percentEncode } from '../../request/percent.ts'
import { leaf } from '../../xml.ts'
import { notImplemented, refuse } from '../engine/problem.ts'
import type { Exchange } from './exchange.ts'

/** How documents write names of objects, and the elements that note it. */
export interface NameEncoding {
  /** A name in an answer. */
  readonly text: (name: string) => string
  /** A name in a request. */
  readonly read: (text: string) => string
  readonly note: readonly string[]
}

const same = (text: string): string => text
const PLAIN: NameEncoding = { text: same, read: same, note: [] }
const ENCODED: NameEncoding = { text: percentEncode, read: same, note: [leaf('EncodingType', 'url')] }
const BOTH_ENCODED: NameEncoding = { text: percentEncode, read: percentDecode, note: [leaf('EncodingType', 'url2')] }

/**
 * What a client asks for by `encoding-type`: names as they are, percent-encoded in answers (url), or in requests too (url2).
 * @throws InvalidArgument. Source: error 0017-00000235.
 */
export function nameEncodingOf({ query, headers }: Pick<Exchange, 'query' | 'headers'>): NameEncoding {
  const type = query.get('encoding-type') || headers['encoding-type'] || undefined
  if (type === undefined) return PLAIN
  if (type === 'url') return ENCODED
  if (type === 'url2') return BOTH_ENCODED
  const message = {
    en: 'encoding-type is "{type}"; expected url or url2.',
    zh: 'encoding-type 为 "{type}"；应为 url 或 url2。',
  }
  if (type === 'base64') throw notImplemented(message, { type })
  throw refuse('InvalidArgument', 400, message, { type }, '0017-00000235')
}
