import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { CompletionItem } from '../../../editing/completion.ts'

interface CompletionListProps {
  readonly id: string
  readonly label: string
  readonly items: readonly CompletionItem[]
  readonly active: number
  /** Pixels from the left of the editor. */
  readonly left: number
  onTake(item: CompletionItem): void
}

/** What may stand at the caret, the chosen one with its documentation. */
export function CompletionList({ id, label, items, active, left, onTake }: CompletionListProps): VNode {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const notes = items[active]?.notes ?? []
  return (
    <div class="completions" style={{ insetInlineStart: `${left}px` }}>
      <div class="options" id={id} ref={list} role="listbox" tabIndex={-1} aria-label={label}>
        {items.map((item, index) => (
          <div
            class="option"
            key={item.label}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={event => {
              event.preventDefault()
              onTake(item)
            }}
          >
            <span class="completion-label">{item.label}</span>
            <span class="completion-detail">{item.detail}</span>
          </div>
        ))}
      </div>
      {notes.length > 0 && (
        <div class="completion-notes">
          {notes.map(note => (
            <div key={note}>{note}</div>
          ))}
        </div>
      )}
    </div>
  )
}
