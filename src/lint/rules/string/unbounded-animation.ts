import { nameSpan } from '../../../language/tree.ts'
import { findParameter } from '../../bind.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const unboundedAnimation: Rule = defineRule({
  id: 'unbounded-animation',
  severity: 'info',
  description: {
    en: 'Without num or inter, every frame of the video is taken, and each frame of the result is billed.',
    zh: '没有 num 或 inter 时会抽取视频的每一帧，并按输出帧数计费。',
  },
  messages: {
    unbounded: {
      en: '"{operation}" has neither "num" nor "inter": it takes every frame of the video, and output frames are billed.',
      zh: '"{operation}" 没有 "num" 也没有 "inter"：会抽取视频的每一帧，而输出帧是计费的。',
    },
  },
  examples: {
    invalid: [{ text: 'video/animation,f_gif|sys/saveas,o_b3V0LmdpZg' }],
    valid: [
      { text: 'video/animation,f_gif,num_9|sys/saveas,o_b3V0LmdpZg' },
      { text: 'video/animation,f_gif,inter_1000|sys/saveas,o_b3V0LmdpZg' },
    ],
  },
  checksOperation({ id }) {
    return id === 'video/animation'
  },
  checkOperation(operation, context) {
    if (operation.open || findParameter(operation, 'num') || findParameter(operation, 'inter')) return
    context.report({
      messageId: 'unbounded',
      data: { operation: operation.entry.id },
      span: nameSpan(operation.node),
    })
  },
})
