import { fileFindings, type LintedFile, type ReportOptions } from './report.ts'

/** How often each rule reported, most often first. */
export function statistics(files: readonly LintedFile[], { locale }: Pick<ReportOptions, 'locale'>): string {
  const counts = new Map<string, { count: number; fixable: number }>()
  for (const { ruleId, fix } of fileFindings(files)) {
    const entry = counts.get(ruleId) ?? { count: 0, fixable: 0 }
    counts.set(ruleId, { count: entry.count + 1, fixable: entry.fixable + (fix ? 1 : 0) })
  }
  const rows = [...counts].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
  return rows
    .map(([ruleId, { count, fixable }]) => `${String(count).padStart(6)}  ${ruleId}${fixableText(fixable, locale)}\n`)
    .join('')
}

function fixableText(count: number, locale: ReportOptions['locale']): string {
  if (count === 0) return ''
  return locale === 'zh' ? `（${count} 个可修复）` : ` (${count} fixable)`
}
