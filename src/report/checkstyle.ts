import { block, xmlDocument } from '../xml.ts'
import { findingsOf, type Reporter } from './report.ts'

/** The XML of Checkstyle, which many build servers read. */
export const checkstyle: Reporter = files => {
  const root = block(
    'checkstyle',
    { version: '8.0' },
    files.map(file =>
      block(
        'file',
        { name: file.file },
        findingsOf(file).map(({ start, severity, message, ruleId }) =>
          block('error', {
            line: start.line,
            column: start.column,
            severity,
            message,
            source: `oss-process.${ruleId}`,
          }),
        ),
      ),
    ),
  )
  return `${xmlDocument(root)}\n`
}
