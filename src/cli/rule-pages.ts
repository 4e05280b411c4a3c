import { bucketRules } from '../config/bucket-rules.ts'
import { type HostExample, type HostRule, hostRules } from '../config/host-rules.ts'
import { plainSettings } from '../config/settings.ts'
import type { Diagnostic, Locale } from '../language/diagnostic.ts'
import { lint } from '../lint/lint.ts'
import type { Example, Rule } from '../lint/rule.ts'
import { rules } from '../lint/rules/index.ts'
import { findingsOf, type RuleSummary } from '../report/report.ts'
import { lintFile } from './lint-file.ts'

/** An example as a page shows it, and what is said of it. */
export interface ShownExample {
  readonly text: string
  readonly findings: readonly string[]
}

/** A rule with what its page says; the findings of the examples are real output. */
export interface RulePage {
  readonly rule: RuleSummary & { readonly messages?: object; readonly examples: object }
  readonly examples: (locale: Locale) => {
    readonly invalid: readonly ShownExample[]
    readonly valid: readonly ShownExample[]
  }
}

/** The pages of all rules: of strings, of files, and of recipes. */
export async function getRulePages(): Promise<readonly RulePage[]> {
  const { recipeFindingsOf, recipeRules } = await import('../recipe/index.ts')
  const ofRecipes = recipeRules.map(rule =>
    pageOf(rule, rule.examples, {
      text: ({ text }) => text,
      findings: ({ text }, locale) => recipeFindingsOf(rule.id, text, locale),
    }),
  )
  return [...rules.map(stringPage), ...bucketRules().map(stringPage), ...hostRules.map(hostPage), ...ofRecipes]
}

function pageOf<T>(
  rule: RulePage['rule'],
  { invalid, valid }: { readonly invalid: readonly T[]; readonly valid: readonly T[] },
  {
    text,
    findings,
  }: { text(example: T, locale: Locale): string; findings(example: T, locale: Locale): readonly string[] },
): RulePage {
  return {
    rule,
    examples: locale => ({
      invalid: invalid.map(example => ({ text: text(example, locale), findings: findings(example, locale) })),
      valid: valid.map(example => ({ text: text(example, locale), findings: [] })),
    }),
  }
}

function stringPage(rule: Rule): RulePage {
  const extraRules = rules.includes(rule) ? [] : [rule]
  return pageOf(rule, rule.examples, {
    text: exampleText,
    findings: ({ text, via }, locale) => linesOf(lint(text, { locale, extraRules, ...(via && { via }) }), rule),
  })
}

function exampleText({ text, via }: Example, locale: Locale): string {
  return `${text || '""'}${via ? `  (${locale === 'zh' ? '发送方式' : 'sent by'} ${via})` : ''}`
}

function hostPage(rule: HostRule): RulePage {
  const settings = { en: plainSettings('en'), zh: plainSettings('zh') }
  return pageOf<HostExample>(rule, rule.examples, {
    text: ({ text }) => text,
    findings: ({ file, text }, locale) =>
      linesOf(findingsOf(lintFile({ file, kind: file, text, source: 'file' }, settings[locale])), rule),
  })
}

function linesOf(found: readonly Diagnostic[], { id }: RuleSummary): readonly string[] {
  const own = found.filter(({ ruleId }) => ruleId === id)
  return [...new Set(own.map(({ severity, message }) => `${severity}: ${message}`))]
}

const WORDS = {
  en: { severity: 'Severity', by: 'by default', invalid: 'Found', valid: 'Fine' },
  zh: { severity: '级别', by: '默认', invalid: '会报告', valid: '不报告' },
} as const

/** The page of a rule as text: what it is for, and what it says of its examples. */
export function rulePageText({ rule, examples }: RulePage, locale: Locale): string {
  const words = WORDS[locale]
  const { invalid, valid } = examples(locale)
  const shown = ({ text, findings }: ShownExample) => [
    ...text
      .trimEnd()
      .split('\n')
      .map(line => `  ${line}`),
    ...findings.map(line => `    ${line}`),
  ]
  return [
    rule.id,
    '',
    rule.description[locale],
    '',
    `${words.severity}: ${rule.severity} (${words.by})`,
    '',
    `${words.invalid}:`,
    ...invalid.flatMap(shown),
    '',
    `${words.valid}:`,
    ...valid.flatMap(shown),
  ].join('\n')
}
