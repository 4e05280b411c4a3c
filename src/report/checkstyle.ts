import { findingsOf, type Reporter } from './report.ts'
import { element, xmlDocument } from './xml.ts'

/** The XML of Checkstyle, which many build servers read. */
export const checkstyle: Reporter = files =>
  xmlDocument(
    element(
      'checkstyle',
      { version: '8.0' },
      files.map(file =>
        element(
          'file',
          { name: file.file },
          findingsOf(file).map(({ start, severity, message, ruleId }) =>
            element('error', {
              line: start.line,
              column: start.column,
              severity,
              message,
              source: `oss-process.${ruleId}`,
            }),
          ),
        ),
      ),
    ),
  )
