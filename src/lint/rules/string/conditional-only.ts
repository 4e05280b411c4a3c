import { type Conditional, nameSpan } from '../../../language/tree.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'only' | 'condition' | 'other'

const DOCUMENTED = 'if_status_eq_404'

export const conditionalOnly: Rule<MessageId> = defineRule({
  id: 'conditional-only',
  severity: 'error',
  description: {
    en: 'hls/ts makes a segment that does not exist yet, and is legal only where that is the condition. Other conditions, and other operations in one, are in no document.',
    zh: 'hls/ts 生成尚不存在的分片，只能写在相应的条件中。其他条件，以及条件中的其他操作，都没有写在文档中。',
  },
  messages: {
    only: {
      en: '"{operation}" is legal only inside "if_status_eq_404{...}".',
      zh: '"{operation}" 只能写在 "if_status_eq_404{...}" 中。',
    },
    condition: {
      en: '"{condition}" is not in the documentation; "if_status_eq_404" is the only condition there.',
      zh: '"{condition}" 没有写在文档中；文档只有 "if_status_eq_404" 这一个条件。',
    },
    other: {
      en: '"{operation}" is inside "{condition}{...}", which is documented for "hls/ts" only.',
      zh: '"{operation}" 写在 "{condition}{...}" 中，而文档只说明了 "hls/ts" 的用法。',
    },
  },
  examples: {
    invalid: [
      { text: 'hls/ts,from_b3V0cHV0L21lZGlhLm0zdTg' },
      { text: 'if_status_eq_403{hls/ts,from_b3V0cHV0L21lZGlhLm0zdTg}' },
      { text: 'if_status_eq_404{image/resize,w_100}' },
    ],
    valid: [{ text: 'if_status_eq_404{hls/ts,from_b3V0cHV0L21lZGlhLm0zdTg}' }],
  },
  check(context) {
    for (const stage of context.tree.stages) if (stage.kind === 'conditional') checkConditional(stage, context)
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

function checkConditional({ condition, start, end }: Conditional, context: RuleContext<MessageId>): void {
  if (condition !== DOCUMENTED) {
    const span = { start, end: start + condition.length }
    context.report({ messageId: 'condition', severity: 'warning', data: { condition }, span })
  }
  for (const { entry, node, index } of context.operations) {
    if (index > 0 || node.start < start || node.end > end || !entry?.main) continue
    if (entry.category === 'sys' || entry.main.conditionalOnly) continue
    const data = { operation: entry.id, condition }
    context.report({ messageId: 'other', severity: 'warning', data, span: nameSpan(node) })
  }
}
