import type { Attempt, Reading } from './answer.ts'

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
  /** False where a send without an answer is not repeated: the server may have taken it. */
  readonly repeatsLost: boolean
}

/** What to do after a try: again, no more, or no more for any job since none would do better. */
export type Verdict = 'retry' | 'final' | 'stop'

/** Errors that every further job would get as well. */
const CREDENTIAL_CODES: ReadonlySet<string> = new Set([
  'InvalidAccessKeyId',
  'InvalidSecurityToken',
  'SecurityTokenExpired',
  'SecurityTokenNotSupported',
  'SignatureDoesNotMatch',
])

/** Whether an error is about who asks. */
export function isAboutCredentials(status: number, code: string | undefined): boolean {
  return CREDENTIAL_CODES.has(code ?? '') || status === 401 || (status === 403 && code === 'AccessDenied')
}

/** Only what may pass is worth another try: no connection, no answer, an overloaded server, a clock that can be corrected. */
export function judge(attempt: Attempt, reading: Reading | undefined, { repeatsLost }: RetryPolicy): Verdict {
  if (attempt.kind === 'unsent') return attempt.isPassing ? 'retry' : 'final'
  if (attempt.kind === 'lost') return repeatsLost ? 'retry' : 'final'
  if (!reading || reading.isAccepted) return 'final'
  const { status, code = '' } = reading.refusal
  if (status >= 500 || status === 429 || code === 'RequestTimeTooSkewed') return 'retry'
  return CREDENTIAL_CODES.has(code) ? 'stop' : 'final'
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
