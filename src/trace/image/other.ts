import { type TraceStep, UNKNOWN_SIDES } from '../state.ts'

/** Changes pixels and nothing else: blur, sharpen, bright, contrast, and the hidden watermark. */
export const keepsAll: TraceStep = state => state

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
