import type { Sharp } from 'sharp'
import type { PictureFormat } from '../../../trace/image/encode.ts'
import type { Sides } from '../../../trace/image/geometry.ts'
import type { RawPixels } from './bmp.ts'
import { loadSharp } from './sharp.ts'

/** One frame: a sharp pipeline, and whether work is pending in it that has to be done before more is added. */
export interface Frame {
  readonly image: Sharp
  readonly isPending: boolean
}

/** A picture on its way through the operations. */
export interface Picture extends Sides {
  /** One frame, or all of an animation. */
  readonly frames: readonly Frame[]
  readonly hasAlpha: boolean
  readonly source: PictureSource
  /** How the result is to be written. */
  readonly output: OutputSettings
}

/** What the file told about itself. */
export interface PictureSource extends Sides {
  readonly format: PictureFormat
  readonly bytes: Uint8Array
  readonly frameCount: number
  /** EXIF orientation, 1 to 8; 1 where there is none. */
  readonly orientation: number
  /** Delay of each frame in ms, and how often it plays, 0 for ever. */
  readonly delays: readonly number[]
  readonly loop: number
}

/** What `format`, `quality` and `interlace` ask for. */
export interface OutputSettings {
  readonly format: PictureFormat
  readonly relativeQuality?: number
  readonly absoluteQuality?: number
  readonly isProgressive: boolean
}

/** Opens raw pixels as a fresh frame. */
export async function toFrame({ data, width, height, channels }: RawPixels): Promise<Frame> {
  const sharp = await loadSharp()
  return { image: sharp(data, { raw: { width, height, channels } }), isPending: false }
}

/** The pixels of a frame. */
export async function pixelsOf({ image }: Frame): Promise<RawPixels> {
  const { data, info } = await image.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}

/** Does the pending work of a frame. sharp keeps an order of its own within a pipeline, so each operation gets a fresh one. */
export async function settleFrame(frame: Frame): Promise<Frame> {
  return frame.isPending ? toFrame(await pixelsOf(frame)) : frame
}

/** Applies one operation to every frame. `changes` says what it does to the size and the alpha channel. */
export async function editPicture(
  picture: Picture,
  changes: Partial<Pick<Picture, 'width' | 'height' | 'hasAlpha'>>,
  edit: (image: Sharp) => Sharp,
): Promise<Picture> {
  const frames: Frame[] = []
  for (const frame of picture.frames) {
    frames.push({ image: edit((await settleFrame(frame)).image), isPending: true })
  }
  return { ...picture, ...changes, frames }
}

/** Leaves the first frame of an animation. */
export function stillOf(picture: Picture): Picture {
  return picture.frames.length > 1 ? { ...picture, frames: picture.frames.slice(0, 1) } : picture
}

/** The first frame, which every picture has. */
export function firstFrame({ frames: [first] }: Pick<Picture, 'frames'>): Frame {
  if (!first) throw new RangeError('A picture has at least one frame.')
  return first
}
