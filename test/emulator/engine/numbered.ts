import sharp from 'sharp'

/** A position in a source frame of 96x54 px. */
export type Point = readonly [x: number, y: number]

/** Where a source position comes to lie in the output. */
export type Mapping = (point: Point) => Point

/** One in each band, near the middle, so that they survive a crop to a square. */
const PROBES: readonly Point[] = [
  [26, 27],
  [48, 27],
  [70, 27],
]

/** Reads the number that a frame carries in three base-7 digits. */
export function readNumber(at: (x: number, y: number) => number, map: Mapping = point => point): number {
  return PROBES.reduce((sum, point) => {
    const [x, y] = map(point)
    const luma = (at(Math.round(x), Math.round(y)) * 219) / 255 + 16
    return sum * 7 + Math.round((luma - 20) / 35)
  }, 0)
}

/** An animation taken apart. */
export interface Reading {
  readonly width: number
  readonly height: number
  readonly numbers: readonly number[]
  readonly delays: readonly number[]
  readonly pages: readonly Buffer[]
}

/** Reads all frames of an animation, or the one of a still, with the number that each carries. */
export async function readFrames(path: string, map?: Mapping): Promise<Reading> {
  const metadata = await sharp(path, { animated: true }).metadata()
  const width = metadata.width
  const height = metadata.pageHeight ?? metadata.height
  const { data, info } = await sharp(path, { animated: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const size = width * height * info.channels
  const pages = Array.from({ length: metadata.pages ?? 1 }, (_, page) => data.subarray(page * size, (page + 1) * size))
  const numbers = pages.map(page => readNumber((x, y) => page[(y * width + x) * info.channels] ?? 0, map))
  return { width, height, numbers, delays: metadata.delay ?? [], pages }
}
