import { memoize } from '../../grammar/catalogue/memo.ts'
import { percentEncode } from './percent.ts'

/** What every secret prints as. */
const hiddenText = '***'

/**
 * A text that must not be seen: it prints as `***` in strings, templates, JSON, `util.inspect` and error causes,
 * has no fields to enumerate or clone, and gives its text through {@link reveal} only.
 */
export interface Secret {
  readonly [Symbol.toStringTag]: 'Secret'
  toString(): string
  toJSON(): string
}

const texts = new WeakMap<Secret, string>()

const shape = Object.freeze({
  [Symbol.toStringTag]: 'Secret' as const,
  toString: () => hiddenText,
  toJSON: () => hiddenText,
  [Symbol.for('nodejs.util.inspect.custom')]: () => hiddenText,
})

/** Hides a text. A secret given is handed back as it is. */
export function secret(text: string | Secret): Secret {
  if (typeof text !== 'string') return text
  const hidden: Secret = Object.freeze(Object.create(shape))
  texts.set(hidden, text)
  return hidden
}

/** The text behind a secret; a plain string is its own text. The only way to it. */
export function reveal(value: Secret | string): string {
  return typeof value === 'string' ? value : (texts.get(value) ?? '')
}

/** The text behind a secret that may not be there: empty then. */
export function secretText(value: Secret | string | null | undefined): string {
  return value ? reveal(value) : ''
}

/** A text without a secret. */
export type Mask = (text: string) => string

/** Hides a token, as it is and percent-encoded, in texts that may repeat it. */
export function maskOf(token: Secret | string | undefined): Mask {
  const text = secretText(token)
  const encoded = percentEncode(text)
  return text === '' ? shown => shown : shown => shown.replaceAll(text, hiddenText).replaceAll(encoded, hiddenText)
}

const hidden = memoize((keys: { readonly accessKeySecret: Secret | string }) => secret(keys.accessKeySecret))

/** The secret of a key pair, the same object each time while it is not changed: what is made of it lives as long as the pair. */
export function secretOf(keys: { readonly accessKeySecret: Secret | string }): Secret {
  const known = hidden(keys)
  return reveal(known) === reveal(keys.accessKeySecret) ? known : secret(keys.accessKeySecret)
}
