/** Red, green, blue, alpha, 0 to 255. */
export type Color = readonly [number, number, number, number]

/** A picture as a function of the pixel: the independent rendering that results are held against. */
export interface Canvas {
  readonly width: number
  readonly height: number
  readonly at: (x: number, y: number) => Color
}

const CLEAR: Color = [0, 0, 0, 0]

const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most)
const mix = (colors: readonly (readonly [weight: number, color: Color])[]): Color => {
  const sum = (channel: 0 | 1 | 2 | 3) => colors.reduce((total, [weight, color]) => total + weight * color[channel], 0)
  return [sum(0), sum(1), sum(2), sum(3)]
}
const toColor = (value: (channel: 0 | 1 | 2) => number, alpha: number): Color => [
  clamp(value(0), 255),
  clamp(value(1), 255),
  clamp(value(2), 255),
  alpha,
]

/** The colour between pixels, edges repeated. */
function sample({ width, height, at }: Canvas, x: number, y: number): Color {
  const [cx, cy] = [clamp(x, width - 1), clamp(y, height - 1)]
  const [left, top] = [Math.floor(cx), Math.floor(cy)]
  const [right, below] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)]
  const [u, v] = [cx - left, cy - top]
  return mix([
    [(1 - u) * (1 - v), at(left, top)],
    [u * (1 - v), at(right, top)],
    [(1 - u) * v, at(left, below)],
    [u * v, at(right, below)],
  ])
}

/** Resampled to a size. */
export const scale =
  (width: number, height: number) =>
  (source: Canvas): Canvas => ({
    width,
    height,
    at: (x, y) => sample(source, ((x + 0.5) * source.width) / width - 0.5, ((y + 0.5) * source.height) / height - 0.5),
  })

/** A part of the picture. */
export const cut =
  (left: number, top: number, width: number, height: number) =>
  (source: Canvas): Canvas => ({ width, height, at: (x, y) => source.at(x + left, y + top) })

/** Laid on a canvas of one colour. */
export const padTo =
  (width: number, height: number, left: number, top: number, color: Color) =>
  (source: Canvas): Canvas => ({
    width,
    height,
    at: (x, y) => {
      const [sx, sy] = [x - left, y - top]
      return sx >= 0 && sy >= 0 && sx < source.width && sy < source.height ? source.at(sx, sy) : color
    },
  })

/** Mirrored left to right, upside down. */
export const mirrorX = (source: Canvas): Canvas => ({ ...source, at: (x, y) => source.at(source.width - 1 - x, y) })
export const mirrorY = (source: Canvas): Canvas => ({ ...source, at: (x, y) => source.at(x, source.height - 1 - y) })

/** A quarter turn clockwise. */
export const quarter = (source: Canvas): Canvas => ({
  width: source.height,
  height: source.width,
  at: (x, y) => source.at(y, source.height - 1 - x),
})

/** Turned by any angle around the middle, transparent outside. */
export const turn =
  (degrees: number, width: number, height: number) =>
  (source: Canvas): Canvas => {
    const angle = (degrees * Math.PI) / 180
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
    const at = (x: number, y: number): Color => {
      const [dx, dy] = [x + 0.5 - width / 2, y + 0.5 - height / 2]
      const sx = dx * cos + dy * sin + source.width / 2 - 0.5
      const sy = -dx * sin + dy * cos + source.height / 2 - 0.5
      return sx < 0 || sy < 0 || sx > source.width - 1 || sy > source.height - 1 ? CLEAR : sample(source, sx, sy)
    }
    return { width, height, at }
  }

const SUBPIXELS = Array.from({ length: 8 }, (_, index) => (index + 0.5) / 8)

/** Transparent where `inside` says no; pixels on the edge by the part of them that is inside. */
export const keep =
  (inside: (x: number, y: number) => boolean) =>
  (source: Canvas): Canvas => ({
    ...source,
    at: (x, y) => {
      const points = SUBPIXELS.flatMap(dy => SUBPIXELS.map(dx => inside(x + dx, y + dy)))
      const [red, green, blue, alpha] = source.at(x, y)
      return [red, green, blue, (alpha * points.filter(Boolean).length) / points.length]
    },
  })

/** Each channel through a function, rounded down to the range. */
export const tone =
  (change: (value: number) => number) =>
  (source: Canvas): Canvas => ({
    ...source,
    at: (x, y) => {
      const color = source.at(x, y)
      return toColor(channel => change(color[channel]), color[3])
    },
  })

/** Convolved with weights over a square, edges repeated. */
export const filter =
  (radius: number, weight: (dx: number, dy: number) => number) =>
  (source: Canvas): Canvas => {
    const offsets = Array.from({ length: 2 * radius + 1 }, (_, index) => index - radius)
    const terms = offsets.flatMap(dy => offsets.map(dx => ({ dx, dy, weight: weight(dx, dy) })))
    const total = terms.reduce((sum, term) => sum + term.weight, 0)
    const at = (x: number, y: number): Color => {
      const color = mix(
        terms.map(({ dx, dy, weight: part }) => [
          part / total,
          source.at(clamp(x + dx, source.width - 1), clamp(y + dy, source.height - 1)),
        ]),
      )
      return toColor(channel => color[channel], source.at(x, y)[3])
    }
    return { ...source, at }
  }

/** Another picture laid over this one at a place, with a further opacity. */
export const cover =
  (mark: Canvas, left: number, top: number, opacity = 1) =>
  (source: Canvas): Canvas => ({
    ...source,
    at: (x, y) => {
      const [mx, my] = [x - left, y - top]
      const base = source.at(x, y)
      if (mx < 0 || my < 0 || mx >= mark.width || my >= mark.height) return base
      const over = mark.at(mx, my)
      const alpha = (over[3] / 255) * opacity
      return toColor(channel => over[channel] * alpha + base[channel] * (1 - alpha), base[3])
    },
  })

/** The pixels, R, G, B, A. */
export function render({ width, height, at }: Canvas): Buffer {
  const data = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      at(x, y).forEach((value, channel) => {
        data[(y * width + x) * 4 + channel] = Math.round(value)
      })
  }
  return data
}

/** Steps one after the other. */
export const chain =
  (...steps: readonly ((source: Canvas) => Canvas)[]) =>
  (source: Canvas): Canvas =>
    steps.reduce((canvas, step) => step(canvas), source)

/** 61x47 px in which no two neighbours are alike: for operations that must keep every pixel. */
export const GRAIN: Canvas = {
  width: 61,
  height: 47,
  at: (x, y) => [(x * 37 + y * 11) % 256, (x * x + y * 29) % 256, (x * 5 + y * y * 3) % 256, 255],
}

/** 200x100 px that changes slowly: for operations that resample. */
export const SMOOTH: Canvas = {
  width: 200,
  height: 100,
  at: (x, y) => [
    (255 * x) / 199,
    (255 * y) / 99,
    128 + 100 * Math.sin((2 * Math.PI * x) / 200) * Math.cos((2 * Math.PI * y) / 100),
    255,
  ],
}

/** 12x8 px, opaque in the left half, half transparent in the right one. */
export const MARK: Canvas = { width: 12, height: 8, at: (x, y) => [255, 10 * y, 20 * x, x < 6 ? 255 : 128] }
