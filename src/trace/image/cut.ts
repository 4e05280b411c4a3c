import { between } from '../amount.ts'
import type { Parameters } from '../parameters.ts'
import { type StepContext, sidesOf, sidesText, type TraceStep, UNKNOWN_SIDES } from '../state.ts'
import { type Box, type CropRequest, clipBox, planCrop, planSlice, type Sides } from './geometry.ts'

/** What `image/crop` asks for. */
export function cropRequest(parameters: Parameters): CropRequest {
  return {
    gravity: parameters.text('g') ?? 'nw',
    x: parameters.number('x') ?? 0,
    y: parameters.number('y') ?? 0,
    width: parameters.number('w'),
    height: parameters.number('h'),
  }
}

/**
 * Cuts a box out: placed by gravity, moved by x and y, cut at the border. A corner outside of the picture is refused.
 * Source: Custom crop (2021 to 2026).
 */
export const crop: TraceStep = (state, context) => {
  const { parameters } = context
  const gravity = parameters.text('g')
  if (parameters.isOpen('w', 'h', 'x', 'y', 'g', 'p') || gravity === 'face' || gravity === 'auto') {
    return { ...state, ...UNKNOWN_SIDES }
  }
  const request = cropRequest(parameters)
  const source = sidesOf(state)
  const most = (limit: number | undefined) => (limit ? between(1, limit) : undefined)
  if (!source) return { ...state, width: most(request.width), height: most(request.height) }
  const wanted = planCrop(source, request)
  const box = clipBox(source, wanted)
  if (!box) {
    context.remark('cropOutside', { left: wanted.left, top: wanted.top, sides: sidesText(source) })
    return { ...state, ...UNKNOWN_SIDES }
  }
  if (box.width === source.width && box.height === source.height)
    context.remark('wholePicture', { sides: sidesText(box) })
  else remarkCut(box, request, context)
  return { ...state, width: box.width, height: box.height }
}

function remarkCut(box: Box, { width, height }: CropRequest, { remark }: StepContext): void {
  const asked = { width: width || box.width, height: height || box.height }
  if (asked.width === box.width && asked.height === box.height) return
  remark('cutAtBorder', { found: sidesText(box), asked: sidesText(asked) })
}

/** The box of `image/indexcrop`; undefined where there is no such slice and the picture stays whole. `y` wins over `x`. */
export function sliceBox(source: Sides, parameters: Parameters): Box | undefined {
  const axis = parameters.has('y') ? 'y' : 'x'
  const length = parameters.number(axis)
  return length === undefined ? undefined : planSlice(source, axis, length, parameters.number('i') ?? 0)
}

/** Cuts one slice out of equal ones; past the last one the picture stays whole. Source: Indexed crop (2021 to 2026). */
export const indexcrop: TraceStep = (state, context) => {
  const { parameters } = context
  if (parameters.isOpen('x', 'y', 'i')) return { ...state, ...UNKNOWN_SIDES }
  const axis = parameters.has('y') ? 'y' : 'x'
  const source = sidesOf(state)
  if (!source) return { ...state, ...UNKNOWN_SIDES }
  const box = sliceBox(source, parameters)
  if (box) return { ...state, width: box.width, height: box.height }
  const index = parameters.number('i') ?? 0
  context.remark('pastLastSlice', { index, length: parameters.number(axis) ?? 0, sides: sidesText(state) })
  return state
}

/** The radius that counts: at most half of the short side. Source: Circle crop, Rounded rectangle (2021, 2026). */
export function radiusOf({ width, height }: Sides, parameters: Parameters): number {
  return Math.max(1, Math.min(parameters.number('r') ?? 1, Math.floor(Math.min(width, height) / 2)))
}

/** The square around the circle, with transparent corners. Source: Circle crop (2021, 2026). */
export const circle: TraceStep = (state, context) => {
  const { parameters } = context
  if (parameters.isOpen('r')) return { ...state, ...UNKNOWN_SIDES, hasAlpha: true }
  const source = sidesOf(state)
  if (!source) {
    const side = between(1, 2 * (parameters.number('r') ?? 1))
    return { ...state, width: side, height: side, hasAlpha: true }
  }
  const radius = remarkRadius(source, context)
  const side = Math.min(2 * radius, source.width, source.height)
  return { ...state, width: side, height: side, hasAlpha: true }
}

/** Rounds the corners; the size stays. Source: Rounded rectangle (2021, 2026). */
export const roundedCorners: TraceStep = (state, context) => {
  const source = sidesOf(state)
  if (source && !context.parameters.isOpen('r')) remarkRadius(source, context)
  return { ...state, hasAlpha: true }
}

function remarkRadius(source: Sides, { parameters, remark }: StepContext): number {
  const found = radiusOf(source, parameters)
  const asked = parameters.number('r') ?? 1
  if (found < asked) remark('clampedRadius', { found, asked })
  return found
}
