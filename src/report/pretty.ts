import type { Localized } from '../../grammar/catalogue/localized.ts'
import { introduced, severityName } from '../lint/severity.ts'
import { frame, visible } from './frame.ts'
import {
  findingsOf,
  type LintedFile,
  type PlacedDiagnostic,
  type Reporter,
  type ReportOptions,
  summarize,
} from './report.ts'

const WORDS = {
  answers: { en: 'OSS answers with', zh: 'OSS 会返回' },
  fixable: { en: 'fix with --fix', zh: '可用 --fix 修复' },
  help: { en: 'help', zh: '建议' },
} as const satisfies Record<string, Localized>

/** For people: each finding with the text it concerns, and a line that counts them. */
export const pretty: Reporter = (files, options) => {
  const findings = files.flatMap(file => prettyFile(file, options))
  return `${findings.join('\n')}${findings.length > 0 ? '\n' : ''}${summaryLine(files, options)}\n`
}

function prettyFile(file: LintedFile, options: ReportOptions): string[] {
  return findingsOf(file).map(diagnostic => prettyFinding(file, diagnostic, options))
}

function prettyFinding({ file }: LintedFile, diagnostic: PlacedDiagnostic, options: ReportOptions): string {
  const { locale, paint } = options
  const { severity, message, ruleId, start, serverCode, fix, suggestions } = diagnostic
  const place = paint('bold', `${visible(file)}:${start.line}:${start.column}`)
  const lines = [
    `${place} ${paint(severity, severityName(severity, locale))} ${visible(message)} ${paint('dim', ruleId)}`,
    frame(diagnostic, options),
  ]
  if (serverCode) lines.push(note(`${WORDS.answers[locale]} ${serverCode}`, options))
  for (const suggestion of suggestions ?? [])
    lines.push(`    ${introduced(paint('help', WORDS.help[locale]), visible(suggestion.message), locale)}`)
  if (fix) lines.push(note(WORDS.fixable[locale], options))
  return `${lines.join('\n')}\n`
}

function note(text: string, { paint }: ReportOptions): string {
  return `    ${paint('dim', '=')} ${text}`
}

function summaryLine(files: readonly LintedFile[], { locale, paint }: ReportOptions): string {
  const { files: fileCount, strings, errors, warnings, infos } = summarize(files)
  const style = errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'bold'
  const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
  return locale === 'zh'
    ? paint(
        style,
        `${fileCount} 个文件，${strings} 个处理字符串：${errors} 个错误，${warnings} 个警告，${infos} 个提示`,
      )
    : paint(
        style,
        `${plural(strings, 'process string')} in ${plural(fileCount, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(infos, 'info')}`,
      )
}
