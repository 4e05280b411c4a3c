import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { fillMessage, isError, type MessageData, rulePage, type Severity } from '../language/diagnostic.ts'
import { meantHint, nearest } from '../language/suggest.ts'
import { MESSAGES, type Message, type RecipeMessageId } from './messages.ts'
import type { Place, RecipeDiagnostic, RelatedPlace } from './recipe.ts'

/** Collects diagnostics and puts them into words of one language. */
export interface Findings {
  readonly locale: Locale
  readonly diagnostics: RecipeDiagnostic[]
  /** Whether an error was added. */
  hasErrors(): boolean
  severityOf(messageId: RecipeMessageId): Severity
  add(messageId: RecipeMessageId, place: Place, data?: MessageData, related?: readonly RelatedPlace[]): void
}

/** Collects what is found; of the kinds named as `lenient` an error is a warning. */
export function createFindings(locale: Locale = 'en', lenient: ReadonlySet<RecipeMessageId> = NONE): Findings {
  const diagnostics: RecipeDiagnostic[] = []
  const severityOf = (messageId: RecipeMessageId): Severity => {
    const { severity = 'error' }: Message = MESSAGES[messageId]
    return lenient.has(messageId) && severity === 'error' ? 'warning' : severity
  }
  const add: Findings['add'] = (messageId, place, data = {}, related) => {
    const message: Message = MESSAGES[messageId]
    const { rule } = message
    diagnostics.push({
      ruleId: rule,
      messageId,
      data,
      severity: severityOf(messageId),
      message: fillMessage(message, data, locale),
      file: place.file,
      span: { start: place.start, end: place.end },
      url: rulePage(rule),
      ...(related?.length && { related }),
    })
  }
  const hasErrors = () => diagnostics.some(isError)
  return { locale, diagnostics, add, hasErrors, severityOf }
}

const NONE: ReadonlySet<RecipeMessageId> = new Set()

/** What was meant, or nothing where no name is near. */
export function hint(word: string, candidates: Iterable<string>): Localized {
  const known = [...candidates]
  // A part of a longer word, `quality` of `audio-quality`, `min` of `minimum`, where only one has it.
  const start = word.length < SHORTEST ? `${word}-` : word
  const longer =
    word === ''
      ? []
      : known.filter(one => one.startsWith(start) || one.endsWith(`-${word}`) || one.endsWith(`.${word}`))
  return meantHint(nearest(word, known) ?? (longer.length === 1 ? longer[0] : undefined))
}

/** Letters that are enough for the beginning of a word. */
const SHORTEST = 3

/** Findings of one kind; with more of them nobody reads the rest. */
const LIMIT = 100

/** The same findings, of which each kind is told so often only. */
export function limitFindings(findings: Findings): Findings {
  const counts = new Map<RecipeMessageId, number>()
  const add: Findings['add'] = (messageId, place, data, related) => {
    const count = (counts.get(messageId) ?? 0) + 1
    counts.set(messageId, count)
    if (count <= LIMIT) findings.add(messageId, place, data, related)
    else if (count === LIMIT + 1) {
      const more = findings.severityOf(messageId) === 'error' ? 'and-more' : 'and-more-warnings'
      findings.add(more, place, { limit: LIMIT })
    }
  }
  return { ...findings, add }
}
