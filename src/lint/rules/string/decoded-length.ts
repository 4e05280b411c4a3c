import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import type { TextRole, ValueType } from '../../../../grammar/catalogue/values.ts'
import { valueSpan } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

interface LengthLimits {
  readonly characters?: number
  readonly bytes?: number
}

/**
 * How long a decoded text may be, and in what it is counted. Of a watermark one page says 64 characters, others 21 Chinese ones, which are 64
 * bytes (Add watermarks zh, 2025-05-26; EC 0040-00000377): more bytes are a warning.
 */
const LIMITS: Partial<Record<TextRole, LengthLimits>> = {
  text: { characters: 64, bytes: 64 },
  hiddenText: { characters: 256 },
  content: { bytes: 19_500 },
}
const NO_LIMITS: LengthLimits = {}
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
    return limitsOf(type) !== NO_LIMITS
  },
  checkParameter({ node, name, spec }, context) {
    const limits = limitsOf(spec.type)
    const { characters = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY } = limits
    // Four Base64 digits make three bytes: a text that cannot be too long needs no decoding.
    if (node.value.length <= (Math.min(characters, bytes) * 4) / 3) return
    const text = decodeBase64Url(node.value)
    if (text === undefined) return
    const span = valueSpan(node)
    const found = { characters: [...text].length, bytes: encoder.encode(text).length }
    if (found.characters > characters) {
      const data = { name, length: found.characters, limit: characters }
      context.report({ messageId: 'characters', data, span, serverCode: spec.contentCode })
    } else if (found.bytes > bytes) {
      const severity = limits.characters === undefined ? 'error' : 'warning'
      context.report({ messageId: 'bytes', severity, data: { name, length: found.bytes, limit: bytes }, span })
    }
  },
})

function limitsOf({ role }: ValueType): LengthLimits {
  return (role && LIMITS[role]) ?? NO_LIMITS
}
