import type { Sides } from '../image/geometry.ts'

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

const toSide = (length: number): number => Math.max(1, Math.round(length))

/** A side that is not given stays that of the source. Source: Convert videos to animated images; Video snapshots. */
export function planFrame(source: Sides, request: SizeRequest): FramePlan {
  const { width, height, widthPercent = 100, heightPercent = 100, scaleType } = request
  const isByPercent = width === undefined && height === undefined
  const box = isByPercent
    ? { width: toSide((source.width * widthPercent) / 100), height: toSide((source.height * heightPercent) / 100) }
    : { width: width ?? source.width, height: height ?? source.height }
  return fitFrame(source, box, scaleType)
}

/** Fits a frame into a box: `crop` covers and cuts, `stretch` distorts, `fill` pads with black, `fit` stays inside. */
export function fitFrame(source: Sides, box: Sides, kind: ScaleType): FramePlan {
  if (kind === 'stretch') return { scaled: box, canvas: box, kind }
  const ratios = [box.width / source.width, box.height / source.height]
  const factor = kind === 'crop' ? Math.max(...ratios) : Math.min(...ratios)
  const scaled = { width: toSide(source.width * factor), height: toSide(source.height * factor) }
  return { scaled, canvas: kind === 'fit' ? scaled : box, kind }
}

/**
 * The filters of a plan. The pixel format comes before crop and pad: with subsampled colour they would only work at
 * even offsets.
 */
export function sizeFilters({ scaled, canvas, kind }: FramePlan, pixelFormat: string): readonly string[] {
  const inner = [`scale=${scaled.width}:${scaled.height}`, `format=${pixelFormat}`]
  const left = Math.floor(Math.abs(scaled.width - canvas.width) / 2)
  const top = Math.floor(Math.abs(scaled.height - canvas.height) / 2)
  if (kind === 'crop') inner.push(`crop=${canvas.width}:${canvas.height}:${left}:${top}`)
  if (kind === 'fill') inner.push(`pad=${canvas.width}:${canvas.height}:${left}:${top}:black`)
  return [...inner, 'setsar=1']
}
