import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { pages } from '../../grammar/operations/pages.ts'
import { describePage } from '../catalogue/pages.ts'
import { traceText } from '../cli/output/trace-text.ts'
import type { SizeRules, Statement } from '../trace/size-rules.ts'
import { readSource } from '../trace/source-text.ts'
import { SIZE_RULES } from '../trace/statements.ts'
import { trace } from '../trace/trace.ts'

const WORDS = {
  title: { en: 'How sizes and frames are reckoned', zh: '尺寸和帧数如何计算' },
  about: {
    en: 'What `trace` and the local OSS reckon with, and the page that says it, with its language and day. What no page says is named as assumed. The examples are real output.',
    zh: '`trace` 和本地 OSS 的计算依据及其文档（语言、日期）。文档没有说明的标为假设。示例为真实输出。',
  },
  assumed: { en: 'assumed', zh: '假设' },
  undated: { en: 'copies of 2021 to 2026 without a day', zh: '2021 至 2026 年的无日期副本' },
} as const satisfies Record<string, Localized>

/** The page of one language. */
export function sizePage(locale: Locale): string {
  const sections = SIZE_RULES.flatMap(rules => section(rules, locale))
  return [`# ${WORDS.title[locale]}`, '', WORDS.about[locale], '', ...sections].join('\n')
}

function section({ operations, statements, examples }: SizeRules, locale: Locale): string[] {
  return [
    `## ${operations.join(', ')}`,
    '',
    ...statements.map(statement => `- ${statement.text[locale]} ${sourceOf(statement, locale)}`),
    '',
    '```console',
    ...examples.flatMap(([text, source]) => [
      `$ oss-process trace '${text}' --source ${source}`,
      outputOf(text, source, locale),
    ]),
    '```',
    '',
  ]
}

function sourceOf({ page, isAssumed }: Statement, locale: Locale): string {
  const words = isAssumed ? WORDS.assumed[locale] : page === undefined ? '' : pageText(page, locale)
  return locale === 'zh' ? `（${words}）` : `(${words})`
}

function pageText(page: string, locale: Locale): string {
  return Object.hasOwn(pages, page) ? describePage(page)[locale] : `${page}, ${WORDS.undated[locale]}`
}

function outputOf(text: string, source: string, locale: Locale): string {
  const reading = readSource(source)
  if (!('facts' in reading)) throw new RangeError(`"${source}" is no source.`)
  const { facts } = reading
  const found = { name: source, facts, trace: trace(text, facts, { locale }) }
  return traceText(found, locale, { stdout: { write: () => undefined }, env: {} }).trimEnd()
}
