import type { Locale } from '../language/diagnostic.ts'
import type { Example, Rule } from '../lint/rule.ts'
import { findingsOf } from '../lint/rule-page.ts'
import { rules } from '../lint/rules/index.ts'

const WORDS = {
  en: { found: 'Found', fine: 'Fine', severity: 'Severity by default', via: 'sent by' },
  zh: { found: '会报告', fine: '不报告', severity: '默认级别', via: '发送方式' },
} as const

/** The page of a rule, in both languages; what it says of its examples is real output. */
export function ruleMarkdown(rule: Rule): string {
  return [`# ${rule.id}`, '', ...section(rule, 'en'), '', '---', '', ...section(rule, 'zh'), ''].join('\n')
}

/** All rules in a table. */
export function ruleTable(): string {
  const rows = rules.map(
    ({ id, severity, description }) => `| [${id}](${id}.md) | ${severity} | ${description.en} | ${description.zh} |`,
  )
  return ['# Rules', '', '| rule | severity | what it finds | 说明 |', '|---|---|---|---|', ...rows, ''].join('\n')
}

function section(rule: Rule, locale: Locale): string[] {
  const words = WORDS[locale]
  return [
    rule.description[locale],
    '',
    `${words.severity}: \`${rule.severity}\``,
    '',
    `## ${words.found}`,
    '',
    ...rule.examples.invalid.flatMap(example => [
      fence(example, locale),
      ...findingsOf(rule, example, locale).map(line => `- ${line}`),
      '',
    ]),
    `## ${words.fine}`,
    '',
    ...rule.examples.valid.flatMap(example => [fence(example, locale), '']),
  ].slice(0, -1)
}

function fence({ text, via }: Example, locale: Locale): string {
  const note = via ? `  (${WORDS[locale].via} ${via})` : ''
  return `\`\`\`text\n${text || '""'}${note}\n\`\`\``
}
