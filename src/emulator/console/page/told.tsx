import type { VNode } from 'preact'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import type { QuickFix } from '../../../editing/quick-fixes.ts'
import type { Diagnostic } from '../../../language/diagnostic.ts'
import { Explanation, Findings } from './findings.tsx'
import type { Say } from './texts.ts'
import type { StringState } from './use-string.ts'

interface ToldProps {
  readonly text: string
  readonly string: StringState
  readonly locale: Locale
  readonly say: Say
  /** False where the words stand elsewhere. */
  readonly hasWords?: boolean
  onFix(fix: QuickFix): void
}

/** What is told of the string: findings, errors first, and its meaning in words. */
export function Told({ text, string, locale, say, hasWords = true, onFix }: ToldProps): VNode | null {
  const { told, linted, target } = string
  if (text === '') return null
  return (
    <section class="told" aria-label={say('findings')}>
      <p class="summary">
        <Count told={told} isHeld={told.length < linted.diagnostics.length} say={say} />
        <span class="quiet">{say('via', { via: say(VIA_TEXT[linted.via]) })}</span>
      </p>
      <Findings {...{ diagnostics: told, tree: linted.tree, locale, target, say, onFix }} />
      {hasWords && (
        <details class="words">
          <summary>{say('explanation')}</summary>
          <Explanation {...{ text, locale }} />
        </details>
      )}
    </section>
  )
}

const VIA_TEXT = { get: 'viaGet', post: 'viaPost', async: 'viaAsync' } as const

const COUNTED = [
  ['error', 'oneError', 'manyError'],
  ['warning', 'oneWarning', 'manyWarning'],
  ['info', 'oneInfo', 'manyInfo'],
] as const

interface CountProps {
  readonly told: readonly Diagnostic[]
  /** True where more will be told when the word is whole. */
  readonly isHeld: boolean
  readonly say: Say
}

/** How many findings there are, by their weight. */
export function Count({ told, isHeld, say }: CountProps): VNode {
  const counts = COUNTED.flatMap(([severity, one, many]) => {
    const count = told.filter(diagnostic => diagnostic.severity === severity).length
    return count === 0 ? [] : [{ severity, text: say(count === 1 ? one : many, { count }) }]
  })
  const found =
    counts.length > 0
      ? counts
      : [isHeld ? { severity: 'held', text: say('unfinished') } : { severity: 'ok', text: say('clean') }]
  return (
    <span class="counts" role="status">
      {found.map(({ severity, text }) => (
        <span key={severity} class={`count ${severity}`}>
          {text}
        </span>
      ))}
    </span>
  )
}
