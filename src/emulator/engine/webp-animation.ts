import type { Sides } from '../../trace/image/geometry.ts'

const CHUNKS = 12
const CHUNK_HEADER = 8
/** What a frame keeps of its own file: the pixels. */
const PIXELS = ['ALPH', 'VP8 ', 'VP8L']
const ANIMATED = 0x02
const ALPHA = 0x10
const NO_BLENDING = 0x02
const LONGEST = 0xffffff

/** The timing of an animation: the delay of each frame in ms, and how often it plays, 0 for ever. */
export interface Timing {
  readonly delays: readonly number[]
  readonly loop: number
}

/**
 * Joins still WebP files of one size to an animation. Encoders of whole animations merge frames that look alike and raise
 * short delays; here every frame stays, for as long as it was given. Source: WebP Container Specification (2012, 2024).
 */
export function joinWebp(stills: readonly Uint8Array[], sides: Sides, { delays, loop }: Timing): Buffer {
  const frames = stills.map((still, index) => webpFrame(still, sides, delays[index] ?? 0))
  const bytes = frames.reduce((sum, frame) => sum + frame.length, 0)
  return Buffer.concat([webpHead(sides, { loop, bytes, hasAlpha: stills.some(hasAlpha) }), ...frames])
}

/** What the head of an animation tells of its frames: their bytes, and whether one of them is transparent somewhere. */
export interface WebpHead {
  readonly loop: number
  readonly bytes: number
  readonly hasAlpha: boolean
}

/** The start of an animation. */
export function webpHead({ width, height }: Sides, { loop, bytes, hasAlpha }: WebpHead): Buffer {
  const flags = ANIMATED | (hasAlpha ? ALPHA : 0)
  const canvas = chunk('VP8X', [number(flags, 4), number(width - 1, 3), number(height - 1, 3)])
  const timing = chunk('ANIM', [number(0, 4), number(loop, 2)])
  const form = Buffer.concat([Buffer.from('WEBP'), canvas, timing])
  return Buffer.concat([Buffer.from('RIFF'), number(form.length + bytes, 4), form])
}

/** One frame of an animation, made of a still file; the delay in ms. */
export function webpFrame(still: Uint8Array, { width, height }: Sides, delay: number): Buffer {
  const duration = number(Math.min(LONGEST, Math.max(0, Math.round(delay))), 3)
  const sides = [number(width - 1, 3), number(height - 1, 3)]
  return chunk('ANMF', [number(0, 6), ...sides, duration, number(NO_BLENDING, 1), ...pixelChunks(still)])
}

const number = (value: number, bytes: number): Buffer => {
  const field = Buffer.alloc(bytes)
  field.writeUIntLE(value, 0, bytes)
  return field
}

/** A chunk is padded to an even length. */
function chunk(name: string, parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.from(name), number(length, 4), ...parts, Buffer.alloc(length % 2)])
}

function pixelChunks(still: Uint8Array): readonly Buffer[] {
  const file = Buffer.from(still.buffer, still.byteOffset, still.byteLength)
  const chunks: Buffer[] = []
  for (let at = CHUNKS; at + CHUNK_HEADER <= file.length; ) {
    const length = file.readUInt32LE(at + 4)
    const end = at + CHUNK_HEADER + length + (length % 2)
    if (PIXELS.includes(file.toString('latin1', at, at + 4))) chunks.push(file.subarray(at, end))
    at = end
  }
  return chunks
}

/** Whether a still file is transparent somewhere. Lossless pixels tell by the bit behind both sides, lossy ones by a chunk of their own. */
export function hasAlpha(still: Uint8Array): boolean {
  return pixelChunks(still).some(bytes => {
    const name = bytes.toString('latin1', 0, 4)
    return name === 'ALPH' || (name === 'VP8L' && ((bytes[CHUNK_HEADER + 4] ?? 0) & 0x10) !== 0)
  })
}
