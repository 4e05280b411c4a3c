import type { Cell, Expansion } from './expand.ts'
import type { Findings } from './findings.ts'
import type { MessageId } from './messages.ts'
import type { Place } from './recipe.ts'
import type { Source } from './source.ts'
import { targetOf } from './target.ts'
import { createTargetSet } from './target-set.ts'

/** Findings of one kind; with more of them nobody reads the rest. */
const LIMIT = 100
/** Jobs that are called by their names in findings; later ones by their numbers. */
const NAMED = 10_000

/** Looks at the target of each job, beside those before. */
export type TargetCheck = (source: Source, cell: Cell) => void

/** Finds jobs that destroy the result of another one, or their own input. */
export function createTargetCheck(expansion: Expansion, findings: Findings): TargetCheck {
  const { recipe, connection, prefix } = expansion
  const place = recipe.saveas?.place ?? recipe.steps[0]?.place ?? { file: recipe.file, start: 0, end: 0 }
  const targets = createTargetSet()
  const names: string[] = []
  const counts = new Map<MessageId, number>()
  const repeated = repeatedCells(expansion.cells)
  const add = (messageId: MessageId, where: Place, data: Readonly<Record<string, string>>) => {
    const count = (counts.get(messageId) ?? 0) + 1
    counts.set(messageId, count)
    if (count <= LIMIT) findings.add(messageId, where, data)
    else if (count === LIMIT + 1) findings.add('and-more', where, { limit: LIMIT })
  }
  const nameOf = (number: number) => names[number] ?? `#${number + 1}`

  return (source, cell) => {
    const { target } = cell.template
    if (!target || repeated.has(cell)) return
    const written = targetOf(target, source, connection.bucket)
    const bucket = source.bucket ?? connection.bucket ?? ''
    const name = cell.label === '' ? source.key : `${source.key} (${cell.label})`
    const first = targets.add(written)
    if (names.length < NAMED) names.push(name)
    if (first !== undefined && nameOf(first) === name) add('source-twice', source.place, { name })
    else if (first !== undefined) add('same-target', place, { first: nameOf(first), second: name, target: written })
    if (written === `${bucket}/${source.key}`) add('target-source', place, { target: written })
    else if (prefix && written.startsWith(`${bucket}/${prefix}`)) {
      add('target-below-prefix', place, { target: written, prefix })
    }
  }
}

/** Cells that make the same as an earlier one, which is told already. */
function repeatedCells(cells: readonly Cell[]): ReadonlySet<Cell> {
  const first = new Map(cells.toReversed().map(cell => [cell.template.signature, cell]))
  return new Set(cells.filter(cell => first.get(cell.template.signature) !== cell))
}
