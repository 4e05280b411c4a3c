import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { type Ffmpeg, findFfmpeg, type Outcome, Refusal } from '../../../src/emulator/engine/index.ts'
import type { Problem } from '../../../src/emulator/engine/problem.ts'
import { openStore } from '../../../src/emulator/store/open.ts'
import type { Store } from '../../../src/emulator/store/store.ts'

/** A folder that is gone after the test. */
export interface Folder extends AsyncDisposable {
  readonly path: string
}

/** Makes a folder below the one for temporary files. */
export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'oss-process-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Any ffmpeg of this machine, or the WebAssembly build; looked for once. */
export function anyFfmpeg(): Promise<Outcome<Ffmpeg>> {
  return findFfmpeg({ environment: { PATH: process.env.PATH } })
}

/** The bytes of a clip. */
export function readClip(name: string): Promise<Buffer> {
  return readFile(new URL(`../../fixtures/media/${name}`, import.meta.url))
}

/** A picture with a gradient. */
export async function makePicture(width: number, height: number, format: 'jpg' | 'png' = 'png'): Promise<Buffer> {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 7) % 256)
  const image = sharp(data, { raw: { width, height, channels: 3 } })
  return format === 'jpg' ? image.jpeg().toBuffer() : image.png().toBuffer()
}

/** A store with a bucket `source` that holds a picture and clips, and an empty bucket `target`. */
export async function makeStore(folder: string): Promise<Store> {
  const store = await openStore(folder)
  await store.putBucket('source')
  await store.putBucket('target')
  await store.putObject('source', 'a/picture.png', await makePicture(120, 80))
  for (const name of ['numbered-2s.mp4', 'sound.mp4', 'tone.mp3']) {
    await store.putObject('source', `clips/${name}`, await readClip(name))
  }
  return store
}

/** The problem of a refusal; fails the test where the work succeeds or fails otherwise. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error.problem
    throw error
  }
  throw new Error('expected a refusal')
}
