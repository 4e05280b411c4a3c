import { hostFindingsOf } from '../cli/host-rule-page.ts'
import { bucketRules } from '../config/bucket-rules.ts'
import { type HostRule, hostRules } from '../config/host-rules.ts'
import type { Locale } from '../language/diagnostic.ts'
import type { Example, Rule } from '../lint/rule.ts'
import { findingsOf } from '../lint/rule-page.ts'
import { rules } from '../lint/rules/index.ts'
import { type RecipeRulePage, recipeFindingsOf, recipeRules } from '../recipe/rules.ts'
import type { RuleSummary } from '../report/report.ts'

const WORDS = {
  en: { found: 'Found', fine: 'Fine', severity: 'Severity by default', via: 'sent by' },
  zh: { found: '会报告', fine: '不报告', severity: '默认级别', via: '发送方式' },
} as const

/** An example as the page shows it, and what is said of it. */
interface Shown {
  readonly text: string
  readonly findings: readonly string[]
}

type Examples = (locale: Locale) => { readonly invalid: readonly Shown[]; readonly valid: readonly Shown[] }

/** Pages of all rules by their file names. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([
    ...[...rules, ...bucketRules()].map(rule => [`${rule.id}.md`, page(rule, stringExamples(rule))] as const),
    ...hostRules.map(rule => [`${rule.id}.md`, page(rule, hostExamples(rule))] as const),
    ...recipeRules.map(rule => [`${rule.id}.md`, page(rule, recipeExamples(rule))] as const),
    ['README.md', ruleTable()] as const,
  ])
}

/** All rules in a table. */
function ruleTable(): string {
  const rows = [...rules, ...bucketRules(), ...hostRules, ...recipeRules].map(
    ({ id, severity, description }) => `| [${id}](${id}.md) | ${severity} | ${description.en} | ${description.zh} |`,
  )
  return ['# Rules', '', '| rule | severity | what it finds | 说明 |', '|---|---|---|---|', ...rows, ''].join('\n')
}

function stringExamples(rule: Rule): Examples {
  const extra = rules.includes(rule) ? [] : [rule]
  return locale => ({
    invalid: rule.examples.invalid.map(example => ({
      text: exampleText(example, locale),
      findings: findingsOf(rule, example, locale, extra),
    })),
    valid: rule.examples.valid.map(example => ({ text: exampleText(example, locale), findings: [] })),
  })
}

function hostExamples(rule: HostRule): Examples {
  return locale => ({
    invalid: rule.examples.invalid.map(example => ({
      text: example.text,
      findings: hostFindingsOf(rule, example, locale),
    })),
    valid: rule.examples.valid.map(example => ({ text: example.text, findings: [] })),
  })
}

function recipeExamples({ id, examples: { invalid, valid } }: RecipeRulePage): Examples {
  return locale => ({
    invalid: invalid.map(text => ({ text, findings: recipeFindingsOf(id, text, locale) })),
    valid: valid.map(text => ({ text, findings: [] })),
  })
}

/** The page of a rule, in both languages; what it says of its examples is real output. */
function page(rule: RuleSummary, examples: Examples): string {
  const parts = [section(rule, examples, 'en'), section(rule, examples, 'zh')]
  return [`# ${rule.id}`, '', ...(parts[0] ?? []), '', '---', '', ...(parts[1] ?? []), ''].join('\n')
}

function section({ description, severity }: RuleSummary, examples: Examples, locale: Locale): string[] {
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

function exampleText({ text, via }: Example, locale: Locale): string {
  return `${text || '""'}${via ? `  (${WORDS[locale].via} ${via})` : ''}`
}

function fence(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``
}
