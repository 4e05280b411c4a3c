import { positionsOf } from '../language/position.ts'
import { type LintedFile, type Reporter, summarize } from './report.ts'

/** One JSON document: every string that was found, with its findings. Columns count UTF-16 units from 1. */
export const json: Reporter = files =>
  `${JSON.stringify({ version: 1, results: files.flatMap(toResults), summary: summarize(files) }, undefined, 2)}\n`

function toResults({ file, text: host, strings }: LintedFile): readonly object[] {
  const position = positionsOf(host)
  return strings.map(({ text, via, span, diagnostics }) => ({
    file,
    ...position(span.start),
    text,
    via,
    diagnostics: diagnostics.map(diagnostic => {
      const { ruleId, messageId, severity, message, serverCode, url, fix, suggestions } = diagnostic
      const start = position(diagnostic.span.start)
      const end = position(diagnostic.span.end)
      return {
        ruleId,
        messageId,
        severity,
        message,
        ...(serverCode && { serverCode }),
        url,
        ...start,
        endLine: end.line,
        endColumn: end.column,
        fix: fix?.map(edit => ({ start: edit.span.start, end: edit.span.end, text: edit.text })) ?? null,
        ...(suggestions && {
          suggestions: suggestions.map(({ message: title, edits }) => ({
            message: title,
            edits: edits.map(edit => ({ start: edit.span.start, end: edit.span.end, text: edit.text })),
          })),
        }),
      }
    }),
  }))
}
