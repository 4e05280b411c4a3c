import { fileFindings, type Place, type PlacedEdit, type Reporter } from './report.ts'

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const

/** The Reviewdog Diagnostic Format; its columns count bytes of UTF-8. */
export const rdjson: Reporter = files => {
  const diagnostics = fileFindings(files).map(({ file, ruleId, url, severity, message, start, end, fix }) => ({
    message,
    location: { path: file, range: rangeOf(start, end) },
    severity: SEVERITIES[severity],
    code: { value: ruleId, url },
    ...(fix && { suggestions: fix.map(suggestionOf) }),
  }))
  const source = { name: 'oss-process', url: 'https://www.npmjs.com/package/oss-process' }
  return `${JSON.stringify({ source, diagnostics }, undefined, 2)}\n`
}

function suggestionOf({ start, end, text }: PlacedEdit): object {
  return { range: rangeOf(start, end), text }
}

function rangeOf(start: Place, end: Place): object {
  return { start: positionOf(start), end: positionOf(end) }
}

function positionOf({ line, column, byteColumn = column }: Place): object {
  return { line, column: byteColumn }
}
