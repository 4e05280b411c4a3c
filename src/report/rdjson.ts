import { type FilePosition, fileFindings, type PlacedEdit, type Reporter } from './report.ts'

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const

/** The Reviewdog Diagnostic Format; its columns count bytes of UTF-8. */
export const rdjson: Reporter = files => {
  const diagnostics = fileFindings(files).map(({ file, ruleId, severity, message, start, end, fix }) => ({
    message,
    location: { path: file, range: rangeOf(start, end) },
    severity: SEVERITIES[severity],
    code: { value: ruleId },
    ...(fix && { suggestions: fix.map(suggestionOf) }),
  }))
  const source = { name: 'oss-process' }
  return `${JSON.stringify({ source, diagnostics }, undefined, 2)}\n`
}

function suggestionOf({ start, end, text }: PlacedEdit): object {
  return { range: rangeOf(start, end), text }
}

function rangeOf(start: FilePosition, end: FilePosition): object {
  return { start: positionOf(start), end: positionOf(end) }
}

function positionOf({ line, column, byteColumn = column }: FilePosition): object {
  return { line, column: byteColumn }
}
