import { randomUUID } from 'node:crypto'
import { closeSync, linkSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { contentTypeOfKey } from './content-type.ts'
import { findStats, isMissing, type OpenedFile, readFrom } from './files.ts'
import { tooLarge } from './refusals.ts'
import type { Sidecar } from './sidecar.ts'
import type { ObjectInfo, OpenObject } from './store.ts'
import { type Digest, digestOf } from './write.ts'

/** An object as its file and its sidecar tell it. */
export function toObject(bucket: string, key: string, file: string, sidecar: Sidecar): ObjectInfo {
  const { contentType = contentTypeOfKey(key), ...known } = sidecar
  const lastModified = new Date(Math.floor(sidecar.mtimeMs / 1000) * 1000)
  return { bucket, key, file, ...known, contentType, lastModified }
}

/** An open file as an object. */
export function toOpenObject(object: ObjectInfo, descriptor: number): OpenObject {
  let isOpen = true
  const close = () => {
    if (isOpen) closeSync(descriptor)
    isOpen = false
  }
  const read = (first?: number, last?: number) =>
    Readable.from(readFrom(descriptor, first, last), { objectMode: false, highWaterMark: 0 })
  return { object, descriptor, read, close, [Symbol.dispose]: close }
}

/** Gives the file of an object another name; undefined where it has been replaced meanwhile. Where there are no such names it is the object. */
export function hold(object: ObjectInfo, folder: string): ObjectInfo | undefined {
  const [extension = ''] = /\.\w{1,8}$/.exec(object.key) ?? []
  const file = path.join(folder, `source-${randomUUID()}${extension}`)
  try {
    linkSync(object.file, file)
  } catch (error) {
    return isMissing(error) ? undefined : object
  }
  if (findStats(file)?.ino === object.ino) return { ...object, file }
  rmSync(file)
  return undefined
}

/** Takes a finished file over, synced, and says what it holds. */
export async function adopt(source: string, file: string, limit: number): Promise<Digest> {
  if ((findStats(source)?.size ?? 0) > limit) throw tooLarge(limit)
  await rename(source, file)
  const handle = await open(file, 'r')
  try {
    await handle.sync()
    return await digestOf(handle.fd)
  } finally {
    await handle.close()
  }
}

/** Digests that are remembered of files that a person has put there. */
const DIGESTS = 10_000

/** Digests of files that nobody has told anything of; the same file is read once. */
export function createDigests(): (file: OpenedFile) => Promise<Digest> {
  const known = new Map<string, Promise<Digest>>()
  return ({ descriptor, stats }) => {
    const { dev, ino, size, mtimeMs } = stats
    const name = [dev, ino, size, mtimeMs].join()
    const before = known.get(name)
    if (before) return before
    if (known.size >= DIGESTS) known.clear()
    const digest = digestOf(descriptor)
    known.set(name, digest)
    digest.catch(() => known.delete(name))
    return digest
  }
}
