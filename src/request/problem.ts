/** One sentence in both languages of our users. */
export interface Text {
  readonly en: string
  readonly zh: string
}

/** A text with `{name}` in place of what is filled in; both languages have the same names. */
export function fill(text: Text, values: Readonly<Record<string, string | number>>): Text {
  const one = (template: string) => template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
  return { en: one(text.en), zh: one(text.zh) }
}

/** The error of a request that cannot be built, signed or read: `id` for programs, `text` for people. Never holds a secret. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly id: string
  readonly text: Text
  constructor(id: string, text: Text) {
    super(text.en)
    this.id = id
    this.text = text
  }
}

/** The error with this id and text, its `{names}` filled in. */
export function problem(id: string, text: Text, values: Readonly<Record<string, string | number>> = {}): RequestError {
  return new RequestError(id, fill(text, values))
}
