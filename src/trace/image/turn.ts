import { isExact } from '../amount.ts'
import { type StepContext, sidesOf, sidesText, type TraceState, type TraceStep, UNKNOWN_SIDES } from '../state.ts'
import { turnedSides } from './geometry.ts'

/** Longest side that can be turned, px. Source: Rotate (EC 0040-00000006). */
export const TURN_LIMIT = 4096

/** EXIF orientations 1 to 8: mirrored first, then turned clockwise. Source: Exif 2.3, tag 274. */
export const ORIENTATIONS = [
  { mirror: '', degrees: 0 },
  { mirror: 'x', degrees: 0 },
  { mirror: '', degrees: 180 },
  { mirror: 'y', degrees: 0 },
  { mirror: 'x', degrees: 270 },
  { mirror: '', degrees: 90 },
  { mirror: 'x', degrees: 90 },
  { mirror: '', degrees: 270 },
] as const

function turn(state: TraceState, degrees: number, { remark }: StepContext): TraceState {
  const sides = sidesOf(state)
  const longest = Math.max(isExact(state.width) ? state.width : 0, isExact(state.height) ? state.height : 0)
  if (longest > TURN_LIMIT) remark('tooLargeToTurn', { sides: sidesText(state) })
  if (sides) return { ...state, ...turnedSides(sides, degrees) }
  if (degrees % 180 === 0) return state
  return degrees % 90 === 0 ? { ...state, width: state.height, height: state.width } : { ...state, ...UNKNOWN_SIDES }
}

/** Turns clockwise; between the right angles the canvas grows to the box around it, with transparent corners. Source: Rotate. */
export const rotate: TraceStep = (state, context) => {
  if (context.parameters.isOpen('')) return { ...state, ...UNKNOWN_SIDES, hasAlpha: undefined }
  const degrees = (context.parameters.number('') ?? 0) % 360
  const turned = turn(state, degrees, context)
  return degrees % 90 === 0 ? turned : { ...turned, hasAlpha: true }
}

/** Upright by the EXIF orientation of the source: 5 to 8 swap the sides. Source: Auto-orient (2021, 2026). */
export const autoOrient: TraceStep = (state, context) => {
  const { parameters } = context
  if (parameters.isOpen('')) return { ...state, ...UNKNOWN_SIDES }
  if (parameters.text('') !== '1') return state
  const { orientation } = state
  if (orientation === undefined) return state.width === state.height ? state : { ...state, ...UNKNOWN_SIDES }
  const found = ORIENTATIONS[orientation - 1]
  if (!found || orientation === 1) {
    context.remark('upright', { sides: sidesText(state) })
    return state
  }
  return { ...turn(state, found.degrees, context), orientation: 1 }
}

/** Mirrors; the size stays. Source: Flip (2024). */
export const flip: TraceStep = state => state
