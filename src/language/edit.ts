import { expectKind, wrongKind } from './given.ts'
import type { Span } from './tree.ts'

/** Replaces the text in `span` by `text`. Offsets are those of the original text. */
export interface Edit {
  readonly span: Span
  readonly text: string
}

/** Orders what has a span as the text does. */
export const bySpan = (one: Pick<Edit, 'span'>, other: Pick<Edit, 'span'>): number =>
  one.span.start - other.span.start || one.span.end - other.span.end

/**
 * Applies edits to a text. They may come in any order.
 * @throws RangeError when two edits overlap or one lies outside the text: such edits are a mistake of the program that made them.
 * @throws TypeError for what are no edits.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  checkKinds(text, edits)
  const sorted = edits.toSorted(bySpan)
  let result = ''
  let position = 0
  for (const { span, text: replacement } of sorted) {
    const isInside = span.start >= position && span.end >= span.start && span.end <= text.length
    if (!isInside) {
      throw new RangeError(`The edit of ${span.start} to ${span.end} overlaps another one or lies outside the text.`)
    }
    result += text.slice(position, span.start) + replacement
    position = span.end
  }
  return result + text.slice(position)
}

function checkKinds(text: string, edits: readonly Edit[]): void {
  expectKind(text, 'The text to edit', 'a text')
  expectKind(edits, '"edits"', 'a list')
  for (const edit of edits) {
    expectKind(edit, 'An edit', 'an object')
    expectKind(edit.span, 'The span of an edit', 'an object')
    for (const offset of [edit.span.start, edit.span.end])
      if (!Number.isInteger(offset)) throw wrongKind('An offset', offset, 'an integer')
    expectKind(edit.text, 'The text of an edit', 'a text')
  }
}

/** True when two edits touch the same text, so that only one of them can be applied. */
export function overlaps(a: Edit, b: Edit): boolean {
  if (a.span.start === b.span.start) return true
  return a.span.start < b.span.end && b.span.start < a.span.end
}
