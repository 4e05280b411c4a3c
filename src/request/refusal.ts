import { hash } from 'node:crypto'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Claim } from './claim.ts'
import { fill } from './problem.ts'
import type { Received } from './received.ts'
import { findRegion } from './region.ts'
import { reveal } from './secret.ts'
import { type Credentials, longestLife } from './sign.ts'

/** The error codes of OSS for requests whose signature does not hold. */
export type RefusalCode =
  | 'AccessDenied'
  | 'InvalidDigest'
  | 'InvalidAccessKeyId'
  | 'InvalidArgument'
  | 'InvalidSecurityToken'
  | 'RequestTimeTooSkewed'
  | 'SignatureDoesNotMatch'

/** The reasons to refuse a request. */
export type RefusalId =
  | 'not-signed'
  | 'signed-twice'
  | 'part-missing'
  | 'expires-missing'
  | 'expires-range'
  | 'date-invalid'
  | 'scope-date'
  | 'scope-region'
  | 'payload-header'
  | 'other-key'
  | 'other-token'
  | 'clock-skew'
  | 'expired'
  | 'not-yet'
  | 'signature-differs'
  | 'body-digest'
  | 'body-hash'

/** Why a server refuses a request. */
export interface Refusal {
  readonly id: RefusalId
  readonly code: RefusalCode
  /** The HTTP status. */
  readonly status: 400 | 403
  /** The EC number, where it is documented. */
  readonly serverCode?: string
  readonly text: Localized
}

/** How far a clock may be off: 15 minutes (help page on signatures in headers). */
const skew = 15 * 60_000

interface Reason extends Localized {
  readonly code: RefusalCode
  readonly serverCode?: string
}

const reasons: Record<RefusalId, Reason> = {
  'not-signed': {
    code: 'AccessDenied',
    en: 'The request carries no signature that OSS knows, in its header or its URL.',
    zh: '请求头和 URL 中都没有 OSS 可识别的签名。',
  },
  'signed-twice': {
    code: 'InvalidArgument',
    en: 'The request is signed both in its header and in its URL; only one is allowed.',
    zh: '请求头和 URL 中都有签名；只能使用其中一种。',
  },
  'part-missing': {
    code: 'InvalidArgument',
    en: 'The signature has no {name}.',
    zh: '签名中缺少 {name}。',
  },
  'expires-missing': {
    code: 'InvalidArgument',
    serverCode: '0002-00000215',
    en: 'The URL has no x-oss-expires, the seconds for which it holds.',
    zh: 'URL 中缺少 x-oss-expires（有效秒数）。',
  },
  'expires-range': {
    code: 'InvalidArgument',
    serverCode: '0002-00000232',
    en: 'x-oss-expires is "{found}", but it takes a whole number from 1 to {longest}.',
    zh: 'x-oss-expires 为 "{found}"，但应为 1 到 {longest} 之间的整数。',
  },
  'date-invalid': {
    code: 'InvalidArgument',
    serverCode: '0002-00000502',
    en: 'The date of the signature is "{found}"; x-oss-date is written like 20261122T143501Z, Date like Sun, 22 Nov 2026 14:35:01 GMT.',
    zh: '签名日期为 "{found}"；x-oss-date 应写成 20261122T143501Z，Date 应写成 Sun, 22 Nov 2026 14:35:01 GMT。',
  },
  'scope-date': {
    code: 'InvalidArgument',
    en: 'The credential is for the day {found}, but the request is dated {expected}.',
    zh: 'Credential 中的日期为 {found}，而请求的日期为 {expected}。',
  },
  'scope-region': {
    code: 'InvalidArgument',
    en: 'The credential is for the region "{found}", but the request goes to "{expected}".',
    zh: 'Credential 中的地域为 "{found}"，而请求发往 "{expected}"。',
  },
  'payload-header': {
    code: 'InvalidArgument',
    en: 'The header x-oss-content-sha256 is "{found}"; version 4 needs UNSIGNED-PAYLOAD there.',
    zh: '请求头 x-oss-content-sha256 为 "{found}"；V4 签名要求为 UNSIGNED-PAYLOAD。',
  },
  'other-key': {
    code: 'InvalidAccessKeyId',
    en: 'The request is signed with another access key than the one to verify with.',
    zh: '请求使用的 AccessKey 与用于验证的不同。',
  },
  'other-token': {
    code: 'InvalidSecurityToken',
    en: 'The security token of the request is not the one of the credentials.',
    zh: '请求中的安全令牌与凭证中的不一致。',
  },
  'clock-skew': {
    code: 'RequestTimeTooSkewed',
    en: 'The request is dated {found}, more than 15 minutes away from the time here, {now}.',
    zh: '请求的时间为 {found}，与当前时间 {now} 相差超过 15 分钟。',
  },
  expired: {
    code: 'AccessDenied',
    en: 'The URL has expired: it held until {found}, and it is {now}.',
    zh: 'URL 已过期：有效期至 {found}，当前时间为 {now}。',
  },
  'not-yet': {
    code: 'AccessDenied',
    en: 'The URL is dated {found}, more than 15 minutes ahead of the time here, {now}.',
    zh: 'URL 的签名时间为 {found}，比当前时间 {now} 提前了超过 15 分钟。',
  },
  'body-digest': {
    code: 'InvalidDigest',
    serverCode: '0017-00000503',
    en: 'The body is not the one that Content-MD5 was made of: the header is "{found}", the digest of the body {expected}.',
    zh: '请求体与 Content-MD5 不符：请求头为 "{found}"，请求体的摘要为 {expected}。',
  },
  'body-hash': {
    code: 'InvalidDigest',
    en: 'The body is not the one that x-oss-content-sha256 was made of: the header is "{found}", the hash of the body {expected}.',
    zh: '请求体与 x-oss-content-sha256 不符：请求头为 "{found}"，请求体的哈希为 {expected}。',
  },
  'signature-differs': {
    code: 'SignatureDoesNotMatch',
    en: 'The signature is not the one that the request and the secret give.',
    zh: '签名与根据请求和密钥计算的结果不一致。',
  },
}

function refuse(id: RefusalId, values: Readonly<Record<string, string | number>> = {}): Refusal {
  const { code, serverCode, en, zh } = reasons[id]
  const status = code === 'InvalidArgument' || code === 'InvalidDigest' ? 400 : 403
  return { id, code, status, ...(serverCode && { serverCode }), text: fill({ en, zh }, values) }
}

/** What there is to judge by. */
export interface RefusalEvidence {
  readonly received: Received
  readonly claims: readonly Claim[]
  readonly credentials: Credentials | undefined
  readonly date: Date
  /** Whether the signature fits; undefined when it was not computed. */
  readonly fits: boolean | undefined
}

function missingParts(claim: Claim): Refusal[] {
  const { version, kind, accessKeyId, signature, scope, timestamp } = claim
  const names: [boolean, string][] = [
    [accessKeyId === '', 'AccessKeyId'],
    [
      version === 'v4' && accessKeyId !== '' && !scope,
      'Credential (AccessKeyId/yyyymmdd/region/oss/aliyun_v4_request)',
    ],
    [signature === '', 'Signature'],
    [timestamp === '', version === 'v1' && kind === 'query' ? 'Expires' : 'x-oss-date'],
  ]
  return names.filter(([isMissing]) => isMissing).map(([, name]) => refuse('part-missing', { name }))
}

function wrongExpires(claim: Claim): Refusal[] {
  if (claim.version === 'v1' || claim.kind === 'header') return []
  const { expires } = claim
  if (!expires) return [refuse('expires-missing')]
  const longest = claim.securityToken === undefined ? longestLife.pair : longestLife.token
  const isRight = /^\d+$/.test(expires) && Number(expires) >= 1 && Number(expires) <= longest
  return isRight ? [] : [refuse('expires-range', { found: expires, longest })]
}

function wrongScope({ received }: RefusalEvidence, { scope, signedAt }: Claim): Refusal[] {
  if (!scope) return []
  const day = signedAt?.toISOString().slice(0, 10).replaceAll('-', '')
  const region = findRegion(received.host)
  return [
    ...(day && day !== scope.date ? [refuse('scope-date', { found: scope.date, expected: day })] : []),
    ...(region && scope.product === 'oss' && region !== scope.region
      ? [refuse('scope-region', { found: scope.region, expected: region })]
      : []),
  ]
}

function wrongForm(evidence: RefusalEvidence, claim: Claim): Refusal[] {
  const { headers } = evidence.received
  const payload = headers['x-oss-content-sha256'] ?? ''
  const hasDate = claim.version === 'v1' && claim.kind === 'query' ? claim.expiresAt : claim.signedAt
  return [
    ...(evidence.claims.length > 1 ? [refuse('signed-twice')] : []),
    ...missingParts(claim),
    ...wrongExpires(claim),
    ...(claim.timestamp !== '' && !hasDate ? [refuse('date-invalid', { found: claim.timestamp })] : []),
    ...wrongScope(evidence, claim),
    ...(claim.version === 'v4' && claim.kind === 'header' && payload !== 'UNSIGNED-PAYLOAD'
      ? [refuse('payload-header', { found: payload })]
      : []),
  ]
}

function wrongTime(claim: Claim, date: Date): Refusal[] {
  const { signedAt, expiresAt } = claim
  const now = date.toISOString()
  const ahead = signedAt ? signedAt.getTime() - date.getTime() : 0
  const found = signedAt?.toISOString() ?? ''
  if (claim.kind === 'header') return Math.abs(ahead) > skew ? [refuse('clock-skew', { found, now })] : []
  if (ahead > skew) return [refuse('not-yet', { found, now })]
  return expiresAt && date > expiresAt ? [refuse('expired', { found: expiresAt.toISOString(), now })] : []
}

function wrongKey(claim: Claim, credentials: Credentials | undefined): Refusal[] {
  if (!credentials) return []
  if (claim.accessKeyId !== credentials.accessKeyId) return [refuse('other-key')]
  const token = credentials.securityToken && reveal(credentials.securityToken)
  return token && token !== claim.securityToken ? [refuse('other-token')] : []
}

/** The signature covers the headers, and these headers the body. */
function wrongBody({ received: { hasBody, body, headers } }: RefusalEvidence): Refusal[] {
  if (!hasBody) return []
  const compare = (id: 'body-digest' | 'body-hash', found: string | undefined, expected: string) =>
    found === undefined || found === expected ? [] : [refuse(id, { found, expected })]
  const sha256 = headers['x-oss-content-sha256']
  return [
    ...compare('body-digest', headers['content-md5'], hash('md5', body, 'base64')),
    ...(/^[0-9a-f]{64}$/i.test(sha256 ?? '')
      ? compare('body-hash', sha256?.toLowerCase(), hash('sha256', body, 'hex'))
      : []),
  ]
}

/** All reasons to refuse a request, in the order that they are judged. */
export function refusalsOf(evidence: RefusalEvidence): Refusal[] {
  const [claim] = evidence.claims
  if (!claim) return [refuse('not-signed')]
  return [
    ...wrongForm(evidence, claim),
    ...wrongKey(claim, evidence.credentials),
    ...wrongTime(claim, evidence.date),
    ...(evidence.fits === false ? [refuse('signature-differs')] : []),
    ...wrongBody(evidence),
  ]
}
