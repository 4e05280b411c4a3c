import type { MessageData, Severity } from './diagnostic.ts'
import type { Edit } from './edit.ts'
import type { SyntaxMessageId } from './mistakes.ts'
import { parseTree } from './parser.ts'
import type { Pipeline, Span } from './tree.ts'

/** What is wrong with the form of a string, as ids and data: `parse` of `oss-process` has it in words. */
export interface SyntaxDiagnostic {
  readonly ruleId: 'syntax'
  readonly messageId: SyntaxMessageId
  readonly data: MessageData
  readonly severity: Severity
  readonly span: Span
  /** The EC number that OSS answers with, where it is documented. */
  readonly serverCode?: string
  /** Edits that are always right: the meaning is certain. */
  readonly fix?: readonly Edit[]
}

/** A tree for every text, and what is wrong with its form. */
export interface ParsedForm {
  readonly tree: Pipeline
  readonly diagnostics: readonly SyntaxDiagnostic[]
}

/**
 * Parses a process string. Never throws, always gives a tree that prints back to the same text, in linear time.
 * @example
 * parse('image//info').diagnostics // [{ ruleId: 'syntax', messageId: 'emptyOperation', span: { start: 5, end: 6 }, ... }]
 */
export function parse(text: string): ParsedForm {
  const { tree, mistakes } = parseTree(text)
  return { tree, diagnostics: mistakes.map(mistake => ({ ruleId: 'syntax', data: {}, severity: 'error', ...mistake })) }
}
