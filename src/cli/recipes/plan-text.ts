import { fillMessage, type Locale, type Localized } from '../../language/diagnostic.ts'
import type { Charge, PlannedJob, PlanState } from '../../submit/index.ts'

const STATES = {
  new: { en: 'new', zh: '新' },
  changed: { en: 'changed', zh: '已变' },
  refused: { en: 'refused', zh: '被拒' },
  doubt: { en: 'in doubt', zh: '不明' },
  done: { en: 'done', zh: '完成' },
} as const satisfies Record<PlanState, Localized>

const MESSAGES = {
  counts: {
    en: '{send} to send ({new} new, {changed} changed, {refused} refused before), {done} done, {doubt} in doubt.',
    zh: '待发送 {send} 个（新 {new}，已变 {changed}，曾被拒 {refused}），已完成 {done} 个，不明 {doubt} 个。',
  },
  frames: { en: '{count} frames', zh: '{count} 帧' },
  doubtHint: {
    en: 'In doubt means sent without an answer; --resend sends those again.',
    zh: '“不明”表示已发送但没有收到响应；--resend 可再次发送。',
  },
  billed: { en: 'Billed for what is to be sent:', zh: '待发送任务的计费：' },
  charge: { en: '  {item}: {quantity} {unit}{price}', zh: '  {item}：{quantity} {unit}{price}' },
  unknown: { en: '{quantity} or more', zh: '至少 {quantity}' },
  most: { en: 'at most {quantity}', zh: '最多 {quantity}' },
  total: { en: '  in all: {price}', zh: '  合计：{price}' },
} as const satisfies Record<string, Localized>

/** A job of a plan as a line of JSON. */
export function planLine({ job, state, billing: { frames, charges } }: PlannedJob): string {
  const { id, source, label, target, process } = job
  const line = { id, state, source, ...(label && { label }), target, process, frames, charges }
  return `${JSON.stringify(line)}\n`
}

/** A job of a plan as a line for people. */
export function planText(planned: PlannedJob, locale: Locale): string {
  const { source, label, target } = planned.job
  const { frames } = planned.billing
  const count = frames === undefined ? '' : `  ${fillMessage(MESSAGES.frames, { count: frames }, locale)}`
  return `${STATES[planned.state][locale].padEnd(9)}${source}${label && ` (${label})`} -> ${target ?? '?'}${count}\n`
}

/** How many jobs of each kind there are, and what those to be sent are billed for. */
export function summaryText(
  counts: Readonly<Record<PlanState, number>>,
  send: number,
  charges: readonly Charge[],
  currency: string,
  locale: Locale,
): string {
  const lines = [fillMessage(MESSAGES.counts, { ...counts, send }, locale)]
  if (counts.doubt > 0) lines.push(MESSAGES.doubtHint[locale])
  if (charges.length > 0)
    lines.push(MESSAGES.billed[locale], ...charges.map(charge => chargeText(charge, currency, locale)))
  const priced = charges.flatMap(({ price }) => price ?? [])
  const total = priced.reduce((sum, price) => sum + price, 0)
  if (priced.length > 0) lines.push(fillMessage(MESSAGES.total, { price: money(total, currency) }, locale))
  return `${lines.join('\n')}\n`
}

function chargeText(
  { item, unit, quantity = 0, isMaximum, isOpen, price }: Charge,
  currency: string,
  locale: Locale,
): string {
  const shown = isOpen
    ? fillMessage(MESSAGES.unknown, { quantity }, locale)
    : isMaximum
      ? fillMessage(MESSAGES.most, { quantity }, locale)
      : quantity
  const cost = price === undefined ? '' : ` = ${money(price, currency)}`
  return fillMessage(MESSAGES.charge, { item, quantity: shown, unit, price: cost }, locale)
}

function money(price: number, currency: string): string {
  return `${Number(price.toFixed(6))}${currency && ` ${currency}`}`
}
