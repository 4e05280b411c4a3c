import { changeBetween } from '../extract/extract.ts'
import type { Extraction } from '../extract/index.ts'
import type { Edit } from '../language/edit.ts'
import { countWhile } from '../language/element.ts'
import { isRecord } from '../language/record.ts'
import type { Span } from '../language/tree.ts'

/** The units in which an editor counts the characters of a line. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32'

/** A place as the protocol has it: line and character count from 0. */
export interface ProtocolPosition {
  readonly line: number
  readonly character: number
}

/** A range as the protocol has it; the end is not part of it. */
export interface ProtocolRange {
  readonly start: ProtocolPosition
  readonly end: ProtocolPosition
}

/** A text that an editor has open. */
export interface Document {
  readonly uri: string
  readonly language: string
  readonly version: number
  readonly text: string
  readonly encoding: Encoding
  /** Where the lines start. */
  readonly starts: readonly number[]
  /** What was found in it, or in an earlier text of it. */
  readonly memory: DocumentMemory
}

/** What the texts of a document hand on to each other, so that only what changed is read again. */
export interface DocumentMemory {
  extraction?: Extraction
}

/** A change as an editor tells it; without a range it is the whole text. */
export interface DocumentChange {
  readonly range?: ProtocolRange
  readonly text: string
}

/** Makes a document of a text. */
export function makeDocument(from: Omit<Document, 'starts' | 'memory'>): Document {
  return { memory: {}, ...from, starts: lineStarts(from.text) }
}

/** A document after changes, each of which counts from what the one before it left. A change that is none is left out. */
export function changeDocument(document: Document, changes: readonly unknown[], version: number): Document {
  const changed = changes.filter(isChange).reduce(applyChange, document)
  return { ...changed, version }
}

function isChange(change: unknown): change is DocumentChange {
  return isRecord(change) && typeof change.text === 'string'
}

function applyChange(document: Document, { range, text }: DocumentChange): Document {
  if (!range) return makeDocument({ ...document, text })
  const span = spanOf(document, range)
  const whole = document.text.slice(0, span.start) + text + document.text.slice(span.end)
  return { ...document, text: whole, starts: changeStarts(document.starts, whole, span, text.length) }
}

/** Lines end with a line feed, a carriage return, or both. */
function lineStarts(text: string): readonly number[] {
  return [0, ...startsWithin(text, 0, text.length)]
}

/** The starts of lines behind the breaks that stand in [from, to). */
function startsWithin(text: string, from: number, to: number): readonly number[] {
  const starts: number[] = []
  // A loop over characters makes no object a line.
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === LINE_FEED || (code === RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) starts.push(at + 1)
  }
  return starts
}

const [LINE_FEED, RETURN] = [10, 13]

/** Where the lines start once `length` characters stand for a span: those around it keep their places, or move. */
function changeStarts(
  starts: readonly number[],
  text: string,
  { start, end }: Span,
  length: number,
): readonly number[] {
  const shift = length - (end - start)
  const before = starts.slice(0, Math.max(1, countBelow(starts, start)))
  const behind = starts.slice(countBelow(starts, end + 1))
  const within = startsWithin(text, Math.max(0, start - 1), end + shift)
  return [...before, ...within.filter(at => at > 0), ...behind.map(at => at + shift)]
}

/** How many numbers of an ordered list are below a limit. */
function countBelow(list: readonly number[], limit: number): number {
  return countWhile(list, number => number < limit)
}

/** The offset of a place. One that is outside is the nearest one inside, and what is no number is 0. */
export function offsetOf({ text, starts, encoding }: Document, place: ProtocolPosition | null | undefined): number {
  const line = toCount(place?.line)
  const start = starts[line]
  if (start === undefined) return text.length
  const next = starts[line + 1]
  const end = next === undefined ? text.length : endOfLine(text, next)
  return advance(text, start, end, toCount(place?.character), encoding)
}

function toCount(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.floor(value) : 0
}

/** Where the line before `next` ends. */
function endOfLine(text: string, next: number): number {
  return text[next - 1] === '\n' && text[next - 2] === '\r' ? next - 2 : next - 1
}

/** The offset that stands `count` units behind `start`; a place inside of a character is its start. */
function advance(text: string, start: number, end: number, count: number, encoding: Encoding): number {
  if (encoding === 'utf-16') return Math.min(start + count, end)
  let at = start
  for (let left = count; at < end; ) {
    const point = text.codePointAt(at) ?? 0
    left -= widthOf(point, encoding)
    if (left < 0) break
    at += point > 0xffff ? 2 : 1
  }
  return at
}

function widthOf(point: number, encoding: Encoding): number {
  if (encoding === 'utf-32') return 1
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
}

/** The place of an offset. */
export function placeOf({ text, starts, encoding }: Document, offset: number): ProtocolPosition {
  const line = Math.max(1, countBelow(starts, offset + 1)) - 1
  return { line, character: countUnits(text, starts[line] ?? 0, offset, encoding) }
}

function countUnits(text: string, start: number, end: number, encoding: Encoding): number {
  if (encoding === 'utf-16') return end - start
  let count = 0
  for (let at = start; at < end; ) {
    const point = text.codePointAt(at) ?? 0
    count += widthOf(point, encoding)
    at += point > 0xffff ? 2 : 1
  }
  return count
}

/** The offsets of a range; the ends of one that is inverted are swapped. */
export function spanOf(document: Document, range: ProtocolRange | null | undefined): Span {
  const [one, other] = [offsetOf(document, range?.start), offsetOf(document, range?.end)]
  return { start: Math.min(one, other), end: Math.max(one, other) }
}

/** The range of a span. */
export function rangeOf(document: Document, { start, end }: Span): ProtocolRange {
  return { start: placeOf(document, start), end: placeOf(document, end) }
}

/** Edits as the protocol has them. */
export function textEditsOf(document: Document, edits: readonly Edit[]): { range: ProtocolRange; newText: string }[] {
  return edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }))
}

/** The one edit that makes a text of another: what differs, without the same beginning and end. Undefined where nothing does. */
export function editBetween(before: string, after: string): Edit | undefined {
  if (before === after) return undefined
  const change = changeBetween(before, after)
  const start = isInPair(before, change.start) ? change.start - 1 : change.start
  const behind = isInPair(before, change.oldEnd) ? 1 : 0
  return { span: { start, end: change.oldEnd + behind }, text: after.slice(start, change.end + behind) }
}

/** True between the halves of a surrogate pair. */
function isInPair(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '')
}
