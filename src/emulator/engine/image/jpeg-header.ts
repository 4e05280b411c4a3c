import type { Sides } from '../../../trace/image/geometry.ts'
import { readExif } from './exif.ts'

/** A part of a JPG file in front of its pixels: the bytes behind the length. */
interface JpegSegment {
  readonly marker: number
  readonly content: Uint8Array
}

const FILL = 0xff
const SCAN = 0xda
const EXIF = 0xe1

/** The parts of a JPG up to where its pixels begin, that one last. Source: ITU-T T.81, Annex B. */
export function* segmentsOf(bytes: Uint8Array): Generator<JpegSegment> {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === FILL; ) {
    const marker = bytes[at + 1] ?? 0
    if (marker === FILL) {
      at++
      continue
    }
    const length = word(bytes, at + 2)
    if (length < 2) return
    yield { marker, content: bytes.subarray(at + 4, at + 2 + length) }
    if (marker === SCAN) return
    at += 2 + length
  }
}

/** Two bytes as a number. */
export function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

/** What a JPG says in front of its pixels. */
export interface JpegHeader extends Sides {
  /** 1 to 8. */
  readonly orientation: number
  readonly exif?: Uint8Array | undefined
}

/** Reads the header; undefined where it is not whole, or does not tell the sides. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  let [sides, exif]: [Sides | undefined, Uint8Array | undefined] = [undefined, undefined]
  let isWhole = false
  for (const { marker, content } of segmentsOf(bytes)) {
    isWhole = marker === SCAN
    if (isFrame(marker)) sides ??= { height: word(content, 1), width: word(content, 3) }
    else if (marker === EXIF && isExif(content)) exif ??= content
  }
  if (!isWhole || !sides || sides.width === 0 || sides.height === 0) return undefined
  const orientation = Number(exif && readExif(exif).get('Orientation'))
  return { ...sides, orientation: orientation >= 1 && orientation <= 8 ? orientation : 1, exif }
}

/** The markers C0 to CF, but those of tables (C4, CC) and of nothing (C8). */
const isFrame = (marker: number): boolean => marker >> 4 === 0xc && ![0xc4, 0xc8, 0xcc].includes(marker)

const isExif = (content: Uint8Array): boolean => Buffer.from(content.subarray(0, 4)).toString('latin1') === 'Exif'
