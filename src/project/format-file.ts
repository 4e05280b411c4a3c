import { format } from '../catalogue/format.ts'
import type { Source } from '../extract/index.ts'
import { applyEdits, type Edit } from '../language/edit.ts'
import { sourcesOf } from './extract.ts'
import type { Input } from './input.ts'

/** The text with every whole process string in its canonical spelling, as the text around it spells it. Strings with holes, and pieces of strings, stay. */
export function canonicalFile(input: Input): Input {
  return { ...input, text: applyEdits(input.text, canonicalEdits(input)) }
}

/** What `canonicalFile` changes. */
export function canonicalEdits(input: Input): readonly Edit[] {
  return sourcesOf(input).flatMap(source => editOf(source, input.text))
}

/** Blanks and line breaks at an edge stay where they are. */
function formatInside(text: string): string {
  const inside = text.trim()
  const start = text.indexOf(inside)
  return text.slice(0, start) + format(inside) + text.slice(start + inside.length)
}

function editOf(source: Source, host: string): readonly Edit[] {
  // At another place a blank or "*" may no longer be read as part of the string.
  if (source.holes.length > 0 || source.fragment || /[\s*]/.test(source.text.trim())) return []
  const canonical = formatInside(source.text)
  const { start, end } = source.toHost({ start: 0, end: source.text.length })
  // A string in several literals, or with escapes that are no longer needed, is left as it was written.
  const isPlain = host.slice(start, end) === source.escape(source.text, 0)
  if (canonical === source.text || !isPlain) return []
  return source.hostEdits({ span: { start: 0, end: source.text.length }, text: canonical }) ?? []
}
