import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { type CatalogCategory, type CatalogOperation, getCatalog } from '../catalogue/catalogue.ts'
import { describePage } from '../catalogue/pages.ts'
import { describeOperation } from '../editing/describe.ts'
import { addressIn, escapeHtml, type Page, table } from './page.ts'

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
  const at = (name: string) => addressIn(locale, `operations/${name}.html`)
  const rows = categories.flatMap(category =>
    allOf(category).map(({ id, spec, main }) => [
      `<a href="${at(category.name)}#${idOf(id)}">${id}</a>`,
      main?.via.join(', ') ?? '',
      escapeHtml(spec.title[locale]),
    ]),
  )
  const title = WORDS.title[locale]
  const index = {
    path: at('index').slice(1),
    locale,
    title,
    section: 'operations',
    body: `<h1>${title}</h1>\n${table(WORDS.head[locale], rows)}`,
  } as const
  return [
    index,
    ...categories.map(category => {
      const heading = `${category.name}: ${category.spec.title[locale]}`
      const body = [
        `<h1>${escapeHtml(heading)}</h1>`,
        ...allOf(category).map(operation => sectionOf(operation, locale)),
      ]
      return {
        path: at(category.name).slice(1),
        locale,
        title: heading,
        section: 'operations',
        body: body.join('\n'),
      } as const
    }),
  ]
}

const allOf = ({ operations }: CatalogCategory): readonly CatalogOperation[] =>
  [...operations.values()].flatMap(operation => [operation, ...operation.subOperations.values()])

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
