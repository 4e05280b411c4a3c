import type { Sharp } from 'sharp'
import { notImplemented, refuse } from '../problem.ts'
import { encodeBmp, type RawPixels } from './bmp.ts'
import type { PictureFormat } from './formats.ts'
import { findJpegQuality } from './jpeg-quality.ts'
import { firstFrame, type Picture, pixelsOf, settleFrame } from './picture.ts'
import { loadSharp } from './sharp.ts'

/** Quality of a JPG or WebP whose source tells none. OSS publishes no number. */
const DEFAULT_QUALITY = 85

const AVIF_PIXELS = 4096 * 2304

/** Writes a picture in its output format. Transparent parts become white in JPG. */
export async function encodePicture(picture: Picture): Promise<Buffer> {
  const { format } = picture.output
  if (format === 'heic') {
    throw notImplemented({ en: 'HEIC pictures cannot be written here.', zh: '此处无法写出 HEIC 图片。' })
  }
  if (format === 'avif') checkAvif(picture)
  if (picture.frames.length > 1) return encodeAnimation(picture)
  const frame = firstFrame(picture)
  if (format === 'bmp') return encodeBmp(await pixelsOf(frame))
  if (format !== 'jpg' || !picture.hasAlpha) return write(frame.image, picture).toBuffer()
  // sharp flattens before other work of the same pipeline, so that work comes first.
  return write((await settleFrame(frame)).image.flatten({ background: '#ffffff' }), picture).toBuffer()
}

function checkAvif({ width, height }: Picture): void {
  if (width * height <= AVIF_PIXELS) return
  throw refuse(
    'ImageTooLarge',
    400,
    {
      en: 'The picture has {width}x{height} px; AVIF output takes at most 4096x2304 px in all.',
      zh: '图片为 {width}x{height} 像素；AVIF 输出最多共 4096x2304 像素。',
    },
    { width, height },
  )
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
      return image.gif()
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

async function encodeAnimation(picture: Picture): Promise<Buffer> {
  const sharp = await loadSharp()
  const { source, output } = picture
  const pages: RawPixels[] = []
  for (const frame of picture.frames) pages.push(await pixelsOf(frame))
  const [first] = pages
  if (!first) throw new RangeError('A picture has at least one frame.')
  const { width, height, channels } = first
  const roll = Buffer.concat(pages.map(({ data }) => data))
  const image = sharp(roll, { raw: { width, height: height * pages.length, channels, pageHeight: height } })
  const timing = { loop: source.loop, delay: [...source.delays] }
  return animationFormat(output.format) === 'webp'
    ? image.webp({ quality: webpQuality(picture), ...timing }).toBuffer()
    : image.gif(timing).toBuffer()
}

function animationFormat(format: PictureFormat): 'gif' | 'webp' {
  return format === 'webp' ? 'webp' : 'gif'
}
