import type { Locale } from '../../grammar/catalogue/localized.ts'
import { getRulePages } from '../cli/rule-pages.ts'
import { severityName } from '../lint/severity.ts'
import { ruleMarkdown } from '../tools/rule-docs.ts'
import { toHtml } from './markdown.ts'
import { addressIn, escapeHtml, type Page, pageAt, table } from './page.ts'
import { withTryLinks } from './try-links.ts'

const WORDS = {
  title: { en: 'All rules', zh: '所有规则' },
  head: { en: ['rule', 'severity', 'what it finds'], zh: ['规则', '级别', '说明'] },
} as const

/** A page for each rule of the linter, and the table of all. */
export async function rulePages(locale: Locale): Promise<readonly Page[]> {
  const pages = await getRulePages()
  const rows = pages.map(({ rule: { id, severity, description } }) => [
    `<a href="${addressIn(locale, `rules/${id}.html`)}">${id}</a>`,
    severityName(severity, locale),
    escapeHtml(description[locale]),
  ])
  const title = WORDS.title[locale]
  const pageOf = (name: string, title: string, body: string) =>
    pageAt(`rules/${name}.html`, { locale, title, section: 'rules', body })
  return [
    pageOf('index', title, `<h1>${title}</h1>\n${table(WORDS.head[locale], rows)}`),
    ...pages.map(page => {
      const html = toHtml(ruleMarkdown(page, locale), () => undefined)
      return pageOf(page.rule.id, page.rule.id, withTryLinks(html, locale))
    }),
  ]
}
