import type { Credentials } from '../../request/index.ts'
import { type RawRequest, type Verification, verify } from '../../request/index.ts'
import { type Problem, refuse } from '../engine/problem.ts'
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

interface Addressed {
  readonly bucket?: string
  readonly addressing: 'path' | 'virtual' | 'cname'
}

/** Verifies the signature of a request with the credentials of its access key. A request without any is anonymous. */
export function authenticate(
  raw: RawRequest,
  place: Addressed,
  { credentials, now }: Pick<Services, 'credentials' | 'now'>,
): Authentication {
  const date = now()
  const options = { ...place, date, explain: false }
  const claimed = verify(raw, undefined, options)
  if (claimed.refusals.some(({ id }) => id === 'not-signed')) {
    return raw.headers?.authorization === undefined ? {} : refusalOf(claimed, date)
  }
  const known = credentials.find(({ accessKeyId }) => accessKeyId === claimed.accessKeyId)
  if (!known) return claimed.refusals.length > 0 ? refusalOf(claimed, date) : unknownKey(claimed.accessKeyId ?? '')
  const verification = verify(raw, known, options)
  if (verification.refusals.length > 0) return refusalOf(verification, date)
  return { signer: signerOf(verification, known) }
}

function signerOf({ version = 'v4', scope }: Verification, credentials: Credentials): Signer {
  return { credentials, version, region: scope?.region ?? '' }
}

function unknownKey(accessKeyId: string): Authentication {
  const { problem } = refuse(
    'InvalidAccessKeyId',
    403,
    { en: 'The access key id does not exist here.', zh: '此处不存在该 AccessKeyId。' },
    {},
    EC['other-key'],
  )
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
  { accessKeyId, stringToSign, canonicalRequest }: Verification,
  code: string,
  date: Date,
): ErrorDetails {
  if (code === 'RequestTimeTooSkewed') return { MaxAllowedSkewMilliseconds: '900000', ServerTime: date.toISOString() }
  if (code !== 'SignatureDoesNotMatch') return {}
  return {
    ...(accessKeyId && { OSSAccessKeyId: accessKeyId }),
    ...(stringToSign && { StringToSign: stringToSign }),
    ...(canonicalRequest && { CanonicalRequest: canonicalRequest }),
  }
}
