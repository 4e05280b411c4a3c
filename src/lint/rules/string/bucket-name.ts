import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import { valueSpan } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

const BUCKET = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/

export const bucketName: Rule = defineRule({
  id: 'bucket-name',
  severity: 'error',
  description: {
    en: 'A bucket name has 3 to 63 lower-case letters, digits and hyphens, with no hyphen at an end.',
    zh: '存储空间名称为 3 到 63 个小写字母、数字和短横线，短横线不能在首尾。',
  },
  messages: {
    bucket: {
      en: '{name} decodes to "{bucket}", which cannot be a bucket; expected 3 to 63 lower-case letters, digits and hyphens.',
      zh: '{name} 解码为 "{bucket}"，不是合法的存储空间名称；应为 3 到 63 个小写字母、数字和短横线。',
    },
    url: {
      en: '{name} decodes to "{bucket}"; expected the name of the bucket alone, without a scheme or an endpoint.',
      zh: '{name} 解码为 "{bucket}"；应只写存储空间名称，不带协议或域名。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_1|sys/saveas,b_TXlCdWNrZXQ,o_YS5qcGc' },
      { text: 'image/resize,w_1|sys/saveas,b_b3NzOi8vZGVzdA,o_YS5qcGc' },
    ],
    valid: [{ text: 'image/resize,w_1|sys/saveas,b_ZGVzdC1idWNrZXQ,o_YS5qcGc' }],
  },
  checksParameter({ type }) {
    return type.role === 'bucket'
  },
  checkParameter({ node, name }, context) {
    const bucket = decodeBase64Url(node.value)
    if (!bucket || BUCKET.test(bucket) || /[{}]/.test(bucket) || bucket.endsWith('\n')) return
    context.report({
      messageId: /[:/.]/.test(bucket) ? 'url' : 'bucket',
      data: { name, bucket },
      span: valueSpan(node),
    })
  },
})
