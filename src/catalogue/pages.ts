import type { Localized } from '../../grammar/catalogue/localized.ts'
import { pages } from '../../grammar/operations/pages.ts'
import { ownValue } from '../language/own.ts'

const UNDATED: Localized = { en: 'undated', zh: '无日期' }

/** A help page with the language and the day of its newest copy: `Rotate (en, undated)`. Pages without one are named alone. */
export function describePage(title: string): Localized {
  const [newest] = ownValue(pages, title) ?? []
  if (!newest) return { en: title, zh: title }
  const { language, date } = newest
  return { en: `${title} (${language}, ${date ?? UNDATED.en})`, zh: `${title}（${language}，${date ?? UNDATED.zh}）` }
}

/** What every refusal of a string that IMM would have worked on costs. Source: IMM billing overview. */
export const REFUSALS_ARE_BILLED: Localized = {
  en: `Where IMM does the work, a request that is answered with 4xx is billed as a request all the same: ${describePage('IMM billing overview').en}.`,
  zh: `由 IMM 处理的请求即使返回 4xx 也按请求次数计费：${describePage('IMM billing overview').zh}。`,
}
