import { type ReportedString, stringsOf } from './clean-strings.ts'
import {
  type FilePosition,
  holdsAny,
  type LintedFile,
  type PlacedDiagnostic,
  type PlacedEdit,
  type StreamReporter,
  summarize,
} from './report.ts'

/** One JSON document: every string that was found, with its findings. Columns count UTF-16 units from 1. */
export const json: StreamReporter = function* (files) {
  let before = ''
  yield '{\n  "version": 1,\n  "results": ['
  for (const file of files.filter(holdsAny)) {
    for (const result of toResults(file)) {
      yield `${before}\n    ${indented(result, 4)}`
      before = ','
    }
  }
  yield `${before ? '\n  ' : ''}],\n  "summary": ${indented(summarize(files), 2)}\n}\n`
}

function indented(value: object, columns: number): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${' '.repeat(columns)}`)
}

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
export function* toResults(linted: LintedFile): Generator<JsonResult> {
  const { file } = linted
  for (const string of stringsOf(linted)) yield toResult(file, string)
  for (const diagnostic of linted.diagnostics)
    yield { file, ...placeOf(diagnostic.start), text: '', via: 'auto', diagnostics: [toJson(diagnostic)] }
}

function toResult(file: string, { text, via, start, diagnostics }: ReportedString): JsonResult {
  return { file, ...placeOf(start), text, via, diagnostics: diagnostics.map(toJson) }
}

function placeOf({ line, column }: FilePosition): { readonly line: number; readonly column: number } {
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
