import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import type { TextRole, ValueType } from '../../../../grammar/catalogue/values.ts'
import { valueSpan } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

/** How long a decoded text may be: a hidden one in characters, the others in bytes. Source of the bytes: Add watermarks (zh, 2025-05-26), EC 0040-00000377. */
const LIMITS: Partial<Record<TextRole, number>> = { text: 64, hiddenText: 256, content: 19_500 }
const encoder = new TextEncoder()

export const decodedLength: Rule = defineRule({
  id: 'decoded-length',
  severity: 'error',
  description: {
    en: 'A text has a longest length, counted after decoding: 64 bytes in a watermark, 256 characters in a hidden one, 19,500 bytes in a text operation.',
    zh: '文字解码后有长度上限：水印 64 字节，盲水印 256 个字符，文本操作 19500 字节。',
  },
  messages: {
    characters: {
      en: '{name} decodes to {length} characters; expected at most {limit}.',
      zh: '{name} 解码后有 {length} 个字符；最多 {limit} 个。',
    },
    bytes: {
      en: '{name} decodes to {length} bytes of UTF-8; expected at most {limit}.',
      zh: '{name} 解码后有 {length} 字节（汉字占 3 字节）；最多 {limit} 字节。',
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
    return limitOf(type) !== undefined
  },
  checkParameter({ node, name, spec }, context) {
    const limit = limitOf(spec.type)
    // Four Base64 digits make three bytes: a text that cannot be too long needs no decoding.
    if (limit === undefined || node.value.length <= (limit * 4) / 3) return
    const text = decodeBase64Url(node.value)
    if (text === undefined) return
    const messageId = spec.type.role === 'hiddenText' ? 'characters' : 'bytes'
    const { length } = messageId === 'bytes' ? encoder.encode(text) : [...text]
    if (length <= limit) return
    context.report({ messageId, data: { name, length, limit }, span: valueSpan(node), serverCode: spec.contentCode })
  },
})

function limitOf({ role }: ValueType): number | undefined {
  return role && LIMITS[role]
}
