import { type CatalogOperation, listOperations } from '../catalog/catalog.ts'
import type { ParameterSpec } from '../catalog/types.ts'
import type { Localized } from '../language/diagnostic.ts'
import { percentSibling } from './argument.ts'
import { INCLUDED_KEYS } from './include.ts'
import { VIAS } from './read.ts'
import { CONNECTION_KEYS } from './read-connection.ts'
import { MANIFEST_FORMATS } from './read-sources.ts'
import { VARIABLE_TYPES } from './read-variables.ts'
import { unitPattern } from './units.ts'

/** A JSON Schema, or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

const ID = 'https://unpkg.com/oss-process/grammar/recipe.schema.json'
const NAME = '^(?!source$)[A-Za-z_][A-Za-z0-9_-]*$'
const REFERENCE: JsonSchema = { type: 'string', pattern: '\\$\\{' }

/** The JSON Schema of recipes (draft 2020-12), made from the catalogue: editors complete and explain with it. */
export function recipeSchema(): JsonSchema {
  const operations = listOperations()
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: ID,
    title: 'oss-process recipe',
    type: 'object',
    required: ['version'],
    anyOf: [
      { required: ['steps'] },
      { required: ['process'] },
      { required: ['fragments'] },
      { required: ['variables'] },
    ],
    not: { required: ['steps', 'process'] },
    properties: rootProperties(),
    patternProperties: { '^x-': {} },
    additionalProperties: false,
    $defs: {
      text: { type: ['string', 'number', 'boolean'] },
      texts: { anyOf: [ref('text'), { type: 'array', items: ref('text'), minItems: 1 }] },
      variable: VARIABLE,
      matrixRows: rowsSchema(),
      sources: SOURCES,
      step: stepSchema(operations),
      steps: { anyOf: [{ type: 'array', items: ref('step') }, ref('step')] },
      ...Object.fromEntries(operations.map(operation => [operation.id, operationSchema(operation)])),
    },
  }
}

function ref(name: string): { readonly $ref: string } {
  return { $ref: `#/$defs/${name.replaceAll('/', '~1')}` }
}

function described(text: Localized, schema: JsonSchema): JsonSchema {
  return { description: `${text.en} / ${text.zh}`, ...schema }
}

const OBJECT = { type: 'object', additionalProperties: false } as const

function rootProperties(): Readonly<Record<string, JsonSchema>> {
  const named = (value: JsonSchema) => ({ ...OBJECT, patternProperties: { [NAME]: value } })
  return {
    version: described({ en: 'Version of the recipe language', zh: '配方语言的版本' }, { enum: [1, '1'] }),
    description: described({ en: 'What the recipe is for', zh: '配方的用途' }, { type: 'string' }),
    include: described({ en: `Files with ${INCLUDED_KEYS.slice(3).join(', ')}`, zh: '要包含的文件' }, ref('texts')),
    connection: described(
      { en: 'Where requests go; no credentials', zh: '请求的去向；不含凭证' },
      { ...OBJECT, properties: Object.fromEntries(CONNECTION_KEYS.map(key => [key, { type: 'string' }])) },
    ),
    variables: described({ en: `Variables, used as \${name}`, zh: `变量，以 \${name} 使用` }, named(ref('variable'))),
    matrix: described(
      { en: 'Every combination of these values makes a job', zh: '这些值的每个组合产生一个任务' },
      {
        ...OBJECT,
        properties: { include: ref('matrixRows'), exclude: ref('matrixRows') },
        patternProperties: { '^(?!(?:source|include|exclude)$)[A-Za-z_][A-Za-z0-9_-]*$': ref('texts') },
      },
    ),
    sources: described({ en: 'The inputs', zh: '输入' }, ref('sources')),
    fragments: described(
      { en: 'Steps under a name, for "use"', zh: '可用 "use" 引用的步骤' },
      {
        type: 'object',
        additionalProperties: ref('steps'),
      },
    ),
    steps: described({ en: 'What is done, in order', zh: '按顺序执行的操作' }, ref('steps')),
    process: described({ en: 'A process string instead of steps', zh: '代替步骤的处理字符串' }, { type: 'string' }),
    saveas: described(
      {
        en: 'Where the result goes: oss://bucket/object or an object name',
        zh: '结果的去向：oss://bucket/object 或文件名',
      },
      { type: 'string', pattern: '^(oss://[^/]+/[^/\\\\].*|(?!oss:|[/\\\\]).+)$' },
    ),
    notify: described(
      { en: 'Topic of the message at the end', zh: '完成后所发消息的主题' },
      { type: 'string', minLength: 1 },
    ),
    via: described({ en: 'How the string reaches OSS', zh: '字符串到达 OSS 的方式' }, { enum: VIAS }),
  }
}

const VARIABLE: JsonSchema = {
  anyOf: [
    ref('text'),
    {
      ...OBJECT,
      properties: {
        type: { enum: VARIABLE_TYPES },
        description: { type: 'string' },
        default: ref('text'),
        required: { type: 'boolean' },
        enum: ref('texts'),
        minimum: { type: 'number' },
        maximum: { type: 'number' },
      },
    },
  ],
}

function rowsSchema(): JsonSchema {
  const row = { ...OBJECT, patternProperties: { [NAME]: ref('text') } }
  return { anyOf: [row, { type: 'array', items: row }] }
}

const SOURCES: JsonSchema = {
  anyOf: [
    ref('texts'),
    {
      ...OBJECT,
      properties: {
        keys: ref('texts'),
        manifest: { type: 'string', description: 'A file that lists the inputs / 列出输入的文件' },
        prefix: { type: 'string' },
        pattern: { type: 'string', description: '*, ** and ? over what follows the prefix / 匹配前缀之后的部分' },
        format: { enum: MANIFEST_FORMATS },
        compression: { enum: ['gzip', 'none'] },
        key: { type: 'string', description: 'The column of the object name / 文件名所在的列' },
        bucket: { type: 'string', description: 'The column of the bucket / Bucket 所在的列' },
        columns: ref('texts'),
      },
      anyOf: [{ required: ['keys'] }, { required: ['manifest'] }],
    },
  ],
}

/** A step: operations by id, a name with steps below it, a fragment, a process string. */
function stepSchema(operations: readonly CatalogOperation[]): JsonSchema {
  const bare = operations.filter(operation => requiredWords(operation).length === 0).map(({ id }) => id)
  return {
    anyOf: [
      { enum: bare },
      { type: 'string', pattern: '^style/.+' },
      {
        type: 'object',
        minProperties: 1,
        properties: {
          ...Object.fromEntries(operations.map(operation => [operation.id, ref(operation.id)])),
          use: { type: 'string', description: 'The name of a fragment / 片段的名称' },
          process: { type: 'string', description: 'A process string as it is / 原样的处理字符串' },
        },
        patternProperties: { '^style/.+': { enum: [null, ''] }, '^(?!(?:use|process)$)[^/]+$': ref('steps') },
        additionalProperties: false,
      },
    ],
  }
}

function requiredWords({ parameters }: CatalogOperation): readonly (readonly string[])[] {
  return [...parameters].flatMap(([name, { required, word }]) =>
    required === 'error' ? [[...new Set([word, name])].filter(key => key !== '')] : [],
  )
}

function operationSchema(operation: CatalogOperation): JsonSchema {
  const { spec, parameters, id } = operation
  const required = requiredWords(operation).map(keys => ({ anyOf: keys.map(key => ({ required: [key] })) }))
  const object = {
    ...OBJECT,
    properties: Object.fromEntries(
      [...parameters].flatMap(([name, parameter]) => {
        const { word } = parameter
        const short = { $ref: `${ref(id).$ref}/anyOf/0/properties/${word}` }
        const long = [word, parameterSchema(operation, parameter)] as const
        return name === '' || name === word ? [long] : [long, [name, short] as const]
      }),
    ),
    ...(required.length > 0 && { allOf: required }),
  }
  const positional = parameters.get('')
  const alternatives = [
    ...(parameters.size > 0 ? [object] : []),
    ...(positional ? [parameterSchema(operation, positional)] : []),
    ...(required.length === 0 ? [{ enum: [null, ''] }] : []),
  ]
  return described({ en: `${id}: ${spec.title.en}`, zh: spec.title.zh }, { anyOf: alternatives })
}

function parameterSchema(operation: CatalogOperation, spec: ParameterSpec): JsonSchema {
  const { title, type, unit, default: fallback } = spec
  const form: Localized = { en: `${title.en}: ${type.description.en}`, zh: `${title.zh}：${type.description.zh}` }
  const known =
    type.kind === 'base64' || fallback === undefined
      ? undefined
      : Number.isNaN(Number(fallback))
        ? fallback
        : Number(fallback)
  return {
    ...described({ en: form.en + (unit ? ` (${unit})` : ''), zh: form.zh }, {}),
    ...(known !== undefined && { default: known }),
    ...(type.kind === 'base64' ? ref('text') : { anyOf: [...valueSchemas(operation, spec), REFERENCE] }),
  }
}

function valueSchemas(operation: CatalogOperation, spec: ParameterSpec): readonly JsonSchema[] {
  const { type, gentle } = spec
  const { minimum, maximum, exclusiveMinimum } = type
  switch (type.kind) {
    case 'enum':
      return [{ enum: enumValues(type.values ?? []) }, ...unitSchemas(operation, spec)]
    case 'color':
      return [{ type: 'string', pattern: '^#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})$' }, { type: 'integer' }]
    case 'size':
      return [{ type: 'string', pattern: '^([0-9]+x[0-9]*|x[0-9]+)$' }]
    case 'integer':
    case 'number': {
      const bounds = {
        ...(minimum !== undefined && { [exclusiveMinimum ? 'exclusiveMinimum' : 'minimum']: minimum }),
        ...(maximum !== undefined && { maximum }),
      }
      return [{ type: type.kind, ...(gentle ? {} : bounds) }, ...unitSchemas(operation, spec)]
    }
    default:
      return [ref('text')]
  }
}

/** The words; those that YAML takes for numbers or truth values in these forms too. */
function enumValues(values: readonly string[]): readonly (string | number | boolean)[] {
  const isFlag = values.join() === '0,1'
  const numbers = values.filter(value => /^[0-9]+$/.test(value)).map(Number)
  return [...values, ...numbers, ...(isFlag ? [true, false] : [])]
}

function unitSchemas(operation: CatalogOperation, spec: ParameterSpec): readonly JsonSchema[] {
  const pattern = spec.unit && unitPattern(spec.unit, percentSibling(operation, spec) !== undefined)
  return pattern ? [{ type: 'string', pattern }] : []
}
