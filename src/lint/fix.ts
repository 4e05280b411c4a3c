import type { Diagnostic } from '../language/diagnostic.ts'
import { applyEdits, type Edit, overlaps } from '../language/edit.ts'
import { type LintOptions, lintText } from './lint.ts'

/** Rounds of fixing after which a text is given back as it is; fixes that feed each other are a mistake of a rule. */
const MAXIMUM_ROUNDS = 10

/** A fixed text and what is left to say about it. */
export interface FixResult {
  readonly text: string
  readonly fixed: number
  readonly diagnostics: readonly Diagnostic[]
}

/** The edits of all fixes that can be applied at once; of two that touch, the first one. */
export function chooseFixes(diagnostics: readonly Diagnostic[]): readonly (readonly Edit[])[] {
  const chosen: (readonly Edit[])[] = []
  for (const { fix } of diagnostics) {
    if (fix && !chosen.some(other => other.some(a => fix.some(b => overlaps(a, b))))) chosen.push(fix)
  }
  return chosen
}

/** Applies the safe fixes of a process string until none is left. */
export function fixText(text: string, options: LintOptions = {}): FixResult {
  let current = text
  let fixed = 0
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    const { diagnostics } = lintText(current, options)
    const fixes = chooseFixes(diagnostics)
    if (fixes.length === 0) return { text: current, fixed, diagnostics }
    current = applyEdits(current, fixes.flat())
    fixed += fixes.length
  }
  return { text: current, fixed, diagnostics: lintText(current, options).diagnostics }
}
