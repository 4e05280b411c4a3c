import { decodeBase64Url, encodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import { listOf } from '../../../../grammar/catalogue/localized.ts'
import { fonts } from '../../../../grammar/operations/fonts.ts'
import { nearest } from '../../../language/suggest.ts'
import { valueSpan } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const unknownFont: Rule = defineRule({
  id: 'unknown-font',
  severity: 'error',
  description: { en: 'A watermark is drawn in one of seven fonts.', zh: '水印只能使用七种字体之一。' },
  messages: {
    unknown: {
      en: 'No watermark is drawn in the font "{font}".{hint} Expected {expected}.',
      zh: '水印没有字体 "{font}"。{hint}应为 {expected}。',
    },
  },
  examples: {
    invalid: [{ text: 'image/watermark,text_SGVsbG8gV29ybGQ,type_Y29taWMtc2Fucw' }],
    valid: [{ text: 'image/watermark,text_SGVsbG8gV29ybGQ,type_d3F5LXplbmhlaQ' }],
  },
  checksParameter({ type }) {
    return type.role === 'font'
  },
  checkParameter({ node, spec }, context) {
    const font = decodeBase64Url(node.value)
    const known = Object.keys(fonts)
    if (font === undefined || node.value === '' || known.includes(font.trimEnd())) return
    const span = valueSpan(node)
    const guess = known.find(key => isNameOf(font.trim(), key)) ?? nearest(font.trimEnd(), known)
    const hint = guess ? { en: ` Did you mean "${guess}"?`, zh: `是否想用 "${guess}"？` } : { en: '', zh: '' }
    const message = { en: `Use "${guess}"`, zh: `改用 "${guess}"` }
    const suggestions = guess ? [{ message, edits: [{ span, text: encodeBase64Url(guess) }] }] : []
    context.report({
      messageId: 'unknown',
      serverCode: spec.contentCode,
      data: { font, hint, expected: listOf(known) },
      span,
      suggestions,
    })
  },
})

/** The name of the typeface, in either language. */
function isNameOf(font: string, key: string): boolean {
  const { en, zh } = fonts[key] ?? { en: '', zh: '' }
  return font === zh || font.toLowerCase() === en.toLowerCase()
}
