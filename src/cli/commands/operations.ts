import { COLON, type Locale } from '../../../grammar/catalogue/localized.ts'
import type { ParameterSpec } from '../../../grammar/catalogue/types.ts'
import { type CatalogOperation, findCategory, getCatalog, listOperations } from '../../catalogue/catalogue.ts'
import { UsageError } from '../../files/problem.ts'
import { meantHint, nearest } from '../../language/suggest.ts'
import { defineCommand } from '../options/args.ts'
import { table } from '../output/table.ts'

export const operations = defineCommand({
  name: 'operations',
  summary: { en: 'what OSS accepts: operations and their parameters', zh: 'OSS 接受的操作和参数' },
  usage: '[CATEGORY | CATEGORY/OPERATION]',
  words: () => [
    ...new Set(listOperations().map(({ id }) => id.replace(/\/.*/, ''))),
    ...listOperations().map(({ id }) => id),
  ],
  most: 1,
  options: { json: { type: 'boolean', description: { en: 'as JSON', zh: '以 JSON 输出' } } },
  examples: [
    { command: 'oss-process operations', comment: { en: 'all operations', zh: '所有操作' } },
    { command: 'oss-process operations video', comment: { en: 'those of one category', zh: '一个类别的操作' } },
    {
      command: 'oss-process operations video/animation',
      comment: { en: 'the parameters of one', zh: '一个操作的参数' },
    },
  ],
  async run({ positionals, flag, locale }, io) {
    const [name] = positionals
    const found = operationsNamed(name, locale)
    if (flag('json')) io.stdout.write(`${JSON.stringify(found.map(operationJson), undefined, 2)}\n`)
    else if (found.length > 0 && found[0]?.id === name)
      io.stdout.write(found.map(operation => detail(operation, locale)).join('\n'))
    else
      io.stdout.write(
        table(
          found.map(({ id, spec, main, parameters }) => [
            id,
            main?.via.join(' ') ?? '',
            `${spec.title[locale]}${COLON[locale]}${[...parameters.keys()].map(key => key || VALUE[locale]).join(', ')}`,
          ]),
          io.stdout.columns,
        ),
      )
    return 0
  },
})

/**
 * All operations, those of a category, or one with its actions.
 * @throws UsageError for a name that the catalogue does not have.
 */
export function operationsNamed(name: string | undefined, locale: Locale): readonly CatalogOperation[] {
  if (name === undefined) return listOperations()
  const found = listOperations().filter(
    ({ id, category }) => id === name || category === name || id.startsWith(`${name}/`),
  )
  if (found.length === 0 && !findCategory(name)) throw new UsageError(unknown(name, locale))
  return found
}

function detail({ id, spec, main, parameters }: CatalogOperation, locale: Locale): string {
  const rows = [...parameters].map(([name, parameter]) => [
    `  ${name || VALUE[locale]}`,
    parameter.title[locale],
    `${parameter.type.description[locale]}${parameter.unit ? ` (${unitOf(parameter.unit, locale)})` : ''}`,
    noteOf(parameter, locale),
  ])
  return `${id}: ${spec.title[locale]}${main ? ` [${main.via.join(', ')}]` : ''}\n${table(rows)}`
}

/** In place of a name where a value has none. */
const VALUE = { en: 'VALUE', zh: '值' } as const

function unitOf(unit: string, locale: Locale): string {
  return locale === 'zh' ? unit.replace('frame/s', '帧/秒') : unit
}

function noteOf({ required, default: fallback }: ParameterSpec, locale: Locale): string {
  if (required) return locale === 'zh' ? '必填' : 'required'
  if (fallback === undefined) return ''
  return locale === 'zh' ? `默认 ${fallback}` : `default ${fallback}`
}

/** What the catalogue has of an operation, as JSON. */
export function operationJson({ id, category, name, spec, main, parameters }: CatalogOperation): object {
  return {
    id,
    category,
    name,
    title: spec.title,
    via: main?.via,
    saveas: main?.saveas,
    access: main?.access,
    output: main?.output,
    billing: main?.billing,
    parameters: [...parameters].map(([key, { type, ...parameter }]) => ({
      name: key,
      ...parameter,
      type: {
        kind: type.kind,
        minimum: type.minimum,
        maximum: type.maximum,
        values: type.values,
        role: type.role,
        description: type.description,
      },
    })),
    constraints: spec.constraints?.map(constraint =>
      'type' in constraint ? { ...constraint, type: constraint.type.description } : constraint,
    ),
    source: spec.source,
    confidence: spec.confidence ?? 'high',
  }
}

function unknown(name: string, locale: Locale): string {
  const hint = meantHint(guessFor(name))[locale]
  return locale === 'zh' ? `没有类别或操作 "${name}"。${hint}` : `There is no category or operation "${name}".${hint}`
}

/** Behind a category that there is, the operation alone is compared: what is right already makes no two names alike. */
function guessFor(name: string): string | undefined {
  const [category = '', ...rest] = name.split('/')
  const operations = listOperations()
  if (!findCategory(category) || rest.length === 0) {
    const alone = operations.find(({ id }) => id.endsWith(`/${name.toLowerCase()}`))
    return alone?.id ?? nearest(name, [...getCatalog().keys(), ...operations.map(({ id }) => id)])
  }
  const behind = operations.filter(one => one.category === category).map(({ id }) => id.slice(category.length + 1))
  const guess = nearest(rest.join('/'), behind)
  return guess && `${category}/${guess}`
}
