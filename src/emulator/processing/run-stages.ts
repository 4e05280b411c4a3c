import { closeSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import type { Stage } from '../../language/tree.ts'
import { checkSourceBytes } from '../engine/image/open.ts'
import {
  type Ffmpeg,
  type ImageResult,
  type MediaResult,
  type Outcome,
  probe,
  Refusal,
  runMedia,
} from '../engine/index.ts'
import { cancelled } from '../engine/media/ffmpeg.ts'
import { refuse } from '../engine/problem.ts'
import { openFile, readFrom } from '../store/files.ts'
import type { ObjectInfo, Store } from '../store/store.ts'
import type { FindFfmpeg } from './find-once.ts'
import type { PictureInput } from './picture-protocol.ts'
import type { Pictures } from './pictures.ts'
import { signPlaylist } from './playlist.ts'
import type { ProcessingOptions } from './processing.ts'
import type { TurnStart } from './turns.ts'

/** What the stages of one string share. */
export interface StageContext extends ProcessingOptions {
  readonly store: Pick<Store, 'findObject' | 'getObject' | 'holdObject'>
  readonly ffmpeg: FindFfmpeg
  readonly pictures: Pictures
  /** The object that is processed; what its name holds when the work begins counts. */
  readonly source: ObjectInfo
  /** A folder for what is made on the way; its owner removes it. */
  readonly scratch: () => Promise<string>
  /** Called when an engine begins. */
  readonly onBegin?: TurnStart | undefined
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
  /** The version of the object that it is made of. */
  readonly source: ObjectInfo
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
      return runImageStage(stage, before, context)
    case 'hls': {
      const { bytes, source } = await bytesOf(before, context, checkPlaylist)
      const content = Buffer.from(signPlaylist(bytes.toString(), source.key, context.presign))
      return { content, contentType: source.contentType, extension: 'm3u8', source }
    }
    default:
      return runMediaStage(stage, before, index, context)
  }
}

function checkPlaylist(bytes: number): void {
  if (bytes > MAX_PLAYLIST) throw refuse('InvalidArgument', 400, LONG_PLAYLIST, { bytes, limit: MAX_PLAYLIST })
}

async function runImageStage(stage: Stage, before: Made | undefined, context: StageContext): Promise<Made> {
  const { pictures, store, source, signal, onBegin } = context
  const readObject = async (key: string) => {
    for (;;) {
      const object = await store.findObject(source.bucket, key)
      const bytes = object && (await readVersion(object, checkSourceBytes))
      if (bytes || !object) return bytes
    }
  }
  for (let of = before?.source ?? source; ; of = await store.getObject(source.bucket, source.key)) {
    const input = before ? await bytesBefore(before) : fileOfVersion(of)
    const outcome = await pictures.make({ stage, input, readObject, signal, onBegin })
    if (outcome) return { ...madeByImage(unwrap(outcome)), source: of }
  }
}

async function bytesBefore({ content }: Made): Promise<PictureInput> {
  const bytes = content instanceof Uint8Array ? content : await readFile(content[0] ?? '')
  checkSourceBytes(bytes.length)
  return { bytes }
}

function fileOfVersion({ file, ino, mtimeMs, size }: ObjectInfo): PictureInput {
  checkSourceBytes(size)
  return { file, ino, mtimeMs, size }
}

function madeByImage({ body, contentType, info }: ImageResult): Omit<Made, 'source'> {
  const { width, height, frameCount } = info
  return { content: body, contentType, width, height, frameCount }
}

async function runMediaStage(
  stage: Stage,
  before: Made | undefined,
  index: number,
  context: StageContext,
): Promise<Made> {
  const { signal, onProgress, onBegin } = context
  onBegin?.()
  const ffmpeg = unwrap(await context.ffmpeg())
  const directory = join(await context.scratch(), String(index))
  await mkdir(directory)
  const { store, scratch } = context
  const { bucket } = context.source
  const localFile = async (key: string) =>
    (await store.findObject(bucket, key)) && (await store.holdObject(bucket, key, await scratch())).file
  const { file, source } = await fileOf(before, context)
  const result = unwrap(await runMedia(ffmpeg, file, stage, { directory, localFile, signal, onProgress }))
  const isStream = stage.operations[0]?.name === 'convert' || stage.operations[0]?.name === 'concat'
  return { ...(await madeByMedia(result, ffmpeg, isStream)), source }
}

async function madeByMedia(result: MediaResult, ffmpeg: Ffmpeg, isStream: boolean): Promise<Omit<Made, 'source'>> {
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
  { source, store }: StageContext,
  check: (bytes: number) => void,
): Promise<{ bytes: Buffer; source: ObjectInfo }> {
  if (before) {
    const { content } = before
    const bytes = content instanceof Uint8Array ? Buffer.from(content) : await readFile(content[0] ?? '')
    check(bytes.length)
    return { bytes, source: before.source }
  }
  for (;;) {
    const object = await store.getObject(source.bucket, source.key)
    const bytes = await readVersion(object, check)
    if (bytes) return { bytes, source: object }
  }
}

/** The bytes of an object; undefined where it has been replaced since it was looked up. */
async function readVersion(object: ObjectInfo, check: (bytes: number) => void): Promise<Buffer | undefined> {
  check(object.size)
  const open = openFile(object.file)
  if (!open) return undefined
  try {
    const { ino, mtimeMs, size } = open.stats
    if (ino !== object.ino || mtimeMs !== object.mtimeMs || size !== object.size) return undefined
    return await buffer(readFrom(open.descriptor))
  } finally {
    closeSync(open.descriptor)
  }
}

async function fileOf(
  before: Made | undefined,
  { source, scratch, store }: StageContext,
): Promise<{ file: string; source: ObjectInfo }> {
  const folder = await scratch()
  if (!before) {
    const held = await store.holdObject(source.bucket, source.key, folder)
    return { file: held.file, source: held }
  }
  if (!(before.content instanceof Uint8Array)) return { file: before.content[0] ?? '', source: before.source }
  const file = join(folder, 'input')
  await writeFile(file, before.content)
  return { file, source: before.source }
}

/** The value of an outcome; throws its problem as a Refusal. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Refusal(outcome.problem)
}
