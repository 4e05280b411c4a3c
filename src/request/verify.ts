import { type Claim, readClaims, type Scope } from './claim.ts'
import { findMistakes, type Mistake } from './mistakes.ts'
import { percentEncode } from './percent.ts'
import { findProcess, type Place, type Received, type ReceivedProcess, receive, type Subject } from './received.ts'
import { type Refusal, refusalsOf } from './refusal.ts'
import type { Credentials } from './sign.ts'
import {
  computeSignature,
  type Signature,
  type SignatureVersion,
  type SigningInput,
  sameSignature,
} from './signature.ts'

/** How to verify. */
export interface VerifyOptions extends Place {
  /** The time to verify at; now when not given. */
  readonly date?: Date | undefined
  /** False to skip the search for mistakes, which takes some milliseconds. */
  readonly explain?: boolean | undefined
}

/** A request taken apart, and whether its signature holds. */
export interface Verification {
  readonly method: string
  /** Not known for a domain of its own unless it is given. */
  readonly bucket: string | undefined
  readonly key: string
  readonly process?: ReceivedProcess | undefined
  /** Undefined for a request that is not signed. */
  readonly version?: SignatureVersion | undefined
  readonly kind?: SigningInput['kind'] | undefined
  readonly accessKeyId?: string | undefined
  readonly isTemporary: boolean
  readonly scope?: Scope | undefined
  readonly additionalHeaders: readonly string[]
  readonly signedAt?: Date | undefined
  /** Of a URL. */
  readonly expiresAt?: Date | undefined
  /** `valid` when the secret was given and all is right, `unchecked` when nothing is wrong but the signature could not be computed. */
  readonly status: 'valid' | 'invalid' | 'unchecked'
  /** Why a server refuses it; the first is what it answers. */
  readonly refusals: readonly Refusal[]
  /** With the security token masked. */
  readonly canonicalRequest?: string | undefined
  readonly stringToSign?: string | undefined
  /** What the sender did wrong, where a usual mistake makes the signature fit. */
  readonly mistakes: readonly Mistake[]
}

/** The input that OSS computes the signature from. */
function inputOf(received: Received, claim: Claim, credentials: Credentials): SigningInput {
  const { version, kind, timestamp, scope, additionalHeaders } = claim
  const { method, bucket = '', key, query, headers } = received
  const { accessKeySecret } = credentials
  const scopeDate = scope?.date ?? ''
  const { region = '', product = '' } = scope ?? {}
  return {
    version,
    kind,
    method,
    bucket,
    key,
    query,
    headers,
    timestamp,
    additionalHeaders,
    accessKeySecret,
    region,
    product,
    scopeDate,
  }
}

type Mask = (text: string) => string

const maskOf = (token: string | undefined): Mask =>
  token ? text => text.replaceAll(token, '***').replaceAll(percentEncode(token), '***') : text => text

interface Check {
  readonly fits?: boolean
  readonly signature?: Signature
  readonly mistakes: readonly Mistake[]
}

function check(received: Received, claim: Claim, credentials: Credentials | undefined, explain: boolean): Check {
  if (!credentials || received.bucket === undefined) return { mistakes: [] }
  const input = inputOf(received, claim, credentials)
  const signature = computeSignature(input)
  const fits = sameSignature(signature.signature, claim.signature)
  return { fits, signature, mistakes: fits || !explain ? [] : findMistakes(input, received, claim.signature) }
}

const maskMistake = (mistake: Mistake, mask: Mask): Mistake => ({
  ...mistake,
  expected: mask(mistake.expected),
  signed: mask(mistake.signed),
})

/**
 * Takes a signed URL or request apart; with the credentials of its access key also tells whether the signature holds and,
 * if not, which usual mistake explains it. Refuses what OSS refuses: wrong form, wrong time, wrong signature. Never throws.
 * Whether the access key exists is for the caller to know: read `accessKeyId` first, then verify with its credentials.
 */
export function verify(subject: Subject, credentials?: Credentials, options: VerifyOptions = {}): Verification {
  const received = receive(subject, options)
  const claims = readClaims(received)
  const [claim] = claims
  const checked: Check = claim ? check(received, claim, credentials, options.explain ?? true) : { mistakes: [] }
  const date = options.date ?? new Date()
  const refusals = refusalsOf({ received, claims, credentials, date, fits: checked.fits })
  const mask = maskOf(claim?.securityToken)
  const { canonicalRequest, stringToSign } = checked.signature ?? {}
  return {
    method: received.method,
    bucket: received.bucket,
    key: received.key,
    process: findProcess(received),
    version: claim?.version,
    kind: claim?.kind,
    accessKeyId: claim?.accessKeyId,
    isTemporary: claim?.securityToken !== undefined,
    scope: claim?.scope,
    additionalHeaders: claim?.additionalHeaders ?? [],
    signedAt: claim?.signedAt,
    expiresAt: claim?.expiresAt,
    status: refusals.length > 0 ? 'invalid' : checked.fits ? 'valid' : 'unchecked',
    refusals,
    canonicalRequest: canonicalRequest && mask(canonicalRequest),
    stringToSign: stringToSign && mask(stringToSign),
    mistakes: checked.mistakes.map(mistake => maskMistake(mistake, mask)),
  }
}
