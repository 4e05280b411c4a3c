import type { Via } from '../catalog/types.ts'
import type { Edit } from '../language/edit.ts'
import { HOLE, type Span } from '../language/tree.ts'
import type { SourceKey } from './context.ts'
import type { Family } from './family.ts'
import type { ExtractNote } from './notes.ts'
import { makeSpeller } from './spell.ts'
import { hostSpan, type Units } from './units.ts'

/** A part of a process string that the host program fills in: its offset in the text and the host text that fills it. */
export interface SourceHole {
  readonly offset: number
  readonly host: Span
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
}

/** What is known about a string when its units are read. */
export interface SourceFacts {
  readonly units: Units
  readonly key: SourceKey
  readonly via: Via | 'auto'
  readonly fragment: boolean
  readonly notes: readonly ExtractNote[]
  /** How many times the value is percent-decoded: 0 outside of URLs. */
  readonly depth: number
}

/** Makes the source of units that stand in `host`. */
export function makeSource(host: string, family: Family, facts: SourceFacts): Source {
  const { units, key, via, fragment, notes, depth } = facts
  const { text } = units
  const toHost = (span: Span): Span => hostSpan(units, span)
  const spell = makeSpeller(host, family, units, depth)
  return {
    text,
    holes: findHoles(units),
    via,
    key,
    span: toHost({ start: 0, end: text.length }),
    fragment,
    notes,
    toHost,
    escape: spell,
    hostEdits: edit => splitEdit(units, edit, spell),
  }
}

/** The holes of units, in their order. */
export function findHoles({ text, starts, ends }: Units): readonly SourceHole[] {
  const holes: SourceHole[] = []
  for (let at = text.indexOf(HOLE); at >= 0; at = text.indexOf(HOLE, at + 1)) {
    holes.push({ offset: at, host: { start: starts[at] ?? 0, end: ends[at] ?? 0 } })
  }
  return holes
}

function splitEdit(
  units: Units,
  { span, text }: Edit,
  spell: (text: string, at: number) => string,
): Edit[] | undefined {
  if (units.text.slice(span.start, span.end).includes(HOLE)) return undefined
  const edits: Edit[] = []
  for (let start = span.start; start < span.end || edits.length === 0; ) {
    let end = start + 1
    while (end < span.end && units.pieces[end] === units.pieces[start]) end++
    end = Math.min(end, span.end)
    edits.push({ span: hostSpan(units, { start, end }), text: edits.length === 0 ? spell(text, start) : '' })
    start = end
  }
  return edits
}
