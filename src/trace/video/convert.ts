import type { Sides } from '../image/geometry.ts'
import { pixelCount } from '../image/layout.ts'
import type { Parameters } from '../parameters.ts'
import { type StepContext, sidesOf, sidesText, type TraceState, type TraceStep, UNKNOWN_SIDES } from '../state.ts'
import { type FramePlan, fitFrame, type ScaleType, scaleTypeOf } from './frame-size.ts'

const toEven = (side: number): number => Math.max(2, 2 * Math.round(side / 2))

/** Encoders with subsampled colour take even sides only. */
export function evenPlan(source: Sides, box: Sides, kind: ScaleType): FramePlan {
  const plan = fitFrame(source, { width: toEven(box.width), height: toEven(box.height) }, kind)
  const even = ({ width, height }: Sides) => ({ width: toEven(width), height: toEven(height) })
  return kind === 'fit' ? { ...plan, scaled: even(plan.scaled), canvas: even(plan.canvas) } : plan
}

/** The box that `s` asks for; with `arotate_1` it is turned for a source in portrait. */
export function boxOf(parameters: Parameters, source: Sides): Sides | undefined {
  const size = parameters.size('s')
  if (!size) return undefined
  const turned = parameters.text('arotate') === '1' && source.height > source.width
  const wanted = turned ? { width: size.height, height: size.width } : size
  const width = wanted.width ?? Math.round(((wanted.height ?? 0) * source.width) / source.height)
  const height = wanted.height ?? Math.round((width * source.height) / source.width)
  return { width, height }
}

/** Whether `sopt_1` keeps a source that is smaller than the box. */
function keepsSource(parameters: Parameters, source: Sides, box: Sides): boolean {
  return parameters.text('sopt') === '1' && pixelCount(source) < pixelCount(box)
}

/** What `sopt_2` refuses: a source that is smaller than the box. */
function checkBelow(source: Sides, box: Sides, { parameters, remark }: StepContext): void {
  const [own, target] = [pixelCount(source), pixelCount(box)]
  if (parameters.text('sopt') === '2' && own < target) remark('belowTarget', { name: 's', own, target })
}

/** A video of other size, rate or codec. Without `vcodec` the stream is copied. Source: Video transcoding; GUIDE. */
export const convert: TraceStep = (state, context) => {
  const { parameters } = context
  const format = parameters.isOpen('f') ? undefined : parameters.text('f')
  const hasAudio = parameters.text('an') === '1' ? false : state.hasAudio
  // A picture that moves becomes a video.
  const kind = state.kind === 'image' ? 'video' : state.kind
  const result: TraceState = { ...state, kind, format, files: 1, hasAudio, ...lengthOf(state, parameters) }
  if (parameters.isOpen('vcodec', 's', 'sopt', 'scaletype', 'arotate', 'vn')) return { ...result, ...UNKNOWN_SIDES }
  if (parameters.text('vn') === '1') return { ...result, kind: 'audio', ...UNKNOWN_SIDES, frames: undefined }
  const codec = parameters.text('vcodec') ?? 'copy'
  if (codec === 'copy') {
    context.remark('copiesStream')
    return result
  }
  checkRate(state, context)
  return { ...result, ...convertedSides(state, context), frames: undefined, orientation: 1 }
}

function convertedSides(state: TraceState, context: StepContext): Pick<TraceState, 'width' | 'height'> {
  const { parameters, remark } = context
  const source = sidesOf(state)
  if (!source) return UNKNOWN_SIDES
  const box = boxOf(parameters, source)
  if (box) checkBelow(source, box, context)
  const wanted = box && !keepsSource(parameters, source, box) ? box : source
  const { canvas } = evenPlan(source, wanted, scaleTypeOf(parameters))
  if (canvas.width !== wanted.width || canvas.height !== wanted.height) remark('madeEven', { sides: sidesText(canvas) })
  return canvas
}

/** What `fpsopt_2` refuses: a source with fewer frames a second. */
function checkRate({ frameRate }: TraceState, { parameters, remark }: StepContext): void {
  const target = parameters.number('fps') ?? 0
  if (parameters.text('fpsopt') !== '2' || frameRate === undefined || frameRate >= target) return
  remark('belowTarget', { name: 'fps', own: frameRate, target })
}

/** The frames a second of the result; `fpsopt_1` keeps a lower source. */
function rateOf({ frameRate }: TraceState, parameters: Parameters): number | undefined {
  const target = parameters.number('fps') || undefined
  if (target === undefined || parameters.text('fpsopt') !== '1') return target ?? frameRate
  return frameRate === undefined ? undefined : Math.min(frameRate, target)
}

/** Only a cut from the start to the end keeps the length; `t_0` is until the end. */
function lengthOf(state: TraceState, parameters: Parameters): Pick<TraceState, 'duration' | 'frames' | 'frameRate'> {
  const start = parameters.number('ss') ?? 0
  const length = parameters.number('t') ?? 0
  if (parameters.isOpen('ss', 't', 'fps', 'fpsopt'))
    return { duration: undefined, frames: undefined, frameRate: undefined }
  const rest = state.duration === undefined ? undefined : Math.max(0, state.duration - start / 1000)
  const duration = length > 0 && rest !== undefined ? Math.min(rest, length / 1000) : rest
  const isWhole = start === 0 && length === 0
  return {
    duration,
    frameRate: rateOf(state, parameters),
    frames: isWhole && !parameters.has('fps') ? state.frames : undefined,
  }
}

/** Files joined to one; the others are not known here. Source: Video concatenation. */
export const concat: TraceStep = (state, { parameters }) => {
  const format = parameters.isOpen('f') ? undefined : parameters.text('f')
  const kind = parameters.id.startsWith('audio/') ? 'audio' : 'video'
  const sides = kind === 'audio' ? UNKNOWN_SIDES : joinedSides(parameters)
  return { ...state, ...sides, kind, format, files: 1, frames: undefined, duration: undefined }
}

/** The box that the string names, made even; how others fit into it depends on the files. */
function joinedSides(parameters: Parameters): Pick<TraceState, 'width' | 'height'> {
  if (parameters.isOpen('s', 'sopt', 'scaletype', 'arotate', 'vcodec')) return UNKNOWN_SIDES
  const { width, height } = parameters.size('s') ?? {}
  const isOpen =
    scaleTypeOf(parameters) === 'fit' || ['sopt', 'arotate'].some(name => (parameters.text(name) ?? '0') !== '0')
  if (isOpen || width === undefined || height === undefined) return UNKNOWN_SIDES
  return { width: toEven(width), height: toEven(height) }
}

/** Sound in another form. Source: Audio transcoding. */
export const convertAudio: TraceStep = (state, { parameters }) => {
  const format = parameters.isOpen('f') ? undefined : parameters.text('f')
  return { ...state, kind: 'audio', format, files: 1, ...UNKNOWN_SIDES, frames: undefined, hasAudio: true }
}
