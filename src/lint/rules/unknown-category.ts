import { getCatalog } from '../../catalog/catalog.ts'
import { listOf } from '../../language/diagnostic.ts'
import { nearest } from '../../language/suggest.ts'
import { categorySpan, HOLE, type Stage } from '../../language/tree.ts'
import { defineRule, type Rule, type RuleContext } from '../rule.ts'

type MessageId = 'unknown' | 'misspelt'

export const unknownCategory: Rule<MessageId> = defineRule({
  id: 'unknown-category',
  severity: 'error',
  description: {
    en: 'The first word of a stage names its category. OSS knows only a few.',
    zh: '每一段的第一个词是类别，OSS 只认识少数几个。',
  },
  messages: {
    unknown: { en: '"{found}" is no category; expected {expected}.', zh: '"{found}" 不是类别；应为 {expected}。' },
    misspelt: {
      en: '"{found}" is no category; did you mean "{nearest}"?',
      zh: '"{found}" 不是类别；是否想写 "{nearest}"？',
    },
  },
  examples: {
    invalid: [{ text: 'img/resize,w_200' }, { text: 'images/resize,w_200' }, { text: 'picture/resize,w_200' }],
    valid: [{ text: 'image/resize,w_200' }, { text: 'csv/select' }],
  },
  check(context) {
    for (const stage of context.unknownStages) report(stage, context)
  },
})

function report(stage: Stage, context: RuleContext<MessageId>): void {
  const span = categorySpan(stage)
  const found = context.text.slice(span.start, span.end)
  // What has an encoded slash in it is no category but a whole stage; the rule double-encoding reports it.
  if ((context.holes && found.includes(HOLE)) || /%2F/i.test(found)) return
  const categories = getCatalog()
  const guess = found === 'img' || found === 'images' ? 'image' : nearest(found, categories.keys())
  if (!guess) context.report({ messageId: 'unknown', data: { found, expected: listOf([...categories.keys()]) }, span })
  else {
    const message = { en: `Write "${guess}"`, zh: `写成 "${guess}"` }
    context.report({
      messageId: 'misspelt',
      data: { found, nearest: guess },
      span,
      suggestions: [{ message, edits: [{ span, text: guess }] }],
    })
  }
}
