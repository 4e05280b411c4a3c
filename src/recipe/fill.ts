import type { Place, Text, Value } from './recipe.ts'
import { type Source, sourceField } from './source.ts'

/** The values of variables and matrix in one cell. */
export type Scope = ReadonlyMap<string, Value>

/** A text in which only what differs from input to input is left open. */
export interface Filled {
  readonly pieces: readonly (string | SourcePiece)[]
  /** Where it is written in the recipe. */
  readonly place: Place
  /** Where the first character stands, when text and file agree to the letter. */
  readonly inner?: number
  /** Where the value comes from, when the whole text is one reference to a value of the recipe. */
  readonly origin?: Place
}

/** A field of the input. */
export interface SourcePiece {
  readonly field: string
}

const SOURCE = 'source.'

/** Puts the values of a cell in place of the references. */
export function fillText({ parts, place, inner }: Text, scope: Scope): Filled {
  const pieces: (string | SourcePiece)[] = []
  for (const part of parts) {
    const isField = typeof part !== 'string' && part.name.startsWith(SOURCE)
    const piece =
      typeof part === 'string'
        ? part
        : isField
          ? { field: part.name.slice(SOURCE.length) }
          : (scope.get(part.name)?.text ?? '')
    const last = pieces.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
  }
  const [only] = parts
  const origin = parts.length === 1 && typeof only === 'object' ? scope.get(only.name)?.place : undefined
  const isWritten = parts.length === 1 && typeof only === 'string'
  return { pieces, place, ...(isWritten && inner !== undefined && { inner }), ...(origin && { origin }) }
}

/** The text itself, where nothing is left open. */
export function constantOf({ pieces }: Filled): string | undefined {
  const [only = '', ...more] = pieces
  return more.length === 0 && typeof only === 'string' ? only : undefined
}

/** The text for one input. An empty folder takes the slash behind it along, since no object name starts with one. */
export function textFor({ pieces }: Pick<Filled, 'pieces'>, source: Source): string {
  let text = ''
  for (const piece of pieces) {
    if (typeof piece !== 'string') text += sourceField(source, piece.field) ?? ''
    else text += text === '' && piece.startsWith('/') && pieces[0] !== piece ? piece.slice(1) : piece
  }
  return text
}
