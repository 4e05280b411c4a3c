import { visible } from './frame.ts'
import { type FileFinding, fileFindings, type Reporter } from './report.ts'

/** For programs that write code: one line a finding, with the change that mends it, and nothing to read around it. */
export const agent: Reporter = (files, { locale }) => {
  const lines = fileFindings(files).map(finding => `${visible(lineOf(finding))}\n`)
  return lines.length > 0 ? lines.join('') : locale === 'zh' ? '没有问题\n' : 'no findings\n'
}

function lineOf(finding: FileFinding): string {
  const { file, start, severity, ruleId, message, serverCode, fix, suggestions = [] } = finding
  const code = serverCode ? ` [${serverCode}]` : ''
  const changes = fix
    ? [` fix: ${changeOf(finding, fix)}`]
    : suggestions.map(({ edits }) => ` maybe: ${changeOf(finding, edits)}`)
  return `${file}:${start.line}:${start.column} ${severity} ${ruleId}: ${message}${code}${changes.join('')}`
}

/** `"w_0" -> "w_1"`, or the place where what has to be replaced does not stand in the excerpt. */
function changeOf({ excerpt, span }: FileFinding, edits: NonNullable<FileFinding['fix']>): string {
  const offset = span.start - excerpt.from
  const shown = edits.map(({ span: { start, end }, start: place, text }) => {
    const isInside = start >= offset && end <= offset + excerpt.text.length
    const before = isInside
      ? JSON.stringify(excerpt.text.slice(start - offset, end - offset))
      : `${end - start} characters`
    const at = ` at ${place.line}:${place.column}`
    return start === end
      ? `insert ${JSON.stringify(text)}${at}`
      : text === ''
        ? `remove ${before}${at}`
        : `${before} -> ${JSON.stringify(text)}${at}`
  })
  return shown.join(', ')
}
