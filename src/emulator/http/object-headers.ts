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
    encryption: encryptionIn(headers),
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

/** The header that has an object encrypted. */
export const ENCRYPTION = 'x-oss-server-side-encryption'
const [KEY_ID, DATA_ENCRYPTION] = [`${ENCRYPTION}-key-id`, 'x-oss-server-side-data-encryption']

/** Encryption by OSS's own keys or by KMS, with a key or an algorithm that is named for the latter. */
const METHODS = ['AES256', 'SM4', 'KMS']

const WRONG_METHOD: Localized = {
  en: '{name} is "{given}"; expected {list}.',
  zh: '{name} 为 "{given}"；应为 {list}。',
}
const ONLY_KMS: Localized = { en: '{name} belongs to encryption by KMS.', zh: '{name} 仅用于 KMS 加密。' }
const NO_KEYS: Localized = {
  en: 'The local OSS does not do {name}; leave it out.',
  zh: '本地 OSS 不支持 {name}；请去掉该请求头。',
}

/**
 * What a client says of the encryption of an object. Nothing is encrypted here, but it comes back as OSS tells it.
 * @throws InvalidEncryptionAlgorithmError, InvalidArgument, and NotImplemented for keys of a client's own. Source: PutObject (2026).
 */
function encryptionIn(headers: Headers): Record<string, string> {
  const given = Object.entries(headers).filter(([name, value]) => /^x-oss-server-side-/.test(name) && value !== '')
  const method = headers[ENCRYPTION]
  for (const [name, value] of given) {
    checkWritable(name, value)
    if (![ENCRYPTION, KEY_ID, DATA_ENCRYPTION].includes(name)) throw notImplemented(NO_KEYS, { name })
    const list = name === ENCRYPTION ? METHODS : name === KEY_ID ? [value] : ['SM4']
    if (!list.includes(value)) {
      const data = { name, given: value, list: list.join(', ') }
      throw refuse('InvalidEncryptionAlgorithmError', 400, WRONG_METHOD, data)
    }
    if (name !== ENCRYPTION && method !== 'KMS') throw refuse('InvalidArgument', 400, ONLY_KMS, { name })
  }
  return pick(given)
}

/** Bits a second that a connection may be held to. Source: errors 0004-00000501 and 0004-00000502. */
const [SLOWEST, FASTEST] = [819_200, 838_860_800]

const WRONG_LIMIT: Localized = {
  en: 'x-oss-traffic-limit is "{given}"; expected a whole number from {least} to {most}, in bits a second.',
  zh: 'x-oss-traffic-limit 为 "{given}"；应为 {least} 到 {most} 的整数，单位为 bit/s。',
}
const TWO_LIMITS: Localized = {
  en: 'x-oss-traffic-limit stands in the headers and in the query; expected one of them.',
  zh: '请求头和 URL 参数中都有 x-oss-traffic-limit；只能使用其中一个。',
}

/** Checks the speed that a client wants, which nothing is held to here. @throws InvalidArgument */
export function checkTrafficLimit(inHeader: string | undefined, inQuery?: string): void {
  if (inHeader !== undefined && inQuery !== undefined) {
    throw refuse('InvalidArgument', 400, TWO_LIMITS, {}, '0004-00000501')
  }
  const given = inHeader ?? inQuery
  if (given === undefined || (/^\d+$/.test(given) && Number(given) >= SLOWEST && Number(given) <= FASTEST)) return
  const data = { given, least: SLOWEST, most: FASTEST }
  throw refuse('InvalidArgument', 400, WRONG_LIMIT, data, '0004-00000502')
}

const CLASSES: readonly StorageClass[] = ['Standard', 'IA']
const RESTORED = ['Archive', 'ColdArchive', 'DeepColdArchive']

/** The storage class that a client gives an object. @throws InvalidArgument, and NotImplemented for one that wants restoring */
export function findStorageClass(headers: Headers): StorageClass | undefined {
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
  throw refuse('InvalidArgument', 400, message, { given, list: ['default', ...ACLS].join(', ') }, '0017-00000104')
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

/** The headers that tell which object it is, and how it is encrypted. */
export function identityOf({
  etag,
  crc64,
  encryption,
}: Pick<ObjectInfo, 'etag' | 'crc64' | 'encryption'>): Record<string, string> {
  return { ETag: `"${etag}"`, ...(crc64 && { 'x-oss-hash-crc64ecma': crc64 }), ...encryption }
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
