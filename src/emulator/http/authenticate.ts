import type { Credentials, Verification } from '../../request/index.ts'
import type { Received } from '../../request/received.ts'
import { verifyReceived } from '../../request/verify.ts'
import { type Problem, type Refusal, refuse } from '../engine/problem.ts'
import type { ErrorDetails } from './answer.ts'
import type { Services, Signer } from './exchange.ts'

/** Who signed a request, nobody, or why it is refused. */
export type Authentication =
  | { readonly signer?: Signer }
  | { readonly problem: Problem; readonly details: ErrorDetails }

/** EC numbers of refusals that the help centre names and the verifier does not. */
const EC: Readonly<Record<string, string>> = {
  'other-key': '0002-00000902',
  'clock-skew': '0002-00000504',
  'signature-differs': '0002-00000040',
  expired: '0002-00000069',
  'not-signed': '0003-00000001',
}

/** A request read apart, and where its bucket stands. */
export interface LocatedRequest {
  readonly received: Received
  readonly isVirtualHost: boolean
  /** Whether it is the address of a bucket in the path without the slash behind it. */
  readonly isBare: boolean
}

/** Verifies the signature of a request with the credentials of its access key. A request without any is anonymous. */
export function authenticate(
  located: LocatedRequest,
  { credentials, now, region, checksRegion }: Pick<Services, 'credentials' | 'now' | 'region' | 'checksRegion'>,
): Authentication {
  const { received } = located
  if (isVersion2(received)) return VERSION_2
  const options = { date: now(), explain: false }
  const { date } = options
  const [first, ...others] = credentials
  // Most requests are right, and there is one key.
  const quick = first && others.length === 0 ? verifyReceived(received, first, options) : undefined
  if (first && quick?.status === 'valid') return signed(quick, first, { region, checksRegion })
  const claimed = verifyReceived(received, undefined, options)
  if (claimed.refusals.some(({ id }) => id === 'not-signed')) {
    return received.headers.authorization === undefined ? {} : refusalOf(claimed, date)
  }
  const known = credentials.find(({ accessKeyId }) => accessKeyId === claimed.accessKeyId)
  if (!known) {
    return claimed.refusals.length > 0 ? refusalOf(claimed, date) : wrongKey(UNKNOWN_KEY, claimed.accessKeyId)
  }
  const verification = verifyBoth(located, known, options)
  if (verification.refusals.length > 0) return refusalOf(verification, date)
  return signed(verification, known, { region, checksRegion })
}

function signed(
  verification: Verification,
  known: Credentials,
  { region, checksRegion }: Pick<Services, 'region' | 'checksRegion'>,
): Authentication {
  if (verification.isTemporary && !known.securityToken) return wrongKey(PERMANENT_KEY, known.accessKeyId)
  const signer = signerOf(verification, known)
  if (checksRegion && signer.version === 'v4' && signer.region !== region) {
    return { problem: otherRegion(signer.region, region).problem, details: {} }
  }
  return { signer }
}

/** The refusal of a signature for another region. */
export function otherRegion(found: string, expected: string): Refusal {
  const message = {
    en: 'The credential is for the region "{found}", but this local OSS is in "{expected}"; it is started elsewhere with --region.',
    zh: 'Credential 中的地域为 "{found}"，而此本地 OSS 位于 "{expected}"；可用 --region 指定地域。',
  }
  return refuse('InvalidArgument', 400, message, { found, expected })
}

/** Some clients sign the address of a bucket without the slash that V1 wants behind it. */
function verifyBoth({ received, isBare }: LocatedRequest, known: Credentials, options: Timed): Verification {
  const verification = verifyReceived(received, known, options)
  const { version, bucket = '', refusals } = verification
  if (!isBare || version !== 'v1' || refusals[0]?.id !== 'signature-differs') return verification
  const bare = verifyReceived({ ...received, bucket: '', key: bucket }, known, options)
  return bare.refusals.length > 0 ? verification : bare
}

interface Timed {
  readonly date: Date
  readonly explain: boolean
}

/** Signatures that nobody needs who can make one of version 4. */
function isVersion2({ rawQuery, headers }: Received): boolean {
  return /^\s*OSS2\b/i.test(headers.authorization ?? '') || /(?:^|&)x-oss-signature-version=OSS2(?:&|$)/i.test(rawQuery)
}

const VERSION_2: Authentication = {
  problem: refuse('InvalidArgument', 400, {
    en: 'Signature version 2 (OSS2) is not done here; sign with version 4 or version 1.',
    zh: '此处不支持 V2 签名（OSS2）；请使用 V4 或 V1 签名。',
  }).problem,
  details: {},
}

function signerOf({ version = 'v4', scope }: Verification, credentials: Credentials): Signer {
  return { credentials, version, region: scope?.region ?? '' }
}

/** The refusal of a key that nobody has. */
export const UNKNOWN_KEY: Refusal = refuse(
  'InvalidAccessKeyId',
  403,
  { en: 'The access key id does not exist here.', zh: '此处不存在该 AccessKeyId。' },
  {},
  EC['other-key'],
)

/** The refusal of a security token beside a permanent key: OSS looks among temporary ones for it. Source: error 0002-00000002. */
export const PERMANENT_KEY: Refusal = refuse(
  'InvalidAccessKeyId',
  403,
  {
    en: 'The request has a security token, but its access key is a permanent one; leave the token out.',
    zh: '请求带有安全令牌，但其 AccessKey 是长期密钥；请去掉安全令牌。',
  },
  {},
  '0002-00000002',
)

function wrongKey({ problem }: Refusal, accessKeyId = ''): Authentication {
  return { problem, details: { OSSAccessKeyId: accessKeyId } }
}

function refusalOf(verification: Verification, date: Date): Authentication {
  const [refusal] = verification.refusals
  if (!refusal) return {}
  const { id, code, status, serverCode = EC[id], text } = refusal
  const problem = { code, httpStatus: status, message: text, ...(serverCode && { ec: serverCode }) }
  return { problem, details: detailsOf(verification, code, date) }
}

/** What OSS adds so that a client can find its mistake. */
function detailsOf(
  { accessKeyId, stringToSign, canonicalRequest, signedAt }: Verification,
  code: string,
  date: Date,
): ErrorDetails {
  if (code === 'RequestTimeTooSkewed') {
    const time = signedAt && { RequestTime: signedAt.toISOString() }
    return { MaxAllowedSkewMilliseconds: '900000', ...time, ServerTime: date.toISOString() }
  }
  if (code !== 'SignatureDoesNotMatch') return {}
  return {
    ...(accessKeyId && { OSSAccessKeyId: accessKeyId }),
    ...(stringToSign && { StringToSign: stringToSign }),
    ...(canonicalRequest && { CanonicalRequest: canonicalRequest }),
  }
}
