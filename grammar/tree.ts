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
