import { encodeBase64Url, readBase64 } from '../../../../grammar/catalogue/base64url.ts'
import { type Span, valueSpan } from '../../../language/tree.ts'
import { percentDecode } from '../../../language/url.ts'
import { findCutValue } from '../../cut-base64.ts'
import { type Replacement, replacement } from '../../replacement.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const base64: Rule = defineRule({
  id: 'base64',
  severity: 'error',
  description: {
    en: 'Texts and names travel as URL-safe Base64 without padding, so they hold no separator.',
    zh: '文字和名称以不带填充的 URL 安全 Base64 传递，这样其中不会有分隔符。',
  },
  messages: {
    empty: {
      en: '{name} has no value; expected {title} as URL-safe Base64.',
      zh: '{name} 没有值；应为 URL 安全 Base64 编码的{title}。',
    },
    alphabet: {
      en: '{name} is "{value}", which has characters outside of the Base64 alphabet; expected {title} as URL-safe Base64.',
      zh: '{name} 为 "{value}"，含有 Base64 字母表以外的字符；应为 URL 安全 Base64 编码的{title}。',
    },
    length: {
      en: '{name} is "{value}", whose length no Base64 text can have; it is cut off or was never encoded.',
      zh: '{name} 为 "{value}"，这不可能是 Base64 的长度；可能被截断或没有编码。',
    },
    utf8: {
      en: '{name} is "{value}", which does not decode to UTF-8 text; was it ever encoded?',
      zh: '{name} 为 "{value}"，解码后不是 UTF-8 文本；是否没有编码？',
    },
    standard: {
      en: '{name} uses "+" or "/" of the standard Base64 alphabet; expected "-" and "_", because "+" may turn into a blank and "/" starts an operation.',
      zh: '{name} 用了标准 Base64 字母表的 "+" 或 "/"；应为 "-" 和 "_"，因为 "+" 可能变成空格，"/" 会开始新的操作。',
    },
    padding: {
      en: '{name} ends in "="; OSS takes it, but documents Base64 without padding.',
      zh: '{name} 以 "=" 结尾；OSS 接受，但文档要求不带填充。',
    },
    newline: {
      en: '{name} decodes to a text that ends in a line break; it was probably encoded with "echo" instead of "echo -n".',
      zh: '{name} 解码后以换行结尾；编码时可能用了 "echo" 而不是 "echo -n"。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/watermark,text_' },
      { text: 'image/resize,w_100|sys/saveas,o_dest.jpg' },
      { text: 'image/watermark,text_notbase64' },
      { text: 'image/watermark,text_SGVsbG8+IQ' },
      { text: 'image/watermark,text_SGVsbG8gV29ybGQK' },
      { text: 'image/resize,w_100|sys/saveas,o_ZGVzdC5qcGc=' },
    ],
    valid: [{ text: 'image/watermark,text_SGVsbG8gV29ybGQ' }],
  },
  checksParameter({ type }) {
    return type.kind === 'base64' && type.role !== 'pages'
  },
  checkParameter(parameter, context) {
    const { node, name, spec } = parameter
    const { value } = node
    const span = valueSpan(node)
    const data = { name, value, title: spec.title }
    if (value === '') return context.report({ messageId: 'empty', data, span: node })
    const { text, problem } = readBase64(value)
    const isNewline = text?.endsWith('\n') === true
    if (problem === undefined && !isNewline) return
    const whole = findCutValue(parameter, context)
    const joined = whole?.text === undefined ? [] : [replacement(whole.span, whole.text)]
    if (isNewline && !whole) {
      const fix = [{ span, text: encodeBase64Url(text.trimEnd()) }]
      return context.report({
        messageId: 'newline',
        severity: 'warning',
        data,
        span,
        fix: text.trimEnd() ? fix : undefined,
      })
    }
    if (problem === undefined) return
    if (problem === 'standard' || problem === 'padding') {
      const severity = problem === 'padding' ? 'info' : 'warning'
      const respelled = replacement(span, encodeBase64Url(text))
      if (!whole) {
        const { edits: fix } = respelled
        return context.report({ messageId: problem, severity, data, span, fix, isRespelling: true })
      }
      // What a slash cuts off belongs to the value: to respell the part before it would settle the cut.
      const [certain] = whole.isSure ? joined : []
      const suggestions = certain ? [] : [...joined, respelled]
      return context.report({ messageId: problem, severity, data, span, fix: certain?.edits, suggestions })
    }
    // What no text comes of may be bytes that OSS takes, but it is none of the seven fonts.
    const severity = problem === 'utf8' && spec.type.role !== 'font' ? 'warning' : 'error'
    const suggestions = joined.length > 0 ? joined : encodings(span, value)
    const covers = /\s/.test(value) ? span : undefined
    context.report({ messageId: problem, severity, data, span, suggestions, ...(covers && { covers }) })
  },
})

/** A text that was percent-encoded in place of Base64, or after it, is decoded first. */
function encoding(span: Span, value: string): Replacement {
  const plain = percentDecode(value)
  const { text } = plain === value ? {} : readBase64(plain)
  if (text !== undefined) return replacement(span, encodeBase64Url(text))
  const encoded = encodeBase64Url(plain)
  const message = { en: `Encode "${plain}" as "${encoded}"`, zh: `把 "${plain}" 编码为 "${encoded}"` }
  return { message, edits: [{ span, text: encoded }] }
}

/** A builder of queries writes "+" for a blank, others mean the sign: both are offered, but no blank at an end or beside another one. */
function encodings(span: Span, value: string): readonly Replacement[] {
  const texts = value.includes('+') && !/^\+|\+\+|\+$/.test(value) ? [value.replaceAll('+', ' '), value] : [value]
  return texts.map(text => encoding(span, text))
}
