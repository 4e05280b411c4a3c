import { decodeBase64Url } from '../language/base64url.ts'
import { fillMessage, type Locale, type Localized, localeOf } from '../language/diagnostic.ts'
import { parseTree } from '../language/parser.ts'
import { print } from '../language/printer.ts'
import type { Operation, Parameter, Pipeline, Stage } from '../language/tree.ts'
import { type CatalogOperation, findCategory, resolveOperation } from './catalog.ts'
import type { ParameterSpec } from './types.ts'

const WORDS = {
  sends: { en: 'Works by: {via}', zh: '可用方式：{via}' },
  get: { en: 'GET ?x-oss-process', zh: 'GET ?x-oss-process' },
  post: { en: 'POST ?x-oss-process', zh: 'POST ?x-oss-process' },
  async: { en: 'POST ?x-oss-async-process', zh: 'POST ?x-oss-async-process' },
  unknown: { en: 'unknown to OSS', zh: 'OSS 不认识' },
  style: { en: 'style stored with the bucket', zh: '存储空间中保存的样式' },
  billed: { en: 'Billed: {item}, by {unit}', zh: '计费项：{item}，按{unit}' },
  default: { en: 'default', zh: '默认' },
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
  return explainPipeline(parseTree(text).tree, localeOf(options.locale), '').join('\n')
}

function explainPipeline(tree: Pipeline, locale: Locale, indent: string): string[] {
  return tree.stages.flatMap(stage => {
    if (stage.kind === 'stage') return explainStage(stage, locale, indent)
    const heading = `${indent}${stage.condition}: ${WORDS.condition[locale]}`
    return [heading, ...explainPipeline(stage.body, locale, `${indent}  `)]
  })
}

function explainStage(stage: Stage, locale: Locale, indent: string): string[] {
  const { category, operations } = stage
  if (category === 'style' && operations.length > 0)
    return operations.map(({ name }) => `${indent}style/${name}: ${WORDS.style[locale]}`)
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
  return lines.length > 0 ? lines : [`${indent}${print(stage) || WORDS.empty[locale]}: ${WORDS.unknown[locale]}`]
}

function explainOperation(
  operation: Operation,
  entry: CatalogOperation | undefined,
  id: string,
  locale: Locale,
  indent: string,
): string[] {
  const title = entry?.spec.title[locale] ?? WORDS.unknown[locale]
  const lines = [`${indent}${entry?.id ?? id}: ${title}`]
  for (const parameter of operation.parameters) lines.push(...explainParameter(parameter, entry, locale, `${indent}  `))
  const { main } = entry ?? {}
  if (main && entry?.category !== 'sys') {
    const via = main.via.map(way => WORDS[way][locale]).join(', ')
    lines.push(`${indent}  ${fillMessage(WORDS.sends, { via }, locale)}`)
    if (main.billing)
      lines.push(
        `${indent}  ${fillMessage(WORDS.billed, { item: main.billing.item, unit: main.billing.unit }, locale)}`,
      )
  }
  return lines
}

function explainParameter(
  parameter: Parameter,
  entry: CatalogOperation | undefined,
  locale: Locale,
  indent: string,
): string[] {
  const spec = entry?.parameters.get(parameter.name ?? '')
  const name = parameter.name ?? parameter.value
  if (!spec) return [`${indent}${name}${parameter.name ? ` = ${parameter.value}` : ''} (${WORDS.unknown[locale]})`]
  const label = parameter.name === undefined ? spec.title[locale] : `${parameter.name} (${spec.title[locale]})`
  const { value, inner } = readable(parameter.value, spec)
  return [
    `${indent}${label} = ${value}`,
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
