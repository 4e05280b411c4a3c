import { between } from '../amount.ts'
import type { Amount } from '../facts.ts'
import type { Parameters } from '../parameters.ts'
import { sidesOf, sidesText, type TraceState, type TraceStep, UNKNOWN_SIDES } from '../state.ts'
import { planResize, type ResizeMode, type ResizeRequest, type Sides } from './geometry.ts'
import { isTooLarge } from './layout.ts'

const SIZES = ['w', 'h', 'l', 's', 'p', 'P', 'm', 'limit'] as const

/** What `image/resize` asks for. `main` is the picture that a watermark goes onto: the whole for `P`. */
export function resizeRequest(parameters: Parameters, sourceFormat: string | undefined, main?: Sides): ResizeRequest {
  const share = parameters.number('P')
  const ofMain = main && share !== undefined ? percentOf(main, share) : undefined
  return {
    mode: toMode(parameters.text('m')),
    width: ofMain?.width ?? parameters.number('w'),
    height: ofMain?.height ?? parameters.number('h'),
    long: parameters.number('l'),
    short: parameters.number('s'),
    percent: parameters.number('p'),
    mayEnlarge: ofMain !== undefined || (parameters.text('limit') === '0' && sourceFormat !== 'gif'),
  }
}

function toMode(word: string | undefined): ResizeMode {
  return word === 'mfit' || word === 'fill' || word === 'pad' || word === 'fixed' ? word : 'lfit'
}

const percentOf = ({ width, height }: Sides, percent: number): Sides => ({
  width: Math.max(1, Math.round((width * percent) / 100)),
  height: Math.max(1, Math.round((height * percent) / 100)),
})

/**
 * Scales a picture, then cuts the middle out or pads around it. Sides are rounded half up and at least 1. A target larger
 * than the source leaves it as it is unless `limit_0` is given, and a GIF always. Source: Resize images (2021 to 2026).
 */
export const resize: TraceStep = (state, context) => {
  const { parameters, main } = context
  if (parameters.isOpen(...SIZES)) return { ...state, ...UNKNOWN_SIDES }
  if (parameters.has('P') && main && !sidesOf(main)) return { ...state, ...UNKNOWN_SIDES }
  const request = resizeRequest(parameters, state.sourceFormat, main && sidesOf(main))
  const source = sidesOf(state)
  const perhaps = state.sourceFormat === undefined && !parameters.has('P')
  if (!source) return { ...state, ...boundsOf(perhaps ? { ...request, mayEnlarge: false } : request) }
  const plan = planResize(source, request)
  if (!plan) {
    const wouldGrow = parameters.text('limit') === '0'
    context.remark(wouldGrow ? 'keepsGif' : 'keepsSides', { sides: sidesText(state) })
    return state
  }
  const { canvas } = plan
  // A GIF would stay as it is, and nobody tells that it is none.
  if (perhaps && !planResize(source, { ...request, mayEnlarge: false })) return { ...state, ...either(source, canvas) }
  if (isTooLarge(plan, request.mode)) context.remark('tooLarge', { sides: sidesText(canvas) })
  else if (canvas.width === source.width && canvas.height === source.height) {
    context.remark('sameSides', { sides: sidesText(state) })
  }
  return { ...state, ...canvas }
}

/** The one or the other. */
const either = (one: Sides, other: Sides): Pick<TraceState, 'width' | 'height'> => ({
  width: between(Math.min(one.width, other.width), Math.max(one.width, other.width)),
  height: between(Math.min(one.height, other.height), Math.max(one.height, other.height)),
})

/** What can be said without both sides of the source. */
function boundsOf({ mode, width, height, mayEnlarge }: ResizeRequest): Pick<TraceState, 'width' | 'height'> {
  const isExactMode = mode === 'fixed' || mode === 'fill' || mode === 'pad'
  const box = { width: width ?? height, height: height ?? width }
  if (isExactMode && mayEnlarge && box.width !== undefined) return box
  if (mode !== 'lfit') return UNKNOWN_SIDES
  return { width: bounded(width), height: bounded(height) }
}

const bounded = (limit: number | undefined): Amount => (limit === undefined ? undefined : between(1, limit))
