import type { SubmitSummary } from '../../submit/index.ts'

/** Exit codes beyond 0 (done), 1 (findings in a recipe) and 2 (wrong usage, configuration or files). */
export const EXIT = {
  /** `plan --detailed-exitcode`: there is something to send. */
  changes: 3,
  /** No credentials, or the service refuses them. */
  credentials: 4,
  /** The service took nothing: not reached, overloaded, or every job refused. */
  service: 5,
  /** Some jobs were taken; others failed, are in doubt, or were not sent. */
  partial: 6,
  /** Ctrl-C, as shells have it. */
  interrupted: 130,
} as const

/** The exit code of a submission. */
export function exitCodeOf(summary: SubmitSummary): number {
  const { accepted, done, failed, inDoubt, notSent, isRefused, credentialFailures, isInterrupted } = summary
  if (isInterrupted) return EXIT.interrupted
  if (failed + inDoubt + notSent === 0) return 0
  if (isRefused || (accepted + done === 0 && inDoubt === 0 && credentialFailures === failed)) return EXIT.credentials
  return accepted + done + inDoubt === 0 ? EXIT.service : EXIT.partial
}
