import type { Box, ResizeMode, ResizePlan, Sides } from './geometry.ts'

/** Limits of a resized picture, in px. Source: Resize images (2026); EC 0040-00000007. */
export const RESIZE_LIMITS = { side: 16_384, pixels: 16_777_216 } as const

/** Whether a plan asks for more pixels than OSS makes. */
export function isTooLarge({ scaled, canvas }: ResizePlan, mode: ResizeMode): boolean {
  const pixels = Math.max(canvas.width * canvas.height, mode === 'fill' ? 0 : scaled.width * scaled.height)
  return Math.max(canvas.width, canvas.height) > RESIZE_LIMITS.side || pixels > RESIZE_LIMITS.pixels
}

/** The pixels of all frames. */
export const pixelCount = ({ width, height }: Sides, frames = 1): number => width * height * frames

/** The box of the one in the middle of the other, which is no smaller. */
export function centredBox(outer: Sides, { width, height }: Sides): Box {
  const before = (room: number) => Math.max(0, Math.floor(room / 2))
  return { left: before(outer.width - width), top: before(outer.height - height), width, height }
}

/** What stands around a picture in the middle of a canvas, px on each side. */
export function marginsAround(inner: Sides, canvas: Sides): Record<'left' | 'top' | 'right' | 'bottom', number> {
  const { left, top } = centredBox(canvas, inner)
  return {
    left,
    top,
    right: canvas.width - inner.width - left,
    bottom: canvas.height - inner.height - top,
  }
}

/** The part of an overlay that lies on the canvas, and where it comes to stand; undefined where none does. */
export function visiblePart(
  canvas: Sides,
  overlay: Sides,
  { left, top }: Pick<Box, 'left' | 'top'>,
): { readonly part: Box; readonly left: number; readonly top: number } | undefined {
  const [from, to] = [Math.max(0, left), Math.min(canvas.width, left + overlay.width)]
  const [above, below] = [Math.max(0, top), Math.min(canvas.height, top + overlay.height)]
  if (from >= to || above >= below) return undefined
  const part = { left: from - left, top: above - top, width: to - from, height: below - above }
  return { part, left: from, top: above }
}

/** Two overlays in a row, px between them; `align` is 0 at the top, 1/2 in the middle, 1 at the bottom. Source: Add watermarks (2021 to 2026). */
export function rowOf(
  [first, second]: readonly [Sides, Sides],
  interval: number,
  align: number,
): { readonly canvas: Sides; readonly places: readonly [Pick<Box, 'left' | 'top'>, Pick<Box, 'left' | 'top'>] } {
  const height = Math.max(first.height, second.height)
  const top = (overlay: Sides) => Math.floor((height - overlay.height) * align)
  return {
    canvas: { width: first.width + interval + second.width, height },
    places: [
      { left: 0, top: top(first) },
      { left: first.width + interval, top: top(second) },
    ],
  }
}

/** Sides with more to the right and below. */
export const widened = ({ width, height }: Sides, right: number, below: number): Sides => ({
  width: width + right,
  height: height + below,
})

/** The grid of a sprite sheet; gaps in px. */
export interface Grid {
  readonly columns: number
  readonly rows: number
  readonly padding: number
  readonly margin: number
}

/** Sides of a sheet of small pictures. */
export function sheetSides({ width, height }: Sides, { columns, rows, padding, margin }: Grid): Sides {
  return {
    width: columns * width + (columns - 1) * padding + 2 * margin,
    height: rows * height + (rows - 1) * padding + 2 * margin,
  }
}
