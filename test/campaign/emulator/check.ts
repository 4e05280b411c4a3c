/** What was found wrong, the first twenty of it. */
export interface Findings {
  readonly failures: readonly string[]
  check(isRight: boolean, message: string): void
}

/** Collects what is wrong instead of stopping at it. */
export function createFindings(): Findings {
  const failures: string[] = []
  const check = (isRight: boolean, message: string) => {
    if (!isRight && failures.length < 20) failures.push(message)
  }
  return { failures, check }
}
