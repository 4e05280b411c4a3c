import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import { type CompletionContext, type CompletionItem, complete } from '../../../editing/completion.ts'
import { type Segment, segmentsOf } from '../../../editing/highlight.ts'
import { findWriting, type Writing } from '../../../editing/unfinished.ts'
import type { Diagnostic } from '../../../language/diagnostic.ts'
import type { LintResult } from '../../../lint/lint.ts'
import { CompletionList } from './completion-list.tsx'
import type { Say } from './texts.ts'

/** What the box needs. */
export interface EditorProps {
  readonly text: string
  readonly linted: LintResult
  /** The findings to underline. */
  readonly told: readonly Diagnostic[]
  readonly locale: Locale
  readonly context: CompletionContext
  readonly placeholder: string
  readonly say: Say
  onChange(text: string): void
  onRun(): void
  onFixFirst(): void
  /** Told where somebody writes, and that nobody does any more. */
  onWriting(text: string, writing: Writing | undefined): void
  /** Stands between the line of description and the list. */
  readonly children?: ComponentChildren
}

/** Which list is open: none, what fits what is typed, or all that may stand there. */
type Opened = 'closed' | 'typed' | 'asked'

const LIST = 'completions'

/** The box for a process string: coloured and underlined as it is typed, with completion. */
export function Editor(props: EditorProps): VNode {
  const { text, linted, told, context, placeholder, say, onChange, onRun, onFixFirst, onWriting, children } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const mirror = useRef<HTMLPreElement>(null)
  const [caret, setCaret] = useState(text.length)
  const [opened, setOpened] = useState<Opened>('closed')
  const [active, setActive] = useState(0)
  const [moveTo, setMoveTo] = useState<number>()
  const completion = useMemo(() => complete(text, caret, context), [text, caret, context])
  const segments = useMemo(() => segmentsOf(text, linted.tree, told), [text, linted, told])

  const typed = completion ? text.slice(completion.span.start, caret) : ''
  const items = (completion?.items ?? []).filter(({ insert }) => opened === 'asked' || insert !== typed)
  const isOpen = opened !== 'closed' && items.length > 0
  const anchor = completion?.span.start ?? caret

  useLayoutEffect(() => {
    if (moveTo === undefined) return
    area.current?.setSelectionRange(moveTo, moveTo)
    setMoveTo(undefined)
  }, [moveTo])

  const take = ({ insert }: CompletionItem) => {
    if (!completion) return
    const { start, end } = completion.span
    const next = text.slice(0, start) + insert + text.slice(end)
    onChange(next)
    onWriting(next, findWriting(next, start + insert.length, context))
    setCaret(start + insert.length)
    setMoveTo(start + insert.length)
    setActive(0)
    setOpened(/[/,_]$/.test(insert) ? 'typed' : 'closed')
  }

  const onInput = () => {
    const { value = '', selectionEnd = 0 } = area.current ?? {}
    onChange(value)
    onWriting(value, findWriting(value, selectionEnd, context))
    setCaret(selectionEnd)
    setActive(0)
    setOpened('typed')
  }

  const followCaret = () => {
    const at = area.current?.selectionEnd ?? 0
    if (at === caret) return
    onWriting(text, undefined)
    setCaret(at)
    setActive(0)
    setOpened('closed')
  }

  const close = () => {
    setOpened('closed')
    onWriting(text, undefined)
  }

  const inList = (event: KeyboardEvent): boolean => {
    const { key } = event
    const item = items[active]
    if (key === 'ArrowDown') setActive((active + 1) % items.length)
    else if (key === 'ArrowUp') setActive((active + items.length - 1) % items.length)
    else if (key === 'Escape') close()
    else if ((key === 'Tab' || key === 'Enter') && !event.shiftKey && item) take(item)
    else return false
    return true
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const isCommand = event.ctrlKey || event.metaKey
    const { key } = event
    if (isCommand && key === 'Enter') {
      close()
      onRun()
    } else if (isCommand && key === ' ') {
      setOpened('asked')
      setActive(0)
    } else if (isCommand && key === '.') onFixFirst()
    // A process string is one line.
    else if (!(isOpen && !isCommand && inList(event)) && key !== 'Enter') return
    event.preventDefault()
  }

  return (
    <div class="editor">
      <div class="box">
        <pre class="mirror" ref={mirror} aria-hidden="true">
          <Pieces segments={segments} anchor={anchor} />
        </pre>
        <textarea
          id="process"
          ref={area}
          rows={1}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          value={text}
          placeholder={placeholder}
          aria-label={say('process')}
          aria-autocomplete="list"
          aria-describedby="hint"
          aria-invalid={told.some(({ severity }) => severity === 'error')}
          {...(isOpen && { 'aria-controls': LIST, 'aria-activedescendant': `${LIST}-${active}` })}
          onInput={onInput}
          onKeyDown={onKeyDown}
          onKeyUp={followCaret}
          onClick={followCaret}
          onBlur={close}
        />
      </div>
      <p class="hint" id="hint">
        {completion?.hint ?? '\u00a0'}
      </p>
      {children}
      <div class="list-place">
        {isOpen && (
          <CompletionList
            {...{ id: LIST, label: say('completions'), items, active, onTake: take }}
            left={leftOf(mirror.current)}
          />
        )}
      </div>
    </div>
  )
}

/** Room for the list, in pixels; it is wider where its words need it and the page has it. */
const LIST_WIDTH = 420

/** At the mark that stands where the word at the caret begins. */
function leftOf(mirror: HTMLElement | null): number {
  const mark = mirror?.querySelector<HTMLElement>('.anchor')
  if (!mirror || !mark) return 0
  return Math.max(0, Math.min(mark.offsetLeft, mirror.clientWidth - LIST_WIDTH))
}

/** The coloured pieces, with a mark between them for the list to stand at. */
function Pieces({ segments, anchor }: { readonly segments: readonly Segment[]; readonly anchor: number }): VNode {
  const mark = <span class="anchor" />
  const pieces = segments.flatMap(segment => {
    const { start, end } = segment
    if (start < anchor && anchor < end) {
      const cut = anchor - start
      return [piece(segment, 0, cut), mark, piece(segment, cut)]
    }
    return anchor === start ? [mark, piece(segment)] : [piece(segment)]
  })
  const isBehind = anchor >= (segments.at(-1)?.end ?? 0)
  return (
    <>
      {pieces}
      {isBehind && mark}
      {'\u200b'}
    </>
  )
}

function piece({ text, part, severity }: Segment, from = 0, to?: number): VNode {
  return <span class={severity ? `part-${part} wavy-${severity}` : `part-${part}`}>{text.slice(from, to)}</span>
}
