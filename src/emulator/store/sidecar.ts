import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isMissing } from './plain-path.ts'
import type { ObjectAttributes, ObjectInfo } from './store.ts'
import type { Digest } from './write.ts'

/** What is known of an object beside its bytes. It holds for the file of just this size and time. */
export interface Sidecar extends Digest {
  readonly contentType?: string | undefined
  readonly headers: ObjectInfo['headers']
  readonly metadata: ObjectInfo['metadata']
  readonly tags: ObjectInfo['tags']
  readonly type: ObjectInfo['type']
}

/** The sidecar of an object with these bytes and attributes. */
export function toSidecar(digest: Digest, attributes: ObjectAttributes, type: ObjectInfo['type']): Sidecar {
  const { contentType, headers = {}, metadata = {}, tags = {} } = attributes
  return { ...digest, contentType, headers, metadata, tags, type }
}

/** Replaces a JSON file as one step, by way of a folder for drafts on the same disk. */
export async function writeJson(file: string, value: object, drafts: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const temporary = path.join(drafts, `${process.pid}.${counter++}.json`)
  try {
    await writeFile(temporary, JSON.stringify(value))
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

let counter = 0

/** The value of a JSON file; undefined where there is none, or a torn one. */
export async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Reads a sidecar that belongs to a file of this size and time. */
export async function findSidecar(file: string, stats: Pick<Digest, 'size' | 'mtimeMs'>): Promise<Sidecar | undefined> {
  const value = await readJson(file)
  return isSidecar(value) && value.size === stats.size && value.mtimeMs === stats.mtimeMs ? value : undefined
}

/** These files are written here only, whole or not at all: a look at the shape is enough. */
function isSidecar(value: unknown): value is Sidecar {
  return typeof value === 'object' && value !== null && 'etag' in value && 'tags' in value && 'mtimeMs' in value
}
