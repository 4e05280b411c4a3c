import { listOf } from '../../grammar/catalogue/localized.ts'
import { isError } from '../language/diagnostic.ts'
import { type Findings, hint } from './findings.ts'
import { asList, asMap, isSecretName, readRecord } from './read-record.ts'
import type { Place, Value, Variable, VariableType } from './recipe.ts'
import { readScalar, readText, referencesOf } from './text.ts'
import { checkValue, toObject } from './variables.ts'
import { isWrittenEmpty, type YamlEntry, type YamlNode } from './yaml.ts'

/** The keys of a variable. */
const VARIABLE_KEYS = ['type', 'description', 'default', 'required', 'enum', 'minimum', 'maximum'] as const

/** The types of variables. */
export const VARIABLE_TYPES: readonly VariableType[] = [
  'string',
  'integer',
  'number',
  'boolean',
  'duration',
  'list',
  'object',
]

const NAME = /^[A-Za-z_][\w-]*$/

/** Whether a word can name a variable or an axis. */
export function isName(name: string): boolean {
  return NAME.test(name) && name !== 'source'
}

/** The variables by name. A single value stands for a variable with that default. */
export function readVariables(node: YamlNode, findings: Findings): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>()
  for (const entry of asMap(node, 'variables', findings)?.entries ?? []) {
    if (!isName(entry.key)) findings.add('variable-name', entry.place, { name: entry.key })
    else if (isSecretName(entry.key)) findings.add('secret-key', entry.place, { name: entry.key })
    else variables.set(entry.key, readChecked(entry, findings))
  }
  return variables
}

/** A variable that knows whether its declaration has errors. */
function readChecked(entry: YamlEntry, findings: Findings): Variable {
  const before = findings.diagnostics.length
  const variable = readVariable(entry, findings)
  const isBroken = findings.diagnostics.slice(before).some(isError)
  return isBroken ? { ...variable, isBroken } : variable
}

function readVariable({ key: name, place, value: node }: YamlEntry, findings: Findings): Variable {
  if (node.kind === 'scalar') {
    const isGiven = node.text !== '' || isWrittenEmpty(node)
    const value = isGiven ? readConstant(node, name, findings) : undefined
    return { name, type: 'string', required: false, place, ...(value && { default: value }) }
  }
  const map = asMap(node, name, findings)
  const record = map && readRecord(map, { en: 'a variable', zh: '变量' }, VARIABLE_KEYS, findings)
  const get = (key: (typeof VARIABLE_KEYS)[number]) => record?.get(key)?.value
  const minimum = readNumber(get('minimum'), 'minimum', findings)
  const maximum = readNumber(get('maximum'), 'maximum', findings)
  const words = get('enum')
  const known = words && readEnum(words, findings)
  const description = get('description')
  const described = description && readScalar(description, 'description', findings)?.text
  const variable: Variable = {
    name,
    type: readWord(get('type'), 'type', VARIABLE_TYPES, findings) ?? typeWithout(minimum ?? maximum),
    required: readWord(get('required'), 'required', ['false', 'true'], findings) === 'true',
    place,
    ...(described && { description: described }),
    ...(known?.length && { enum: known }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  }
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    findings.add('variable-bounds', record?.get('minimum')?.place ?? place, { name, minimum, maximum })
    return { ...variable, isBroken: true }
  }
  return withDefault(variable, get('default'), findings)
}

function readEnum(node: YamlNode, findings: Findings): readonly string[] {
  if (node.kind === 'list' && node.items.length === 0) findings.add('empty', node.place, { name: 'enum' })
  return asList(node, 'enum', findings).flatMap(item => readScalar(item, 'enum', findings)?.text ?? [])
}

/** The type of a variable that names none. */
function typeWithout(bound: number | undefined): VariableType {
  return bound === undefined ? 'string' : 'number'
}

function withDefault(variable: Variable, node: YamlNode | undefined, findings: Findings): Variable {
  const value = node && readDefault(variable.type, node, findings)
  if (!value) return variable
  const isNumeric = variable.type === 'integer' || variable.type === 'number'
  if (isNumeric && tellLeadingZero(value, value.place ?? variable.place, findings)) return variable
  if (variable.required) findings.add('required-default', value.place ?? variable.place, { name: variable.name })
  return checkValue(variable, value, findings) ? { ...variable, default: value } : variable
}

function readDefault(type: VariableType, node: YamlNode, findings: Findings): Value | undefined {
  if (type === 'list') return readList(node, findings)
  return type === 'object' ? readObject(node, findings) : readConstant(node, 'default', findings)
}

function readObject(node: YamlNode, findings: Findings): Value | undefined {
  const map = asMap(node, 'default', findings)
  if (!map) return undefined
  const pairs = map.entries.flatMap(({ key, place, value }) => {
    if (isSecretName(key)) findings.add('secret-key', place, { name: key })
    const constant = readConstant(value, key, findings)
    return constant ? [[key, constant] as const] : []
  })
  return toObject(new Map(pairs), node.place)
}

function readList(node: YamlNode, findings: Findings): Value {
  const items = asList(node, 'default', findings).flatMap(item => readConstant(item, 'default', findings) ?? [])
  return { text: items.map(({ text }) => text).join(','), items, place: node.place }
}

/** A value without references. An empty text in quotes is a value. */
export function readConstant(node: YamlNode, name: string, findings: Findings): Value | undefined {
  if (node.kind === 'scalar' && isWrittenEmpty(node)) return { text: '', place: node.place }
  const text = readText(node, name, findings)
  if (!text) return undefined
  const [reference] = referencesOf(text)
  if (reference) findings.add('constant', reference.place, { name })
  if (reference) return undefined
  return { text: text.parts.join(''), place: text.place, ...(text.isPlain && { isPlain: true }) }
}

/** Whether a text is a number such as `010`, which is eight for some and ten for others. */
export function isLeadingZero(text: string): boolean {
  return /^[-+]?0\d+$/.test(text)
}

/** Tells of such a number where it stands without quotes. */
function tellLeadingZero({ text: found, isPlain }: Value, place: Place, findings: Findings): boolean {
  const isFound = isPlain === true && isLeadingZero(found)
  if (isFound) findings.add('leading-zero', place, { found, expected: Number(found) })
  return isFound
}

function readNumber(node: YamlNode | undefined, name: string, findings: Findings): number | undefined {
  const scalar = node && readScalar(node, name, findings)
  if (!scalar) return undefined
  const number = Number(scalar.text)
  if (tellLeadingZero(scalar, scalar.place, findings)) return undefined
  if (!Number.isNaN(number)) return number
  findings.add('not-number', scalar.place, { name, found: scalar.text })
  return undefined
}

/** One of a few words. */
export function readWord<T extends string>(
  node: YamlNode | undefined,
  name: string,
  words: readonly T[],
  findings: Findings,
): T | undefined {
  const scalar = node && readScalar(node, name, findings)
  const word = words.find(candidate => candidate === scalar?.text)
  if (scalar && word === undefined) {
    const data = { name, found: scalar.text, expected: listOf(words), hint: hint(scalar.text, words) }
    findings.add('enum', scalar.place, data)
  }
  return word
}
