import { getCatalog, resolveOperation } from '../../../catalog/catalog.ts'
import { type Diagnostic, fillMessage, type Locale, type Localized } from '../../../language/diagnostic.ts'
import type { Edit } from '../../../language/edit.ts'
import { type Parameter, type Pipeline, type Span, valueSpan } from '../../../language/tree.ts'
import { walk } from '../../../language/walk.ts'

/** A change that mends a finding. */
export interface QuickFix {
  readonly label: string
  readonly edits: readonly Edit[]
  /** True where nobody has to choose. */
  readonly isCertain: boolean
}

const FIX: Localized = { en: 'Fix', zh: '修复' }
const WRITE: Localized = { en: 'Write "{text}"', zh: '写成 "{text}"' }

/** The fix and the suggestions of a finding; for a number out of its range the nearest bound. */
export function quickFixesOf(diagnostic: Diagnostic, tree: Pipeline, locale: Locale): readonly QuickFix[] {
  const { fix, suggestions = [], ruleId, span } = diagnostic
  const certain = fix ? [{ label: FIX[locale], edits: fix, isCertain: true }] : []
  const offered = suggestions.map(({ message, edits }) => ({ label: message, edits, isCertain: false }))
  const isBare = certain.length + offered.length === 0
  const bound = isBare && ruleId === 'parameter-range' ? nearestBound(tree, span) : undefined
  const nearest = bound === undefined ? [] : [{ text: bound, span }]
  return [
    ...certain,
    ...offered,
    ...nearest.map(edit => ({
      ...{ label: fillMessage(WRITE, { text: edit.text }, locale), edits: [edit], isCertain: false },
    })),
  ]
}

/** Where a value that is too small or too large would just be right. */
function nearestBound(tree: Pipeline, span: Span): string | undefined {
  const place = findValue(tree, span)
  if (!place) return undefined
  const type = place.entry.parameters.get(place.parameter.name ?? '')?.type
  const value = Number(place.parameter.value)
  if (!type || Number.isNaN(value)) return undefined
  const { minimum, maximum, exclusiveMinimum } = type
  if (maximum !== undefined && value > maximum) return String(maximum)
  return minimum !== undefined && value < minimum && !exclusiveMinimum ? String(minimum) : undefined
}

interface ValuePlace {
  readonly parameter: Parameter
  readonly entry: NonNullable<ReturnType<typeof resolveOperation>>
}

function findValue(tree: Pipeline, { start, end }: Span): ValuePlace | undefined {
  let found: ValuePlace | undefined
  walk(tree, {
    stage: ({ category, operations }) => {
      const known = getCatalog().get(category ?? '')
      let main: ReturnType<typeof resolveOperation>
      for (const { name, parameters } of operations) {
        const entry = resolveOperation(known, main, name)
        if (entry && !entry.parent) main = entry
        const parameter = parameters.find(one => valueSpan(one).start === start && valueSpan(one).end === end)
        if (entry && parameter) found = { parameter, entry }
      }
    },
  })
  return found
}
