import { link, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Localized } from '../../language/diagnostic.ts'
import type { Stage } from '../../language/tree.ts'
import { checkSourceBytes } from '../engine/image/open.ts'
import {
  type Ffmpeg,
  type ImageResult,
  type MediaResult,
  type Outcome,
  probe,
  Refusal,
  runImage,
  runMedia,
} from '../engine/index.ts'
import { cancelled } from '../engine/media/ffmpeg.ts'
import { refuse } from '../engine/problem.ts'
import type { ObjectInfo, Store } from '../store/store.ts'
import type { FindFfmpeg } from './find-once.ts'
import { signPlaylist } from './playlist.ts'
import type { ProcessingOptions } from './processing.ts'

/** What the stages of one string share. */
export interface StageContext extends ProcessingOptions {
  readonly store: Pick<Store, 'findObject'>
  readonly ffmpeg: FindFfmpeg
  readonly source: ObjectInfo
  /** A folder for what is made on the way; its owner removes it. */
  readonly scratch: () => Promise<string>
  /** Called with the part of a media stage that is done, 0 to 1. */
  readonly onProgress?: ((part: number) => void) | undefined
}

/** What a stage made: bytes, or files of one kind numbered from 1. */
export interface Made {
  readonly content: Uint8Array | readonly string[]
  readonly contentType: string
  /** What `{autoext}` stands for; absent for results of picture stages, whose names OSS leaves as they are. */
  readonly extension?: string | undefined
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly frameCount?: number | undefined
}

/** Runs stages one after the other, each on what the one before made. */
export async function runStages(stages: readonly Stage[], context: StageContext): Promise<Made> {
  let made: Made | undefined
  for (const [index, stage] of stages.entries()) {
    if (context.signal?.aborted) throw cancelled()
    made = await runStage(stage, made, index, context)
  }
  if (!made) throw refuse('InvalidArgument', 400, NOTHING)
  return made
}

const NOTHING: Localized = { en: 'The process string has no operation.', zh: '处理字符串中没有操作。' }
const SEVERAL: Localized = {
  en: 'The stage before "{category}" makes several files; expected one.',
  zh: '"{category}" 之前的阶段产生了多个文件；应只有一个。',
}
const LONG_PLAYLIST: Localized = {
  en: 'The playlist has {bytes} bytes; at most {limit} are read here.',
  zh: '播放列表有 {bytes} 字节；此处最多读取 {limit} 字节。',
}

/** OSS publishes no number. */
const MAX_PLAYLIST = 4 * 1024 * 1024

async function runStage(stage: Stage, before: Made | undefined, index: number, context: StageContext): Promise<Made> {
  if (before && before.content.length > 1 && !(before.content instanceof Uint8Array)) {
    throw refuse('InvalidArgument', 400, SEVERAL, { category: stage.category ?? '' })
  }
  switch (stage.category) {
    case 'image':
      return madeByImage(
        unwrap(await runImage(await bytesOf(before, context, checkSourceBytes), stage, images(context))),
      )
    case 'hls': {
      const text = Buffer.from(await bytesOf(before, context, checkPlaylist)).toString()
      const { contentType, key } = context.source
      return { content: Buffer.from(signPlaylist(text, key, context.presign)), contentType, extension: 'm3u8' }
    }
    default:
      return runMediaStage(stage, before, index, context)
  }
}

function checkPlaylist(bytes: number): void {
  if (bytes > MAX_PLAYLIST) throw refuse('InvalidArgument', 400, LONG_PLAYLIST, { bytes, limit: MAX_PLAYLIST })
}

const images = ({ store, source }: StageContext) => ({
  // Styles are expanded before.
  style: async () => undefined,
  readObject: async (key: string) => {
    const object = await store.findObject(source.bucket, key)
    if (!object) return undefined
    checkSourceBytes(object.size)
    return readFile(object.file)
  },
})

function madeByImage({ body, contentType, info }: ImageResult): Made {
  const { width, height, frameCount } = info
  return { content: body, contentType, width, height, frameCount }
}

async function runMediaStage(
  stage: Stage,
  before: Made | undefined,
  index: number,
  { signal, onProgress, ...context }: StageContext,
): Promise<Made> {
  const ffmpeg = unwrap(await context.ffmpeg())
  const directory = join(await context.scratch(), String(index))
  await mkdir(directory)
  const localFile = async (key: string) => {
    const object = await context.store.findObject(context.source.bucket, key)
    return object && holdFile(object.file, await context.scratch(), key)
  }
  const file = await fileOf(before, context)
  const result = unwrap(await runMedia(ffmpeg, file, stage, { directory, localFile, signal, onProgress }))
  return madeByMedia(result, ffmpeg, stage.operations[0]?.name === 'convert' || stage.operations[0]?.name === 'concat')
}

async function madeByMedia(result: MediaResult, ffmpeg: Ffmpeg, isStream: boolean): Promise<Made> {
  const { files, json, contentType, extension, width, height, frameCount } = result
  const [file] = files
  const video = isStream && file !== undefined ? (await probe(ffmpeg, file)).video : undefined
  return {
    content: json === undefined ? files : Buffer.from(json),
    contentType,
    extension,
    frameCount,
    width: width ?? video?.width,
    height: height ?? video?.height,
  }
}

/** The bytes that a stage works on; their number is checked before they are read. */
async function bytesOf(
  before: Made | undefined,
  { source }: StageContext,
  check: (bytes: number) => void,
): Promise<Uint8Array> {
  if (before?.content instanceof Uint8Array) return before.content
  const file = before?.content[0] ?? source.file
  try {
    check((await stat(file)).size)
    return await readFile(file)
  } catch (error) {
    throw isMissing(error) ? refuse('NoSuchKey', 404, GONE, { key: source.key }) : error
  }
}

const GONE: Localized = { en: 'The object "{key}" does not exist any more.', zh: '文件 "{key}" 已不存在。' }

/** An object can be deleted while a request waits for its turn. */
const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function fileOf(before: Made | undefined, { source, scratch }: Pick<StageContext, 'source' | 'scratch'>) {
  const folder = await scratch()
  if (!before) return holdFile(source.file, folder, source.key)
  if (!(before.content instanceof Uint8Array)) return before.content[0] ?? source.file
  const file = join(folder, 'input')
  await writeFile(file, before.content)
  return file
}

let holds = 0

/** Another name for a file, so that passes over it see the same bytes when the object is replaced meanwhile. */
async function holdFile(file: string, folder: string, key: string): Promise<string> {
  const [extension = ''] = /^\.\w{1,8}$/.exec(extname(key)) ?? []
  const name = join(folder, `source-${holds++}${extension}`)
  return link(file, name).then(
    () => name,
    error => {
      if (isMissing(error)) throw refuse('NoSuchKey', 404, GONE, { key })
      return file
    },
  )
}

/** The value of an outcome; throws its problem as a Refusal. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Refusal(outcome.problem)
}
