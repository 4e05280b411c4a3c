import type { Locale } from '../../grammar/catalogue/localized.ts'
import { describePage, REFUSALS_ARE_BILLED } from '../catalogue/pages.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import { withDocumentation } from '../lint/documentation.ts'
import { lint } from '../lint/lint.ts'
import type { Example, Rule } from '../lint/rule.ts'
import { bucketRules } from '../lint/rules/bucket/bucket-rules.ts'
import { type HostExample, type HostRule, hostRules } from '../lint/rules/host/host-rules.ts'
import { rules } from '../lint/rules/string/index.ts'
import { introduced, severityName } from '../lint/severity.ts'
import { fileInput } from '../project/input.ts'
import { lintFile } from '../project/lint-file.ts'
import { plainSettings } from '../project/settings.ts'
import { findingsOf, type RuleSummary } from '../report/report.ts'
import { sourceText } from '../trace/source-text.ts'

/** An example as a page shows it, and what is said of it. */
export interface ShownExample {
  readonly text: string
  readonly findings: readonly string[]
}

/** A rule with what its page says; the findings of the examples are real output. */
export interface RulePage {
  readonly rule: RuleSummary & {
    readonly messages?: object
    readonly examples: object
    readonly sources?: readonly string[]
  }
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
  const ofStrings = withDocumentation(rules).map(rule => stringPage(rule))
  const ofBuckets = withDocumentation(bucketRules()).map(rule => stringPage(rule, [rule]))
  return [...ofStrings, ...ofBuckets, ...withDocumentation(hostRules).map(hostPage), ...ofRecipes]
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

function stringPage(rule: Rule, extraRules: readonly Rule[] = []): RulePage {
  return pageOf(rule, rule.examples, {
    text: exampleText,
    findings: ({ text, ...options }, locale) => linesOf(lint(text, { ...options, locale, extraRules }), rule, locale),
  })
}

const ABOUT = {
  en: {
    via: { get: 'sent by GET', post: 'sent by POST', async: 'sent asynchronously' },
    host: 'at {host}',
    extension: 'of a .{extension} file',
    signed: 'signed',
    unsigned: 'unsigned',
    source: 'source {source}',
    join: ', ',
    around: '  ({about})',
  },
  zh: {
    via: { get: '以 GET 发送', post: '以 POST 发送', async: '异步发送' },
    host: '主机 {host}',
    extension: '源文件为 .{extension}',
    signed: '已签名',
    unsigned: '未签名',
    source: '源文件 {source}',
    join: '，',
    around: '  （{about}）',
  },
} as const

function exampleText({ text, via, address = {}, facts }: Example, locale: Locale): string {
  const words = ABOUT[locale]
  const { host, extension, isSigned } = address
  const about = [
    ...(via ? [words.via[via]] : []),
    ...(host ? [words.host.replace('{host}', host)] : []),
    ...(extension ? [words.extension.replace('{extension}', extension)] : []),
    ...(facts ? [words.source.replace('{source}', sourceText(facts))] : []),
    ...(isSigned === undefined ? [] : [isSigned ? words.signed : words.unsigned]),
  ]
  return `${text || '""'}${about.length > 0 ? words.around.replace('{about}', about.join(words.join)) : ''}`
}

function hostPage(rule: HostRule): RulePage {
  const settings = { en: plainSettings('en'), zh: plainSettings('zh') }
  return pageOf<HostExample>(rule, rule.examples, {
    text: ({ text }) => text,
    findings: ({ file, text }, locale) =>
      linesOf(findingsOf(lintFile(fileInput(file, text), settings[locale])), rule, locale),
  })
}

function linesOf(found: readonly Diagnostic[], { id }: RuleSummary, locale: Locale): readonly string[] {
  const own = found.filter(({ ruleId }) => ruleId === id)
  return [...new Set(own.map(({ severity, message }) => introduced(severityName(severity, locale), message, locale)))]
}

const WORDS = {
  en: { severity: 'Severity by default: {severity}', pages: 'Help pages:', invalid: 'Found:', valid: 'Fine:' },
  zh: { severity: '默认级别：{severity}', pages: '帮助文档：', invalid: '会报告：', valid: '不报告：' },
} as const

/** The help pages that a rule stands on, each with the language and the day of its newest copy. */
export function pagesOf({ sources = [] }: RulePage['rule'], locale: Locale): readonly string[] {
  return sources.map(title => describePage(title)[locale])
}

/** What an error costs where IMM does the work; undefined for rules that find no errors, and for those of recipes, which are not sent then. */
export function costOf({ id, severity }: RulePage['rule'], locale: Locale): string | undefined {
  return severity === 'error' && !id.startsWith('recipe-') ? REFUSALS_ARE_BILLED[locale] : undefined
}

/** The page of a rule as text: what it is for, and what it says of its examples. */
export function rulePageText({ rule, examples }: RulePage, locale: Locale): string {
  const words = WORDS[locale]
  const { invalid, valid } = examples(locale)
  const pages = pagesOf(rule, locale)
  const cost = costOf(rule, locale)
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
    words.severity.replace('{severity}', severityName(rule.severity, locale)),
    ...(cost ? [cost] : []),
    ...(pages.length > 0 ? ['', words.pages, ...pages.map(page => `  ${page}`)] : []),
    '',
    words.invalid,
    ...invalid.flatMap(shown),
    '',
    words.valid,
    ...valid.flatMap(shown),
  ].join('\n')
}
