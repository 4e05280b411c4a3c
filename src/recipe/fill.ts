import type { Place, Text, Value } from './recipe.ts'
import { type Source, sourceField } from './source.ts'

/** The values of variables and matrix in one cell. */
export type Scope = ReadonlyMap<string, Value>

/** A text in which only what differs from input to input is left open. */
export interface Filled {
  readonly pieces: readonly Piece[]
  /** Where it is written in the recipe. */
  readonly place: Place
  /** Where the first character stands, when text and file agree to the letter. */
  readonly inner?: number
  /** Where the value comes from, when the whole text is one reference to a value of the recipe. */
  readonly origin?: Place
}

/** A text, or a field of the input. */
export type Piece = string | { readonly field: string }

const SOURCE = 'source.'

/** Puts the values of a cell in place of the references. */
export function fillText({ parts, place, inner }: Text, scope: Scope): Filled {
  const pieces = parts.map((part): Piece => {
    if (typeof part === 'string') return part
    if (part.name.startsWith(SOURCE)) return { field: part.name.slice(SOURCE.length) }
    // What has no value is told already; it stays open, so that nobody complains of the empty text.
    return scope.get(part.name)?.text ?? { field: '' }
  })
  const [only, ...more] = parts
  const isAlone = more.length === 0
  const origin = isAlone && typeof only === 'object' ? scope.get(only.name)?.place : undefined
  const isWritten = isAlone && typeof only === 'string' && inner !== undefined
  return { pieces: joinPieces(pieces), place, ...(isWritten && { inner }), ...(origin && { origin }) }
}

/** The same pieces with neighbouring texts in one. */
export function joinPieces(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece
    else joined.push(piece)
  }
  return joined
}

/** The text itself, where nothing is left open. */
export function constantOf({ pieces }: Filled): string | undefined {
  const [only = '', ...more] = pieces
  return more.length === 0 && typeof only === 'string' ? only : undefined
}

/** The text for one input. An empty folder takes the slash behind it along, so that no empty folder arises. */
export function textFor({ pieces }: Pick<Filled, 'pieces'>, source: Source): string {
  let text = ''
  let isFolderEmpty = false
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      const isDouble = isFolderEmpty && piece.startsWith('/') && (text === '' || text.endsWith('/'))
      text += isDouble ? piece.slice(1) : piece
      isFolderEmpty = false
    } else {
      const value = sourceField(source, piece.field) ?? ''
      isFolderEmpty = value === '' && piece.field === 'dirname'
      text += value
    }
  }
  return text
}
