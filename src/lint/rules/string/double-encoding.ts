import { applyEdits } from '../../../language/edit.ts'
import { defineRule, type Rule } from '../../rule.ts'

const ESCAPE = /%(?:2[0-9A-F]|3[ABDF]|5[BDEF]|7[BCD])/gi

export const doubleEncoding: Rule = defineRule({
  id: 'double-encoding',
  severity: 'error',
  description: {
    en: 'A process string holds no percent signs. Where one remains after decoding, the string was encoded twice.',
    zh: '处理字符串中不应有百分号。解码后仍有百分号，说明被编码了两次。',
  },
  messages: {
    encoded: {
      en: '"{found}" is still percent-encoded; OSS does not decode it again. Was the string encoded twice?',
      zh: '"{found}" 仍是百分号编码，OSS 不会再次解码。字符串是否被编码了两次？',
    },
  },
  examples: {
    invalid: [
      { text: 'image%2Fresize,w_285' },
      { text: 'image/resize%2Cw_100' },
      { text: 'image/watermark,text_SGVsbG8%3D' },
    ],
    valid: [{ text: 'image/resize,w_285' }],
  },
  onIrregular: true,
  check(context) {
    const edits = Array.from(context.text.matchAll(ESCAPE), ({ 0: found, index }) => ({
      span: { start: index, end: index + found.length },
      text: decodeURIComponent(found),
    }))
    const [first] = edits
    if (!first) return
    const decoded = applyEdits(context.text, edits)
    const message = { en: `Write "${decoded}"`, zh: `写成 "${decoded}"` }
    const found = context.text.slice(first.span.start, first.span.end)
    const covers = { start: first.span.start, end: edits.at(-1)?.span.end ?? 0 }
    const suggestions = [{ message, edits }]
    context.report({
      messageId: 'encoded',
      data: { found },
      span: first.span,
      suggestions,
      covers,
      coversRules: ['base64'],
    })
  },
})
