import type { VNode } from 'preact'
import { segmentsOf } from '../../../editing/highlight.ts'
import type { Diagnostic } from '../../../language/diagnostic.ts'
import { parseTree } from '../../../language/parser.ts'

interface ProcessTextProps {
  readonly text: string
  readonly diagnostics?: readonly Diagnostic[]
}

/** A process string with its parts in colours and its findings underlined. */
export function ProcessText({ text, diagnostics = [] }: ProcessTextProps): VNode {
  return (
    <code class="string">
      {segmentsOf(text, parseTree(text).tree, diagnostics).map(({ start, text: piece, part, severity }) => (
        <span key={start} class={severity ? `part-${part} wavy-${severity}` : `part-${part}`}>
          {piece}
        </span>
      ))}
    </code>
  )
}
