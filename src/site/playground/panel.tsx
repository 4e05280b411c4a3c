import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'

interface PanelProps {
  readonly title: string
  readonly isOpen?: boolean
  /** Made when the panel is open. */
  children(): ComponentChildren
}

/** A part of the right side, which folds. */
export function Panel({ title, isOpen: isOpenAtFirst = false, children }: PanelProps): VNode {
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  return (
    <details class="panel" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {isOpen && <div class="panel-body">{children()}</div>}
    </details>
  )
}
