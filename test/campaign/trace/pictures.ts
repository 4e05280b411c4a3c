import sharp from 'sharp'
import { joinWebp } from '../../../src/emulator/engine/webp-animation.ts'
import type { Facts } from '../../../src/trace/facts.ts'

/** A picture file and what is known of it. */
export interface Sample {
  readonly name: string
  readonly bytes: Uint8Array
  readonly facts: Facts
}

const noise = (width: number, height: number, channels: 3 | 4 = 3) => {
  const data = Buffer.alloc(width * height * channels)
  for (let at = 0; at < data.length; at++) data[at] = (at * 31) % 251
  return sharp(data, { raw: { width, height, channels } })
}

type Sides = readonly [width: number, height: number]

const SIDES: readonly Sides[] = [
  [64, 48],
  [61, 47],
  [48, 64],
  [1, 1],
  [1, 40],
  [300, 1],
  [400, 300],
]

async function still(format: 'jpg' | 'png' | 'webp' | 'tiff', [width, height]: Sides): Promise<Sample> {
  const image = noise(width, height)
  const writers = {
    jpg: () => image.jpeg(),
    png: () => image.png(),
    webp: () => image.webp(),
    tiff: () => image.tiff(),
  }
  const bytes = await writers[format]().toBuffer()
  return {
    name: `${format} ${width}x${height}`,
    bytes,
    facts: { kind: 'image', format, width, height, frames: 1, orientation: 1, bytes: bytes.length },
  }
}

async function turned(orientation: number): Promise<Sample> {
  const bytes = await noise(64, 40).withMetadata({ orientation }).jpeg().toBuffer()
  const facts = { kind: 'image', format: 'jpg', width: 64, height: 40, frames: 1, orientation } as const
  return { name: `jpg orientation ${orientation}`, bytes, facts }
}

async function moving(format: 'gif' | 'webp', frames: number, [width, height]: Sides): Promise<Sample> {
  const shades = ['#ff0000', '#ff0000', '#00ff00', '#0000ff', '#ffff00'].slice(0, frames)
  const pages = shades.map(background => sharp({ create: { width, height, channels: 3, background } }))
  const delays = frames > 1 ? shades.map((_, index) => 30 + index * 10) : []
  const name = `${format} of ${frames} frames ${width}x${height}`
  const facts = { kind: 'image', format, width, height, frames, orientation: 1 } as const
  if (format === 'webp') {
    const stills = await Promise.all(pages.map(page => page.webp().toBuffer()))
    return { name, facts, bytes: joinWebp(stills, { width, height }, { delays, loop: 0 }) }
  }
  const roll = Buffer.concat(await Promise.all(pages.map(page => page.raw().toBuffer())))
  const image = sharp(roll, { raw: { width, height: height * frames, channels: 3, pageHeight: height } })
  return {
    name,
    facts,
    bytes: await image.gif({ ...(frames > 1 && { delay: delays }), keepDuplicateFrames: true }).toBuffer(),
  }
}

async function odd(name: string, make: () => Promise<Buffer>, facts: Partial<Facts>): Promise<Sample> {
  const bytes = await make()
  return { name, bytes, facts: { kind: 'image', width: 64, height: 48, frames: 1, orientation: 1, ...facts } }
}

/** Some forty pictures of many kinds. */
export async function makePictures(): Promise<readonly Sample[]> {
  const formats = ['jpg', 'png', 'webp', 'tiff'] as const
  const stills = formats.flatMap(format => SIDES.map(sides => still(format, sides)))
  const orientations = [2, 3, 4, 5, 6, 7, 8].map(turned)
  const animations = [
    moving('gif', 1, [40, 30]),
    moving('gif', 4, [40, 30]),
    moving('gif', 5, [7, 90]),
    moving('webp', 4, [40, 30]),
    moving('webp', 5, [90, 7]),
  ]
  const odds = [
    odd('bmp', () => bmp(), { format: 'bmp' }),
    odd('grey jpg', () => noise(64, 48).greyscale().toColourspace('b-w').jpeg().toBuffer(), { format: 'jpg' }),
    odd('16-bit png', () => noise(64, 48).toColourspace('rgb16').png().toBuffer(), { format: 'png' }),
    odd('png with alpha', () => noise(64, 48, 4).png().toBuffer(), { format: 'png', hasAlpha: true }),
    odd('long png', () => noise(16_000, 20).png().toBuffer(), { format: 'png', width: 16_000, height: 20 }),
    odd('tall jpg', () => noise(20, 16_000).jpeg().toBuffer(), { format: 'jpg', width: 20, height: 16_000 }),
    odd('avif', () => noise(64, 48).avif({ effort: 0 }).toBuffer(), { format: 'avif' }),
  ]
  return Promise.all([...stills, ...orientations, ...animations, ...odds])
}

/** 24 bits, rows from the bottom. */
async function bmp(): Promise<Buffer> {
  const { encodeBmp } = await import('../../../src/emulator/engine/image/bmp.ts')
  const data = await noise(64, 48).raw().toBuffer()
  return encodeBmp({ data, width: 64, height: 48, channels: 3 })
}
