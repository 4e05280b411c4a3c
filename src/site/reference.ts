import type { Locale } from '../../grammar/catalogue/localized.ts'
import { listOperations } from '../catalogue/catalogue.ts'
import { findErrorCode, listErrorCodes } from '../catalogue/error-codes.ts'
import { findServerCode, listServerCodes } from '../catalogue/server-codes.ts'
import { isRecord } from '../language/record.ts'
import type { JsonSchema } from '../recipe/json-schema.ts'
import { recipeSchema } from '../recipe/schema.ts'
import { codeBlock, escapeHtml, type Page, pageAt, table } from './page.ts'
import { filesIn, read } from './repository.ts'

const WORDS = {
  codes: { en: 'EC numbers', zh: 'EC 编号' },
  codesLead: {
    en: 'What the EC number in an answer of OSS means, as far as the help centre says. "oss-process explain NUMBER" tells the same.',
    zh: 'OSS 返回的 EC 编号的含义（依据帮助中心）。"oss-process explain 编号" 给出同样的说明。',
  },
  errors: { en: 'Error codes', zh: '错误码' },
  errorsHead: { en: ['code', 'status', 'means'], zh: ['错误码', '状态码', '含义'] },
  codesHead: { en: ['EC', 'means'], zh: ['EC', '含义'] },
  recipe: { en: 'Recipe reference', zh: '配方参考' },
  recipeLead: {
    en: 'Every key of a recipe, as its JSON Schema has it, and the words of all operations.',
    zh: '配方的全部键（与 JSON Schema 一致）以及所有操作的用词。',
  },
  keys: { en: 'Keys', zh: '键' },
  keysHead: { en: ['key', 'means', 'takes'], zh: ['键', '含义', '取值'] },
  words: { en: 'Words of the operations', zh: '操作的用词' },
  wordsHead: { en: ['word', 'in the string', 'means', 'takes'], zh: ['用词', '字符串中', '含义', '取值'] },
  recipes: { en: 'Recipes that people need', zh: '常用配方' },
  language: { en: 'The language', zh: '语法' },
  diagrams: { en: 'Railroad diagrams', zh: '语法图' },
} as const

function pageOf(locale: Locale, path: string, title: string, body: string): Page {
  return pageAt(path, { locale, title, section: 'reference', body: `<h1>${escapeHtml(title)}</h1>\n${body}` })
}

/** EC numbers, the keys of recipes, recipes to copy, and the grammar. */
export function referencePages(locale: Locale): readonly Page[] {
  return [codesPage(locale), recipePage(locale), recipesPage(locale), languagePage(locale)]
}

function codesPage(locale: Locale): Page {
  const rows = listServerCodes().map(code => [
    `<code id="${code}">${code}</code>`,
    findServerCode(code)
      .map(use => escapeHtml(use[locale]))
      .join('<br>'),
  ])
  const errors = listErrorCodes().map(code => {
    const { status, text } = findErrorCode(code) ?? {}
    return [`<code id="${code}">${code}</code>`, String(status), escapeHtml(text?.[locale] ?? '')]
  })
  const errorTable = `<h2 id="error-codes">${WORDS.errors[locale]}</h2>\n${table(WORDS.errorsHead[locale], errors)}`
  const body = `<p>${WORDS.codesLead[locale]}</p>\n${table(WORDS.codesHead[locale], rows)}\n${errorTable}`
  return pageOf(locale, 'ec-numbers.html', WORDS.codes[locale], body)
}

function recipePage(locale: Locale): Page {
  const rows = keysOf(recipeSchema(), '', locale)
  const operations = listOperations().filter(({ parameters }) => parameters.size > 0)
  const sections = operations.map(({ id, spec, parameters }) => {
    const words = [...parameters].map(([name, { word, title, type, unit }]) => [
      `<code>${escapeHtml(word)}</code>`,
      `<code>${escapeHtml(name)}</code>`,
      escapeHtml(title[locale]),
      escapeHtml(`${type.description[locale]}${unit ? ` (${unit})` : ''}`),
    ])
    return `<h3 id="${id.replaceAll('/', '-')}"><code>${id}</code> ${escapeHtml(spec.title[locale])}</h3>\n${table(WORDS.wordsHead[locale], words)}`
  })
  const body = [
    `<p>${WORDS.recipeLead[locale]}</p>`,
    `<h2 id="keys">${WORDS.keys[locale]}</h2>`,
    table(WORDS.keysHead[locale], rows),
    `<h2 id="words">${WORDS.words[locale]}</h2>`,
    ...sections,
  ]
  return pageOf(locale, 'recipe-reference.html', WORDS.recipe[locale], body.join('\n'))
}

/** The keys of an object of the schema, and of those inside it, as rows. */
function keysOf(schema: JsonSchema, before: string, locale: Locale): readonly (readonly string[])[] {
  const properties = isRecord(schema.properties) ? Object.entries(schema.properties) : []
  return properties.flatMap(([key, value]) => {
    if (!isRecord(value)) return []
    const [english = '', chinese = english] = String(value.description ?? '').split(' / ')
    const name = `${before}${key}`
    const row = [`<code>${name}</code>`, escapeHtml(locale === 'zh' ? chinese : english), escapeHtml(formOf(value))]
    return [row, ...keysOf(value, `${name}.`, locale)]
  })
}

/** What a key takes, in the words of JSON Schema. */
function formOf({ enum: choices, type, $ref, pattern }: JsonSchema): string {
  if (Array.isArray(choices)) return [...new Set(choices.map(String))].join(', ')
  if (typeof $ref === 'string') return $ref.replace(/^.*\//, '')
  return [type, pattern].filter(part => typeof part === 'string').join(' ')
}

function recipesPage(locale: Locale): Page {
  const sections = filesIn('examples/recipes', '.yaml').map(file => {
    const name = file.replace(/^.*\//, '')
    return `<h2 id="${name.replace(/\W/g, '-')}">${name}</h2>\n${codeBlock(read(file))}`
  })
  return pageOf(locale, 'recipes.html', WORDS.recipes[locale], sections.join('\n'))
}

function languagePage(locale: Locale): Page {
  const body = `${codeBlock(read('grammar/generated/process.ebnf'))}\n<p><a href="/railroad.html">${WORDS.diagrams[locale]}</a></p>`
  return pageOf(locale, 'language.html', WORDS.language[locale], body)
}
