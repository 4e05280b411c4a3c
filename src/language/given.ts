/** The kinds of values that programs may have to give. */
type ValueKind = 'a text' | 'an object' | 'a list' | 'a function'

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : String(value)
}

/** What a program without types gave, in a word or two; nothing of the value is run. */
export function nameGiven(value: unknown): string {
  return typeof value === 'string' && value.length < 40 ? `"${value}"` : kindOf(value)
}

/** @throws TypeError for a value of another kind. */
export function expectKind(value: unknown, name: string, kind: ValueKind): void {
  if (kindOf(value) !== kind) throw wrongKind(name, value, kind)
}

/** The error for a value of another kind than is expected. */
export function wrongKind(name: string, value: unknown, expected: string): TypeError {
  return new TypeError(`${name} is ${nameGiven(value)}; expected ${expected}.`)
}

/** The error for what is no node of a tree. */
export function noNode(value: unknown): TypeError {
  return wrongKind('The node', value, 'a node of a tree')
}

/** What an error says; anything else that was thrown, as a text. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The code of an error of the system, such as "ENOENT"; empty for anything else. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
