import { GUIDE } from '../../../../grammar/operations/pages.ts'
import { valueSpan } from '../../../language/tree.ts'
import { doubtOf } from '../../doubt.ts'
import { replacement } from '../../replacement.ts'
import { defineRule, type Rule } from '../../rule.ts'

const SIZE = /^([0-9]*)x([0-9]*)$/
/** A side that is odd, or has zeros in front. */
const UNEVEN = /[13579](?:x|$)|(?:^|x)0[0-9]/

export const oddSize: Rule = defineRule({
  id: 'odd-size',
  severity: 'warning',
  description: {
    en: 'The sides of an encoded video are even numbers of pixels.',
    zh: '视频编码的宽和高应为偶数像素。',
  },
  sources: ['Video transcoding'],
  messages: {
    odd: {
      en: '{name} is "{value}", but the sides of a video are even; expected "{even}".{doubt}',
      zh: '{name} 的值为 "{value}"，但视频的边长应为偶数；应写 "{even}"。{doubt}',
    },
  },
  examples: {
    invalid: [{ text: 'video/convert,f_mp4,vcodec_h264,s_1281x721|sys/saveas,o_b3V0Lm1wNA' }],
    valid: [{ text: 'video/convert,f_mp4,vcodec_h264,s_1280x720|sys/saveas,o_b3V0Lm1wNA' }],
  },
  checksParameter({ even }) {
    return even === true
  },
  checkParameter({ node, name, problem }, context) {
    if (problem !== undefined) return
    if (!UNEVEN.test(node.value)) return
    const even = node.value.replace(/[0-9]+/g, side => String(Number(side) - (Number(side) % 2)))
    if (!SIZE.test(node.value) || even === node.value) return
    const span = valueSpan(node)
    const doubt = doubtOf({ source: GUIDE, confidence: 'medium' })
    context.report({
      messageId: 'odd',
      data: { name, value: node.value, even, doubt },
      span,
      suggestions: [replacement(span, even)],
    })
  },
})
