import type { HostExample, HostRule } from '../config/host-rules.ts'
import { plainSettings } from '../config/settings.ts'
import type { Locale } from '../language/diagnostic.ts'
import { findingsOf } from '../report/report.ts'
import { lintFile } from './lint-file.ts'

/** What a rule about files says of one of its examples. */
export function hostFindingsOf({ id }: HostRule, { file, text }: HostExample, locale: Locale): readonly string[] {
  const linted = lintFile({ file, kind: file, text, source: 'file' }, plainSettings(locale))
  const found = findingsOf(linted).filter(({ ruleId }) => ruleId === id)
  return [...new Set(found.map(({ severity, message }) => `${severity}: ${message}`))]
}

const WORDS = {
  en: { severity: 'Severity', by: 'by default', refused: 'Found', accepted: 'Fine' },
  zh: { severity: '级别', by: '默认', refused: '会报告', accepted: '不报告' },
} as const

/** The page of a rule about files as text. */
export function hostRulePageText(rule: HostRule, locale: Locale): string {
  const words = WORDS[locale]
  const shown = ({ text }: HostExample) => text.split('\n').map(line => `  ${line}`)
  return [
    rule.id,
    '',
    rule.description[locale],
    '',
    `${words.severity}: ${rule.severity} (${words.by})`,
    '',
    `${words.refused}:`,
    ...rule.examples.invalid.flatMap(example => [
      ...shown(example),
      ...hostFindingsOf(rule, example, locale).map(line => `    ${line}`),
    ]),
    '',
    `${words.accepted}:`,
    ...rule.examples.valid.flatMap(shown),
  ].join('\n')
}
