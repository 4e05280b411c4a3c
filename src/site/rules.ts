import type { Locale } from '../../grammar/catalogue/localized.ts'
import { getRulePages } from '../cli/rule-pages.ts'
import { severityName } from '../lint/severity.ts'
import { ruleMarkdown } from '../tools/rule-docs.ts'
import { toHtml } from './markdown.ts'
import { addressIn, escapeHtml, type Page, table } from './page.ts'
import { withTryLinks } from './try-links.ts'

const WORDS = {
  title: { en: 'All rules', zh: '所有规则' },
  head: { en: ['rule', 'severity', 'what it finds'], zh: ['规则', '级别', '说明'] },
} as const

/** A page for each rule of the linter, and the table of all. */
export async function rulePages(locale: Locale): Promise<readonly Page[]> {
  const pages = await getRulePages()
  const at = (id: string) => addressIn(locale, `rules/${id}.html`)
  const rows = pages.map(({ rule: { id, severity, description } }) => [
    `<a href="${at(id)}">${id}</a>`,
    severityName(severity, locale),
    escapeHtml(description[locale]),
  ])
  const title = WORDS.title[locale]
  const index = {
    path: at('index').slice(1),
    locale,
    title,
    section: 'rules',
    body: `<h1>${title}</h1>\n${table(WORDS.head[locale], rows)}`,
  } as const
  return [
    index,
    ...pages.map(page => {
      const { id } = page.rule
      const body = withTryLinks(
        toHtml(ruleMarkdown(page, locale), () => undefined),
        locale,
      )
      return { path: at(id).slice(1), locale, title: id, section: 'rules', body } as const
    }),
  ]
}
