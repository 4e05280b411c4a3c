import { percentEncode } from '../../request/percent.ts'
import { leaf } from '../../xml.ts'
import { notImplemented, refuse } from '../engine/problem.ts'
import type { Exchange } from './exchange.ts'

/** How a document writes names of objects, and the elements that note it. */
export interface NameEncoding {
  readonly text: (name: string) => string
  readonly note: readonly string[]
}

const PLAIN: NameEncoding = { text: name => name, note: [] }
const ENCODED: NameEncoding = { text: percentEncode, note: [leaf('EncodingType', 'url')] }

/**
 * What a client asks for by `encoding-type`: names as they are, or percent-encoded.
 * @throws InvalidArgument. Source: error 0017-00000235.
 */
export function nameEncodingOf({ query }: Pick<Exchange, 'query'>): NameEncoding {
  const type = query.get('encoding-type') || undefined
  if (type === undefined) return PLAIN
  if (type === 'url') return ENCODED
  const message = { en: 'encoding-type is "{type}"; expected url.', zh: 'encoding-type 为 "{type}"；应为 url。' }
  if (type === 'url2' || type === 'base64') throw notImplemented(message, { type })
  throw refuse('InvalidArgument', 400, message, { type }, '0017-00000235')
}
