import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { type Refusal, refuse } from '../problem.ts'

/** Pixels of one picture, rows from the top, bytes R, G, B and with four channels A. */
export interface RawPixels {
  readonly data: Buffer
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
}

const HEADER = 14
const V4_HEADER = 108
const BIT_FIELDS = 3

const BROKEN: Localized = { en: 'The BMP picture cannot be read: {reason}.', zh: '无法读取 BMP 图片：{reason}。' }

interface BmpHeader {
  readonly offset: number
  readonly palette: number
  readonly width: number
  readonly height: number
  readonly isTopDown: boolean
  readonly bits: number
  /** The bits of red, green, blue and alpha in a pixel; none where it is whole bytes or a place in the palette. */
  readonly masks: readonly number[]
  readonly hasAlpha: boolean
}

/** Sides of a BMP picture in px, without decoding it. */
export function bmpSize(bytes: Uint8Array): { width: number; height: number } {
  const { width, height } = readHeader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return { width, height }
}

/** Decodes BMP with 1, 4 or 8 bits and a palette, or 16, 24 or 32 bits, uncompressed. sharp does not read BMP. */
export function decodeBmp(bytes: Uint8Array): RawPixels {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = readHeader(file)
  const { width, height, bits, isTopDown, offset } = header
  const stride = Math.ceil((width * bits) / 32) * 4
  if (file.length < offset + stride * height) throw broken({ en: 'it ends too early', zh: '数据不完整' })
  const channels = header.hasAlpha ? 4 : 3
  const data = Buffer.alloc(width * height * channels)
  for (let y = 0; y < height; y++) {
    const row = offset + stride * (isTopDown ? y : height - 1 - y)
    for (let x = 0; x < width; x++) copyPixel(file, header, row, x, data, (y * width + x) * channels)
  }
  return { data, width, height, channels }
}

function readHeader(file: Buffer): BmpHeader {
  if (file.length < HEADER + 40) throw broken({ en: 'its header is too short', zh: '文件头过短' })
  const size = file.readUInt32LE(HEADER)
  const bits = file.readUInt16LE(28)
  const compression = file.readUInt32LE(30)
  const hasFields = compression === BIT_FIELDS && (bits === 16 || bits === 32)
  const isKnown = [1, 4, 8, 16, 24, 32].includes(bits) && (compression === 0 || hasFields)
  if (size < 40 || !isKnown) throw broken({ en: 'this kind of BMP is not supported', zh: '不支持这种 BMP' })
  const width = file.readInt32LE(18)
  const height = file.readInt32LE(22)
  if (width < 1 || height === 0) throw broken({ en: 'its size is wrong', zh: '尺寸有误' })
  if (file.length < HEADER + Math.max(Math.min(size, 56), hasFields ? 52 : 0))
    throw broken({ en: 'its header is too short', zh: '文件头过短' })
  const alphaMask = size >= 56 && hasFields ? file.readUInt32LE(66) : 0
  const told = hasFields ? [...[54, 58, 62].map(at => file.readUInt32LE(at)), alphaMask] : []
  return {
    offset: file.readUInt32LE(10),
    palette: HEADER + size,
    width,
    height: Math.abs(height),
    isTopDown: height < 0,
    bits,
    masks: bits === 16 && !hasFields ? FIVE_BITS : told,
    hasAlpha: alphaMask !== 0,
  }
}

/** What stands in 16 bits where the header does not tell. */
const FIVE_BITS = [0x7c00, 0x3e0, 0x1f]

function copyPixel(file: Buffer, header: BmpHeader, row: number, x: number, data: Buffer, to: number): void {
  const { bits, masks, hasAlpha } = header
  if (masks.length > 0) {
    const bytes = bits / 8
    const value = file.readUIntLE(row + x * bytes, bytes)
    for (let channel = 0; channel < (hasAlpha ? 4 : 3); channel++) {
      data[to + channel] = fieldOf(value, masks[channel] ?? 0)
    }
    return
  }
  const from = pixelAt(file, header, row, x)
  data[to] = file[from + 2] ?? 0
  data[to + 1] = file[from + 1] ?? 0
  data[to + 2] = file[from] ?? 0
}

/** The bits of a value that a mask tells, as a byte. */
function fieldOf(value: number, mask: number): number {
  if (mask === 0) return 0
  const shift = 31 - Math.clz32(mask & -mask)
  return Math.round((255 * ((value & mask) >>> shift)) / (mask >>> shift))
}

/** Where the blue byte of a pixel stands: in the row, or in the palette. */
function pixelAt(file: Buffer, { bits, palette }: BmpHeader, row: number, x: number): number {
  if (bits >= 24) return row + (x * bits) / 8
  const byte = file[row + ((x * bits) >> 3)] ?? 0
  const shift = 8 - bits - ((x * bits) & 7)
  return palette + 4 * ((byte >> shift) & ((1 << bits) - 1))
}

/** Encodes BMP: 24 bits, or 32 bits with a V4 header where there is an alpha channel. */
export function encodeBmp({ data, width, height, channels }: RawPixels): Buffer {
  const hasAlpha = channels === 2 || channels === 4
  const bits = hasAlpha ? 32 : 24
  const stride = Math.ceil((width * bits) / 32) * 4
  const offset = HEADER + (hasAlpha ? V4_HEADER : 40)
  const file = Buffer.alloc(offset + stride * height)
  writeHeader(file, { width, height, bits, offset, isV4: hasAlpha })
  const [green, blue, alpha] = channels < 3 ? [0, 0, 1] : [1, 2, 3]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * channels
      const to = offset + stride * (height - 1 - y) + (x * bits) / 8
      file[to] = data[from + blue] ?? 0
      file[to + 1] = data[from + green] ?? 0
      file[to + 2] = data[from] ?? 0
      if (hasAlpha) file[to + 3] = data[from + alpha] ?? 0
    }
  }
  return file
}

interface BitmapLayout {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly offset: number
  readonly isV4: boolean
}

function writeHeader(file: Buffer, { width, height, bits, offset, isV4 }: BitmapLayout): void {
  file.write('BM', 0, 'latin1')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(offset, 10)
  file.writeUInt32LE(offset - HEADER, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(bits, 28)
  file.writeUInt32LE(isV4 ? BIT_FIELDS : 0, 30)
  file.writeUInt32LE(file.length - offset, 34)
  if (!isV4) return
  const masks = [0xff0000, 0xff00, 0xff, 0xff000000]
  masks.forEach((mask, index) => {
    file.writeUInt32LE(mask, 54 + 4 * index)
  })
  file.write('BGRs', 70, 'latin1')
}

function broken(reason: Localized): Refusal {
  return refuse('BadRequest', 400, BROKEN, { reason })
}
