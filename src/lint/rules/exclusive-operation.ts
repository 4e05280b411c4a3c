import { nameSpan } from '../../language/tree.ts'
import { defineRule, type Rule } from '../rule.ts'

export const exclusiveOperation: Rule = defineRule({
  id: 'exclusive-operation',
  severity: 'error',
  description: {
    en: 'An operation that answers with facts instead of a picture stands alone.',
    zh: '返回信息而不是图片的操作必须单独使用。',
  },
  messages: {
    alone: {
      en: '"{operation}" stands alone, but "{other}" stands beside it.',
      zh: '"{operation}" 必须单独使用，但旁边还有 "{other}"。',
    },
  },
  examples: {
    invalid: [{ text: 'image/resize,s_700,limit_0/info' }, { text: 'image/average-hue/resize,w_100' }],
    valid: [{ text: 'image/info' }],
  },
  checksOperation({ main }) {
    return main?.alone !== undefined
  },
  checkOperation(operation, context) {
    const severity = operation.entry.main?.alone
    const other = context.operations.find(({ node, stage }) => node !== operation.node && stage.category !== 'sys')
    if (!severity || !other) return
    const data = { operation: operation.entry.id, other: other.node.name }
    context.report({ messageId: 'alone', severity, data, span: nameSpan(operation.node) })
  },
})
