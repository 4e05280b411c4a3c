import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import { once } from '../../../../grammar/catalogue/memo.ts'
import { valueSpan } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const traditionalChinese: Rule = defineRule({
  id: 'traditional-chinese',
  severity: 'warning',
  description: {
    en: 'The fonts of text watermarks do not draw traditional Chinese.',
    zh: '文字水印不支持繁体中文。',
  },
  sources: ['Add watermarks'],
  messages: {
    traditional: {
      en: '{name} decodes to "{text}", but "{found}" is traditional Chinese, which OSS does not draw in a watermark.',
      zh: '{name} 解码为 "{text}"，其中 "{found}" 是繁体字，OSS 水印不支持。',
    },
  },
  examples: {
    invalid: [{ text: 'image/watermark,text_54mI5qyK5omA5pyJ' }],
    valid: [{ text: 'image/watermark,text_54mI5p2D5omA5pyJ' }],
  },
  checksParameter({ type }, { id }) {
    return id === 'image/watermark' && type.role === 'text'
  },
  checkParameter({ node, name }, context) {
    const text = decodeBase64Url(node.value)
    // Kana tell that the signs are Japanese, of which no page speaks.
    if (text === undefined || !/\p{Script=Han}/u.test(text) || /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text))
      return
    const signs = traditional()
    let found = ''
    // Signs of Big5 are one UTF-16 unit each.
    for (let at = 0; at < text.length && found.length < SHOWN; at++) {
      const sign = text.charAt(at)
      if (signs.has(sign)) found += sign
    }
    if (found) context.report({ messageId: 'traditional', data: { name, text, found }, span: valueSpan(node) })
  },
})

/** Signs that a message names. */
const SHOWN = 5

/** Signs of the common part of Big5 that are written in simplified Chinese as well, most of them in names. */
const BOTH: ReadonlySet<string> = new Set('玥堉郃甯暘沘妳橾')

const traditional = /* @__PURE__ */ once(findTraditional)

/** What the common part of Big5 has and GB 2312 has not; empty where the platform knows neither. */
function findTraditional(): ReadonlySet<string> {
  try {
    const simplified = new Set(signsOf('gbk', [0xb0, 0xf7], [[0xa1, 0xfe]]))
    const common = signsOf(
      'big5',
      [0xa4, 0xc6],
      [
        [0x40, 0x7e],
        [0xa1, 0xfe],
      ],
    )
    return new Set(common.filter(sign => /\p{Script=Han}/u.test(sign) && !simplified.has(sign) && !BOTH.has(sign)))
  } catch {
    return new Set()
  }
}

type CodeRange = readonly [number, number]

/** The signs of a two-byte encoding, by the ranges of its first and its second bytes. */
function signsOf(encoding: string, [from, to]: CodeRange, trails: readonly CodeRange[]): readonly string[] {
  const bytes: number[] = []
  for (let lead = from; lead <= to; lead++)
    for (const [first, last] of trails) for (let trail = first; trail <= last; trail++) bytes.push(lead, trail)
  return [...new TextDecoder(encoding).decode(Uint8Array.from(bytes))]
}
