import type { Via } from '../../grammar/catalogue/types.ts'
import type { Edit } from '../language/edit.ts'
import { HOLE, type Span } from '../language/tree.ts'
import { choicesOf } from './choices.ts'
import type { SourceKey } from './context.ts'
import type { Family } from './family.ts'
import type { ExtractNote } from './notes.ts'
import { makeSpeller } from './spell.ts'
import { hostSpan, type Units } from './units.ts'

/** A part of a process string that the host program fills in: its offset in the text and the host text that fills it. */
export interface SourceHole {
  readonly offset: number
  readonly host: Span
  /** The literals that a conditional expression may put there. */
  readonly choices: readonly string[]
}

/** A process string that was found in a host text. */
export interface Source {
  /** The decoded process string; each run-time hole is one U+FFFC. */
  readonly text: string
  readonly holes: readonly SourceHole[]
  /** How the string reaches OSS, where the place tells. */
  readonly via: Via | 'auto'
  readonly key: SourceKey
  /** The string in the host text; its start is where the string is reported. */
  readonly span: Span
  /** True for a piece that later statements complete. */
  readonly fragment: boolean
  /** True where the host may go on behind the end, so that what is missing there can come later. */
  readonly open: boolean
  /** True for a string that the host encodes, for the value of a watermark picture. */
  readonly nested: boolean
  /** True for a text that the program looks for and does not send: nothing is held against it. */
  readonly needle: boolean
  /** Mistakes of the host text around the string. */
  readonly notes: readonly ExtractNote[]
  /** Maps a span of `text` to the host text that spells it. */
  toHost(span: Span): Span
  /** Spells a replacement as the host needs it at the offset `at` of `text`. */
  escape(text: string, at: number): string
  /**
   * The host edits of one edit of `text`: one for each literal that it touches, so that the quotes between joined literals stay.
   * Undefined when the edit would remove a hole.
   */
  hostEdits(edit: Edit): readonly Edit[] | undefined
  /** The same string in another host text, in which it stands `shift` characters further on. */
  moved(host: string, shift: number): Source
}

/** What is known about a string when its units are read. */
export interface SourceDraft {
  readonly units: Units
  /** Where the text would stand, for a text without units. */
  readonly at?: number
  readonly key: SourceKey
  readonly via: Via | 'auto'
  readonly fragment: boolean
  readonly open: boolean
  readonly nested?: boolean
  readonly needle?: boolean
  readonly notes: readonly ExtractNote[]
  /** How many times the value is percent-decoded: 0 outside of URLs. */
  readonly depth: number
}

/** Makes the source of units that stand in `host`. */
export function makeSource(host: string, family: Family, facts: SourceDraft): Source {
  const { units, at = 0, key, via, fragment, open, nested = false, needle = false, notes, depth } = facts
  const { text } = units
  const toHost = (span: Span): Span => (text === '' ? { start: at, end: at } : hostSpan(units, span))
  const spell = makeSpeller(host, family, units, depth)
  return {
    text,
    holes: findHoles(units, host),
    via,
    key,
    span: toHost({ start: 0, end: text.length }),
    fragment,
    open: open || fragment,
    nested,
    needle,
    notes,
    toHost,
    escape: spell,
    hostEdits: edit => splitEdit(host, units, edit, spell),
    moved: (text, shift) => makeSource(text, family, moveFacts(facts, shift)),
  }
}

function moveFacts(facts: SourceDraft, shift: number): SourceDraft {
  if (shift === 0) return facts
  const { units, at = 0, notes } = facts
  const move = (offset: number) => offset + shift
  return {
    ...facts,
    units: { ...units, starts: units.starts.map(move), ends: units.ends.map(move) },
    at: move(at),
    notes: notes.map(note => ({ ...note, span: { start: move(note.span.start), end: move(note.span.end) } })),
  }
}

/** The holes of units, in their order. */
export function findHoles({ text, starts, ends }: Units, hostText: string): readonly SourceHole[] {
  const holes: SourceHole[] = []
  for (let at = text.indexOf(HOLE); at >= 0; at = text.indexOf(HOLE, at + 1)) {
    const host = { start: starts[at] ?? 0, end: ends[at] ?? 0 }
    holes.push({ offset: at, host, choices: choicesOf(hostText.slice(host.start, host.end)) })
  }
  return holes
}

function splitEdit(
  host: string,
  units: Units,
  { span, text }: Edit,
  spell: (text: string, at: number) => string,
): Edit[] | undefined {
  if (units.text.slice(span.start, span.end).includes(HOLE) || runsTogether(host, units, span, text)) return undefined
  if (span.start === span.end) return insertion(units, span.start, spell(text, span.start))
  const edits: Edit[] = []
  for (let start = span.start; start < span.end; ) {
    let end = start + 1
    while (end < span.end && units.pieces[end] === units.pieces[start]) end++
    end = Math.min(end, span.end)
    edits.push({ span: hostSpan(units, { start, end }), text: edits.length === 0 ? spell(text, start) : '' })
    start = end
  }
  return edits
}

/** An insertion inside of a literal, behind the unit before it or before the next one; undefined where both are the program's own. */
function insertion({ pieces, starts, ends }: Units, at: number, text: string): Edit[] | undefined {
  const isWritten = (unit: number) => (pieces[unit] ?? -1) >= 0
  const place = isWritten(at - 1) ? ends[at - 1] : isWritten(at) ? starts[at] : undefined
  return place === undefined ? undefined : [{ span: { start: place, end: place }, text }]
}

/** True where a name that stands for a hole, `$width`, would go on in what an edit brings behind it. */
function runsTogether(host: string, { text, ends, pieces }: Units, { start, end }: Span, replacement: string): boolean {
  const isName =
    text[start - 1] === HOLE && (pieces[start - 1] ?? -1) >= 0 && /\w/.test(host[(ends[start - 1] ?? 0) - 1] ?? '')
  return isName && /[\w[({.>:-]/.test(replacement[0] ?? text[end] ?? '')
}
