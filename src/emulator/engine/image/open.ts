import type { Metadata } from 'sharp'
import type { Localized } from '../../../language/diagnostic.ts'
import { notImplemented, Refusal, refuse } from '../problem.ts'
import { bmpSize, decodeBmp } from './bmp.ts'
import { type PictureFormat, sniffFormat } from './formats.ts'
import { type Frame, firstFrame, type Picture, type PictureSource, pixelsOf, toFrame } from './picture.ts'
import { loadSharp } from './sharp.ts'

/** Limits of a source picture. Source: Image processing overview (2021 to 2026). */
export const SOURCE_LIMITS: Readonly<Record<'bytes' | 'side' | 'pixels' | 'avifSide', number>> = {
  bytes: 20 * 1024 * 1024,
  side: 30_000,
  pixels: 250_000_000,
  avifSide: 10_000,
}

const UNSUPPORTED: Localized = {
  en: 'The object is not a picture that OSS processes; expected JPG, PNG, BMP, GIF, WebP, TIFF, HEIC or AVIF.',
  zh: '该对象不是 OSS 可处理的图片；应为 JPG、PNG、BMP、GIF、WebP、TIFF、HEIC 或 AVIF。',
}
const UNDECODABLE: Localized = {
  en: 'The picture cannot be decoded as {format}: {reason}.',
  zh: '无法按 {format} 解码图片：{reason}。',
}
const NO_HEIC: Localized = {
  en: 'The local OSS does not read this HEIC picture: {reason}.',
  zh: '本地 OSS 无法读取该 HEIC 图片：{reason}。',
}
const TOO_MANY_BYTES: Localized = {
  en: 'The source picture has {bytes} bytes; at most {limit} are allowed.',
  zh: '原图大小为 {bytes} 字节；最多 {limit} 字节。',
}
const TOO_WIDE: Localized = {
  en: 'The source picture has {width}x{height} px; at most {limit} px a side are allowed.',
  zh: '原图为 {width}x{height} 像素；每边最多 {limit} 像素。',
}
/** Pixels that are decoded here. OSS decodes 250 million, and one such picture takes a gigabyte of memory for each step. */
const DECODED_PIXELS = 80_000_000

const TOO_MANY_HERE: Localized = {
  en: 'The source picture has {pixels} px, its frames counted; the local OSS decodes at most {limit}, OSS itself {more}.',
  zh: '原图共 {pixels} 像素（含所有帧）；本地 OSS 最多解码 {limit} 像素，OSS 为 {more} 像素。',
}
const TOO_MANY_PIXELS: Localized = {
  en: 'The source picture has {pixels} px, its frames counted; at most {limit} are allowed.',
  zh: '原图共 {pixels} 像素（含所有帧）；最多 {limit} 像素。',
}

/** Holds the size of a source against the limit; it can be known before anything is read. */
export function checkSourceBytes(bytes: number): void {
  if (bytes <= SOURCE_LIMITS.bytes) return
  throw refuse('ImageTooLarge', 400, TOO_MANY_BYTES, { bytes, limit: SOURCE_LIMITS.bytes })
}

/** Reads the header of a picture and holds it against the limits of a source. Decodes nothing. */
export async function inspectPicture(bytes: Uint8Array): Promise<{ source: PictureSource; metadata?: Metadata }> {
  checkSourceBytes(bytes.length)
  const format = sniffFormat(bytes)
  if (!format) throw refuse('BadRequest', 400, UNSUPPORTED, {}, '0040-00000005')
  const inspected =
    format === 'bmp' ? { source: stillSource(bytes, format, bmpSize(bytes)) } : await inspect(bytes, format)
  checkLimits(inspected.source)
  return inspected
}

async function inspect(
  bytes: Uint8Array,
  format: PictureFormat,
): Promise<{ source: PictureSource; metadata: Metadata }> {
  const sharp = await loadSharp()
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata()
  const isAnimation = format === 'gif' || format === 'webp'
  const source = stillSource(bytes, format, { width: metadata.width, height: metadata.pageHeight ?? metadata.height })
  return {
    metadata,
    source: {
      ...source,
      frameCount: isAnimation ? (metadata.pages ?? 1) : 1,
      orientation: metadata.orientation ?? 1,
      delays: metadata.delay ?? [],
      loop: metadata.loop ?? 0,
    },
  }
}

function stillSource(
  bytes: Uint8Array,
  format: PictureFormat,
  sides: { width: number; height: number },
): PictureSource {
  return { ...sides, bytes, format, frameCount: 1, orientation: 1, delays: [], loop: 0 }
}

function checkLimits({ width, height, frameCount, format }: PictureSource): void {
  const limit = format === 'avif' ? SOURCE_LIMITS.avifSide : SOURCE_LIMITS.side
  if (Math.max(width, height) > limit) {
    const ec = format === 'avif' ? '0040-00000014' : undefined
    throw refuse('ImageTooLarge', 400, TOO_WIDE, { width, height, limit }, ec)
  }
  const pixels = width * height * frameCount
  if (pixels > SOURCE_LIMITS.pixels) {
    throw refuse('ImageTooLarge', 400, TOO_MANY_PIXELS, { pixels, limit: SOURCE_LIMITS.pixels }, '0040-00000012')
  }
}

/** Opens a picture. Stills are decoded together with the first operation, animations at once. */
export async function openPicture(bytes: Uint8Array): Promise<Picture> {
  const { source, metadata } = await inspectPicture(bytes)
  const { width, height, format, frameCount } = source
  const pixels = width * height * frameCount
  if (pixels > DECODED_PIXELS) {
    const data = { pixels, limit: DECODED_PIXELS, more: SOURCE_LIMITS.pixels }
    throw refuse('ImageTooLarge', 400, TOO_MANY_HERE, data, '0040-00000012')
  }
  const frames = await openFrames(source)
  const hasAlpha = metadata ? metadata.hasAlpha : (await pixelsOf(firstFrame({ frames }))).channels === 4
  return { width, height, frames, hasAlpha, source, output: { format, isProgressive: false } }
}

async function openFrames(source: PictureSource): Promise<readonly Frame[]> {
  const { bytes, format, frameCount, width, height } = source
  if (format === 'bmp') return [await toFrame(decodeBmp(bytes))]
  const sharp = await loadSharp()
  const options = { limitInputPixels: DECODED_PIXELS, animated: frameCount > 1 }
  if (frameCount === 1) return [{ image: sharp(bytes, options), isPending: false }]
  const { data, channels } = await pixelsOf({ image: sharp(bytes, options), isPending: true })
  const size = width * height * channels
  const slices = Array.from({ length: frameCount }, (_, index) => data.subarray(index * size, (index + 1) * size))
  return Promise.all(slices.map(slice => toFrame({ data: slice, width, height, channels })))
}

/** Runs work on a picture and tells what the decoder says when it gives up on one whose header looked right. */
export async function guardDecoding<T>(bytes: Uint8Array, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal || error instanceof TypeError || error instanceof RangeError) throw error
    const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    const format = sniffFormat(bytes)?.toUpperCase() ?? ''
    // The sharp of the registry is built without HEVC, for its patents.
    if (format === 'HEIC') throw notImplemented(NO_HEIC, { reason: text.replace(/\.$/, '') })
    throw refuse('BadRequest', 400, UNDECODABLE, { format, reason: text.replace(/\.$/, '') })
  }
}
