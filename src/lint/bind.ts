import type { ParameterSpec, Via } from '../../grammar/catalogue/types.ts'
import type { ValueProblem } from '../../grammar/catalogue/values.ts'
import { type CatalogOperation, findCategory, findOperation, resolveOperation } from '../catalogue/catalogue.ts'
import { HOLE, type Operation, type Parameter, type Pipeline, type Stage } from '../language/tree.ts'
import { isStrayComma, isWorse } from '../trace/parameters.ts'

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
  /** The operation that a comma makes this one a value of; OSS reads it and its parameters as those of that one. */
  readonly swallowedBy: BoundOperation | undefined
  /** The last word of its parameters, where that is no value but an operation or a category behind the wrong separator. */
  readonly slip: Parameter | undefined
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

/** Operations have a few parameters: to look through those is faster than to remember them, which keeps hostile texts linear. */
export const FEW_PARAMETERS = 32

/** What the catalogue knows of a tree. */
export interface Binding {
  readonly operations: BoundOperation[]
  /** Stages whose category it does not know. */
  readonly unknownStages: Stage[]
}

/** Looks up the operations of a tree, in the order of the text. Behind the end of an `open` text the host may go on. */
export function bind(tree: Pipeline, holes: boolean, open: boolean = false): Binding {
  const binding: Binding = { operations: [], unknownStages: [] }
  bindPipeline(tree, false, holes, binding)
  const last = binding.operations.at(-1)
  if (last && last.node.end === tree.end && (open || (holes && endsInHole(last.node))))
    binding.operations[binding.operations.length - 1] = { ...last, open: true }
  return binding
}

function endsInHole({ parameters }: Operation): boolean {
  return parameters.at(-1)?.value.endsWith(HOLE) === true
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
    const place = { stage, index: index++, parent: isSub ? main : undefined, conditional }
    const bound = bindOperation(node, entry, place, holes, operations)
    if (!isSub) main = bound
  }
}

const NO_CUTS: readonly number[] = []

type OperationPosition = Omit<PlacedOperation, 'node' | 'open' | 'swallowedBy' | 'slip'>

/** Binds an operation, and behind it those that stand behind its commas. */
function bindOperation(
  node: Operation,
  entry: CatalogOperation | undefined,
  position: OperationPosition,
  holes: boolean,
  operations: BoundOperation[],
): BoundOperation {
  const cuts = entry ? findSwallowed(node, entry, position.stage) : NO_CUTS
  const slip = entry && findCategorySlip(node, position)
  const isCut = cuts.length > 0
  const own = isCut ? partOf(node, node, cuts, 0) : node
  const bound = place(own, entry, position, holes && isOpen(own), undefined, isCut ? cutAt(node, cuts, 0) : slip)
  operations.push(bound)
  const isWholeOpen = isCut && holes && isOpen(node)
  for (let index = 0; index < cuts.length && operations.length < MAXIMUM_OPERATIONS; index++) {
    const { value: name = '', start = 0 } = cutAt(node, cuts, index) ?? {}
    const swallowed = partOf(node, { kind: 'operation', name, start }, cuts, index + 1)
    const found = findOperation(entry?.category ?? '', name)
    const next = cutAt(node, cuts, index + 1) ?? slip
    operations.push(place(swallowed, found, position, isWholeOpen, bound, next))
  }
  return bound
}

function cutAt({ parameters }: Operation, cuts: readonly number[], index: number): Parameter | undefined {
  const cut = cuts[index]
  return cut === undefined ? undefined : parameters[cut]
}

/** All operations have the same fields in the same order: rules read them faster than copies with fields that come and go. */
function place(
  node: Operation,
  entry: CatalogOperation | undefined,
  { stage, index, parent, conditional }: OperationPosition,
  open: boolean,
  swallowedBy: BoundOperation | undefined,
  slip: Parameter | undefined,
): BoundOperation {
  return { node, entry, stage, index, parent, conditional, open, swallowedBy, slip }
}

/** `,image/` or `,x-oss-process=image/` between two operations, and `,sys/` before one of another category. */
function findCategorySlip({ parameters }: Operation, { stage, index }: OperationPosition): Parameter | undefined {
  if (parameters.length === 0) return undefined
  const last = parameters[parameters.length - 1]
  const { category } = stage
  if (!last || !category || last.name !== undefined) return undefined
  const next = stage.operations[index + 1]
  const named = last.value === `x-oss-process=${category}` ? category : last.value
  return next && findOperation(named, next.name) ? last : undefined
}

/** An operation with the parameters between two cuts; the word that starts the next one is still its own. */
function partOf(
  whole: Operation,
  part: Pick<Operation, 'kind' | 'name' | 'start'>,
  cuts: readonly number[],
  index: number,
): Operation {
  const next = cuts[index]
  const parameters = whole.parameters.slice(
    index === 0 ? 0 : (cuts[index - 1] ?? 0) + 1,
    (next ?? whole.parameters.length) + 1,
  )
  const { kind, name, start } = part
  return { kind, name, start, end: next === undefined ? whole.end : (parameters.at(-1)?.end ?? whole.end), parameters }
}

/**
 * The places of bare values that are operations of the category and no values of the one before them.
 * The name of the category itself, as in `,image/`, is a slip of another kind.
 */
function findSwallowed({ parameters }: Operation, entry: CatalogOperation, { category }: Stage): readonly number[] {
  let places: number[] | undefined
  /** The operation whose value comes next. */
  let taker: CatalogOperation | undefined = entry
  let place = -1
  for (const { name, value } of parameters) {
    place++
    if (name !== undefined || value === '' || value === category) continue
    const positional: ParameterSpec | undefined = taker?.parameters.get('')
    const isValue: boolean = positional !== undefined && positional.type.test(value) === undefined
    // `callback,callback` lacks the value of the parameter; `rotate,90` has its own behind it.
    const next: Parameter | undefined = parameters[place + 1]
    const isName: boolean =
      taker?.parameters.has(value) === true && (next === undefined || next.name !== undefined || next.value === '')
    taker = isValue || isName ? undefined : findOperation(entry.category, value)
    if (!taker) continue
    places ??= []
    places.push(place)
  }
  return places ?? NO_CUTS
}

function isOpen({ name, parameters }: Operation): boolean {
  return (
    name.includes(HOLE) ||
    parameters.some(parameter => (parameter.name ?? parameter.value).includes(HOLE) || isGlued(parameter.value))
  )
}

/** A hole behind other text of a value may bring parameters. */
function isGlued(value: string): boolean {
  return value.indexOf(HOLE, 1) > 0
}

/** The parameters that are looked at. */
export function checkedParameters({ node: { parameters } }: BoundOperation): readonly Parameter[] {
  return parameters.length > MAXIMUM_PARAMETERS ? parameters.slice(0, MAXIMUM_PARAMETERS) : parameters
}

/** The parameter of that name, the last that is right where it is repeated; of values alone the first. */
export function findParameter({ entry, node }: BoundOperation, name: string): Parameter | undefined {
  const wanted = name === '' ? undefined : name
  let found: Parameter | undefined
  for (const parameter of node.parameters) {
    if (parameter.name !== wanted || isStrayComma(parameter, node.parameters)) continue
    if (wanted === undefined) return parameter
    if (!found || !isWorse(parameter, found, entry?.parameters.get(name))) found = parameter
  }
  return found
}

/** The value of a parameter, or its default; undefined where neither is known. */
export function effectiveValue(operation: BoundOperation, name: string): string | undefined {
  return findParameter(operation, name)?.value ?? operation.entry?.parameters.get(name)?.default
}

/** True for a parameter that is given with a value that its type refuses: what would follow from it is not told beside that. */
export function isRefused(operation: BoundOperation, name: string): boolean {
  const value = findParameter(operation, name)?.value
  return value !== undefined && operation.entry?.parameters.get(name)?.type.test(value) !== undefined
}

/** Which way a string must go, judged by its operations, and whether it says so itself. */
export function inferVia(operations: readonly BoundOperation[]): Via {
  let inferred: Via = 'get'
  let saved: Via = 'post'
  for (const { entry } of operations) {
    const { via, disputedVia } = entry?.main ?? {}
    if (disputedVia) [saved = saved] = disputedVia
    if (!via || via.includes('get')) continue
    if (!via.includes('post')) return 'async'
    inferred = 'post'
  }
  return inferred === 'post' ? saved : inferred
}
