import type { Findings } from './findings.ts'

/**
 * Signs that a Chinese keyboard writes for those of YAML, of names and of values, letters and digits in a row being one, and blanks of
 * pages, which nobody tells from plain ones.
 */
const SIGNS = /[０-９Ａ-Ｚａ-ｚ．％－]+|[：，／｛｝［］＃＿]|\u3000+|[\u00A0\u2007\u202F]+|[\u200B\u2060\uFEFF]/g

/** Those that YAML has. */
const YAML_SIGNS = /[：，｛｝［］]|\u3000+|[\u00A0\u2007\u202F]+|[\u200B\u2060\uFEFF]/g

/** A sign that is none of YAML where a plain one is meant. */
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
    expected: UNSEEN.test(found) ? '' : found.normalize('NFKC'),
  }))
}

/** Signs without width. */
const UNSEEN = /[\u200B\u2060\uFEFF]/

/** Tells of a sign that begins at a place. */
export function addSign({ found, expected }: FullWidth, file: string, start: number, findings: Findings): void {
  const place = { file, start, end: start + found.length }
  if (/[^ ]/.test(expected) || found.startsWith('\u3000')) findings.add('full-width-sign', place, { found, expected })
  else {
    const code = `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    findings.add(expected === '' ? 'unseen-sign' : 'odd-space', place, { found: code })
  }
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
