import { parsePipeline } from '../../grammar/generated/parser.ts'
import { expectKind } from './given.ts'
import { findMistakes, type SyntaxMistake } from './mistakes.ts'
import type { Pipeline } from './tree.ts'

const NO_MISTAKES: readonly SyntaxMistake[] = []

/** A tree for every text, and what is wrong with its form, as ids and data. */
export interface Parsed {
  readonly tree: Pipeline
  readonly mistakes: readonly SyntaxMistake[]
  /** True when every word is there and made of characters that a process string is made of: nothing needs a closer look. */
  readonly isRegular: boolean
}

/**
 * Parses a process string. Never throws, always gives a tree that prints back to the same text, in linear time.
 * @throws TypeError for what is no text at all.
 */
export function parseTree(text: string): Parsed {
  expectKind(text, 'The process string', 'a text')
  const { tree, isRegular } = parsePipeline(text)
  return { tree, mistakes: isRegular ? NO_MISTAKES : findMistakes(tree, text), isRegular }
}
