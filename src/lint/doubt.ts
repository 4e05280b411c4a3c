import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { ParameterSpec, Sourced } from '../../grammar/catalogue/types.ts'

const SURE: Localized = { en: '', zh: '' }

/** A sentence to end a message with: that little supports it, and what; empty where the source is good. */
export function doubtOf({ source, confidence }: Sourced): Localized {
  if (confidence === undefined || confidence === 'high') return SURE
  return { en: ` Known from ${source} alone.`, zh: `仅见于 ${source}。` }
}

/** The same for a value that is refused: where that is an error, the source is good enough. */
export function valueDoubt(spec: ParameterSpec): Localized {
  return spec.gentle ? doubtOf(spec) : SURE
}
