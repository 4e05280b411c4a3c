import type { Localized } from '../../grammar/catalogue/localized.ts'
import { findCategory, getCatalog, listOperations } from '../catalogue/catalogue.ts'
import type { RawDiagnostic } from '../language/diagnostic.ts'
import type { SyntaxMistake } from '../language/mistakes.ts'
import { SYNTAX_MESSAGES } from './rules/string/syntax.ts'

/** What a mistake of form found, where that is no piece of the text. */
const FOUND: Readonly<Record<string, Localized>> = {
  'line break': { en: 'a line break', zh: '换行' },
  blank: { en: 'a blank', zh: '空格' },
  'control character': { en: 'a blank or control character', zh: '空白或控制字符' },
}

/** A mistake of form as a finding. Where the category is missing, the catalogue knows which ones have the operation. */
export function syntaxDiagnostic(mistake: SyntaxMistake): RawDiagnostic {
  const { messageId, data = {} } = mistake
  if (messageId === 'missingCategory') return missingCategory(mistake, String(data.found))
  const found = messageId === 'blank' ? FOUND[String(data.found)] : undefined
  return toRaw({ ...mistake, data: found ? { found } : data })
}

function toRaw({ messageId, span, data = {}, severity = 'error', serverCode, fix }: SyntaxMistake): RawDiagnostic {
  return {
    ruleId: 'syntax',
    messageId,
    data,
    severity,
    template: SYNTAX_MESSAGES[messageId],
    span,
    ...(serverCode && { serverCode }),
    ...(fix && { fix }),
  }
}

/** A sign that is written in the place of the slash. */
const SLASH_LIKE = /^[_.:\\-]/

/** The category and the operation of `imageresize`, whose slash was left out, and of `image_resize`, where another sign stands for it. */
function gluedCategory(found: string): { readonly category: string; readonly operation: string } | undefined {
  for (const { name, operations } of getCatalog().values()) {
    const operation = found.slice(name.length).replace(SLASH_LIKE, '')
    if (found.startsWith(name) && operations.has(operation)) return { category: name, operation }
  }
  return undefined
}

function missingCategory(mistake: SyntaxMistake, found: string): RawDiagnostic {
  const { span, data } = mistake
  if (findCategory(found)) {
    const edits = [{ span: { start: span.end, end: span.end + 1 }, text: '/' }]
    const suggestions = [{ template: { en: 'Write "{found}/"', zh: '写成 "{found}/"' }, edits }]
    return { ...toRaw({ ...mistake, messageId: 'categoryComma' }), suggestions }
  }
  const owners = [...getCatalog().values()].filter(({ operations }) => operations.has(found)).map(({ name }) => name)
  const edits = owners.map(name => ({ span: { start: span.start, end: span.start }, text: `${name}/` }))
  const isSubOperation = listOperations().some(({ name, parent }) => parent && name === found)
  if (isSubOperation && span.start > 0) edits.push({ span: { start: span.start - 1, end: span.start }, text: '/' })
  const suggestions = edits.map(edit => ({
    template: { en: `Write "${edit.text}{found}"`, zh: `写成 "${edit.text}{found}"` },
    edits: [edit],
  }))
  const glued = gluedCategory(found)
  const example = glued ? `${glued.category}/${glued.operation}` : `${owners[0] ?? 'image'}/${found}`
  if (glued) {
    const edge = { start: span.start + glued.category.length, end: span.end - glued.operation.length }
    suggestions.push({
      template: { en: `Write "${example}"`, zh: `写成 "${example}"` },
      edits: [{ span: edge, text: '/' }],
    })
  }
  return { ...toRaw({ ...mistake, data: { ...data, example } }), ...(suggestions.length > 0 && { suggestions }) }
}
