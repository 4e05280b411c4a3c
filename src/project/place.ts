import type { Source } from '../extract/index.ts'
import type { RawDiagnostic } from '../language/diagnostic.ts'
import type { Edit } from '../language/edit.ts'

/** A finding of a source in the text that the source stands in, its edits spelled as that text needs. */
export function placeInHost(diagnostic: RawDiagnostic, source: Source): RawDiagnostic {
  const { fix, suggestions, ...rest } = diagnostic
  const placed = fix && placeEdits(fix, source)
  const offered = suggestions?.flatMap(({ template, edits }) => {
    const host = placeEdits(edits, source)
    return host ? [{ template, edits: host }] : []
  })
  return {
    ...rest,
    span: source.toHost(diagnostic.span),
    ...(placed && { fix: placed }),
    ...(offered?.length && { suggestions: offered }),
  }
}

/** The edits in the host text; undefined where one would remove what is filled in at run time. */
function placeEdits(edits: readonly Edit[], source: Source): readonly Edit[] | undefined {
  const placed = edits.map(edit => source.hostEdits(edit))
  return placed.every(found => found !== undefined) ? placed.flat() : undefined
}
