import { findParameter } from '../../bind.ts'
import { hasConstraint } from '../../conditions.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const parameterConflict: Rule = defineRule({
  id: 'parameter-conflict',
  severity: 'error',
  description: {
    en: 'Two parameters that set the same thing in different ways exclude each other.',
    zh: '以不同方式设置同一件事的两个参数互相排斥。',
  },
  messages: {
    conflict: {
      en: '"{second}" excludes "{first}" in "{operation}"; expected one of the two.',
      zh: '在 "{operation}" 中 "{second}" 与 "{first}" 互斥；只能写一个。',
    },
  },
  examples: {
    invalid: [
      { text: 'video/convert,f_mp4,vcodec_h264,crf_20,vb_1000000|sys/saveas,o_b3V0Lm1wNA' },
      { text: 'audio/convert,f_mp3,aq_50,ab_96000|sys/saveas,o_b3V0Lm1wMw' },
    ],
    valid: [{ text: 'video/convert,f_mp4,vcodec_h264,crf_20|sys/saveas,o_b3V0Lm1wNA' }],
  },
  seesHoles: true,
  checksParameter(_, entry, name) {
    return hasConstraint(entry, name, 'conflict')
  },
  checkParameter({ node, name, operation }, context) {
    for (const constraint of operation.entry.constraintsOf(name)) {
      if (constraint.kind !== 'conflict') continue
      const [a, b] = constraint.parameters
      const other = a === name ? b : a
      const first = findParameter(operation, other)
      if (!first || first.start > node.start) continue
      const data = { first: other, second: name, operation: operation.entry.id }
      context.report({ messageId: 'conflict', data, span: node })
    }
  },
})
