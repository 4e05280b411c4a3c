import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { resolveLink } from '../files/durable.ts'

/**
 * Replaces a file as one step: a new file is written beside it and takes its name, so that whoever reads sees the old or the new one
 * whole, also when the disk is full. The mode stays; a symbolic link stays a link. A file that has several names, or whose owner a new
 * file would not have, is written in its place, so that these stay too. What is no file, such as a pipe or a device, is written to.
 * @throws the error of the file system; the old file is untouched then.
 */
export function replaceFile(file: string, content: string | Uint8Array | Iterable<string>): void {
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats && !stats.isFile() && !stats.isDirectory()) {
    writeWhole(file, 'w', pieces)
    return
  }
  if (stats?.isFile() && stats.nlink > 1) {
    writeInPlace(file, pieces)
    return
  }
  const target = resolveLink(file)
  const mode = stats?.mode
  if (mode !== undefined) accessSync(target, constants.W_OK)
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.${counter++}.tmp`)
  try {
    writeWhole(temporary, 'wx', pieces)
    if (stats && !takesOwner(temporary, stats)) {
      writeInPlace(target, [readFileSync(temporary)])
      rmSync(temporary, { force: true })
      return
    }
    if (mode !== undefined) chmodSync(temporary, mode)
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Replaces a file that still holds what was read; false, and nothing is written, where somebody changed it meanwhile. */
export function replaceUnchanged(file: string, before: Uint8Array, after: string): boolean {
  if (!readFileSync(file).equals(before)) return false
  replaceFile(file, after)
  return true
}

/** Gives a new file the owner and group of the old one; false where that is not allowed. */
function takesOwner(file: string, { uid, gid }: Stats): boolean {
  const made = statSync(file)
  if (made.uid === uid && made.gid === gid) return true
  try {
    chownSync(file, uid, gid)
    return true
  } catch {
    return false
  }
}

/** Writes over a file, all at once: what is half made never reaches it. */
function writeInPlace(file: string, pieces: Iterable<string | Uint8Array>): void {
  const bytes = Buffer.concat(Array.from(pieces, piece => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
  writeWhole(file, 'r+', [bytes])
  truncateSync(file, bytes.length)
}

let counter = 0

function writeWhole(file: string, flags: 'w' | 'wx' | 'r+', pieces: Iterable<string | Uint8Array>): void {
  const descriptor = openSync(file, flags)
  try {
    for (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
    }
    if (flags !== 'w') fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
