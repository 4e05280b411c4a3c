import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { errorText } from '../../../language/given.ts'
import type { PictureFormat } from '../../../trace/image/encode.ts'
import type { Sides } from '../../../trace/image/geometry.ts'
import { pixelCount } from '../../../trace/image/layout.ts'
import { SOURCE_LIMITS } from '../../../trace/trace.ts'
import { notImplemented, Refusal, refuse } from '../problem.ts'
import { bmpSize, decodeBmp } from './bmp.ts'
import { sniffFormat } from './formats.ts'
import { readJpegHeader } from './jpeg-header.ts'
import { type Frame, firstFrame, type Picture, type PictureSource, pixelsOf, toFrame } from './picture.ts'
import { loadSharp } from './sharp.ts'

const UNSUPPORTED: Localized = {
  en: 'The object is not a picture that OSS processes; expected JPG, PNG, BMP, GIF, WebP, TIFF, HEIC or AVIF.',
  zh: '该对象不是 OSS 可处理的图片；应为 JPG、PNG、BMP、GIF、WebP、TIFF、HEIC 或 AVIF。',
}
const UNDECODABLE: Localized = {
  en: 'The picture cannot be decoded as {format}: {reason}.',
  zh: '无法按 {format} 解码图片：{reason}。',
}
const DAMAGED: Localized = {
  en: 'The picture cannot be decoded as {format}: it is damaged or ends too early.',
  zh: '无法按 {format} 解码图片：图片已损坏或不完整。',
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

/** Frames that are decoded here: each takes its time, however small it is. */
const FRAMES = 3000

const TOO_MANY_FRAMES: Localized = {
  en: 'The source picture has {frameCount} frames; the local OSS decodes at most {limit}.',
  zh: '原图有 {frameCount} 帧；本地 OSS 最多解码 {limit} 帧。',
}
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

/** A picture as its header tells it. */
export interface Inspected {
  readonly source: PictureSource
  /** Undefined where only the pixels tell. */
  readonly hasAlpha?: boolean | undefined
  readonly exif?: Uint8Array | undefined
}

/** Reads the header of a picture and holds it against the limits of a source. Decodes nothing. */
export async function inspectPicture(bytes: Uint8Array): Promise<Inspected> {
  checkSourceBytes(bytes.length)
  const format = sniffFormat(bytes)
  if (!format) throw refuse('BadRequest', 400, UNSUPPORTED, {}, '0040-00000005')
  const inspected = inspectHere(bytes, format) ?? (await inspect(bytes, format))
  checkLimits(inspected.source)
  return inspected
}

/** What needs no decoder. */
function inspectHere(bytes: Uint8Array, format: PictureFormat): Inspected | undefined {
  if (format === 'bmp') return { source: stillSource(bytes, format, bmpSize(bytes)) }
  const header = format === 'jpg' ? readJpegHeader(bytes) : undefined
  if (!header) return undefined
  const { orientation, exif } = header
  return { source: { ...stillSource(bytes, format, header), orientation }, hasAlpha: false, exif }
}

async function inspect(bytes: Uint8Array, format: PictureFormat): Promise<Inspected> {
  const sharp = await loadSharp()
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata()
  const isAnimation = format === 'gif' || format === 'webp'
  const source = stillSource(bytes, format, { width: metadata.width, height: metadata.pageHeight ?? metadata.height })
  return {
    hasAlpha: metadata.hasAlpha,
    exif: metadata.exif,
    source: {
      ...source,
      frameCount: isAnimation ? (metadata.pages ?? 1) : 1,
      orientation: metadata.orientation ?? 1,
      delays: metadata.delay ?? [],
      loop: metadata.loop ?? 0,
    },
  }
}

function stillSource(bytes: Uint8Array, format: PictureFormat, { width, height }: Sides): PictureSource {
  return { width, height, bytes, format, frameCount: 1, orientation: 1, delays: [], loop: 0 }
}

function checkLimits({ width, height, frameCount, format }: PictureSource): void {
  const limit = format === 'avif' ? SOURCE_LIMITS.avifSide : SOURCE_LIMITS.side
  if (Math.max(width, height) > limit) {
    const ec = format === 'avif' ? '0040-00000014' : undefined
    throw refuse('ImageTooLarge', 400, TOO_WIDE, { width, height, limit }, ec)
  }
  const pixels = pixelCount({ width, height }, frameCount)
  if (pixels > SOURCE_LIMITS.pixels) {
    throw refuse('ImageTooLarge', 400, TOO_MANY_PIXELS, { pixels, limit: SOURCE_LIMITS.pixels }, '0040-00000012')
  }
}

/**
 * Opens a picture. Stills are decoded together with the first operation, animations at once; of one whose other frames nobody `keeps` only the
 * first.
 */
export async function openPicture(
  bytes: Uint8Array,
  keeps: (source: PictureSource) => boolean = () => false,
): Promise<Picture> {
  const { source, hasAlpha: isKnown } = await inspectPicture(bytes)
  const { width, height, format } = source
  const frameCount = keeps(source) ? source.frameCount : 1
  const pixels = pixelCount(source, frameCount)
  if (pixels > DECODED_PIXELS) {
    const data = { pixels, limit: DECODED_PIXELS, more: SOURCE_LIMITS.pixels }
    throw refuse('ImageTooLarge', 400, TOO_MANY_HERE, data, '0040-00000012')
  }
  if (frameCount > FRAMES) throw refuse('ImageTooLarge', 400, TOO_MANY_FRAMES, { frameCount, limit: FRAMES })
  const frames = await openFrames(source, frameCount)
  const hasAlpha = isKnown ?? (await pixelsOf(firstFrame({ frames }))).channels === 4
  return { width, height, frames, hasAlpha, source, output: { format, isProgressive: false } }
}

async function openFrames(source: PictureSource, frameCount: number): Promise<readonly Frame[]> {
  const { bytes, format, width, height } = source
  if (format === 'bmp') return [await toFrame(decodeBmp(bytes))]
  const sharp = await loadSharp()
  const options = { limitInputPixels: DECODED_PIXELS, animated: frameCount > 1 }
  if (frameCount === 1) return [{ image: sharp(bytes, options), isPending: false }]
  const { data, channels } = await pixelsOf({ image: sharp(bytes, options), isPending: true })
  const size = pixelCount(source) * channels
  const slices = Array.from({ length: frameCount }, (_, index) => data.subarray(index * size, (index + 1) * size))
  return Promise.all(slices.map(slice => toFrame({ data: slice, width, height, channels })))
}

/** What the decoder says, without the words of an encoder that got no pixels from it, and of parts of the picture. */
function findReason(message: string): string | undefined {
  const told = message.split('\n').find(line => !/unable to write|treated as error|error in tile/i.test(line))
  return told?.replace(/[.:\s]+$/, '')
}

/** Runs work on a picture and tells what the decoder says when it gives up on one whose header looked right. */
export async function guardDecoding<T>(bytes: Uint8Array, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal || error instanceof TypeError) throw error
    const reason = findReason(errorText(error))
    const format = sniffFormat(bytes)?.toUpperCase() ?? ''
    // The sharp of the registry is built without HEVC, for its patents.
    if (format === 'HEIC') throw notImplemented(NO_HEIC, { reason: reason ?? '' })
    throw refuse('BadRequest', 400, reason === undefined ? DAMAGED : UNDECODABLE, { format, reason: reason ?? '' })
  }
}
