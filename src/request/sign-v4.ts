import { hash } from 'node:crypto'
import { memoize } from '../../grammar/catalogue/memo.ts'
import { derive, type Mac, macWith } from './hmac.ts'
import { byName, encodePath, percentEncode, type QueryPair } from './percent.ts'
import { problem } from './problem.ts'
import { reveal, type Secret, secretText } from './secret.ts'
import type { Signature, SigningInput } from './signature.ts'

/** The name of the algorithm, also the first line of the string to sign. */
export const algorithmV4 = 'OSS4-HMAC-SHA256'

/** True for headers that V4 signs whenever they are present. */
const isSignedByDefault = (name: string): boolean =>
  name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5'

/** `/bucket/key`, the bucket wherever it stands in the URL; `/` for the service. */
export const resourcePath = (bucket: string, key: string): string => (bucket === '' ? `/${key}` : `/${bucket}/${key}`)

/** All parameters but the signature, encoded and sorted by encoded name in byte order. */
function canonicalQuery(pairs: readonly QueryPair[]): string {
  const encoded: QueryPair[] = []
  for (const pair of pairs) {
    if (pair[0] === 'x-oss-signature') continue
    const name = percentEncode(pair[0])
    encoded.push([name, pair[1] === '' ? name : `${name}=${percentEncode(pair[1])}`])
  }
  let text = ''
  for (const pair of encoded.sort(byName)) text += text === '' ? pair[1] : `&${pair[1]}`
  return text
}

/** The headers that V4 signs, lower case and sorted, and which of them only since they were asked for. */
export function signedHeaders({ headers, additionalHeaders = [] }: HeaderInput): SignedHeaders {
  const wanted = additionalHeaders.map(name => name.toLowerCase())
  const signed: QueryPair[] = []
  for (const header of Object.entries(headers)) {
    const name = header[0].toLowerCase()
    if (isSignedByDefault(name) || wanted.includes(name)) signed.push([name, header[1].trim()])
  }
  if (signed.length === 0) return NO_HEADERS
  // Of names that differ in case alone the last one counts: the sort is stable, so that it stands last here too.
  const last = signed.sort(byName).filter((pair, index) => pair[0] !== signed[index + 1]?.[0])
  let lines = ''
  for (const pair of last) lines += `${pair[0]}:${pair[1]}\n`
  if (wanted.length === 0) return { lines, additional: '' }
  const names = last.map(([name]) => name)
  return { lines, additional: names.filter(name => !isSignedByDefault(name)).join(';') }
}

/** Most URLs sign none. */
const NO_HEADERS: SignedHeaders = { lines: '', additional: '' }

type HeaderInput = Pick<SigningInput, 'headers' | 'additionalHeaders'>

/** The two parts of a canonical request that its headers make. */
export interface SignedHeaders {
  /** `name:value` and a line end for each. */
  readonly lines: string
  /** Additional names that are present and not signed anyway, joined by `;`. */
  readonly additional: string
}

/** The six parts of a canonical request, in their order. */
export type CanonicalParts = readonly [
  method: string,
  path: string,
  query: string,
  headers: string,
  additional: string,
  payload: string,
]

/** The six parts of the canonical request. */
export function canonicalParts(input: SigningInput, signed: SignedHeaders = signedHeaders(input)): CanonicalParts {
  const { lines, additional } = signed
  const path = encodePath(resourcePath(input.bucket, input.key))
  // The payload is never hashed: UNSIGNED-PAYLOAD is the only value that OSS supports.
  return [input.method.toUpperCase(), path, canonicalQuery(input.query), lines, additional, 'UNSIGNED-PAYLOAD']
}

/** The UTC day of an ISO or GMT timestamp as yyyymmdd. */
function scopeDateOf(timestamp: string): string {
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

/** Keys by their scopes, remembered as long as their secret lives and no longer: deriving one costs four HMACs, signing with it one. */
const keysOf = memoize((_secret: Secret) => new Map<string, Mac>())
const KEYS_KEPT = 64

function macOf(secret: SigningInput['accessKeySecret'], scope: string): Mac {
  if (typeof secret !== 'object' || secret === null) return deriveMac(secretText(secret), scope)
  const keys = keysOf(secret)
  const known = keys.get(scope)
  if (known) return known
  const mac = deriveMac(reveal(secret), scope)
  if (keys.size >= KEYS_KEPT) keys.clear()
  keys.set(scope, mac)
  return mac
}

function deriveMac(secret: string, scope: string): Mac {
  return macWith(scope.split('/').reduce(derive, Buffer.from(`aliyun_v4${secret}`)))
}

/** Signs a canonical request. */
export function signCanonical(
  input: SigningInput,
  canonicalRequest: string,
  scope: string = scopeOf(input),
): Signature {
  const stringToSign = firstLines(input, scope) + hash('sha256', canonicalRequest, 'hex')
  return { canonicalRequest, stringToSign, signature: macFor(input, scope)(stringToSign) }
}

/** Signs canonical requests that have time, scope and secret in common. */
export function textsToSign(input: SigningInput, scope: string): (canonicalRequest: string) => string {
  const first = firstLines(input, scope)
  const mac = macFor(input, scope)
  return canonicalRequest => mac(first + hash('sha256', canonicalRequest, 'hex'))
}

/** The string to sign as far as the digest of the canonical request. */
function firstLines({ timestamp }: SigningInput, scope: string): string {
  return `${algorithmV4}\n${timestamp}\n${scope}\n`
}

function macFor({ signingKeyHex, accessKeySecret }: SigningInput, scope: string): Mac {
  return signingKeyHex ? macWith(Buffer.from(signingKeyHex, 'hex')) : macOf(accessKeySecret, scope)
}

/** The V4 signature of a request. */
export function signatureV4(input: SigningInput): Signature {
  return signCanonical(input, canonicalParts(input).join('\n'))
}
