import type { Operation, Parameter, Span, Stage } from '../../grammar/tree.ts'

export type * from '../../grammar/tree.ts'

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
