import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import type { SyntaxMessageId } from '../../../language/mistakes.ts'
import { defineRule, type Rule } from '../../rule.ts'

/** What is said of the mistakes that the parser finds. */
export const SYNTAX_MESSAGES: Readonly<Record<SyntaxMessageId, Localized>> = {
  emptyText: {
    en: 'The process string is empty; expected a category and an operation, such as "image/resize,w_200".',
    zh: '处理字符串为空；应为“类别/操作”，例如 "image/resize,w_200"。',
  },
  emptyStage: {
    en: 'Found nothing between two pipes or at the end; expected a stage such as "sys/saveas,o_..." on each side of "|".',
    zh: '管道符 "|" 的一侧为空；两侧都应有一段，例如 "sys/saveas,o_..."。',
  },
  emptyBraces: {
    en: 'Found nothing between the braces; expected a stage such as "hls/ts,from_...".',
    zh: '花括号中为空；应有一段，例如 "hls/ts,from_..."。',
  },
  missingCategory: {
    en: 'Found "{found}" at the start of a stage; expected a category and a slash first, such as "{example}".',
    zh: '此段以 "{found}" 开头；前面应先写类别和斜杠，例如 "{example}"。',
  },
  categoryComma: {
    en: '"{found}" is a category; expected "/" after it instead of ",".',
    zh: '"{found}" 是类别；其后应为 "/" 而不是 ","。',
  },
  emptyCategory: {
    en: 'Found a slash with no category before it; expected a category such as "image".',
    zh: '斜杠前没有类别；应写类别，例如 "image"。',
  },
  missingOperation: {
    en: 'Found the category "{found}" alone; expected an operation after it, such as "{found}/<operation>".',
    zh: '只有类别 "{found}"；后面应有操作，例如 "{found}/<操作>"。',
  },
  missingStyle: {
    en: 'Found "style" without a name; expected "style/<name>".',
    zh: '"style" 后没有样式名；应为 "style/<name>"。',
  },
  emptyOperation: {
    en: 'Found a slash with no operation after it; expected an operation name, or no slash.',
    zh: '斜杠后没有操作；应写操作名，或去掉斜杠。',
  },
  emptyParameter: {
    en: 'Found a comma with no parameter after it; expected a parameter, or no comma.',
    zh: '逗号后没有参数；应写参数，或去掉逗号。',
  },
  emptyName: {
    en: 'Found "{found}", which starts with an underscore; expected a parameter name before it.',
    zh: '"{found}" 以下划线开头；下划线前应有参数名。',
  },
  blank: {
    en: 'Found {found} in the process string; expected no blanks, line breaks or control characters.',
    zh: '处理字符串中有{found}；不应有空格、换行或控制字符。',
  },
  unclosedConditional: {
    en: 'Found "{found}{" without a closing brace; expected "}" after the last operation.',
    zh: '"{found}{" 没有右花括号；最后一个操作后应有 "}"。',
  },
  trailingText: {
    en: 'Found "{found}" after the closing brace; expected "|" or the end of the string.',
    zh: '右花括号后有 "{found}"；应为 "|" 或字符串结尾。',
  },
}

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
