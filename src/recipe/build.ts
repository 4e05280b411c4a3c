import type { Via } from '../../grammar/catalogue/types.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import { parseTree } from '../language/parser.ts'
import type { Node, Operation, Parameter, Pipeline, Stage, StageNode } from '../language/tree.ts'
import { walk } from '../language/walk.ts'
import { type FilledArgument, toWritten, type WrittenParameter } from './argument.ts'
import { type CellValues, constantOf, type Filled, fillText } from './fill.ts'
import type { Findings } from './findings.ts'
import { findEntry } from './read-steps.ts'
import type {
  Argument,
  ConditionalStep,
  Place,
  ProcessStep,
  Recipe,
  RecipeStep,
  Saveas,
  StepCondition,
  StyleStep,
  Text,
} from './recipe.ts'
import { withVariables } from './target.ts'

/** Where a node of the tree comes from. */
export interface NodeOrigin {
  readonly place: Place
  readonly written?: WrittenParameter
  /** In a process string of the recipe: its text, and where the node starts in it. */
  readonly raw?: { readonly text: Filled; readonly start: number }
}

/** A tree made from a recipe, in which the values that differ from input to input are holes. */
export interface BuiltTree {
  readonly tree: Pipeline
  readonly origins: ReadonlyMap<Node, NodeOrigin>
}

interface Builder {
  readonly scope: CellValues
  readonly findings: Findings
  readonly origins: Map<Node, NodeOrigin>
  /** Whether a condition on a step holds. */
  readonly holds: (condition: StepCondition) => boolean
}

const NOWHERE = { start: 0, end: 0 } as const

/** Builds the tree of the steps whose conditions hold, without what becomes of the result. */
export function buildSteps(recipe: Recipe, scope: CellValues, findings: Findings, holds: Builder['holds']): BuiltTree {
  const origins = new Map<Node, NodeOrigin>()
  const stages = buildStages(recipe.steps, { scope, findings, origins, holds })
  return { tree: pipeline(stages), origins }
}

/** Adds `sys/saveas` and `sys/notify`. */
export function buildEnding(
  steps: BuiltTree,
  recipe: Recipe,
  via: Via,
  scope: CellValues,
  findings: Findings,
): BuiltTree {
  const origins = new Map(steps.origins)
  const builder: Builder = { scope, findings, origins, holds: () => true }
  const { saveas, notify } = recipe
  const stages = [...steps.tree.stages]
  if (saveas) append(stages, 'sys', buildSaveas(saveas, via, builder))
  if (notify)
    append(stages, 'sys', buildSystem('sys/notify', { topic: fillText(notify, scope) }, notify.place, builder))
  return { tree: pipeline(stages), origins }
}

function buildStages(steps: readonly RecipeStep[], builder: Builder): StageNode[] {
  const stages: StageNode[] = []
  for (const step of steps) {
    if (!(step.when ?? []).every(builder.holds)) continue
    if (step.kind === 'operation') {
      const args = step.arguments.flatMap(argument => fillArgument(argument, builder.scope))
      append(stages, step.entry.category, buildOperation(step.entry, args, step.place, builder))
    } else if (step.kind === 'style') stages.push(buildStyle(step, builder))
    else if (step.kind === 'process') stages.push(...buildRaw(step, builder))
    else stages.push(buildConditional(step, builder))
  }
  return stages
}

/** An argument with the values of a cell; none where it is one reference, to an empty text. */
function fillArgument(argument: Argument, scope: CellValues): readonly FilledArgument[] {
  const filled = fillText(argument.value, scope)
  const [only] = argument.value.parts
  const isReference = argument.value.parts.length === 1 && typeof only === 'object'
  return isReference && argument.name !== '' && constantOf(filled) === '' ? [] : [{ ...argument, filled }]
}

/** Puts an operation behind those of the same category, or into a stage of its own. */
function append(stages: StageNode[], category: string, operation: Operation): void {
  const last = stages.at(-1)
  if (last?.kind !== 'stage' || last.category !== category) stages.push(stage(category, [operation]))
  else stages.splice(-1, 1, stage(category, [...last.operations, operation]))
}

function buildOperation(
  entry: CatalogOperation,
  args: readonly FilledArgument[],
  place: Place,
  builder: Builder,
): Operation {
  const order = [...entry.parameters.keys()]
  const parameters = args
    .map(argument => ({ argument, written: toWritten(argument, entry, builder.findings) }))
    .toSorted((a, b) => order.indexOf(a.written.name) - order.indexOf(b.written.name))
    .map(({ argument, written }) => {
      const node = parameter(written.name, written.value)
      builder.origins.set(node, { place: argument.place, written })
      return node
    })
  const node: Operation = { kind: 'operation', ...NOWHERE, name: entry.name, parameters }
  builder.origins.set(node, { place })
  return node
}

function buildStyle({ name, place }: StyleStep, builder: Builder): Stage {
  const style = constantOf(fillText(name, builder.scope)) ?? ''
  const operation: Operation = { kind: 'operation', ...NOWHERE, name: style, parameters: [] }
  builder.origins.set(operation, { place })
  return stage('style', [operation])
}

/** The stages of a process string, each node with its place in it. */
function buildRaw({ text, place }: ProcessStep, builder: Builder): readonly StageNode[] {
  const filled = fillText(text, builder.scope)
  const constant = constantOf(filled)
  if (constant === undefined) {
    builder.findings.add('raw-source', place)
    return []
  }
  const { tree } = parseTree(constant)
  const note = (node: Node) =>
    builder.origins.set(node, { place: filled.place, raw: { text: filled, start: node.start } })
  walk(tree, { stage: note, conditional: note, operation: note, parameter: note })
  return tree.stages
}

function buildConditional({ condition, steps, place }: ConditionalStep<RecipeStep>, builder: Builder): StageNode {
  const body = pipeline(buildStages(steps, builder))
  const node: StageNode = { kind: 'conditional', ...NOWHERE, condition, body, closed: true, trailing: '' }
  builder.origins.set(node, { place })
  return node
}

/** OSS fills in `{barename}` and the like for asynchronous tasks only; for the others it is done here. */
function buildSaveas({ bucket, object, place }: Saveas, via: Via, builder: Builder): Operation {
  const fill = (text: Text): Filled => {
    const filled = fillText(text, builder.scope)
    return via === 'async' ? filled : { ...filled, pieces: withVariables(filled) }
  }
  return buildSystem('sys/saveas', { ...(bucket && { b: fill(bucket) }), o: fill(object) }, place, builder)
}

function buildSystem(id: string, values: Readonly<Record<string, Filled>>, place: Place, builder: Builder): Operation {
  const entry = findEntry(id)
  if (!entry) throw new Error(`The catalogue has no ${id}.`)
  const args = Object.entries(values).flatMap(([name, filled]): FilledArgument[] => {
    const spec = entry.parameters.get(name)
    return spec ? [{ name, spec, filled, place: filled.place }] : []
  })
  return buildOperation(entry, args, place, builder)
}

function pipeline(stages: readonly StageNode[]): Pipeline {
  return { kind: 'pipeline', ...NOWHERE, stages }
}

function stage(category: string, operations: readonly Operation[]): Stage {
  return { kind: 'stage', ...NOWHERE, category, operations }
}

function parameter(name: string, value: string): Parameter {
  return { kind: 'parameter', ...NOWHERE, name: name === '' ? undefined : name, value }
}

/** The nodes of a tree in the order of its text. */
export function nodesOf(root: Node): readonly Node[] {
  const nodes: Node[] = []
  const note = (node: Node) => {
    nodes.push(node)
  }
  walk(root, { pipeline: note, stage: note, conditional: note, operation: note, parameter: note })
  return nodes
}
