import type { VNode } from 'preact'
import type { Locale } from '../../../grammar/catalogue/localized.ts'
import type { QuickFix } from '../../editing/quick-fixes.ts'
import { Findings } from '../../emulator/console/page/findings.tsx'
import type { Say } from '../../emulator/console/page/texts.ts'
import { Count } from '../../emulator/console/page/told.tsx'
import type { Diagnostic } from '../../language/diagnostic.ts'
import { parseTree } from '../../language/parser.ts'
import { positionsOf } from '../../language/position.ts'
import type { Tell } from './texts.ts'

interface MarkedFindingsProps {
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
  readonly locale: Locale
  readonly say: Say
  readonly tell: Tell
  onFix(fix: QuickFix): void
}

/** More are not shown; people mend the first ones first. */
const SHOWN = 100

const NOTHING = parseTree('').tree

/** The findings of a text of many lines, each with its line. */
export function MarkedFindings({ text, diagnostics, locale, say, tell, onFix }: MarkedFindingsProps): VNode {
  const place = positionsOf(text)
  const shown = diagnostics.slice(0, SHOWN).map(diagnostic => ({
    ...diagnostic,
    message: `${tell('line', { ...place(Math.min(diagnostic.span.start, text.length)) })}: ${diagnostic.message}`,
  }))
  return (
    <section class="told" aria-label={say('findings')}>
      <p class="summary">
        <Count told={diagnostics} isHeld={false} say={say} />
      </p>
      <Findings {...{ diagnostics: shown, tree: NOTHING, locale, say, onFix }} />
      {diagnostics.length > SHOWN && <p>{tell('moreStrings', { count: diagnostics.length - SHOWN })}</p>}
    </section>
  )
}
