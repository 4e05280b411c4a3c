/** A half-open range [start, end) of UTF-16 code units in the text that was parsed. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The whole process string: stages separated by `|`. */
export interface Pipeline extends Span {
  readonly kind: 'pipeline'
  readonly stages: readonly StageNode[]
}

/** The part between two pipes. */
export type StageNode = Stage | Conditional

/**
 * A category and its operations, `image/resize,w_200/format,webp`.
 * `category` is undefined where the stage starts with an operation (`resize,w_200`), and empty for `/resize,w_200`.
 */
export interface Stage extends Span {
  readonly kind: 'stage'
  readonly category: string | undefined
  readonly operations: readonly Operation[]
}

/** `if_status_eq_404{...}`: the pipeline between the braces runs when the condition holds. */
export interface Conditional extends Span {
  readonly kind: 'conditional'
  /** The word before the brace, `if_status_eq_404`. */
  readonly condition: string
  readonly body: Pipeline
  /** False where the closing brace is missing. */
  readonly closed: boolean
  /** Text between the closing brace and the next pipe; empty in a correct string. */
  readonly trailing: string
}

/** `resize,w_200`. The span starts at the name, behind the slash. */
export interface Operation extends Span {
  readonly kind: 'operation'
  readonly name: string
  readonly parameters: readonly Parameter[]
}

/** `w_200`, or a value alone (`webp`), whose name is undefined. The span starts behind the comma. */
export interface Parameter extends Span {
  readonly kind: 'parameter'
  readonly name: string | undefined
  readonly value: string
}

/** Any node of the syntax tree. */
export type Node = Pipeline | Stage | Conditional | Operation | Parameter

/** Stands for a part of the text that the host program fills in at run time: one code unit, U+FFFC. */
export const HOLE = '\uFFFC'

/** Where the name of an operation stands. */
export function nameSpan(operation: Operation): Span {
  return { start: operation.start, end: operation.start + operation.name.length }
}

/** Where the value of a parameter stands: behind the first underscore, or the whole parameter when it has no name. */
export function valueSpan(parameter: Parameter): Span {
  return { start: parameter.end - parameter.value.length, end: parameter.end }
}

/** Where the category of a stage stands; empty at the start of the stage when it has none. */
export function categorySpan(stage: Stage): Span {
  return { start: stage.start, end: stage.start + (stage.category?.length ?? 0) }
}
