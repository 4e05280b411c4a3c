import { listOf } from '../language/diagnostic.ts'
import { type Findings, hint } from './findings.ts'
import type { Matrix, Recipe, Reference, Text, WrittenStep } from './recipe.ts'
import { SOURCE_FIELDS } from './source.ts'
import { BROKEN, referencesOf } from './text.ts'

const SOURCE = 'source.'

/** Checks that every reference leads somewhere and that every variable is used. */
export function checkReferences(recipe: Recipe, findings: Findings): void {
  const known = new Set([...recipe.variables.keys(), ...matrixNames(recipe.matrix)])
  const used = new Set<string>()
  const check = (reference: Reference, varies: boolean): void => {
    if (reference.name === BROKEN) return
    used.add(reference.name)
    if (reference.name.startsWith(SOURCE)) checkField(reference, varies, recipe, findings)
    else if (!known.has(reference.name)) unknownName(reference, known, findings)
  }
  for (const text of constantTexts(recipe)) for (const reference of referencesOf(text)) check(reference, false)
  for (const text of stepTexts(recipe)) for (const reference of referencesOf(text)) check(reference, true)
  for (const { name, place } of recipe.variables.values()) {
    if (!used.has(name) && place.file === recipe.file) findings.add('unused-variable', place, { name })
  }
  for (const [name, [first]] of recipe.matrix?.axes ?? []) {
    if (!used.has(name) && first?.place) findings.add('unused-axis', first.place, { name })
  }
}

function unknownName({ name, place }: Reference, known: ReadonlySet<string>, findings: Findings): void {
  findings.add('unknown-variable', place, {
    name,
    hint: hint(name, [...known, ...SOURCE_FIELDS.map(field => SOURCE + field)]),
  })
}

function checkField({ name, place }: Reference, varies: boolean, { sources }: Recipe, findings: Findings): void {
  const field = name.slice(SOURCE.length)
  if (!varies) findings.add('source-reference', place, { name: `\${${name}}` })
  else if (!SOURCE_FIELDS.some(known => known === field) && !sources?.manifest) {
    findings.add('unknown-source-field', place, {
      name: field,
      expected: listOf(SOURCE_FIELDS),
      hint: hint(field, SOURCE_FIELDS),
    })
  }
}

/** The names that the cells of a matrix give values to. */
export function matrixNames(matrix: Matrix | undefined): ReadonlySet<string> {
  return new Set([...(matrix?.axes.keys() ?? []), ...(matrix?.include.flatMap(row => [...row.keys()]) ?? [])])
}

/** The names that a recipe refers to. */
export function referencedNames(recipe: Recipe): ReadonlySet<string> {
  const texts = [...constantTexts(recipe), ...stepTexts(recipe)]
  return new Set(texts.flatMap(referencesOf).map(({ name }) => name))
}

/** Texts that are the same for every input. */
function constantTexts({ connection, sources }: Recipe): readonly Text[] {
  const items = sources?.items.map(({ key }) => key) ?? []
  return [
    connection.endpoint,
    connection.region,
    connection.bucket,
    sources?.manifest?.path,
    sources?.prefix,
    sources?.pattern,
    ...items,
  ].flatMap(text => text ?? [])
}

/** Texts that may differ from input to input; those of fragments too, so that what only an unused one needs counts as used. */
function stepTexts({ file, fragments, steps, saveas, notify }: Recipe): readonly Text[] {
  const own = [...fragments.values()].filter(({ place }) => place.file === file)
  const texts = [...steps, ...own.flatMap(fragment => fragment.steps)].flatMap(textsOf)
  const all = [...texts, saveas?.bucket, saveas?.object, notify].flatMap(text => text ?? [])
  return [...new Set(all)]
}

function textsOf(step: WrittenStep): readonly Text[] {
  switch (step.kind) {
    case 'operation':
      return step.arguments.map(({ value }) => value)
    case 'process':
      return [step.text]
    case 'conditional':
    case 'named':
      return step.steps.flatMap(textsOf)
    default:
      return []
  }
}
