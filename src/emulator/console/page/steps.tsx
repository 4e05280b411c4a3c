import type { VNode } from 'preact'
import type { Step } from '../../../trace/facts.ts'
import { stepText } from './step-text.ts'
import type { Say } from './texts.ts'

interface StepsProps {
  readonly steps: readonly Step[]
  readonly say: Say
}

/** What the picture or clip is behind each operation. */
export function Steps({ steps, say }: StepsProps): VNode | null {
  if (steps.length === 0) return null
  return (
    <ol class="steps" aria-label={say('steps')}>
      {steps.map(step => (
        <li key={`${step.start}-${step.operation}`}>
          <code>{step.operation.replace(/^.*\//, '')}</code> {stepText(step, say)}
        </li>
      ))}
    </ol>
  )
}
