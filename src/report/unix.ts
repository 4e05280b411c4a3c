import { visible } from './frame.ts'
import { fileFindings, type Reporter } from './report.ts'

/** One line a finding, `file:line:column: severity: message [rule]`, as compilers write it. */
export const unix: Reporter = files =>
  fileFindings(files)
    .map(
      ({ file, start, severity, message, ruleId, serverCode }) =>
        `${visible(file)}:${start.line}:${start.column}: ${severity}: ${visible(message)}${serverCode ? ` (${serverCode})` : ''} [${ruleId}]\n`,
    )
    .join('')
