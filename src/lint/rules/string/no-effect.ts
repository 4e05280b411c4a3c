import { describeConditions, hasConstraint, holds, isBroken } from '../../conditions.ts'
import { doubtOf } from '../../doubt.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const noEffect: Rule = defineRule({
  id: 'no-effect',
  severity: 'warning',
  description: {
    en: 'OSS accepts some parameters and then does nothing with them, because of the other parameters.',
    zh: '有些参数会被接受，但由于其他参数而不起作用。',
  },
  messages: {
    when: {
      en: '"{name}" in "{operation}" has no effect when {condition}.{doubt}',
      zh: '{condition} 时，"{operation}" 中的 "{name}" 不起作用。{doubt}',
    },
    unless: {
      en: '"{name}" in "{operation}" has no effect unless {condition}.{doubt}',
      zh: '除非{condition}，否则 "{operation}" 中的 "{name}" 不起作用。{doubt}',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_100,l_200' },
      { text: 'image/resize,w_100,h_100,color_FF0000' },
      { text: 'image/watermark,text_SGVsbG8,g_center,x_10' },
      { text: 'video/animation,f_gif,w_100,pw_25|sys/saveas,o_b3V0LmdpZg' },
    ],
    valid: [{ text: 'image/resize,m_pad,w_100,h_100,color_FF0000' }],
  },
  seesHoles: true,
  checksParameter(_, entry, name) {
    return hasConstraint(entry, name, 'ignored')
  },
  checkParameter({ node, name, operation }, context) {
    if (operation.swallowedBy?.entry?.parameters.has(name)) return
    for (const constraint of operation.entry.constraintsOf(name)) {
      if (constraint.kind !== 'ignored' || !isBroken(constraint, operation)) continue
      const { when, unless, severity = 'warning' } = constraint
      const condition = describeConditions(when ? when.filter(one => holds(one, operation)) : unless)
      const data = { name, operation: operation.entry.id, condition, doubt: doubtOf(constraint) }
      const edits = [{ span: { start: node.start - 1, end: node.end }, text: '' }]
      const message = { en: `Remove "${name}"`, zh: `删除 "${name}"` }
      context.report({
        messageId: when ? 'when' : 'unless',
        severity,
        data,
        span: node,
        suggestions: [{ message, edits }],
      })
    }
  },
})
