import type { Via } from '../../grammar/catalogue/types.ts'
import { fillInBoth, type Severity } from '../language/diagnostic.ts'
import { isRecord } from '../language/record.ts'
import type { Rule } from '../lint/rule.ts'
import { type BucketHints, bucketRules } from '../lint/rules/bucket/bucket-rules.ts'
import { hostRules } from '../lint/rules/host/host-rules.ts'
import { rules } from '../lint/rules/string/index.ts'
import { RECIPE_RULE_IDS, recipeSummaries } from '../recipe/recipe-rules.ts'
import { readSource, SOURCE_WORDS } from '../trace/source-text.ts'
import { checkShape, type Field, type Shape, type ShapeProblem, toJsonSchema, unknownKey } from './shape.ts'

/** How much a rule weighs, or that it is silent; `warn` is `warning`. In a list, options of the rule follow. */
export type RuleSetting = SeveritySetting | readonly [SeveritySetting, Readonly<Record<string, unknown>>]

type SeveritySetting = Severity | 'warn' | 'off'

/** What may differ from path to path. */
export interface PathConfig {
  readonly preset?: 'recommended' | 'strict'
  readonly rules?: Readonly<Record<string, RuleSetting>>
  /** How strings reach OSS where their place does not tell. */
  readonly defaultVia?: Via | 'auto'
  /** What is known of the sources, as `--source` takes it in words: `4000x3000,jpg`; one of each kind. */
  readonly source?: string | readonly string[]
}

/** The configuration of a project. */
export interface Config extends PathConfig {
  /** Configurations to start from: files beside this one (`./base.json`), or packages. What stands here wins. */
  readonly extends?: string | readonly string[]
  /** Globs of files that are not linted, relative to the configuration. */
  readonly ignore?: readonly string[]
  /** The buckets of the team; where they are given, others are reported. */
  readonly buckets?: BucketHints
  readonly maxWarnings?: number
  /** Later entries win. */
  readonly overrides?: readonly (PathConfig & { readonly files: readonly string[] })[]
  /** Rules of the project's own, made with `defineRule`. */
  readonly customRules?: readonly Rule[]
}

const LEVELS = ['error', 'warning', 'info', 'off']
const SEVERITIES: Shape = { kind: 'setting', values: LEVELS }
const GLOBS: Shape = { kind: 'list', of: { kind: 'text' } }

/** The rules that a configuration can name without bringing its own. */
export function knownRuleIds(): readonly string[] {
  return [...[...rules, ...hostRules, ...bucketRules()].map(({ id }) => id), ...RECIPE_RULE_IDS]
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
  source: {
    shape: { kind: 'texts' },
    description: 'What is known of the sources: "4000x3000,jpg" or "1920x1080,mp4,120s,25fps"; one of each kind.',
  },
}

const LOCALIZED: Shape = {
  kind: 'object',
  fields: {
    en: { shape: { kind: 'text' }, description: 'English', required: true },
    zh: { shape: { kind: 'text' }, description: 'Chinese', required: true },
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
  description: { shape: LOCALIZED, description: 'Its reason.' },
  messages: { shape: { kind: 'record', of: LOCALIZED }, description: 'Its messages.', required: true },
}

const CONFIG_FIELDS: Readonly<Record<string, Field>> = {
  $schema: { shape: { kind: 'text' }, description: 'The address of this schema, for editors.' },
  extends: {
    shape: { kind: 'texts' },
    description: 'Configurations to start from: files beside this one, or packages. What stands here wins over them.',
  },
  ...PATH_FIELDS,
  ignore: {
    shape: GLOBS,
    description: 'Globs of files that are not linted, relative to the configuration; one with ! takes files back.',
  },
  buckets: {
    shape: {
      kind: 'record',
      of: {
        kind: 'object',
        fields: {
          styles: { shape: GLOBS, description: 'Names of the styles that the bucket has.' },
          stylesOnly: { shape: { kind: 'flag' }, description: 'True where original-image protection is on.' },
          source: {
            shape: { kind: 'texts' },
            description: 'What is known of its objects, for the strings in its URLs; wins over source by path.',
          },
        },
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
  customRules: {
    shape: { kind: 'list', of: { kind: 'function' } },
    description: 'Rules of the project, made with defineRule; only in a configuration that is a program.',
  },
}

/**
 * Checks a configuration. `config` is there when nothing is wrong.
 * Custom rules are looked at only as far as running them needs. `inherited` are the ids of those that come by `extends`.
 */
export function checkConfig(
  value: unknown,
  inherited: readonly string[] = [],
): { readonly config?: Config; readonly problems: readonly ShapeProblem[] } {
  if (!isRecord(value)) return { problems: checkShape(value, { kind: 'object', fields: CONFIG_FIELDS }) }
  const { customRules = [], ...plain } = value
  const ids = new Set(knownRuleIds())
  const problems = [
    ...checkShape(plain, { kind: 'object', fields: CONFIG_FIELDS }),
    ...checkCustomRules(customRules, ids),
  ]
  if (problems.length === 0) problems.push(...checkSources(plain))
  if (problems.length === 0) problems.push(...checkRuleNames(plain, customRules, new Set([...ids, ...inherited])))
  return isSound(value, problems) ? { config: value, problems } : { problems }
}

/** Words of `source` that are no facts. */
function checkSources(config: Readonly<Record<string, unknown>>, path: ShapeProblem['path'] = []): ShapeProblem[] {
  const texts: unknown[] = [config.source ?? []].flat()
  const own = texts.flatMap((text, index): ShapeProblem[] => {
    const reading = readSource(String(text))
    if ('facts' in reading) return []
    const at = Array.isArray(config.source) ? [...path, 'source', index] : [...path, 'source']
    const data = { ...reading, words: SOURCE_WORDS }
    const message = fillInBoth(BAD_SOURCE, data)
    return [{ path: at, key: false, message }]
  })
  const overrides = Array.isArray(config.overrides) ? config.overrides.filter(isRecord) : []
  const buckets = Object.entries(isRecord(config.buckets) ? config.buckets : {})
  return [
    ...own,
    ...overrides.flatMap((override, index) => checkSources(override, ['overrides', index])),
    ...buckets.flatMap(([name, hint]) => (isRecord(hint) ? checkSources(hint, ['buckets', name]) : [])),
  ]
}

const BAD_SOURCE = {
  en: '"{word}" {problem}; expected {words}.',
  zh: '"{word}" {problem}；应为 {words}。',
}

/** True for a value in which nothing wrong was found. */
function isSound(_value: unknown, problems: readonly ShapeProblem[]): _value is Config {
  return problems.length === 0
}

function checkCustomRules(value: unknown, builtIn: ReadonlySet<string>): ShapeProblem[] {
  const own = new Set<string>()
  if (!Array.isArray(value)) return checkShape(value, { kind: 'list', of: { kind: 'text' } }, ['customRules'])
  return value.flatMap((rule: unknown, index) => {
    const path = ['customRules', index]
    const picked = isRecord(rule) ? Object.fromEntries(Object.keys(RULE_FIELDS).map(key => [key, rule[key]])) : rule
    const problems = checkShape(picked, { kind: 'object', fields: RULE_FIELDS }, path)
    const id = isRecord(rule) ? String(rule.id) : ''
    problems.push(...checkChecks(rule, path))
    const wrong = builtIn.has(id)
      ? BUILT_IN_NAME
      : own.has(id)
        ? SECOND
        : /^[\w-]+(?:\/[\w-]+)*$/.test(id)
          ? undefined
          : NO_NAME
    own.add(id)
    if (!wrong || problems.length > 0) return problems
    const message = fillInBoth(wrong, { id })
    return [{ path: [...path, 'id'], key: false, message }]
  })
}

const BUILT_IN_NAME = {
  en: 'The custom rule "{id}" has the name of a built-in rule.',
  zh: '自定义规则 "{id}" 与内置规则同名。',
}
const SECOND = { en: 'The custom rule "{id}" is listed twice.', zh: '自定义规则 "{id}" 列出了两次。' }
const NO_NAME = {
  en: 'The custom rule "{id}" needs a name of letters, digits, "-" and "/", such as "team-widths".',
  zh: '自定义规则 "{id}" 的名称应由字母、数字、"-" 和 "/" 组成，例如 "team-widths"。',
}

const CHECKS = [
  'check',
  'checkOperation',
  'checksOperation',
  'checkUnknownOperation',
  'checkParameter',
  'checksParameter',
  'checkUnknownParameter',
]

/** What a rule checks with is a function, under a name that is called. */
function checkChecks(rule: unknown, path: ShapeProblem['path']): ShapeProblem[] {
  return Object.entries(isRecord(rule) ? rule : {}).flatMap(([key, value]) => {
    if (CHECKS.includes(key)) return value === undefined ? [] : checkShape(value, { kind: 'function' }, [...path, key])
    return typeof value === 'function' ? [unknownKey(key, CHECKS, path)] : []
  })
}

function checkRuleNames(
  config: Readonly<Record<string, unknown>>,
  customRules: unknown,
  ids: ReadonlySet<string>,
): ShapeProblem[] {
  const own = Array.isArray(customRules) ? customRules.filter(isRecord).map(({ id }) => String(id)) : []
  const names = [...ids, ...own]
  const builtIn = new Set(knownRuleIds())
  const check = (value: unknown, path: readonly (string | number)[]) =>
    Object.entries(isRecord(value) ? value : {}).flatMap(([id, setting]) => {
      if (!names.includes(id)) return [unknownKey(id, names, path)]
      return Array.isArray(setting) && builtIn.has(id) ? [noOptions(id, setting[0], [...path, id])] : []
    })
  const overrides = Array.isArray(config.overrides) ? config.overrides.filter(isRecord) : []
  return [
    ...check(config.rules, ['rules']),
    ...overrides.flatMap((override, index) => check(override.rules, ['overrides', index, 'rules'])),
  ]
}

/** Options are for rules of the project; what nothing reads would be silently lost. */
function noOptions(id: string, severity: unknown, path: ShapeProblem['path']): ShapeProblem {
  const message = {
    en: `The rule "${id}" takes no options; expected ${JSON.stringify(severity)} alone.`,
    zh: `规则 "${id}" 没有选项；应只写 ${JSON.stringify(severity)}。`,
  }
  return { path, key: false, message }
}

/** The JSON Schema of the configuration, with every rule by name. */
export function configSchema(): object {
  const rulesSchema = {
    type: 'object',
    properties: Object.fromEntries(
      [...rules, ...hostRules, ...bucketRules(), ...recipeSummaries()].map(({ id, description }) => [
        id,
        { description: description.en, ...toJsonSchema({ kind: 'choice', values: [...LEVELS, 'warn'] }) },
      ]),
    ),
    additionalProperties: toJsonSchema(SEVERITIES),
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:oss-process:config.schema.json',
    title: 'Configuration of oss-process',
    ...toJsonSchema({ kind: 'object', fields: CONFIG_FIELDS }),
    $defs: { rules: rulesSchema },
  }
}
