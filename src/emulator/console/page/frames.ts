/** Frames of an animated picture, read from its bytes; undefined where the format is none of GIF, WebP and PNG. */
export function countFrames(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = textAt(bytes, 0, 4)
  if (start === 'GIF8') return countGif(view)
  if (start === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return countWebp(bytes, view)
  return start === '\x89PNG' ? countPng(bytes, view) : undefined
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

const byteAt = (view: DataView, at: number): number => (at < view.byteLength ? view.getUint8(at) : 0)

/** Bytes of a colour table whose flags are these. */
const tableSize = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)

/** Blocks of a GIF: 0x2C is a picture, 0x21 an extension, 0x3B the end. */
function countGif(view: DataView): number {
  let frames = 0
  let at = 13 + tableSize(byteAt(view, 10))
  while (at < view.byteLength) {
    const block = byteAt(view, at)
    if (block === 0x2c) {
      frames += 1
      at = skipBlocks(view, at + 11 + tableSize(byteAt(view, at + 9)))
    } else if (block === 0x21) at = skipBlocks(view, at + 2)
    else break
  }
  return frames
}

/** Behind a row of blocks, each with its length in front, an empty one at the end. */
function skipBlocks(view: DataView, start: number): number {
  let at = start
  for (let size = byteAt(view, at); size > 0; size = byteAt(view, at)) at += size + 1
  return at + 1
}

function countWebp(bytes: Uint8Array, view: DataView): number {
  let frames = 0
  for (let at = 12; at + 8 <= bytes.length; ) {
    if (textAt(bytes, at, 4) === 'ANMF') frames += 1
    const size = view.getUint32(at + 4, true)
    at += 8 + size + (size & 1)
  }
  return Math.max(1, frames)
}

/** An animated PNG says its frames in `acTL`, before the first data. */
function countPng(bytes: Uint8Array, view: DataView): number {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const kind = textAt(bytes, at + 4, 4)
    if (kind === 'acTL') return view.getUint32(at + 8)
    if (kind === 'IDAT') break
  }
  return 1
}
