import type { Locale } from '../../grammar/catalogue/localized.ts'
import { type Diagnostic, inWords, localeOf } from '../language/diagnostic.ts'
import { parseTree } from '../language/parser.ts'
import type { Pipeline } from '../language/tree.ts'
import { syntaxDiagnostic } from './syntax-diagnostic.ts'

/** A tree for every text, and what is wrong with its form. */
export interface ParseResult {
  readonly tree: Pipeline
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Parses a process string. Never throws, always returns a tree that prints back to the same text, in linear time.
 * The diagnostics concern the form only; `lint` adds what the catalogue knows.
 *
 *     parse('image/resize,w_200').tree.stages[0] // { kind: 'stage', category: 'image', operations: [...] }
 */
export function parse(text: string, locale?: Locale): ParseResult {
  const { tree, mistakes } = parseTree(text)
  const language = localeOf(locale)
  return { tree, diagnostics: mistakes.map(mistake => inWords(syntaxDiagnostic(mistake), language)) }
}
