import type { Via } from '../catalog/types.ts'
import type { Diagnostic, Locale } from '../language/diagnostic.ts'
import { type Position, positionsOf } from '../language/position.ts'
import type { Span } from '../language/tree.ts'

/** One process string that was found and linted. Spans of the diagnostics are those of the host text. */
export interface LintedString {
  readonly text: string
  readonly via: Via
  readonly span: Span
  readonly diagnostics: readonly Diagnostic[]
}

/** A file with the strings that stand in it. */
export interface LintedFile {
  /** As it was named, with forward slashes; `<stdin>` or `<argument>` for what is no file. */
  readonly file: string
  readonly text: string
  readonly strings: readonly LintedString[]
}

/** Styles that a report uses; the command line maps them to terminal colours. */
export type Style = 'error' | 'warning' | 'info' | 'dim' | 'bold' | 'help'

/** How a report is written. */
export interface ReportOptions {
  readonly locale: Locale
  readonly paint: (style: Style, text: string) => string
  /** Columns of the terminal. */
  readonly width: number
  /** Version of this program, for the formats that name the tool. */
  readonly version: string
}

/** A report format: all results as one text. */
export type Reporter = (files: readonly LintedFile[], options: ReportOptions) => string

/** How much was found. */
export interface Summary {
  readonly files: number
  readonly strings: number
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

/** Counts files, strings and findings. */
export function summarize(files: readonly LintedFile[]): Summary {
  const strings = files.flatMap(file => file.strings)
  const count = (severity: Diagnostic['severity']) =>
    strings.reduce(
      (sum, { diagnostics }) => sum + diagnostics.filter(diagnostic => diagnostic.severity === severity).length,
      0,
    )
  return {
    files: files.length,
    strings: strings.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
  }
}

/** A finding with its place in the host text. */
export interface PlacedDiagnostic extends Diagnostic {
  readonly file: string
  readonly start: Position
  readonly end: Position
}

/** All findings of a file with their places, in the order of the strings. */
export function placeDiagnostics({ file, text, strings }: LintedFile): readonly PlacedDiagnostic[] {
  const position = positionsOf(text)
  return strings.flatMap(({ diagnostics }) =>
    diagnostics.map(diagnostic => ({
      ...diagnostic,
      file,
      start: position(diagnostic.span.start),
      end: position(diagnostic.span.end),
    })),
  )
}
