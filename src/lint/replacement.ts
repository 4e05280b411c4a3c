import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Edit } from '../language/edit.ts'
import type { Span } from '../language/tree.ts'

/** A change that a rule suggests. */
export interface Replacement {
  readonly message: Localized
  readonly edits: readonly Edit[]
}

/** The suggestion to write a text in a place; shown with what it becomes, where that says more. */
export function replacement(span: Span, text: string, shown: string = text): Replacement {
  return { message: { en: `Write "${shown}"`, zh: `写成 "${shown}"` }, edits: [{ span, text }] }
}
