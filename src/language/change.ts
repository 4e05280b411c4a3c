import type { Edit } from './edit.ts'
import { parseTree } from './parser.ts'
import { print } from './printer.ts'
import { type Node, type Operation, type Pipeline, type StageNode, valueSpan } from './tree.ts'
import { childrenOf } from './walk.ts'

/**
 * The edits that set a parameter of an operation, in its place or at the end; the empty name is a value alone.
 *
 *     const [stage] = parse('image/resize,w_100').tree.stages
 *     setParameter(stage.operations[0], 'w', '200') // [{ span: { start: 15, end: 18 }, text: '200' }]
 * @throws RangeError for a name or value that would be read as something else.
 */
export function setParameter(operation: Operation, name: string, value: string): readonly Edit[] {
  checkWord(name, '_', name !== '')
  checkWord(value, name === '' ? '_' : '', true)
  const found = operation.parameters.find(parameter => (parameter.name ?? '') === name)
  if (found) return [{ span: valueSpan(found), text: value }]
  const { end } = operation
  return [{ span: { start: end, end }, text: name === '' ? `,${value}` : `,${name}_${value}` }]
}

/** The edits that take the parameters of a name out of an operation; none where there is none. */
export function removeParameter({ parameters }: Operation, name: string): readonly Edit[] {
  return parameters
    .filter(parameter => (parameter.name ?? '') === name)
    .map(({ start, end }) => ({ span: { start: start - 1, end }, text: '' }))
}

/**
 * The edits that add an operation behind another one.
 * @throws RangeError for words that would be read as something else.
 */
export function addOperation(
  behind: Operation,
  name: string,
  parameters: Readonly<Record<string, string>> = {},
): readonly Edit[] {
  checkWord(name, '', true)
  const words = Object.entries(parameters).map(([key, value]) => {
    checkWord(key, '_', key !== '')
    checkWord(value, key === '' ? '_' : '', true)
    return key === '' ? `,${value}` : `,${key}_${value}`
  })
  return [{ span: { start: behind.end, end: behind.end }, text: `/${name}${words.join('')}` }]
}

/**
 * The edits that take an operation out; its whole stage with the pipe where it is the only one.
 * @throws RangeError where nothing would be left, and for an operation of another tree.
 */
export function removeOperation(tree: Pipeline, operation: Operation): readonly Edit[] {
  const pipelines = [tree, ...tree.stages.flatMap(stage => (stage.kind === 'conditional' ? [stage.body] : []))]
  for (const { stages } of pipelines) {
    const at = stages.findIndex(stage => stage.kind === 'stage' && stage.operations.includes(operation))
    const stage = stages[at]
    if (stage?.kind !== 'stage') continue
    if (stage.operations.length > 1) return [{ span: withSlash(stage.operations, operation), text: '' }]
    if (stages.length > 1) return [{ span: withPipe(stages, at), text: '' }]
    throw new RangeError(`"${operation.name}" is the only operation; without it nothing is left.`)
  }
  throw new RangeError(`"${operation.name}" is no operation of this tree.`)
}

function withSlash([first, second]: readonly Operation[], { start, end }: Operation): Edit['span'] {
  // The category keeps its slash.
  return first?.start === start ? { start, end: second?.start ?? end } : { start: start - 1, end }
}

function withPipe(stages: readonly StageNode[], at: number): Edit['span'] {
  const { start = 0, end = 0 } = stages[at] ?? {}
  return at === 0 ? { start, end: end + 1 } : { start: start - 1, end }
}

function checkWord(text: string, forbidden: string, isNeeded: boolean): void {
  const found = Array.from(text).find(
    character => '/,|{}'.includes(character) || /\s/.test(character) || character === forbidden,
  )
  if (found === undefined && (text !== '' || !isNeeded)) return
  const reason = found === undefined ? 'is empty' : `holds "${found}"`
  throw new RangeError(`"${text}" ${reason}, so that it would be read as something else.`)
}

/** What `transform` does with a node when its children are done: another node, `null` to take it out, or nothing. */
export type Change = (node: Node, parents: readonly Node[]) => Node | null | undefined

/**
 * A tree with nodes replaced or taken out, children before their parents; spans are those of its own text.
 *
 *     transform(tree, node => (node.kind === 'parameter' && node.name === 'w' ? { ...node, value: '100' } : undefined))
 * @throws RangeError where the result would be read as another tree than it is.
 */
export function transform(tree: Pipeline, change: Change): Pipeline {
  const changed = changeNode(tree, change, [])
  if (changed?.kind !== 'pipeline') throw new RangeError('The pipeline itself cannot be taken out.')
  const text = print(changed)
  const { tree: read } = parseTree(text)
  if (shapeOf(read) !== shapeOf(changed))
    throw new RangeError(`"${text}" would be read as something else than the tree.`)
  return read
}

function changeNode(node: Node, change: Change, parents: readonly Node[]): Node | null {
  const inside = [...parents, node]
  const children = childrenOf(node).flatMap(child => changeNode(child, change, inside) ?? [])
  const changed = withChildren(node, children)
  const result = change(changed, parents)
  return result === undefined ? changed : result
}

function withChildren(node: Node, children: readonly Node[]): Node {
  switch (node.kind) {
    case 'pipeline':
      return { ...node, stages: children.filter(child => child.kind === 'stage' || child.kind === 'conditional') }
    case 'stage':
      return { ...node, operations: children.filter(child => child.kind === 'operation') }
    case 'conditional':
      return { ...node, body: children.find(child => child.kind === 'pipeline') ?? node.body }
    case 'operation':
      return { ...node, parameters: children.filter(child => child.kind === 'parameter') }
    case 'parameter':
      return node
  }
}

/** All of a tree but where it stands. */
function shapeOf(tree: Pipeline): string {
  return JSON.stringify(tree, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value))
}
