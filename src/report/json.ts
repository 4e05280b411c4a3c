import {
  type LintedFile,
  type LintedString,
  type Place,
  type PlacedDiagnostic,
  type PlacedEdit,
  type Reporter,
  summarize,
} from './report.ts'

/** One JSON document: every string that was found, with its findings. Columns count UTF-16 units from 1. */
export const json: Reporter = files =>
  `${JSON.stringify({ version: 1, results: files.flatMap(toResults), summary: summarize(files) }, undefined, 2)}\n`

/** A string as JSON shows it. */
export interface JsonResult {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly text: string
  readonly via: string
  readonly diagnostics: readonly object[]
}

/** The strings of a file; a finding about the file itself stands in a result without text. */
export function toResults({ file, strings, diagnostics }: LintedFile): readonly JsonResult[] {
  return [
    ...strings.map(string => toResult(file, string)),
    ...diagnostics.map(diagnostic => ({
      file,
      ...placeOf(diagnostic.start),
      text: '',
      via: 'auto',
      diagnostics: [toJson(diagnostic)],
    })),
  ]
}

function toResult(file: string, { text, via, start, diagnostics }: LintedString): JsonResult {
  return { file, ...placeOf(start), text, via, diagnostics: diagnostics.map(toJson) }
}

function placeOf({ line, column }: Place): { readonly line: number; readonly column: number } {
  return { line, column }
}

function toJson(diagnostic: PlacedDiagnostic): object {
  const { ruleId, messageId, severity, message, serverCode, url, start, end, fix, suggestions } = diagnostic
  return {
    ruleId,
    messageId,
    severity,
    message,
    ...(serverCode && { serverCode }),
    url,
    ...placeOf(start),
    endLine: end.line,
    endColumn: end.column,
    fix: fix?.map(editOf) ?? null,
    ...(suggestions && {
      suggestions: suggestions.map(({ message: title, edits }) => ({ message: title, edits: edits.map(editOf) })),
    }),
  }
}

function editOf({ span, text }: PlacedEdit): object {
  return { start: span.start, end: span.end, text }
}
