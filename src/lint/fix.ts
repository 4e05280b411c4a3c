import { type Diagnostic, inWords, localeOf } from '../language/diagnostic.ts'
import { applyEdits } from '../language/edit.ts'
import { expectRules, type LintOptions, lintRaw } from './lint.ts'
import { chooseFixes } from './prove.ts'

/** Rounds of fixing after which a text is given back as it was; fixes that feed each other are a mistake of a rule. */
const MAXIMUM_ROUNDS = 10

/** A fixed text and what is left to say about it. */
export interface FixResult {
  readonly text: string
  readonly fixed: number
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Applies the safe fixes of a process string until none is left; fixing the result changes nothing more.
 *
 *     fixText('image/resize,w_200,').text // 'image/resize,w_200'
 * @throws RangeError for a rule that there is not; TypeError for options of another kind.
 */
export function fixText(text: string, options: LintOptions = {}): FixResult {
  expectRules(options)
  const locale = localeOf(options.locale)
  let current = text
  let fixed = 0
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    const { diagnostics } = lintRaw(current, options)
    const fixes = chooseFixes(diagnostics).flatMap(({ fix }) => (fix ? [fix] : []))
    if (fixes.length === 0)
      return { text: current, fixed, diagnostics: diagnostics.map(found => inWords(found, locale)) }
    current = applyEdits(current, fixes.flat())
    fixed += fixes.length
  }
  const { diagnostics } = lintRaw(text, { ...options, fixes: false })
  return { text, fixed: 0, diagnostics: diagnostics.map(found => inWords(found, locale)) }
}
