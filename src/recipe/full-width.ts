/** Signs that a Chinese keyboard writes for those of YAML and of names, letters and digits among them. */
const SIGN = /[：，／｛｝［］\u3000０-９Ａ-Ｚａ-ｚ]/

/** A full-width sign where a plain one is meant. */
export interface FullWidth {
  readonly offset: number
  readonly found: string
  readonly expected: string
}

/** The first full-width sign of a name; no name of a recipe has one. */
export function findFullWidth(text: string): FullWidth | undefined {
  const match = SIGN.exec(text)
  if (!match) return undefined
  const [found] = match
  return { offset: match.index, found, expected: found.normalize('NFKC') }
}

/** A text with plain signs in place of those that YAML has; it is YAML where they alone were in the way. */
export function withPlainSigns(text: string): string {
  return text.replace(/[：，｛｝［］]/g, sign => `${sign.normalize('NFKC')}${sign === '：' ? ' ' : ''}`)
}
