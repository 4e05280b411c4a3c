import type { VNode } from 'preact'
import type { Diagnostic } from '../../../language/diagnostic.ts'
import { parse } from '../../../language/parser.ts'
import { segmentsOf } from './highlight.ts'

interface ProcessTextProps {
  readonly text: string
  readonly diagnostics?: readonly Diagnostic[]
}

/** A process string with its parts in colours and its findings underlined. */
export function ProcessText({ text, diagnostics = [] }: ProcessTextProps): VNode {
  return (
    <code class="string">
      {segmentsOf(text, parse(text).tree, diagnostics).map(({ start, text: piece, part, severity }) => (
        <span key={start} class={severity ? `part-${part} wavy-${severity}` : `part-${part}`}>
          {piece}
        </span>
      ))}
    </code>
  )
}
