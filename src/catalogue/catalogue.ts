import { CATEGORY_NAMES, type CategoryName } from '../../grammar/catalogue/categories.ts'
import { once } from '../../grammar/catalogue/memo.ts'
import type {
  CategorySpec,
  Constraint,
  OperationSpec,
  ParameterSpec,
  SubOperationSpec,
} from '../../grammar/catalogue/types.ts'
import { categories } from '../../grammar/operations/index.ts'

/** An operation or sub-operation of the catalogue with its names, ready for look-ups. */
export interface CatalogOperation {
  /** `image/resize`; of a sub-operation `video/concat/pre`. */
  readonly id: string
  readonly category: string
  readonly name: string
  readonly spec: OperationSpec | SubOperationSpec
  /** Absent for a sub-operation. */
  readonly main?: OperationSpec
  readonly parent?: CatalogOperation
  readonly parameters: ReadonlyMap<string, ParameterSpec>
  /** Names of the parameters that have to be there. */
  readonly required: readonly string[]
  /** Sets of parameters of which one has to be there. */
  readonly alternatives: readonly Extract<Constraint, { kind: 'oneOf' }>[]
  /** True where a parameter has words whose options stand behind the operation. */
  readonly hasOptions: boolean
  /** What is said about a parameter in relation to the others; empty for most. */
  constraintsOf(name: string): readonly Constraint[]
  readonly subOperations: ReadonlyMap<string, CatalogOperation>
}

/** A category with its operations, ready for look-ups. */
export interface CatalogCategory {
  readonly name: string
  readonly spec: CategorySpec
  readonly operations: ReadonlyMap<string, CatalogOperation>
}

/** All categories by name. Made at the first call. */
export const getCatalog: () => ReadonlyMap<string, CatalogCategory> = /* @__PURE__ */ once(
  () => new Map(CATEGORY_NAMES.map(name => [name, toCategory(name)])),
)

/** A category by its name. */
export function findCategory(name: string): CatalogCategory | undefined {
  return getCatalog().get(name)
}

/** An operation by its names, `findOperation('image', 'resize')`. */
export function findOperation(category: string, name: string): CatalogOperation | undefined {
  return getCatalog().get(category)?.operations.get(name)
}

/**
 * The operation of a name in a category, behind the main operation before it: an action of that one goes first. What comes back has a
 * parent exactly when it is such an action.
 */
export function resolveOperation(
  category: CatalogCategory | undefined,
  main: CatalogOperation | undefined,
  name: string,
): CatalogOperation | undefined {
  const sub = main?.subOperations.size ? main.subOperations.get(name) : undefined
  return sub ?? category?.operations.get(name)
}

/** The operations of a category, each with its sub-operations behind it. */
export function operationsOf({ operations }: CatalogCategory): readonly CatalogOperation[] {
  return [...operations.values()].flatMap(operation => [operation, ...operation.subOperations.values()])
}

/** Every operation, main ones and sub-operations, in the order of the catalogue. */
export function listOperations(): readonly CatalogOperation[] {
  return [...getCatalog().values()].flatMap(operationsOf)
}

/** Most strings need one category: the others stay untouched. */
function toCategory(name: CategoryName): CatalogCategory {
  let operations: ReadonlyMap<string, CatalogOperation> | undefined
  return {
    name,
    get spec() {
      return categories[name]
    },
    get operations() {
      operations ??= new Map(
        Object.entries(categories[name].operations).map(([key, main]) => [key, toOperation(name, key, main)]),
      )
      return operations
    },
  }
}

function toOperation(category: string, name: string, main: OperationSpec): CatalogOperation {
  const subOperations = new Map<string, CatalogOperation>()
  const operation = { ...toEntry(`${category}/${name}`, category, name, main), main, subOperations }
  for (const [key, spec] of Object.entries(main.subOperations ?? {})) {
    subOperations.set(key, { ...toEntry(`${operation.id}/${key}`, category, key, spec), parent: operation })
  }
  return operation
}

function toEntry(id: string, category: string, name: string, spec: OperationSpec | SubOperationSpec): CatalogOperation {
  const parameters = new Map(Object.entries(spec.parameters))
  const required = [...parameters.keys()].filter(key => parameters.get(key)?.required)
  const constraints = new Map<string, Constraint[]>()
  for (const constraint of spec.constraints ?? []) {
    for (const key of subjectsOf(constraint)) constraints.set(key, [...(constraints.get(key) ?? []), constraint])
  }
  const constraintsOf = (key: string) => constraints.get(key) ?? NO_CONSTRAINTS
  const alternatives = (spec.constraints ?? []).filter(constraint => constraint.kind === 'oneOf')
  return {
    id,
    category,
    name,
    spec,
    parameters,
    required,
    alternatives,
    hasOptions: Object.values(spec.parameters).some(({ optionsBehind }) => optionsBehind),
    constraintsOf,
    subOperations: NO_OPERATIONS,
  }
}

/** The parameters that a constraint can find fault with. */
function subjectsOf(constraint: Constraint): readonly string[] {
  if (constraint.kind === 'restricted') return [constraint.parameter]
  return constraint.kind === 'oneOf' ? [] : constraint.parameters
}

const NO_CONSTRAINTS: readonly Constraint[] = []

const NO_OPERATIONS: ReadonlyMap<string, CatalogOperation> = new Map()
