import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import { valueSpan } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

const MAXIMUM_BYTES = 1023
const encoder = new TextEncoder()

export const objectKey: Rule = defineRule({
  id: 'object-key',
  severity: 'error',
  description: {
    en: 'An object key has 1 to 1,023 bytes of UTF-8, does not start with a slash or a backslash, and is no URL.',
    zh: '对象名为 1 到 1023 字节的 UTF-8 文本，不以斜杠或反斜杠开头，也不是 URL。',
  },
  messages: {
    start: {
      en: '{name} decodes to "{key}"; an object key does not start with "{first}".',
      zh: '{name} 解码为 "{key}"；对象名不能以 "{first}" 开头。',
    },
    url: {
      en: '{name} decodes to "{key}"; expected the key of the object alone, without a scheme or a bucket.',
      zh: '{name} 解码为 "{key}"；应只写对象名，不带协议或存储空间。',
    },
    long: {
      en: '{name} decodes to {length} bytes; an object key has at most {limit}.',
      zh: '{name} 解码后有 {length} 字节；对象名最多 {limit} 字节。',
    },
    folder: {
      en: '{name} decodes to "{key}", which ends in a slash; expected the name of a file, because the result is one.',
      zh: '{name} 解码为 "{key}"，以斜杠结尾；结果是文件，应写文件名。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_1|sys/saveas,o_L2Rlc3QuanBn' },
      { text: 'image/resize,w_1|sys/saveas,o_b3NzOi8vZGVzdC9hLmpwZw' },
      { text: 'image/resize,w_1|sys/saveas,o_b3V0Lw' },
    ],
    valid: [{ text: 'image/resize,w_1|sys/saveas,o_b3V0L2EuanBn' }],
  },
  checksParameter({ type }) {
    return type.role === 'object' || type.role === 'watermarkImage'
  },
  checkParameter({ node, name }, context) {
    const decoded = decodeBase64Url(node.value)
    if (!decoded || decoded.endsWith('\n')) return
    const query = decoded.indexOf('?')
    const key = query < 0 ? decoded : decoded.slice(0, query)
    const span = valueSpan(node)
    // A UTF-16 unit takes three bytes at most: most keys need no encoding to be known as short.
    const length = key.length * 3 > MAXIMUM_BYTES ? encoder.encode(key).length : key.length
    if (/^[a-z]+:\/\//.test(key)) context.report({ messageId: 'url', data: { name, key }, span })
    else if (/^[/\\]/.test(key))
      context.report({ messageId: 'start', data: { name, key, first: key.slice(0, 1) }, span })
    else if (length > MAXIMUM_BYTES)
      context.report({ messageId: 'long', data: { name, length, limit: MAXIMUM_BYTES }, span })
    else if (key.endsWith('/')) context.report({ messageId: 'folder', severity: 'warning', data: { name, key }, span })
  },
})
