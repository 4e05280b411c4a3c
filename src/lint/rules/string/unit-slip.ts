import { valueSpan } from '../../../language/tree.ts'
import { replacement } from '../../replacement.ts'
import { defineRule, type Rule } from '../../rule.ts'

/** Below these a time in milliseconds was probably meant in seconds; a sampling interval may really be short. */
const SMALLEST = 100
const SMALLEST_INTERVAL = 10

export const unitSlip: Rule = defineRule({
  id: 'unit-slip',
  severity: 'warning',
  description: {
    en: 'Times are milliseconds. A value such as 1 or 5 was probably meant in seconds, as other services take it. Of one snapshot it may be meant, so the finding is an info there.',
    zh: '时间以毫秒为单位。像 1 或 5 这样的值多半是想写秒，其他服务就是这样。单张截帧可能正是此意，因此在那里只是提示。',
  },
  messages: {
    seconds: {
      en: '{name} is {value} ms; did you mean {value} s, which is "{name}_{milliseconds}"?',
      zh: '{name} 为 {value} 毫秒；是否想写 {value} 秒，即 "{name}_{milliseconds}"？',
    },
  },
  examples: {
    invalid: [
      { text: 'video/snapshot,t_1,f_jpg' },
      { text: 'video/animation,f_gif,ss_5,inter_1000|sys/saveas,o_b3V0LmdpZg' },
    ],
    valid: [{ text: 'video/snapshot,t_1000,f_jpg' }, { text: 'video/snapshot,t_0,f_jpg' }],
  },
  checksParameter({ unit }) {
    return unit === 'ms'
  },
  checkParameter({ node, name, spec, operation }, context) {
    const value = Number(node.value)
    if (!(value > 0 && value < (name === 'inter' ? SMALLEST_INTERVAL : SMALLEST))) return
    const milliseconds = String(value * 1000)
    if (spec.type.test(node.value) !== undefined) return
    const span = valueSpan(node)
    context.report({
      messageId: 'seconds',
      data: { name, value, milliseconds },
      span,
      // Many mean the first frame but a black one.
      ...(operation.entry.id === 'video/snapshot' && { severity: 'info' }),
      suggestions: [replacement(span, milliseconds)],
    })
  },
})
