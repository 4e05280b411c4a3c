import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import { valueSpan } from '../../../language/tree.ts'
import { replacement } from '../../replacement.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const hexColor: Rule = defineRule({
  id: 'hex-color',
  severity: 'error',
  description: {
    en: 'A colour is six hex digits RRGGBB: no "#", no alpha, no name, no Base64.',
    zh: '颜色是六位十六进制 RRGGBB：没有 "#"，没有透明度，不是名称，也不用 Base64。',
  },
  messages: {
    empty: {
      en: '{name} has no value; expected {expected}. In a URL a "#" ends the string.',
      zh: '{name} 没有值；应为{expected}。在 URL 中 "#" 会截断字符串。',
    },
    encoded: {
      en: '{name} is "{value}", the Base64 of "{decoded}"; expected the colour itself, "{text}".',
      zh: '{name} 为 "{value}"，即 "{decoded}" 的 Base64；应直接写颜色 "{text}"。',
    },
    hash: {
      en: '{name} is "{value}"; expected {expected} without "#", which would end the URL.',
      zh: '{name} 为 "{value}"；应为{expected}，不带 "#"，否则 URL 会在此截断。',
    },
    color: { en: '{name} is "{value}"; expected {expected}.', zh: '{name} 为 "{value}"；应为{expected}。' },
  },
  examples: {
    invalid: [
      { text: 'image/resize,m_pad,w_100,h_100,color_#FFFFFF' },
      { text: 'image/resize,m_pad,w_100,h_100,color_AABBCCDD' },
      { text: 'image/watermark,text_SGVsbG8,color_red' },
      { text: 'image/watermark,text_SGVsbG8,color_I0ZGMDAwMA' },
      { text: 'image/watermark,text_SGVsbG8,color_' },
    ],
    valid: [{ text: 'image/resize,m_pad,w_100,h_100,color_ff0000' }],
  },
  onProblem: true,
  checksParameter({ type }) {
    return type.kind === 'color'
  },
  checkParameter({ node, name, spec }, context) {
    const span = valueSpan(node)
    const severity = spec.gentle ? 'warning' : 'error'
    const { value } = node
    const plain = expand(value)
    const decoded = plain ? '' : (decodeBase64Url(value) ?? '')
    const text = plain ?? expand(decoded)
    const data = { name, value, decoded, text: text ?? '', expected: spec.type.description }
    if (value === '') return context.report({ messageId: 'empty', severity, data, span: node })
    const suggestions = text ? [replacement(span, text)] : []
    const messageId = value.startsWith('#') ? 'hash' : text && !plain ? 'encoded' : 'color'
    context.report({ messageId, severity, data, span, suggestions })
  },
})

/** `#abc` and `#aabbcc` as six digits; alpha is dropped. */
function expand(value: string): string | undefined {
  const digits = value.replace(/^#|^0x/i, '')
  if (!/^[0-9a-f]+$/i.test(digits)) return undefined
  if (digits.length === 3) return digits.replace(/./g, digit => digit + digit)
  return digits.length === 6 || digits.length === 8 ? digits.slice(0, 6) : undefined
}
