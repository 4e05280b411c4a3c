import { encodeBase64Url, readBase64 } from '../../grammar/catalogue/base64url.ts'
import { getCatalog } from '../catalogue/catalogue.ts'
import { type Span, valueSpan } from '../language/tree.ts'
import type { BoundOperation, BoundParameter } from './bind.ts'
import { guessOperation } from './guess-operation.ts'
import type { RuleContext } from './rule.ts'

/** Base64 of the standard alphabet, the only one with slashes: up to a slash, and a piece behind one. */
const START = /^[A-Za-z0-9+]*$/
const PIECE = /^[A-Za-z0-9+]+={0,2}$/
/** No real text has as many slashes in its Base64; looking further would take long in a hostile string. */
const MAXIMUM_PIECES = 64

/** A Base64 value that a slash has cut, put together again. */
export interface CutValue {
  /** From the value to the end of its last piece. */
  readonly span: Span
  /** The whole as URL-safe Base64; undefined where it does not decode. */
  readonly text: string | undefined
  /** True where no piece looks like an operation that was meant. */
  readonly isSure: boolean
}

/** The whole of a Base64 value whose rest OSS reads as operations; undefined where nothing behind it can be a rest. */
export function findCutValue({ node, operation }: BoundParameter, context: RuleContext): CutValue | undefined {
  const { start, end } = valueSpan(node)
  if (operation.node.end !== end || !START.test(node.value)) return undefined
  const first = context.operations.indexOf(operation) + 1
  const pieces: BoundOperation[] = []
  for (const next of context.operations.slice(first, first + MAXIMUM_PIECES)) {
    if (next.stage !== operation.stage || !isPiece(next)) break
    pieces.push(next)
    if (next.node.parameters.length > 0) break
  }
  const last = pieces.at(-1)?.node
  if (!last) return undefined
  const span = { start, end: last.start + last.name.length }
  const { text } = readBase64(context.text.slice(span.start, span.end))
  const isSure = !pieces.some(piece => isMeant(piece))
  return { span, text: text === undefined ? undefined : encodeBase64Url(text), isSure }
}

/** The name of the parameter whose Base64 value the unknown operation may be the rest of. */
export function findCutParameter(operation: BoundOperation, { operations }: RuleContext): string | undefined {
  if (!PIECE.test(operation.node.name)) return undefined
  const at = operations.indexOf(operation)
  for (const previous of operations.slice(Math.max(0, at - MAXIMUM_PIECES), at).toReversed()) {
    if (previous.stage !== operation.stage) return undefined
    const last = previous.node.parameters.at(-1)
    if (previous.entry) {
      const name = last?.name ?? ''
      const isBase64 = previous.entry.parameters.get(name)?.type.kind === 'base64'
      return last && isBase64 && START.test(last.value) ? name : undefined
    }
    if (last || !isPiece(previous)) return undefined
  }
  return undefined
}

function isPiece({ entry, node: { name } }: BoundOperation): boolean {
  return !entry && PIECE.test(name)
}

function isMeant({ node: { name }, stage }: BoundOperation): boolean {
  return [...getCatalog().values()].some(
    category =>
      category.operations.has(name) ||
      (category.name === stage.category && guessOperation(category, name) !== undefined),
  )
}
