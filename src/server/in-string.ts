import { categoryWords } from '../../grammar/catalogue/categories.ts'
import { extractAgain, type Source } from '../extract/index.ts'
import type { Edit } from '../language/edit.ts'
import type { Span } from '../language/tree.ts'
import type { OpenFile } from './open-file.ts'

/** A process string of a document with its way back into the document. */
export type Embedded = Pick<Source, 'text' | 'span' | 'toHost' | 'hostEdits'>

/** The process strings of a document. They are found once; after a change only what stands near it is read again. */
export function stringsIn({ document: { text, memory }, name }: OpenFile): readonly Source[] {
  const { extraction } = memory
  const found = extraction?.text === text ? extraction : extractAgain(extraction, text, name)
  memory.extraction = found
  return found.sources
}

/** The process string around a caret and the offset of the caret in it. */
export interface Caret {
  readonly string: Embedded
  readonly offset: number
}

/** Finds the string around an offset of a document; the innermost one where one stands in a hole of another. */
export function caretAt(file: OpenFile, offset: number): Caret | undefined {
  const string = stringsIn(file).findLast(({ span }) => span.start <= offset && offset <= span.end)
  return string && { string, offset: offsetIn(string, offset) }
}

/** The offset in a process string of an offset in its document. */
export function offsetIn({ text, toHost }: Embedded, offset: number): number {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (toHost({ start: middle, end: middle + 1 }).end > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** What begins like a process string and goes up to the caret, in a line of a text. */
const BEGUN = new RegExp(
  String.raw`(?:x-oss-(?:async-)?process=|(?<![\w/.:-])(?=(?:${categoryWords('csv', 'json', 'trigger')})/))([^\s"'\x60\\%<>&#]{0,2000})$`,
)

/** A string that is only begun, so that no reader of host texts takes it for one: what the line has before the caret. */
export function begunAt({ document: { text } }: OpenFile, offset: number): Caret | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 2100)
  const begun = BEGUN.exec(text.slice(lineStart, offset))?.[1]
  if (begun === undefined) return undefined
  const start = offset - begun.length
  const shift = (span: Span) => ({ start: span.start + start, end: span.end + start })
  const hostEdits = (edit: Edit) => [{ span: shift(edit.span), text: edit.text }]
  return { string: { text: begun, span: { start, end: offset }, toHost: shift, hostEdits }, offset: begun.length }
}
