import { SYNTAX_MESSAGES } from '../../language/mistakes.ts'
import { defineRule, type Rule } from '../rule.ts'

export const syntax: Rule = defineRule({
  id: 'syntax',
  severity: 'error',
  description: {
    en: 'The form of the string: stages between pipes, operations between slashes, parameters between commas, and no blanks. The parser itself finds these mistakes.',
    zh: '字符串的形式：竖线分段，斜杠分操作，逗号分参数，且没有空白。这些错误由解析器直接发现。',
  },
  messages: SYNTAX_MESSAGES,
  examples: {
    invalid: [
      { text: '' },
      { text: 'resize,w_200' },
      { text: 'image/' },
      { text: 'image/resize,w_200//format,webp' },
      { text: 'image/resize,w_200,' },
      { text: 'image/resize, w_200' },
      { text: 'image/resize,w_200|' },
      { text: 'if_status_eq_404{hls/ts,from_b3V0cHV0L21lZGlhLm0zdTg' },
    ],
    valid: [{ text: 'image/resize,w_200/format,webp' }],
  },
})
