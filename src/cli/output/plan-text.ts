import { LIST_COMMA, type Locale, type Localized } from '../../../grammar/catalogue/localized.ts'
import { fillMessage, inWords, isError, type RawDiagnostic } from '../../language/diagnostic.ts'
import { visible } from '../../report/frame.ts'
import type { PricedCharge } from '../../submit/billing.ts'
import type { Billing, PlannedJob, PlanState } from '../../submit/index.ts'
import { resultOf } from '../../submit/job.ts'
import { quantityText, resultText } from './result-text.ts'

const STATES = {
  new: { en: 'new', zh: '新' },
  changed: { en: 'changed', zh: '已变' },
  refused: { en: 'refused', zh: '被拒' },
  failed: { en: 'failed', zh: '失败' },
  doubt: { en: 'in doubt', zh: '不明' },
  done: { en: 'done', zh: '完成' },
} as const satisfies Record<PlanState, Localized>

const MESSAGES = {
  counts: {
    en: '{send} to send ({new} new, {changed} changed, {refused} refused before), {done} done, {doubt} in doubt.',
    zh: '待发送 {send} 个（新 {new}，已变 {changed}，曾被拒 {refused}），已完成 {done} 个，不明 {doubt} 个。',
  },
  refusedAhead: {
    en: 'OSS would refuse {count} of them for what is known of their sources.',
    zh: '根据源文件的已知信息，OSS 会拒绝其中 {count} 个。',
  },
  failedHint: {
    en: '{failed} more whose tasks failed; --retry-failed sends those again.',
    zh: '另有 {failed} 个任务执行失败；--retry-failed 可再次发送。',
  },
  doubtHint: {
    en: 'In doubt means sent without an answer; --resend sends those again.',
    zh: '“不明”表示已发送但没有收到响应；--resend 可再次发送。',
  },
  billed: { en: 'Billed for what is to be sent:', zh: '待发送任务的计费：' },
  openCharge: { en: '  {item}: not known; {hint}', zh: '  {item}：未知；{hint}' },
  size: {
    en: 'give --source-size, a column "size", or "size" in the facts of the sources',
    zh: '请给出 --source-size、"size" 列，或输入的 facts 中的 "size"',
  },
  class: {
    en: 'give --storage-class, a column "storage_class", or "storage-class" in the facts of the sources',
    zh: '请给出 --storage-class、"storage_class" 列，或输入的 facts 中的 "storage-class"',
  },
  result: { en: 'give --result-size', zh: '请给出 --result-size' },
  facts: {
    en: 'give --duration and --fps, columns of these names, or facts of the sources',
    zh: '请给出 --duration 和 --fps、同名的列，或输入的 facts',
  },
  named: { en: '{item} ({name})', zh: '{item}（{name}）' },
  charge: { en: '  {item}: {quantity}{price}', zh: '  {item}：{quantity}{price}' },
  unknown: { en: '{quantity} or more', zh: '至少 {quantity}' },
  most: { en: 'at most {quantity}', zh: '最多 {quantity}' },
  total: { en: '  in all: {price}', zh: '  合计：{price}' },
  totalWithout: { en: '  in all, without {items}: {price}', zh: '  合计（不含 {items}）：{price}' },
} as const satisfies Record<string, Localized>

/** What OSS would refuse of a job, for what is known of its source. */
export function refusalsOf({ trace }: Billing): readonly RawDiagnostic[] {
  return trace.findings.filter(isError)
}

/** A job of a plan as a line of JSON; an unknown number is null, a bounded one has a minimum and a maximum. */
export function planLine({ job, state, billing }: PlannedJob, locale: Locale): string {
  const { id, source, label, target, process } = job
  const refusals = refusalsOf(billing).map(finding => inWords(finding, locale).message)
  const line = {
    ...{ id, state, source, ...(label && { label }), target, result: resultOf(job), process },
    outputs: billing.trace.outputs.map(({ kind, format, width, height, frames, count }) => {
      const known = { format, width, height, frames, count }
      return { kind, ...Object.fromEntries(Object.entries(known).map(([name, value]) => [name, value ?? null])) }
    }),
    ...(refusals.length > 0 && { refusals }),
    charges: billing.charges,
  }
  return `${JSON.stringify(line)}\n`
}

/** A job of a plan as a line for people, and a line for each reason why OSS would refuse it. */
export function planText({ job, state, billing }: PlannedJob, locale: Locale): string {
  const { source, label } = job
  const [output] = billing.trace.outputs
  const result = output ? resultText(output, locale) : ''
  const name = `${source}${label && ` (${label})`} -> ${resultOf(job) ?? '?'}`
  const line = `${STATES[state][locale].padEnd(9)}${name}${result && `  ${result}`}`
  const refusals = refusalsOf(billing).map(finding => `         ${inWords(finding, locale).message}`)
  return [line, ...refusals].map(text => `${visible(text)}\n`).join('')
}

/** How many jobs of each kind there are, and what those to be sent are billed for. */
export function summaryText(
  counts: Readonly<Record<PlanState | 'send' | 'refusedAhead', number>>,
  charges: readonly PricedCharge[],
  currency: string,
  locale: Locale,
): string {
  const lines = [fillMessage(MESSAGES.counts, { ...counts }, locale)]
  if (counts.refusedAhead > 0) lines.push(fillMessage(MESSAGES.refusedAhead, { count: counts.refusedAhead }, locale))
  if (counts.failed > 0) lines.push(fillMessage(MESSAGES.failedHint, { failed: counts.failed }, locale))
  if (counts.doubt > 0) lines.push(MESSAGES.doubtHint[locale])
  if (charges.length > 0)
    lines.push(
      MESSAGES.billed[locale],
      ...charges.filter(({ quantity }) => quantity !== 0).map(charge => chargeText(charge, currency, locale)),
    )
  const total = totalText(charges, currency, locale)
  if (total !== undefined) lines.push(total)
  return `${lines.join('\n')}\n`
}

/** The sum of what has a price, with the names of what has none, so that nobody takes it for all. */
function totalText(charges: readonly PricedCharge[], currency: string, locale: Locale): string | undefined {
  const counted = charges.filter(({ quantity }) => quantity !== 0)
  const priced = counted.flatMap(({ price }) => price ?? [])
  if (priced.length === 0) return undefined
  const sum = money(
    priced.reduce((total, price) => total + price, 0),
    currency,
  )
  const isMaximum = counted.some(charge => charge.price !== undefined && charge.isMaximum)
  const price = isMaximum ? fillMessage(MESSAGES.most, { quantity: sum }, locale) : sum
  const without = counted.filter(charge => charge.price === undefined || charge.isOpen).map(({ item }) => item)
  return without.length === 0
    ? fillMessage(MESSAGES.total, { price }, locale)
    : fillMessage(MESSAGES.totalWithout, { items: without.join(LIST_COMMA[locale]), price }, locale)
}

function chargeText(charge: PricedCharge, currency: string, locale: Locale): string {
  const { name, unit, quantity, needs = 'facts', isMaximum, isOpen, price } = charge
  const item = name ? fillMessage(MESSAGES.named, { item: charge.item, name: name[locale] }, locale) : charge.item
  if (quantity === undefined) return fillMessage(MESSAGES.openCharge, { item, hint: MESSAGES[needs][locale] }, locale)
  const number = Number(quantity.toPrecision(6))
  const shown = isOpen
    ? fillMessage(MESSAGES.unknown, { quantity: number }, locale)
    : isMaximum
      ? fillMessage(MESSAGES.most, { quantity: number }, locale)
      : String(number)
  const cost = price === undefined ? '' : ` = ${money(price, currency)}`
  return fillMessage(
    MESSAGES.charge,
    { item, quantity: quantityText(quantity, unit, locale, shown), price: cost },
    locale,
  )
}

function money(price: number, currency: string): string {
  return `${Number(price.toFixed(6))}${currency && ` ${currency}`}`
}
