import { rangeOf } from '../amount.ts'
import type { Amount } from '../facts.ts'
import type { Parameters } from '../parameters.ts'
import { type StepContext, sidesText, type TraceState, type TraceStep } from '../state.ts'

/** Picture formats, by the words of `image/format`. */
export type PictureFormat = 'jpg' | 'png' | 'webp' | 'bmp' | 'gif' | 'tiff' | 'heic' | 'avif'

const FORMATS: readonly PictureFormat[] = ['jpg', 'png', 'webp', 'bmp', 'gif', 'tiff', 'heic', 'avif']

/** Reads the value of `image/format`; `jpeg` passes for `jpg`. */
function toFormat(word: string): PictureFormat | undefined {
  const name = word === 'jpeg' ? 'jpg' : word
  return FORMATS.find(format => format === name)
}

/** The format that a picture gets: `gif` counts for GIF sources only. Source: Convert image formats (2021, 2026). */
export function formatFor<T>(word: string | undefined, sourceFormat: T, current: T): PictureFormat | T {
  const found = toFormat(word ?? '')
  if (found === undefined) return current
  return found === 'gif' && sourceFormat !== 'gif' ? sourceFormat : found
}

/** The format of the result; a picture of another format than GIF keeps its own where "gif" is asked for. */
export const format: TraceStep = (state, context) => {
  const { parameters } = context
  if (parameters.isOpen('')) return { ...state, format: undefined }
  const word = parameters.text('')
  if (toFormat(word ?? '') === 'gif' && state.sourceFormat === undefined) return { ...state, format: undefined }
  const found = formatFor(word, state.sourceFormat, state.format)
  if (toFormat(word ?? '') === 'gif' && found !== 'gif') context.remark('noGif', { format: found ?? '' })
  else if (found !== undefined && found === state.format) context.remark('sameFormat', { format: found })
  return { ...state, format: found }
}

/** Of JPG and WebP only. Source: Adjust image quality (2021, 2026). */
export const quality: TraceStep = state => state

/** Of JPG only. Source: Gradual display (2021, 2026). */
export const interlace: TraceStep = state => state

/** What a format holds at most. Source: EC 0040-00000014 (2026), Advanced compression (HEIC), WebP Container Specification. */
export const OUTPUT_LIMITS: Readonly<Record<string, { side?: number; pixels?: number; serverCode?: string }>> = {
  avif: { pixels: 4096 * 2304, serverCode: '0040-00000014' },
  heic: { side: 4096 },
  webp: { side: 16_383 },
}

const NAMES: Readonly<Record<string, string>> = { avif: 'AVIF', heic: 'HEIC', webp: 'WebP' }

/** What the format of the result does not hold. */
export function checkOutput(
  state: Pick<TraceState, 'width' | 'height' | 'format'>,
  { remark }: Pick<StepContext, 'remark'>,
): void {
  const { side, pixels } = OUTPUT_LIMITS[state.format ?? ''] ?? {}
  const least = (amount: Amount) => rangeOf(amount)?.minimum ?? 1
  const [width, height] = [least(state.width), least(state.height)]
  const data = { sides: sidesText(state), format: NAMES[state.format ?? ''] ?? '' }
  if (pixels !== undefined && width * height > pixels) remark('tooLargeFor', { ...data, limit: `${pixels} px` })
  if (side !== undefined && Math.max(width, height) > side) {
    remark('tooLargeFor', { ...data, limit: { en: `${side} px a side`, zh: `每边 ${side} 像素` } })
  }
}

/** Whether what decides of the frames is filled in at run time, or nobody tells what format the source has. */
export function mayKeepFrames(name: string, parameters: Parameters, sourceFormat: string | undefined): boolean {
  if (name === 'resize') return parameters.isOpen()
  if (name === 'watermark') return parameters.isOpen('animation')
  return name === 'format' && (parameters.isOpen('') || sourceFormat === undefined)
}

/** What stands around an operation. */
interface FrameContext {
  readonly sourceFormat: string | undefined
  readonly format: string | undefined
  /** Whether it is the last one of its stage. */
  readonly isLast: boolean
}

/**
 * Whether an animation lives through an operation: resize by sides, crop and picture watermarks with `animation_1` keep all
 * frames, and so does a format that is that of the source, GIF at the end only. Source: Image processing FAQ; KB 311238 (2021).
 */
export function keepsFrames(
  name: string,
  parameters: Parameters,
  { sourceFormat, format, isLast }: FrameContext,
): boolean {
  if (name === 'resize') return ['w', 'h', 'l', 's', 'P'].some(key => parameters.has(key))
  if (name === 'watermark') {
    return parameters.has('image') && !parameters.has('text') && parameters.text('animation') === '1'
  }
  if (name === 'format') {
    const isInFront = parameters.text('') === 'gif' && !isLast
    return !isInFront && formatFor(parameters.text(''), sourceFormat, format) === sourceFormat
  }
  return name === 'crop'
}
