import { createHash, createHmac } from 'node:crypto'
import { encodePair, encodePath, percentEncode, type QueryPair } from './percent.ts'
import { problem } from './problem.ts'
import { reveal } from './secret.ts'
import type { Signature, SigningInput } from './signature.ts'

/** The name of the algorithm, also the first line of the string to sign. */
export const algorithmV4 = 'OSS4-HMAC-SHA256'

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

const byName = (left: readonly [string, string], right: readonly [string, string]): number =>
  left[0] < right[0] ? -1 : Number(left[0] > right[0])

/** True for headers that V4 signs whenever they are present. */
const isSignedByDefault = (name: string): boolean =>
  name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5'

/** `/bucket/key`, the bucket wherever it stands in the URL; `/` for the service. */
export const resourcePath = (bucket: string, key: string): string => (bucket === '' ? `/${key}` : `/${bucket}/${key}`)

const canonicalQuery = (pairs: readonly QueryPair[]): string => {
  const signed = pairs.filter(([name]) => name !== 'x-oss-signature')
  const encoded = signed.map((pair): [string, string] => [percentEncode(pair[0]), encodePair(pair)])
  return encoded
    .sort(byName)
    .map(([, text]) => text)
    .join('&')
}

/** The headers that V4 signs, lower case and sorted. */
export function signedHeaders(input: Pick<SigningInput, 'headers' | 'additionalHeaders'>): [string, string][] {
  const additional = new Set(input.additionalHeaders?.map(name => name.toLowerCase()))
  const signed = new Map<string, string>()
  for (const [written, value] of Object.entries(input.headers)) {
    const name = written.toLowerCase()
    if (isSignedByDefault(name) || additional.has(name)) signed.set(name, value.trim())
  }
  return [...signed].sort(byName)
}

/** The additional headers that count: present, not signed anyway; lower case and sorted, joined by `;`. */
export function additionalHeadersField(signed: readonly (readonly [string, string])[]): string {
  const names = signed.map(([name]) => name)
  return names.filter(name => !isSignedByDefault(name)).join(';')
}

/** The six parts of the canonical request. */
export function canonicalParts(input: SigningInput): string[] {
  const headers = signedHeaders(input)
  return [
    input.method.toUpperCase(),
    encodePath(resourcePath(input.bucket, input.key)),
    canonicalQuery(input.query),
    headers.map(([name, value]) => `${name}:${value}\n`).join(''),
    additionalHeadersField(headers),
    'UNSIGNED-PAYLOAD', // the only value that OSS supports
  ]
}

/** The UTC day of an ISO or GMT timestamp as yyyymmdd. */
export function scopeDateOf(timestamp: string): string {
  if (/^\d{8}T/.test(timestamp)) return timestamp.slice(0, 8)
  const time = Date.parse(timestamp)
  if (!Number.isNaN(time)) return new Date(time).toISOString().slice(0, 10).replaceAll('-', '')
  throw problem(
    'timestamp-invalid',
    {
      en: 'The date "{found}" is neither ISO (20261122T143501Z) nor GMT (Sun, 22 Nov 2026 14:35:01 GMT).',
      zh: '日期 "{found}" 既不是 ISO 格式（20261122T143501Z），也不是 GMT 格式（Sun, 22 Nov 2026 14:35:01 GMT）。',
    },
    { found: timestamp },
  )
}

/** `yyyymmdd/region/product/aliyun_v4_request`. */
export function scopeOf(input: Pick<SigningInput, 'timestamp' | 'scopeDate' | 'region' | 'product'>): string {
  const date = input.scopeDate ?? scopeDateOf(input.timestamp)
  return `${date}/${input.region ?? ''}/${input.product ?? 'oss'}/aliyun_v4_request`
}

const derivedKeys = new Map<string, Buffer>()
const derivedKeysKept = 64

/** The signing key of a secret and scope, remembered: deriving it costs four HMACs, signing with it one. */
function signingKey(secret: string, scope: string): Buffer {
  const id = `${secret.length}:${secret}${scope}`
  const known = derivedKeys.get(id)
  if (known) return known
  const key = scope.split('/').reduce<string | Buffer>(hmac, `aliyun_v4${secret}`)
  if (derivedKeys.size >= derivedKeysKept) derivedKeys.clear()
  const made = Buffer.from(key)
  derivedKeys.set(id, made)
  return made
}

/** Signs a canonical request. */
export function signCanonical(input: SigningInput, canonicalRequest: string): Signature {
  const scope = scopeOf(input)
  const digest = createHash('sha256').update(canonicalRequest).digest('hex')
  const stringToSign = `${algorithmV4}\n${input.timestamp}\n${scope}\n${digest}`
  const key = input.signingKeyHex
    ? Buffer.from(input.signingKeyHex, 'hex')
    : signingKey(reveal(input.accessKeySecret ?? ''), scope)
  return { canonicalRequest, stringToSign, signature: createHmac('sha256', key).update(stringToSign).digest('hex') }
}

/** The V4 signature of a request. */
export function signatureV4(input: SigningInput): Signature {
  return signCanonical(input, canonicalParts(input).join('\n'))
}
