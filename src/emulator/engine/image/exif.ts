/** EXIF tags by number, with the names that `image/info` prints. Source: Exif 2.3, tables 4, 5, 12. */
const NAMES: Readonly<Record<number, string>> = {
  256: 'ImageWidth',
  257: 'ImageLength',
  270: 'ImageDescription',
  271: 'Make',
  272: 'Model',
  274: 'Orientation',
  282: 'XResolution',
  283: 'YResolution',
  296: 'ResolutionUnit',
  305: 'Software',
  306: 'DateTime',
  315: 'Artist',
  531: 'YCbCrPositioning',
  33432: 'Copyright',
  33434: 'ExposureTime',
  33437: 'FNumber',
  34665: 'ExifTag',
  34850: 'ExposureProgram',
  34853: 'GPSTag',
  34855: 'ISOSpeedRatings',
  36864: 'ExifVersion',
  36867: 'DateTimeOriginal',
  36868: 'DateTimeDigitized',
  37121: 'ComponentsConfiguration',
  37377: 'ShutterSpeedValue',
  37378: 'ApertureValue',
  37379: 'BrightnessValue',
  37380: 'ExposureBiasValue',
  37381: 'MaxApertureValue',
  37383: 'MeteringMode',
  37384: 'LightSource',
  37385: 'Flash',
  37386: 'FocalLength',
  40960: 'FlashpixVersion',
  40961: 'ColorSpace',
  40962: 'PixelXDimension',
  40963: 'PixelYDimension',
  41495: 'SensingMethod',
  41729: 'SceneType',
  41986: 'ExposureMode',
  41987: 'WhiteBalance',
  41988: 'DigitalZoomRatio',
  41989: 'FocalLengthIn35mmFilm',
  41990: 'SceneCaptureType',
}

const GPS_NAMES: Readonly<Record<number, string>> = {
  0: 'GPSVersionID',
  1: 'GPSLatitudeRef',
  2: 'GPSLatitude',
  3: 'GPSLongitudeRef',
  4: 'GPSLongitude',
  5: 'GPSAltitudeRef',
  6: 'GPSAltitude',
  7: 'GPSTimeStamp',
  18: 'GPSMapDatum',
  29: 'GPSDateStamp',
}

const EXIF_POINTER = 34665
const GPS_POINTER = 34853
const MAX_ENTRIES = 512

/** Bytes of one value, by EXIF type number. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 }

interface TiffReader {
  readonly view: DataView
  readonly isLittle: boolean
}

/** Reads an EXIF block, with or without its "Exif" prefix, as tag name -> text. A broken block gives what could be read. */
export function readExif(block: Uint8Array): ReadonlyMap<string, string> {
  const hasPrefix = Buffer.from(block.subarray(0, 4)).toString('latin1') === 'Exif'
  const bytes = hasPrefix ? block.subarray(6) : block
  const tags = new Map<string, string>()
  const order = Buffer.from(bytes.subarray(0, 2)).toString('latin1')
  if (bytes.length < 8 || (order !== 'II' && order !== 'MM')) return tags
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), isLittle: order === 'II' }
  readDirectory(reader, reader.view.getUint32(4, reader.isLittle), NAMES, tags)
  return tags
}

function readDirectory(
  reader: TiffReader,
  start: number,
  names: Readonly<Record<number, string>>,
  tags: Map<string, string>,
): void {
  const { view, isLittle } = reader
  if (start + 2 > view.byteLength) return
  const count = Math.min(view.getUint16(start, isLittle), MAX_ENTRIES)
  for (let index = 0; index < count; index++) {
    const at = start + 2 + 12 * index
    if (at + 12 > view.byteLength) return
    const tag = view.getUint16(at, isLittle)
    const name = names[tag]
    const text = name === undefined || tags.has(name) ? undefined : readValue(reader, at)
    if (name !== undefined && text !== undefined) tags.set(name, text)
    if (names === NAMES && tag === EXIF_POINTER) readDirectory(reader, view.getUint32(at + 8, isLittle), names, tags)
    if (names === NAMES && tag === GPS_POINTER) readDirectory(reader, view.getUint32(at + 8, isLittle), GPS_NAMES, tags)
  }
}

function readValue(reader: TiffReader, at: number): string | undefined {
  const { view, isLittle } = reader
  const type = view.getUint16(at + 2, isLittle)
  const count = view.getUint32(at + 4, isLittle)
  const size = SIZES[type]
  if (size === undefined || count === 0) return undefined
  const from = size * count <= 4 ? at + 8 : view.getUint32(at + 8, isLittle)
  if (from + size * count > view.byteLength) return undefined
  if (type === 2 || (type === 7 && isText(view, from, count))) return readText(view, from, count)
  const shown = Math.min(count, 16)
  return Array.from({ length: shown }, (_, index) => readNumber(reader, type, from + index * size)).join(' ')
}

/** Values of the type "undefined" are text (versions) or numbers (components). */
function isText(view: DataView, from: number, count: number): boolean {
  return new Uint8Array(view.buffer, view.byteOffset + from, count).every(byte => byte >= 0x20 && byte < 0x7f)
}

function readText(view: DataView, from: number, count: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + from, count)
  return Buffer.from(bytes).toString('utf8').replace(/\0+$/, '')
}

function readNumber({ view, isLittle }: TiffReader, type: number, at: number): string {
  switch (type) {
    case 3:
      return String(view.getUint16(at, isLittle))
    case 4:
      return String(view.getUint32(at, isLittle))
    case 5:
      return `${view.getUint32(at, isLittle)}/${view.getUint32(at + 4, isLittle)}`
    case 9:
      return String(view.getInt32(at, isLittle))
    case 10:
      return `${view.getInt32(at, isLittle)}/${view.getInt32(at + 4, isLittle)}`
    default:
      return String(view.getUint8(at))
  }
}
