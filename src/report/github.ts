import { visible } from './frame.ts'
import { fileFindings, type Reporter, summarize } from './report.ts'

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const

/** Workflow commands of GitHub Actions, which it shows beside the lines of a pull request; the last line counts them. */
export const github: Reporter = (files, { locale }) => {
  const lines = fileFindings(files).map(({ file, start, end, severity, ruleId, message, serverCode }) => {
    const properties = {
      file,
      line: start.line,
      col: start.column,
      endLine: end.line,
      // GitHub refuses an end column on another line.
      ...(end.line === start.line && { endColumn: end.column }),
      title: serverCode ? `${ruleId} (${serverCode})` : ruleId,
    }
    const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    return `::${COMMANDS[severity]} ${written.join(',')}::${escapeData(message)}\n`
  })
  const { strings, errors, warnings, infos } = summarize(files)
  const summary =
    locale === 'zh'
      ? `${strings} 个处理字符串：${errors} 个错误，${warnings} 个警告，${infos} 个提示`
      : `process strings: ${strings}, errors: ${errors}, warnings: ${warnings}, infos: ${infos}`
  return `${lines.join('')}${summary}\n`
}

function escapeData(text: string): string {
  const lines = text.split('\n').map(visible)
  return lines.map(line => line.replaceAll('%', '%25')).join('%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
