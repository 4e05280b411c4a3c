import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { regions } from '../../grammar/operations/regions.ts'
import { type CatalogOperation, listOperations } from '../catalogue/catalogue.ts'
import { percentSibling } from './argument.ts'
import { INCLUDED_KEYS } from './include.ts'
import { definitionOf, described, type JsonSchema, named, OBJECT, ref } from './json-schema.ts'
import { VIAS } from './read.ts'
import type { CONNECTION_KEYS } from './read-connection.ts'
import { MANIFEST_FORMATS } from './read-sources.ts'
import { VARIABLE_TYPES } from './read-variables.ts'
import { FACT_KEYS } from './recipe.ts'
import { unitPattern } from './units.ts'

const ID = 'urn:oss-process:recipe.schema.json'
const REFERENCE: JsonSchema = { type: 'string', pattern: '\\$\\{' }

/**
 * The JSON Schema of recipes (draft 2020-12), made from the catalogue: editors complete and explain with it. Its patterns hold no look-ahead and no
 * look-behind: validators in Go and Rust refuse the whole schema for one (seen with santhosh-tekuri/jsonschema 6.0.3), and section 6.4 of the
 * specification of JSON Schema advises against them.
 */
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
      { required: ['outputs'] },
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
      ...Object.fromEntries(operations.map(operation => [definitionOf(operation.id), operationSchema(operation)])),
    },
  }
}

function rootProperties(): Readonly<Record<string, JsonSchema>> {
  return {
    version: described({ en: 'Version of the recipe language', zh: '配方语言的版本' }, { enum: [1, '1'] }),
    description: described({ en: 'What the recipe is for', zh: '配方的用途' }, { type: 'string' }),
    include: described({ en: `Files with ${INCLUDED_KEYS.slice(3).join(', ')}`, zh: '要包含的文件' }, ref('texts')),
    connection: described(
      { en: 'Where requests go; no credentials', zh: '请求的去向；不含凭证' },
      { ...OBJECT, properties: CONNECTION },
    ),
    variables: described({ en: `Variables, used as \${name}`, zh: `变量，以 \${name} 使用` }, named(ref('variable'))),
    matrix: described(
      { en: 'Every combination of these values makes a job', zh: '这些值的每个组合产生一个任务' },
      { ...named(ref('texts')), properties: { include: ref('matrixRows'), exclude: ref('matrixRows') } },
    ),
    sources: described({ en: 'The inputs', zh: '输入' }, ref('sources')),
    fragments: described(
      { en: 'Steps under a name, for "use"', zh: '可用 "use" 引用的步骤' },
      { type: 'object', additionalProperties: ref('steps') },
    ),
    steps: described({ en: 'What is done, in order', zh: '按顺序执行的操作' }, ref('steps')),
    process: described({ en: 'A process string instead of steps', zh: '代替步骤的处理字符串' }, { type: 'string' }),
    outputs: described(
      {
        en: `Several results of each input by name, \${output}: each is a job of its own, with steps behind those that all share`,
        zh: `每个输入的多个结果，按名称 \${output} 区分：各为一个任务，其步骤接在共同的步骤之后`,
      },
      named({ ...OBJECT, properties: { steps: ref('steps'), ...ENDING } }),
    ),
    ...ENDING,
    skip: described(
      { en: 'Inputs whose result is there already are left out', zh: '略过结果已存在的输入' },
      { enum: ['exists'] },
    ),
    via: described({ en: 'How the string reaches OSS', zh: '字符串到达 OSS 的方式' }, { enum: VIAS }),
  }
}

/** What becomes of a result. */
const ENDING: Readonly<Record<'saveas' | 'notify', JsonSchema>> = {
  saveas: described(
    {
      en: 'Where the result goes: oss://bucket/object or an object name',
      zh: '结果的去向：oss://bucket/object 或文件名',
    },
    {
      type: 'string',
      anyOf: [{ pattern: '^oss://[^/]+/[^/\\\\].*$' }, { pattern: '^[^/\\\\].*$', not: { pattern: '^oss:' } }],
    },
  ),
  notify: described(
    { en: 'Topic of the message at the end', zh: '完成后所发消息的主题' },
    { type: 'string', minLength: 1 },
  ),
}

/** The regions by id with their names, and any other text for those that are newer. */
const REGIONS: JsonSchema = {
  anyOf: [
    {
      enum: Object.keys(regions),
      enumDescriptions: Object.values(regions).map(({ title }) => `${title.en} / ${title.zh}`),
    },
    { type: 'string' },
  ],
}

/** The keys of a connection. */
const CONNECTION: Readonly<Record<(typeof CONNECTION_KEYS)[number], JsonSchema>> = {
  endpoint: described(
    {
      en: 'Host of OSS, such as oss-cn-hangzhou-internal.aliyuncs.com; the public one of the region when left out',
      zh: 'OSS 的主机，例如 oss-cn-hangzhou-internal.aliyuncs.com；省略时为地域的公网 Endpoint',
    },
    { type: 'string' },
  ),
  region: described(
    { en: 'Region of the bucket, such as cn-hangzhou', zh: 'Bucket 所在地域，例如 cn-hangzhou' },
    REGIONS,
  ),
  bucket: described({ en: 'Bucket of the inputs', zh: '输入所在的 Bucket' }, { type: ['string', 'integer'] }),
  imm: described(
    {
      en: 'Project of IMM that the bucket is bound to, where tasks are asked for',
      zh: 'Bucket 绑定的 IMM 项目，用于查询任务',
    },
    { type: 'string' },
  ),
  cname: described(
    { en: 'Whether the endpoint is a domain that is bound to the bucket', zh: 'Endpoint 是否为绑定到 Bucket 的域名' },
    { type: 'boolean' },
  ),
}

/** The keys of a variable. */
const VARIABLE: JsonSchema = {
  anyOf: [
    ref('text'),
    {
      ...OBJECT,
      properties: {
        type: described({ en: 'What values it takes', zh: '值的类型' }, { enum: VARIABLE_TYPES }),
        description: described({ en: 'What it is for', zh: '用途' }, { type: 'string' }),
        default: described(
          { en: 'Its value where none is given', zh: '未给出时的值' },
          { anyOf: [ref('texts'), named(ref('text'))] },
        ),
        required: described({ en: 'Whether a value has to be given', zh: '是否必须给出值' }, { type: 'boolean' }),
        enum: described({ en: 'The values that it may have', zh: '可取的值' }, ref('texts')),
        minimum: described({ en: 'The least number', zh: '最小值' }, { type: 'number' }),
        maximum: described({ en: 'The largest number', zh: '最大值' }, { type: 'number' }),
      },
    },
  ],
}

function rowsSchema(): JsonSchema {
  const row = named(ref('text'))
  return { anyOf: [row, { type: 'array', items: row }] }
}

const SOURCES: JsonSchema = {
  anyOf: [
    ref('texts'),
    {
      ...OBJECT,
      properties: {
        keys: ref('texts'),
        manifest: described(
          {
            en: 'Files that list the inputs: names, CSV, JSON, or manifest.json of an inventory; "-" is standard input, oss:// a file there',
            zh: '列出输入的文件：名称、CSV、JSON 或清单的 manifest.json；"-" 表示标准输入，oss:// 表示 OSS 上的文件',
          },
          ref('texts'),
        ),
        inventory: described(
          {
            en: 'manifest.json of an inventory of OSS, here or at oss://bucket/path/manifest.json',
            zh: 'OSS 清单的 manifest.json，位于本机或 oss://bucket/path/manifest.json',
          },
          ref('texts'),
        ),
        list: described(
          {
            en: 'The objects that OSS lists: oss://bucket/prefix; several are listed at the same time',
            zh: 'OSS 列出的文件：oss://bucket/前缀；多个前缀同时列出',
          },
          ref('texts'),
        ),
        prefix: described({ en: 'Only names that start so', zh: '仅以此开头的名称' }, { type: 'string' }),
        'larger-than': described({ en: 'Only larger objects, 10MB', zh: '仅更大的文件，如 10MB' }, ref('text')),
        'smaller-than': described({ en: 'Only smaller objects, 5GB', zh: '仅更小的文件，如 5GB' }, ref('text')),
        'newer-than': described(
          { en: 'Only what changed since, 2026-11-27 or 30d', zh: '仅此后修改的，如 2026-11-27 或 30d' },
          ref('text'),
        ),
        'older-than': described({ en: 'Only what did not change since', zh: '仅此后未修改的' }, ref('text')),
        'storage-class': described({ en: 'Only these storage classes', zh: '仅这些存储类型' }, ref('texts')),
        facts: described(
          { en: 'What is known of the inputs, for plans', zh: '输入的已知信息，用于计划' },
          { ...OBJECT, properties: Object.fromEntries(FACT_KEYS.map(name => [name, ref('text')])) },
        ),
        class: described({ en: 'Short for storage-class', zh: 'storage-class 的简写' }, ref('texts')),
        pattern: { type: 'string', description: '*, ** and ? over what follows the prefix / 匹配前缀之后的部分' },
        format: { enum: MANIFEST_FORMATS },
        compression: { enum: ['gzip', 'none'] },
        key: { type: 'string', description: 'The column of the object name / 文件名所在的列' },
        bucket: { type: 'string', description: 'The column of the bucket / Bucket 所在的列' },
        columns: ref('texts'),
      },
      anyOf: ['keys', 'manifest', 'inventory', 'list'].map(name => ({ required: [name] })),
      not: { required: ['manifest', 'inventory'] },
    },
  ],
}

/** The names of operations as one pattern. */
function anyOfThese(operations: readonly CatalogOperation[]): string {
  return `^(?:${operations.map(({ id }) => id).join('|')})$`
}

const USE = described(
  { en: 'A fragment: its name, or its name with arguments', zh: '片段：名称，或名称加参数' },
  {
    anyOf: [
      { type: 'string' },
      {
        type: 'object',
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: { anyOf: [{ type: 'null' }, { type: 'object', additionalProperties: ref('text') }] },
      },
    ],
  },
)

/**
 * A step: operations by id, a name with steps below it, a fragment, a process string. An operation is a word alone only in a pattern, since
 * editors that know a name as word and as key insert both.
 */
function stepSchema(operations: readonly CatalogOperation[]): JsonSchema {
  const bare = operations.filter(operation => requiredWords(operation).length === 0)
  const named = operations.filter(({ parameters }) => parameters.size > 0)
  const empty = operations.filter(({ parameters }) => parameters.size === 0)
  return {
    anyOf: [
      {
        type: 'object',
        minProperties: 1,
        properties: {
          ...Object.fromEntries(named.map(operation => [operation.id, ref(operation.id)])),
          use: USE,
          when: described(
            {
              en: 'Only where this holds: a text that is not empty, or a comparison',
              zh: '仅在此成立时：非空文本或比较',
            },
            ref('texts'),
          ),
          process: described({ en: 'A process string as it is', zh: '原样的处理字符串' }, { type: 'string' }),
        },
        patternProperties: { [anyOfThese(empty)]: { enum: [null, ''] }, '^style/.+': { enum: [null, ''] } },
        propertyNames: {
          pattern: `^(?:[^/]+|style/.+|${operations.map(({ id }) => id).join('|')})$`,
          patternErrorMessage: 'OSS has no such operation. / OSS 没有该操作。',
        },
        additionalProperties: ref('steps'),
      },
      { enum: empty.map(({ id }) => id) },
      { type: 'string', pattern: anyOfThese(bare) },
      { type: 'string', pattern: '^style/.+' },
    ],
    defaultSnippets: named.filter(({ main }) => main).map(snippetOf),
  }
}

/** A whole step to insert: what is required, else what comes first, each with a value that it takes. */
function snippetOf(operation: CatalogOperation): JsonSchema {
  const { id, spec, parameters } = operation
  const positional = parameters.get('')
  const all = [...parameters.values()]
  const required = all.filter(parameter => parameter.required === 'error')
  const chosen = required.length > 0 ? required : all.slice(0, 1)
  const body = positional
    ? `\${1:${sampleOf(positional)}}`
    : Object.fromEntries(chosen.map((parameter, index) => [parameter.word, `\${${index + 1}:${sampleOf(parameter)}}`]))
  return { label: `${id} …`, description: `${spec.title.en} / ${spec.title.zh}`, body: { [id]: body } }
}

/** A value that a parameter takes. */
function sampleOf({ type, default: fallback }: ParameterSpec): string {
  if (type.kind === 'base64') return type.role ?? 'text'
  const { values, minimum, maximum } = type
  return fallback ?? values?.[0] ?? String(Math.max(minimum ?? 0, Math.min(100, maximum ?? 100)))
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
      return [{ enum: enumValues(type.values ?? []) }, ...textSchemas(unitForms(operation, spec))]
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
      const quoted = type.kind === 'integer' ? '^-?\\d+$' : '^-?\\d+(\\.\\d+)?$'
      const texts = textSchemas([quoted, ...unitForms(operation, spec)])
      return [{ type: type.kind, ...(gentle ? {} : bounds) }, ...texts]
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

/** What a value with a unit looks like. */
function unitForms(operation: CatalogOperation, spec: ParameterSpec): readonly string[] {
  return spec.unit ? [unitPattern(spec.unit, percentSibling(operation, spec) !== undefined)] : []
}

function textSchemas(forms: readonly string[]): readonly JsonSchema[] {
  return forms.length > 0 ? [{ type: 'string', pattern: forms.join('|') }] : []
}
