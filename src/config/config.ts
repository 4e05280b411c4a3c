import type { Via } from '../catalog/types.ts'
import type { Severity } from '../language/diagnostic.ts'
import type { Rule } from '../lint/rule.ts'
import { rules } from '../lint/rules/index.ts'
import { type Buckets, bucketRules } from './bucket-rules.ts'
import { hostRules } from './host-rules.ts'
import { checkShape, type Field, isRecord, type Shape, type ShapeProblem, toJsonSchema, unknownKey } from './shape.ts'

/** How much a rule weighs, or that it is silent. */
export type RuleSetting = Severity | 'off'

/** What may differ from path to path. */
export interface PathConfig {
  readonly preset?: 'recommended' | 'strict'
  readonly rules?: Readonly<Record<string, RuleSetting>>
  /** How strings reach OSS where their place does not tell. */
  readonly defaultVia?: Via | 'auto'
}

/** The configuration of a project. */
export interface Config extends PathConfig {
  /** Globs of files that are not linted, relative to the configuration. */
  readonly ignore?: readonly string[]
  /** The buckets of the team; where they are given, others are reported. */
  readonly buckets?: Buckets
  readonly maxWarnings?: number
  /** Later entries win. */
  readonly overrides?: readonly (PathConfig & { readonly files: readonly string[] })[]
  /** Rules of the project's own, made with `defineRule`. */
  readonly customRules?: readonly Rule[]
}

const SEVERITIES: Shape = { kind: 'choice', values: ['error', 'warning', 'info', 'off'] }
const GLOBS: Shape = { kind: 'list', of: { kind: 'text' } }

/** The rules that a configuration can name without bringing its own. */
export function knownRuleIds(): readonly string[] {
  return [...rules, ...hostRules, ...bucketRules()].map(({ id }) => id)
}

const PATH_FIELDS: Readonly<Record<string, Field>> = {
  preset: {
    shape: { kind: 'choice', values: ['recommended', 'strict'] },
    description: 'recommended: each rule as documented. strict: warnings become errors, infos become warnings.',
  },
  rules: {
    shape: { kind: 'record', of: SEVERITIES, schema: '#/$defs/rules' },
    description: 'Severity by rule id; off silences a rule.',
  },
  defaultVia: {
    shape: { kind: 'choice', values: ['auto', 'get', 'post', 'async'] },
    description: 'How strings reach OSS where their place does not tell.',
  },
}

const MESSAGES: Shape = {
  kind: 'record',
  of: {
    kind: 'object',
    fields: {
      en: { shape: { kind: 'text' }, description: 'English', required: true },
      zh: { shape: { kind: 'text' }, description: 'Chinese', required: true },
    },
  },
}

/** What a rule must have to be run; its checks are functions that may be there. */
const RULE_FIELDS: Readonly<Record<string, Field>> = {
  id: { shape: { kind: 'text' }, description: 'The name of the rule.', required: true },
  severity: {
    shape: { kind: 'choice', values: ['error', 'warning', 'info'] },
    description: 'Its severity.',
    required: true,
  },
  messages: { shape: MESSAGES, description: 'Its messages.', required: true },
}

const CONFIG_FIELDS: Readonly<Record<string, Field>> = {
  $schema: { shape: { kind: 'text' }, description: 'The address of this schema, for editors.' },
  ...PATH_FIELDS,
  ignore: { shape: GLOBS, description: 'Globs of files that are not linted, relative to the configuration.' },
  buckets: {
    shape: {
      kind: 'record',
      of: {
        kind: 'object',
        fields: { styles: { shape: GLOBS, description: 'Names of the styles that the bucket has.' } },
      },
    },
    description: 'The buckets of the team by name; where they are given, other buckets and styles are reported.',
  },
  maxWarnings: { shape: { kind: 'count' }, description: 'More warnings than this fail the run.' },
  overrides: {
    shape: {
      kind: 'list',
      of: {
        kind: 'object',
        fields: {
          files: { shape: GLOBS, description: 'Globs of the files that it is for.', required: true },
          ...PATH_FIELDS,
        },
      },
    },
    description: 'Settings for some paths; later entries win.',
  },
}

/**
 * Checks a configuration. `config` is there when nothing is wrong.
 * Custom rules are looked at only as far as running them needs.
 */
export function checkConfig(value: unknown): { readonly config?: Config; readonly problems: readonly ShapeProblem[] } {
  if (!isRecord(value)) return { problems: checkShape(value, { kind: 'object', fields: CONFIG_FIELDS }) }
  const { customRules = [], ...plain } = value
  const ids = new Set(knownRuleIds())
  const problems = [
    ...checkShape(plain, { kind: 'object', fields: CONFIG_FIELDS }),
    ...checkCustomRules(customRules, ids),
  ]
  if (problems.length === 0) problems.push(...checkRuleNames(plain, customRules, ids))
  return isSound(value, problems) ? { config: value, problems } : { problems }
}

/** True for a value in which nothing wrong was found. */
function isSound(_value: unknown, problems: readonly ShapeProblem[]): _value is Config {
  return problems.length === 0
}

function checkCustomRules(value: unknown, ids: ReadonlySet<string>): ShapeProblem[] {
  if (!Array.isArray(value)) return checkShape(value, { kind: 'list', of: { kind: 'text' } }, ['customRules'])
  return value.flatMap((rule: unknown, index) => {
    const path = ['customRules', index]
    const picked = isRecord(rule) ? Object.fromEntries(Object.keys(RULE_FIELDS).map(key => [key, rule[key]])) : rule
    const problems = checkShape(picked, { kind: 'object', fields: RULE_FIELDS }, path)
    const id = isRecord(rule) ? String(rule.id) : ''
    if (!ids.has(id)) return problems
    const message = {
      en: `The custom rule "${id}" has the name of a built-in rule.`,
      zh: `自定义规则 "${id}" 与内置规则同名。`,
    }
    return [...problems, { path: [...path, 'id'], key: false, message }]
  })
}

function checkRuleNames(
  config: Readonly<Record<string, unknown>>,
  customRules: unknown,
  ids: ReadonlySet<string>,
): ShapeProblem[] {
  const own = Array.isArray(customRules) ? customRules.filter(isRecord).map(({ id }) => String(id)) : []
  const names = [...ids, ...own]
  const check = (value: unknown, path: readonly (string | number)[]) =>
    Object.keys(isRecord(value) ? value : {})
      .filter(id => !names.includes(id))
      .map(id => unknownKey(id, names, path))
  const overrides = Array.isArray(config.overrides) ? config.overrides.filter(isRecord) : []
  return [
    ...check(config.rules, ['rules']),
    ...overrides.flatMap((override, index) => check(override.rules, ['overrides', index, 'rules'])),
  ]
}

/** The JSON Schema of the configuration, with every rule by name. */
export function configSchema(): object {
  const rulesSchema = {
    type: 'object',
    properties: Object.fromEntries(
      [...rules, ...hostRules, ...bucketRules()].map(({ id, description }) => [
        id,
        { description: description.en, ...toJsonSchema(SEVERITIES) },
      ]),
    ),
    additionalProperties: toJsonSchema(SEVERITIES),
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://unpkg.com/oss-process/grammar/config.schema.json',
    title: 'Configuration of oss-process',
    ...toJsonSchema({ kind: 'object', fields: CONFIG_FIELDS }),
    $defs: { rules: rulesSchema },
  }
}
