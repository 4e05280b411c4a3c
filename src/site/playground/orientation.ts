const EXIF = 0x45786966
const ORIENTATION = 0x0112

/** The EXIF orientation of a JPG, 1 where it says none. */
export function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return 1
  for (let at = 2; at + 10 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda; ) {
    const size = view.getUint16(at + 2)
    if (bytes[at + 1] === 0xe1 && view.getUint32(at + 4) === EXIF) {
      const end = Math.min(bytes.length, at + 2 + size)
      return orientationIn(new DataView(bytes.buffer, bytes.byteOffset + at + 10, Math.max(0, end - at - 10)))
    }
    at += 2 + size
  }
  return 1
}

/** Looks for the orientation in the first directory of a TIFF. */
function orientationIn(tiff: DataView): number {
  if (tiff.byteLength < 10) return 1
  const isLittle = tiff.getUint16(0) === 0x4949
  const first = tiff.getUint32(4, isLittle)
  if (first + 2 > tiff.byteLength) return 1
  const count = tiff.getUint16(first, isLittle)
  for (let entry = 0; entry < count; entry++) {
    const at = first + 2 + entry * 12
    if (at + 10 > tiff.byteLength) return 1
    if (tiff.getUint16(at, isLittle) !== ORIENTATION) continue
    const value = tiff.getUint16(at + 8, isLittle)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
