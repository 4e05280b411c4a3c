import type { Edit } from './edit.ts'
import { expectKind, noNode, wrongKind } from './given.ts'
import { parseTree } from './parser.ts'
import { print } from './printer.ts'
import { type Node, type Operation, type Pipeline, type StageNode, valueSpan } from './tree.ts'
import { childrenOf } from './walk.ts'

/**
 * The edits that set a parameter of an operation, in its place or at the end; the empty name is a value alone. Where it stands several
 * times, the first one is set and the others go.
 *
 *     const [stage] = parse('image/resize,w_100').tree.stages
 *     setParameter(stage.operations[0], 'w', '200') // [{ span: { start: 15, end: 18 }, text: '200' }]
 * @throws RangeError for a name or value that would be read as something else; TypeError for what is no operation or no text.
 */
export function setParameter(operation: Operation, name: string, value: string): readonly Edit[] {
  requireOperation(operation)
  checkWord(name, '_', name !== '')
  checkWord(value, name === '' ? '_' : '', true)
  const [first, ...others] = operation.parameters.filter(parameter => (parameter.name ?? '') === name)
  if (first) return [{ span: valueSpan(first), text: value }, ...others.map(withoutComma)]
  const { end } = operation
  return [{ span: { start: end, end }, text: name === '' ? `,${value}` : `,${name}_${value}` }]
}

/**
 * The edits that take the parameters of a name out of an operation; none where there is none.
 * @throws TypeError for what is no operation or no text.
 */
export function removeParameter(operation: Operation, name: string): readonly Edit[] {
  requireOperation(operation)
  expectKind(name, 'The name', 'a text')
  return operation.parameters.filter(parameter => (parameter.name ?? '') === name).map(withoutComma)
}

function withoutComma({ start, end }: Node): Edit {
  return { span: { start: start - 1, end }, text: '' }
}

function requireOperation(node: Operation): void {
  if (node?.kind !== 'operation') throw noNode(node)
}

/**
 * The edits that add an operation behind another one.
 * @throws RangeError for words that would be read as something else; TypeError for what is no operation or no text.
 */
export function addOperation(
  behind: Operation,
  name: string,
  parameters: Readonly<Record<string, string>> = {},
): readonly Edit[] {
  requireOperation(behind)
  expectKind(parameters, '"parameters"', 'an object')
  checkWord(name, '', true)
  const words = Object.entries(parameters).map(([key, value]) => {
    checkWord(key, '_', key !== '')
    checkWord(value, key === '' ? '_' : '', true)
    return key === '' ? `,${value}` : `,${key}_${value}`
  })
  return [{ span: { start: behind.end, end: behind.end }, text: `/${name}${words.join('')}` }]
}

/**
 * The edits that take an operation out; its whole stage with the pipe where it is the only one, and so a condition with nothing else in it.
 * @throws RangeError where nothing would be left, and for an operation of another tree; TypeError for what is no operation.
 */
export function removeOperation(tree: Pipeline, operation: Operation): readonly Edit[] {
  requireOperation(operation)
  if (tree?.kind !== 'pipeline') throw noNode(tree)
  const span = spanWith(tree.stages, operation)
  if (span) return [{ span, text: '' }]
  const isHere = tree.stages.some(stage => operationsIn(stage).includes(operation))
  throw new RangeError(
    isHere
      ? `"${operation.name}" is the only operation; without it nothing is left.`
      : `"${operation.name}" is no operation of this tree.`,
  )
}

const operationsIn = (stage: StageNode): readonly Operation[] =>
  stage.kind === 'stage' ? stage.operations : stage.body.stages.flatMap(operationsIn)

/** What goes with an operation of these stages; undefined where all would. */
function spanWith(stages: readonly StageNode[], operation: Operation): Edit['span'] | undefined {
  const at = stages.findIndex(stage => operationsIn(stage).includes(operation))
  const stage = stages[at]
  if (stage?.kind === 'stage' && stage.operations.length > 1) return withSlash(stage.operations, operation)
  const inside = stage?.kind === 'conditional' ? spanWith(stage.body.stages, operation) : undefined
  return inside ?? (stage && stages.length > 1 ? withPipe(stages, at) : undefined)
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
  expectKind(text, 'A word', 'a text')
  const found = Array.from(text).find(
    character => '/,|{}'.includes(character) || /[\s\p{Cc}\p{Surrogate}]/u.test(character) || character === forbidden,
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
 * @throws RangeError where the result would be read as another tree than it is; TypeError for a change that is no function, and for what it
 * gives instead of a node of the same kind.
 */
export function transform(tree: Pipeline, change: Change): Pipeline {
  expectKind(change, 'The change', 'a function')
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
  if (result === undefined) return changed
  if (result === null) return null
  if (placeOf(result.kind) !== placeOf(node.kind))
    throw wrongKind(`What the change of the ${node.kind} gave`, result, `a ${node.kind}, null or undefined`)
  for (const [key, value] of Object.entries(result))
    if (WORDS.includes(key) && value !== undefined) expectKind(value, `"${key}" of the ${node.kind}`, 'a text')
  return result
}

const WORDS: readonly string[] = ['name', 'value', 'category', 'condition', 'trailing']

/** The kind of nodes that stand in the same place; a conditional stands where a stage does. */
function placeOf(kind: Node['kind']): Node['kind'] {
  return kind === 'conditional' ? 'stage' : kind
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
