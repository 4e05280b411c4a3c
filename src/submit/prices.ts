import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { fillMessage } from '../language/diagnostic.ts'
import { nearest } from '../language/suggest.ts'
import { describeFileProblems, readVariableFile } from '../recipe/index.ts'
import { billingItems } from './billing-items.ts'

/** Prices of single units. */
export interface PriceTable {
  /** Such as `CNY`; empty where the table names none. */
  readonly currency: string
  readonly items: ReadonlyMap<string, number>
}

const PRICE = /^(\d+(?:\.\d+)?)(?:\s*\/\s*([1-9]\d*))?$/

const NO_PRICE: Localized = {
  en: 'The price of "{item}" is "{found}"; expected a number for one unit, or 0.5/1000 for a thousand.',
  zh: '"{item}" 的价格为 "{found}"；应为单价数字，或按千计的 0.5/1000。',
}

const NO_PRICES: Localized = {
  en: 'There are no prices in it; expected a mapping of items to prices, such as "MediaAnimation: 0.5/1000".',
  zh: '其中没有价格；应为计费项到单价的映射，例如 "MediaAnimation: 0.5/1000"。',
}

const UNKNOWN: Localized = {
  en: 'There is no item "{item}"; {hint}.',
  zh: '没有计费项 "{item}"；{hint}。',
}
const HINT: Localized = { en: 'did you mean "{guess}"?', zh: '是否想写 "{guess}"？' }
const KNOWN: Localized = {
  en: 'known are {items}, and the ids of operations such as video/convert',
  zh: '可用的有 {items}，以及操作名，例如 video/convert',
}

/** Reads a price table: a YAML or JSON mapping of items to prices, and `currency`. A name that no bill has is a problem. */
export function readPrices(
  text: string,
  file: string,
  locale: Locale,
): { readonly prices: PriceTable; readonly problems: readonly string[] } {
  const { values, diagnostics } = readVariableFile(text, file, locale)
  const items = new Map<string, number>()
  const problems = [...describeFileProblems(text, diagnostics, locale)]
  const known = billingItems()
  for (const [item, found] of Object.entries(values)) {
    if (item === 'currency') continue
    const [, price, per = '1'] = PRICE.exec(String(found).trim()) ?? []
    if (price === undefined) problems.push(fillMessage(NO_PRICE, { item, found: String(found) }, locale))
    else if (!known.includes(item)) problems.push(unknownItem(item, known, locale))
    else items.set(item, Number(price) / Number(per))
  }
  if (items.size === 0 && problems.length === 0) problems.push(fillMessage(NO_PRICES, {}, locale))
  return { prices: { currency: String(values.currency ?? ''), items }, problems }
}

function unknownItem(item: string, known: readonly string[], locale: Locale): string {
  const guess = nearest(item, known)
  const items = known.filter(name => !name.includes('/')).join(', ')
  const all = fillMessage(KNOWN, { items }, locale)
  const hint = guess ? `${fillMessage(HINT, { guess }, locale)} ${all}` : all
  return fillMessage(UNKNOWN, { item, hint }, locale)
}
