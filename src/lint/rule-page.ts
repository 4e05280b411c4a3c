import { fillMessage, type Locale } from '../language/diagnostic.ts'
import { lint } from './lint.ts'
import type { Example, Rule } from './rule.ts'

const WORDS = {
  en: { severity: 'Severity', by: 'by default', refused: 'Found', accepted: 'Fine', via: 'sent by' },
  zh: { severity: '级别', by: '默认', refused: '会报告', accepted: '不报告', via: '发送方式' },
} as const

/** The page of a rule as text: what it is for, and what it says of its examples. */
export function rulePageText(rule: Rule, locale: Locale): string {
  const words = WORDS[locale]
  return [
    `${rule.id}`,
    '',
    rule.description[locale],
    '',
    `${words.severity}: ${rule.severity} (${words.by})`,
    '',
    `${words.refused}:`,
    ...rule.examples.invalid.flatMap(example => [
      `  ${exampleText(example, locale)}`,
      ...findingsOf(rule, example, locale).map(line => `    ${line}`),
    ]),
    '',
    `${words.accepted}:`,
    ...rule.examples.valid.map(example => `  ${exampleText(example, locale)}`),
  ].join('\n')
}

/** What a rule says of one of its examples; a rule that is not built in goes into `extraRules`. */
export function findingsOf(
  rule: Rule,
  { text, via }: Example,
  locale: Locale,
  extraRules: readonly Rule[] = [],
): readonly string[] {
  const found = lint(text, { locale, extraRules, ...(via && { via }) }).filter(({ ruleId }) => ruleId === rule.id)
  return [...new Set(found.map(({ severity, message }) => `${severity}: ${message}`))]
}

function exampleText({ text, via }: Example, locale: Locale): string {
  const shown = text === '' ? '""' : text
  return via
    ? fillMessage(
        { en: `{shown}   (${WORDS.en.via} ${via})`, zh: `{shown}   （${WORDS.zh.via}：${via}）` },
        { shown },
        locale,
      )
    : shown
}
