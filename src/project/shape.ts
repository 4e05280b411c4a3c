import type { Localized } from '../../grammar/catalogue/localized.ts'
import { nameGiven } from '../language/given.ts'
import { isRecord } from '../language/record.ts'
import { meantHint, nearest } from '../language/suggest.ts'

/** The form that a part of the configuration must have; both its check and its JSON Schema follow from it. */
export type Shape =
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** One of some values, or `warn` for `warning`, or a list of one and an object with options. */
  | { readonly kind: 'setting'; readonly values: readonly string[] }
  /** A text or a list of texts. */
  | { readonly kind: 'texts' }
  | { readonly kind: 'text' }
  | { readonly kind: 'count' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'function' }
  | { readonly kind: 'list'; readonly of: Shape }
  /** `schema` is where the JSON Schema says more of it. */
  | { readonly kind: 'record'; readonly of: Shape; readonly schema?: string }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Field>> }

/** A key of an object. */
export interface Field {
  readonly shape: Shape
  readonly description: string
  readonly required?: true
}

/** What is wrong with a configuration, and the keys that lead there. */
export interface ShapeProblem {
  readonly path: readonly (string | number)[]
  /** True where the key itself is wrong and not its value. */
  readonly key: boolean
  readonly message: Localized
}

type Path = ShapeProblem['path']

/** Everything that is wrong with a value. */
export function checkShape(value: unknown, shape: Shape, path: Path = []): ShapeProblem[] {
  switch (shape.kind) {
    case 'choice':
      return typeof value === 'string' && shape.values.includes(value) ? [] : [notOneOf(value, shape.values, path)]
    case 'setting':
      return Array.isArray(value) ? checkSetting(value, shape.values, path) : checkSeverity(value, shape.values, path)
    case 'texts':
      return typeof value === 'string' ? [] : checkShape(value, { kind: 'list', of: { kind: 'text' } }, path)
    case 'text':
      return typeof value === 'string' ? [] : [wrongType(value, TYPES.text, path)]
    case 'count':
      return Number.isInteger(value) && Number(value) >= 0 ? [] : [wrongType(value, TYPES.count, path)]
    case 'flag':
      return typeof value === 'boolean' ? [] : [wrongType(value, TYPES.flag, path)]
    case 'function':
      return typeof value === 'function' ? [] : [wrongType(value, TYPES.function, path)]
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, index) => checkShape(item, shape.of, [...path, index]))
        : [wrongType(value, TYPES.list, path)]
    case 'record':
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, item]) => checkShape(item, shape.of, [...path, key]))
        : [wrongType(value, TYPES.record, path)]
    case 'object':
      return isRecord(value) ? checkFields(value, shape.fields, path) : [wrongType(value, TYPES.record, path)]
  }
}

function checkSetting(value: readonly unknown[], values: readonly string[], path: Path): ShapeProblem[] {
  const [choice, options, ...rest] = value
  if (rest.length > 0 || !isRecord(options)) return [wrongType(value, TYPES.setting, path)]
  return checkSeverity(choice, values, [...path, 0])
}

function checkSeverity(value: unknown, values: readonly string[], path: Path): ShapeProblem[] {
  return value === 'warn' ? [] : checkShape(value, { kind: 'choice', values }, path)
}

function checkFields(
  value: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, Field>>,
  path: Path,
): ShapeProblem[] {
  const missing = Object.entries(fields)
    .filter(([name, { required }]) => required && value[name] === undefined)
    .map(([name]) => missingKey(name, path))
  const wrong = Object.entries(value).flatMap(([name, item]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!field) return [unknownKey(name, Object.keys(fields), path)]
    return item === undefined ? [] : checkShape(item, field.shape, [...path, name])
  })
  return [...missing, ...wrong]
}

const TYPES = {
  text: { en: 'a text', zh: '文本' },
  setting: { en: 'a severity, or a list of a severity and an object', zh: '级别，或由级别和选项对象组成的列表' },
  count: { en: 'an integer of 0 or more', zh: '0 或更大的整数' },
  flag: { en: 'true or false', zh: 'true 或 false' },
  function: { en: 'a function', zh: '函数' },
  list: { en: 'a list', zh: '列表' },
  record: { en: 'keys with values', zh: '键值对' },
} as const satisfies Record<string, Localized>

function wrongType(value: unknown, expected: Localized, path: Path): ShapeProblem {
  const found = show(value)
  const name = nameOf(path)
  const message = {
    en: `${name.en} is ${found}; expected ${expected.en}.`,
    zh: `${name.zh}为 ${found}；应为${expected.zh}。`,
  }
  return { path, key: false, message }
}

function notOneOf(value: unknown, values: readonly string[], path: Path): ShapeProblem {
  const hint = meantHint(typeof value === 'string' ? nearest(value, values) : undefined)
  const name = nameOf(path)
  const message = {
    en: `${name.en} is ${show(value)}; expected one of ${values.join(', ')}.${hint.en}`,
    zh: `${name.zh}为 ${show(value)}；应为 ${values.join('、')} 之一。${hint.zh}`,
  }
  return { path, key: false, message }
}

function missingKey(key: string, path: Path): ShapeProblem {
  return { path, key: false, message: { en: `The key "${key}" is missing.`, zh: `缺少键 "${key}"。` } }
}

/** A key that nothing reads. */
export function unknownKey(key: string, names: readonly string[], path: Path): ShapeProblem {
  const guess = nearest(key, names)
  const message = {
    en: `There is no key "${key}" here; ${guess ? `did you mean "${guess}"?` : `expected one of ${names.join(', ')}.`}`,
    zh: `此处没有键 "${key}"；${guess ? `是否想写 "${guess}"？` : `可用的键：${names.join('、')}。`}`,
  }
  return { path: [...path, key], key: true, message }
}

function nameOf(path: Path): Localized {
  if (path.length === 0) return { en: 'The configuration', zh: '配置' }
  const name = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')
  return { en: `"${name.replace(/^\./, '')}"`, zh: `"${name.replace(/^\./, '')}" ` }
}

function show(value: unknown): string {
  const text = isPlain(value) ? JSON.stringify(value) : nameGiven(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

/** True for what JSON has; other values come from programs. */
function isPlain(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined
  } catch {
    return false
  }
}

/** The JSON Schema of a shape. What only a program can hold, such as functions, is left out. */
export function toJsonSchema(shape: Shape): object {
  switch (shape.kind) {
    case 'choice':
      return { enum: shape.values }
    case 'setting':
      return {
        anyOf: [
          { enum: [...shape.values, 'warn'] },
          {
            type: 'array',
            prefixItems: [{ enum: [...shape.values, 'warn'] }, { type: 'object' }],
            minItems: 2,
            maxItems: 2,
          },
        ],
      }
    case 'texts':
      return { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }
    case 'text':
      return { type: 'string' }
    case 'count':
      return { type: 'integer', minimum: 0 }
    case 'flag':
      return { type: 'boolean' }
    case 'function':
      return {}
    case 'list':
      return { type: 'array', items: toJsonSchema(shape.of) }
    case 'record':
      return shape.schema ? { $ref: shape.schema } : { type: 'object', additionalProperties: toJsonSchema(shape.of) }
    case 'object': {
      const entries = Object.entries(shape.fields).filter(([, field]) => !isProgram(field.shape))
      const required = entries.filter(([, field]) => field.required).map(([name]) => name)
      return {
        type: 'object',
        properties: Object.fromEntries(
          entries.map(([name, field]) => [name, { description: field.description, ...toJsonSchema(field.shape) }]),
        ),
        ...(required.length > 0 && { required }),
        additionalProperties: false,
      }
    }
  }
}

function isProgram(shape: Shape): boolean {
  if (shape.kind === 'function') return true
  if (shape.kind === 'list' || shape.kind === 'record') return isProgram(shape.of)
  return shape.kind === 'object' && Object.values(shape.fields).some(field => isProgram(field.shape))
}
