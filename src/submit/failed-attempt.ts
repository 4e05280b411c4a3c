import type { Attempt } from './answer.ts'

/** Failures before anything was sent that may pass. */
const PASSING: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ConnectionTimeoutError',
  'SocketAssignTimeoutError',
  'UND_ERR_CONNECT_TIMEOUT',
])
/** Failures before anything was sent that stay: the other side is not who it should be. */
const LASTING = /^(CERT_|DEPTH_ZERO|ERR_TLS|ERR_SSL|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/

/** What a failure without an answer means: surely not sent, or nobody knows. */
export function failedAttempt(error: unknown): Attempt {
  if (!(error instanceof Error)) return { kind: 'lost', reason: 'unknown' }
  // The tunnel was refused, so that nothing went through.
  if (/^Proxy response/.test(error.message)) return { kind: 'unsent', reason: 'ERR_PROXY', isPassing: false }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  if (PASSING.has(code)) return { kind: 'unsent', reason: code, isPassing: true }
  if (PASSING.has(error.name)) return { kind: 'unsent', reason: error.name, isPassing: true }
  if (LASTING.test(code)) return { kind: 'unsent', reason: code, isPassing: false }
  return { kind: 'lost', reason: code }
}
