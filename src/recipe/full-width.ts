/** Signs that a Chinese keyboard writes for those of YAML, of names and of values; letters and digits in a row are one. */
const SIGNS = /[０-９Ａ-Ｚａ-ｚ．％－]+|[：，／｛｝［］＃＿\u3000]/g

/** Those that YAML has. */
const YAML_SIGNS = /[：，｛｝［］]/g

/** A full-width sign where a plain one is meant. */
export interface FullWidth {
  readonly offset: number
  readonly found: string
  readonly expected: string
}

/** The full-width signs of a name, or of a value that is no text; none of a recipe has one. */
export function findFullWidth(text: string): readonly FullWidth[] {
  return signsIn(text, SIGNS)
}

/** The full-width signs that YAML would read if they were plain. */
export function findYamlSigns(text: string): readonly FullWidth[] {
  return signsIn(text, YAML_SIGNS)
}

function signsIn(text: string, form: RegExp): readonly FullWidth[] {
  return Array.from(text.matchAll(form), ({ 0: found, index: offset }) => ({
    offset,
    found,
    expected: found.normalize('NFKC'),
  }))
}

/** A text with plain signs in place of some full-width ones, in their order. */
export function withPlainSigns(text: string, signs: readonly FullWidth[]): string {
  let plain = ''
  let from = 0
  for (const { offset, found, expected } of signs) {
    plain += text.slice(from, offset) + (expected === ':' ? ': ' : expected)
    from = offset + found.length
  }
  return plain + text.slice(from)
}
