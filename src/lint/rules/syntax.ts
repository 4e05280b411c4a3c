import { getCatalog, listOperations } from '../../catalog/catalog.ts'
import type { Diagnostic, Locale } from '../../language/diagnostic.ts'
import { type Mistake, mistakeDiagnostic, SYNTAX_MESSAGES } from '../../language/mistakes.ts'
import { defineRule, type Rule } from '../rule.ts'

export const syntax: Rule = defineRule({
  id: 'syntax',
  severity: 'error',
  description: {
    en: 'The form of the string: stages between pipes, operations between slashes, parameters between commas, and no blanks. The parser itself finds these mistakes.',
    zh: '字符串的形式：竖线分段，斜杠分操作，逗号分参数，且没有空白。这些错误由解析器直接发现。',
  },
  messages: SYNTAX_MESSAGES,
  examples: {
    invalid: [
      { text: '' },
      { text: 'resize,w_200' },
      { text: 'image/' },
      { text: 'image/resize,w_200//format,webp' },
      { text: 'image/resize,w_200,' },
      { text: 'image/resize, w_200' },
      { text: 'image/resize,w_200|' },
      { text: 'if_status_eq_404{hls/ts,from_b3V0cHV0L21lZGlhLm0zdTg' },
    ],
    valid: [{ text: 'image/resize,w_200/format,webp' }],
  },
})

/** A mistake of form in words. Where the category is missing, the catalogue knows which ones have the operation. */
export function syntaxDiagnostic(mistake: Mistake, locale: Locale): Diagnostic {
  const { messageId, span, data } = mistake
  if (messageId !== 'missingCategory') return mistakeDiagnostic(mistake, locale)
  const found = String(data?.found)
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
