import type { Conditional, Operation, Parameter, Pipeline, Stage, StageNode } from './tree.ts'

/**
 * The nodes of the tree, one function a production. The interpreted and the generated parser call them with where the production
 * begins and ends in the text, and with its parts in the order of the grammar: the text of a terminal, the node of a production, a list
 * of what can come more than once.
 */

/** What is noticed while a tree is built. */
export interface Form {
  /** False once something needs a closer look: then the tree is searched for mistakes. */
  isRegular: boolean
}

/** The pipeline of its stages. */
export function toPipeline(_form: Form, start: number, end: number, stages: readonly StageNode[]): Pipeline {
  return { kind: 'pipeline', start, end, stages }
}

/** A conditional, or the stage of a category, its own parameters, and the operations behind it. */
export function toStage(
  form: Form,
  start: number,
  end: number,
  conditional: Conditional | undefined,
  category: string,
  parameters: readonly Parameter[],
  operations: readonly Operation[],
): StageNode {
  if (conditional) return conditional
  const last = parameters.at(-1)
  if (last)
    return stageWithoutCategory(form, start, end, toOperation(form, start, last.end, category, parameters), operations)
  if (category === '' || operations.length === 0) form.isRegular = false
  return { kind: 'stage', start, end, category, operations }
}

/** A first word with parameters is an operation whose category is missing. */
function stageWithoutCategory(
  form: Form,
  start: number,
  end: number,
  first: Operation,
  rest: readonly Operation[],
): Stage {
  form.isRegular = false
  return { kind: 'stage', start, end, category: undefined, operations: [first, ...rest] }
}

/** The conditional of its condition (without the brace), the pipeline in the braces, and what stands behind the closing brace, if that is there. */
export function toConditional(
  form: Form,
  start: number,
  end: number,
  condition: string,
  body: Pipeline,
  trailing: string | undefined,
): Conditional {
  form.isRegular = false
  return { kind: 'conditional', start, end, condition, body, closed: trailing !== undefined, trailing: trailing ?? '' }
}

/** The operation of its name and parameters. */
export function toOperation(
  form: Form,
  start: number,
  end: number,
  name: string,
  parameters: readonly Parameter[],
): Operation {
  if (name === '') form.isRegular = false
  return { kind: 'operation', start, end, name, parameters }
}

/** The parameter of its name (without the underscore) and value; without a name the value stands alone. */
export function toParameter(
  form: Form,
  start: number,
  end: number,
  name: string | undefined,
  value: string,
): Parameter {
  if (start === end || name === '') form.isRegular = false
  return { kind: 'parameter', start, end, name, value }
}
