import { type Expression, entryName, evaluate } from './expression.ts'
import type { Place, Reference, Text, Value } from './recipe.ts'
import { type SourceNames, sourceField } from './source.ts'

/** The values of variables and matrix in one cell. */
export type CellValues = ReadonlyMap<string, Value>

/** A text in which only what differs from input to input is left open. */
export interface Filled {
  readonly pieces: readonly Piece[]
  /** Where it is written in the recipe. */
  readonly place: Place
  /** Where the first character stands, when text and file agree to the letter. */
  readonly inner?: number
  /** Where the value comes from, when the whole text is one reference to a value of the recipe. */
  readonly origin?: Place
  /** True where the whole text stands without quotes. */
  readonly isPlain?: boolean
}

/** A text, or a field of the input. */
export type Piece = string | FieldPiece

/** A field of the input, with what is done to it. */
export interface FieldPiece {
  /** Empty for a value that is missing, which is told elsewhere. */
  readonly field: string
  readonly expression?: Omit<Expression, 'name'>
  /** The entries of the tables that it is looked up in, `widths.small`. */
  readonly tables?: ReadonlyMap<string, string>
}

const SOURCE = 'source.'

/** Puts the values of a cell in place of the references. */
export function fillText({ parts, place, inner, isPlain: isBare }: Text, scope: CellValues): Filled {
  const pieces = parts.map((part): Piece => {
    if (typeof part === 'string') return part
    const operandOf = (name: string) => scope.get(name)?.text
    if (part.name.startsWith(SOURCE)) return toField(part, scope)
    // What has no value is told already; it stays open, so that nobody complains of the empty text.
    const value = scope.get(part.name)
    return evaluate(part, value?.entries ? undefined : value?.text, operandOf) ?? { field: '' }
  })
  const [only, ...more] = parts
  const isAlone = more.length === 0
  const value = isAlone && typeof only === 'object' ? scope.get(only.name) : undefined
  const origin = value?.place
  const isPlain = isAlone && (typeof only === 'object' ? value?.isPlain : isBare)
  const isWritten = isAlone && typeof only === 'string' && inner !== undefined
  return {
    pieces: joinPieces(pieces),
    place,
    ...(isWritten && { inner }),
    ...(origin && { origin }),
    ...(isPlain && { isPlain }),
  }
}

/** A field with the numbers that it is calculated with, and the tables that it is looked up in. */
function toField({ name, operations, fallback }: Reference, scope: CellValues): FieldPiece {
  const field = name.slice(SOURCE.length)
  if (operations.length === 0 && fallback === undefined) return { field }
  const tables = new Map<string, string>()
  const known = operations.map(operation => {
    if (operation.kind === 'lookup') {
      for (const [entry, { text }] of scope)
        if (entry.startsWith(entryName(operation.table, ''))) tables.set(entry, text)
    }
    return operation.kind === 'arithmetic'
      ? { ...operation, operand: scope.get(operation.operand)?.text ?? operation.operand }
      : operation
  })
  return {
    field,
    expression: { operations: known, ...(fallback !== undefined && { fallback }) },
    ...(tables.size > 0 && { tables }),
  }
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

/** The value of a field of one input; an empty text where it has none. */
function fieldText({ field, expression, tables }: FieldPiece, source: SourceNames): string {
  const text = sourceField(source, field)
  return (expression ? evaluate(expression, text, name => tables?.get(name)) : text) ?? ''
}

/** Whether the text is a field alone, without a default: where that is empty, nothing is written. */
export function isLoneField({ pieces }: Pick<Filled, 'pieces'>): boolean {
  const [only, ...more] = pieces
  return more.length === 0 && typeof only === 'object' && only.expression?.fallback === undefined
}

/** The text for one input. An empty folder takes the slash behind it along, so that no empty folder arises. */
export function textFor({ pieces }: Pick<Filled, 'pieces'>, source: SourceNames): string {
  let text = ''
  let isFolderEmpty = false
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      const isDouble = isFolderEmpty && piece.startsWith('/') && (text === '' || text.endsWith('/'))
      text += isDouble ? piece.slice(1) : piece
      isFolderEmpty = false
    } else {
      const value = fieldText(piece, source)
      isFolderEmpty = value === '' && piece.field === 'dirname'
      text += value
    }
  }
  return text
}
