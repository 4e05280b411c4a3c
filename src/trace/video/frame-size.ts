import type { Sides } from '../image/geometry.ts'
import type { Parameters } from '../parameters.ts'
import { sidesOf, type TraceState } from '../state.ts'

/** How a frame is fitted into a box. */
export type ScaleType = 'crop' | 'stretch' | 'fill' | 'fit'

/** What the parameters w, h, pw, ph and scaletype ask for. */
export interface SizeRequest {
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Percent of the source; counted only where neither side is given. */
  readonly widthPercent?: number | undefined
  readonly heightPercent?: number | undefined
  readonly scaleType: ScaleType
}

/** A size to scale to, and the canvas to cut out of it or to pad it to. */
export interface FramePlan {
  readonly scaled: Sides
  readonly canvas: Sides
  readonly kind: ScaleType
}

/** The names of the four sizes differ: `w` in an animation is `sw` in a sprite. */
export type SizeNames = readonly [width: string, height: string, widthPercent: string, heightPercent: string]

/** The names in `video/animation` and `video/snapshots`. */
export const FRAME_NAMES: SizeNames = ['w', 'h', 'pw', 'ph']
/** The names in `video/sprite`. */
export const SHEET_NAMES: SizeNames = ['sw', 'sh', 'psw', 'psh']

/** Sides that can be asked for, in px. Source: Convert videos to animated images; Video snapshots. */
const SIDES = { minimum: 32, maximum: 4096 } as const

const toSide = (length: number): number => Math.max(1, Math.round(length))

/** Reads what an operation asks for. */
export function sizeRequest(parameters: Parameters, names: SizeNames): SizeRequest {
  return {
    width: parameters.number(names[0]),
    height: parameters.number(names[1]),
    widthPercent: parameters.has(names[2]) ? parameters.number(names[2]) : undefined,
    heightPercent: parameters.has(names[3]) ? parameters.number(names[3]) : undefined,
    scaleType: scaleTypeOf(parameters),
  }
}

/** Reads scaletype. */
export function scaleTypeOf(parameters: Parameters): ScaleType {
  const word = parameters.text('scaletype')
  return word === 'crop' || word === 'fill' || word === 'fit' ? word : 'stretch'
}

/** A side that is not given stays that of the source. Source: Convert videos to animated images; Video snapshots. */
export function planFrame(source: Sides, request: SizeRequest): FramePlan {
  const { width, height, widthPercent, heightPercent, scaleType } = request
  const isByPercent = width === undefined && height === undefined
  const box = isByPercent
    ? { width: percentOf(source.width, widthPercent), height: percentOf(source.height, heightPercent) }
    : { width: width ?? source.width, height: height ?? source.height }
  return fitFrame(source, box, scaleType)
}

/** A share of a side, brought into the range of what can be asked for in px. */
function percentOf(side: number, percent: number | undefined): number {
  if (percent === undefined) return side
  return Math.min(SIDES.maximum, Math.max(SIDES.minimum, toSide((side * percent) / 100)))
}

/** Fits a frame into a box: `crop` covers and cuts, `stretch` distorts, `fill` pads with black, `fit` stays inside. */
export function fitFrame(source: Sides, box: Sides, kind: ScaleType): FramePlan {
  if (kind === 'stretch') return { scaled: box, canvas: box, kind }
  const ratios = [box.width / source.width, box.height / source.height]
  const factor = kind === 'crop' ? Math.max(...ratios) : Math.min(...ratios)
  const scaled = { width: toSide(source.width * factor), height: toSide(source.height * factor) }
  return { scaled, canvas: kind === 'fit' ? scaled : box, kind }
}

/** The size of a frame; without the sides of the source only what the string gives itself. */
export function frameSides(
  state: TraceState,
  parameters: Parameters,
  names: SizeNames,
): Pick<TraceState, 'width' | 'height'> {
  if (parameters.isOpen(...names, 'scaletype')) return { width: undefined, height: undefined }
  const request = sizeRequest(parameters, names)
  const source = sidesOf(state)
  if (source) return planFrame(source, request).canvas
  if (request.scaleType !== 'fit') return { width: request.width, height: request.height }
  const most = (side: number | undefined) => (side === undefined ? undefined : { minimum: 1, maximum: side })
  return { width: most(request.width), height: most(request.height) }
}
