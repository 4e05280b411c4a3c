import { isExact } from '../amount.ts'
import type { Amount } from '../facts.ts'
import { type StepContext, sidesText, type TraceState, type TraceStep } from '../state.ts'
import { FRAME_NAMES, frameSides } from './frame-size.ts'
import { type Footage, sampledFrames, samplingOf } from './sampling.ts'

/** More frames than this are worth a word. */
const MANY = 1000

/** An animated GIF or WebP of the frames that are selected; each of them is billed. Source: Convert videos to animated images. */
export const animation: TraceStep = (state, context) => {
  const { parameters } = context
  const format = parameters.isOpen('f') ? undefined : parameters.text('f')
  const sides = frameSides(state, parameters, FRAME_NAMES)
  const frames = framesFor(state, context)
  context.charge(frames)
  if (sides.width !== undefined) remarkSides(sides, context)
  return {
    ...state,
    ...sides,
    kind: 'image',
    format,
    sourceFormat: format,
    frames,
    files: 1,
    orientation: 1,
    hasAlpha: false,
  }
}

/** What sampling looks at; a number of frames that is not exact says nothing. */
export function footageOf(state: TraceState): Footage {
  return { ...state, frames: isExact(state.frames) ? state.frames : undefined }
}

/** The frames of a sampling operation, with what is worth saying of them. */
export function framesFor(state: TraceState, { parameters, remark }: StepContext): Amount {
  if (parameters.isOpen('ss', 'inter', 'num')) return undefined
  const sampling = samplingOf(parameters)
  const found = sampledFrames(sampling, footageOf(state))
  const isBehind = state.duration !== undefined && sampling.start >= state.duration * 1000
  if (found === 0 || isBehind) {
    remark('noFrameAt', { start: sampling.start, duration: Math.round((state.duration ?? 0) * 1000) })
    return 0
  }
  if (sampling.count !== undefined && isExact(found) && found < sampling.count) {
    remark('fewerFrames', { found, asked: sampling.count })
  }
  if (isExact(found) && found > MANY) remark('manyFrames', { found })
  return found
}

function remarkSides(sides: Pick<TraceState, 'width' | 'height'>, { parameters, remark }: StepContext): void {
  const isByPercent = !parameters.has('w') && !parameters.has('h') && (parameters.has('pw') || parameters.has('ph'))
  const isAtEnd = [sides.width, sides.height].some(side => side === 32 || side === 4096)
  if (isByPercent && isAtEnd) remark('clampedSides', { sides: sidesText(sides) })
}
