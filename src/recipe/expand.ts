import type { Locale } from '../language/diagnostic.ts'
import { splitAddress } from './address.ts'
import type { CheckContext, CompileOptions } from './check.ts'
import { compileCell, type Template } from './compile.ts'
import { constantOf, fillText, type Scope } from './fill.ts'
import { createFindings, type Findings } from './findings.ts'
import { expandMatrix, type MatrixCell } from './matrix.ts'
import { isObjectName } from './object-name.ts'
import type { Connection, Recipe, RecipeDiagnostic, Text, Value } from './recipe.ts'
import { matrixNames, referencedNames } from './references.ts'
import type { Source } from './source.ts'
import { resolveVariables, type VariableValues } from './variables.ts'

/** How to expand a recipe. */
export interface ExpandOptions extends CompileOptions {
  /** Values of variables; those that are not given have their defaults. */
  readonly variables?: VariableValues
  /** Where requests go; wins over the recipe. */
  readonly connection?: Partial<ResolvedConnection>
  readonly locale?: Locale
}

/** Where requests go, with all variables filled in. */
export interface ResolvedConnection {
  readonly endpoint?: string
  readonly region?: string
  readonly bucket?: string
}

/** One combination of the matrix with its process string. */
export interface Cell {
  /** The values of the matrix, `width=100, format=gif`; empty without a matrix. */
  readonly label: string
  readonly values: Scope
  readonly template: Template
}

/** A recipe expanded: its cells, the inputs that it names itself, and what is wrong. */
export interface Expansion {
  readonly recipe: Recipe
  readonly connection: ResolvedConnection
  readonly cells: readonly Cell[]
  readonly sources: readonly Source[]
  readonly manifestPath: string | undefined
  readonly prefix: string | undefined
  readonly pattern: string | undefined
  readonly diagnostics: readonly RecipeDiagnostic[]
  /** False where the recipe itself has errors: then there are no jobs. Errors of the process string leave it true. */
  readonly isSound: boolean
}

const SAMPLE: Omit<Source, 'place'> = { key: 'folder/name.ext', bucket: 'bucket' }

/** Expands a recipe: gives variables their values, makes the cells of the matrix, compiles and checks each. Never throws. */
export function expand(recipe: Recipe, options: ExpandOptions = {}): Expansion {
  const findings = createFindings(options.locale)
  const values = resolveVariables(recipe, options.variables ?? {}, findings)
  const connection = { ...resolveConnection(recipe.connection, values), ...options.connection }
  const sources = listSources(recipe, values, connection, findings)
  const sample = sources[0] ?? { ...SAMPLE, place: { file: recipe.file, start: 0, end: 0 } }
  const isMissing = findings.diagnostics.some(({ messageId }) => messageId === 'missing-variable')
  const rows = isMissing ? [] : expandMatrix(recipe.matrix, findings)
  findGaps(rows, recipe, findings)
  const { rules } = options
  const context: CheckContext = { recipe, sample, findings, ...(rules && { rules }) }
  const cells = rows.map(({ label, row }): Cell => {
    const scope = new Map<string, Value>([...values, ...row])
    return { label, values: row, template: compileCell(scope, context) }
  })
  findCollapse(cells, recipe, findings)
  const constant = (text: Text | undefined) => text && constantOf(fillText(text, values))
  return {
    recipe,
    connection,
    cells,
    sources,
    manifestPath: constant(recipe.sources?.manifest?.path),
    prefix: constant(recipe.sources?.prefix),
    pattern: constant(recipe.sources?.pattern),
    diagnostics: withoutRepeats(findings),
    isSound: recipe.isSound && !findings.diagnostics.some(isOwnError),
  }
}

/** Cells that make the same of every input, although every axis is used. */
function findCollapse(cells: readonly Cell[], recipe: Recipe, findings: Findings): void {
  const { matrix } = recipe
  const used = referencedNames(recipe)
  if (!matrix || [...matrix.axes.keys()].some(name => !used.has(name))) return
  const seen = new Map<string, Cell>()
  for (const cell of cells) {
    const first = seen.get(cell.template.signature)
    if (!first) seen.set(cell.template.signature, cell)
    else findings.add('matrix-collapse', matrix.place, { first: first.label, second: cell.label })
  }
}

function resolveConnection(connection: Connection, values: Scope): ResolvedConnection {
  const text = (value: Text | undefined) => value && constantOf(fillText(value, values))
  const [endpoint, region, bucket] = [text(connection.endpoint), text(connection.region), text(connection.bucket)]
  return { ...(endpoint && { endpoint }), ...(region && { region }), ...(bucket && { bucket }) }
}

function listSources(
  recipe: Recipe,
  values: Scope,
  connection: ResolvedConnection,
  findings: Findings,
): readonly Source[] {
  const items = recipe.sources?.items ?? []
  return items.flatMap(({ key: text }) => {
    const [bucketText, keyText] = splitAddress(text)
    const key = constantOf(fillText(keyText, values)) ?? ''
    const bucket = (bucketText && constantOf(fillText(bucketText, values))) ?? connection.bucket
    if (!isObjectName(key)) {
      findings.add('source-key', text.place, { found: key })
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
