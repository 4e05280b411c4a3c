import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { type Mark, segmentsOf } from '../../editing/highlight.ts'
import { isError } from '../../language/diagnostic.ts'
import { parseTree } from '../../language/parser.ts'

interface TextBoxProps {
  readonly id: string
  readonly label: string
  readonly text: string
  /** What to underline. */
  readonly marks: readonly Mark[]
  onChange(text: string): void
}

const NOTHING = parseTree('').tree

/** A box for a text of many lines, with findings underlined. */
export function TextBox({ id, label, text, marks, onChange }: TextBoxProps): VNode {
  const segments = useMemo(() => segmentsOf(text, NOTHING, marks), [text, marks])
  return (
    <div class="editor lines">
      <div class="box">
        <pre class="mirror" aria-hidden="true">
          {segments.map(({ start, text: piece, severity }) => (
            <span key={start} class={severity && `wavy-${severity}`}>
              {piece}
            </span>
          ))}
          {'\u200b'}
        </pre>
        <textarea
          id={id}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          aria-label={label}
          aria-invalid={marks.some(isError)}
          value={text}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </div>
    </div>
  )
}
