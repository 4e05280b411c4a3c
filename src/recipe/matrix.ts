import type { CellValues } from './fill.ts'
import type { Findings } from './findings.ts'
import type { Matrix, MatrixRow, Value } from './recipe.ts'

/** Combinations of one recipe. */
const LIMIT = 4096

/** One combination with its name. */
export interface MatrixCell {
  readonly label: string
  readonly row: MatrixRow
}

/** All combinations of a matrix; one without values where there is no matrix. */
export function expandMatrix(
  written: Matrix | undefined,
  values: CellValues,
  findings: Findings,
): readonly MatrixCell[] {
  if (!written || (written.axes.size === 0 && written.include.length === 0)) return [{ label: '', row: new Map() }]
  const matrix = { ...written, axes: resolveAxes(written, values) }
  const count = [...matrix.axes.values()].reduce((product, values) => product * values.length, 1)
  if (count > LIMIT) {
    findings.add('matrix-size', matrix.place, { found: count, limit: LIMIT })
    return []
  }
  const combinations = combine(matrix)
  const rows = addRows(removeRows(combinations, matrix, findings), matrix)
  // A list that is not known, and one that is written here, has a finding of its own.
  const isGivenEmpty = [...written.axes.values()].some(
    axis => 'name' in axis && values.get(axis.name)?.items?.length === 0,
  )
  if (rows.length === 0 && (combinations.length > 0 || isGivenEmpty)) findings.add('matrix-empty', matrix.place)
  return rows.map(row => ({ label: labelOf(row), row }))
}

/** A matrix whose lists are known. */
interface KnownMatrix extends Matrix {
  readonly axes: ReadonlyMap<string, readonly Value[]>
}

function resolveAxes({ axes }: Matrix, values: CellValues): KnownMatrix['axes'] {
  return new Map(
    [...axes].map(([name, axis]) => [name, 'name' in axis ? (values.get(axis.name)?.items ?? []) : axis] as const),
  )
}

function combine({ axes }: KnownMatrix): readonly MatrixRow[] {
  let rows: readonly MatrixRow[] = axes.size === 0 ? [] : [new Map()]
  for (const [name, values] of axes) {
    rows = rows.flatMap(row => values.map(value => new Map([...row, [name, value]])))
  }
  return rows
}

function removeRows(
  rows: readonly MatrixRow[],
  { axes, exclude }: KnownMatrix,
  findings: Findings,
): readonly MatrixRow[] {
  for (const excluded of exclude) {
    const [first] = excluded.values()
    const isKnown = [...excluded.keys()].every(name => axes.has(name))
    if (first?.place && isKnown && !rows.some(row => matches(row, excluded)))
      findings.add('matrix-exclude', first.place)
  }
  return rows.filter(row => !exclude.some(excluded => matches(row, excluded)))
}

const matches = (row: MatrixRow, wanted: MatrixRow): boolean =>
  [...wanted].every(([name, { text }]) => row.get(name)?.text === text)

/** A row of `include` adds its values to the combinations that it fits; where it fits none it is one more combination. */
function addRows(rows: readonly MatrixRow[], { axes, include }: KnownMatrix): readonly MatrixRow[] {
  let all = [...rows]
  const added: MatrixRow[] = []
  for (const extra of include) {
    const onAxes = new Map([...extra].filter(([name]) => axes.has(name)))
    const fits = (row: MatrixRow) => matches(row, onAxes)
    if (rows.some(fits)) all = all.map(row => (fits(row) ? new Map([...row, ...extra]) : row))
    else added.push(extra)
  }
  return [...all, ...added]
}

/** `width=100, format=gif`. */
export function labelOf(row: ReadonlyMap<string, Value>): string {
  return [...row].map(([name, { text }]) => `${name}=${text}`).join(', ')
}
