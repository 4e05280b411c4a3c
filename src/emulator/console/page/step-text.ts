import { rangeOf } from '../../../trace/amount.ts'
import type { Amount, Step } from '../../../trace/facts.ts'
import type { Say } from './texts.ts'

/** `200 × 150`, with frames where there are several, and the format: `320 × 180, 30 frames, gif`. */
export function stepText(
  { width, height, frames, format, kind }: Omit<Step, 'remarks' | 'operation'>,
  say: Say,
): string {
  const hasSides = (kind === 'image' || kind === 'video') && (width !== undefined || height !== undefined)
  const sides = hasSides ? [`${amountText(width)} × ${amountText(height)}`] : []
  const isMoving = kind === 'image' && frames !== undefined && frames !== 1
  const count = isMoving ? [say('frameCount', { count: amountText(frames) })] : []
  return [...sides, ...count, ...(format === undefined ? [] : [format])].join(', ') || '?'
}

/** `200`, `1 to 200`, or `?`. */
function amountText(amount: Amount): string {
  const range = rangeOf(amount)
  if (!range) return '?'
  return range.minimum === range.maximum ? `${range.minimum}` : `${range.minimum}–${range.maximum}`
}
