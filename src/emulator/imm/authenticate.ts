import { computeAcs3, digestOf, readAcs3 } from '../../request/acs3.ts'
import type { Credentials } from '../../request/index.ts'
import { decodeQuery } from '../../request/percent.ts'
import { sameSignature } from '../../request/signature.ts'
import type { Exchange } from '../http/exchange.ts'
import type { ImmOutcome } from './action.ts'

/** How far a clock may be off, in milliseconds. */
const SKEW = 900_000

/** Checks the ACS3 signature of a request; undefined where it is right. */
export function refuseUnsigned(
  { method, request, headers }: Exchange,
  body: string,
  credentials: readonly Credentials[],
  now: Date,
): ImmOutcome | undefined {
  const claim = readAcs3(headers.authorization ?? '')
  if (!claim) return refusal(400, 'MissingAuthorization', 'The request is not signed by ACS3-HMAC-SHA256.')
  const { accessKeyId, signedHeaders, signature } = claim
  const known = credentials.find(one => one.accessKeyId === accessKeyId)
  if (!known) return refusal(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.')
  const missing = ['host', 'x-acs-action', 'x-acs-date'].find(name => !signedHeaders.includes(name))
  if (missing) return refusal(400, 'IncompleteSignature', `The header "${missing}" is not signed.`)
  const time = Date.parse(headers['x-acs-date'] ?? '')
  if (!(Math.abs(time - now.getTime()) <= SKEW)) {
    return refusal(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.')
  }
  if (headers['x-acs-content-sha256'] !== digestOf(body)) {
    return refusal(400, 'InvalidContentSha256', 'The header "x-acs-content-sha256" is not the digest of the body.')
  }
  const [path = '/', text = ''] = (request.url ?? '/').split('?')
  const { accessKeySecret } = known
  const expected = computeAcs3({
    method,
    path,
    query: decodeQuery(text),
    headers,
    signedHeaders,
    body,
    accessKeySecret,
  })
  if (sameSignature(expected, signature)) return undefined
  return refusal(400, 'SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.')
}

function refusal(status: number, code: string, message: string): ImmOutcome {
  return { status, code, message }
}
