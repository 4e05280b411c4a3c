import { nameSpan } from '../../language/tree.ts'
import { defineRule, type Rule } from '../rule.ts'

export const conditionalOnly: Rule = defineRule({
  id: 'conditional-only',
  severity: 'error',
  description: {
    en: 'hls/ts makes a segment that does not exist yet, and is legal only where that is the condition.',
    zh: 'hls/ts 生成尚不存在的分片，只能写在相应的条件中。',
  },
  messages: {
    only: {
      en: '"{operation}" is legal only inside "if_status_eq_404{...}".',
      zh: '"{operation}" 只能写在 "if_status_eq_404{...}" 中。',
    },
  },
  examples: {
    invalid: [{ text: 'hls/ts,from_b3V0cHV0L21lZGlhLm0zdTg' }],
    valid: [{ text: 'if_status_eq_404{hls/ts,from_b3V0cHV0L21lZGlhLm0zdTg}' }],
  },
  checksOperation({ main }) {
    return main?.conditionalOnly === true
  },
  checkOperation({ entry, node, conditional, stage }, context) {
    if (conditional) return
    const edits = [
      { span: { start: stage.start, end: stage.start }, text: 'if_status_eq_404{' },
      { span: { start: stage.end, end: stage.end }, text: '}' },
    ]
    const message = { en: 'Wrap it in "if_status_eq_404{...}"', zh: '用 "if_status_eq_404{...}" 包起来' }
    context.report({
      messageId: 'only',
      data: { operation: entry.id },
      span: nameSpan(node),
      suggestions: [{ message, edits }],
    })
  },
})
