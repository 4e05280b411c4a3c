import { getCatalog } from '../../catalog/catalog.ts'
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

/** A mistake of form in words. Where the category is missing, each category that has the operation is suggested. */
export function syntaxDiagnostic(mistake: Mistake, locale: Locale): Diagnostic {
  const diagnostic = mistakeDiagnostic(mistake, locale)
  if (mistake.messageId !== 'missingCategory') return diagnostic
  const { found } = mistake.data ?? {}
  const { start } = mistake.span
  const suggestions = [...getCatalog().values()]
    .filter(({ operations }) => operations.has(String(found)))
    .map(({ name }) => ({
      message: locale === 'zh' ? `写成 "${name}/${found}"` : `Write "${name}/${found}"`,
      edits: [{ span: { start, end: start }, text: `${name}/` }],
    }))
  return suggestions.length === 0 ? diagnostic : { ...diagnostic, suggestions }
}
