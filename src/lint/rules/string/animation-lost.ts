import type { Facts } from '../../../trace/facts.ts'
import type { Rule } from '../../rule.ts'
import { sourceRule } from '../../source-rule.ts'

const GIF: Facts = { kind: 'image', format: 'gif', width: 400, height: 300, frames: 12 }

export const animationLost: Rule = sourceRule({
  id: 'animation-lost',
  severity: 'warning',
  description: {
    en: 'An animation that is known stands still after every operation except resize by sides, crop and picture watermarks.',
    zh: '已知的动图在按边长缩放、裁剪和图片水印以外的操作之后会静止。',
  },
  examples: {
    invalid: [{ text: 'image/resize,w_100/quality,q_80', facts: GIF }],
    valid: [{ text: 'image/resize,w_100', facts: GIF }],
  },
})
