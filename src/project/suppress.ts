import { applyEdits, type Edit } from '../language/edit.ts'
import type { Span } from '../language/tree.ts'
import { type CommentPlace, makeCommentPlaces } from './comment-places.ts'
import type { Input } from './input.ts'
import { lintFile } from './lint-file.ts'
import type { Settings } from './settings.ts'

/** A string of a file, and the rules that are to be silent about it. */
export interface Silenced {
  readonly span: Span
  readonly rules: readonly string[]
}

/** The directives that are written at one offset. */
interface WrittenDirectives {
  readonly place: CommentPlace
  readonly enable: Set<string>
  readonly block: Set<string>
  readonly line: Set<string>
}

/**
 * Edits that write directives as lines of comment: one above the line of a string, or one above and one below what the string stands in,
 * where that goes over lines. Strings for whose directives there is no place are left out.
 */
export function silence(file: string, text: string, strings: readonly Silenced[]): Edit[] {
  const placeOf = makeCommentPlaces(file, text)
  const written = new Map<number, WrittenDirectives>()
  const at = (offset: number, place: CommentPlace): WrittenDirectives => {
    const known = written.get(offset) ?? { place, enable: new Set(), block: new Set(), line: new Set() }
    written.set(offset, known)
    return known
  }
  for (const { span, rules } of strings) {
    const place = placeOf(span)
    if (!place) continue
    for (const rule of rules) {
      at(place.at, place)[place.end === undefined ? 'line' : 'block'].add(rule)
      if (place.end !== undefined) at(place.end, place).enable.add(rule)
    }
  }
  // A byte order mark stays the first sign of the file.
  const behindMark = (offset: number) => (offset === 0 && text.startsWith('\uFEFF') ? 1 : offset)
  return Array.from(written, ([offset, { place, enable, block, line }]) => ({
    span: { start: behindMark(offset), end: behindMark(offset) },
    text: [
      directive(text, offset, place, 'enable', enable),
      directive(text, offset, place, 'disable', block),
      directive(text, offset, place, 'disable-next-line', line),
    ].join(''),
  }))
}

function directive(text: string, at: number, { form }: CommentPlace, kind: string, rules: ReadonlySet<string>): string {
  if (rules.size === 0) return ''
  const [indent = ''] = /^[ \t]*/.exec(text.slice(at, at + 200)) ?? []
  const lineEnd = text[text.indexOf('\n', at) - 1] === '\r' ? '\r\n' : '\n'
  return `${indent}${form.before}oss-process-${kind} ${[...rules].join(', ')}${form.behind}${lineEnd}`
}

/**
 * A text with directives around each string that has findings, so that they are known and not reported. Strings around which there is no
 * place for a comment stay as they are, such as all in JSON, and so does a file whose strings would be read otherwise.
 */
export function suppressFile(input: Input, settings: Settings): Input {
  if (input.source !== 'file') return input
  const { strings } = lintFile(input, settings)
  const silenced = strings.map(({ span, diagnostics }) => ({ span, rules: diagnostics.map(({ ruleId }) => ruleId) }))
  const edits = silence(input.file, input.text, silenced)
  if (edits.length === 0) return input
  const suppressed = { ...input, text: applyEdits(input.text, edits) }
  const after = lintFile(suppressed, settings)
  const isKept =
    after.strings.length === strings.length && strings.every(({ text }, at) => after.strings[at]?.text === text)
  return isKept && countFindings(after.strings) < countFindings(strings) ? suppressed : input
}

function countFindings(strings: ReturnType<typeof lintFile>['strings']): number {
  return strings.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0)
}
