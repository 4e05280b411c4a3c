import type { Edit } from './edit.ts'
import type { Span } from './tree.ts'

/** `error`: refused, lost, or not what was written. `warning`: accepted but idle, deprecated or lucky. `info`: better written otherwise. */
export type Severity = 'error' | 'warning' | 'info'

/** The languages that messages come in. */
export type Locale = 'en' | 'zh'

/** One text in every language. */
export interface Localized {
  readonly en: string
  readonly zh: string
}

/** Values for the `{placeholders}` of a message. */
export type MessageData = Readonly<Record<string, string | number | Localized>>

/** A change that a person has to choose, because it may not be what was meant. */
export interface Suggestion {
  readonly message: string
  readonly edits: readonly Edit[]
}

/** One finding. */
export interface Diagnostic {
  readonly ruleId: string
  readonly messageId: string
  readonly severity: Severity
  readonly message: string
  readonly span: Span
  /** The EC number or error code that OSS answers with, where it is documented. */
  readonly serverCode?: string
  /** The page of the rule. */
  readonly url: string
  /** Edits that are always right: the meaning is certain. */
  readonly fix?: readonly Edit[]
  readonly suggestions?: readonly Suggestion[]
}

/** Pages of the rules, as they are published with the package. */
const RULE_PAGES = 'https://unpkg.com/oss-process/grammar/rules/'

/** The address of a rule's page. */
export function rulePage(ruleId: string): string {
  return `${RULE_PAGES}${ruleId}.md`
}

/** The language of messages; English for whatever else a caller without types gives, such as the index that `map` adds. */
export function localeOf(given: unknown): Locale {
  return given === 'zh' ? 'zh' : 'en'
}

/** Messages cut at their placeholders: text, name, text, name, text. */
const cut = new Map<string, readonly string[]>()
const MAXIMUM_CUT = 1000

/** Fills the placeholders of a message in one language. A placeholder without a value stays as it is. */
export function fillMessage(message: Localized, data: MessageData, locale: Locale): string {
  const template = message[locale]
  const parts = cut.get(template) ?? template.split(/\{(\w+)\}/)
  if (parts.length > 1) {
    if (cut.size >= MAXIMUM_CUT) cut.clear()
    cut.set(template, parts)
  }
  let text = ''
  let isName = false
  for (const part of parts) {
    if (!isName) text += part
    else if (locale === 'zh') text = setOff(text, String(wordOf(part, data, locale)))
    else text += wordOf(part, data, locale)
    isName = !isName
  }
  return text
}

/** Chinese sets off what is not Chinese by a blank; whether a placeholder brings such a word, the template cannot know. */
function setOff(before: string, word: string): string {
  return /\p{Script=Han}$/u.test(before) && /^[\w"]/.test(word) ? `${before} ${word}` : before + word
}

function wordOf(name: string, data: MessageData, locale: Locale): string | number {
  const value = data[name]
  if (value === undefined) return `{${name}}`
  return typeof value === 'object' ? value[locale] : value
}

/** Joins words as a sentence does: `a, b or c`. */
export function listOf(words: readonly string[]): Localized {
  const join = (last: string, comma: string) =>
    words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(comma)}${last}${words.at(-1)}`
  return { en: join(' or ', ', '), zh: join(' 或 ', '、') }
}
