import { open, readFile } from 'node:fs/promises'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Facts } from '../trace/facts.ts'
import { SNIFFED_BYTES, sniffFormat } from './engine/image/formats.ts'
import { inspectPicture } from './engine/image/open.ts'
import { findFfmpeg, Refusal } from './engine/index.ts'
import { probeFacts } from './engine/media/facts.ts'
import { refuse } from './engine/problem.ts'

const NO_PICTURE: Localized = {
  en: 'It is none of the pictures that OSS processes: JPG, PNG, BMP, GIF, WebP, TIFF, HEIC or AVIF. {reason}',
  zh: '它不是 OSS 可处理的图片（JPG、PNG、BMP、GIF、WebP、TIFF、HEIC 或 AVIF）。{reason}',
}

/**
 * The facts of a picture, video or sound on this machine, for a trace.
 * @throws a Refusal where the file is none of them, and the error of the file system where it cannot be read.
 */
export async function factsOfFile(
  file: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Facts> {
  if (sniffFormat(await headOf(file)) !== undefined) return factsOfPicture(file)
  const ffmpeg = await findFfmpeg({ environment })
  if (!ffmpeg.ok) throw new Refusal(ffmpeg.problem)
  return probeFacts(ffmpeg.value, file).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    const { code, httpStatus, message } = error.problem
    throw refuse(code, httpStatus, NO_PICTURE, { reason: message })
  })
}

async function factsOfPicture(file: string): Promise<Facts> {
  const { source, hasAlpha } = await inspectPicture(await readFile(file))
  const { format, width, height, frameCount, orientation } = source
  return {
    kind: 'image',
    format,
    width,
    height,
    frames: frameCount,
    orientation,
    hasAlpha,
    bytes: source.bytes.length,
  }
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
