import { findCategory } from '../catalogue/catalogue.ts'
import { type Facts, factsOfExtension } from '../trace/facts.ts'

/** What a string is linted with. */
export interface KnownFacts {
  readonly facts: Facts
  /** True where nothing but the extension in the address tells the format: the object may hold something else. */
  readonly isGuess: boolean
}

/** What was told of the source; the extension in the address tells the format where nobody else does. */
export function knownFacts(told: Facts | undefined, extension: string | undefined): KnownFacts | undefined {
  const guess = extension === undefined ? undefined : factsOfExtension(extension)
  if (!told) return guess && { facts: guess, isGuess: true }
  const isMissing = told.format === undefined && guess?.kind === told.kind
  return isMissing ? { facts: { ...told, format: guess.format }, isGuess: true } : { facts: told, isGuess: false }
}

/** The first of several sources that the category of a string takes; undefined where it takes none of them. */
export function fittingSource(text: string, sources: readonly Facts[]): Facts | undefined {
  const takes = findCategory(/^[^/|]*/.exec(text)?.[0] ?? '')?.spec.sources
  return takes ? sources.find(({ kind }) => takes.includes(kind)) : sources[0]
}
