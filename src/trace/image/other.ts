import { rangeOf } from '../amount.ts'
import type { Range } from '../facts.ts'
import { sidesText, type TraceStep, UNKNOWN_SIDES } from '../state.ts'

/** Changes pixels and nothing else: blur, sharpen, bright, contrast. */
export const keepsAll: TraceStep = state => state

/** Sides that a hidden watermark takes, px. Source: Blind watermark (ja, undated; tc, 2026-01-10). */
const HIDING_SIDES = { minimum: 80, maximum: 10_000 } as const

/** The hidden watermark changes no side, and small and very large pictures do not carry it. */
export const blindWatermark: TraceStep = (state, { remark }) => {
  const isOutside = ({ minimum, maximum }: Range) => maximum < HIDING_SIDES.minimum || minimum > HIDING_SIDES.maximum
  const sides = [state.width, state.height].map(rangeOf)
  if (sides.some(side => side && isOutside(side))) remark('cannotHide', { ...HIDING_SIDES, sides: sidesText(state) })
  return state
}

/** `info` and `average-hue` answer JSON, which has no sides. */
export const toJson: TraceStep = state => ({
  ...state,
  ...UNKNOWN_SIDES,
  kind: 'json',
  format: 'json',
  frames: undefined,
})

/** A mark on the picture, whose size stays. The string behind the picture of the mark has steps of its own. */
export const watermark: TraceStep = (state, context) => {
  const { parameters } = context
  if (parameters.isOpen('image')) return state
  const [, process] = /^[^?]*\?x-oss-process=(.*)$/s.exec(parameters.text('image') ?? '') ?? []
  if (process !== undefined) context.traceNested(process, state)
  return state
}
