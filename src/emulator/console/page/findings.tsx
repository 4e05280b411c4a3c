import type { VNode } from 'preact'
import { explain } from '../../../catalog/explain.ts'
import type { Diagnostic, Locale } from '../../../language/diagnostic.ts'
import type { Pipeline } from '../../../language/tree.ts'
import { type QuickFix, quickFixesOf } from './quick-fixes.ts'
import type { Say } from './texts.ts'

interface FindingsProps {
  readonly diagnostics: readonly Diagnostic[]
  readonly tree: Pipeline
  readonly locale: Locale
  readonly say: Say
  onFix(fix: QuickFix): void
}

/** What the linter found, with buttons that mend it. */
export function Findings({ diagnostics, tree, locale, say, onFix }: FindingsProps): VNode {
  return (
    <ul class="findings" id="findings" aria-label={say('findings')}>
      {diagnostics.map((diagnostic, index) => (
        <li key={`${diagnostic.ruleId}-${index}`} class={`finding ${diagnostic.severity}`}>
          <span class="severity">{say(diagnostic.severity)}</span>
          <div>
            <p>{diagnostic.message}</p>
            <p class="finding-foot">
              {quickFixesOf(diagnostic, tree, locale).map(fix => (
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

function RuleName({ url, ruleId, serverCode }: Diagnostic): VNode {
  return (
    <span class="rule">
      <a href={url} target="_blank" rel="noopener noreferrer">
        {ruleId}
      </a>
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
