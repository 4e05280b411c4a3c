import type { Locale } from '../../grammar/catalogue/localized.ts'
import { costOf, getRulePages, pagesOf, type RulePage } from '../cli/rule-pages.ts'
import { introduced } from '../lint/severity.ts'

const WORDS = {
  en: { found: 'Found', fine: 'Fine', severity: 'Severity by default', pages: 'Help pages' },
  zh: { found: '会报告', fine: '不报告', severity: '默认级别', pages: '帮助文档' },
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
  return [`# ${page.rule.id}`, '', ...section(page, 'en'), '', '---', '', ...section(page, 'zh'), ''].join('\n')
}

/** The page of a rule in one language. */
export function ruleMarkdown(page: RulePage, locale: Locale): string {
  return [`# ${page.rule.id}`, '', ...section(page, locale), ''].join('\n')
}

function section({ rule, examples }: RulePage, locale: Locale): string[] {
  const words = WORDS[locale]
  const { description, severity } = rule
  const pages = pagesOf(rule, locale)
  const cost = costOf(rule, locale)
  const { invalid, valid } = examples(locale)
  return [
    description[locale],
    '',
    introduced(words.severity, `\`${severity}\``, locale),
    ...(cost ? ['', cost] : []),
    ...(pages.length > 0 ? ['', introduced(words.pages, pages.join(locale === 'zh' ? '；' : '; '), locale)] : []),
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
