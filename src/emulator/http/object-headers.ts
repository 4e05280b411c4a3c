import type { ObjectAttributes, ObjectInfo } from '../store/store.ts'

type Headers = Readonly<Record<string, string>>

/** Headers that belong to the object and come back with it. */
const KEPT = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires']

const META = 'x-oss-meta-'

const pick = (entries: readonly (readonly [string, string])[]): Record<string, string> => Object.fromEntries(entries)

/** What a client says about an object in the headers of the request that writes it. */
export function attributesOf(headers: Headers): ObjectAttributes {
  const entries = Object.entries(headers)
  return {
    contentType: headers['content-type'] || undefined,
    headers: pick(entries.filter(([name]) => KEPT.includes(name))),
    metadata: pick(
      entries.filter(([name]) => name.startsWith(META)).map(([name, value]) => [name.slice(META.length), value]),
    ),
    tags: pick([...new URLSearchParams(headers['x-oss-tagging'] ?? '')]),
  }
}

/** The headers that tell which object it is. */
export function identityOf({ etag, crc64 }: Pick<ObjectInfo, 'etag' | 'crc64'>): Record<string, string> {
  return { ETag: `"${etag}"`, ...(crc64 && { 'x-oss-hash-crc64ecma': crc64 }) }
}

/** All headers of an object. */
export function headersOf(object: ObjectInfo): Record<string, string> {
  const { headers, metadata, tags, type, lastModified, contentType, etag } = object
  return {
    ...identityOf(object),
    'Last-Modified': lastModified.toUTCString(),
    'Content-Type': contentType,
    'Accept-Ranges': 'bytes',
    'x-oss-object-type': type,
    'x-oss-storage-class': 'Standard',
    ...(type === 'Normal' && { 'Content-MD5': Buffer.from(etag, 'hex').toString('base64') }),
    ...(type === 'Appendable' && { 'x-oss-next-append-position': String(object.size) }),
    ...(Object.keys(tags).length > 0 && { 'x-oss-tagging-count': String(Object.keys(tags).length) }),
    ...headers,
    ...pick(Object.entries(metadata).map(([name, value]) => [META + name, value])),
  }
}

/** Headers that a signed request may replace in the answer: `response-content-type` and the like. */
export function overridesOf(query: ReadonlyMap<string, string>): Record<string, string> {
  const names = [...KEPT, 'content-type']
  return pick(
    names.flatMap(name => {
      const value = query.get(`response-${name}`)
      return value === undefined ? [] : [[name === 'content-type' ? 'Content-Type' : name, value] as const]
    }),
  )
}
