import { templateSegments } from '../catalogue/templates.ts'
import { type Filled, joinPieces, type Piece, textFor } from './fill.ts'
import type { Place } from './recipe.ts'
import { SOURCE_FIELDS, type SourceObject } from './source.ts'

/** Where a cell saves its results, with the variables of OSS that follow from the input filled in. */
export interface CellTarget {
  readonly bucket?: Pieces
  readonly object: Pieces
  /** Where the recipe says it. */
  readonly place: Place
}

type Pieces = Pick<Filled, 'pieces'>

/** The target as OSS will read it. `extension` stands for `{autoext}` where the format is known. */
export function toTarget(
  bucket: Filled | undefined,
  object: Filled,
  extension: string | undefined,
  place: Place = object.place,
): CellTarget {
  return {
    place,
    object: { pieces: withVariables(object, extension) },
    ...(bucket && { bucket: { pieces: withVariables(bucket, extension) } }),
  }
}

/** `bucket/object` for one input. Braces that are left differ from file to file or with the time. */
export function targetOf({ bucket, object }: CellTarget, source: SourceObject, ownBucket: string | undefined): string {
  const name = (bucket && textFor(bucket, source)) || source.bucket || ownBucket || ''
  return `${name}/${textFor(object, source)}`
}

/** Puts the variables of OSS that follow from the input in place of `{barename}` and the like. */
export function withVariables({ pieces }: Filled, extension?: string): Filled['pieces'] {
  const split = pieces.flatMap((piece): readonly Piece[] => {
    if (typeof piece !== 'string' || !/[{}]/.test(piece)) return [piece]
    return templateSegments(piece).map(segment => {
      if (segment.kind !== 'variable') return segment.text
      if (segment.name === 'autoext' && extension !== undefined) return extension
      const isField = SOURCE_FIELDS.some(field => field === segment.name)
      return isField ? { field: segment.name } : `{${segment.name}}`
    })
  })
  return joinPieces(split)
}
