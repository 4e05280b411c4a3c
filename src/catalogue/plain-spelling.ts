import type { ParameterSpec } from '../../grammar/catalogue/types.ts'

/** A number with a sign or a fraction that says nothing. */
const IDLE = /^(?:\+[0-9]+(?:\.[0-9]+)?|-?[0-9]+\.0+)$/

/**
 * A value as all pages spell it, where only its spelling is in doubt: a word in lower case, a number in digits alone. Undefined for what is no value
 * either way.
 */
export function plainSpelling({ type }: ParameterSpec, text: string): string | undefined {
  const plain = type.kind === 'enum' ? text.toLowerCase() : IDLE.test(text) && String(Number(text))
  return plain && type.test(plain) === undefined ? plain : undefined
}
