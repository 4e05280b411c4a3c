import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import type { ObjectAddress } from '../../request/object-address.ts'
import { group, leaf } from '../../xml.ts'
import { refuse } from '../engine/problem.ts'
import { checkTarget } from '../store/links.ts'
import { checkKey } from '../store/names.ts'
import { alreadyExists, tooLarge } from '../store/refusals.ts'
import type { ObjectInfo, OpenObject, Store } from '../store/store.ts'
import { badDigest, feed, LONGEST_LIST, sendEmpty, sendXml } from './answer.ts'
import { type ByteRange, checkConditions, findRange, isOtherVersion, isUnchanged } from './conditions.ts'
import type { Exchange, Handler, Services } from './exchange.ts'
import { type NameEncoding, nameEncodingOf } from './name-encoding.ts'
import { attributesOf, headersOf, identityOf, optionsOf, overridesOf } from './object-headers.ts'
import { checkVersion } from './version-id.ts'
import { elementsIn, findText, readXmlBody, type XmlElement } from './xml-reader.ts'

/** Opens an object; behind a symbolic link that which it leads to, with what is said of the link. */
async function openTarget(store: Store, bucket: string, key: string): Promise<OpenObject> {
  const link = await store.openObject(bucket, key)
  const { object } = link
  if (object.target === undefined) return link
  link.close()
  const target = await openLinked(store, bucket, object.target)
  const { size, etag, crc64, lastModified, file, ino, mtimeMs } = target.object
  const latest = new Date(Math.max(object.lastModified.getTime(), lastModified.getTime()))
  return { ...target, object: { ...object, size, etag, crc64, file, ino, mtimeMs, lastModified: latest } }
}

async function openLinked(store: Store, bucket: string, key: string): Promise<OpenObject> {
  checkTarget(await store.findObject(bucket, key), key)
  const open = await store.openObject(bucket, key)
  try {
    checkTarget(open.object, key)
    return open
  } catch (error) {
    open.close()
    throw error
  }
}

/** GetObject and HeadObject without a process string. */
export const getObject: Handler = async (exchange, { store }) => {
  const { bucket, key, headers, response } = exchange
  const overrides = overridesOf(exchange)
  using open = await openTarget(store, bucket, key)
  const { object } = open
  checkConditions(headers, object)
  if (isUnchanged(headers, object)) return sendEmpty(exchange, 304, identityOf(object))
  const { size } = object
  const range = isOtherVersion(headers, object) ? undefined : findRange(headers, size)
  const { first, last } = range ?? { first: 0, last: size - 1 }
  response.writeHead(range ? 206 : 200, {
    ...headersOf(object),
    ...overrides,
    'Content-Length': String(last - first + 1),
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${size}` }),
  })
  await sendBytes(exchange, open, { first, last })
}

/** Bytes that are read at once: no longer than it takes to ask for them. */
const AT_ONCE = 64 * 1024

/** Sends a part of an open object, and to HEAD no more than the headers. */
export async function sendBytes(
  { response, method }: Exchange,
  open: OpenObject,
  { first, last }: ByteRange,
): Promise<void> {
  const length = last - first + 1
  if (method === 'HEAD' || length === 0) response.end()
  else if (length <= AT_ONCE) {
    const bytes = Buffer.allocUnsafe(length)
    // The file has been cut by somebody: the length tells.
    if (readSync(open.descriptor, bytes, 0, length, first) !== length) response.destroy()
    // After all requests that have come in: each answer wakes a client that sleeps, so that they are dearer one by one.
    else setImmediate(() => response.end(bytes))
  }
  // The client has gone, or the file has been cut: the length tells.
  else await pipeline(open.read(first, last), response).catch(() => response.destroy())
}

/** GetObjectMeta: the small set of headers. Older SDKs ask by GET and read no further; the length is true for them, too. */
export const getObjectMeta: Handler = async (exchange, { store }) => {
  using open = await openTarget(store, exchange.bucket, exchange.key)
  const { object } = open
  exchange.response.writeHead(200, {
    ...identityOf(object),
    'Last-Modified': object.lastModified.toUTCString(),
    'Content-Length': String(object.size),
  })
  await sendBytes(exchange, open, { first: 0, last: object.size - 1 })
}

/** Counts bytes, and checks the digest that the client gives. */
function checkedBody({ headers }: Pick<Exchange, 'headers'>, limit: number): Transform {
  const md5 = createHash('md5')
  const expected = headers['content-md5']
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (expected) md5.update(chunk)
      if (size > limit) done(tooLarge(limit))
      else done(undefined, chunk)
    },
    flush(done) {
      done(expected && md5.digest('base64') !== expected ? badDigest(expected) : undefined)
    },
  })
}

/** @throws FileAlreadyExists where the client forbids to overwrite and there is something to overwrite; the store looks again. */
export async function forbidOverwrite({ headers, bucket, key }: Exchange, { store }: Services): Promise<void> {
  if (optionsOf(headers).forbidOverwrite && (await store.findObject(bucket, key))) throw alreadyExists(key)
}

/** The upload, checked as it comes in. What goes wrong on the way ends the upload with its reason. */
export async function receive<T>(
  { request, headers }: Pick<Exchange, 'request' | 'headers'>,
  limit: number,
  take: (body: Transform) => Promise<T>,
): Promise<T> {
  checkLength(headers, limit)
  const body = checkedBody({ headers }, limit)
  const taking = take(body)
  // Whoever refuses before it has read anything would leave the client in front of a full pipe.
  taking.catch(error => body.destroy(error))
  const [sent, taken] = await Promise.allSettled([feed(request, body), taking])
  // Whoever gives up ends the other one, which is not the reason.
  if (taken.status === 'rejected' && (sent.status === 'fulfilled' || isAbort(sent.reason))) throw taken.reason
  if (sent.status === 'rejected') throw sent.reason
  if (taken.status === 'rejected') throw taken.reason
  return taken.value
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

function checkLength(headers: Exchange['headers'], limit: number): void {
  const length = headers['content-length']
  if (length === undefined && headers['transfer-encoding'] === undefined) {
    const message = { en: 'The upload does not say how long it is.', zh: '上传请求没有说明长度。' }
    throw refuse('MissingContentLength', 411, message)
  }
  if (Number(length ?? 0) > limit) throw tooLarge(limit)
}

/** PutObject. */
export const putObject: Handler = async (exchange, services) => {
  const { bucket, key, headers } = exchange
  const { store, maxObjectBytes } = services
  const [attributes, options] = [attributesOf(headers), optionsOf(headers)]
  await store.getBucket(bucket)
  await forbidOverwrite(exchange, services)
  const object = await receive(exchange, maxObjectBytes, body =>
    store.putObject(bucket, key, body, attributes, options),
  )
  const digest = Buffer.from(object.etag, 'hex').toString('base64')
  sendEmpty(exchange, 200, { ...identityOf(object), 'Content-MD5': digest })
}

/** AppendObject. */
export const appendObject: Handler = async (exchange, { store, maxObjectBytes }) => {
  const { bucket, key, headers, query } = exchange
  const position = /^\d+$/.test(query.get('position') ?? '') ? Number(query.get('position')) : Number.NaN
  if (!Number.isSafeInteger(position)) {
    const message = { en: 'The parameter "position" is not a whole number.', zh: '参数 "position" 不是整数。' }
    throw refuse('InvalidArgument', 400, message)
  }
  const attributes = attributesOf(headers)
  const object = await receive(exchange, maxObjectBytes, body =>
    store.appendObject(bucket, key, position, body, attributes),
  )
  sendEmpty(exchange, 200, { ...identityOf(object), 'x-oss-next-append-position': String(object.size) })
}

/** CopyObject. A symbolic link is copied as such; what is copied onto itself takes over what the request says of it. */
export const copyObject: Handler = async (exchange, services) => {
  const { bucket, key, headers } = exchange
  const { store } = services
  const [given, options] = [attributesOf(headers), optionsOf(headers)]
  const isItself = (source: ObjectInfo) => source.bucket === bucket && source.key === key && !options.forbidOverwrite
  const replacesAll = wantsReplacing(headers, 'x-oss-metadata-directive')
  const replacesTags = wantsReplacing(headers, 'x-oss-tagging-directive')
  const from = sourceOf(exchange)
  using open = await store.openObject(from.bucket, from.key)
  const { object: source } = open
  checkConditions(headers, source, COPY_SOURCE)
  if (isUnchanged(headers, source, COPY_SOURCE)) return sendEmpty(exchange, 304)
  if (source.size > services.maxObjectBytes) throw tooLarge(services.maxObjectBytes)
  await forbidOverwrite(exchange, services)
  const attributesFrom = ({ contentType, headers, metadata, tags, target }: ObjectInfo) => ({
    ...(replacesAll || isItself(source) ? given : { contentType, headers, metadata }),
    tags: (replacesTags ? given.tags : tags) ?? {},
    acl: given.acl,
    storageClass: given.storageClass,
    encryption: given.encryption,
    target,
  })
  const type = source.type === 'Symlink' ? source.type : 'Normal'
  const object = isItself(source)
    ? await store.putAttributes(bucket, key, attributesFrom)
    : await store.putObject(bucket, key, open.read(), attributesFrom(source), { ...options, type })
  const fields = [leaf('ETag', `"${object.etag}"`), leaf('LastModified', object.lastModified.toISOString())]
  sendXml(exchange, group('CopyObjectResult', ...fields), 200, identityOf(object))
}

/** What stands before the conditions of a copy. */
export const COPY_SOURCE = 'x-oss-copy-source-'

/** Whether what is said of a copy comes with the request and not with the source. @throws InvalidArgument */
function wantsReplacing(headers: Exchange['headers'], name: string): boolean {
  const given = (headers[name] || 'COPY').toUpperCase()
  if (given === 'REPLACE' || given === 'COPY') return given === 'REPLACE'
  const message = {
    en: '{name} is "{given}"; expected COPY or REPLACE.',
    zh: '{name} 为 "{given}"；应为 COPY 或 REPLACE。',
  }
  throw refuse('InvalidArgument', 400, message, { name, given: headers[name] ?? '' })
}

/** The object that x-oss-copy-source names, open; behind a symbolic link that which it leads to. */
export function openSource(exchange: Pick<Exchange, 'headers'>, { store }: Services): Promise<OpenObject> {
  const { bucket, key } = sourceOf(exchange)
  return openTarget(store, bucket, key)
}

function sourceOf({ headers }: Pick<Exchange, 'headers'>): ObjectAddress {
  const source = headers['x-oss-copy-source'] ?? ''
  // The first Go SDK writes a space as "+".
  const [path = '', version] = source.replace(/^\//, '').replaceAll('+', ' ').split('?versionId=')
  checkVersion(version)
  const slash = path.indexOf('/')
  try {
    if (slash > 0) return { bucket: path.slice(0, slash), key: decodeURIComponent(path.slice(slash + 1)) }
  } catch {
    // Not an escape: told below.
  }
  const message = {
    en: 'x-oss-copy-source is "{source}"; expected /bucket/key, percent-encoded.',
    zh: 'x-oss-copy-source 为 "{source}"；应为经过百分号编码的 /bucket/key。',
  }
  throw refuse('InvalidArgument', 400, message, { source })
}

/** DeleteObject. */
export const deleteObject: Handler = async (exchange, { store }) => {
  await store.deleteObject(exchange.bucket, exchange.key)
  sendEmpty(exchange, 204)
}

const NO_DIGEST: Localized = {
  en: 'The request has no Content-MD5; deleting several objects needs one.',
  zh: '请求缺少 Content-MD5；批量删除必须提供该请求头。',
}

/** Objects that one request may delete. Source: DeleteMultipleObjects. */
const MAX_DELETED = 1000

/** DeleteMultipleObjects: all that it names, or nothing. */
export const deleteObjects: Handler = async (exchange, { store }) => {
  const { bucket, headers } = exchange
  if (!headers['content-md5']) throw refuse('MissingArgument', 400, NO_DIGEST, {}, '0016-00000606')
  const encoding = nameEncodingOf(exchange)
  const root = await readXmlBody(exchange, LONGEST_LIST, 'Delete')
  const keys = elementsIn(root, 'Object').map(item => readKey(item, encoding))
  if (keys.length === 0 || keys.length > MAX_DELETED) {
    const message = {
      en: 'The body names {found} objects; expected 1 to {limit}.',
      zh: '请求体中有 {found} 个文件；应为 1 到 {limit} 个。',
    }
    throw refuse(
      'MalformedXML',
      400,
      message,
      { found: keys.length, limit: MAX_DELETED },
      keys.length === 0 ? '0016-00000615' : undefined,
    )
  }
  for (const key of keys) await store.deleteObject(bucket, key)
  if (findText(root, 'Quiet')?.trim().toLowerCase() === 'true') return sendEmpty(exchange)
  const items = keys.map(key => group('Deleted', leaf('Key', encoding.text(key))))
  sendXml(exchange, group('DeleteResult', ...encoding.note, ...items))
}

/** @throws MalformedXML, InvalidObjectName, NoSuchVersion. Source: error 0016-00000613. */
function readKey(item: XmlElement, { read }: NameEncoding): string {
  checkVersion(findText(item, 'VersionId'))
  const key = read(findText(item, 'Key') ?? '')
  const message = { en: 'An Object of the body has no Key.', zh: '请求体中有 Object 缺少 Key。' }
  if (key === '') throw refuse('MalformedXML', 400, message, {}, '0016-00000613')
  checkKey(key)
  return key
}
