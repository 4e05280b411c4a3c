import { format } from '../catalog/format.ts'
import { extract, type Source } from '../extract/index.ts'
import { applyEdits, type Edit } from '../language/edit.ts'
import type { Input } from './inputs.ts'

/** The text with every whole process string in its canonical spelling. Strings with holes, and pieces of strings, stay. */
export function canonicalFile(input: Input): Input {
  if (input.source === 'argument') return { ...input, text: format(input.text) }
  const edits = extract(input.text, input.kind).flatMap(source => editOf(source, input.text))
  return { ...input, text: applyEdits(input.text, edits) }
}

function editOf(source: Source, host: string): readonly Edit[] {
  if (source.holes.length > 0 || source.fragment) return []
  const canonical = format(source.text)
  const { start, end } = source.toHost({ start: 0, end: source.text.length })
  // A string in several literals, or with escapes that are no longer needed, is left as it was written.
  const isPlain = host.slice(start, end) === source.escape(source.text, 0)
  if (canonical === source.text || !isPlain) return []
  return source.hostEdits({ span: { start: 0, end: source.text.length }, text: canonical }) ?? []
}
