import { percentDecode } from '../language/url.ts'
import type { Received } from './received.ts'
import { algorithmV4 } from './sign-v4.ts'
import type { SignatureVersion, SigningInput } from './signature.ts'

/** The day, region and product that a V4 signature holds for. */
export interface Scope {
  readonly date: string
  readonly region: string
  readonly product: string
}

/** What a request says about its signature; a part that is missing is empty. */
export interface Claim {
  readonly version: SignatureVersion
  readonly kind: SigningInput['kind']
  readonly accessKeyId: string
  readonly signature: string
  /** As written: the date line of the string to sign. */
  readonly timestamp: string
  readonly additionalHeaders: readonly string[]
  /** V4; undefined when it is not of the form date/region/product/aliyun_v4_request. */
  readonly scope?: Scope | undefined
  readonly signedAt?: Date | undefined
  readonly expiresAt?: Date | undefined
  /** V4 URL: as written. */
  readonly expires?: string | undefined
  readonly securityToken?: string | undefined
}

/** Reads 20261122T143501Z and Sun, 22 Nov 2026 14:35:01 GMT. */
export function findTime(text: string): Date | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? []
  const time = new Date(year ? `${year}-${month}-${day}T${hour}:${minute}:${second}Z` : text)
  return Number.isNaN(time.getTime()) ? undefined : time
}

function readCredential(text: string): Pick<Claim, 'accessKeyId' | 'scope'> {
  const [accessKeyId = '', date = '', region = '', product = '', end] = text.split('/')
  return { accessKeyId, scope: end === 'aliyun_v4_request' ? { date, region, product } : undefined }
}

const splitNames = (text: string): string[] => text.split(';').filter(name => name !== '')

function claimOfUrlV4(query: ReadonlyMap<string, string>): Claim {
  const timestamp = query.get('x-oss-date') ?? ''
  const expires = query.get('x-oss-expires')
  const signedAt = findTime(timestamp)
  const end = signedAt ? new Date(signedAt.getTime() + Number(expires) * 1000) : undefined
  return {
    version: 'v4',
    kind: 'query',
    ...readCredential(query.get('x-oss-credential') ?? ''),
    signature: query.get('x-oss-signature') ?? '',
    timestamp,
    additionalHeaders: splitNames(query.get('x-oss-additional-headers') ?? ''),
    signedAt,
    expires,
    expiresAt: end && !Number.isNaN(end.getTime()) ? end : undefined,
    securityToken: query.get('x-oss-security-token'),
  }
}

function claimOfUrlV1(query: ReadonlyMap<string, string>): Claim {
  const timestamp = query.get('Expires') ?? ''
  return {
    version: 'v1',
    kind: 'query',
    accessKeyId: query.get('OSSAccessKeyId') ?? '',
    signature: query.get('Signature') ?? '',
    timestamp,
    additionalHeaders: [],
    expiresAt: /^\d{1,12}$/.test(timestamp) ? new Date(Number(timestamp) * 1000) : undefined,
    securityToken: query.get('security-token'),
  }
}

function claimOfHeaders(headers: Received['headers'], authorization: string): Claim | undefined {
  const timestamp = headers['x-oss-date'] ?? headers.date ?? ''
  const dated = { kind: 'header', timestamp, signedAt: findTime(timestamp) } as const
  const securityToken = headers['x-oss-security-token']
  const [scheme, rest = ''] = authorization.trim().split(/\s+(.*)/s, 2)
  if (scheme === 'OSS') {
    const [accessKeyId = '', signature = ''] = rest.split(':')
    return { version: 'v1', ...dated, accessKeyId, signature, additionalHeaders: [], securityToken }
  }
  if (scheme !== algorithmV4) return undefined
  const fields = new Map(
    rest.split(',').map(field => [field.split('=')[0]?.trim(), field.replace(/^[^=]*=/, '').trim()]),
  )
  return {
    version: 'v4',
    ...dated,
    ...readCredential(percentDecode(fields.get('Credential') ?? '')),
    signature: fields.get('Signature') ?? '',
    additionalHeaders: splitNames(fields.get('AdditionalHeaders') ?? ''),
    securityToken,
  }
}

/** All that a request says about how it is signed: in its URL, in its header, in both, or nothing. */
export function readClaims(received: Received): Claim[] {
  const query = new Map(received.query)
  const authorization = received.headers.authorization
  const inHeader = authorization === undefined ? undefined : claimOfHeaders(received.headers, authorization)
  const claims = inHeader ? [inHeader] : []
  if (query.has('x-oss-signature') || query.has('x-oss-signature-version')) claims.push(claimOfUrlV4(query))
  else if (query.has('Signature') || query.has('OSSAccessKeyId')) claims.push(claimOfUrlV1(query))
  return claims
}
