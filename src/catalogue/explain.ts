import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import { COLON, LIST_COMMA, type Locale, type Localized } from '../../grammar/catalogue/localized.ts'
import type { OperationSpec, ParameterSpec } from '../../grammar/catalogue/types.ts'
import { regionNames } from '../../grammar/operations/regions.ts'
import { fillMessage, localeOf } from '../language/diagnostic.ts'
import { expectKind } from '../language/given.ts'
import { parseTree } from '../language/parser.ts'
import { print } from '../language/printer.ts'
import type { Operation, Parameter, Pipeline, Stage } from '../language/tree.ts'
import { accessOf, accessOfPipeline } from './access.ts'
import { type CatalogOperation, findCategory, resolveOperation } from './catalogue.ts'
import { describePage, REFUSALS_ARE_BILLED } from './pages.ts'

const WORDS = {
  sends: { en: 'Works by: {via}', zh: '可用方式：{via}' },
  get: { en: 'GET ?x-oss-process', zh: 'GET ?x-oss-process' },
  post: { en: 'POST ?x-oss-process', zh: 'POST ?x-oss-process' },
  async: { en: 'POST ?x-oss-async-process', zh: 'POST ?x-oss-async-process' },
  unknown: { en: 'unknown to OSS', zh: 'OSS 不支持' },
  style: { en: 'style stored with the bucket', zh: '存储空间中保存的样式' },
  billed: { en: 'Billed: {item}, by {unit}', zh: '计费项：{item}，按{unit}' },
  access: { en: 'Asked for by: {who}', zh: '访问要求：{who}' },
  anonymous: { en: 'anybody, where the object is public', zh: '公共读文件可匿名访问' },
  signed: { en: 'a signed request', zh: '须签名' },
  imm: { en: 'a signed request; the bucket is bound to an IMM project', zh: '须签名，且存储空间绑定 IMM 项目' },
  page: { en: 'Page: {page}', zh: '文档：{page}' },
  regions: {
    en: 'IMM is offered in: {regions}, and perhaps elsewhere.',
    zh: '提供 IMM 的地域：{regions}，可能还有其他地域。',
  },
  condition: { en: 'only when the condition holds:', zh: '仅当条件成立时：' },
  empty: { en: 'nothing', zh: '空' },
} as const satisfies Record<string, Localized>

/** How to explain. */
export interface ExplainOptions {
  readonly locale?: Locale
}

/**
 * A process string in words, one line for each operation and parameter, Base64 decoded and defaults that matter named.
 * Never throws; what is unknown is called so.
 */
export function explain(text: string, options: ExplainOptions = {}): string {
  expectKind(options, '"options"', 'an object')
  const locale = localeOf(options.locale)
  const { tree } = parseTree(text)
  return [...explainPipeline(tree, locale, ''), ...explainImm(tree, locale)].join('\n')
}

/** Where IMM is, and what it bills; nothing where the string needs none. */
function explainImm(tree: Pipeline, locale: Locale): string[] {
  if (accessOfPipeline(tree) !== 'imm') return []
  return ['', fillMessage(WORDS.regions, { regions: regionNames('imm') }, locale), REFUSALS_ARE_BILLED[locale]]
}

const inBrackets = (text: string, locale: Locale): string => (locale === 'zh' ? `（${text}）` : ` (${text})`)

function explainPipeline(tree: Pipeline, locale: Locale, indent: string): string[] {
  return tree.stages.flatMap(stage => {
    if (stage.kind === 'stage') return explainStage(stage, locale, indent)
    const heading = `${indent}${stage.condition}${COLON[locale]}${WORDS.condition[locale]}`
    return [heading, ...explainPipeline(stage.body, locale, `${indent}  `)]
  })
}

function explainStage(stage: Stage, locale: Locale, indent: string): string[] {
  const { category, operations } = stage
  if (category === 'style' && operations.length > 0)
    return operations.map(({ name }) => `${indent}style/${name}${COLON[locale]}${WORDS.style[locale]}`)
  const known = findCategory(category ?? '')
  let main: CatalogOperation | undefined
  const lines = operations.flatMap(operation => {
    const entry = resolveOperation(known, main, operation.name)
    if (!entry?.parent) main = entry
    const prefix = entry?.parent ? `${indent}  ` : indent
    return explainOperation(
      operation,
      entry,
      `${category === undefined ? '' : `${category}/`}${operation.name}`,
      locale,
      prefix,
    )
  })
  return lines.length > 0
    ? lines
    : [`${indent}${print(stage) || WORDS.empty[locale]}${COLON[locale]}${WORDS.unknown[locale]}`]
}

function explainOperation(
  operation: Operation,
  entry: CatalogOperation | undefined,
  id: string,
  locale: Locale,
  indent: string,
): string[] {
  const title = entry?.spec.title[locale] ?? WORDS.unknown[locale]
  const lines = [`${indent}${entry?.id ?? id}${COLON[locale]}${title}`]
  for (const parameter of operation.parameters) lines.push(...explainParameter(parameter, entry, locale, `${indent}  `))
  const { main } = entry ?? {}
  if (entry && main) lines.push(...explainFacts(operation, entry, main, locale).map(line => `${indent}  ${line}`))
  return lines
}

/** How an operation is sent and by whom, what it costs, what the pages note, and which page it is. */
function explainFacts(
  operation: Operation,
  entry: CatalogOperation,
  main: OperationSpec,
  locale: Locale,
): readonly string[] {
  const via = main.via.map(way => WORDS[way][locale]).join(LIST_COMMA[locale])
  const who = WORDS[accessOf(operation, entry)]
  const isSystem = entry.category === 'sys'
  return [
    ...(isSystem ? [] : [fillMessage(WORDS.sends, { via }, locale), fillMessage(WORDS.access, { who }, locale)]),
    ...(main.billing ? [fillMessage(WORDS.billed, main.billing, locale)] : []),
    ...(main.notes ?? []).map(note => note[locale]),
    ...[main.page, ...(main.morePages ?? [])].flatMap(page =>
      page ? [fillMessage(WORDS.page, { page: describePage(page) }, locale)] : [],
    ),
  ]
}

function explainParameter(
  parameter: Parameter,
  entry: CatalogOperation | undefined,
  locale: Locale,
  indent: string,
): string[] {
  const spec = entry?.parameters.get(parameter.name ?? '')
  const name = parameter.name ?? parameter.value
  if (!spec)
    return [
      `${indent}${name}${parameter.name ? ` = ${parameter.value}` : ''}${inBrackets(WORDS.unknown[locale], locale)}`,
    ]
  const label =
    parameter.name === undefined ? spec.title[locale] : `${parameter.name}${inBrackets(spec.title[locale], locale)}`
  const { value, inner } = readable(parameter.value, spec)
  return [
    `${indent}${label}${locale === 'zh' && label.endsWith('）') ? '' : ' '}= ${value}`,
    ...(inner ? explainPipeline(parseTree(inner).tree, locale, `${indent}  `) : []),
  ]
}

function readable(value: string, { type, unit }: ParameterSpec): { value: string; inner?: string } {
  if (type.kind !== 'base64') return { value: unit ? `${value} ${unit}` : value }
  const decoded = decodeBase64Url(value)
  if (decoded === undefined) return { value }
  const inner = type.role === 'watermarkImage' ? /\?x-oss-process=(.*)$/s.exec(decoded)?.[1] : undefined
  return { value: JSON.stringify(decoded), ...(inner && { inner }) }
}
