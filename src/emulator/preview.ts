import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findFfmpeg } from './engine/index.ts'
import { refuse } from './engine/problem.ts'
import { picturesHere } from './processing/pictures.ts'
import { createPlanner } from './processing/plan.ts'
import { type Made, runStages } from './processing/run-stages.ts'
import { contentTypeOfKey } from './store/content-type.ts'
import type { ObjectInfo } from './store/store.ts'

/** How to preview. */
export interface PreviewOptions {
  /** For the search of ffmpeg; `process.env` when not given. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
  readonly signal?: AbortSignal | undefined
  /** Called with the part that is done, 0 to 1. */
  readonly onProgress?: ((part: number) => void) | undefined
}

/** Nothing is saved, so that a string need not say where. */
const RULES = { 'missing-saveas': 'off', 'wrong-via': 'off' } as const

/**
 * Runs a process string on a local file, without a server. Other objects that the string names, such as the picture of a watermark, are
 * files in the folder of that file. `sys` stages are left out. The result is there while `use` runs.
 * Throws a Refusal where OSS would refuse, and the error of the file system where the file cannot be read.
 */
export async function preview<T>(
  file: string,
  process: string,
  use: (made: Made) => Promise<T>,
  options: PreviewOptions = {},
): Promise<T> {
  const source = await readSource(file)
  const folder = path.dirname(source.file)
  const getObject = (_: string, key: string) => readSource(path.join(folder, key))
  const findObject = (_: string, key: string) => findNeighbour(folder, key)
  const store = { findObject, getObject, holdObject: getObject, findStyle: noStyle }
  const { stages } = await createPlanner(store, RULES)(process, 'auto', source.bucket)
  const directory = await mkdtemp(path.join(tmpdir(), 'oss-process-preview-'))
  const { environment, signal, onProgress } = options
  try {
    const ffmpeg = () => findFfmpeg({ ...(environment && { environment }) })
    const scratch = () => mkdtemp(path.join(directory, 'work-'))
    return await use(
      await runStages(stages, { store, ffmpeg, pictures: picturesHere, source, scratch, signal, onProgress }),
    )
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function readSource(file: string): Promise<ObjectInfo> {
  const { size, mtime, mtimeMs, ino } = await stat(file)
  const [key, absolute] = [path.basename(file), path.resolve(file)]
  const unsaid = { headers: {}, metadata: {}, tags: {}, type: 'Normal', etag: '' } as const
  return {
    bucket: 'local',
    key,
    file: absolute,
    size,
    mtimeMs,
    ino,
    lastModified: mtime,
    contentType: contentTypeOfKey(key),
    ...unsaid,
  }
}

function noStyle(): Promise<undefined> {
  throw refuse('NoSuchStyle', 404, {
    en: 'A preview has no bucket, so there are no styles; write what the style does.',
    zh: '预览没有存储空间，因此没有样式；请直接写出样式的内容。',
  })
}

async function findNeighbour(folder: string, key: string): Promise<ObjectInfo | undefined> {
  const file = path.resolve(folder, key)
  if (!file.startsWith(folder + path.sep)) return undefined
  return readSource(file).catch(() => undefined)
}
