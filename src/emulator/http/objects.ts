import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '../engine/problem.ts'
import type { ObjectInfo } from '../store/store.ts'
import { badDigest, LONGEST_LIST, readBody, sendEmpty, sendXml, tooLarge } from './answer.ts'
import { checkConditions, findRange, isUnchanged, type Range } from './conditions.ts'
import type { Exchange, Handler, Services } from './exchange.ts'
import { attributesOf, headersOf, identityOf, overridesOf } from './object-headers.ts'
import { findElement, group, leaf, readElements } from './xml.ts'

/** GetObject and HeadObject without a process string. */
export const getObject: Handler = async (exchange, { store }) => {
  const { bucket, key, headers, query, method, response } = exchange
  const object = await store.getObject(bucket, key)
  checkConditions(headers, object)
  if (isUnchanged(headers, object)) return sendEmpty(exchange, 304, identityOf(object))
  const handle = await open(object.file, 'r')
  try {
    // The file may have been replaced since it was looked up: what is open counts.
    const { size } = await handle.stat()
    if (size !== object.size) throw busy()
    const range = findRange(headers, size)
    const { first, last } = range ?? { first: 0, last: size - 1 }
    response.writeHead(range ? 206 : 200, {
      ...headersOf(object),
      ...overridesOf(query),
      'Content-Length': String(last - first + 1),
      ...(range && { 'Content-Range': `bytes ${first}-${last}/${size}` }),
    })
    if (method === 'HEAD' || size === 0) response.end()
    else await sendBytes(exchange, handle, { first, last })
  } finally {
    await handle.close()
  }
}

function busy(): Error {
  const message = { en: 'The object changes just now.', zh: '该文件正在被修改。' }
  return refuse('ServiceUnavailable', 503, message)
}

async function sendBytes({ response }: Exchange, handle: FileHandle, { first, last }: Range): Promise<void> {
  const source = handle.createReadStream({ start: first, end: last, autoClose: false })
  try {
    await pipeline(source, response)
  } catch {
    // The client has gone, or the file has been cut: the length tells.
    response.destroy()
  }
}

/** GetObjectMeta: the small set of headers. */
export const getObjectMeta: Handler = async (exchange, { store }) => {
  const object = await store.getObject(exchange.bucket, exchange.key)
  exchange.response
    .writeHead(200, {
      ...identityOf(object),
      'Last-Modified': object.lastModified.toUTCString(),
      'Content-Length': String(object.size),
    })
    .end()
}

/** Counts bytes, and checks the digest that the client gives. */
function checkedBody({ headers }: Exchange, limit: number): Transform {
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

/** @throws FileAlreadyExists where the client forbids to overwrite and there is something to overwrite. */
export async function forbidOverwrite({ headers, bucket, key }: Exchange, { store }: Services): Promise<void> {
  if (headers['x-oss-forbid-overwrite'] !== 'true' || !(await store.findObject(bucket, key))) return
  const message = { en: 'The object "{key}" exists already.', zh: '文件 "{key}" 已存在。' }
  throw refuse('FileAlreadyExists', 409, message, { key })
}

/** The upload, checked as it comes in. What goes wrong on the way ends the upload with its reason. */
export async function receive<T>(exchange: Exchange, limit: number, take: (body: Transform) => Promise<T>): Promise<T> {
  if (Number(exchange.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  const body = checkedBody(exchange, limit)
  const [, taken] = await Promise.all([pipeline(exchange.request, body), take(body)])
  return taken
}

/** PutObject. */
export const putObject: Handler = async (exchange, services) => {
  const { bucket, key, headers } = exchange
  const { store, maxObjectBytes } = services
  await store.getBucket(bucket)
  await forbidOverwrite(exchange, services)
  const object = await receive(exchange, maxObjectBytes, body =>
    store.putObject(bucket, key, body, attributesOf(headers)),
  )
  const digest = Buffer.from(object.etag, 'hex').toString('base64')
  sendEmpty(exchange, 200, { ...identityOf(object), 'Content-MD5': digest })
}

/** AppendObject. */
export const appendObject: Handler = async (exchange, { store, maxObjectBytes }) => {
  const { bucket, key, headers, query } = exchange
  const position = Number(query.get('position') ?? Number.NaN)
  if (!Number.isSafeInteger(position) || position < 0) {
    const message = { en: 'The parameter "position" is not a whole number.', zh: '参数 "position" 不是整数。' }
    throw refuse('InvalidArgument', 400, message)
  }
  const object = await receive(exchange, maxObjectBytes, body =>
    store.appendObject(bucket, key, position, body, attributesOf(headers)),
  )
  sendEmpty(exchange, 200, { ...identityOf(object), 'x-oss-next-append-position': String(object.size) })
}

/** CopyObject. */
export const copyObject: Handler = async (exchange, services) => {
  const { bucket, key, headers } = exchange
  const { store } = services
  const source = await findSource(headers['x-oss-copy-source'] ?? '', services)
  checkConditions(headers, source, 'x-oss-copy-source-')
  await forbidOverwrite(exchange, services)
  const replaces = headers['x-oss-metadata-directive']?.toUpperCase() === 'REPLACE'
  const replacesTags = headers['x-oss-tagging-directive']?.toUpperCase() === 'REPLACE'
  const given = attributesOf(headers)
  const attributes = { ...(replaces ? given : source), tags: (replacesTags ? given : source).tags }
  const isItself = source.bucket === bucket && source.key === key
  const handle = await open(source.file, 'r')
  try {
    const object = isItself
      ? await store.putAttributes(bucket, key, attributes)
      : await store.putObject(bucket, key, handle.createReadStream({ autoClose: false }), attributes)
    const fields = [leaf('ETag', `"${object.etag}"`), leaf('LastModified', object.lastModified.toISOString())]
    sendXml(exchange, group('CopyObjectResult', ...fields))
  } finally {
    await handle.close()
  }
}

/** The object that x-oss-copy-source names. */
export function findSource(source: string, { store }: Services): Promise<ObjectInfo> {
  // The first Go SDK writes a space as "+".
  const path = source.replace(/^\//, '').replace(/\?.*$/, '').replaceAll('+', ' ')
  const slash = path.indexOf('/')
  try {
    if (slash > 0) return store.getObject(path.slice(0, slash), decodeURIComponent(path.slice(slash + 1)))
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

/** Objects that one request may delete. Source: DeleteMultipleObjects. */
const MAX_DELETED = 1000

/** DeleteMultipleObjects. */
export const deleteObjects: Handler = async (exchange, { store }) => {
  const xml = (await readBody(exchange.request, LONGEST_LIST)).toString()
  const keys = readElements(xml, 'Object').map(item => findElement(item, 'Key') ?? '')
  if (keys.length === 0 || keys.length > MAX_DELETED) {
    const message = {
      en: 'The body names {found} objects; expected 1 to {limit}.',
      zh: '请求体中有 {found} 个文件；应为 1 到 {limit} 个。',
    }
    throw refuse('MalformedXML', 400, message, { found: keys.length, limit: MAX_DELETED })
  }
  for (const key of keys) await store.deleteObject(exchange.bucket, key)
  const deleted = findElement(xml, 'Quiet') === 'true' ? [] : keys
  const isEncoded = exchange.query.get('encoding-type') === 'url'
  const items = deleted.map(key => group('Deleted', leaf('Key', isEncoded ? encodeURIComponent(key) : key)))
  sendXml(exchange, group('DeleteResult', ...(isEncoded ? [leaf('EncodingType', 'url')] : []), ...items))
}

/** GetObjectAcl: objects have no ACL of their own here. */
export const getObjectAcl: Handler = async (exchange, { store }) => {
  await store.getObject(exchange.bucket, exchange.key)
  const owner = group('Owner', leaf('ID', OWNER), leaf('DisplayName', OWNER))
  sendXml(exchange, group('AccessControlPolicy', owner, group('AccessControlList', leaf('Grant', 'default'))))
}

/** The account that everything belongs to. */
export const OWNER = 'local'

/** GetObjectTagging. */
export const getTags: Handler = async (exchange, { store }) => {
  const { tags } = await store.getObject(exchange.bucket, exchange.key)
  const items = Object.entries(tags).map(([key, value]) => group('Tag', leaf('Key', key), leaf('Value', value)))
  sendXml(exchange, group('Tagging', group('TagSet', ...items)))
}

/** PutObjectTagging. */
export const putTags: Handler = async (exchange, { store }) => {
  const xml = (await readBody(exchange.request, LONGEST_LIST)).toString()
  const tags = readElements(xml, 'Tag').map(tag => [findElement(tag, 'Key') ?? '', findElement(tag, 'Value') ?? ''])
  await store.putAttributes(exchange.bucket, exchange.key, { tags: Object.fromEntries(tags) })
  sendEmpty(exchange)
}

/** DeleteObjectTagging. */
export const deleteTags: Handler = async (exchange, { store }) => {
  await store.putAttributes(exchange.bucket, exchange.key, { tags: {} })
  sendEmpty(exchange, 204)
}
