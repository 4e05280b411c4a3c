import type { Via } from '../../grammar/catalogue/types.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import type { Edit } from '../language/edit.ts'
import { positionsOf } from '../language/position.ts'
import type { Span } from '../language/tree.ts'
import type { Excerpt, FilePosition, LintedFile, PlacedDiagnostic, PlacedEdit } from './report.ts'

/** Results with spans of the host text, before lines and columns are known. */
export interface UnplacedFile {
  readonly file: string
  readonly text: string
  readonly strings: readonly {
    readonly text: string
    readonly via: Via
    readonly span: Span
    readonly diagnostics: readonly Diagnostic[]
  }[]
  readonly diagnostics?: readonly Diagnostic[]
}

/** Where a text begins that is a piece of a file. */
export interface TextOrigin {
  readonly line: number
  readonly offset: number
}

/** Characters of a line that are kept before and behind a finding. */
const KEPT = 160
/** Bytes are not counted in longer lines. */
const LONGEST_COUNTED = 100_000
const FOREIGN = /[^\0-\x7f]/
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Finds the place of an offset of a text. */
export function placesOf(text: string, origin: TextOrigin): (offset: number) => FilePosition {
  const position = positionsOf(text)
  const byteOrderMark = origin.offset === 0 && text.startsWith('\uFEFF') ? 1 : 0
  return offset => {
    const { line, column } = position(offset)
    const shown = line === 1 ? Math.max(1, column - byteOrderMark) : column
    const before = column > LONGEST_COUNTED ? '' : text.slice(offset - shown + 1, offset)
    return {
      line: line + origin.line,
      column: shown,
      ...(FOREIGN.test(before) && { byteColumn: encoder.encode(before).length + 1 }),
    }
  }
}

/** Finds lines, columns and excerpts, so that the host text is not needed any more. */
export function placeFile(
  { file, text, strings, diagnostics = [] }: UnplacedFile,
  origin: TextOrigin = { line: 0, offset: 0 },
): LintedFile {
  const place = placesOf(text, origin)
  const isVeiled = [diagnostics, ...strings.map(one => one.diagnostics)].some(found =>
    found.some(({ ruleId }) => ruleId === SECRETS),
  )
  const shift = ({ start, end }: Span): Span => ({ start: start + origin.offset, end: end + origin.offset })
  const placeEdit = (edit: Edit): PlacedEdit => ({
    span: shift(edit.span),
    text: edit.text,
    start: place(edit.span.start),
    end: place(edit.span.end),
  })
  const placeDiagnostic = ({ fix, suggestions, span, ...rest }: Diagnostic): PlacedDiagnostic => ({
    ...rest,
    span: shift(span),
    start: place(span.start),
    end: place(span.end),
    excerpt: isVeiled ? veil(excerptOf(text, span)) : excerptOf(text, span),
    ...(fix && { fix: fix.map(placeEdit) }),
    ...(suggestions && {
      suggestions: suggestions.map(({ message, edits }) => ({ message, edits: edits.map(placeEdit) })),
    }),
  })

  return {
    file,
    strings: strings.map(string => ({
      text: copyOf(string.text),
      via: string.via,
      span: shift(string.span),
      start: place(string.span.start),
      diagnostics: string.diagnostics.map(placeDiagnostic),
    })),
    diagnostics: diagnostics.map(placeDiagnostic),
    clean: 0,
  }
}

function excerptOf(text: string, { start, end }: Span): Excerpt {
  const newline = text.indexOf('\n', start)
  const lineEnd = newline < 0 ? text.length : newline > 0 && text[newline - 1] === '\r' ? newline - 1 : newline
  const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1
  const from = Math.max(lineStart, start - KEPT)
  const to = Math.max(start, Math.min(end, lineEnd, start + KEPT))
  const line = text.slice(from, Math.min(lineEnd, to + KEPT))
  return { text: copyOf(line), from: start - from, to: to - from }
}

/** The rule that finds secrets. */
const SECRETS = 'recipe-secret'

/** The line without its words: reports of a file that holds secrets go to logs, where they would be read. */
function veil({ text, from, to }: Excerpt): Excerpt {
  return { text: text.replace(/[^\s:{}[\],"'#|>-]/gu, sign => '*'.repeat(sign.length)), from, to }
}

/** A part of a text keeps the whole text in memory as long as it lives; a copy does not. */
export function copyOf(part: string): string {
  return decoder.decode(encoder.encode(part))
}
