import type { VNode } from 'preact'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import type { Via } from '../../../../grammar/catalogue/types.ts'
import { type QuickFix, quickFixesOf } from '../../../editing/quick-fixes.ts'
import { isError } from '../../../language/diagnostic.ts'
import { lintText } from '../../../lint/lint.ts'
import { ProcessText } from './process-text.tsx'
import type { Say } from './texts.ts'

/** What was refused, and why. */
export interface ProblemProps {
  readonly code: string
  readonly message: string
  readonly ec?: string | undefined
  readonly requestId?: string | undefined
  /** The string that was refused. */
  readonly process: string
  readonly via: Via
  readonly locale: Locale
  readonly say: Say
  /** Where a result would be saved. */
  readonly target?: string | undefined
  /** Mends the string and runs it; absent where it is not the one in the box. */
  onMend?: ((fix: QuickFix) => void) | undefined
}

/** Why a string was refused, and where the linter finds fault with it. */
export function Problem(props: ProblemProps): VNode {
  const { code, message, ec, requestId, process, via, locale, say, target, onMend } = props
  const { tree, diagnostics } = lintText(process, { via, locale })
  const errors = diagnostics.filter(isError)
  const fixes = onMend ? errors.flatMap(error => quickFixesOf(error, tree, locale, target)) : []
  const known = ec ?? (code === 'InvalidArgument' ? errors[0]?.serverCode : undefined)
  const others = errors.filter(error => error.message !== message)
  return (
    <section class="problem" aria-label={say('refused')}>
      <p>
        <strong>{code}</strong>
        {known && <span class="ec">EC {known}</span>}
      </p>
      <p>{message}</p>
      {errors.length > 0 && (
        <div class="frame">
          <ProcessText text={process} diagnostics={errors} />
          {others.map(error => (
            <p key={`${error.ruleId}-${error.span.start}`}>{error.message}</p>
          ))}
        </div>
      )}
      {fixes.length > 0 && (
        <p class="finding-foot">
          {fixes.map(fix => (
            <button type="button" key={fix.label} class="small primary" onClick={() => onMend?.(fix)}>
              {say('fixAndRun', { label: fix.label })}
            </button>
          ))}
        </p>
      )}
      {requestId && (
        <p class="quiet">
          {say('request')} <code>{requestId}</code>
        </p>
      )}
    </section>
  )
}
