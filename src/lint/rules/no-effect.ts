import type { Constraint } from '../../catalog/types.ts'
import type { BoundOperation } from '../bind.ts'
import { describeConditions, hasConstraint, holds, isBroken } from '../conditions.ts'
import { defineRule, type Rule, type RuleContext } from '../rule.ts'

type MessageId = 'when' | 'unless'

export const noEffect: Rule<MessageId> = defineRule({
  id: 'no-effect',
  severity: 'warning',
  description: {
    en: 'OSS accepts some parameters and then does nothing with them, because of what stands beside them.',
    zh: '有些参数会被接受，但由于其他参数而不起作用。',
  },
  messages: {
    when: {
      en: '"{name}" in "{operation}" has no effect when {condition}.',
      zh: '当 {condition} 时，"{operation}" 中的 "{name}" 不起作用。',
    },
    unless: {
      en: '"{name}" in "{operation}" has no effect unless {condition}.',
      zh: '除非 {condition}，否则 "{operation}" 中的 "{name}" 不起作用。',
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
  checksOperation({ spec }) {
    return hasConstraint(spec.constraints, 'ignored')
  },
  checkOperation(operation, context) {
    if (operation.node.parameters.length === 0) return
    for (const constraint of operation.entry?.spec.constraints ?? []) {
      if (constraint.kind === 'ignored') checkIgnored(constraint, operation, context)
    }
  },
})

function checkIgnored(
  constraint: Extract<Constraint, { kind: 'ignored' }>,
  operation: BoundOperation,
  context: RuleContext<MessageId>,
): void {
  const found = operation.node.parameters.filter(({ name }) => constraint.parameters.includes(name ?? ''))
  if (found.length === 0 || !isBroken(constraint, operation)) return
  const { when, unless, severity = 'warning' } = constraint
  const condition = describeConditions(when?.filter(one => holds(one, operation)) ?? unless ?? [])
  for (const parameter of found) {
    const data = { name: parameter.name ?? parameter.value, operation: operation.entry?.id ?? '', condition }
    const edits = [{ span: { start: parameter.start - 1, end: parameter.end }, text: '' }]
    const message = {
      en: `Remove "${parameter.name ?? parameter.value}"`,
      zh: `删除 "${parameter.name ?? parameter.value}"`,
    }
    context.report({
      messageId: when ? 'when' : 'unless',
      severity,
      data,
      span: parameter,
      suggestions: [{ message, edits }],
    })
  }
}
