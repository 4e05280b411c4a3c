import { type Localized, listOf } from '../../grammar/catalogue/localized.ts'
import { readJson } from '../language/record.ts'
import { nearest } from '../language/suggest.ts'
import { entryName } from './expression.ts'
import { type Findings, hint } from './findings.ts'
import type { Place, Recipe, Value, Variable, VariableType } from './recipe.ts'
import { optionalNames, referencedNames } from './references.ts'
import { KIND_WORDS } from './text.ts'
import { timePattern } from './units.ts'

/** The prefix of environment variables that give values. */
const ENVIRONMENT_PREFIX = 'OSS_PROCESS_VAR_'

/** Values of variables by name, as the caller gives them: a text, or the texts of a list. */
export type VariableValues = Readonly<Record<string, string | readonly string[]>>

const FORMS: Readonly<Record<VariableType, { readonly form: RegExp; readonly description: Localized }>> = {
  string: { form: /^/, description: { en: 'a text', zh: '文本' } },
  integer: { form: /^-?\d+$/, description: { en: 'an integer', zh: '整数' } },
  number: { form: /^-?\d+(\.\d+)?$/, description: { en: 'a number', zh: '数字' } },
  boolean: { form: /^(true|false)$/, description: { en: 'true or false', zh: ' true 或 false' } },
  duration: {
    form: timePattern(),
    description: { en: 'a time such as 1500ms, 1s or 1m30s', zh: '时间，例如 1500ms、1s 或 1m30s' },
  },
  list: { form: /^/, description: { en: 'a list', zh: '列表' } },
  object: { form: /^/, description: { en: 'a mapping', zh: '映射' } },
}

/** Whether a value fits its variable; a finding where it does not. */
export function checkValue(variable: Variable, value: Value, findings: Findings): boolean {
  const { name, type } = variable
  const { text, place } = value
  if (type === 'list') return checkItems(variable, toList(value).items, findings)
  if (type === 'object') return checkItems(variable, [...(value.entries?.values() ?? [])], findings)
  const { form, description } = FORMS[type]
  const where = place ?? variable.place
  if (!form.test(text)) findings.add('variable-type', where, { name, found: text, expected: description })
  else if (variable.enum && !variable.enum.includes(text)) {
    const data = { name, found: text, expected: listOf(variable.enum), hint: hint(text, variable.enum) }
    findings.add('variable-enum', where, data)
  } else if (isOutside(variable, Number(text))) {
    findings.add('variable-range', where, { name, found: text, expected: describeRange(variable) })
  } else return true
  return false
}

/** Whether the items of a list or the values of an object fit `enum` and the bounds. */
function checkItems(variable: Variable, items: readonly Value[], findings: Findings): boolean {
  const { minimum, maximum } = variable
  const type = minimum === undefined && maximum === undefined ? 'string' : 'number'
  return items.every(item => checkValue({ ...variable, type }, item, findings))
}

/** An object; a matrix goes through its keys. */
export function toObject(entries: ReadonlyMap<string, Value>, place: Place): Value {
  return { text: '', entries, items: [...entries.keys()].map(text => ({ text, place })), place }
}

/** A list given as a text, with its place. */
function toList(value: Value): Required<Pick<Value, 'text' | 'items'>> & Value {
  const { text, place, items } = value
  const split = () => splitList(text).map(item => ({ text: item, ...(place && { place }) }))
  return { ...value, items: items ?? split() }
}

/** The items of a text: separated by commas, or a list of JSON, `["a, b", "c"]`, where items hold commas. */
function splitList(text: string): readonly string[] {
  if (text.trim() === '') return []
  const list = text.trim().startsWith('[') ? readJson(text) : undefined
  const isPlain = (item: unknown) => typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean'
  return Array.isArray(list) && list.every(isPlain) ? list.map(String) : text.split(',').map(item => item.trim())
}

function isOutside({ minimum, maximum }: Variable, number: number): boolean {
  return (minimum !== undefined && number < minimum) || (maximum !== undefined && number > maximum)
}

function describeRange({ minimum, maximum }: Variable): Localized {
  if (minimum === undefined) return { en: `${maximum} or less`, zh: `不大于 ${maximum}` }
  if (maximum === undefined) return { en: `${minimum} or more`, zh: `不小于 ${minimum}` }
  return { en: `${minimum} to ${maximum}`, zh: `${minimum} 到 ${maximum}` }
}

/** What the caller gives. */
interface Given {
  readonly variables?: VariableValues
  readonly isOpen?: boolean
}

/** The value of every variable: what the caller gives, else the default. */
export function resolveVariables(
  recipe: Recipe,
  { variables: given = {}, isOpen = false }: Given,
  findings: Findings,
): Map<string, Value> {
  const values = new Map<string, Value>()
  const optional = optionalNames(recipe)
  const used = referencedNames(recipe)
  const entries = entriesOf(given)
  for (const variable of recipe.variables.values()) {
    const { name, place } = variable
    if (variable.type === 'object') {
      addObject(variable, given, entries.get(name) ?? [], values, findings, !isOpen)
      continue
    }
    const own = Object.hasOwn(given, name) ? given[name] : undefined
    const kind = typeof own === 'object' && variable.type !== 'list' ? 'list' : entries.has(name) ? 'map' : undefined
    if (kind) {
      findings.add('variable-kind', place, {
        name,
        found: KIND_WORDS[kind],
        expected: FORMS[variable.type].description,
      })
      continue
    }
    const value = own === undefined ? (variable.required ? undefined : variable.default) : toValue(own)
    const isNeeded = variable.required || (used.has(name) && !optional.has(name))
    if (!value && !variable.isBroken && isNeeded && !isOpen) findings.add('missing-variable', place, { name })
    if (!value) continue
    if (own !== undefined && !checkValue(variable, value, findings)) continue
    values.set(name, variable.type === 'list' ? toList(value) : value)
  }
  for (const [name, own] of Object.entries(given)) {
    if (recipe.variables.has(name) || recipe.variables.has(name.split('.', 1)[0] ?? '')) continue
    const place = { file: recipe.file, start: 0, end: 0 }
    if (optional.has(name) && typeof own === 'string') values.set(name, { text: own })
    else if (optional.has(name)) {
      findings.add('variable-kind', place, { name, found: KIND_WORDS.list, expected: FORMS.string.description })
    } else {
      findings.add('undeclared-value', place, { name, hint: hint(name, recipe.variables.keys()) })
    }
  }
  return values
}

type GivenEntry = readonly [full: string, value: VariableValues[string]]

/** What is given for single entries of objects, `widths.small`, by the names of these. */
function entriesOf(given: VariableValues): ReadonlyMap<string, readonly GivenEntry[]> {
  const all = new Map<string, GivenEntry[]>()
  for (const entry of Object.entries(given)) {
    const [name = '', key] = entry[0].split('.', 2)
    if (key === undefined) continue
    const known = all.get(name)
    if (known) known.push(entry)
    else all.set(name, [entry])
  }
  return all
}

function toValue(own: VariableValues[string]): Value {
  return typeof own === 'string' ? { text: own } : { text: own.join(','), items: own.map(text => ({ text })) }
}

/** The entries of an object: those of its default, over which single ones that are given win, `widths.small`. */
function addObject(
  variable: Variable,
  given: VariableValues,
  single: readonly GivenEntry[],
  values: Map<string, Value>,
  findings: Findings,
  isNeeded: boolean,
): void {
  const { name, place, isBroken } = variable
  const entries = new Map(variable.default?.entries)
  const isWhole = Object.hasOwn(given, name)
  if (isWhole) {
    const { [name]: own = '' } = given
    const expected = OBJECT_FORM(name)
    if (typeof own === 'string') findings.add('variable-type', place, { name, found: own, expected })
    else findings.add('variable-kind', place, { name, found: KIND_WORDS.list, expected })
  }
  for (const [full, text] of single) {
    const key = full.slice(name.length + 1)
    const meant = entries.has(key) ? undefined : nearest(key, variable.default?.entries?.keys() ?? [])
    if (typeof text !== 'string') {
      findings.add('variable-kind', place, { name: full, found: KIND_WORDS.list, expected: FORMS.string.description })
    } else if (meant || key === '')
      findings.add('undeclared-value', place, { name: full, hint: hint(full, meant ? [entryName(name, meant)] : []) })
    else if (checkValue({ ...variable, type: 'object' }, toObject(new Map([[key, { text }]]), place), findings))
      entries.set(key, { text })
  }
  if (entries.size === 0) {
    if (isNeeded && !isBroken && !isWhole) findings.add('missing-variable', place, { name })
    return
  }
  values.set(name, toObject(entries, place))
  for (const [key, value] of entries) values.set(entryName(name, key), value)
}

const OBJECT_FORM = (name: string): Localized => ({
  en: `a mapping in a file of variables, or single values such as ${name}.key=value`,
  zh: `变量文件中的映射，或单个值，例如 ${name}.key=value`,
})

/** The values that the environment gives to the variables of a recipe: `OSS_PROCESS_VAR_width`. */
export function environmentValues(
  recipe: Recipe,
  environment: Readonly<Record<string, string | undefined>>,
): VariableValues {
  const values: Record<string, string> = {}
  for (const name of new Set([...recipe.variables.keys(), ...optionalNames(recipe)])) {
    const text = environment[ENVIRONMENT_PREFIX + name] ?? environment[ENVIRONMENT_PREFIX + name.replaceAll('-', '_')]
    if (text !== undefined) values[name] = text
  }
  return values
}
