const HEADER = 13
const EXTENSION = 0x21
const GRAPHIC_CONTROL = 0xf9
const IMAGE = 0x2c
const LONGEST = 0xffff

/** Writes the delay of each frame into a GIF, in units of 10 ms, in place. Source: GIF89a (1990), sections 20 to 23. */
export function setGifDelays(file: Buffer, delays: readonly number[]): void {
  let frame = 0
  for (let at = HEADER + tableBytes(file[10] ?? 0); at < file.length; ) {
    if (file[at] === EXTENSION) {
      if (file[at + 1] === GRAPHIC_CONTROL) {
        file.writeUInt16LE(Math.min(LONGEST, delays[frame] ?? 0), at + 4)
        frame++
      }
      at = endOfBlocks(file, at + 2)
    } else if (file[at] === IMAGE) {
      // A descriptor of ten bytes, colours of its own, and the width of the first codes.
      at = endOfBlocks(file, at + 10 + tableBytes(file[at + 9] ?? 0) + 1)
    } else {
      return
    }
  }
}

/** Bytes of the colour table that the flags of a descriptor announce. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

function endOfBlocks(file: Buffer, start: number): number {
  let at = start
  while ((file[at] ?? 0) !== 0) at += 1 + (file[at] ?? 0)
  return at + 1
}
