import type { Sharp } from 'sharp'
import { elementAt } from '../../../language/element.ts'
import { checkOutput, OUTPUT_LIMITS } from '../../../trace/image/encode.ts'
import { remarks } from '../../../trace/remarks.ts'
import type { StepContext } from '../../../trace/state.ts'
import { setGifDelays } from '../gif-delays.ts'
import { notImplemented, refuse } from '../problem.ts'
import { joinWebp, type Timing } from '../webp-animation.ts'
import { encodeBmp, type RawPixels } from './bmp.ts'
import { findJpegQuality } from './jpeg-quality.ts'
import { firstFrame, type Picture, pixelsOf, settleFrame, toFrame } from './picture.ts'
import { loadSharp } from './sharp.ts'

/** Quality of a JPG or WebP whose source tells none. OSS publishes no number. */
const DEFAULT_QUALITY = 85

/** Writes a picture in its output format. Transparent parts become white in JPG. */
export async function encodePicture(picture: Picture): Promise<Buffer> {
  const { format } = picture.output
  if (format === 'heic') {
    throw notImplemented({ en: 'HEIC pictures cannot be written here.', zh: '此处无法写出 HEIC 图片。' })
  }
  checkSides(picture)
  if (picture.frames.length > 1) return encodeAnimation(picture)
  const frame = firstFrame(picture)
  // A GIF of one frame has its time and its rounds like others.
  if (format === 'gif' && picture.source.delays.length === 1) return encodeGif(picture, picture.source)
  if (format === 'bmp') return encodeBmp(await pixelsOf(frame))
  // sharp writes a sharpened TIFF as floating point, and the orientation of the source into a TIFF and an AVIF, also where
  // no work is pending; pixels that are decoded have eight bits and lie as they are.
  if (format === 'tiff' || format === 'avif') {
    return write((await toFrame(await pixelsOf(frame))).image, picture).toBuffer()
  }
  if (format !== 'jpg' || !picture.hasAlpha) return write(frame.image, picture).toBuffer()
  // sharp flattens before other work of the same pipeline, so that work comes first.
  return write((await settleFrame(frame)).image.flatten({ background: '#ffffff' }), picture).toBuffer()
}

function checkSides({ width, height, output: { format } }: Picture): void {
  const remark: StepContext['remark'] = (id, data = {}) => {
    throw refuse('ImageTooLarge', 400, remarks[id].message, data, OUTPUT_LIMITS[format]?.serverCode)
  }
  checkOutput({ width, height, format }, { remark })
}

function write(image: Sharp, picture: Picture): Sharp {
  switch (picture.output.format) {
    case 'jpg':
      return image.jpeg({ quality: jpegQuality(picture), progressive: picture.output.isProgressive })
    case 'webp':
      return image.webp({ quality: webpQuality(picture) })
    case 'tiff':
      return image.tiff({ compression: 'lzw' })
    case 'avif':
      return image.avif({ effort: 2 })
    case 'gif':
      // The colours of the source would stand for those that an operation adds.
      return image.gif({ reuse: false })
    default:
      return image.png()
  }
}

/** `Q` only lowers the quality, `q` is a percentage of that of a JPG source. Source: Adjust image quality (2021, 2026). */
function jpegQuality({ source, output }: Picture): number {
  const own = source.format === 'jpg' ? findJpegQuality(source.bytes) : undefined
  if (output.absoluteQuality !== undefined) return Math.min(output.absoluteQuality, own ?? 100)
  if (output.relativeQuality !== undefined && own !== undefined) {
    return Math.max(1, Math.round((own * output.relativeQuality) / 100))
  }
  return own ?? DEFAULT_QUALITY
}

/** On WebP both forms are absolute. */
function webpQuality({ output }: Picture): number {
  return output.absoluteQuality ?? output.relativeQuality ?? DEFAULT_QUALITY
}

/** Every frame stays, and each for its own time: also those that look like the one before. */
async function encodeAnimation(picture: Picture): Promise<Buffer> {
  const { source, output } = picture
  const timing = { loop: source.loop, delays: source.delays }
  if (output.format !== 'webp') return encodeGif(picture, timing)
  const sharp = await loadSharp()
  const stills: Buffer[] = []
  for (const frame of picture.frames) {
    const { data, ...raw } = await pixelsOf(frame)
    stills.push(
      await sharp(data, { raw })
        .webp({ quality: webpQuality(picture) })
        .toBuffer(),
    )
  }
  return joinWebp(stills, picture, timing)
}

async function encodeGif({ frames }: Picture, { loop, delays }: Timing): Promise<Buffer> {
  const sharp = await loadSharp()
  const pages: RawPixels[] = []
  for (const frame of frames) pages.push(await pixelsOf(frame))
  const { width, height, channels } = elementAt(pages, 0)
  const roll = Buffer.concat(pages.map(({ data }) => data))
  const image = sharp(roll, { raw: { width, height: height * pages.length, channels, pageHeight: height } })
  const file = await image.gif({ loop, delay: 0, keepDuplicateFrames: true }).toBuffer()
  // sharp takes no delay beyond a minute.
  setGifDelays(
    file,
    delays.map(delay => Math.round(delay / 10)),
  )
  return file
}
