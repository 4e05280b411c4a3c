import { lint } from '../src/lint/lint.ts'
import { readFixture, readLines } from './fixtures.ts'

/** A string from public code and what is known of it. */
interface Entry {
  readonly id: string
  readonly verdict: 'valid' | 'invalid' | 'suspicious'
  readonly text: string
}

/** How often the linter agrees, and where not. */
export interface Agreement {
  readonly verdict: Entry['verdict']
  readonly count: number
  readonly share: number
  readonly misses: readonly Entry[]
}

/** Strings that the linter is right to read otherwise, or cannot judge alone, with the reason. */
export const exceptions: Readonly<Record<string, string>> = JSON.parse(readFixture('corpus-exceptions.json'))

/** Lints the strings of the corpus: no error on valid ones, an error on invalid ones, any finding on suspicious ones. */
export function corpusAgreement(): readonly Agreement[] {
  const entries = readLines<Entry>('corpus.jsonl')
  return (['valid', 'invalid', 'suspicious'] as const).map(verdict => {
    const chosen = entries.filter(entry => entry.verdict === verdict)
    const misses = chosen.filter(entry => !agrees(entry))
    return { verdict, count: chosen.length, share: 1 - misses.length / chosen.length, misses }
  })
}

function agrees({ verdict, text }: Entry): boolean {
  const found = lint(text)
  const hasError = found.some(({ severity }) => severity === 'error')
  if (verdict === 'suspicious') return found.length > 0
  return hasError === (verdict === 'invalid')
}

if (process.argv[1] === import.meta.filename) {
  for (const { verdict, count, share, misses } of corpusAgreement()) {
    process.stdout.write(`${verdict}: ${(share * 100).toFixed(1)} % of ${count}\n`)
    for (const { id, text } of misses)
      process.stdout.write(`  ${id} ${text}\n    ${exceptions[id] ?? 'no reason given'}\n`)
  }
}
