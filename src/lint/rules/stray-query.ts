import { defineRule, type Rule } from '../rule.ts'

export const strayQuery: Rule = defineRule({
  id: 'stray-query',
  severity: 'error',
  description: {
    en: 'The process string is the value of one query parameter. "?", "&", "#" and "=" belong around it, not into it.',
    zh: '处理字符串是一个查询参数的值。"?"、"&"、"#" 和 "=" 应写在它外面，而不是里面。',
  },
  messages: {
    key: {
      en: 'The string starts with "{found}"; expected the value behind "=" alone.',
      zh: '字符串以 "{found}" 开头；应只写 "=" 后面的值。',
    },
    separator: {
      en: '"{found}" ends the value in a URL, so that the rest is lost; expected "," before a parameter.',
      zh: '"{found}" 在 URL 中会结束该值，后面的内容会丢失；参数前应写 ","。',
    },
  },
  examples: {
    invalid: [{ text: 'x-oss-process=image/resize,w_100' }, { text: 'image/resize&w=100' }],
    valid: [{ text: 'image/resize,w_100' }],
  },
  check(context) {
    if (context.isRegular) return
    const [key] = /^[?&]?x-oss-(?:async-)?process=/i.exec(context.text) ?? []
    if (key) {
      const span = { start: 0, end: key.length }
      return context.report({ messageId: 'key', data: { found: key }, span, fix: [{ span, text: '' }] })
    }
    const at = context.text.search(/[?&]/)
    if (at >= 0)
      context.report({
        messageId: 'separator',
        data: { found: context.text.slice(at, at + 1) },
        span: { start: at, end: at + 1 },
      })
  },
})
