import { createReadStream, readFileSync } from 'node:fs'
import { dirname, isAbsolute, normalize, resolve } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { IncludeLoader } from './include.ts'

/** Reads an included file from the disk, relative to the file that includes it. */
export const loadFile: IncludeLoader = (path, from) => {
  const name = beside(path, from)
  try {
    return { name, text: readFileSync(name, 'utf8') }
  } catch {
    return undefined
  }
}

/** A path as written in a file, seen from where the program runs. */
function beside(path: string, from: string): string {
  return isAbsolute(path) ? path : normalize(`${dirname(from)}/${path}`)
}

/** Opens a manifest as a stream of bytes, unpacked where it is packed. Errors come out of the stream. */
export function openFile(path: string, from: string, gzip: boolean): AsyncIterable<Uint8Array> {
  const file = createReadStream(resolve(beside(path, from)), { highWaterMark: 16_384 })
  if (!gzip) return file
  const unpacked = createGunzip({ chunkSize: 65_536 })
  // An error of the file has to end the stream that is read.
  file.on('error', error => unpacked.destroy(error))
  return file.pipe(unpacked)
}
