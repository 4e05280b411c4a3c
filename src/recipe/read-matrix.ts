import { type Findings, hint } from './findings.ts'
import { asList, asMap, withoutLostItems } from './read-record.ts'
import { isName, readConstant } from './read-variables.ts'
import type { Matrix, MatrixRow, Place, Reference, Value, Variable } from './recipe.ts'
import { toText } from './text.ts'
import type { YamlEntry, YamlNode } from './yaml.ts'

/** The matrix: lists of values by name, `include` and `exclude`. */
export function readMatrix(
  node: YamlNode,
  place: Place,
  variables: ReadonlyMap<string, Variable>,
  findings: Findings,
): Matrix {
  const axes = new Map<string, readonly Value[] | Reference>()
  if (node.kind === 'list') {
    findings.add('matrix-list', node.place)
    return { axes, include: node.items.map(item => readRow(item, 'matrix', variables, findings)), exclude: [], place }
  }
  const rows: { include?: YamlEntry; exclude?: YamlEntry } = {}
  for (const entry of withoutLostItems(asMap(node, 'matrix', findings)?.entries ?? [], findings)) {
    if (entry.key === 'include' || entry.key === 'exclude') rows[entry.key] = entry
    else if (!isName(entry.key)) findings.add('variable-name', entry.place, { name: entry.key })
    else if (variables.has(entry.key)) findings.add('matrix-name', entry.place, { name: entry.key })
    else axes.set(entry.key, readList(entry, variables, findings) ?? readAxis(entry, findings))
  }
  const include = rows.include ? readRows(rows.include, variables, findings) : []
  const exclude = rows.exclude ? readRows(rows.exclude, undefined, findings) : []
  for (const row of exclude) checkAxes(row, axes, findings)
  return { axes, include, exclude, place }
}

/** A reference to a variable that is a list, or an object, whose keys are meant. */
function readList(
  { value }: YamlEntry,
  variables: ReadonlyMap<string, Variable>,
  findings: Findings,
): Reference | undefined {
  if (value.kind !== 'scalar' || !/^\$\{[^{}]*\}$/.test(value.text)) return undefined
  const [only] = toText(value, findings).parts
  const type = typeof only === 'object' ? variables.get(only.name)?.type : undefined
  return typeof only === 'object' && (type === 'list' || type === 'object') ? only : undefined
}

function readAxis({ key, place, value }: YamlEntry, findings: Findings): readonly Value[] {
  const values = asList(value, key, findings).flatMap(item => readConstant(item, key, findings) ?? [])
  if (value.kind === 'list' && value.items.length === 0) findings.add('matrix-axis', place, { name: key })
  return values
}

function readRows(
  { key, value }: YamlEntry,
  variables: ReadonlyMap<string, Variable> | undefined,
  findings: Findings,
): readonly MatrixRow[] {
  if (value.kind === 'map') return [readRow(value, key, variables, findings)]
  return asList(value, key, findings).map(item => readRow(item, key, variables, findings))
}

function readRow(
  node: YamlNode,
  name: string,
  variables: ReadonlyMap<string, Variable> | undefined,
  findings: Findings,
): MatrixRow {
  const row = new Map<string, Value>()
  for (const { key, place, value } of asMap(node, name, findings)?.entries ?? []) {
    if (!isName(key)) findings.add('variable-name', place, { name: key })
    else if (variables?.has(key)) findings.add('matrix-name', place, { name: key })
    else {
      const constant = readConstant(value, key, findings)
      if (constant) row.set(key, constant)
    }
  }
  return row
}

function checkAxes(row: MatrixRow, axes: ReadonlyMap<string, unknown>, findings: Findings): void {
  for (const [name, { place }] of row) {
    if (place && !axes.has(name)) findings.add('matrix-unknown-axis', place, { name, hint: hint(name, axes.keys()) })
  }
}
