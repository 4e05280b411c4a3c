import type { VNode } from 'preact'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import { explain } from '../../../catalogue/explain.ts'
import { type QuickFix, quickFixesOf } from '../../../editing/quick-fixes.ts'
import type { Diagnostic } from '../../../language/diagnostic.ts'
import type { Pipeline } from '../../../language/tree.ts'
import { severityName } from '../../../lint/severity.ts'
import type { Say } from './texts.ts'

interface FindingsProps {
  readonly diagnostics: readonly Diagnostic[]
  readonly tree: Pipeline
  readonly locale: Locale
  /** Where a result would be saved, where that is known. */
  readonly target?: string
  readonly say: Say
  onFix(fix: QuickFix): void
}

const WEIGHTS = { error: 0, warning: 1, info: 2 } as const

/** The gravest first, those of equal weight in the order of the text. */
export const byWeight = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((a, b) => WEIGHTS[a.severity] - WEIGHTS[b.severity])

/** What the linter found, errors first, with buttons that mend it. */
export function Findings({ diagnostics, tree, locale, target, say, onFix }: FindingsProps): VNode {
  return (
    <ul class="findings" id="findings" aria-label={say('findings')}>
      {byWeight(diagnostics).map((diagnostic, index) => (
        <li key={`${diagnostic.ruleId}-${index}`} class={`finding ${diagnostic.severity}`}>
          <span class="severity">{severityName(diagnostic.severity, locale)}</span>
          <div>
            <p>{diagnostic.message}</p>
            <p class="finding-foot">
              {quickFixesOf(diagnostic, tree, locale, target).map(fix => (
                <button type="button" key={fix.label} class="small" onClick={() => onFix(fix)}>
                  {fix.label}
                </button>
              ))}
              <RuleName {...diagnostic} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

function RuleName({ ruleId, serverCode }: Diagnostic): VNode {
  return (
    <span class="rule">
      {ruleId}
      {serverCode && <span>EC {serverCode}</span>}
    </span>
  )
}

interface ExplanationProps {
  readonly text: string
  readonly locale: Locale
}

/** A string in words, indented as it is nested. */
export function Explanation({ text, locale }: ExplanationProps): VNode {
  return (
    <div class="explanation">
      {blocksOf(explain(text, { locale })).map((lines, block) => (
        <div key={`${block}-${lines[0]}`}>
          {lines.map((line, index) => (
            <div key={`${index}-${line}`} data-depth={depthOf(line)}>
              {line.trim()}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

const depthOf = (line: string): number => Math.min(4, Math.floor(line.search(/\S|$/) / 2))

/** Lines that belong together: one that is not indented, and those below it. */
const blocksOf = (text: string): readonly (readonly string[])[] =>
  text.split(/\n(?=\S)/).map(block => block.split('\n'))
