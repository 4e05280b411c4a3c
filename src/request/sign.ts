import { memoizeLast } from '../../grammar/catalogue/memo.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import { computeSignature } from './compute-signature.ts'
import { encodePath, type QueryPair } from './percent.ts'
import { problem } from './problem.ts'
import { getRegion } from './region.ts'
import { bodyOf, type OssRequest, processRequest, requestHost, type Target, url, urlWithQuery } from './request.ts'
import { reveal, type Secret, secretOf } from './secret.ts'
import {
  algorithmV4,
  type CanonicalParts,
  canonicalParts,
  scopeOf,
  signCanonical,
  signedHeaders,
  textsToSign,
} from './sign-v4.ts'
import type { SignatureVersion, SigningInput } from './signature.ts'

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

const signingHeaders = new Set(['authorization', 'date', 'x-oss-content-sha256', 'x-oss-date', 'x-oss-security-token'])
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

/** A request in the making: its own copies of headers and query, to be added to. */
interface RequestDraft extends OssRequest {
  readonly headers: Record<string, string>
  readonly query: QueryPair[]
}

/** A copy without what an earlier signing left, and with `host` where it is to be signed. */
function draftOf(request: OssRequest, options: SignOptions): RequestDraft {
  const headers: Record<string, string> = {}
  for (const header of Object.entries(request.headers)) {
    if (!signingHeaders.has(header[0].toLowerCase())) headers[header[0]] = header[1]
  }
  const named = (name: string) => name.toLowerCase() === 'host'
  if (options.additionalHeaders?.some(named) && !Object.keys(headers).some(named)) headers.Host = requestHost(request)
  const query = request.query.filter(pair => !signingParameters.has(pair[0]))
  // Field by field: a spread with more fields behind it takes longer than the signature.
  const { method, endpoint, bucket, key, addressing, body } = request
  return { method, endpoint, bucket, key, addressing, body, headers, query }
}

/** The time as V4 has it: 20261122T143501Z. The last second is remembered: requests are signed in rows. */
function isoTime(date: Date): string {
  return timeOfSecond(Math.floor(date.getTime() / 1000))
}

const timeOfSecond = memoizeLast(writeTime)

function writeTime(second: number): string {
  const date = new Date(second * 1000)
  const day = (date.getUTCFullYear() * 100 + date.getUTCMonth() + 1) * 100 + date.getUTCDate()
  const time = (date.getUTCHours() * 100 + date.getUTCMinutes()) * 100 + date.getUTCSeconds()
  return `${day}T${String(time).padStart(6, '0')}Z`
}

const timeOf = (options: SignOptions): Date => {
  const date = options.date ?? new Date()
  if (!Number.isNaN(date.getTime())) return date
  throw problem('date-invalid', {
    en: 'The date to sign at is not a valid time.',
    zh: '签名所用的日期不是有效的时间。',
  })
}

type SigningKind = SigningInput['kind']

function inputV4(
  kind: SigningKind,
  draft: RequestDraft,
  credentials: Credentials,
  options: SignOptions,
  date: Date,
): SigningInput {
  const timestamp = isoTime(date)
  return {
    version: 'v4',
    kind,
    method: draft.method,
    bucket: draft.bucket,
    key: draft.key,
    query: draft.query,
    headers: draft.headers,
    timestamp,
    scopeDate: timestamp.slice(0, 8),
    accessKeySecret: secretOf(credentials),
    region: getRegion(draft.endpoint, options.region),
    product: options.product ?? 'oss',
    additionalHeaders: options.additionalHeaders ?? [],
  }
}

function inputV1(kind: SigningKind, draft: RequestDraft, credentials: Credentials, timestamp: string): SigningInput {
  const { method, bucket, key, query, headers } = draft
  const { accessKeySecret } = credentials
  return { version: 'v1', kind, method, bucket, key, query, headers, timestamp, accessKeySecret }
}

/** A request ready for its V4 signature. */
interface ReadyV4 {
  readonly draft: RequestDraft
  readonly input: SigningInput
  readonly scope: string
  readonly parts: CanonicalParts
  /** The Authorization header as far as the signature. */
  readonly authorization: string
}

function readyV4(draft: RequestDraft, credentials: Credentials, options: SignOptions, date: Date): ReadyV4 {
  const { headers } = draft
  const input = inputV4('header', draft, credentials, options, date)
  headers['x-oss-content-sha256'] = 'UNSIGNED-PAYLOAD'
  headers['x-oss-date'] = input.timestamp
  if (credentials.securityToken) headers['x-oss-security-token'] = reveal(credentials.securityToken)
  const scope = scopeOf(input)
  const parts = canonicalParts(input)
  const field = parts[4] && `,AdditionalHeaders=${parts[4]}`
  const authorization = `${algorithmV4} Credential=${credentials.accessKeyId}/${scope}${field},Signature=`
  return { draft, input, scope, parts, authorization }
}

function signV4(draft: RequestDraft, credentials: Credentials, options: SignOptions, date: Date): OssRequest {
  const { input, scope, parts, authorization } = readyV4(draft, credentials, options, date)
  draft.headers.Authorization = authorization + signCanonical(input, parts.join('\n'), scope).signature
  return draft
}

/** A request signed in a row, and its URL. */
export interface SignedInRow {
  readonly request: OssRequest
  readonly url: string
}

/** Signs requests with a body that differ in object name and process string alone. */
export type RowSigner = (key: string, process: string) => SignedInRow

/** Stands in texts that are made once for what each request of a row has of its own. */
const HOLE = '*'

/**
 * `sign(processRequest(...))` for requests to one bucket in one second, with what they share made once: V4 in the headers of a
 * POST. Throws as `sign` does.
 */
export function signRow(
  via: Exclude<Via, 'get'>,
  target: Omit<Target, 'key'>,
  credentials: Credentials,
  options: Omit<SignOptions, 'version'> & { readonly date: Date },
): RowSigner {
  const sample = processRequest(via, { ...target, key: '' }, '')
  const draft = draftOf({ ...sample, headers: { ...sample.headers, 'Content-MD5': HOLE } }, options)
  const { input, scope, parts, authorization } = readyV4(draft, credentials, options, timeOf(options))
  const [method, path, ...others] = parts
  const rest = ['', ...others].join('\n')
  const [middle, ending] = [rest.slice(0, rest.indexOf(HOLE)), rest.slice(rest.indexOf(HOLE) + 1)]
  const { endpoint, bucket, addressing, query, headers } = draft
  const sampleUrl = url(draft)
  const [start, search] = [sampleUrl.slice(0, sampleUrl.indexOf('?')), sampleUrl.slice(sampleUrl.indexOf('?'))]
  const before = `${method}\n${path}`
  const toSign = textsToSign(input, scope)
  // With all names in it: to copy an object and add to it takes as long as two digests.
  const shared = { ...headers, Authorization: '' }
  return (key, process) => {
    const { body, md5 } = bodyOf(via, process)
    const encoded = encodePath(key)
    const signature = toSign(before + encoded + middle + md5 + ending)
    const signed = { ...shared, 'Content-MD5': md5, Authorization: authorization + signature }
    const request = { method, endpoint, bucket, key, addressing, query, headers: signed, body }
    return { request, url: start + encoded + search }
  }
}

function signV1(draft: RequestDraft, credentials: Credentials, date: Date): OssRequest {
  const { headers } = draft
  const timestamp = date.toUTCString()
  headers.Date = timestamp
  if (credentials.securityToken) headers['x-oss-security-token'] = reveal(credentials.securityToken)
  const { signature } = computeSignature(inputV1('header', draft, credentials, timestamp))
  headers.Authorization = `OSS ${credentials.accessKeyId}:${signature}`
  return draft
}

/**
 * Signs a request in its headers: adds `Authorization`, the date, and what else the version needs.
 * Throws a RequestError where the region of a V4 signature is not known.
 */
export function sign(request: OssRequest, credentials: Credentials, options: SignOptions = {}): OssRequest {
  const date = timeOf(options)
  const draft = draftOf(request, options)
  return options.version === 'v1' ? signV1(draft, credentials, date) : signV4(draft, credentials, options, date)
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

/** The canonical query is the query of the URL but for the signature: encoded once, it serves both. */
interface Presigned {
  readonly draft: RequestDraft
  readonly canonicalQuery?: string
}

function presignV4(draft: RequestDraft, credentials: Credentials, options: PresignOptions, date: Date): Presigned {
  const { query } = draft
  const { securityToken } = credentials
  const expires = options.expires ?? 900
  checkExpires(expires, securityToken ? longestLife.token : longestLife.pair)
  const input = inputV4('query', draft, credentials, options, date)
  const signed = signedHeaders(input)
  const scope = scopeOf(input)
  if (signed.additional) query.push(['x-oss-additional-headers', signed.additional])
  query.push(['x-oss-credential', `${credentials.accessKeyId}/${scope}`])
  query.push(['x-oss-date', input.timestamp], ['x-oss-expires', String(expires)])
  if (securityToken) query.push(['x-oss-security-token', reveal(securityToken)])
  query.push(['x-oss-signature-version', algorithmV4])
  const parts = canonicalParts(input, signed)
  const { signature } = signCanonical(input, parts.join('\n'), scope)
  query.push(['x-oss-signature', signature])
  return { draft, canonicalQuery: `${parts[2]}&x-oss-signature=${signature}` }
}

function presignV1(draft: RequestDraft, credentials: Credentials, options: PresignOptions, date: Date): Presigned {
  const { query } = draft
  const expires = options.expires ?? 900
  checkExpires(expires, Number.MAX_SAFE_INTEGER)
  const until = String(Math.floor(date.getTime() / 1000) + expires)
  if (credentials.securityToken) query.push(['security-token', reveal(credentials.securityToken)])
  const { signature } = computeSignature(inputV1('query', draft, credentials, until))
  query.push(['OSSAccessKeyId', credentials.accessKeyId], ['Expires', until], ['Signature', signature])
  return { draft }
}

function presigned(request: OssRequest, credentials: Credentials, options: PresignOptions): Presigned {
  const date = timeOf(options)
  const draft = draftOf(request, options)
  return options.version === 'v1'
    ? presignV1(draft, credentials, options, date)
    : presignV4(draft, credentials, options, date)
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
  return presigned(request, credentials, options).draft
}

/** The URL of {@link presignRequest}. */
export function presign(request: OssRequest, credentials: Credentials, options: PresignOptions = {}): string {
  const { draft, canonicalQuery } = presigned(request, credentials, options)
  return canonicalQuery === undefined ? url(draft) : urlWithQuery(draft, canonicalQuery)
}
