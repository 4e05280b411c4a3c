import type { Locale, Localized } from '../language/diagnostic.ts'
import { fillMessage } from '../language/diagnostic.ts'
import { readVariableFile } from '../recipe/index.ts'

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

/** Reads a price table: a YAML or JSON mapping of items to prices, and `currency`. */
export function readPrices(
  text: string,
  file: string,
  locale: Locale,
): { readonly prices: PriceTable; readonly problems: readonly string[] } {
  const { values, diagnostics } = readVariableFile(text, file, locale)
  const items = new Map<string, number>()
  const problems = diagnostics.map(({ message }) => message)
  for (const [item, found] of Object.entries(values)) {
    if (item === 'currency') continue
    const [, price, per = '1'] = PRICE.exec(found.trim()) ?? []
    if (price === undefined) problems.push(fillMessage(NO_PRICE, { item, found }, locale))
    else items.set(item, Number(price) / Number(per))
  }
  return { prices: { currency: values.currency ?? '', items }, problems }
}
