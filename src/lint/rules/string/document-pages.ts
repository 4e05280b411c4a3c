import { encodeBase64Url, readBase64 } from '../../../../grammar/catalogue/base64url.ts'
import { type Parameter, valueSpan } from '../../../language/tree.ts'
import type { KnownOperation } from '../../bind.ts'
import { defineRule, type Rule } from '../../rule.ts'

const PAGES = /^[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*$/
const PAGE = /^[0-9]+(-[0-9]+)?$/

export const documentPages: Rule = defineRule({
  id: 'document-pages',
  severity: 'warning',
  description: {
    en: 'A list of pages such as 1,3,5-8 holds commas and travels as Base64.',
    zh: '页码列表（如 1,3,5-8）含有逗号，应以 Base64 传递。',
  },
  messages: {
    plain: {
      en: '{name} is "{value}" in plain text; expected Base64, "{name}_{encoded}".',
      zh: '{name} 为明文 "{value}"；应为 Base64，即 "{name}_{encoded}"。',
    },
    encoding: {
      en: '{name} is "{value}", which is not Base64; expected page numbers and ranges such as 1,3,5-8 as Base64.',
      zh: '{name} 为 "{value}"，不是 Base64；应为 Base64 编码的页码和范围，例如 1,3,5-8。',
    },
    form: {
      en: '{name} decodes to "{value}"; expected page numbers and ranges such as 1,3,5-8.',
      zh: '{name} 解码为 "{value}"；应为页码和范围，例如 1,3,5-8。',
    },
  },
  examples: {
    invalid: [
      { text: 'doc/convert,target_jpg,pages_1-10|sys/saveas,o_b3V0L3tpbmRleH0ue2F1dG9leHR9' },
      { text: 'doc/convert,target_jpg,pages_all|sys/saveas,o_b3V0L3tpbmRleH0ue2F1dG9leHR9' },
      { text: 'doc/convert,target_jpg,pages_1,2,4-10|sys/saveas,o_b3V0L3tpbmRleH0ue2F1dG9leHR9' },
    ],
    valid: [{ text: 'doc/convert,target_jpg,pages_MSwyLDQtMTA|sys/saveas,o_b3V0L3tpbmRleH0ue2F1dG9leHR9' }],
  },
  checksParameter({ type }) {
    return type.role === 'pages'
  },
  checkParameter({ node, name, operation }, context) {
    if (!PAGE.test(node.value)) {
      const { text } = readBase64(node.value)
      if (text === undefined) context.report({ messageId: 'encoding', data: { name, value: node.value }, span: node })
      else if (!PAGES.test(text)) context.report({ messageId: 'form', data: { name, value: text }, span: node })
      return
    }
    const value = [node.value, ...plainPagesBehind(node, operation)].join(',')
    const span = { start: node.start, end: valueSpan(node).start + value.length }
    const encoded = encodeBase64Url(value)
    context.report({
      messageId: 'plain',
      data: { name, value, encoded },
      span,
      fix: [{ span, text: `${name}_${encoded}` }],
    })
  },
})

/** A plain list has been cut at its commas: behind `pages` stand the bare page numbers. */
function plainPagesBehind(pages: Parameter, { node: { parameters } }: KnownOperation): readonly string[] {
  const rest = parameters.slice(parameters.indexOf(pages) + 1)
  const end = rest.findIndex(({ name, value }) => name !== undefined || !PAGE.test(value))
  return (end < 0 ? rest : rest.slice(0, end)).map(({ value }) => value)
}

/** True for a bare page number that belongs to a plain list. */
export function isPlainPage(parameter: Parameter, { node: { parameters } }: KnownOperation): boolean {
  const upTo = parameters.slice(0, parameters.indexOf(parameter) + 1)
  return upTo.findLast(({ name, value }) => name !== undefined || !PAGE.test(value))?.name === 'pages'
}
