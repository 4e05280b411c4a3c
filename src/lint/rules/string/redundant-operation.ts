import { nameSpan } from '../../../language/tree.ts'
import type { BoundOperation } from '../../bind.ts'
import { defineRule, type Rule } from '../../rule.ts'

/** Operations that have the last word on something, so that an earlier one works for nothing or loses sharpness. */
const SINGLE: ReadonlySet<string> = new Set(['image/format', 'image/quality', 'image/interlace'])

export const redundantOperation: Rule = defineRule({
  id: 'redundant-operation',
  severity: 'info',
  description: {
    en: 'Of several formats in one string the last one counts, and of two resizes in a row one does the work of both.',
    zh: '一个字符串中有多个 format 时最后一个有效；连续两次缩放用一次即可完成。',
  },
  messages: {
    overruled: {
      en: '"{operation}" appears again after this one, which then says nothing; expected one of them.',
      zh: '后面还有 "{operation}"，此处的不再起作用；只需写一个。',
    },
    twice: {
      en: '"{operation}" is used twice in a row; expected one that does both, since each loses sharpness.',
      zh: '连续写了两次 "{operation}"；应合为一次，因为每次缩放都会损失清晰度。',
    },
  },
  examples: {
    invalid: [{ text: 'image/format,webp/format,jpg' }, { text: 'image/resize,w_100/resize,w_200' }],
    valid: [{ text: 'image/resize,w_100/format,jpg' }, { text: 'image/resize,w_200/crop,h_100/resize,w_50' }],
  },
  check(context) {
    if (!context.isRegular || context.operations.length < 2) return
    const behind = new Set<string>()
    let next: BoundOperation['entry']
    for (const { entry, node, stage } of context.operations.toReversed()) {
      if (stage.category !== 'image') continue
      if (entry) {
        const data = { operation: entry.name }
        const span = nameSpan(node)
        if (SINGLE.has(entry.id) && behind.has(entry.id)) context.report({ messageId: 'overruled', data, span })
        if (entry.id === 'image/resize' && next === entry) context.report({ messageId: 'twice', data, span })
        behind.add(entry.id)
      }
      next = entry
    }
  },
})
