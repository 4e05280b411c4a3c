import { getRulePages, type RulePage } from '../cli/rule-pages.ts'
import type { Locale } from '../language/diagnostic.ts'

const WORDS = {
  en: { found: 'Found', fine: 'Fine', severity: 'Severity by default' },
  zh: { found: '会报告', fine: '不报告', severity: '默认级别' },
} as const

/** Pages of all rules by their file names. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const pages = await getRulePages()
  return new Map([
    ...pages.map(page => [`${page.rule.id}.md`, markdown(page)] as const),
    ['README.md', ruleTable(pages)] as const,
  ])
}

/** All rules in a table. */
function ruleTable(pages: readonly RulePage[]): string {
  const rows = pages.map(
    ({ rule: { id, severity, description } }) =>
      `| [${id}](${id}.md) | ${severity} | ${description.en} | ${description.zh} |`,
  )
  return ['# Rules', '', '| rule | severity | what it finds | 说明 |', '|---|---|---|---|', ...rows, ''].join('\n')
}

/** The page of a rule, in both languages; what it says of its examples is real output. */
function markdown(page: RulePage): string {
  const parts = [section(page, 'en'), section(page, 'zh')]
  return [`# ${page.rule.id}`, '', ...(parts[0] ?? []), '', '---', '', ...(parts[1] ?? []), ''].join('\n')
}

function section({ rule: { description, severity }, examples }: RulePage, locale: Locale): string[] {
  const words = WORDS[locale]
  const { invalid, valid } = examples(locale)
  return [
    description[locale],
    '',
    `${words.severity}: \`${severity}\``,
    '',
    `## ${words.found}`,
    '',
    ...invalid.flatMap(({ text, findings }) => [fence(text), ...findings.map(line => `- ${line}`), '']),
    `## ${words.fine}`,
    '',
    ...valid.flatMap(({ text }) => [fence(text), '']),
  ].slice(0, -1)
}

function fence(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``
}
