import type { Localized } from '../../grammar/catalogue/localized.ts'

/** A text with `{name}` in place of what is filled in; both languages have the same names. */
export function fill(text: Localized, values: Readonly<Record<string, string | number>>): Localized {
  const one = (template: string) => template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
  return { en: one(text.en), zh: one(text.zh) }
}

/** The error of a request that cannot be built, signed or read: `id` for programs, `text` for people. Never holds a secret. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly id: string
  readonly text: Localized
  constructor(id: string, text: Localized) {
    super(text.en)
    this.id = id
    this.text = text
  }
}

/** The error with this id and text, its `{names}` filled in. */
export function problem(
  id: string,
  text: Localized,
  values: Readonly<Record<string, string | number>> = {},
): RequestError {
  return new RequestError(id, fill(text, values))
}
