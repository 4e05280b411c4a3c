import { refuse } from '../engine/problem.ts'
import type { ObjectInfo } from '../store/store.ts'

type Headers = Readonly<Record<string, string>>
type Version = Pick<ObjectInfo, 'etag' | 'lastModified'>

/** Whether the client has the object already: 304. The conditions of a copy have a prefix. */
export function isUnchanged(headers: Headers, { etag, lastModified }: Version, prefix = ''): boolean {
  const none = headers[`${prefix}if-none-match`]
  if (none !== undefined) return namesTag(none.replaceAll('W/', ''), etag)
  return lastModified.getTime() <= timeOf(headers[`${prefix}if-modified-since`])
}

/** @throws PreconditionFailed where the object is not the one that the client wants. */
export function checkConditions(headers: Headers, { etag, lastModified }: Version, prefix = ''): void {
  const match = headers[`${prefix}if-match`]
  const since = timeOf(headers[`${prefix}if-unmodified-since`])
  const failed = (match !== undefined && !namesTag(match, etag)) || lastModified.getTime() > since
  if (!failed) return
  throw refuse('PreconditionFailed', 412, {
    en: 'A condition in the headers does not hold for this object.',
    zh: '请求头中的条件对该文件不成立。',
  })
}

/** NaN, with which nothing compares, for what is no date of HTTP. Source: RFC 9110. */
const timeOf = (text = ''): number => (text.endsWith(' GMT') ? Date.parse(text) : Number.NaN)

function namesTag(list: string, etag: string): boolean {
  return list.split(',').some(tag => tag.trim() === '*' || tag.trim().replaceAll('"', '').toUpperCase() === etag)
}

/** First and last byte. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** Whether a client has a part of another version, to which a range of this one does not belong. */
export function isOtherVersion({ 'if-range': known }: Headers, { etag, lastModified }: Version): boolean {
  return known !== undefined && known.replaceAll('"', '') !== etag && timeOf(known) !== lastModified.getTime()
}

/**
 * The range that a client asks for. A wrong one gets the whole object, as OSS does it, or InvalidRange where
 * `x-oss-range-behavior: standard` asks for that.
 */
export function findRange(headers: Headers, size: number): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range?.trim() ?? '') ?? []
  if (from === '' && to === '') return undefined
  const isStandard = headers['x-oss-range-behavior'] === 'standard'
  const start = from === '' ? size - Number(to) : Number(from)
  const first = isStandard ? Math.max(0, start) : start
  const last = from === '' || to === '' ? size - 1 : Number(to)
  const isInside = first >= 0 && first < size && first <= last
  if (isInside && (last < size || isStandard)) return { first, last: Math.min(last, size - 1) }
  if (!isStandard || first < size) return undefined
  const message = { en: 'The range is outside of the object.', zh: '请求的范围超出文件。' }
  throw refuse('InvalidRange', 416, message)
}
