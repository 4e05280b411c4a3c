import type { Locale } from '../../grammar/catalogue/localized.ts'
import { fittingSource } from '../lint/known-facts.ts'
import { isExact } from '../trace/amount.ts'
import type { Facts, Step } from '../trace/facts.ts'
import { amountText } from '../trace/svg.ts'
import { trace } from '../trace/trace.ts'
import type { Hint } from './hints.ts'

/**
 * What each operation of a process string makes of a source, behind it: the first one that its category takes. Operations that leave format and sides as they are say nothing.
 *
 *     sizesOf('image/resize,w_200/format,webp', [{ kind: 'image', format: 'jpg', width: 4000, height: 3000 }], 'en')
 *     // [{ offset: 18, label: '200 x 150' }, { offset: 30, label: '200 x 150 webp' }]
 */
export function sizesOf(text: string, sources: readonly Facts[], locale: Locale): readonly Hint[] {
  const source = fittingSource(text, sources)
  if (!source) return []
  const { width, height, format, frames } = source
  let before: KnownSize = { width, height, format, frames }
  return trace(text, source).steps.flatMap(step => {
    const label = labelOf(step, before.format, locale)
    const isNews = label !== labelOf(before, before.format, locale)
    before = step
    return isNews && label !== '' ? [{ offset: step.end, label }] : []
  })
}

/** What is known of a picture or video. */
type KnownSize = Pick<Step, 'width' | 'height' | 'format' | 'frames'>

const FRAMES = { en: 'frames', zh: '帧' } as const

function labelOf({ width, height, format, frames }: KnownSize, old: string | undefined, locale: Locale): string {
  const sides = width === undefined || height === undefined ? '' : `${amountText(width)} x ${amountText(height)}`
  const count = isExact(frames) && frames !== 1 ? `${amountText(frames)} ${FRAMES[locale]}` : ''
  return [sides, format === old ? '' : (format ?? ''), count].filter(Boolean).join(' ')
}
