import { COMMA, type Locale, type Localized } from '../../../grammar/catalogue/localized.ts'
import type { Amount, TraceOutput } from '../../trace/facts.ts'
import { amountText } from '../../trace/svg.ts'

/** `320 x 180`, with bounds and question marks for what is not known. */
export function sizeText(width: Amount, height: Amount): string {
  return width === undefined && height === undefined ? '?' : `${amountText(width)} x ${amountText(height)}`
}

/** `120 frames`; nothing of a still picture. */
export function framesText(frames: Amount, locale: Locale): string {
  if (frames === undefined || frames === 1) return ''
  return locale === 'zh' ? `${amountText(frames)} 帧` : `${amountText(frames)} frames`
}

/** `3 files`; nothing where it is one. */
export function filesText(count: Amount, locale: Locale): string {
  if (count === 1) return ''
  return locale === 'zh' ? `${amountText(count)} 个文件` : `${amountText(count)} files`
}

/** `1 request`, `120 output frames`, `0.5 GB`: the English word in its number. `shown` stands for the quantity where it is less than exact. */
export function quantityText(
  quantity: Amount,
  unit: Localized,
  locale: Locale,
  shown: string = amountText(quantity),
): string {
  const word = unit[locale]
  return `${shown} ${locale === 'en' && quantity !== 1 && /[a-z]$/.test(word) ? `${word}s` : word}`
}

/** What comes out in one line, as far as it is known: `320 x 180 gif, 120 frames`. */
export function resultText({ kind, width, height, format, frames, count }: TraceOutput, locale: Locale): string {
  const hasSides = (kind === 'image' || kind === 'video') && (width !== undefined || height !== undefined)
  const shape = [hasSides ? sizeText(width, height) : '', format ?? ''].filter(part => part !== '').join(' ')
  const moves = kind === 'image' ? framesText(frames, locale) : ''
  return [shape, moves, filesText(count, locale)].filter(part => part !== '').join(COMMA[locale])
}
