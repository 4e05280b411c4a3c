import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { notImplemented, refuse } from '../engine/problem.ts'
import type { Acl, ObjectAttributes, ObjectInfo, StorageClass, WriteOptions } from '../store/store.ts'
import type { Exchange } from './exchange.ts'
import { readTags } from './tags.ts'

type Headers = Readonly<Record<string, string>>

/** Headers that belong to the object and come back with it. */
const KEPT = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires']

const META = 'x-oss-meta-'

const pick = (entries: readonly (readonly [string, string])[]): Record<string, string> => Object.fromEntries(entries)

/**
 * What a client says about an object in the headers of the request that writes it, or in the fields of a form.
 * @throws InvalidArgument, InvalidTag, NotImplemented
 */
export function attributesOf(headers: Headers): ObjectAttributes {
  const kept = Object.entries(headers).filter(([name]) => KEPT.includes(name))
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith(META))
  for (const [name, value] of [['content-type', headers['content-type'] ?? ''] as const, ...kept, ...metadata]) {
    checkWritable(name, value)
  }
  checkMetadata(metadata)
  return {
    contentType: headers['content-type'] || undefined,
    headers: pick(kept),
    metadata: pick(metadata.map(([name, value]) => [name.slice(META.length), value])),
    tags: readTags(headers['x-oss-tagging'] ?? ''),
    acl: findAcl(headers),
    storageClass: findStorageClass(headers),
  }
}

/** Bytes of all names and values of metadata. */
const MOST_METADATA = 8192

const WRONG_META: Localized = {
  en: 'The name of metadata "{name}" has other signs than letters, digits and hyphens.',
  zh: '元数据名称 "{name}" 含有字母、数字和连字符以外的字符。',
}
const MUCH_META: Localized = {
  en: 'The metadata of the object has {found} bytes with its names; at most {limit} are allowed.',
  zh: '文件的元数据（含名称）共 {found} 字节；最多 {limit} 字节。',
}

/** @throws InvalidArgument. Source: errors 0011-00000002 and 0011-00000004. */
function checkMetadata(metadata: readonly (readonly [string, string])[]): void {
  const wrong = metadata.find(([name]) => !/^[a-z0-9-]+$/i.test(name))
  if (wrong) throw refuse('InvalidArgument', 400, WRONG_META, { name: wrong[0] }, '0011-00000004')
  const found = metadata.reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0)
  if (found <= MOST_METADATA) return
  throw refuse('InvalidArgument', 400, MUCH_META, { found, limit: MOST_METADATA }, '0011-00000002')
}

const CLASSES: readonly StorageClass[] = ['Standard', 'IA']
const RESTORED = ['Archive', 'ColdArchive', 'DeepColdArchive']

/** The storage class that a client gives an object. @throws InvalidArgument, and NotImplemented for one that wants restoring */
function findStorageClass(headers: Headers): StorageClass | undefined {
  const given = headers['x-oss-storage-class'] || undefined
  const found = CLASSES.find(name => name === given)
  if (found || given === undefined) return found
  if (RESTORED.includes(given)) {
    const message = {
      en: 'The local OSS keeps no objects of the storage class {given}, which have to be restored before they are read; use {list}.',
      zh: '本地 OSS 不支持存储类型 {given}，这类文件读取前需要解冻；请使用 {list}。',
    }
    throw notImplemented(message, { given, list: CLASSES.join(', ') })
  }
  const message = {
    en: 'The storage class "{given}" is unknown; expected {list}.',
    zh: '存储类型 "{given}" 未知；应为 {list}。',
  }
  throw refuse('InvalidArgument', 400, message, { given, list: [...CLASSES, ...RESTORED].join(', ') })
}

const ACLS: readonly Acl[] = ['private', 'public-read', 'public-read-write']

/** The ACL that a client gives an object; undefined for the bucket's. InvalidArgument for what is none. */
export function findAcl(headers: Headers): Acl | undefined {
  // One client sends the header without a value where it is told of none.
  const given = headers['x-oss-object-acl'] || 'default'
  const acl = ACLS.find(name => name === given)
  if (acl || given === 'default') return acl
  const message = { en: 'The ACL "{given}" is unknown; expected {list}.', zh: 'ACL "{given}" 未知；应为 {list}。' }
  throw refuse('InvalidArgument', 400, message, { given, list: ['default', ...ACLS].join(', ') })
}

/** How a client wants an object to come about; fields of forms have the names of headers. @throws NotImplemented for a callback */
export function optionsOf(headers: Headers): WriteOptions {
  if (headers['x-oss-callback'] || headers.callback) {
    throw notImplemented({
      en: 'The local OSS makes no upload callbacks; leave the callback out.',
      zh: '本地 OSS 不支持上传回调；请去掉 callback。',
    })
  }
  return { forbidOverwrite: headers['x-oss-forbid-overwrite']?.toLowerCase() === 'true' }
}

/** The headers that tell which object it is. */
export function identityOf({ etag, crc64 }: Pick<ObjectInfo, 'etag' | 'crc64'>): Record<string, string> {
  return { ETag: `"${etag}"`, ...(crc64 && { 'x-oss-hash-crc64ecma': crc64 }) }
}

/** All headers of an object. */
export function headersOf(object: ObjectInfo): Record<string, string> {
  const { headers, metadata, tags, type, lastModified, contentType, etag, storageClass = 'Standard' } = object
  return {
    ...identityOf(object),
    'Last-Modified': lastModified.toUTCString(),
    'Content-Type': toBytes(contentType),
    'Accept-Ranges': 'bytes',
    'x-oss-object-type': type,
    'x-oss-storage-class': storageClass,
    ...(type === 'Normal' && { 'Content-MD5': Buffer.from(etag, 'hex').toString('base64') }),
    ...(type === 'Appendable' && { 'x-oss-next-append-position': String(object.size) }),
    ...(Object.keys(tags).length > 0 && { 'x-oss-tagging-count': String(Object.keys(tags).length) }),
    ...pick(Object.entries(headers).map(([name, value]) => [name, toBytes(value)])),
    ...pick(Object.entries(metadata).map(([name, value]) => [META + name, toBytes(value)])),
  }
}

const PLAIN = /^[ -~]*$/

/** Text as Node writes it into a header, byte by byte: OSS sends UTF-8. */
const toBytes = (text: string): string => (PLAIN.test(text) ? text : Buffer.from(text).toString('latin1'))

/** Text of a header as Node reads it, byte by byte: UTF-8 where it is that. */
export function fromBytes(text: string): string {
  if (PLAIN.test(text)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}

const UNWRITABLE = /(?!\t)\p{Cc}/u
const NAME = /^[!#$%&'*+.^`|~\w-]+$/

/** Whether a text can be the name of a header. Source: RFC 9110, token. */
export function isHeaderName(text: string): boolean {
  return NAME.test(text)
}

/** @throws InvalidArgument for what the answer to a reader could not tell: a form holds any text. */
function checkWritable(name: string, value: string): void {
  if (isHeaderName(name) && !UNWRITABLE.test(value)) return
  const message = { en: '"{name}" holds a sign that no header can.', zh: '"{name}" 含有请求头不允许的字符。' }
  throw refuse('InvalidArgument', 400, message, { name: name.replace(/\p{Cc}/gu, '?') })
}

/**
 * Headers that a signed request replaces in the answer: `response-content-type` and the like.
 * @throws InvalidRequest for an unsigned one, InvalidArgument for what no header can hold
 */
export function overridesOf({ query, signer }: Pick<Exchange, 'query' | 'signer'>): Record<string, string> {
  const given = [...KEPT, 'content-type'].flatMap(name => {
    const value = query.get(`response-${name}`)
    return value === undefined ? [] : [[name === 'content-type' ? 'Content-Type' : name, value] as const]
  })
  const [first] = given
  if (first && !signer) {
    throw refuse('InvalidRequest', 400, {
      en: 'A request that is not signed cannot set headers of the answer.',
      zh: '未签名的请求不能设置响应头。',
    })
  }
  for (const [name, value] of given) checkWritable(`response-${name.toLowerCase()}`, value)
  return pick(given.map(([name, value]) => [name, toBytes(value)]))
}
