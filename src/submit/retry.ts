import type { Attempt, ReadAnswer } from './answer.ts'

/** How often and how long to try. Times in milliseconds. */
export interface RetryPolicy {
  /** Tries after the first one. */
  readonly retries: number
  /** The longest wait before the second try; it doubles from try to try. */
  readonly base: number
  /** The longest wait there is, but for what the server asks. */
  readonly longest: number
  /** For one try. */
  readonly tryTimeout: number
  /** For all tries of a job, with the waits. */
  readonly totalTimeout: number
  /** Which sends are repeated although the server may have taken them, since no answer tells: asynchronous ones are billed each. */
  readonly repeatsLost: 'all' | 'synchronous' | 'none'
}

/** What to do after a try: again, no more, or no more for any job since none would do better. */
export type Verdict = 'retry' | 'final' | 'stop'

/** Errors that every further job would get as well, without what services other than OSS write behind a dot. */
const CREDENTIAL_CODES: ReadonlySet<string> = new Set([
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidSecurityToken',
  'SecurityTokenExpired',
  'SecurityTokenNotSupported',
  'SignatureDoesNotMatch',
])

/** What a user may not do, in the words of OSS and of other services. */
const DENIED = /^(?:AccessDenied|Forbidden|NoPermission)(?:\.|$)/

/** Whether an error is about who asks. */
export function isAboutCredentials(status: number, code: string | undefined): boolean {
  return isRefusalOfCredentials(code) || status === 401 || (status === 403 && DENIED.test(code ?? ''))
}

/** Whether an error is about the credentials themselves, so that with others the job may be taken. */
export function isRefusalOfCredentials(code: string | undefined): boolean {
  return CREDENTIAL_CODES.has(code?.replace(/\..*$/s, '') ?? '')
}

/** Whether an error is about the clock that a request was signed by, in the words of OSS, of IMM and of SMQ. */
export function isAboutClock(code: string | undefined): boolean {
  return /^(?:RequestTimeTooSkewed|InvalidTimeStamp|TimeExpired)(?:\.|$)/.test(code ?? '')
}

/** Only what may pass is worth another try: no connection, no answer, an overloaded server, a clock that can be corrected. */
export function judge(
  attempt: Attempt,
  reading: ReadAnswer | undefined,
  isAsynchronous: boolean,
  { repeatsLost }: RetryPolicy,
): Verdict {
  if (attempt.kind === 'unsent') return attempt.isPassing ? 'retry' : 'final'
  if (attempt.kind === 'lost' || reading?.kind === 'unclear') {
    return repeatsLost === 'all' || (repeatsLost === 'synchronous' && !isAsynchronous) ? 'retry' : 'final'
  }
  if (reading?.kind !== 'refused') return 'final'
  const { status, code = '' } = reading.refusal
  if (status >= 500 || status === 429 || isAboutClock(code)) return 'retry'
  return isRefusalOfCredentials(code) ? 'stop' : 'final'
}

/** How long to wait before another try: any time up to the limit, so that many senders do not come back together. */
export function waitBefore(
  tried: number,
  { base, longest }: RetryPolicy,
  retryAfter: number | undefined,
  random: () => number,
): number {
  const backOff = random() * Math.min(longest, base * 2 ** (tried - 1))
  // What the server asks is a minimum for all; the jitter on top spreads them.
  return (retryAfter ?? 0) + backOff
}
