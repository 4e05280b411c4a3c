import type { Locale } from '../../grammar/catalogue/localized.ts'
import { splitAddress } from './address.ts'
import type { CheckContext, CompileOptions } from './check.ts'
import { compileCell, type Template } from './compile.ts'
import { type ResolvedConnection, resolveConnection } from './connection.ts'
import { isImpossible } from './expression.ts'
import { type FactReader, resolveFacts } from './facts.ts'
import { type CellValues, constantOf, fillText } from './fill.ts'
import { resolveFilter, type SourceFilter } from './filter.ts'
import { createFindings, type Findings } from './findings.ts'
import { expandMatrix, labelOf, type MatrixCell } from './matrix.ts'
import { OUTPUT, recipesOf } from './outputs.ts'
import type { Place, Recipe, RecipeDiagnostic, Text, Value } from './recipe.ts'
import { checkEntries, matrixNames, neededFields, referencedNames, usedInSteps } from './references.ts'
import { type SourceNames, type SourceObject, sourceField } from './source.ts'
import { resolveVariables, type VariableValues } from './variables.ts'

/** How to expand a recipe. */
export interface ExpandOptions extends CompileOptions {
  /** Values of variables; those that are not given have their defaults. */
  readonly variables?: VariableValues
  /** True where variables without a value are no mistake: what they would say is left open. */
  readonly isOpen?: boolean
  /** Where requests go; wins over the recipe. */
  readonly connection?: ResolvedConnection
  readonly locale?: Locale
  /** The time, in milliseconds since 1970, where it is not that of this machine. */
  readonly now?: number
}

/** One combination of the matrix with its process string. */
export interface Cell {
  /** The values of the matrix, `width=100, format=gif`; empty without a matrix. */
  readonly label: string
  readonly values: CellValues
  readonly template: Template
  readonly connection: ResolvedConnection
}

/** A recipe expanded: its cells, the inputs that it names itself, and what is wrong. */
export interface Expansion {
  readonly recipe: Recipe
  /** Severities of the linter's rules. */
  readonly options: CompileOptions
  readonly cells: readonly Cell[]
  readonly sources: readonly SourceObject[]
  /** The manifests to read for more inputs. */
  readonly manifests: readonly { readonly path: string; readonly place: Place }[]
  /** What OSS is asked to list for more inputs. */
  readonly lists: readonly InputList[]
  readonly filter: SourceFilter
  /** What is known of an input. */
  readonly factsOf: FactReader
  /** The columns that the recipe uses and that have no default. */
  readonly neededFields: ReadonlySet<string>
  readonly diagnostics: readonly RecipeDiagnostic[]
  /** False where the recipe itself has errors: then there are no jobs. Errors of the process string leave it true. */
  readonly isSound: boolean
}

/** The objects of a bucket whose names start so. */
export interface InputList {
  readonly bucket: string
  readonly prefix: string
  readonly place: Place
}

/** The time of the run, for `${now | date}`. */
const NOW = 'now'

const SAMPLE: Omit<SourceObject, 'place'> = { key: 'folder/name.ext', bucket: 'bucket' }

/** Expands a recipe: gives variables their values, makes the cells of the matrix, compiles and checks each. Never throws. */
export function expand(recipe: Recipe, options: ExpandOptions = {}): Expansion {
  const findings = createFindings(options.locale)
  const { rules, connection: given = {}, now = Date.now() } = options
  const values = resolveVariables(recipe, options, findings)
  if (!values.has(NOW)) values.set(NOW, { text: new Date(now).toISOString() })
  const sources = listSources(recipe, values, findings)
  const sample = sources[0] ?? { ...SAMPLE, place: { file: recipe.file, start: 0, end: 0 } }
  const isMissing = findings.diagnostics.some(({ messageId }) => messageId === 'missing-variable')
  const rows = isMissing ? [] : expandMatrix(recipe.matrix, values, findings)
  findGaps(rows, recipe, findings)
  const factsOf = resolveFacts(recipe, values, usedInSteps(recipe), findings)
  const alike = likeAll(sources)
  const context: Omit<CheckContext, 'recipe'> = {
    ...{ sample, findings },
    ...(rules && { rules }),
    ...(recipe.sources?.facts && { factsOf: (process: string) => factsOf(alike, process) }),
  }
  const works = recipesOf(recipe).map((work, index) => ({ work, name: recipe.outputs[index]?.name }))
  const cells = works.flatMap(({ work, name }) =>
    rows.map(({ row: own }): Cell => {
      const row = name === undefined ? own : new Map<string, Value>([[OUTPUT, { text: name }], ...own])
      const label = labelOf(row)
      const scope = new Map<string, Value>([...values, ...row])
      checkEntries(work, scope, findings)
      const connection = resolveConnection(recipe.connection, scope, given, recipe.file, findings)
      return { label, values: row, connection, template: compileCell(scope, { ...context, recipe: work }) }
    }),
  )
  findCollapse(cells, recipe, findings)
  const constant = (text: Text) => constantOf(fillText(text, values))
  const filter = resolveFilter(recipe, values, now, findings)
  return {
    recipe,
    options: rules ? { rules } : {},
    cells,
    sources,
    manifests: recipe.sources?.manifest?.paths.map(path => ({ path: constant(path) ?? '', place: path.place })) ?? [],
    lists: (recipe.sources?.lists ?? []).map(text => {
      const [bucket, prefix] = splitAddress(text)
      return { bucket: (bucket && constant(bucket)) ?? '', prefix: constant(prefix) ?? '', place: text.place }
    }),
    filter,
    factsOf,
    neededFields: neededFields(recipe),
    diagnostics: withoutRepeats(findings),
    isSound: recipe.isSound && !findings.diagnostics.some(isOwnError),
  }
}

/** An input that has of its name only what all of them have: the extension. */
function likeAll(sources: readonly SourceObject[]): SourceNames {
  const extensions = new Set(sources.map(source => sourceField(source, 'ext')))
  const [extension] = extensions.size === 1 ? extensions : []
  return { key: extension ? `name.${extension}` : 'name' }
}

/** Cells that make the same of every input, although every axis is used. */
function findCollapse(cells: readonly Cell[], recipe: Recipe, findings: Findings): void {
  const { matrix } = recipe
  const used = referencedNames(recipe)
  if (!matrix || [...matrix.axes.keys()].some(name => !used.has(name))) return
  const seen = new Map<string, Cell>()
  for (const cell of cells) {
    const signature = JSON.stringify([cell.template.signature, cell.connection])
    const first = seen.get(signature)
    if (!first) seen.set(signature, cell)
    else findings.add('matrix-collapse', matrix.place, { first: first.label, second: cell.label })
  }
}

function listSources(recipe: Recipe, values: CellValues, findings: Findings): readonly SourceObject[] {
  const items = recipe.sources?.items ?? []
  return items.flatMap(({ key: text }) => {
    const [bucketText, keyText] = splitAddress(text)
    const key = constantOf(fillText(keyText, values)) ?? ''
    const bucket = bucketText && constantOf(fillText(bucketText, values))
    if (key === '' || isImpossible(key)) {
      if (key === '' && bucket) findings.add('source-bucket', text.place, { bucket })
      else findings.add('source-key', text.place, { found: key })
      return []
    }
    return [{ key, place: text.place, ...(bucket && { bucket }) }]
  })
}

/** Rows of `include` that lack a value which the recipe uses. */
function findGaps(rows: readonly MatrixCell[], recipe: Recipe, findings: Findings): void {
  const names = [...matrixNames(recipe.matrix)].filter(name => referencedNames(recipe).has(name))
  for (const { row } of rows) {
    const [first] = row.values()
    for (const name of names) {
      if (!row.has(name) && first?.place) findings.add('matrix-incomplete', first.place, { name })
    }
  }
}

function isOwnError({ ruleId, severity }: RecipeDiagnostic): boolean {
  return severity === 'error' && ruleId.startsWith('recipe-')
}

/** One finding for all cells that have it. */
function withoutRepeats({ diagnostics }: Findings): readonly RecipeDiagnostic[] {
  const seen = new Map<string, RecipeDiagnostic>()
  for (const diagnostic of diagnostics) {
    const { file, span, ruleId, message } = diagnostic
    const id = `${file}\n${span.start}\n${span.end}\n${ruleId}\n${message}`
    if (!seen.has(id)) seen.set(id, diagnostic)
  }
  return [...seen.values()]
}
