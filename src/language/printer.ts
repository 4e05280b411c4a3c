import { noNode } from './given.ts'
import type { Node } from './tree.ts'

/** The text of each kind of node. */
const PRINTERS: { readonly [K in Node['kind']]: (node: Extract<Node, { kind: K }>) => string } = {
  pipeline: ({ stages }) => join(stages, '|'),
  stage: ({ category, operations }) =>
    category === undefined
      ? join(operations, '/')
      : operations.length === 0
        ? category
        : `${category}/${join(operations, '/')}`,
  conditional: ({ condition, body, closed, trailing }) => `${condition}{${print(body)}${closed ? '}' : ''}${trailing}`,
  operation: ({ name, parameters }) => (parameters.length === 0 ? name : `${name},${join(parameters, ',')}`),
  parameter: ({ name, value }) => (name === undefined ? value : `${name}_${value}`),
}

/**
 * The text of a node, to the letter: `print(parse(text).tree) === text`.
 * @throws TypeError for what is no node.
 */
export function print(node: Node): string {
  switch (node?.kind) {
    case 'pipeline':
      return PRINTERS.pipeline(node)
    case 'stage':
      return PRINTERS.stage(node)
    case 'conditional':
      return PRINTERS.conditional(node)
    case 'operation':
      return PRINTERS.operation(node)
    case 'parameter':
      return PRINTERS.parameter(node)
    default:
      throw noNode(node)
  }
}

function join(nodes: readonly Node[], separator: string): string {
  if (!Array.isArray(nodes)) throw noNode(nodes)
  return nodes.map(print).join(separator)
}
