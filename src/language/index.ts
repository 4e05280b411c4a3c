/** The language alone, in a few kilobytes: parser, printer, walk, edits and positions; neither catalogue nor words. Runs in Node and in browsers. */

export { addOperation, type Change, removeOperation, removeParameter, setParameter, transform } from './change.ts'
export type { MessageData, Severity } from './diagnostic.ts'
export { applyEdits, type Edit, overlaps } from './edit.ts'
export type { SyntaxMessageId } from './mistakes.ts'
export { type ParsedForm, parse, type SyntaxDiagnostic } from './parse.ts'
export { type Position, positionsOf } from './position.ts'
export { print } from './printer.ts'
export {
  type Conditional,
  categorySpan,
  HOLE,
  type Node,
  nameSpan,
  type Operation,
  type Parameter,
  type Pipeline,
  type Span,
  type Stage,
  type StageNode,
  valueSpan,
} from './tree.ts'
export { parseUrl, type UrlProcess, withProcess } from './url.ts'
export { childrenOf, nodeAt, type Visitor, walk } from './walk.ts'
