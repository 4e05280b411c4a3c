/** The languages that messages come in. */
export type Locale = 'en' | 'zh'

/** One text in every language. */
export interface Localized {
  readonly en: string
  readonly zh: string
}

/** Joins words as a sentence does: `a, b or c`. */
export function listOf(words: readonly string[]): Localized {
  const join = (last: string, comma: string) =>
    words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(comma)}${last}${words.at(-1)}`
  return { en: join(' or ', ', '), zh: join(' 或 ', '、') }
}
