import type { ParameterSpec, Via } from '../../grammar/catalogue/types.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import type { Span } from '../language/tree.ts'
import type { Expression } from './expression.ts'

/** A span in one of the files that a recipe is made of. */
export interface Place extends Span {
  readonly file: string
}

/** One finding in a recipe. Its span counts UTF-16 code units of the YAML text of `file`. */
export interface RecipeDiagnostic extends Diagnostic {
  readonly file: string
  /** Other places that belong to it, such as the step in which a value of the matrix is used. */
  readonly related?: readonly RelatedPlace[]
}

/** A place that belongs to a finding, and why. */
export interface RelatedPlace {
  readonly place: Place
  readonly message: string
}

/** `${name}` in a text: a variable, a value of the matrix, or `source.field`. */
export interface Reference extends Expression {
  readonly place: Place
}

/** What `when` says of a step: two texts compared, or one that is not empty, `false`, `no`, `off` or `0`. */
export interface StepCondition {
  readonly left: Text
  readonly operator?: string
  readonly right?: Text
  readonly isNegated: boolean
  readonly place: Place
}

/** A text of the recipe, taken apart at its references. */
export interface Text {
  readonly parts: readonly (string | Reference)[]
  readonly place: Place
  /** Where its first character stands in the file; absent where escapes or folding set text and file apart. */
  readonly inner?: number
  /** True where it stands without quotes. */
  readonly isPlain?: true
}

/** The types of variables. */
export type VariableType = 'string' | 'integer' | 'number' | 'boolean' | 'duration' | 'list' | 'object'

/** A variable as it is declared. */
export interface Variable {
  readonly name: string
  readonly type: VariableType
  readonly description?: string
  readonly default?: Value
  readonly required: boolean
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  /** True where its declaration has errors, so that a missing value is no news. */
  readonly isBroken?: true
  readonly place: Place
}

/** A text with its place; what the caller gives has none. */
export interface Value {
  readonly text: string
  readonly place?: Place
  /** True where it stands without quotes. */
  readonly isPlain?: true
  /** The texts of a list, the keys of an object. */
  readonly items?: readonly Value[]
  /** The texts of an object by key. */
  readonly entries?: ReadonlyMap<string, Value>
}

/** Where requests go. */
export interface Connection {
  readonly endpoint?: Text
  readonly region?: Text
  readonly bucket?: Text
  /** The project of IMM that the bucket is bound to. */
  readonly imm?: Text
  /** Whether the endpoint is a domain that is bound to the bucket, so that the bucket does not stand in front of it. */
  readonly cname?: boolean
  readonly place?: Place
}

/** One input named in the recipe. */
export interface SourceItem {
  readonly key: Text
}

/** How a manifest is written. */
export type ManifestFormat = 'lines' | 'csv' | 'tsv' | 'jsonl' | 'json' | 'inventory'

/** Files that list inputs, on this machine or at `oss://`. */
export interface Manifest {
  readonly paths: readonly Text[]
  /** What the name says when left out. */
  readonly format?: ManifestFormat
  /** What the first bytes say when left out. */
  readonly compression?: 'gzip' | 'none'
  /** The column or field that holds the object name; `key` when left out. */
  readonly key: string
  /** The column or field that holds the bucket. */
  readonly bucket?: string
  /** Names of the columns where the file has no row of them. */
  readonly columns?: readonly string[]
}

/** The inputs of a recipe. */
export interface Sources {
  readonly items: readonly SourceItem[]
  readonly manifest?: Manifest
  /** `oss://bucket/prefix`, whose objects OSS is asked for. */
  readonly lists: readonly Text[]
  /** Only objects whose name starts so. */
  readonly prefix?: Text
  /** Only objects whose name behind the prefix has this form; `*` stands within a folder, `**` across folders. */
  readonly pattern?: Text
  /** What a row has to say of its object. */
  readonly filters: readonly WrittenFilter[]
  /** What is known of the inputs, as far as it is written. */
  readonly facts?: ReadonlyMap<FactKey, Text>
  readonly place: Place
}

/** What a recipe can say of its inputs. */
export const FACT_KEYS = [
  'format',
  'width',
  'height',
  'frames',
  'orientation',
  'duration',
  'fps',
  'alpha',
  'audio',
  'size',
  'storage-class',
  'result-size',
] as const

/** One thing to say of inputs. */
export type FactKey = (typeof FACT_KEYS)[number]

/** The conditions on the size, the time and the storage class that a manifest tells of an object. */
export const FILTER_KEYS = [
  'larger-than',
  'smaller-than',
  'newer-than',
  'older-than',
  'storage-class',
  'class',
] as const

/** A condition on rows as it is written. */
export interface WrittenFilter {
  readonly name: (typeof FILTER_KEYS)[number]
  readonly values: readonly Text[]
  readonly place: Place
}

/** A row of values by name; what `include` adds and `exclude` matches. */
export type MatrixRow = ReadonlyMap<string, Value>

/** Every combination of the values of the axes, without those excluded, with those included. */
export interface Matrix {
  /** Values by name, or the variable that lists them. */
  readonly axes: ReadonlyMap<string, readonly Value[] | Reference>
  readonly include: readonly MatrixRow[]
  readonly exclude: readonly MatrixRow[]
  readonly place: Place
}

/** A parameter of a step. */
export interface Argument {
  /** As OSS knows it, `w`; empty for a value without a name. */
  readonly name: string
  readonly spec: ParameterSpec
  readonly value: Text
  readonly place: Place
}

/** An operation of the catalogue. */
export interface OperationStep {
  readonly kind: 'operation'
  readonly entry: CatalogOperation
  readonly arguments: readonly Argument[]
  readonly when?: readonly StepCondition[]
  readonly place: Place
}

/** A style stored with the bucket, or built into OSS. */
export interface StyleStep {
  readonly kind: 'style'
  readonly name: Text
  readonly when?: readonly StepCondition[]
  readonly place: Place
}

/** A process string as it is. */
export interface ProcessStep {
  readonly kind: 'process'
  readonly text: Text
  readonly when?: readonly StepCondition[]
  readonly place: Place
}

/** `if_status_eq_404`: steps that run when the condition holds. */
export interface ConditionalStep<S> {
  readonly kind: 'conditional'
  readonly condition: string
  readonly steps: readonly S[]
  readonly when?: readonly StepCondition[]
  readonly place: Place
}

/** The use of a fragment. */
export interface UseStep {
  readonly kind: 'use'
  readonly fragment: string
  /** Texts for the names that the fragment refers to. */
  readonly arguments: ReadonlyMap<string, Text>
  readonly place: Place
}

/** Steps that are done only where all conditions hold. */
export interface GuardedStep {
  readonly kind: 'guarded'
  readonly when: readonly StepCondition[]
  readonly steps: readonly WrittenStep[]
  readonly place: Place
}

/** Steps under a name. */
export interface NamedStep {
  readonly kind: 'named'
  readonly name: string
  readonly steps: readonly WrittenStep[]
  readonly place: Place
}

/** What a recipe does to its input, with names and fragments written out. */
export type RecipeStep = OperationStep | StyleStep | ProcessStep | ConditionalStep<RecipeStep>

/** A step as it is written. */
export type WrittenStep =
  | OperationStep
  | StyleStep
  | ProcessStep
  | ConditionalStep<WrittenStep>
  | UseStep
  | NamedStep
  | GuardedStep

/** Where the result is saved; the bucket of the source when none is named. */
export interface Saveas {
  readonly bucket?: Text
  readonly object: Text
  readonly place: Place
}

/** One of several results of each input: a job with a name, with what it does behind the steps that all share. */
export interface RecipeOutput {
  readonly name: string
  readonly place: Place
  readonly steps: readonly RecipeStep[]
  readonly saveas?: Saveas
  readonly notify?: Text
}

/** A recipe as it was read. */
export interface Recipe {
  /** Name of the file it was read from. */
  readonly file: string
  readonly connection: Connection
  readonly variables: ReadonlyMap<string, Variable>
  readonly sources?: Sources
  readonly matrix?: Matrix
  readonly fragments: ReadonlyMap<string, Fragment>
  readonly steps: readonly RecipeStep[]
  /** Empty where each input has one result. */
  readonly outputs: readonly RecipeOutput[]
  readonly saveas?: Saveas
  readonly notify?: Text
  readonly via?: Via
  /** Inputs whose result is there already are left out by whoever sends the jobs. */
  readonly skip?: 'exists'
  /** False where reading found errors: a part of what is written is missing here. */
  readonly isSound: boolean
  /** Text of every file that was read, by name: what the places count in. */
  readonly files: ReadonlyMap<string, string>
}

/** Steps under a name, to be used by several recipes or several times in one. */
export interface Fragment {
  readonly name: string
  readonly steps: readonly WrittenStep[]
  readonly place: Place
}
