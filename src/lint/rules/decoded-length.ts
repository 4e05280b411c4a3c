import type { TextRole } from '../../catalog/values.ts'
import { decodeBase64Url } from '../../language/base64url.ts'
import { valueSpan } from '../../language/tree.ts'
import { defineRule, type Rule } from '../rule.ts'

/** How long a decoded text may be, and in what it is counted. */
const LIMITS: Partial<Record<TextRole, { readonly characters?: number; readonly bytes?: number }>> = {
  text: { characters: 64, bytes: 64 },
  hiddenText: { characters: 256 },
  content: { bytes: 19_500 },
}
const encoder = new TextEncoder()

export const decodedLength: Rule = defineRule({
  id: 'decoded-length',
  severity: 'error',
  description: {
    en: 'A text has a longest length, counted after decoding: 64 characters in a watermark, 256 in a hidden one, 19,500 bytes in a text operation.',
    zh: '文字解码后有长度上限：水印 64 个字符，盲水印 256 个字符，文本操作 19500 字节。',
  },
  messages: {
    characters: {
      en: '{name} decodes to {length} characters; expected at most {limit}.',
      zh: '{name} 解码后有 {length} 个字符；最多 {limit} 个。',
    },
    bytes: {
      en: '{name} decodes to {length} bytes of UTF-8; expected at most {limit}.',
      zh: '{name} 解码后有 {length} 字节（UTF-8）；最多 {limit} 字节。',
    },
  },
  examples: {
    invalid: [
      {
        text: 'image/watermark,text_YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE',
      },
    ],
    valid: [{ text: 'image/watermark,text_SGVsbG8gV29ybGQ' }],
  },
  checksParameter({ type }) {
    return type.role !== undefined && LIMITS[type.role] !== undefined
  },
  checkParameter({ node, name, spec }, context) {
    const limits = LIMITS[spec.type.role ?? 'object']
    // Four Base64 digits make three bytes: a text that cannot be too long needs no decoding.
    if (
      node.value.length <=
      (Math.min(limits?.bytes ?? Number.POSITIVE_INFINITY, limits?.characters ?? Number.POSITIVE_INFINITY) * 4) / 3
    )
      return
    const text = decodeBase64Url(node.value)
    if (text === undefined || !limits) return
    const span = valueSpan(node)
    const characters = [...text].length
    const bytes = encoder.encode(text).length
    if (limits.characters !== undefined && characters > limits.characters) {
      const serverCode = spec.contentCode
      context.report({
        messageId: 'characters',
        data: { name, length: characters, limit: limits.characters },
        span,
        serverCode,
      })
    } else if (limits.bytes !== undefined && bytes > limits.bytes) {
      const severity = limits.characters === undefined ? 'error' : 'warning'
      context.report({ messageId: 'bytes', severity, data: { name, length: bytes, limit: limits.bytes }, span })
    }
  },
})
