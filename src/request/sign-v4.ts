import { hash } from 'node:crypto'
import { derive, type Mac, macWith } from './hmac.ts'
import { encodePath, percentEncode, type QueryPair } from './percent.ts'
import { problem } from './problem.ts'
import { secretText } from './secret.ts'
import type { Signature, SigningInput } from './signature.ts'

/** The name of the algorithm, also the first line of the string to sign. */
export const algorithmV4 = 'OSS4-HMAC-SHA256'

/** True for headers that V4 signs whenever they are present. */
const isSignedByDefault = (name: string): boolean =>
  name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5'

/** `/bucket/key`, the bucket wherever it stands in the URL; `/` for the service. */
export const resourcePath = (bucket: string, key: string): string => (bucket === '' ? `/${key}` : `/${bucket}/${key}`)

const byName = (left: QueryPair, right: QueryPair): number => (left[0] < right[0] ? -1 : Number(left[0] > right[0]))

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

/** A derived key and the secret that it was made of. */
interface DerivedKey {
  readonly secret: string
  readonly mac: Mac
}

const derivedKeys = new Map<string, DerivedKey>()
const derivedKeysKept = 64

/** Signs with the key of a secret and scope, remembered: deriving it costs four HMACs, signing with it one. */
function macOf(secret: string, scope: string): Mac {
  const known = derivedKeys.get(scope)
  if (known?.secret === secret) return known.mac
  const mac = macWith(scope.split('/').reduce(derive, Buffer.from(`aliyun_v4${secret}`)))
  if (derivedKeys.size >= derivedKeysKept) derivedKeys.clear()
  derivedKeys.set(scope, { secret, mac })
  return mac
}

/** Signs a canonical request. */
export function signCanonical(
  input: SigningInput,
  canonicalRequest: string,
  scope: string = scopeOf(input),
): Signature {
  const { timestamp, signingKeyHex, accessKeySecret } = input
  const stringToSign = `${algorithmV4}\n${timestamp}\n${scope}\n${hash('sha256', canonicalRequest, 'hex')}`
  const mac = signingKeyHex ? macWith(Buffer.from(signingKeyHex, 'hex')) : macOf(secretText(accessKeySecret), scope)
  return { canonicalRequest, stringToSign, signature: mac(stringToSign) }
}

/** The V4 signature of a request. */
export function signatureV4(input: SigningInput): Signature {
  return signCanonical(input, canonicalParts(input).join('\n'))
}
