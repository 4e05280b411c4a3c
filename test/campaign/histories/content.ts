import { createHash } from 'node:crypto'
import { createCrc64 } from '../../../src/emulator/store/crc64.ts'
import type { Reply } from '../../emulator/http/client.ts'

/** Upper-case hexadecimal. */
export function md5(content: string | Uint8Array): string {
  return createHash('md5').update(content).digest('hex').toUpperCase()
}

function crc64(content: Uint8Array): string {
  const crc = createCrc64()
  crc.update(content)
  return crc.digest()
}

/** The bytes of a version; many have the same size, so that nothing but their ETag tells them apart. */
export function bodyOf(version: string, bytes: number): string {
  return `${version}.`.padEnd(bytes, 'x')
}

/** The other bytes that are sent for the same part. */
export function otherBody(body: string): string {
  return body.replace('.', '!')
}

/** The version that bytes belong to. */
export function versionOf(text: string): string {
  return text.replace(/[.!]x*$/, '')
}

/** The ETag of an object of one part. */
export function joinedTag(body: string): string {
  return `${md5(Buffer.from(md5(body), 'hex'))}-1`
}

/** What does not belong together in the answer of a GET; undefined where all does. */
export function findTear({ headers, bytes, text }: Reply): string | undefined {
  const type = headers.get('x-oss-object-type')
  const etag = headers.get('etag')?.replaceAll('"', '')
  const expected = type === 'Multipart' ? joinedTag(text) : md5(bytes)
  if (etag !== expected) return `the bytes of "${versionOf(text).slice(0, 40)}" with another ETag, type ${type}`
  if (headers.get('content-length') !== String(bytes.length)) return `${bytes.length} bytes, announced otherwise`
  const sum = headers.get('x-oss-hash-crc64ecma')
  if (sum !== undefined && sum !== crc64(bytes)) return 'bytes with another CRC-64'
  // What was appended has no version of its own.
  if (type === 'Appendable')
    return headers.get('x-oss-meta-version') === 'log' ? undefined : 'a log without its metadata'
  const version = versionOf(text)
  const [meta, contentType] = [headers.get('x-oss-meta-version'), headers.get('content-type')]
  if (meta !== version) return `the bytes of "${version}" with the metadata of "${meta}"`
  return contentType === typeOf(version) ? undefined : `the bytes of "${version}" with the type ${contentType}`
}

/** The type that a version is put with. */
export function typeOf(version: string): string {
  return `text/x-${version}`
}
