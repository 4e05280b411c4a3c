import { GUIDE } from '../../../../grammar/operations/pages.ts'
import { nameSpan } from '../../../language/tree.ts'
import { effectiveValue, findParameter, isRefused } from '../../bind.ts'
import { doubtOf } from '../../doubt.ts'
import { replacement } from '../../replacement.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const spriteFrames: Rule = defineRule({
  id: 'sprite-frames',
  severity: 'warning',
  description: {
    en: 'The grid of a sprite sheet says nothing about how many frames are taken. Without num and inter most of its places may stay black.',
    zh: '雪碧图的行列数不决定截取的帧数。没有 num 和 inter 时，多数格子可能是黑的。',
  },
  sources: ['Video sprite'],
  messages: {
    black: {
      en: '"{operation}" has neither "num" nor "inter", so the grid of {columns} x {rows} may stay mostly black; "num_{count}" fills it.{doubt}',
      zh: '"{operation}" 没有 "num" 也没有 "inter"，{columns} x {rows} 的格子可能大多是黑的；"num_{count}" 可填满。{doubt}',
    },
  },
  examples: {
    invalid: [{ text: 'video/sprite,f_jpg,sw_160,sh_120,tw_5,th_5|sys/saveas,o_b3V0L3tpbmRleH0uanBn' }],
    valid: [{ text: 'video/sprite,f_jpg,sw_160,sh_120,num_25,tw_5,th_5|sys/saveas,o_b3V0L3tpbmRleH0uanBn' }],
  },
  checksOperation({ id }) {
    return id === 'video/sprite'
  },
  checkOperation(operation, context) {
    const { open, entry, node } = operation
    const mode = effectiveValue(operation, 'm')
    if (open || mode !== 'inter' || findParameter(operation, 'num') || findParameter(operation, 'inter')) return
    if (isRefused(operation, 'tw') || isRefused(operation, 'th')) return
    const columns = Number(effectiveValue(operation, 'tw'))
    const rows = Number(effectiveValue(operation, 'th'))
    const count = columns * rows
    if (Number.isNaN(count) || count === 1) return
    const end = { start: node.end, end: node.end }
    context.report({
      messageId: 'black',
      data: { operation: entry.id, columns, rows, count, doubt: doubtOf({ source: GUIDE, confidence: 'medium' }) },
      span: nameSpan(node),
      suggestions: [replacement(end, `,num_${count}`, `num_${count}`)],
    })
  },
})
