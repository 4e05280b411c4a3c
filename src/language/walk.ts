import { expectKind, noNode } from './given.ts'
import type { Conditional, Node, Operation, Parameter, Pipeline, Stage } from './tree.ts'

/** Called for each node on the way down. Returning `false` leaves the children of the node out. */
export interface Visitor {
  readonly pipeline?: (node: Pipeline, parents: readonly Node[]) => unknown
  readonly stage?: (node: Stage, parents: readonly Node[]) => unknown
  readonly conditional?: (node: Conditional, parents: readonly Node[]) => unknown
  readonly operation?: (node: Operation, parents: readonly Node[]) => unknown
  readonly parameter?: (node: Parameter, parents: readonly Node[]) => unknown
  /** Called for each node on the way up, when its children are done. */
  readonly leave?: (node: Node, parents: readonly Node[]) => unknown
}

/**
 * The children of a node, in the order of the text.
 * @throws TypeError for what is no node.
 */
export function childrenOf(node: Node): readonly Node[] {
  const children = nodesIn(node)
  if (!Array.isArray(children)) throw noNode(node)
  return children
}

function nodesIn(node: Node): readonly Node[] | undefined {
  switch (node?.kind) {
    case 'pipeline':
      return node.stages
    case 'stage':
      return node.operations
    case 'conditional':
      return [node.body]
    case 'operation':
      return node.parameters
    case 'parameter':
      return NONE
    default:
      return undefined
  }
}

const NONE: readonly Node[] = []

/**
 * Visits a node and all below it, parents first, in the order of the text. `parents` starts at the root.
 * @throws TypeError for what is no node, and for a visitor that is no object.
 */
export function walk(node: Node, visitor: Visitor, parents: readonly Node[] = []): void {
  expectKind(visitor, '"visitor"', 'an object')
  const children = visit(node, visitor, parents) === false ? [] : childrenOf(node)
  if (children.length > 0) {
    const path = [...parents, node]
    for (const child of children) walk(child, visitor, path)
  }
  visitor.leave?.(node, parents)
}

function visit(node: Node, visitor: Visitor, parents: readonly Node[]): unknown {
  switch (node?.kind) {
    case 'pipeline':
      return visitor.pipeline?.(node, parents)
    case 'stage':
      return visitor.stage?.(node, parents)
    case 'conditional':
      return visitor.conditional?.(node, parents)
    case 'operation':
      return visitor.operation?.(node, parents)
    case 'parameter':
      return visitor.parameter?.(node, parents)
  }
}

/**
 * The smallest node at an offset, with the nodes around it from the root down; undefined outside of the tree.
 * @throws TypeError for what is no tree.
 */
export function nodeAt(tree: Pipeline, offset: number): { node: Node; parents: readonly Node[] } | undefined {
  childrenOf(tree)
  if (typeof offset !== 'number' || !(offset >= tree.start && offset <= tree.end)) return undefined
  const parents: Node[] = []
  let node: Node = tree
  for (;;) {
    const child: Node | undefined = childrenOf(node).find(({ start, end }) => start <= offset && offset <= end)
    if (!child) return { node, parents }
    parents.push(node)
    node = child
  }
}
