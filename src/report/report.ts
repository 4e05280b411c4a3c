import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import type { Diagnostic, Severity, Suggestion } from '../language/diagnostic.ts'
import type { Edit } from '../language/edit.ts'
import type { Position } from '../language/position.ts'
import type { Span } from '../language/tree.ts'

/** A place in a file. */
export interface FilePosition extends Position {
  /** The column in bytes of UTF-8 from 1, where it is another one. */
  readonly byteColumn?: number
}

/** The line that a finding starts in, or the part of a long line around it; the finding is its characters [from, to). */
export interface Excerpt {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** A change with its places in the host text. */
export interface PlacedEdit extends Edit {
  readonly start: FilePosition
  readonly end: FilePosition
}

/** A change to choose, with its places. */
export interface PlacedSuggestion extends Suggestion {
  readonly edits: readonly PlacedEdit[]
}

/** A finding with its place in the host text; spans are those of the host text. */
export interface PlacedDiagnostic extends Diagnostic {
  readonly start: FilePosition
  readonly end: FilePosition
  readonly excerpt: Excerpt
  readonly fix?: readonly PlacedEdit[]
  readonly suggestions?: readonly PlacedSuggestion[]
}

/** One process string that was found and linted. */
export interface LintedString {
  readonly text: string
  readonly via: Via
  readonly span: Span
  readonly start: FilePosition
  readonly diagnostics: readonly PlacedDiagnostic[]
}

/** Strings without findings in the order of the text, of which a log has millions: packed by `keepClean`, unpacked by `stringsOf`. */
export type CleanStrings = readonly Uint8Array[]

/** A file with the strings that stand in it. */
export interface LintedFile {
  /** As it was named, with forward slashes; `<stdin>` or `<argument>` for what is no file. */
  readonly file: string
  readonly strings: readonly LintedString[]
  /** Findings about the file itself, such as a directive that is not needed. */
  readonly diagnostics: readonly PlacedDiagnostic[]
  /** Strings without findings that do not stand among `strings`. */
  readonly clean: number
  /** These strings, where a report lists them. */
  readonly cleanStrings?: CleanStrings
}

/** Styles that a report uses; the command line maps them to terminal colours. */
export type TextStyle = 'error' | 'warning' | 'info' | 'dim' | 'bold' | 'help'

/** What a report says of a rule. */
export interface RuleSummary {
  readonly id: string
  readonly severity: Severity
  readonly description: Localized
}

/** How a report is written. */
export interface ReportOptions {
  readonly locale: Locale
  readonly paint: (style: TextStyle, text: string) => string
  /** Columns of the terminal. */
  readonly width: number
  /** Version of this program, for the formats that name the tool. */
  readonly version: string
  /** The rules that were run, for the formats that describe them. */
  readonly rules?: readonly RuleSummary[]
}

/** A report format: all results as one text. */
export type Reporter = (files: readonly LintedFile[], options: ReportOptions) => string

/** A report format for so many results that they are written piece by piece. */
export type StreamReporter = (files: readonly LintedFile[]) => Iterable<string>

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
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 }
  let strings = 0
  for (const file of files.filter(holdsAny)) {
    strings += file.strings.length + file.clean
    for (const { severity } of findingsOf(file)) counts[severity]++
  }
  return { files: files.length, strings, errors: counts.error, warnings: counts.warning, infos: counts.info }
}

const NOTHING: readonly never[] = []

/** The result for a file in which nothing was found. */
export function nothingIn(file: string): LintedFile {
  return { file, strings: NOTHING, diagnostics: NOTHING, clean: 0 }
}

/** False for the result of a file in which nothing was found, as of most; there may be very many. */
export function holdsAny({ strings, diagnostics, clean }: LintedFile): boolean {
  return strings.length > 0 || diagnostics.length > 0 || clean > 0
}

/** All findings of a file, in the order of the strings, then those about the file. */
export function findingsOf<D>({ strings, diagnostics = [] }: Found<D>): readonly D[] {
  return [...strings.flatMap(string => string.diagnostics), ...diagnostics]
}

/** All findings of a file, each with the text of its string; that of those about the file is empty. */
export function findingsWithText({
  strings,
  diagnostics,
}: LintedFile): readonly (readonly [PlacedDiagnostic, string])[] {
  const inside = strings.flatMap(({ text, diagnostics: found }) => found.map(finding => [finding, text] as const))
  return [...inside, ...diagnostics.map(finding => [finding, ''] as const)]
}

interface Found<D> {
  readonly strings: readonly { readonly diagnostics: readonly D[] }[]
  readonly diagnostics?: readonly D[]
}

/** A finding and the file that it stands in. */
export interface FileFinding extends PlacedDiagnostic {
  readonly file: string
}

/** All findings of all files. */
export function fileFindings(files: readonly LintedFile[]): readonly FileFinding[] {
  return files.filter(holdsAny).flatMap(file => findingsOf(file).map(finding => ({ ...finding, file: file.file })))
}
