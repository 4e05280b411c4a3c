import type { Via } from '../catalog/types.ts'
import { type Diagnostic, fillMessage, localeOf } from '../language/diagnostic.ts'
import { applyEdits, type Edit } from '../language/edit.ts'
import type { Pipeline } from '../language/tree.ts'
import type { LintOptions } from './options.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules/index.ts'
import { LintRun, respellings } from './run.ts'

export type { LintOptions }

/** What linting found, and how the string was read. */
export interface LintResult {
  readonly tree: Pipeline
  readonly via: Via
  readonly diagnostics: readonly Diagnostic[]
}

/** The built-in rules, from the form of the string to its meaning. */
export function getRules(): readonly Rule[] {
  return rules
}

/** Finds mistakes in a process string, in the order of the text. Never throws. */
export function lint(text: string, options: LintOptions = {}): readonly Diagnostic[] {
  return lintText(text, options).diagnostics
}

/** Like `lint`, with the tree and the way the string was taken to go. */
export function lintText(text: string, options: LintOptions = {}): LintResult {
  const run = runRules(text, options)
  const { tree, via, diagnostics } = run
  return {
    tree,
    via,
    diagnostics: diagnostics.some(({ fix }) => fix) ? keepSafeFixes(run, options) : diagnostics,
  }
}

function runRules(text: string, options: LintOptions): LintRun {
  const run = new LintRun(text, options, undefined)
  run.execute()
  if (run.diagnostics.length > 1) run.diagnostics.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  return run
}

/** Longer texts than this are no process strings; trying their fixes one by one would take too long. */
const MAXIMUM_FIXED_LENGTH = 8192

/** A fix that would leave its finding or uncover an error is a suggestion: a person should look at it. */
function keepSafeFixes(run: LintRun, options: LintOptions): readonly Diagnostic[] {
  const { diagnostics, text } = run
  return diagnostics.map(diagnostic => {
    const { fix, ...rest } = diagnostic
    if (
      !fix ||
      respellings.has(diagnostic) ||
      (text.length <= MAXIMUM_FIXED_LENGTH && isSafe(diagnostic, fix, diagnostics, text, options))
    )
      return diagnostic
    if (text.length > MAXIMUM_FIXED_LENGTH) return rest
    const fixed = applyEdits(text, fix)
    const message = fillMessage({ en: 'Write "{fixed}"', zh: '写成 "{fixed}"' }, { fixed }, localeOf(options.locale))
    return { ...rest, suggestions: [...(rest.suggestions ?? []), { message, edits: fix }] }
  })
}

function isSafe(
  { ruleId, messageId }: Diagnostic,
  fix: readonly Edit[],
  before: readonly Diagnostic[],
  text: string,
  options: LintOptions,
): boolean {
  const after = runRules(applyEdits(text, fix), options).diagnostics
  const errors = (list: readonly Diagnostic[]) => list.filter(({ severity }) => severity === 'error').length
  const same = (list: readonly Diagnostic[]) =>
    list.filter(other => other.ruleId === ruleId && other.messageId === messageId).length
  return errors(after) <= errors(before) && same(after) < same(before)
}
