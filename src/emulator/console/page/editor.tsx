import type { ComponentChildren, RefObject, VNode } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import { type Completion, type CompletionContext, type CompletionItem, complete } from '../../../editing/completion.ts'
import { type Segment, segmentsOf } from '../../../editing/highlight.ts'
import { findWriting, type Writing } from '../../../editing/unfinished.ts'
import { type Diagnostic, isError } from '../../../language/diagnostic.ts'
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
  const { text, linted, told, say, children } = props
  const mirror = useRef<HTMLPreElement>(null)
  const typing = useTyping(props)
  const { completion, items, active, isOpen, anchor } = typing
  const segments = useMemo(() => segmentsOf(text, linted.tree, told), [text, linted, told])
  return (
    <div class="editor">
      <div class="box">
        <pre class="mirror" ref={mirror} aria-hidden="true">
          <Pieces segments={segments} anchor={anchor} />
        </pre>
        <Area {...props} typing={typing} />
      </div>
      <p class="hint" id="hint">
        {completion?.hint ?? '\u00a0'}
      </p>
      {children}
      <div class="list-place">
        {isOpen && (
          <CompletionList
            {...{ id: LIST, label: say('completions'), items, active, onTake: typing.take }}
            left={leftOf(mirror.current)}
          />
        )}
      </div>
    </div>
  )
}

/** Where somebody types, what is offered there, and what keys and the pointer do. */
interface Typing {
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly completion: Completion | undefined
  readonly items: readonly CompletionItem[]
  /** The index of the item that is marked. */
  readonly active: number
  readonly isOpen: boolean
  /** The offset at which the list stands. */
  readonly anchor: number
  take(item: CompletionItem): void
  onInput(): void
  onKeyDown(event: KeyboardEvent): void
  followCaret(): void
  close(): void
}

function useTyping({ text, context, onChange, onRun, onFixFirst, onWriting }: EditorProps): Typing {
  const area = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(text.length)
  const [opened, setOpened] = useState<Opened>('closed')
  const [active, setActive] = useState(0)
  const setMoveTo = useMove(area)
  const completion = useMemo(() => complete(text, caret, context), [text, caret, context])
  const typed = completion ? text.slice(completion.span.start, caret) : ''
  const items = (completion?.items ?? []).filter(({ insert }) => opened === 'asked' || insert !== typed)
  const isOpen = opened !== 'closed' && items.length > 0

  /** The caret stands at an offset, and the list is open there or not. */
  const stand = (at: number, list: Opened) => {
    setCaret(at)
    setActive(0)
    setOpened(list)
  }
  const write = (next: string, at: number, list: Opened) => {
    onChange(next)
    onWriting(next, findWriting(next, at, context))
    stand(at, list)
  }
  const take = ({ insert }: CompletionItem) => {
    if (!completion) return
    const { start, end } = completion.span
    write(text.slice(0, start) + insert + text.slice(end), start + insert.length, listBehind(insert))
    setMoveTo(start + insert.length)
  }
  const close = () => {
    setOpened('closed')
    onWriting(text, undefined)
  }
  const ask = () => {
    setOpened('asked')
    setActive(0)
  }
  const mark = (step: number) => setActive((active + step + items.length) % items.length)
  const inList = (event: KeyboardEvent) => keyInList(event, { mark, close, take, item: items[active] })
  return {
    ...{ area, completion, items, active, isOpen, take, close },
    anchor: completion?.span.start ?? caret,
    onInput: () => {
      const { value = '', selectionEnd = 0 } = area.current ?? {}
      write(value, selectionEnd, 'typed')
    },
    followCaret: () => {
      const at = area.current?.selectionEnd ?? 0
      if (at === caret) return
      onWriting(text, undefined)
      stand(at, 'closed')
    },
    onKeyDown: event => onKey(event, { close, ask, onRun, onFixFirst, inList: isOpen ? inList : () => false }),
  }
}

/** Moves the caret when the text that it was set for has come into the box. */
function useMove(area: RefObject<HTMLTextAreaElement | null>): (offset: number) => void {
  const [moveTo, setMoveTo] = useState<number>()
  useLayoutEffect(() => {
    if (moveTo === undefined) return
    area.current?.setSelectionRange(moveTo, moveTo)
    setMoveTo(undefined)
  }, [moveTo])
  return setMoveTo
}

/** Behind a word that ends in a sign another one follows. */
const listBehind = (insert: string): Opened => (/[/,_]$/.test(insert) ? 'typed' : 'closed')

interface ListActions {
  readonly item: CompletionItem | undefined
  mark(step: number): void
  close(): void
  take(item: CompletionItem): void
}

/** What a key does in the list; false for one that does nothing there. */
function keyInList({ key, shiftKey }: KeyboardEvent, { item, mark, close, take }: ListActions): boolean {
  if (key === 'ArrowDown') mark(1)
  else if (key === 'ArrowUp') mark(-1)
  else if (key === 'Escape') close()
  else if ((key === 'Tab' || key === 'Enter') && !shiftKey && item) take(item)
  else return false
  return true
}

interface KeyActions extends Pick<EditorProps, 'onRun' | 'onFixFirst'> {
  close(): void
  ask(): void
  inList(event: KeyboardEvent): boolean
}

function onKey(event: KeyboardEvent, { close, ask, onRun, onFixFirst, inList }: KeyActions): void {
  if (event.isComposing) return
  const isCommand = event.ctrlKey || event.metaKey
  const { key } = event
  if (isCommand && key === 'Enter') {
    close()
    onRun()
  } else if (isCommand && key === ' ') ask()
  else if (isCommand && key === '.') onFixFirst()
  // A process string is one line.
  else if (!(!isCommand && inList(event)) && key !== 'Enter') return
  event.preventDefault()
}

function Area({ text, told, placeholder, say, typing }: EditorProps & { readonly typing: Typing }): VNode {
  const { area, isOpen, active, onInput, onKeyDown, followCaret, close } = typing
  return (
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
      aria-invalid={told.some(isError)}
      {...(isOpen && { 'aria-controls': LIST, 'aria-activedescendant': `${LIST}-${active}` })}
      onInput={onInput}
      onKeyDown={onKeyDown}
      onKeyUp={followCaret}
      onClick={followCaret}
      onBlur={close}
    />
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
