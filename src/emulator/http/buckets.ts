import { group, leaf } from '../../xml.ts'
import { notImplemented, refuse } from '../engine/problem.ts'
import type { Acl, BucketInfo, ObjectInfo } from '../store/store.ts'
import { LONGEST_SETTINGS, readBody, sendEmpty, sendXml, timeText } from './answer.ts'
import type { Exchange, Handler, Services } from './exchange.ts'
import { nameEncodingOf } from './name-encoding.ts'
import { findStorageClass } from './object-headers.ts'
import { owner } from './object-settings.ts'
import { readWhole } from './whole-number.ts'
import { findText, readXml, type XmlElement } from './xml-reader.ts'

/** ListBuckets. */
export const listBuckets: Handler = async (exchange, { store, region }) => {
  const { query } = exchange
  const [prefix, marker] = [query.get('prefix') ?? '', query.get('marker') ?? '']
  const limit = readWhole(exchange, 'max-keys', KEYS)
  const found = (await store.listBuckets()).filter(({ name }) => name.startsWith(prefix) && name > marker)
  const page = found.slice(0, limit)
  const isTruncated = found.length > page.length
  const items = page.map(bucket => group('Bucket', ...bucketFields(bucket, region, exchange)))
  sendXml(
    exchange,
    group(
      'ListAllMyBucketsResult',
      ...[leaf('Prefix', prefix), leaf('Marker', marker), leaf('MaxKeys', limit), leaf('IsTruncated', isTruncated)],
      ...(isTruncated ? [leaf('NextMarker', page.at(-1)?.name ?? '')] : []),
      owner,
      group('Buckets', ...items),
    ),
  )
}

function bucketFields({ name, createdAt }: BucketInfo, region: string, exchange: Exchange): string[] {
  const { host, isVirtualHost, bucket } = exchange
  // Clients write the bucket in front of it.
  const endpoint = isVirtualHost ? host.slice(bucket.length + 1) : host
  return [
    leaf('Name', name),
    leaf('CreationDate', timeText(createdAt)),
    leaf('Location', `oss-${region}`),
    leaf('Region', region),
    leaf('StorageClass', 'Standard'),
    leaf('ExtranetEndpoint', endpoint),
    leaf('IntranetEndpoint', endpoint),
  ]
}

const ACLS: readonly Acl[] = ['private', 'public-read', 'public-read-write']

/** @throws InvalidArgument, and NotImplemented for a class that the objects of a bucket would have unasked */
function checkStorage(configuration: XmlElement): void {
  const given = findText(configuration, 'StorageClass')?.trim() ?? ''
  if (findStorageClass({ 'x-oss-storage-class': given }) !== 'IA') return
  const message = {
    en: 'The local OSS makes buckets of the storage class Standard only; their objects can be {given}.',
    zh: '本地 OSS 只创建标准存储（Standard）类型的存储空间；其中的文件可以为 {given}。',
  }
  throw notImplemented(message, { given })
}

/** PutBucket and PutBucketAcl. */
export const putBucket: Handler = async (exchange, { store }) => {
  const { bucket, headers, request, query } = exchange
  const body = (await readBody(request, LONGEST_SETTINGS)).toString()
  if (body.trim() !== '') checkStorage(readXml(body))
  const given = headers['x-oss-acl'] || undefined
  const acl = ACLS.find(name => name === given)
  if (given !== undefined && !acl) {
    const message = { en: 'The ACL "{given}" is unknown; expected {list}.', zh: 'ACL "{given}" 未知；应为 {list}。' }
    throw refuse('InvalidArgument', 400, message, { given, list: ACLS.join(', ') }, '0015-00000204')
  }
  if (query.has('acl')) await store.getBucket(bucket)
  await store.putBucket(bucket, acl)
  sendEmpty(exchange, 200, { Location: `/${bucket}` })
}

/** DeleteBucket. */
export const deleteBucket: Handler = async (exchange, { store }) => {
  await store.deleteBucket(exchange.bucket)
  sendEmpty(exchange, 204)
}

/** HeadBucket. */
export const headBucket: Handler = async (exchange, { store, region }) => {
  await store.getBucket(exchange.bucket)
  sendEmpty(exchange, 200, { 'x-oss-bucket-region': region })
}

/** GetBucketAcl. */
export const getBucketAcl: Handler = async (exchange, { store }) => {
  const { acl } = await store.getBucket(exchange.bucket)
  sendXml(exchange, group('AccessControlPolicy', owner, group('AccessControlList', leaf('Grant', acl))))
}

/** GetBucketLocation. */
export const getBucketLocation: Handler = async (exchange, { store, region }) => {
  await store.getBucket(exchange.bucket)
  sendXml(exchange, leaf('LocationConstraint', `oss-${region}`))
}

/** GetBucketInfo. */
export const getBucketInfo: Handler = async (exchange, { store, region }) => {
  const bucket = await store.getBucket(exchange.bucket)
  const fields = bucketFields(bucket, region, exchange)
  const acl = group('AccessControlList', leaf('Grant', bucket.acl))
  // Some clients want what is off or empty, too.
  const off = ['AccessMonitor', 'CrossRegionReplication', 'TransferAcceleration'].map(name => leaf(name, 'Disabled'))
  const rest = [leaf('DataRedundancyType', 'LRS'), ...off, leaf('Comment', '')]
  sendXml(exchange, group('BucketInfo', group('Bucket', ...fields, owner, acl, ...rest)))
}

/** GetBucketStat. */
export const getBucketStat: Handler = async (exchange, { store, uploads }) => {
  let [count, size] = [0, 0]
  let after: string | undefined = ''
  while (after !== undefined) {
    const { objects, next } = await store.list(exchange.bucket, { limit: 1000, after })
    count += objects.length
    for (const object of objects) size += object.size
    after = next
  }
  const pending = (await uploads.list(exchange.bucket)).length
  const fields = [leaf('Storage', size), leaf('ObjectCount', count), leaf('MultipartUploadCount', pending)]
  sendXml(exchange, group('BucketStat', ...fields))
}

/** Most names in a page. Source: ListObjects. */
const KEYS = { from: 1, to: 1000, fallback: 100 } as const

/** ListObjects, and ListObjectsV2 with list-type=2. */
export const listObjects: Handler = async (exchange, services) => {
  const { bucket, query } = exchange
  const isSecond = query.has('list-type')
  if (isSecond && query.get('list-type') !== '2') throw wrongListType(query.get('list-type') ?? '')
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? '']
  const limit = readWhole(exchange, 'max-keys', KEYS)
  const after = isSecond ? readToken(query) : (query.get('marker') ?? '')
  const { objects, prefixes, next } = await services.store.list(bucket, { prefix, delimiter, after, limit })
  const { text: encode, note } = nameEncodingOf(exchange)
  const items = [
    ...objects.map(object => group('Contents', ...objectFields(object, encode, !isSecond || wantsOwner(query)))),
    ...prefixes.map(name => group('CommonPrefixes', leaf('Prefix', encode(name)))),
  ]
  const place = isSecond
    ? [
        leaf('StartAfter', encode(query.get('start-after') ?? '')),
        leaf('ContinuationToken', query.get('continuation-token') ?? ''),
        leaf('KeyCount', objects.length + prefixes.length),
        ...(next === undefined ? [] : [leaf('NextContinuationToken', toToken(next))]),
      ]
    : [leaf('Marker', encode(after)), ...(next === undefined ? [] : [leaf('NextMarker', encode(next))])]
  sendXml(
    exchange,
    group(
      'ListBucketResult',
      ...[
        leaf('Name', bucket),
        leaf('Prefix', encode(prefix)),
        leaf('MaxKeys', limit),
        leaf('Delimiter', encode(delimiter)),
      ],
      leaf('IsTruncated', next !== undefined),
      ...note,
      ...place,
      ...items,
    ),
  )
}

/** ListObjectVersions: of a bucket without versioning the objects, each the latest of one version. */
export const listVersions: Handler = async (exchange, { store }) => {
  const { bucket, query } = exchange
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? '']
  const limit = readWhole(exchange, 'max-keys', KEYS)
  const after = query.get('key-marker') ?? ''
  const { objects, prefixes, next } = await store.list(bucket, { prefix, delimiter, after, limit })
  const { text: encode, note } = nameEncodingOf(exchange)
  const items = [
    ...objects.map(object =>
      group('Version', ...objectFields(object, encode, true), leaf('VersionId', 'null'), leaf('IsLatest', true)),
    ),
    ...prefixes.map(name => group('CommonPrefixes', leaf('Prefix', encode(name)))),
  ]
  const more = next === undefined ? [] : [leaf('NextKeyMarker', encode(next)), leaf('NextVersionIdMarker', 'null')]
  sendXml(
    exchange,
    group(
      'ListVersionsResult',
      ...[leaf('Name', bucket), leaf('Prefix', encode(prefix)), leaf('KeyMarker', encode(after))],
      ...[leaf('VersionIdMarker', query.get('version-id-marker') ?? ''), leaf('MaxKeys', limit)],
      ...[leaf('Delimiter', encode(delimiter)), leaf('IsTruncated', next !== undefined)],
      ...note,
      ...more,
      ...items,
    ),
  )
}

/** GetBucketVersioning: it has never been switched on. */
export const getBucketVersioning: Handler = async (exchange, { store }) => {
  await store.getBucket(exchange.bucket)
  sendXml(exchange, group('VersioningConfiguration'))
}

const wantsOwner = (query: Exchange['query']): boolean => query.get('fetch-owner') === 'true'

function objectFields(object: ObjectInfo, encode: (text: string) => string, withOwner: boolean): string[] {
  const { key, etag, size, lastModified, type, storageClass = 'Standard' } = object
  return [
    leaf('Key', encode(key)),
    leaf('LastModified', lastModified.toISOString()),
    leaf('ETag', `"${etag}"`),
    leaf('Type', type),
    leaf('Size', size),
    leaf('StorageClass', storageClass),
    ...(withOwner ? [owner] : []),
  ]
}

/** Source: error 0015-00000401. */
function wrongListType(found: string): Error {
  const message = { en: 'list-type is "{found}"; expected 2.', zh: 'list-type 为 "{found}"；应为 2。' }
  return refuse('InvalidArgument', 400, message, { found }, '0015-00000401')
}

const toToken = (name: string): string => Buffer.from(name).toString('base64')

/** @throws InvalidArgument. Source: error 0015-00000404. */
function readToken(query: Exchange['query']): string {
  const token = query.get('continuation-token') || undefined
  if (token === undefined) return query.get('start-after') ?? ''
  const name = Buffer.from(token, 'base64').toString()
  if (toToken(name) === token) return name
  const message = {
    en: 'The continuation-token "{token}" is none that a listing gave.',
    zh: 'continuation-token "{token}" 不是列举结果返回的值。',
  }
  throw refuse('InvalidArgument', 400, message, { token }, '0015-00000404')
}

/** What a region of this service would answer to questions that it has no answer for. */
export function notSupported(exchange: Exchange, _services: Services): never {
  const names = [...exchange.query.keys()].filter(name => !name.startsWith('x-oss-')).join(', ')
  throw refuse(
    'NotImplemented',
    501,
    {
      en: 'The local OSS has no {method} for this resource ({names}).',
      zh: '本地 OSS 不支持对该资源执行 {method}（{names}）。',
    },
    { method: exchange.method, names: names || '-' },
  )
}
