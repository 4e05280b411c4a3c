import type { Diagnostic } from '../language/diagnostic.ts'
import type { Span } from '../language/tree.ts'
import { type CompletionContext, complete } from './completion.ts'

/** The operation that somebody is writing. */
export interface Writing {
  readonly span: Span
  /** False where more has to come: behind a separator, and in a word that is the beginning of a known one. */
  readonly isWhole: boolean
}

/**
 * The operation around the caret, with the slash before it; of a stage that has none yet, the stage.
 *
 *     findWriting('video/animation,', 16, context) // { span: { start: 5, end: 16 }, isWhole: false }
 */
export function findWriting(text: string, caret: number, context: CompletionContext): Writing {
  const stage = 1 + Math.max(...['|', '{', '}'].map(mark => text.lastIndexOf(mark, caret - 1)))
  const slash = text.lastIndexOf('/', caret - 1)
  const rest = /^[^/|{}]*/.exec(text.slice(caret))?.[0] ?? ''
  const isFirst = slash < stage || !text.slice(stage, slash).includes('/')
  const start = slash < stage || (isFirst && slash === caret - 1) ? Math.max(0, stage - 1) : slash
  return { span: { start, end: caret + rest.length }, isWhole: rest !== '' || isWholeAt(text, caret, context) }
}

const NUMBER = /^[\d.-]+$/

function isWholeAt(text: string, caret: number, context: CompletionContext): boolean {
  if (caret === 0 || /[/,_|{]$/.test(text.slice(0, caret))) return false
  const completion = complete(text, caret, context)
  if (!completion) return true
  const word = text.slice(completion.span.start, caret)
  const isBeginning = completion.items.some(({ label }) => label.startsWith(word) && label.length > word.length)
  const isKnown = completion.items.some(({ label }) => label === word)
  return NUMBER.test(word) || isKnown || !isBeginning
}

/**
 * True for a finding that is only there because somebody is still writing: at the operation that is being written, or about a
 * `sys/saveas` that may be the very thing.
 */
export function isEarly({ span, ruleId }: Pick<Diagnostic, 'span' | 'ruleId'>, writing: Writing): boolean {
  const isHere = span.start <= writing.span.end && (span.end > writing.span.start || span.start === writing.span.start)
  return isHere || (ruleId === 'missing-saveas' && !writing.isWhole)
}
