import type { QueryPair } from './percent.ts'
import { problem } from './problem.ts'
import { getRegion } from './region.ts'
import { type OssRequest, requestHost, url } from './request.ts'
import { reveal, type Secret } from './secret.ts'
import { additionalHeadersField, algorithmV4, scopeOf, signedHeaders } from './sign-v4.ts'
import { computeSignature, type SignatureVersion, type SigningInput } from './signature.ts'

/** An AccessKey pair, with the security token of STS where it is temporary. */
export interface Credentials {
  readonly accessKeyId: string
  readonly accessKeySecret: Secret | string
  readonly securityToken?: Secret | string | undefined
}

/** How to sign. */
export interface SignOptions {
  /** `v4` when not given. */
  readonly version?: SignatureVersion | undefined
  /** V4: such as `cn-hangzhou`; read from the endpoint when not given. */
  readonly region?: string | undefined
  /** V4: `oss` when not given; `oss-cloudbox` goes with the id of the box as region. */
  readonly product?: string | undefined
  /** V4: names of headers to sign beyond those always signed; those not on the request are passed over, but `host`. */
  readonly additionalHeaders?: readonly string[] | undefined
  /** The time of signing; now when not given. */
  readonly date?: Date | undefined
}

/** How to sign a URL. */
export interface PresignOptions extends SignOptions {
  /** How long the URL holds, in seconds; 900 when not given. V4: up to 604800, with a security token up to 43200. */
  readonly expires?: number | undefined
}

const signingHeaders = ['authorization', 'date', 'x-oss-content-sha256', 'x-oss-date', 'x-oss-security-token']
const signingParameters = new Set([
  'Expires',
  'OSSAccessKeyId',
  'Signature',
  'security-token',
  'x-oss-additional-headers',
  'x-oss-credential',
  'x-oss-date',
  'x-oss-expires',
  'x-oss-security-token',
  'x-oss-signature',
  'x-oss-signature-version',
])

/** The request without what an earlier signing left on it, and with `host` where it is to be signed. */
function unsigned(request: OssRequest, options: SignOptions): OssRequest {
  const kept = Object.entries(request.headers).filter(([name]) => !signingHeaders.includes(name.toLowerCase()))
  const query = request.query.filter(([name]) => !signingParameters.has(name))
  const headers = Object.fromEntries(kept)
  const signsHost = options.additionalHeaders?.some(name => name.toLowerCase() === 'host')
  const hasHost = kept.some(([name]) => name.toLowerCase() === 'host')
  return { ...request, query, headers: signsHost && !hasHost ? { ...headers, Host: requestHost(request) } : headers }
}

/** The time as V4 has it: 20261122T143501Z. */
const isoTime = (date: Date): string => `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

const tokenPair = (name: string, credentials: Credentials): QueryPair[] =>
  credentials.securityToken === undefined ? [] : [[name, reveal(credentials.securityToken)]]

function inputV4(request: OssRequest, credentials: Credentials, options: SignOptions, date: Date): SigningInput {
  return {
    ...request,
    version: 'v4',
    kind: 'header',
    timestamp: isoTime(date),
    accessKeySecret: credentials.accessKeySecret,
    region: getRegion(request.endpoint, options.region),
    product: options.product ?? 'oss',
    additionalHeaders: options.additionalHeaders ?? [],
  }
}

function inputV1(request: OssRequest, credentials: Credentials, timestamp: string): SigningInput {
  return { ...request, version: 'v1', kind: 'header', timestamp, accessKeySecret: credentials.accessKeySecret }
}

function signV4(request: OssRequest, credentials: Credentials, options: SignOptions, date: Date): OssRequest {
  const headers = {
    ...request.headers,
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-oss-date': isoTime(date),
    ...Object.fromEntries(tokenPair('x-oss-security-token', credentials)),
  }
  const input = inputV4({ ...request, headers }, credentials, options, date)
  const additional = additionalHeadersField(signedHeaders(input))
  const field = additional && `,AdditionalHeaders=${additional}`
  const credential = `${credentials.accessKeyId}/${scopeOf(input)}`
  const { signature } = computeSignature(input)
  const Authorization = `${algorithmV4} Credential=${credential}${field},Signature=${signature}`
  return { ...request, headers: { ...headers, Authorization } }
}

function signV1(request: OssRequest, credentials: Credentials, date: Date): OssRequest {
  const token = Object.fromEntries(tokenPair('x-oss-security-token', credentials))
  const headers = { ...request.headers, Date: date.toUTCString(), ...token }
  const { signature } = computeSignature(inputV1({ ...request, headers }, credentials, headers.Date))
  return { ...request, headers: { ...headers, Authorization: `OSS ${credentials.accessKeyId}:${signature}` } }
}

/**
 * Signs a request in its headers: adds `Authorization`, the date, and what else the version needs.
 * Throws a RequestError where the region of a V4 signature is not known.
 */
export function sign(request: OssRequest, credentials: Credentials, options: SignOptions = {}): OssRequest {
  const date = options.date ?? new Date()
  const plain = unsigned(request, options)
  return options.version === 'v1' ? signV1(plain, credentials, date) : signV4(plain, credentials, options, date)
}

/** Longest life of a V4 URL in seconds: with an AccessKey pair, and with a security token (help page on presigned URLs with V4). */
export const longestLife = { pair: 604_800, token: 43_200 } as const

function checkExpires(expires: number, longest: number): void {
  if (Number.isInteger(expires) && expires >= 1 && expires <= longest) return
  throw problem(
    'expires-range',
    {
      en: 'The life of the URL is {found} seconds, but it takes a whole number from 1 to {longest}.',
      zh: 'URL 的有效期为 {found} 秒，但应为 1 到 {longest} 之间的整数。',
    },
    { found: expires, longest },
  )
}

function presignV4(request: OssRequest, credentials: Credentials, options: PresignOptions, date: Date): OssRequest {
  const expires = options.expires ?? 900
  checkExpires(expires, credentials.securityToken === undefined ? longestLife.pair : longestLife.token)
  const input = inputV4(request, credentials, options, date)
  const additional = additionalHeadersField(signedHeaders(input))
  const query: QueryPair[] = [
    ...request.query,
    ['x-oss-signature-version', algorithmV4],
    ['x-oss-credential', `${credentials.accessKeyId}/${scopeOf(input)}`],
    ['x-oss-date', input.timestamp],
    ['x-oss-expires', String(expires)],
    ...(additional ? [['x-oss-additional-headers', additional] as const] : []),
    ...tokenPair('x-oss-security-token', credentials),
  ]
  const { signature } = computeSignature({ ...input, kind: 'query', query })
  return { ...request, query: [...query, ['x-oss-signature', signature]] }
}

function presignV1(request: OssRequest, credentials: Credentials, options: PresignOptions, date: Date): OssRequest {
  const expires = options.expires ?? 900
  checkExpires(expires, Number.MAX_SAFE_INTEGER)
  const until = String(Math.floor(date.getTime() / 1000) + expires)
  const query = [...request.query, ...tokenPair('security-token', credentials)]
  const { signature } = computeSignature({ ...inputV1({ ...request, query }, credentials, until), kind: 'query' })
  const id = credentials.accessKeyId
  return { ...request, query: [...query, ['OSSAccessKeyId', id], ['Expires', until], ['Signature', signature]] }
}

/**
 * Signs a request in its query. Headers that it carries (Content-Type, Content-MD5, x-oss-*) are signed too, so whoever
 * uses the URL must send them. Throws a RequestError for a life out of range and for an unknown region.
 */
export function presignRequest(
  request: OssRequest,
  credentials: Credentials,
  options: PresignOptions = {},
): OssRequest {
  const date = options.date ?? new Date()
  const plain = unsigned(request, options)
  return options.version === 'v1'
    ? presignV1(plain, credentials, options, date)
    : presignV4(plain, credentials, options, date)
}

/** The URL of {@link presignRequest}. */
export function presign(request: OssRequest, credentials: Credentials, options: PresignOptions = {}): string {
  return url(presignRequest(request, credentials, options))
}
