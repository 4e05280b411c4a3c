import { nameSpan } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const operationOrder: Rule = defineRule({
  id: 'operation-order',
  severity: 'info',
  description: {
    en: 'Operations run from left to right. With a resize and a watermark, the pages advise putting format right after the resize; without a watermark, last.',
    zh: '操作从左到右执行。同时有缩放和水印时，文档建议把 format 放在 resize 之后；没有水印时放在最后。',
  },
  messages: {
    beforeWatermark: {
      en: '"format" comes after "watermark"; the pages advise putting it right after "resize" when a watermark follows.',
      zh: '"format" 写在 "watermark" 之后；有水印时文档建议把它紧跟在 "resize" 之后。',
    },
  },
  examples: {
    invalid: [{ text: 'image/resize,w_100/watermark,text_SGVsbG8gV29ybGQ/format,jpg' }],
    valid: [{ text: 'image/resize,w_100/format,jpg/watermark,text_SGVsbG8gV29ybGQ' }],
  },
  checksOperation({ id }) {
    return id === 'image/format'
  },
  checkOperation({ node, stage }, context) {
    if (stage.operations.length < 3) return
    const isBehind = (wanted: string) => stage.operations.some(({ name, end }) => name === wanted && end < node.start)
    if (isBehind('resize') && isBehind('watermark'))
      context.report({ messageId: 'beforeWatermark', span: nameSpan(node) })
  },
})
