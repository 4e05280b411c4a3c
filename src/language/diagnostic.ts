import { inBoth, type Locale, type Localized } from '../../grammar/catalogue/localized.ts'
import type { Edit } from './edit.ts'
import { HOLE, type Span } from './tree.ts'

/** `error`: refused, lost, or not what was written. `warning`: accepted but idle, deprecated or lucky. `info`: better written otherwise. */
export type Severity = 'error' | 'warning' | 'info'

/** True for a finding that is an error. */
export const isError = ({ severity }: { readonly severity: Severity }): boolean => severity === 'error'

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
  /** The values of the message: what was found, what is expected. */
  readonly data: MessageData
  readonly severity: Severity
  /** The words, in the language that was asked for; they are made when they are read. */
  readonly message: string
  readonly span: Span
  /** The EC number or error code that OSS answers with, where it is documented. */
  readonly serverCode?: string
  /** The page of the rule: its path in this package. */
  readonly url: string
  /** Edits that are always right: the meaning is certain. */
  readonly fix?: readonly Edit[]
  readonly suggestions?: readonly Suggestion[]
}

/** A finding as ids and data, before anybody asked for words. */
export interface RawDiagnostic extends Omit<Diagnostic, 'message' | 'url' | 'suggestions'> {
  /** The message with its `{placeholders}`. */
  readonly template: Localized
  /** Their templates take the data of the finding. */
  readonly suggestions?: readonly { readonly template: Localized; readonly edits: readonly Edit[] }[]
  /** True where the fix spells the same value otherwise, so that nothing has to be tried. */
  readonly isRespelling?: boolean
}

/** A finding in one language. */
export function inWords(raw: RawDiagnostic, locale: Locale): Diagnostic {
  const { ruleId, messageId, data, severity, span, serverCode, template, fix, suggestions } = raw
  const say = (text: Localized) => new Words(text, data, locale)
  const said = Object.assign(say(template), { ruleId, messageId, data, severity, span, url: rulePage(ruleId) })
  if (serverCode) Object.assign(said, { serverCode })
  if (fix) Object.assign(said, { fix })
  if (suggestions?.length)
    Object.assign(said, { suggestions: suggestions.map(one => Object.assign(say(one.template), { edits: one.edits })) })
  return said
}

/** A text in one language, made when it is read. One getter serves all, since each of its own would make V8 forget the shape of its object. */
class Words {
  declare readonly message: string
  readonly #make: () => string

  constructor(template: Localized, data: MessageData, locale: Locale) {
    this.#make = () => fillMessage(template, data, locale)
    Object.defineProperty(this, 'message', MESSAGE)
  }

  make(): string {
    return this.#make()
  }

  /** How Node shows it, in logs and assertions: with its words, as any other object. */
  [Symbol.for('nodejs.util.inspect.custom')](): object {
    return { ...this }
  }
}

const MESSAGE: PropertyDescriptor & ThisType<Words> = {
  enumerable: true,
  configurable: true,
  get() {
    return this.make()
  },
}

/** Pages of the rules, in this package: nothing is published yet, and an address that nobody owns is none to point at. */
const RULE_PAGES = 'grammar/generated/rules/'

/** The page of a rule: its path in this package. */
export function rulePage(ruleId: string): string {
  return `${RULE_PAGES}${ruleId}.md`
}

/** The language of messages; English for whatever else a caller without types gives, such as the index that `map` adds. */
export function localeOf(given: unknown): Locale {
  return given === 'zh' ? 'zh' : 'en'
}

/** Fills the placeholders of a message in one language. A placeholder without a value stays as it is. */
export function fillMessage(message: Localized, data: MessageData, locale: Locale): string {
  // What a program fills in has no letters of its own; people see it as an ellipsis.
  return fillTemplate(message, data, locale).replaceAll(HOLE, '\u2026')
}

/** Fills the placeholders of a message in every language. */
export function fillInBoth(message: Localized, data: MessageData): Localized {
  return inBoth(locale => fillMessage(message, data, locale))
}

function fillTemplate(message: Localized, data: MessageData, locale: Locale): string {
  const [first = '', ...parts] = message[locale].split(/\{(\w+)\}/)
  return parts.reduce((text, part, index) => {
    if (index % 2 === 1) return text + part
    const word = String(wordOf(part, data, locale))
    return locale === 'zh' ? setOff(text, word) : text + word
  }, first)
}

/** Chinese sets off what is not Chinese by a blank; whether a placeholder brings such a word, the template cannot know. */
function setOff(before: string, word: string): string {
  return /\p{Script=Han}$/u.test(before) && /^-?[\w"]/.test(word) ? `${before} ${word}` : before + word
}

function wordOf(name: string, data: MessageData, locale: Locale): string | number {
  const value = data[name]
  if (value === undefined) return `{${name}}`
  return typeof value === 'object' ? value[locale] : value
}
