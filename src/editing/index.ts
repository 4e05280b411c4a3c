/**
 * What an editor offers for a process string, without any protocol: completion, hover, highlighting, quick fixes, hints. Pure; runs in
 * Node and in browsers. Offsets are UTF-16 units of the string.
 *
 *     import { complete, hoverAt } from 'oss-process/editing'
 *     complete('image/res', 9, { locale: 'en' })?.items.map(({ label }) => label) // ['resize', ...]
 */

export { type Completion, type CompletionContext, type CompletionItem, complete } from './completion.ts'
export { type Mark, type Segment, type SegmentKind as Part, segmentsOf } from './highlight.ts'
export { type Hint, hintsOf } from './hints.ts'
export { type Hover, hoverAt } from './hover.ts'
export { type QuickFix, quickFixesOf } from './quick-fixes.ts'
export { spansAround } from './selection.ts'
export { type OperationSignature as Signature, type SignatureParameter, signatureAt } from './signature.ts'
export { sizesOf } from './sizes.ts'
export { findWriting, isEarly, type Writing } from './unfinished.ts'
