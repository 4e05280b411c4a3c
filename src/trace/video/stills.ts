import { between, fromOneTo, mapAmount } from '../amount.ts'
import type { Amount } from '../facts.ts'
import { type Grid, sheetSides } from '../image/layout.ts'
import type { Parameters } from '../parameters.ts'
import { type StepContext, sidesOf, sidesText, type TraceState, type TraceStep, UNKNOWN_SIDES } from '../state.ts'
import { footageOf, framesFor } from './animation.ts'
import { FRAME_NAMES, frameSides, SHEET_NAMES } from './frame-size.ts'
import { sampledFrames, samplingOf, spreadInterval } from './sampling.ts'

/** Longest side of a sheet, px. Source: Video sprite (2025). */
export const SHEET_LIMIT = 16_384

/** The defaults are those of the catalogue: six by six with gaps of 2 px (IMM TargetImage.Sprites). */
export function gridOf(parameters: Parameters): Grid {
  return {
    columns: parameters.number('tw') ?? 6,
    rows: parameters.number('th') ?? 6,
    padding: parameters.number('pad') ?? 2,
    margin: parameters.number('margin') ?? 2,
  }
}

const still = (state: TraceState, format: string | undefined): TraceState => ({
  ...state,
  kind: 'image',
  format,
  sourceFormat: format,
  frames: 1,
  orientation: 1,
  hasAlpha: false,
})

const formatOf = (parameters: Parameters): string | undefined =>
  parameters.isOpen('f') ? undefined : parameters.text('f') === 'png' ? 'png' : 'jpg'

/** Frames, each in a file of its own. Source: Video snapshots (multi-frame). */
export const snapshots: TraceStep = (state, context) => {
  const { parameters } = context
  const files = chosenFrames(state, context)
  context.charge(files)
  return { ...still(state, formatOf(parameters)), ...frameSides(state, parameters, FRAME_NAMES), files }
}

/** Frames side by side, in as many sheets as they need. Source: Video sprite (2025); IMM TargetImage.Sprites. */
export const sprite: TraceStep = (state, context) => {
  const { parameters, remark } = context
  const frames = chosenFrames(state, context)
  context.charge(frames)
  const result = still(state, formatOf(parameters))
  if (parameters.isOpen('tw', 'th', 'pad', 'margin')) return { ...result, ...UNKNOWN_SIDES, files: undefined }
  const grid = gridOf(parameters)
  const files = mapAmount(frames, count => Math.ceil(count / (grid.columns * grid.rows)))
  const small = sidesOf(frameSides(state, parameters, SHEET_NAMES))
  if (!small) return { ...result, ...UNKNOWN_SIDES, files }
  const sides = sheetSides(small, grid)
  if (Math.max(sides.width, sides.height) > SHEET_LIMIT) remark('sheetTooLarge', { sides: sidesText(sides) })
  return { ...result, ...sides, files }
}

/** By interval exact where the rate is known; key frames and changes of the picture only the file itself tells. */
function chosenFrames(state: TraceState, context: StepContext): Amount {
  const { parameters } = context
  if (parameters.isOpen('m')) return undefined
  const mode = parameters.text('m')
  const sampling = samplingOf(parameters)
  const footage = footageOf(state)
  if (mode === 'avg' && !parameters.isOpen('num', 'ss')) {
    const interval = spreadInterval(sampling, footage)
    return interval === undefined
      ? sampling.count && between(1, sampling.count)
      : sampledFrames({ ...sampling, interval }, footage)
  }
  const all = framesFor(state, context)
  if (mode !== 'key' && mode !== 'dhash') return all
  const most = mode === 'key' ? sampledFrames({ start: sampling.start, count: sampling.count }, footage) : all
  return fromOneTo(most)
}
