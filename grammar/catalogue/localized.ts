/** The languages that messages come in. */
export type Locale = 'en' | 'zh'

/** One text in every language. */
export interface Localized {
  readonly en: string
  readonly zh: string
}

/** A text of each language, made by the same function. */
export function inBoth(textIn: (locale: Locale) => string): Localized {
  return { en: textIn('en'), zh: textIn('zh') }
}

/** What stands between two things: names in a list, parts of a line, a name and what is said of it. */
export const LIST_COMMA: Localized = { en: ', ', zh: '、' }
export const COMMA: Localized = { en: ', ', zh: '，' }
export const COLON: Localized = { en: ': ', zh: '：' }

/** Joins words as a sentence does: `a, b or c`. */
export function listOf(words: readonly string[]): Localized {
  const join = (last: string, comma: string) =>
    words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(comma)}${last}${words.at(-1)}`
  return { en: join(' or ', ', '), zh: join(' 或 ', '、') }
}
