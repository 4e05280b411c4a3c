import { parseTree } from '../language/parser.ts'
import type { Span } from '../language/tree.ts'
import { valueSpan } from '../language/tree.ts'
import { nodeAt } from '../language/walk.ts'

/**
 * The spans around an offset of a process string, from the value over parameter, operation and stage to the whole.
 *
 *     spansAround('image/resize,w_200', 16) // [{ start: 15, end: 18 }, { start: 13, end: 18 }, { start: 6, end: 18 }, { start: 0, end: 18 }]
 */
export function spansAround(text: string, offset: number): readonly Span[] {
  const found = nodeAt(parseTree(text).tree, offset)
  if (!found) return []
  const nodes = [...found.parents, found.node].reverse()
  const spans = nodes.map(({ start, end }): Span => ({ start, end }))
  const value = found.node.kind === 'parameter' ? [valueSpan(found.node)] : []
  const all = [...value.filter(({ start, end }) => start <= offset && offset <= end), ...spans]
  return all.filter(({ start, end }, index) => {
    const inner = all[index - 1]
    return !inner || start < inner.start || end > inner.end
  })
}
