import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { type Diagnostic, fillMessage } from '../language/diagnostic.ts'
import type { Edit } from '../language/edit.ts'
import { print } from '../language/printer.ts'
import { type Pipeline, type Span, valueSpan } from '../language/tree.ts'
import { walk } from '../language/walk.ts'
import { knownIn } from './known.ts'

/** A change that mends a finding. */
export interface QuickFix {
  readonly label: string
  readonly edits: readonly Edit[]
  /** True where nobody has to choose. */
  readonly isCertain: boolean
}

const FIX: Localized = { en: 'Fix', zh: '修复' }
const WRITE: Localized = { en: 'Write "{text}"', zh: '写成 "{text}"' }
const APPEND: Localized = { en: 'Append {text}({target})', zh: '追加 {text}({target})' }
const NAME: Localized = { en: 'Save as {target}', zh: '保存为 {target}' }

/**
 * The fix and the suggestions of a finding; for a number out of its range the nearest bound; for a result that is not saved,
 * or saved without a name, `target`, where that is given.
 *
 *     quickFixesOf(missingSaveas, tree, 'en', 'results/clip.{autoext}')[0].label // 'Append |sys/saveas,o_(results/clip.{autoext})'
 */
export function quickFixesOf(
  diagnostic: Diagnostic,
  tree: Pipeline,
  locale: Locale,
  target?: string,
): readonly QuickFix[] {
  const { fix, suggestions = [], ruleId, span } = diagnostic
  const certain = fix ? [{ label: FIX[locale], edits: fix, isCertain: true }] : []
  const offered = suggestions.map(({ message, edits }) => ({ label: message, edits, isCertain: false }))
  const isBare = certain.length + offered.length === 0
  const bound = isBare && ruleId === 'parameter-range' ? nearestBound(tree, span) : undefined
  const nearest = bound === undefined ? [] : [{ text: bound, span }]
  const save = target === undefined ? undefined : findSave(diagnostic, tree, locale, target)
  return [
    ...certain,
    ...(save ? [save] : []),
    ...offered,
    ...nearest.map(edit => ({
      ...{ label: fillMessage(WRITE, { text: edit.text }, locale), edits: [edit], isCertain: false },
    })),
  ]
}

const SAVEAS = '|sys/saveas,o_'
/** Marks with nothing behind them: what is appended takes their place. */
const LOOSE_END = /[\s,/|]*$/

/** What saves the result under the target: a new `sys/saveas`, or the name that the one there lacks. */
function findSave({ ruleId, span }: Diagnostic, tree: Pipeline, locale: Locale, target: string): QuickFix | undefined {
  const encoded = encodeBase64Url(target)
  if (ruleId === 'missing-saveas') {
    const label = fillMessage(APPEND, { text: SAVEAS, target }, locale)
    return { label, edits: [{ span: endOfWork(tree), text: `${SAVEAS}${encoded}` }], isCertain: true }
  }
  const place = ruleId === 'missing-parameter' || ruleId === 'base64' ? findName(tree, span) : undefined
  if (!place) return undefined
  const edits = [{ span: place.span, text: `${place.mark}${encoded}` }]
  return { label: fillMessage(NAME, { target }, locale), edits, isCertain: true }
}

/** Behind the last stage that makes something, up to the next one that has text. */
function endOfWork(tree: Pipeline): Span {
  const text = print(tree)
  const work = tree.stages.filter(stage => stage.kind === 'conditional' || !/^(?:sys)?$/.test(stage.category ?? ''))
  const end = work.at(-1)?.end ?? text.length
  const start = text.slice(0, end).replace(LOOSE_END, '').length
  return { start, end: end + (/^[\s,/|]*$/.test(text.slice(end)) ? text.length - end : 0) }
}

interface NamePlace {
  readonly span: Span
  /** What stands before the name and is not there yet. */
  readonly mark: string
}

/** Where the name belongs in the `sys/saveas` at the span; undefined where there is none, or where it has a name. */
function findName(tree: Pipeline, span: Span): NamePlace | undefined {
  let found: NamePlace | undefined
  walk(tree, {
    operation: ({ name, start, end, parameters }) => {
      if (name !== 'saveas' || span.start < start || end < span.end) return
      const object = parameters.find(parameter => parameter.name === 'o')
      const whole = print(tree).slice(0, end).replace(LOOSE_END, '').length
      if (!object) found = { span: { start: whole, end }, mark: ',o_' }
      else if (object.value === '' && object.start === span.start) found = { span: valueSpan(object), mark: '' }
    },
  })
  return found
}

/** Where a value that is too small or too large would just be right. */
function nearestBound(tree: Pipeline, span: Span): string | undefined {
  const place = knownIn(tree).parameters.findLast(({ node }) => isEqual(valueSpan(node), span))
  const value = Number(place?.node.value)
  if (!place || Number.isNaN(value)) return undefined
  const { minimum, maximum, exclusiveMinimum } = place.spec.type
  if (maximum !== undefined && value > maximum) return String(maximum)
  return minimum !== undefined && value < minimum && !exclusiveMinimum ? String(minimum) : undefined
}

function isEqual(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end
}
