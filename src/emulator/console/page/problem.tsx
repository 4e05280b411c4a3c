import type { VNode } from 'preact'
import type { Via } from '../../../catalog/types.ts'
import type { Locale } from '../../../language/diagnostic.ts'
import { lint } from '../../../lint/lint.ts'
import { ProcessText } from './process-text.tsx'
import type { Say } from './texts.ts'

interface ProblemProps {
  readonly code: string
  readonly message: string
  readonly ec?: string | undefined
  readonly requestId?: string | undefined
  /** The string that was refused. */
  readonly process: string
  readonly via: Via
  readonly locale: Locale
  readonly say: Say
}

/** Why a string was refused, and where the linter finds fault with it. */
export function Problem({ code, message, ec, requestId, process, via, locale, say }: ProblemProps): VNode {
  const errors = lint(process, { via, locale }).filter(({ severity }) => severity === 'error')
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
      {requestId && (
        <p class="quiet">
          {say('request')} <code>{requestId}</code>
        </p>
      )}
    </section>
  )
}
