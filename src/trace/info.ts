import type { Facts } from './facts.ts'

/**
 * The facts that the answer of `image/info` or `video/info` tells; undefined for any other value. Of the names that a
 * container has the extension of the object is taken, where it is one of them.
 * Source: Query image information (2024, 2026); Query video information; IMM DetectMediaMeta.
 *
 *     factsOfInfo({ Format: { value: 'jpg' }, ImageWidth: { value: '4000' }, ImageHeight: { value: '3000' } })
 *     // { kind: 'image', format: 'jpg', width: 4000, height: 3000, orientation: 1 }
 */
export function factsOfInfo(answer: unknown, extension = ''): Facts | undefined {
  if (fieldOf(answer, 'ImageWidth') !== undefined) return factsOfPicture(answer)
  if (fieldOf(answer, 'FormatName') !== undefined) return factsOfMedia(answer, extension)
  return undefined
}

function factsOfPicture(answer: unknown): Facts {
  const number = (name: string) => numberOf(fieldOf(fieldOf(answer, name), 'value'))
  const orientation = number('Orientation') ?? 1
  return {
    kind: 'image',
    format: textOf(fieldOf(fieldOf(answer, 'Format'), 'value')),
    width: number('ImageWidth'),
    height: number('ImageHeight'),
    frames: number('FrameCount'),
    // Numbers beyond are no orientation, and leave a picture as it is.
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    bytes: number('FileSize'),
  }
}

/** How a turn of a video is written as an EXIF orientation. */
export const TURNS: Readonly<Record<number, number>> = { 0: 1, 90: 6, 180: 3, 270: 8 }

function factsOfMedia(answer: unknown, extension: string): Facts {
  const video = firstOf(fieldOf(answer, 'VideoStreams'))
  const hasAudio = firstOf(fieldOf(answer, 'AudioStreams')) !== undefined
  const names = (textOf(fieldOf(answer, 'FormatName')) ?? '').split(',')
  const [name = ''] = names
  const common = {
    format: names.includes(extension) ? extension : (NAMES[name] ?? name),
    duration: numberOf(fieldOf(answer, 'Duration')),
    bytes: numberOf(fieldOf(answer, 'Size')),
    hasAudio,
  }
  return video === undefined ? { kind: 'audio', ...common } : { kind: 'video', ...common, ...factsOfStream(video) }
}

/** The first name of a demuxer, where it is not the one of the files. */
const NAMES: Readonly<Record<string, string>> = { mov: 'mp4', matroska: 'mkv', mpegts: 'ts' }

function factsOfStream(stream: unknown): Partial<Facts> {
  const turned = ((numberOf(fieldOf(stream, 'Rotate')) ?? 0) + 360) % 360
  const sides = [numberOf(fieldOf(stream, 'Width')), numberOf(fieldOf(stream, 'Height'))]
  const [width, height] = turned % 180 === 0 ? sides : sides.reverse()
  const [rate, average] = [ratioOf(fieldOf(stream, 'FrameRate')), ratioOf(fieldOf(stream, 'AverageFrameRate'))]
  return {
    width,
    height,
    orientation: TURNS[turned],
    frames: numberOf(fieldOf(stream, 'FrameCount')),
    frameRate: average ?? rate,
    // Rates that differ tell that frames do not follow each other evenly, and without a count the sound may be longer.
    isSteady: rate !== undefined && rate === average && numberOf(fieldOf(stream, 'FrameCount')) !== undefined,
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined)

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** A number, or a text that is one. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** `30000/1001` */
function ratioOf(value: unknown): number | undefined {
  const [above, below = '1'] = (textOf(value) ?? '').split('/')
  const [upper, lower] = [numberOf(above), numberOf(below)]
  return upper && lower ? upper / lower : undefined
}
