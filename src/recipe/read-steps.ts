import { listOf } from '../../grammar/catalogue/localized.ts'
import { once } from '../../grammar/catalogue/memo.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { type CatalogOperation, findCategory, getCatalog, listOperations } from '../catalogue/catalogue.ts'
import { readConditions } from './condition.ts'
import { type Findings, hint } from './findings.ts'
import { asMap } from './read-record.ts'
import type { Argument, Fragment, Place, WrittenStep } from './recipe.ts'
import { plainText, readScalar, readText } from './text.ts'
import {
  addFullWidth,
  addFullWidthIn,
  isWrittenEmpty,
  tellEmpty,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from './yaml.ts'

/** Keys among steps that are neither operations nor names. */
const USE = 'use'
const PROCESS = 'process'
const WHEN = 'when'

/** The steps of a recipe: a list of operations, or a mapping in whose order they run. */
export function readSteps(node: YamlNode, place: Place, findings: Findings): readonly WrittenStep[] {
  return readItems(node, 'steps', place, { findings })
}

/** Steps by name. */
export function readFragments(node: YamlNode, findings: Findings): ReadonlyMap<string, Fragment> {
  const fragments = new Map<string, Fragment>()
  for (const { key: name, place, value } of asMap(node, 'fragments', findings)?.entries ?? []) {
    fragments.set(name, { name, place, steps: readItems(value, name, place, { findings }) })
  }
  return fragments
}

interface Context {
  readonly findings: Findings
  /** Name of the step that is being read. */
  readonly outer?: string
}

function readItems(node: YamlNode, name: string, place: Place, context: Context): readonly WrittenStep[] {
  const { findings } = context
  if (node.kind === 'map') return readEntries(node, context)
  if (node.kind === 'list') return node.items.flatMap(item => readItem(item, context))
  if (node.text === '') findings.add('empty', place, { name })
  return node.text === '' ? [] : readItem(node, context)
}

function readItem(item: YamlNode, context: Context): readonly WrittenStep[] {
  if (item.kind === 'map') return readEntries(item, context)
  if (item.kind === 'list') {
    context.findings.add('nested-list', item.place)
    return []
  }
  if (item.nothing) {
    context.findings.add('null-step', item.place, { found: item.nothing.written })
    return []
  }
  const slip = stepSlip(item)
  if (slip) {
    context.findings.add(slip, item.place, { found: item.text })
    return []
  }
  // An operation without parameters may stand alone: `- image/info`.
  const empty: YamlNode = { kind: 'scalar', text: '', place: { ...item.place, start: item.place.end } }
  const step = readOperation({ key: item.text, place: item.place, value: empty }, context.findings)
  return step ? [step] : []
}

/** What a text that is no operation is: a piece of a process string, or a mapping in quotes. */
function stepSlip({ text, isPlain }: YamlScalar): 'step-string' | 'step-quoted' | undefined {
  if (findEntry(text)) return undefined
  const [, id = '', behind] = /^([\w-]+\/[\w-]+)(,(?=\S)|:(?=\s|$))/.exec(text) ?? []
  if (!findEntry(id)) return undefined
  return behind === ',' ? 'step-string' : isPlain ? undefined : 'step-quoted'
}

/** The steps of a mapping; `when` in it holds for all of them. */
function readEntries({ entries: written, place: whole }: YamlMap, context: Context): readonly WrittenStep[] {
  const guard = written.find(({ key }) => key === WHEN)
  const all = written.filter(entry => entry !== guard)
  const steps = readStepEntries(all, context)
  if (!guard) return steps
  const when = readConditions(guard.value, context.findings)
  if (all.length === 0) context.findings.add('when-alone', guard.place)
  return when.length === 0 ? steps : [{ kind: 'guarded', when, steps, place: whole }]
}

function readStepEntries(all: readonly YamlEntry[], context: Context): readonly WrittenStep[] {
  const { findings } = context
  const steps: WrittenStep[] = []
  for (let at = 0; at < all.length; at++) {
    const entry = all[at]
    const step = entry && readStep(entry, context)
    if (step) steps.push(step)
    const stray = strayBehind(all, at)
    const [first] = stray
    if (!entry || !first) continue
    if (entry.key === USE) findings.add('use-argument', first.place, { name: first.key, fragment: textOf(entry.value) })
    else {
      const names = stray.map(({ key }) => `"${key}"`)
      const words = { en: names.join(', '), zh: names.join('、') }
      findings.add('step-indent', first.place, { names: words, operation: entry.key })
    }
    at += stray.length
  }
  return steps
}

/** The entries that belong below the step at a place: parameters of an operation, single values behind the use of a fragment. */
function strayBehind(all: readonly YamlEntry[], at: number): readonly YamlEntry[] {
  const { key = '' } = all[at] ?? {}
  const operation = findEntry(key)
  const isStray = ({ key: name, value }: YamlEntry): boolean => {
    if (value.kind !== 'scalar') return false
    return operation
      ? findParameter(operation, name) !== undefined
      : key === USE && !isStepKey(name) && value.text !== ''
  }
  const behind = all.slice(at + 1)
  const end = behind.findIndex(entry => !isStray(entry))
  return end < 0 ? behind : behind.slice(0, end)
}

const isStepKey = (key: string): boolean =>
  key.includes('/') || key.startsWith('if_') || [USE, PROCESS, 'if'].includes(key)

const textOf = (node: YamlNode): string =>
  node.kind === 'scalar' ? node.text : node.kind === 'map' ? (node.entries[0]?.key ?? '') : ''

function readStep(entry: YamlEntry, context: Context): WrittenStep | undefined {
  const { key, place, value } = entry
  const { findings, outer } = context
  if (key.startsWith('if_')) {
    return { kind: 'conditional', condition: key, place, steps: readItems(value, key, place, context) }
  }
  if (key.includes('/')) return readOperation(entry, findings)
  if (key === USE) return readUse(value, findings)
  if (key === PROCESS) {
    const text = readText(value, key, findings)
    return text && { kind: 'process', text, place }
  }
  const whole = key.replace(/[.:]/, '/')
  if (whole !== key && findEntry(whole)) {
    findings.add('unknown-operation', place, { name: key, hint: hint(whole, [whole]) })
    return undefined
  }
  const lost = findLost(key)
  if (lost && !holdsSteps(value)) {
    findings.add('lost-category', place, { name: key, expected: lost })
    return undefined
  }
  if (value.kind === 'scalar' && value.text !== '' && !holdsSteps(value)) {
    if (addFullWidthIn(value, findings)) return undefined
    findings.add('step-value', place, {
      name: key,
      hint: key === 'if' ? hint(WHEN, [WHEN]) : hint(key, [USE, PROCESS, WHEN]),
    })
    return undefined
  }
  if (outer === undefined) {
    return { kind: 'named', name: key, place, steps: readItems(value, key, place, { findings, outer: key }) }
  }
  findings.add('step-name', place, { name: key, outer })
  return undefined
}

/** `use: name`, or `use: { name: { argument: value } }`. */
function readUse(node: YamlNode, findings: Findings): WrittenStep | undefined {
  const [entry, more] = node.kind === 'map' ? node.entries : []
  if (!entry) {
    const scalar = readScalar(node, USE, findings)
    return scalar && { kind: 'use', fragment: scalar.text, arguments: new Map(), place: scalar.place }
  }
  if (more) findings.add('use-one', more.place, { name: more.key })
  const { key: fragment, place, value } = entry
  const isEmpty = value.kind === 'scalar' && value.text === ''
  const given = isEmpty ? [] : (asMap(value, fragment, findings)?.entries ?? [])
  const args = given.flatMap(({ key, value: argument }) => {
    const text = readText(argument, key, findings)
    return text ? [[key, text] as const] : []
  })
  return { kind: 'use', fragment, arguments: new Map(args), place }
}

/** The operation whose name a key is, where its category was left out. */
function findLost(key: string): string | undefined {
  return listOperations().find(({ name, main }) => main && name === key)?.id
}

function holdsSteps(node: YamlNode): boolean {
  if (node.kind === 'list') return node.items.some(holdsSteps)
  if (node.kind === 'scalar') return node.text.includes('/')
  return node.entries.some(({ key }) => key.includes('/') || key === USE || key === PROCESS)
}

function readOperation(entry: YamlEntry, findings: Findings): WrittenStep | undefined {
  const { key, place, value } = entry
  if (key.startsWith('style/')) return readStyle(entry, findings)
  const operation = findEntry(key)
  if (operation)
    return { kind: 'operation', entry: operation, place, arguments: readArguments(value, operation, findings) }
  if (!addFullWidth(key, place, findings))
    findings.add('unknown-operation', place, { name: key, hint: operationHint(key) })
  return undefined
}

const entries = once(() => new Map(listOperations().map(operation => [operation.id, operation])))

/** An operation or sub-operation by its id, `video/concat/pre`. */
export function findEntry(id: string): CatalogOperation | undefined {
  return entries().get(id)
}

function operationHint(key: string): { en: string; zh: string } {
  const [category = '', name = ''] = key.split('/')
  const meant = findCategory(category)?.spec.misnamed?.[name]
  if (meant) return hint(`${category}/${meant}`, [`${category}/${meant}`])
  const below = listOperations().find(
    ({ id, main }) => !main && id.startsWith(`${category}/`) && id.endsWith(`/${name}`),
  )
  if (below) return hint(below.id, [below.id])
  const near = hint(
    key,
    listOperations().map(({ id }) => id),
  )
  if (near.en !== '' || getCatalog().has(category)) return near
  return hint(
    name,
    [...getCatalog().values()].flatMap(({ operations }) =>
      operations.has(name) ? [`${operations.get(name)?.id}`] : [],
    ),
  )
}

function readStyle({ key, place, value }: YamlEntry, findings: Findings): WrittenStep | undefined {
  if (value.kind !== 'scalar' || value.text !== '') {
    findings.add('no-parameters', value.place, { operation: key })
    return undefined
  }
  return { kind: 'style', name: plainText(key.slice('style/'.length), place), place }
}

function readArguments(node: YamlNode, operation: CatalogOperation, findings: Findings): readonly Argument[] {
  if (node.kind === 'scalar') {
    if (node.nothing?.kind === 'comment') tellEmpty(node, operation.id, findings)
    return node.text === '' ? [] : readPositional(node, operation, findings)
  }
  const map = asMap(node, operation.id, findings)
  if (!map) return []
  const found = new Map<string, Argument & { readonly key: string }>()
  for (const entry of map.entries) {
    const argument = readArgument(entry, operation, findings)
    const other = argument && found.get(argument.name)
    if (other) {
      const data = { name: entry.key, other: other.key, operation: operation.id }
      findings.add('same-parameter', entry.place, data)
    } else if (argument) found.set(argument.name, { ...argument, key: entry.key })
  }
  return inOrder(operation, [...found.values()])
}

/** In the order of the catalogue, so that the string is canonical however the recipe is written. */
function inOrder(operation: CatalogOperation, found: readonly Argument[]): readonly Argument[] {
  const rank = [...operation.parameters.keys()]
  return found.toSorted((a, b) => rank.indexOf(a.name) - rank.indexOf(b.name))
}

function readPositional(node: YamlScalar, operation: CatalogOperation, findings: Findings): readonly Argument[] {
  const spec = operation.parameters.get('')
  const value = readText(node, operation.id, findings)
  if (value && spec?.type.kind !== 'base64' && addFullWidthIn(node, findings)) return []
  if (spec && value) return [{ name: '', spec, value, place: node.place }]
  if (operation.parameters.size === 0) findings.add('no-parameters', node.place, { operation: operation.id })
  else {
    const example = exampleOf(node.text, operation)
    findings.add('no-positional', node.place, { operation: operation.id, example })
  }
  return []
}

/** What was meant: `w_300,h_200` as a process string has it, a word of one parameter, else the parameter that is needed. */
function exampleOf(text: string, { parameters }: CatalogOperation): string {
  const pairs = text.split(',').map(part => {
    const at = part.indexOf('_')
    const word = parameters.get(part.slice(0, Math.max(at, 0)))?.word
    return word && at > 0 ? `${word}: ${part.slice(at + 1)}` : undefined
  })
  if (pairs.every(pair => pair !== undefined)) return `{ ${pairs.join(', ')} }`
  const specs = [...parameters.values()]
  const meant = specs.find(({ type }) => type.kind === 'enum' && type.test(text) === undefined)
  const shown = meant ?? specs.find(({ required }) => required) ?? specs[0]
  return `{ ${shown?.word}: ${meant ? text : '...'} }`
}

/** How other programs write what a recipe writes as `${name}`; no value of a number, an enumeration or a colour looks so. */
const FOREIGN_REFERENCE =
  /^(?:\$([A-Za-z][\w-]*)|\{\{?\s*\.?([A-Za-z][\w-]*)\s*\}?\}|%([A-Za-z][\w-]*)%|<([A-Za-z][\w-]*)>)$/

function readArgument(
  { key, place, value }: YamlEntry,
  operation: CatalogOperation,
  findings: Findings,
): Argument | undefined {
  const found = findParameter(operation, key)
  if (!found) {
    const words = [...operation.parameters.values()].map(({ word }) => word)
    if (words.length === 0) findings.add('no-parameters', place, { operation: operation.id })
    else {
      const data = {
        name: key,
        operation: operation.id,
        expected: listOf(words),
        hint: parameterHint(operation, key, words),
      }
      findings.add('unknown-parameter', place, data)
    }
    return undefined
  }
  const [name, spec] = found
  const coded = value.kind === 'scalar' && spec.type.kind !== 'base64' ? value : undefined
  if (coded && addFullWidthIn(coded, findings)) return undefined
  const foreign = coded && FOREIGN_REFERENCE.exec(coded.text)
  if (foreign) {
    const [written, ...names] = foreign
    const meant = names.find(one => one !== undefined) ?? ''
    findings.add('foreign-reference', coded.place, { found: written, expected: `"\${${meant}}"` })
    return undefined
  }
  const text =
    value.kind === 'scalar' && spec.type.kind === 'base64' && isWrittenEmpty(value)
      ? plainText('', value.place)
      : readText(value, key, findings)
  return text && { name, spec, value: text, place }
}

/** A parameter by its own name or by its long word. */
function findParameter(operation: CatalogOperation, key: string): readonly [string, ParameterSpec] | undefined {
  const spec = key === '' ? undefined : operation.parameters.get(key)
  return spec ? ([key, spec] as const) : [...operation.parameters].find(([, { word }]) => word === key)
}

function parameterHint(operation: CatalogOperation, key: string, words: readonly string[]): { en: string; zh: string } {
  const meant = operation.main?.misnamed?.[key]
  const spec = meant === undefined ? undefined : operation.parameters.get(meant)
  if (spec) return hint(spec.word, [spec.word])
  // Files in front and behind are operations of their own, and a video has a codec of each kind.
  const [known] = [`${operation.id}/${key}`]
    .filter(id => findEntry(id))
    .concat(words.filter(word => word === `${operation.category}-${key}`))
  return known === undefined ? hint(key, [...words, ...operation.parameters.keys()]) : hint(known, [known])
}
