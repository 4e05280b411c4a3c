import { fonts } from '../../../grammar/operations/fonts.ts'
import { decodeBase64Url, encodeBase64Url } from '../../language/base64url.ts'
import { listOf } from '../../language/diagnostic.ts'
import { nearest } from '../../language/suggest.ts'
import { valueSpan } from '../../language/tree.ts'
import { defineRule, type Rule } from '../rule.ts'

export const unknownFont: Rule = defineRule({
  id: 'unknown-font',
  severity: 'error',
  description: { en: 'A watermark is drawn in one of seven fonts.', zh: '水印只能使用七种字体之一。' },
  messages: {
    unknown: {
      en: '{name} decodes to the font "{font}"; expected {expected}.',
      zh: '{name} 解码为字体 "{font}"；应为 {expected}。',
    },
  },
  examples: {
    invalid: [{ text: 'image/watermark,text_SGVsbG8gV29ybGQ,type_Y29taWMtc2Fucw' }],
    valid: [{ text: 'image/watermark,text_SGVsbG8gV29ybGQ,type_d3F5LXplbmhlaQ' }],
  },
  checksParameter({ type }) {
    return type.role === 'font'
  },
  checkParameter({ node, name, spec }, context) {
    const font = decodeBase64Url(node.value)
    const known = Object.keys(fonts)
    if (font === undefined || node.value === '' || known.includes(font.trimEnd())) return
    const span = valueSpan(node)
    const guess = nearest(font.trimEnd(), known)
    const message = { en: `Use "${guess}"`, zh: `改用 "${guess}"` }
    const suggestions = guess ? [{ message, edits: [{ span, text: encodeBase64Url(guess) }] }] : []
    context.report({
      messageId: 'unknown',
      serverCode: spec.contentCode,
      data: { name, font, expected: listOf(known) },
      span,
      suggestions,
    })
  },
})
