import type { OverlayOptions, Sharp } from 'sharp'
import type { Sides } from '../../../trace/image/geometry.ts'
import { visiblePart } from '../../../trace/image/layout.ts'
import type { RawPixels } from './bmp.ts'
import { type Frame, pixelsOf, settleFrame } from './picture.ts'
import { loadSharp } from './sharp.ts'

const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 }

/** RGBA pixels to lay over a picture. */
export type Overlay = RawPixels

/** Opens an overlay for further work. */
async function openOverlay({ data, width, height, channels }: Overlay): Promise<Sharp> {
  return (await loadSharp())(data, { raw: { width, height, channels } })
}

/** The pixels of a frame with an alpha channel. */
export async function toOverlay(frame: Frame): Promise<Overlay> {
  const { image } = await settleFrame(frame)
  return pixelsOf({ image: image.ensureAlpha(), isPending: true })
}

/** A transparent canvas with overlays on it. Parts outside of the canvas are cut off. */
export async function stack(
  canvas: Sides,
  layers: readonly { overlay: Overlay; left: number; top: number }[],
): Promise<Overlay> {
  const sharp = await loadSharp()
  const base = sharp({ create: { ...canvas, channels: 4, background: CLEAR } })
  const inputs: OverlayOptions[] = []
  for (const { overlay, left, top } of layers) {
    const input = await toInput(canvas, overlay, left, top)
    if (input) inputs.push(input)
  }
  return pixelsOf({ image: base.composite(inputs), isPending: true })
}

/** What sharp composites: the part of the overlay that lies on the canvas; undefined where nothing does. */
export async function toInput(
  canvas: Sides,
  overlay: Overlay,
  left: number,
  top: number,
): Promise<OverlayOptions | undefined> {
  const visible = visiblePart(canvas, overlay, { left, top })
  if (!visible) return undefined
  const { data, width, height, channels } = await pixelsOf({
    image: (await openOverlay(overlay)).extract(visible.part),
    isPending: true,
  })
  return { input: data, raw: { width, height, channels }, left: visible.left, top: visible.top }
}

/** Multiplies the alpha channel. `opacity` is in percent. */
export function fade(overlay: Overlay, opacity: number): Overlay {
  const data = Buffer.from(overlay.data)
  for (let at = 3; at < data.length; at += 4) data[at] = Math.round(((data[at] ?? 0) * opacity) / 100)
  return { ...overlay, data }
}

/** Turns an overlay clockwise; the corners are transparent. */
export async function turnOverlay(overlay: Overlay, degrees: number): Promise<Overlay> {
  if (degrees % 360 === 0) return overlay
  const image = (await openOverlay(overlay)).rotate(degrees, { background: CLEAR })
  return pixelsOf({ image, isPending: true })
}

/** Adds transparent columns to the right and rows below. */
export async function widen(overlay: Overlay, right: number, bottom: number): Promise<Overlay> {
  if (right === 0 && bottom === 0) return overlay
  return pixelsOf({ image: (await openOverlay(overlay)).extend({ right, bottom, background: CLEAR }), isPending: true })
}
