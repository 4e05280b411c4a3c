import { inBoth, LIST_COMMA } from '../../../../grammar/catalogue/localized.ts'
import type { Parameter } from '../../../language/tree.ts'
import { checkedParameters } from '../../bind.ts'
import { describeConditions, holds, isBroken } from '../../conditions.ts'
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
      en: 'OSS ignores {names} in "{operation}" when {condition}.{doubt}',
      zh: '{condition} 时，OSS 会忽略 "{operation}" 中的 {names}。{doubt}',
    },
    unless: {
      en: 'OSS ignores {names} in "{operation}" unless {condition}.{doubt}',
      zh: '除非{condition}，否则 OSS 会忽略 "{operation}" 中的 {names}。{doubt}',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_100,l_200' },
      { text: 'image/resize,w_100,h_100,color_FF0000' },
      { text: 'image/watermark,text_SGVsbG8,g_center,x_10' },
      { text: 'video/animation,f_gif,w_100,pw_25|sys/saveas,o_b3V0LmdpZg' },
      { text: 'video/convert,f_mp4,vb_2000000,fps_25|sys/saveas,o_b3V0Lm1wNA' },
    ],
    valid: [{ text: 'image/resize,m_pad,w_100,h_100,color_FF0000' }],
  },
  checksOperation({ spec: { constraints = [] } }) {
    return constraints.some(({ kind }) => kind === 'ignored')
  },
  checkOperation(operation, context) {
    const { entry, swallowedBy } = operation
    const given = checkedParameters(operation)
    // One cause is told once, whatever else would be idle for it.
    let told: readonly Parameter[] = []
    for (const constraint of entry.spec.constraints ?? []) {
      if (constraint.kind !== 'ignored') continue
      const { parameters, when, unless, severity } = constraint
      const idle: Parameter[] = []
      for (const node of given) {
        const { name = '' } = node
        if (parameters.includes(name) && !told.includes(node) && !swallowedBy?.entry?.parameters.has(name))
          idle.push(node)
      }
      const [first] = idle
      if (!first || !isBroken(constraint, operation)) continue
      told = [...told, ...idle]
      const quoted = [...new Set(idle.map(({ name }) => `"${name}"`))]
      const names = inBoth(locale => quoted.join(LIST_COMMA[locale]))
      const condition = describeConditions(when ? when.filter(one => holds(one, operation)) : unless)
      const data = {
        names,
        operation: entry.id,
        condition,
        doubt: doubtOf(constraint),
      }
      const edits = idle.map(({ start, end }) => ({ span: { start: start - 1, end }, text: '' }))
      const message = { en: `Remove ${names.en}`, zh: `删除 ${names.zh}` }
      const suggestions = [{ message, edits }]
      context.report({
        messageId: when ? 'when' : 'unless',
        ...(severity && { severity }),
        data,
        span: first,
        suggestions,
      })
    }
  },
})
