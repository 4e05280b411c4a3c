import type { Via } from '../../grammar/catalogue/types.ts'
import { type Diagnostic, inWords, localeOf, type RawDiagnostic } from '../language/diagnostic.ts'
import { applyEdits } from '../language/edit.ts'
import { expectKind, wrongKind } from '../language/given.ts'
import type { Pipeline } from '../language/tree.ts'
import { requireFacts } from '../trace/source-kind.ts'
import type { LintOptions } from './options.ts'
import { proveSingleFixes } from './prove.ts'
import { hasRule } from './rule-set.ts'
import { type CheckedString, checkString, MAXIMUM_FINDINGS } from './run.ts'

export type { LintOptions }

/** What linting found, and how the string was read. */
export interface LintResult {
  readonly tree: Pipeline
  readonly via: Via
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Finds mistakes in a process string, in the order of the text. Never throws for a text, in linear time.
 *
 *     lint('image/resize,w_0')[0].message // 'w is 0, but image/resize takes an integer from 1 to 16384.'
 * @throws RangeError for a rule that there is not; TypeError for options of another kind.
 */
export function lint(text: string, options: LintOptions = {}): readonly Diagnostic[] {
  return lintText(text, options).diagnostics
}

/**
 * Like `lint`, with the tree and the way the string was taken to go.
 * @throws RangeError for a rule that there is not; TypeError for options of another kind.
 */
export function lintText(text: string, options: LintOptions = {}): LintResult {
  expectRules(options)
  return lintInWords(text, options)
}

const SEVERITIES: readonly unknown[] = ['error', 'warning', 'info', 'off']

/** Programs without types get a sentence for a rule or a severity that there is not, which would pass for one that finds nothing. */
export function expectRules(options: LintOptions): void {
  expectKind(options, '"options"', 'an object')
  const { rules = {}, extraRules = [] } = options
  expectKind(rules, '"rules"', 'an object')
  for (const [id, severity] of Object.entries(rules)) {
    if (!SEVERITIES.includes(severity)) throw wrongKind(`The rule "${id}"`, severity, SEVERITIES.join(', '))
    if (!hasRule(id, extraRules)) throw new RangeError(`There is no rule "${id}" that looks at strings.`)
  }
}

/** Like `lintText`, for rules of a configuration, which names those of files, too. */
export function lintInWords(text: string, options: LintOptions): LintResult {
  const { tree, via, diagnostics } = lintRaw(text, options)
  const locale = localeOf(options.locale)
  return { tree, via, diagnostics: diagnostics.map(diagnostic => inWords(diagnostic, locale)) }
}

const VIA: readonly string[] = ['auto', 'get', 'post', 'async'] satisfies readonly (Via | 'auto')[]

/** Like `lintText`, with findings as ids and data, for those who want the words in several languages or later. */
export function lintRaw(text: string, options: LintOptions = {}): CheckedString {
  if (options.facts !== undefined) requireFacts(options.facts)
  if (!VIA.includes(options.via ?? 'auto')) throw wrongKind('"via"', options.via, VIA.join(', '))
  const checked = checkString(text, options)
  const { diagnostics } = checked
  if (!diagnostics.some(({ fix }) => fix)) return checked
  const isWanted = options.fixes !== false && diagnostics.length < MAXIMUM_FINDINGS
  if (!isWanted) return { ...checked, diagnostics: diagnostics.map(withoutFix) }
  return { ...checked, diagnostics: keepProven(text, diagnostics, options) }
}

function withoutFix({ fix: _fix, ...rest }: RawDiagnostic): RawDiagnostic {
  return rest
}

/** Longer texts than this are no process strings; what their fixes would make of them is nothing to show. */
const LONGEST_SHOWN = 8192

/** A fix that would leave its finding or bring an error is a suggestion: a person should look at it. */
function keepProven(
  text: string,
  diagnostics: readonly RawDiagnostic[],
  options: LintOptions,
): readonly RawDiagnostic[] {
  const needsNoProof = diagnostics.every(({ fix, isRespelling }) => !fix || isRespelling)
  if (needsNoProof) return diagnostics
  const proven = proveSingleFixes(text, { diagnostics }, fixed => checkString(fixed, options))
  let shown = 0
  return diagnostics.map(diagnostic => {
    const { fix, ...rest } = diagnostic
    if (!fix || diagnostic.isRespelling || proven.has(diagnostic)) return diagnostic
    shown += text.length
    return shown > LONGEST_SHOWN ? rest : { ...rest, ...asSuggestion(diagnostic, applyEdits(text, fix)) }
  })
}

function asSuggestion(
  { fix = [], suggestions = [], data }: RawDiagnostic,
  fixed: string,
): Pick<RawDiagnostic, 'suggestions' | 'data'> {
  const template = { en: 'Write "{fixed}"', zh: '写成 "{fixed}"' }
  return { suggestions: [...suggestions, { template, edits: fix }], data: { ...data, fixed } }
}
