import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import type { Edit } from '../../../language/edit.ts'
import type { Span } from '../../../language/tree.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'key' | 'secondKey' | 'sameKey' | 'part' | 'separator'

export const strayQuery: Rule<MessageId> = defineRule({
  id: 'stray-query',
  severity: 'error',
  description: {
    en: 'The process string is the value of one query parameter. "?" does not end it but becomes a part of it; "&" ends it, so the rest is lost.',
    zh: '处理字符串是一个查询参数的值。"?" 不会结束该值，而是成为它的一部分；"&" 会结束该值，后面的内容会丢失。',
  },
  messages: {
    key: {
      en: 'The string starts with "{found}"; expected the value after "=" alone.',
      zh: '字符串以 "{found}" 开头；应只写 "=" 后面的值。',
    },
    secondKey: {
      en: 'This "?" is a part of the value: OSS sees no second key. Expected {expected}.',
      zh: '此处的 "?" 属于值的一部分，OSS 不会看到第二个键；应为{expected}。',
    },
    sameKey: {
      en: 'This "?" is a part of the value: OSS sees no second key, and what follows it is the same string again. Expected it once.',
      zh: '此处的 "?" 属于值的一部分，OSS 不会看到第二个键，而且后面是同一字符串的重复；应只写一次。',
    },
    part: {
      en: 'This "?" does not end the value: OSS reads "{found}" as a part of it. Expected "&" before another parameter of the URL.',
      zh: '此处的 "?" 不会结束该值：OSS 把 "{found}" 读作值的一部分；URL 的其他参数前应写 "&"。',
    },
    separator: {
      en: '"&" ends the value in a URL, so "{found}" is lost; expected "," before a parameter.',
      zh: '"&" 在 URL 中会结束该值，"{found}" 会丢失；参数前应写 ","。',
    },
  },
  examples: {
    invalid: [
      { text: 'x-oss-process=image/resize,w_100' },
      { text: 'image/resize,w_100?x-oss-process=image/format,webp' },
      { text: 'image/resize,w_100?x-oss-process=image/resize,w_100' },
      { text: 'image/watermark,image_logo.png?x-oss-process=image/resize,P_10' },
      { text: 'image?x-oss-process=image/format,webp' },
      { text: 'image/format,webp?v=1' },
      { text: 'image/resize&w=100' },
    ],
    valid: [{ text: 'image/resize,w_100' }],
  },
  onIrregular: true,
  check(context) {
    const [key] = /^[?&]?x-oss-(?:async-)?process=/i.exec(context.text) ?? []
    if (key) {
      const span = { start: 0, end: key.length }
      context.report({ messageId: 'key', data: { found: key }, span, fix: [{ span, text: '' }], covers: span })
    } else {
      const at = context.text.search(/[?&]/)
      if (at >= 0) report(context, at)
    }
  },
})

const AFTER_SLASH = { en: '"/" and the operations alone, in one string', zh: '用 "/" 连接的一个字符串，其后只写操作' }
const AFTER_PIPE = { en: '"|" and the second string alone', zh: '"|" 加上第二个字符串' }
/** No page joins a style to anything but a target, nor pictures to videos. */
const ONE = { en: 'one of the two strings', zh: '两个字符串之一' }

const SECOND_KEY = /^[?&]x-oss-(?:async-)?process=/i

function report(context: RuleContext<MessageId>, at: number): void {
  const { text } = context
  const rest = text.slice(at)
  const found = rest.length > LONGEST ? `${rest.slice(0, LONGEST)}...` : rest
  const [key] = SECOND_KEY.exec(rest) ?? []
  const end = text.length
  const covers = { start: at, end }
  if (!key) {
    const span = { start: at, end: at + 1 }
    context.report({ messageId: text[at] === '?' ? 'part' : 'separator', data: { found }, span, covers })
    return
  }
  const before = text.slice(0, at)
  const second = rest.slice(key.length)
  const span = { start: at, end: at + key.length }
  if (second === before) context.report({ messageId: 'sameKey', span, fix: [{ span: covers, text: '' }], covers })
  else {
    const [expected, start, fix] = joinedWith(before, second, span)
    context.report({
      messageId: 'secondKey',
      data: { expected },
      span,
      covers: { start, end },
      ...(fix && { fix: [fix] }),
    })
  }
}

/** What was meant by two strings, from where on nothing else is to be said, and what makes it of them. */
function joinedWith(
  before: string,
  second: string,
  { start, end }: Span,
): readonly [Localized | string, number, Edit?] {
  if (/,image_[^,/|]+$/.test(before)) return ['Base64', 0]
  if (/^[a-z]+\/?$/.test(before)) return [ONE, 0, { span: { start: 0, end }, text: '' }]
  const [category = ''] = /^[a-z]+\//.exec(second) ?? []
  if (category === 'sys/') return [AFTER_PIPE, start, { span: { start, end }, text: '|' }]
  if (category === '' || category === 'style/' || !before.startsWith(category)) return [ONE, start]
  return [AFTER_SLASH, start, { span: { start, end: end + category.length }, text: '/' }]
}

/** More of the rest than this says nothing new. */
const LONGEST = 60
