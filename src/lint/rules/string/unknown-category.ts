import { listOf } from '../../../../grammar/catalogue/localized.ts'
import { findCategory, findOperation, getCatalog, listOperations } from '../../../catalogue/catalogue.ts'
import { nearest } from '../../../language/suggest.ts'
import { categorySpan, HOLE, type Span, type Stage } from '../../../language/tree.ts'
import { replacement } from '../../replacement.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'unknown' | 'misspelt' | 'foreign' | 'lone' | 'parameter'

export const unknownCategory: Rule<MessageId> = defineRule({
  id: 'unknown-category',
  severity: 'error',
  description: {
    en: 'The first word of a stage names its category. OSS knows only a few.',
    zh: '每一段的第一个词是类别，OSS 只认识少数几个。',
  },
  messages: {
    unknown: { en: '"{found}" is not a category; expected {expected}.', zh: '"{found}" 不是类别；应为 {expected}。' },
    misspelt: {
      en: '"{found}" is not a category; did you mean "{nearest}"?',
      zh: '"{found}" 不是类别；是否想写 "{nearest}"？',
    },
    foreign: {
      en: '"{found}" is not a category of OSS; it belongs to the language of JD Cloud, which has the same key.',
      zh: '"{found}" 不是 OSS 的类别；这是京东云的写法，它使用相同的键。',
    },
    lone: {
      en: '"{found}" has no category; did you mean "{meant}"?',
      zh: '"{found}" 没有类别；是否想写 "{meant}"？',
    },
    parameter: {
      en: '"{found}" has no category and no operation; expected both before it, such as "image/resize,{found}".',
      zh: '"{found}" 没有类别和操作；前面应有两者，例如 "image/resize,{found}"。',
    },
  },
  examples: {
    invalid: [
      { text: 'img/s/200/300' },
      { text: 'imgalias/thumb' },
      { text: 'img/resize,w_200' },
      { text: 'images/resize,w_200' },
      { text: 'picture/resize,w_200' },
      { text: 'thumbnail' },
      { text: 'w_100' },
    ],
    valid: [{ text: 'image/resize,w_200' }, { text: 'csv/select' }],
  },
  check(context) {
    for (const stage of context.unknownStages) report(stage, context)
  },
})

const JD_CLOUD = '.jdcloud-oss.com'

/** `img/s/200/300` and `imgalias/thumb`: words and numbers between slashes, where OSS has parameters with names. */
function isOfJdCloud(found: string, { operations }: Stage, { address }: RuleContext<MessageId>): boolean {
  if (address.host?.endsWith(JD_CLOUD)) return true
  const [first] = operations
  if (!first || (found !== 'img' && found !== 'imgalias')) return false
  return (
    !findCategory('image')?.operations.has(first.name) && operations.every(({ parameters }) => parameters.length === 0)
  )
}

function report(stage: Stage, context: RuleContext<MessageId>): void {
  const span = categorySpan(stage)
  const found = context.text.slice(span.start, span.end)
  // Blanks alone are told as such. What has an encoded slash in it is no category but a whole stage; the rule double-encoding reports it.
  if (found.trim() === '' || (context.holes && found.includes(HOLE)) || /%2F/i.test(found)) return
  if (isOfJdCloud(found, stage, context)) {
    if (!context.address.host?.endsWith(JD_CLOUD))
      context.report({ messageId: 'foreign', severity: 'warning', data: { found }, span })
    return
  }
  const guess = nearestCategory(found)
  const isLone = stage.operations.length === 0 && context.tree.stages.length === 1 && /\w/.test(found)
  if (isLone) reportLone(found, span, context)
  else if (!guess)
    context.report({ messageId: 'unknown', data: { found, expected: listOf([...getCatalog().keys()]) }, span })
  else {
    context.report({
      messageId: 'misspelt',
      data: { found, nearest: guess },
      span,
      suggestions: [replacement(span, guess)],
    })
  }
}

function nearestCategory(found: string): string | undefined {
  return found === 'img' || found === 'images' ? 'image' : nearest(found, getCatalog().keys())
}

/** A word alone: the name of a style or an operation without its category, or a parameter without all that belongs before it. */
function reportLone(found: string, span: Span, context: RuleContext<MessageId>): void {
  const [, name = ''] = /^([a-z]+)_-?\d+$/.exec(found) ?? []
  if (listOperations().some(({ parameters }) => parameters.has(name) && name !== '')) {
    context.report({ messageId: 'parameter', data: { found }, span })
    return
  }
  const guess = nearestCategory(found)
  const meant = findOperation('image', found)
    ? `image/${found}`
    : (guess ?? `style/${found.replace(/^(?:style[_.:-]|@?!)/, '')}`)
  const message = { en: 'Write "{meant}"', zh: '写成 "{meant}"' }
  context.report({
    messageId: 'lone',
    data: { found, meant },
    span,
    suggestions: [{ message, edits: [{ span, text: meant }] }],
  })
}
