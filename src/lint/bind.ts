import { type CatalogOperation, findCategory, resolveOperation } from '../catalog/catalog.ts'
import type { ParameterSpec, Via } from '../catalog/types.ts'
import type { ValueProblem } from '../catalog/values.ts'
import { HOLE, type Operation, type Parameter, type Pipeline, type Stage } from '../language/tree.ts'

/** An operation of the tree with what the catalogue knows of it. */
export type BoundOperation = KnownOperation | UnknownOperation

/** An operation of the tree that the catalogue knows. */
export interface KnownOperation extends PlacedOperation {
  readonly entry: CatalogOperation
}

/** An operation of the tree that the catalogue does not know. */
export interface UnknownOperation extends PlacedOperation {
  readonly entry: undefined
}

interface PlacedOperation {
  readonly node: Operation
  readonly stage: Stage
  /** Place among the operations of the stage. */
  readonly index: number
  /** The operation that a sub-operation belongs to. */
  readonly parent: BoundOperation | undefined
  /** True inside `if_status_eq_404{...}`. */
  readonly conditional: boolean
  /** True where a hole may bring further parameters, so that what is missing cannot be told. */
  readonly open: boolean
}

/** A parameter that the catalogue knows. */
export interface BoundParameter {
  readonly node: Parameter
  readonly name: string
  readonly spec: ParameterSpec
  readonly operation: KnownOperation
  /** What is wrong with the value by its type alone. */
  readonly problem: ValueProblem | undefined
}

/** No real string has more operations, or parameters in one; what stands behind is not looked at, so that linting stays linear. */
export const MAXIMUM_OPERATIONS = 1000
export const MAXIMUM_PARAMETERS = 1000

/** What the catalogue knows of a tree. */
export interface Binding {
  readonly operations: BoundOperation[]
  /** Stages whose category it does not know. */
  readonly unknownStages: Stage[]
}

/** Looks up the operations of a tree, in the order of the text. */
export function bind(tree: Pipeline, holes: boolean): Binding {
  const binding = { operations: [], unknownStages: [] }
  bindPipeline(tree, false, holes, binding)
  return binding
}

function bindPipeline(pipeline: Pipeline, conditional: boolean, holes: boolean, binding: Binding): void {
  for (const stage of pipeline.stages) {
    if (stage.kind === 'conditional') bindPipeline(stage.body, true, holes, binding)
    else bindStage(stage, conditional, holes, binding)
  }
}

function bindStage(stage: Stage, conditional: boolean, holes: boolean, binding: Binding): void {
  const { operations, unknownStages } = binding
  const known = findCategory(stage.category ?? '')
  if (!known && stage.category) unknownStages.push(stage)
  let main: BoundOperation | undefined
  let index = 0
  for (const node of stage.operations) {
    if (operations.length === MAXIMUM_OPERATIONS) return
    const entry = resolveOperation(known, main?.entry, node.name)
    const isSub = entry?.parent !== undefined
    const bound = {
      node,
      stage,
      index: index++,
      entry,
      parent: isSub ? main : undefined,
      conditional,
      open: holes && isOpen(node),
    }
    operations.push(bound)
    if (!isSub) main = bound
  }
}

function isOpen({ name, parameters }: Operation): boolean {
  return name.includes(HOLE) || parameters.some(parameter => (parameter.name ?? parameter.value).includes(HOLE))
}

/** The parameters that are looked at. */
export function checkedParameters({ node: { parameters } }: BoundOperation): readonly Parameter[] {
  return parameters.length > MAXIMUM_PARAMETERS ? parameters.slice(0, MAXIMUM_PARAMETERS) : parameters
}

/** The parameter of that name, the first where it is repeated. */
export function findParameter(operation: BoundOperation, name: string): Parameter | undefined {
  const wanted = name === '' ? undefined : name
  for (const parameter of operation.node.parameters) if (parameter.name === wanted) return parameter
  return undefined
}

/** The value of a parameter, or its default; undefined where neither is known. */
export function effectiveValue(operation: BoundOperation, name: string): string | undefined {
  return findParameter(operation, name)?.value ?? operation.entry?.parameters.get(name)?.default
}

/** Which way a string must go, judged by its operations, and whether it says so itself. */
export function inferVia(operations: readonly BoundOperation[]): Via {
  let inferred: Via = 'get'
  for (const { entry } of operations) {
    const via = entry?.main?.via
    if (!via || via.includes('get')) continue
    if (!via.includes('post')) return 'async'
    inferred = 'post'
  }
  return inferred
}
