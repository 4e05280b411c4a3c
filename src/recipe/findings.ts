import { fillMessage, type Locale, type MessageData, rulePage } from '../language/diagnostic.ts'
import { nearest } from '../language/suggest.ts'
import { MESSAGES, type Message, type MessageId } from './messages.ts'
import type { Place, RecipeDiagnostic, RelatedPlace } from './recipe.ts'

/** Collects diagnostics and puts them into words of one language. */
export interface Findings {
  readonly locale: Locale
  readonly diagnostics: RecipeDiagnostic[]
  /** Whether an error was added. */
  hasErrors(): boolean
  add(messageId: MessageId, place: Place, data?: MessageData, related?: readonly RelatedPlace[]): void
}

export function createFindings(locale: Locale = 'en'): Findings {
  const diagnostics: RecipeDiagnostic[] = []
  const add: Findings['add'] = (messageId, place, data = {}, related) => {
    const message: Message = MESSAGES[messageId]
    const { rule, severity = 'error' } = message
    diagnostics.push({
      ruleId: rule,
      messageId,
      severity,
      message: fillMessage(message, data, locale),
      file: place.file,
      span: { start: place.start, end: place.end },
      url: rulePage(rule),
      ...(related?.length && { related }),
    })
  }
  const hasErrors = () => diagnostics.some(({ severity }) => severity === 'error')
  return { locale, diagnostics, add, hasErrors }
}

/** `Did you mean "width"?` with a space before it, or nothing where no name is near. */
export function hint(word: string, candidates: Iterable<string>): { readonly en: string; readonly zh: string } {
  const meant = nearest(word, candidates)
  return meant === undefined ? { en: '', zh: '' } : { en: ` Did you mean "${meant}"?`, zh: `是否想写 "${meant}"？` }
}
