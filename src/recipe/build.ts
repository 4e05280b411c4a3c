import type { CatalogOperation } from '../catalog/catalog.ts'
import { templateSegments } from '../catalog/templates.ts'
import type { Via } from '../catalog/types.ts'
import { parseTree } from '../language/parser.ts'
import type { Node, Operation, Parameter, Pipeline, Stage, StageNode } from '../language/tree.ts'
import { walk } from '../language/walk.ts'
import { toWritten, type Written } from './argument.ts'
import { constantOf, type Filled, fillText, type Scope } from './fill.ts'
import type { Findings } from './findings.ts'
import { findEntry } from './read-steps.ts'
import type {
  Argument,
  ConditionalStep,
  Place,
  ProcessStep,
  Recipe,
  Reference,
  Saveas,
  Step,
  StyleStep,
  Text,
} from './recipe.ts'

/** Where a node of the tree comes from. */
export interface Origin {
  readonly place: Place
  readonly written?: Written
  /** In a process string of the recipe: its text, and where the node starts in it. */
  readonly raw?: { readonly text: Filled; readonly start: number }
}

/** A tree made from a recipe, in which the values that differ from input to input are holes. */
export interface Built {
  readonly tree: Pipeline
  readonly origins: ReadonlyMap<Node, Origin>
}

interface Builder {
  readonly scope: Scope
  readonly findings: Findings
  readonly origins: Map<Node, Origin>
}

const NOWHERE = { start: 0, end: 0 } as const

/** Builds the tree of the steps, without what becomes of the result. */
export function buildSteps(recipe: Recipe, scope: Scope, findings: Findings): Built {
  const origins = new Map<Node, Origin>()
  const stages = buildStages(recipe.steps, { scope, findings, origins })
  return { tree: pipeline(stages), origins }
}

/** Adds `sys/saveas` and `sys/notify`. */
export function buildEnding(steps: Built, recipe: Recipe, via: Via, scope: Scope, findings: Findings): Built {
  const origins = new Map(steps.origins)
  const builder: Builder = { scope, findings, origins }
  const { saveas, notify } = recipe
  const endings = [
    ...(saveas ? [buildSaveas(saveas, via, builder)] : []),
    ...(notify ? [buildSystem('sys/notify', [['topic', notify]], notify.place, builder)] : []),
  ]
  const stages = endings.reduce((all, operation) => append(all, 'sys', operation), steps.tree.stages)
  return { tree: pipeline(stages), origins }
}

function buildStages(steps: readonly Step[], builder: Builder): readonly StageNode[] {
  return steps.reduce((stages: readonly StageNode[], step) => {
    switch (step.kind) {
      case 'operation':
        return append(stages, step.entry.category, buildOperation(step.entry, step.arguments, step.place, builder))
      case 'style':
        return [...stages, buildStyle(step, builder)]
      case 'process':
        return [...stages, ...buildRaw(step, builder)]
      case 'conditional':
        return [...stages, buildConditional(step, builder)]
    }
  }, [])
}

/** Puts an operation behind those of the same category, or into a stage of its own. */
function append(stages: readonly StageNode[], category: string, operation: Operation): readonly StageNode[] {
  const last = stages.at(-1)
  if (last?.kind !== 'stage' || last.category !== category) return [...stages, stage(category, [operation])]
  return [...stages.slice(0, -1), stage(category, [...last.operations, operation])]
}

function buildOperation(entry: CatalogOperation, args: readonly Argument[], place: Place, builder: Builder): Operation {
  const order = [...entry.parameters.keys()]
  const parameters = args
    .map(argument => ({ argument, written: toWritten(argument, entry, builder.scope, builder.findings) }))
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

function buildConditional({ condition, steps, place }: ConditionalStep<Step>, builder: Builder): StageNode {
  const body = pipeline(buildStages(steps, builder))
  const node: StageNode = { kind: 'conditional', ...NOWHERE, condition, body, closed: true, trailing: '' }
  builder.origins.set(node, { place })
  return node
}

/** OSS fills in `{barename}` and the like for asynchronous tasks only; for the others it is done here. */
function buildSaveas({ bucket, object, place }: Saveas, via: Via, builder: Builder): Operation {
  const target = (text: Text) => (via === 'async' ? text : withFields(text))
  const parts: (readonly [string, Text])[] = [
    ...(bucket ? [['b', target(bucket)] as const] : []),
    ['o', target(object)],
  ]
  return buildSystem('sys/saveas', parts, place, builder)
}

const FILLED_HERE = new Set(['bucket', 'key', 'dirname', 'basename', 'barename', 'ext'])

function withFields(text: Text): Text {
  const parts = text.parts.flatMap((part): (string | Reference)[] => {
    if (typeof part !== 'string' || !/[{}]/.test(part)) return [part]
    return templateSegments(part).map(segment => {
      if (segment.kind !== 'variable') return segment.text
      return FILLED_HERE.has(segment.name) ? { name: `source.${segment.name}`, place: text.place } : `{${segment.name}}`
    })
  })
  return { ...text, parts }
}

function buildSystem(
  id: string,
  values: readonly (readonly [string, Text])[],
  place: Place,
  builder: Builder,
): Operation {
  const entry = findEntry(id)
  if (!entry) throw new Error(`The catalogue has no ${id}.`)
  const args = values.flatMap(([name, value]): Argument[] => {
    const spec = entry.parameters.get(name)
    return spec ? [{ name, spec, value, place: value.place }] : []
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
