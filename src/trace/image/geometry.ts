/** Sides in px. */
export interface Sides {
  readonly width: number
  readonly height: number
}

/** A rectangle inside of a picture, in px from the top left. */
export interface Box extends Sides {
  readonly left: number
  readonly top: number
}

/** The ways to fit a picture into a target. */
export type ResizeMode = 'lfit' | 'mfit' | 'fill' | 'pad' | 'fixed'

/** What `image/resize` asks for. `percentOfMain` is `P`, which stands in the string of a watermark picture only. */
export interface ResizeRequest {
  readonly mode: ResizeMode
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly long?: number | undefined
  readonly short?: number | undefined
  readonly percent?: number | undefined
  readonly mayEnlarge: boolean
}

/** How to resize: scale to `scaled`, then cut the middle or pad around it to `canvas`. */
export interface ResizePlan {
  readonly scaled: Sides
  readonly canvas: Sides
}

const toSide = (length: number): number => Math.max(1, Math.round(length))

const scaleBy = ({ width, height }: Sides, factor: number): Sides => ({
  width: toSide(width * factor),
  height: toSide(height * factor),
})

/** Plans `image/resize`; undefined where the picture stays as it is. Source: Resize images (2021 to 2026). */
export function planResize(source: Sides, request: ResizeRequest): ResizePlan | undefined {
  const plan = planUnlimited(source, request)
  const { scaled } = plan
  const enlarges = scaled.width > source.width || scaled.height > source.height
  // "A target larger than the source returns the source" unless limit_0 is given.
  return enlarges && !request.mayEnlarge ? undefined : plan
}

function planUnlimited(source: Sides, request: ResizeRequest): ResizePlan {
  const { width, height, long, short, percent } = request
  if (width !== undefined || height !== undefined) return planBySides(source, request, width, height)
  if (long !== undefined || short !== undefined) return planByLength(source, request)
  const scaled = scaleBy(source, (percent ?? 100) / 100)
  return { scaled, canvas: scaled }
}

/** By width and height. With one of them lfit and mfit keep the ratio; the other modes take a square. */
function planBySides(source: Sides, { mode }: ResizeRequest, width?: number, height?: number): ResizePlan {
  const isProportional = mode === 'lfit' || mode === 'mfit'
  if (isProportional && (width === undefined || height === undefined)) {
    const factor = width === undefined ? (height ?? 0) / source.height : width / source.width
    const scaled = { ...scaleBy(source, factor), ...(width && { width }), ...(height && { height }) }
    return { scaled, canvas: scaled }
  }
  return planByBox(source, mode, { width: width ?? height ?? 1, height: height ?? width ?? 1 })
}

/** By the long and the short side. One alone sets the scale in lfit and mfit and a square in the other modes. */
function planByLength(source: Sides, { mode, long, short }: ResizeRequest): ResizePlan {
  const isProportional = mode === 'lfit' || mode === 'mfit'
  const isLandscape = source.width >= source.height
  if (isProportional && (long === undefined || short === undefined)) {
    const factor =
      long === undefined
        ? (short ?? 0) / Math.min(source.width, source.height)
        : long / Math.max(source.width, source.height)
    const scaled = scaleBy(source, factor)
    return { scaled, canvas: scaled }
  }
  const box = { long: long ?? short ?? 1, short: short ?? long ?? 1 }
  return planByBox(
    source,
    mode,
    isLandscape ? { width: box.long, height: box.short } : { width: box.short, height: box.long },
  )
}

function planByBox(source: Sides, mode: ResizeMode, box: Sides): ResizePlan {
  if (mode === 'fixed') return { scaled: box, canvas: box }
  const ratios = [box.width / source.width, box.height / source.height]
  const scaled = scaleBy(source, mode === 'lfit' || mode === 'pad' ? Math.min(...ratios) : Math.max(...ratios))
  return { scaled, canvas: mode === 'lfit' || mode === 'mfit' ? scaled : box }
}

/** The part of a length that a gravity word asks for: 0 at the start, 1/2 in the middle, 1 at the end. */
function gravityOf(word: string): { x: 0 | 0.5 | 1; y: 0 | 0.5 | 1 } {
  return {
    x: /^(ne|east|se)$/.test(word) ? 1 : /^(north|center|south)$/.test(word) ? 0.5 : 0,
    y: /^(sw|south|se)$/.test(word) ? 1 : /^(west|center|east)$/.test(word) ? 0.5 : 0,
  }
}

/** What `image/crop` asks for; a side of 0 counts as left out. */
export interface CropRequest {
  readonly x: number
  readonly y: number
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly gravity: string
}

/** The box of `image/crop`: placed by gravity, moved by x and y, not yet clipped at the border. Source: Custom crop (2021 to 2026). */
export function planCrop(source: Sides, request: CropRequest): Box {
  const { x, y } = gravityOf(request.gravity)
  const width = Math.min(request.width || source.width, source.width)
  const height = Math.min(request.height || source.height, source.height)
  const left = Math.floor((source.width - width) * x) + request.x
  const top = Math.floor((source.height - height) * y) + request.y
  return { left, top, width, height }
}

/** The part of a box that lies in the picture; undefined where its corner does not, which OSS refuses. */
export function clipBox({ width, height }: Sides, box: Box): Box | undefined {
  const { left, top } = box
  if (left >= width || top >= height) return undefined
  return { left, top, width: Math.min(box.width, width - left), height: Math.min(box.height, height - top) }
}

/** The box of `image/indexcrop`; undefined past the last slice, where OSS returns the source. */
export function planSlice(source: Sides, axis: 'x' | 'y', length: number, index: number): Box | undefined {
  const start = length * index
  const end = axis === 'x' ? source.width : source.height
  if (start >= end) return undefined
  const size = Math.min(length, end - start)
  return axis === 'x'
    ? { left: start, top: 0, width: size, height: source.height }
    : { left: 0, top: start, width: source.width, height: size }
}

/** What places a watermark: gravity, distances from the edge, and the offset from the middle line. */
export interface Placement {
  readonly gravity: string
  readonly x: number
  readonly y: number
  readonly voffset: number
}

/** Where the top left corner of a watermark comes to stand; it may lie outside. Source: Add watermarks (2021 to 2026). */
export function placeWatermark(
  main: Sides,
  mark: Sides,
  { gravity, x, y, voffset }: Placement,
): { left: number; top: number } {
  const at = gravityOf(gravity)
  const between = (room: number, part: 0 | 0.5 | 1, distance: number, offset: number) => {
    if (part === 0.5) return Math.floor(room / 2) + offset
    return part === 0 ? distance : room - distance
  }
  return {
    left: between(main.width - mark.width, at.x, x, 0),
    top: between(main.height - mark.height, at.y, y, voffset),
  }
}

/** The canvas of a turned picture. Right angles are exact, others round the bounding box. */
export function turnedSides({ width, height }: Sides, degrees: number): Sides {
  const angle = (degrees * Math.PI) / 180
  const [sin, cos] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))]
  if (degrees % 180 === 0) return { width, height }
  if (degrees % 90 === 0) return { width: height, height: width }
  return { width: Math.round(width * cos + height * sin), height: Math.round(width * sin + height * cos) }
}
