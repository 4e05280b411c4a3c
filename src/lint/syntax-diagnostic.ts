import { findCategory, getCatalog, listOperations } from '../catalog/catalog.ts'
import type { Diagnostic, Locale } from '../language/diagnostic.ts'
import { type Mistake, mistakeDiagnostic } from '../language/mistakes.ts'

/** A mistake of form in words. Where the category is missing, the catalogue knows which ones have the operation. */
export function syntaxDiagnostic(mistake: Mistake, locale: Locale): Diagnostic {
  const { messageId, span, data } = mistake
  if (messageId !== 'missingCategory') return mistakeDiagnostic(mistake, locale)
  const found = String(data?.found)
  if (findCategory(found)) {
    const edits = [{ span: { start: span.end, end: span.end + 1 }, text: '/' }]
    const suggestion = { message: locale === 'zh' ? `写成 "${found}/"` : `Write "${found}/"`, edits }
    return { ...mistakeDiagnostic({ ...mistake, messageId: 'categoryComma' }, locale), suggestions: [suggestion] }
  }
  const categories = [...getCatalog().values()]
  const owners = categories.filter(({ operations }) => operations.has(found)).map(({ name }) => name)
  const example = `${owners[0] ?? 'image'}/${found}`
  const edits = owners.map(name => ({ span: { start: span.start, end: span.start }, text: `${name}/` }))
  const isSubOperation = listOperations().some(({ name, parent }) => parent && name === found)
  if (isSubOperation && span.start > 0) edits.push({ span: { start: span.start - 1, end: span.start }, text: '/' })
  const suggestions = edits.map(edit => ({
    message: locale === 'zh' ? `写成 "${edit.text}${found}"` : `Write "${edit.text}${found}"`,
    edits: [edit],
  }))
  const diagnostic = mistakeDiagnostic({ ...mistake, data: { ...data, example } }, locale)
  return suggestions.length === 0 ? diagnostic : { ...diagnostic, suggestions }
}
