import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { type CatalogOperation, getCatalog, operationsOf } from '../catalogue/catalogue.ts'
import { describePage } from '../catalogue/pages.ts'
import { describeOperation } from '../editing/describe.ts'
import { addressIn, escapeHtml, type Page, pageAt, table } from './page.ts'

const WORDS = {
  title: { en: 'All operations', zh: '所有操作' },
  head: { en: ['operation', 'works by', 'what it does'], zh: ['操作', '方式', '作用'] },
  parameters: {
    en: ['parameter', 'meaning', 'takes', 'default', 'in recipes', 'source'],
    zh: ['参数', '含义', '取值', '默认值', '配方中', '来源'],
  },
  value: { en: '(value alone)', zh: '（无参数名）' },
  required: { en: 'required', zh: '必填' },
  none: { en: 'No parameters.', zh: '没有参数。' },
  page: { en: 'Help page: ', zh: '帮助文档：' },
  source: { en: 'Read in: ', zh: '依据：' },
  sure: {
    en: { high: '', medium: ' (one page, or pages that disagree)', low: ' (third parties or inference)' },
    zh: { high: '', medium: '（仅一处文档，或文档不一致）', low: '（第三方资料或推断）' },
  },
} as const

/** A page for each category, with its operations, their parameters, and where each fact was read; and the list of all. */
export function operationPages(locale: Locale): readonly Page[] {
  const categories = [...getCatalog().values()].filter(({ operations }) => operations.size > 0)
  const rows = categories.flatMap(category =>
    operationsOf(category).map(({ id, spec, main }) => [
      `<a href="${addressIn(locale, `operations/${category.name}.html`)}#${idOf(id)}">${id}</a>`,
      main?.via.join(', ') ?? '',
      escapeHtml(spec.title[locale]),
    ]),
  )
  const pageOf = (name: string, title: string, parts: readonly string[]) => {
    const body = [`<h1>${escapeHtml(title)}</h1>`, ...parts].join('\n')
    return pageAt(`operations/${name}.html`, { locale, title, section: 'operations', body })
  }
  return [
    pageOf('index', WORDS.title[locale], [table(WORDS.head[locale], rows)]),
    ...categories.map(category => {
      const sections = operationsOf(category).map(operation => sectionOf(operation, locale))
      return pageOf(category.name, `${category.name}: ${category.spec.title[locale]}`, sections)
    }),
  ]
}

const idOf = (id: string): string => id.replaceAll('/', '-')

function sectionOf(operation: CatalogOperation, locale: Locale): string {
  const { id, spec, main, parameters } = operation
  // The last sentence names the help page; here it stands with its date.
  const said = describeOperation(operation, locale).slice(0, -1)
  const notes = (main?.notes ?? []).map(note => `<p>${escapeHtml(note[locale])}</p>`)
  const sure = WORDS.sure[locale][spec.confidence ?? 'high']
  const rows = [...parameters].map(([name, parameter]) => rowOf(name, parameter, locale))
  return [
    `<h2 id="${idOf(id)}"><code>${id}</code> ${escapeHtml(spec.title[locale])}</h2>`,
    ...(said.length > 0 ? [`<p>${escapeHtml(said.join(locale === 'zh' ? '；' : '; '))}</p>`] : []),
    ...notes,
    rows.length > 0 ? table(WORDS.parameters[locale], rows) : `<p>${WORDS.none[locale]}</p>`,
    ...(main ? [`<p class="quiet">${WORDS.page[locale]}${escapeHtml(describePage(main.page)[locale])}</p>`] : []),
    `<p class="quiet">${WORDS.source[locale]}${escapeHtml(spec.source + sure)}</p>`,
  ].join('\n')
}

function rowOf(name: string, parameter: ParameterSpec, locale: Locale): readonly string[] {
  const { title, type, unit, default: fallback, required, word, source, confidence = 'high' } = parameter
  return [
    name === '' ? WORDS.value[locale] : `<code>${name}</code>`,
    escapeHtml(title[locale]),
    escapeHtml(`${type.description[locale]}${unit ? ` (${unit})` : ''}`),
    required ? WORDS.required[locale] : fallback === undefined ? '' : `<code>${escapeHtml(fallback)}</code>`,
    `<code>${escapeHtml(word)}</code>`,
    escapeHtml(source + WORDS.sure[locale][confidence]),
  ]
}
