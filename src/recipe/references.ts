import { listOf } from '../../grammar/catalogue/localized.ts'
import { meantHint, nearest } from '../language/suggest.ts'
import { operandNames } from './expression.ts'
import type { CellValues } from './fill.ts'
import { type Findings, hint } from './findings.ts'
import { OUTPUT, recipesOf } from './outputs.ts'
import type { Matrix, Place, Recipe, Reference, Text } from './recipe.ts'
import { LIST_FIELDS, SOURCE_FIELDS } from './source.ts'
import { BROKEN, referencesOf, textsOf } from './text.ts'

const SOURCE = 'source.'

/** Checks that every reference leads somewhere and that every variable is used. */
export function checkReferences(recipe: Recipe, findings: Findings): void {
  const declared = new Set([...recipe.variables.keys(), ...matrixNames(recipe.matrix)])
  const known = new Set([...declared, ...BUILT_IN, ...(recipe.outputs.length > 0 ? [OUTPUT] : [])])
  const used = new Set<string>()
  const arguable = argumentsMeant(recipe)
  const seen = new Set<Place>()
  const check = (reference: Reference, varies: boolean): void => {
    // One of a fragment stands in each use of it.
    if (reference.name === BROKEN || seen.has(reference.place)) return
    seen.add(reference.place)
    const { name, place, fallback, operations } = reference
    const table = tableOf(name)
    used.add(table ?? name)
    for (const operand of operandNames(operations)) {
      used.add(operand)
      if (!known.has(operand)) unknownName(operand, place, known, findings)
    }
    for (const operation of operations)
      if (operation.kind === 'lookup') checkTable(operation.table, place, recipe, findings)
    if (table !== undefined && known.has(table)) {
      checkTable(table, place, recipe, findings)
      return
    }
    if (recipe.variables.get(name)?.type === 'object') {
      findings.add('object-alone', place, { name, example: `"\${${name}[name]}"` })
    }
    if (name.startsWith(SOURCE)) checkField(reference, varies, recipe, findings)
    else if (known.has(name)) return
    // A name with a default needs no declaration, unless it is a slip of one.
    else if (fallback === undefined && arguable.has(place)) {
      findings.add('missing-argument', place, { name, fragment: arguable.get(place) ?? '' })
    } else if (fallback === undefined || nearest(name, declared)) {
      unknownName(name, place, known, findings)
      // What was meant is used.
      used.add(nearest(name, known) ?? '')
    }
  }
  for (const text of constantTexts(recipe)) for (const reference of referencesOf(text)) check(reference, false)
  for (const text of variedTexts(recipe)) for (const reference of referencesOf(text)) check(reference, true)
  for (const reference of listReferences(recipe)) used.add(reference.name)
  for (const reference of fragmentTexts(recipe).flatMap(referencesOf)) used.add(reference.name)
  for (const { name, place } of recipe.variables.values()) {
    if (!used.has(name) && place.file === recipe.file) findings.add('unused-variable', place, { name })
  }
  for (const [name, axis] of recipe.matrix?.axes ?? []) {
    const place = 'name' in axis ? axis.place : axis[0]?.place
    if (!used.has(name) && place) findings.add('unused-axis', place, { name })
  }
}

/** The places in fragments that refer to names, by the fragment: a name that nothing declares is an argument there. */
function argumentsMeant({ fragments }: Recipe): ReadonlyMap<Place, string> {
  const places = new Map<Place, string>()
  for (const [fragment, { steps }] of fragments) {
    for (const { place } of steps.flatMap(textsOf).flatMap(referencesOf)) places.set(place, fragment)
  }
  return places
}

/** Names that have a value without being declared: the time of the run. */
const BUILT_IN = ['now']

/** The table whose entry a name is, `widths.small`. */
const tableOf = (name: string): string | undefined =>
  name.startsWith(SOURCE) ? undefined : /^([^.]*)\./.exec(name)?.[1]

function checkTable(name: string, place: Place, { variables, matrix }: Recipe, findings: Findings): void {
  const isKnown = variables.has(name) || matrixNames(matrix).has(name) || BUILT_IN.includes(name)
  if (isKnown && variables.get(name)?.type !== 'object') findings.add('no-object', place, { name })
}

/** Checks, with the values of a cell, that what is looked up is there. What differs from input to input is told with its input. */
export function checkEntries(recipe: Recipe, scope: CellValues, findings: Findings): void {
  for (const reference of [...constantTexts(recipe), ...variedTexts(recipe)].flatMap(referencesOf)) {
    const { name, operations, fallback, place } = reference
    const [first] = operations
    const lookup = first?.kind === 'lookup' ? first : undefined
    const table = lookup?.table ?? tableOf(name)
    const entries = scope.get(table ?? '')?.entries
    const key = lookup ? scope.get(name)?.text : name.slice(name.indexOf('.') + 1)
    if (table === undefined || !entries || !key || entries.has(key) || fallback !== undefined) continue
    findings.add('no-entry', place, { table, key, hint: hint(key, entries.keys()) })
  }
}

function listReferences({ matrix }: Recipe): readonly Reference[] {
  return [...(matrix?.axes.values() ?? [])].flatMap(axis => ('name' in axis ? [axis] : []))
}

/** Names to which every reference has a default. */
export function optionalNames(recipe: Recipe): ReadonlySet<string> {
  const references = [...constantTexts(recipe), ...variedTexts(recipe)].flatMap(referencesOf)
  const needed = new Set([
    ...references.flatMap(({ operations }) => operandNames(operations)),
    ...references.filter(({ fallback }) => fallback === undefined).map(({ name }) => name),
    ...listReferences(recipe).map(({ name }) => name),
  ])
  const names = references.map(({ name }) => name).filter(name => !name.startsWith(SOURCE) && !BUILT_IN.includes(name))
  return new Set(names.filter(name => !needed.has(name) && !matrixNames(recipe.matrix).has(name)))
}

/** How other programs write a variable of the environment. */
const ENVIRONMENT = /^(?:env|environment|process\.env)\.(\w+)$/i

function unknownName(name: string, place: Place, known: ReadonlySet<string>, findings: Findings): void {
  const short = ENVIRONMENT.exec(name)?.[1]
  if (short !== undefined) {
    findings.add('environment-name', place, { name, short })
    return
  }
  if (/^(?:date|time|today|timestamp)$/i.test(name)) {
    findings.add('unknown-variable', place, { name, hint: meantHint('now | date YYYY-MM-DD') })
    return
  }
  findings.add('unknown-variable', place, {
    name,
    hint: hint(name, [...known, ...SOURCE_FIELDS.map(field => SOURCE + field)]),
  })
}

function checkField({ name, place }: Reference, varies: boolean, { sources }: Recipe, findings: Findings): void {
  const field = name.slice(SOURCE.length)
  const known: readonly string[] = sources?.lists.length ? [...SOURCE_FIELDS, ...LIST_FIELDS] : SOURCE_FIELDS
  if (!varies) findings.add('source-reference', place, { name: `\${${name}}` })
  else if (!known.includes(field) && !sources?.manifest) {
    findings.add('unknown-source-field', place, { name: field, expected: listOf(known), hint: hint(field, known) })
  }
}

/** The names that the cells of a matrix give values to. */
export function matrixNames(matrix: Matrix | undefined): ReadonlySet<string> {
  return new Set([...(matrix?.axes.keys() ?? []), ...(matrix?.include.flatMap(row => [...row.keys()]) ?? [])])
}

/** The names that a recipe refers to. */
export function referencedNames(recipe: Recipe): ReadonlySet<string> {
  const texts = [...constantTexts(recipe), ...variedTexts(recipe)].flatMap(referencesOf)
  const references = [...texts, ...listReferences(recipe)]
  return new Set(references.flatMap(({ name, operations }) => [name, ...operandNames(operations)]))
}

/** The fields of inputs that a recipe refers to without a default. */
export function neededFields(recipe: Recipe): ReadonlySet<string> {
  const references = variedTexts(recipe).flatMap(referencesOf)
  const names = references.filter(({ name, fallback }) => name.startsWith(SOURCE) && fallback === undefined)
  return new Set(names.map(({ name }) => name.slice(SOURCE.length)))
}

/** The names that the string of an input is made of, `source.title` among them. */
export function usedInSteps(recipe: Recipe): ReadonlySet<string> {
  return new Set(stepTexts(recipe).flatMap(text => referencesOf(text).map(({ name }) => name)))
}

/** Texts that are the same for every input. */
function constantTexts({ connection, sources }: Recipe): readonly Text[] {
  const items = sources?.items.map(({ key }) => key) ?? []
  return [
    connection.endpoint,
    connection.region,
    connection.bucket,
    connection.imm,
    ...(sources?.manifest?.paths ?? []),
    ...(sources?.lists ?? []),
    ...(sources?.filters.flatMap(({ values }) => values) ?? []),
    sources?.prefix,
    sources?.pattern,
    ...items,
  ].flatMap(text => text ?? [])
}

/** Texts that may differ from input to input. */
function variedTexts(recipe: Recipe): readonly Text[] {
  return [...stepTexts(recipe), ...(recipe.sources?.facts?.values() ?? [])]
}

/** Those of them that the process string is made of. */
function stepTexts(recipe: Recipe): readonly Text[] {
  const all = recipesOf(recipe).flatMap(({ steps, saveas, notify }) =>
    [...steps.flatMap(textsOf), saveas?.bucket, saveas?.object, notify].flatMap(text => text ?? []),
  )
  return [...new Set(all)]
}

/** Texts of fragments, so that what only an unused one needs counts as used. */
function fragmentTexts({ file, fragments }: Recipe): readonly Text[] {
  return [...fragments.values()]
    .filter(({ place }) => place.file === file)
    .flatMap(fragment => fragment.steps.flatMap(textsOf))
}
