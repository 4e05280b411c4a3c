import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const FULL_WIDTH_MESSAGE: Localized = {
  en: '"{found}" is full-width; expected "{plain}".',
  zh: '"{found}" 是全角字符；应为半角 "{plain}"。',
}

export const fullWidth: Rule = defineRule({
  id: 'full-width',
  severity: 'error',
  description: {
    en: 'Letters, digits and separators are those of ASCII. A Chinese keyboard writes full-width ones, which OSS takes for other signs. They are found before the other rules look at what was meant.',
    zh: '字母、数字和分隔符必须是半角字符。中文输入法会输入全角字符，OSS 会把它们当作别的符号。先找出全角字符，其他规则再检查原本想写的内容。',
  },
  messages: { sign: FULL_WIDTH_MESSAGE },
  examples: {
    invalid: [{ text: 'image／resize,w_100' }, { text: 'image/resize，w_１００' }],
    valid: [{ text: 'image/resize,w_100' }],
  },
})
