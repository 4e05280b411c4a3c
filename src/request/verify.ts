import type { Localized } from '../../grammar/catalogue/localized.ts'
import { type Claim, readClaims, type Scope } from './claim.ts'
import { computeSignature } from './compute-signature.ts'
import { mistakeTexts } from './mistake-texts.ts'
import { findMistakes, type Mistake } from './mistakes.ts'
import type { OssError } from './oss-error.ts'
import { fill } from './problem.ts'
import { findProcess, type Received, type ReceivedProcess, receive, type Subject, type UrlHints } from './received.ts'
import { type Refusal, refusalsOf } from './refusal.ts'
import { type Repair, repairsOf } from './repair.ts'
import { type Mask, maskOf, secretOf } from './secret.ts'
import type { Credentials } from './sign.ts'
import { type Signature, type SignatureVersion, type SigningInput, sameSignature } from './signature.ts'

/** How to verify. */
export interface VerifyOptions extends UrlHints {
  /** The time to verify at; now when not given. */
  readonly date?: Date | undefined
  /** False to skip the search for mistakes, which takes some milliseconds. */
  readonly explain?: boolean | undefined
  /** True to look as well for one sign or a date that was changed, which takes a second or two where there is none. */
  readonly isThorough?: boolean | undefined
  /** What OSS answered to the request, where it refused the signature. */
  readonly answer?: OssError | undefined
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
  const accessKeySecret = secretOf(credentials)
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

interface SignatureCheck {
  readonly fits?: boolean
  readonly signature?: Signature
  readonly mistakes: readonly Mistake[]
}

function check(
  received: Received,
  claim: Claim,
  credentials: Credentials | undefined,
  { explain = true, isThorough = false }: VerifyOptions,
): SignatureCheck {
  if (!credentials || received.bucket === undefined) return { mistakes: [] }
  const input = inputOf(received, claim, credentials)
  const signature = computeSignature(input)
  const fits = sameSignature(signature.signature, claim.signature)
  return {
    fits,
    signature,
    mistakes: fits || !explain ? [] : findMistakes(input, received, claim.signature, isThorough),
  }
}

/** What OSS read, line by line beside what is read here. */
function mistakesTold(answer: OssError, signature: Signature, version: SignatureVersion): Mistake[] {
  const { canonicalRequest, stringToSign } = signature
  const isWhole = answer.canonicalRequest !== undefined && canonicalRequest !== undefined
  const part = isWhole ? 'canonicalRequest' : 'stringToSign'
  const [theirs, ours] = isWhole ? [answer.canonicalRequest, canonicalRequest] : [answer.stringToSign, stringToSign]
  if (theirs === undefined || ours === undefined) return []
  const [left, right] = [theirs.split('\n'), ours.split('\n')]
  const lines = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => at)
  const different = lines.filter(at => left[at] !== right[at])
  if (different.length === 0) {
    const id = 'oss-has-other-secret'
    return [{ id, part: 'secret', text: mistakeTexts[id], expected: '', signed: '' }]
  }
  const nameOf = part === 'canonicalRequest' ? nameInRequest : version === 'v1' ? nameInV1 : nameInV4
  return different.map(at => ({
    id: 'oss-read-otherwise',
    part,
    text: lineText(at, nameOf(at, left.length > right.length ? left : right)),
    expected: left[at] ?? '',
    signed: right[at] ?? '',
  }))
}

/** What stands in a line of a canonical request. */
function nameInRequest(at: number, lines: readonly string[]): Localized {
  return FIRST_LINES[at] ?? (at === lines.length - 1 ? PAYLOAD : (headerIn(lines[at]) ?? ADDITIONAL))
}

function nameInV1(at: number, lines: readonly string[]): Localized {
  return LINES_V1[at] ?? (at === lines.length - 1 ? RESOURCE : (headerIn(lines[at]) ?? RESOURCE))
}

function nameInV4(at: number): Localized {
  return LINES_V4[at] ?? DIGEST
}

/** The header of a signed line. */
function headerIn(line = ''): Localized | undefined {
  const [, name] = /^([a-z][a-z0-9-]*):/.exec(line) ?? []
  return name === undefined ? undefined : { en: `the header ${name}`, zh: `请求头 ${name}` }
}

function lineText(at: number, what: Localized): Localized {
  const { en, zh } = mistakeTexts['oss-read-otherwise']
  const line = { en: `${what.en} differs (line ${at + 1})`, zh: `${what.zh}不一致（第 ${at + 1} 行）` }
  return { en: fill({ en, zh }, { name: line.en }).en, zh: fill({ en, zh }, { name: line.zh }).zh }
}

const METHOD = { en: 'the method', zh: '请求方法' }
const PAYLOAD = { en: 'the payload', zh: '请求体标记' }
const ADDITIONAL = { en: 'the list of additional headers', zh: '附加请求头列表' }
const RESOURCE = { en: 'bucket, object name or parameters', zh: 'Bucket、对象名或参数' }
const DIGEST = { en: 'the digest of the canonical request', zh: '规范请求的摘要' }
const DATE = { en: 'the date', zh: '日期' }
const FIRST_LINES: readonly Localized[] = [
  METHOD,
  { en: 'bucket or object name', zh: 'Bucket 或对象名' },
  { en: 'the parameters', zh: '参数' },
]
const LINES_V1: readonly Localized[] = [
  METHOD,
  { en: 'Content-MD5', zh: 'Content-MD5 ' },
  { en: 'Content-Type', zh: 'Content-Type ' },
  DATE,
]
const LINES_V4: readonly Localized[] = [
  { en: 'the algorithm', zh: '算法' },
  DATE,
  { en: 'the scope (day, region and product)', zh: '范围（日期、区域和产品）' },
]

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
  const result = verifyAsIs(subject, credentials, { ...options, isThorough: false })
  if (result.status === 'valid' || result.mistakes.length > 0 || options.explain === false) return result
  const mistakes = mistakesOnTheWay(subject, credentials, options, result)
  if (mistakes.length > 0) return { ...result, status: 'invalid', mistakes }
  return options.isThorough ? verifyAsIs(subject, credentials, options) : result
}

/** The access keys that a request may be signed with: its own, and of a URL that was damaged on its way, those that it may have had. */
export function findAccessKeyIds(subject: Subject, options: VerifyOptions = {}): readonly string[] {
  const plain = { ...options, explain: false }
  const subjects = [subject, ...repairedSubjects(subject).map(({ repaired }) => repaired)]
  return [...new Set(subjects.flatMap(one => verifyAsIs(one, undefined, plain).accessKeyId || []))]
}

/** Subjects as they may have been before the usual damages. */
function repairedSubjects(subject: Subject): { readonly repaired: Subject; readonly repair: Repair }[] {
  if (typeof subject === 'string' || subject instanceof URL) {
    return repairsOf(String(subject)).map(repair => ({ repaired: repair.url, repair }))
  }
  if ('endpoint' in subject) return []
  return repairsOf(subject.url).map(repair => ({ repaired: { ...subject, url: repair.url }, repair }))
}

/** What happened to a URL whose signature fits as it was before. */
function mistakesOnTheWay(
  subject: Subject,
  credentials: Credentials | undefined,
  options: VerifyOptions,
  asIs: Verification,
): Mistake[] {
  if (!credentials || isWhole(asIs)) return []
  const plain = { ...options, explain: false }
  const found = repairedSubjects(subject).find(({ repaired }) => isWhole(verifyAsIs(repaired, credentials, plain)))
  if (!found) return caseMistakes(findAccessKeyIds(subject, options), credentials)
  const received =
    typeof subject === 'string' || subject instanceof URL ? String(subject) : 'url' in subject ? subject.url : ''
  return found.repair.texts.map(text => ({
    id: 'url-damaged',
    part: 'url',
    text,
    expected: received.slice(0, SHOWN),
    signed: found.repair.url.slice(0, SHOWN),
  }))
}

/** Refusals that a damage may be the cause of; a URL that has expired may still have been whole. */
const DAMAGE_SIGNS: ReadonlySet<string> = new Set([
  'not-signed',
  'part-missing',
  'other-key',
  'other-token',
  'signature-differs',
])

/** Whether a signature fits, if other things may be wrong. */
const isWhole = ({ refusals, stringToSign }: Verification): boolean =>
  stringToSign !== undefined && !refusals.some(({ id }) => DAMAGE_SIGNS.has(id))

/** What is wrong with a name of the access key that is known in other capitals. */
function caseMistakes(ids: readonly string[], { accessKeyId }: Credentials): Mistake[] {
  if (ids.includes(accessKeyId)) return []
  const other = ids.find(id => id.toLowerCase() === accessKeyId.toLowerCase())
  const id = 'access-key-case'
  return other === undefined ? [] : [{ id, part: 'url', text: mistakeTexts[id], expected: other, signed: accessKeyId }]
}

/** Characters of a URL that are shown. */
const SHOWN = 400

const verifyAsIs = (subject: Subject, credentials: Credentials | undefined, options: VerifyOptions): Verification =>
  verifyReceived(receive(subject, options), credentials, options)

/** The same for a request that has been read apart before. Looks for no damages on the way. */
export function verifyReceived(
  received: Received,
  credentials: Credentials | undefined,
  options: Omit<VerifyOptions, keyof UrlHints>,
): Verification {
  const claims = readClaims(received)
  const [claim] = claims
  const checked: SignatureCheck = claim ? check(received, claim, credentials, options) : { mistakes: [] }
  const date = options.date ?? new Date()
  const refusals = refusalsOf({ received, claims, credentials, date, fits: checked.fits })
  const mask = maskOf(claim?.securityToken)
  const { canonicalRequest, stringToSign } = checked.signature ?? {}
  const told =
    options.answer && checked.signature ? mistakesTold(options.answer, checked.signature, claim?.version ?? 'v4') : []
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
    mistakes: [...told, ...checked.mistakes].map(mistake => maskMistake(mistake, mask)),
  }
}
