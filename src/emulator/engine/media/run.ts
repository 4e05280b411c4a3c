import { join } from 'node:path'
import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { findOperation } from '../../../catalogue/catalogue.ts'
import type { Operation, Stage } from '../../../language/tree.ts'
import type { Parameters } from '../../../trace/parameters.ts'
import { FRAME_NAMES, SHEET_NAMES, sizeRequest } from '../../../trace/video/frame-size.ts'
import { samplingOf } from '../../../trace/video/sampling.ts'
import { toRotation, wantedSides } from '../../../trace/video/snapshot.ts'
import { gridOf } from '../../../trace/video/stills.ts'
import { checkParameters } from '../parameters.ts'
import { notImplemented, type Outcome, refuse, toOutcome } from '../problem.ts'
import { animate } from './animate.ts'
import { getContainer } from './codecs.ts'
import { type Clip, concatMedia } from './concat.ts'
import { convertMedia } from './convert.ts'
import { describeMedia } from './describe.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import type { FrameProgress } from './run-frames.ts'
import { type SnapshotRequest, takeSnapshot } from './snapshot.ts'
import { type StillMode, type StillsRequest, takeStills } from './stills.ts'

/** What a media job needs beside the string. */
export interface MediaContext extends FrameProgress {
  /** An empty directory for the results. */
  readonly directory: string
  /** A local file with the bytes of another object of the bucket; undefined where there is none. */
  readonly localFile?: (key: string) => Promise<string | undefined>
}

/** The files of a job, numbered from 1 as {index} is, or the JSON of `info`. */
export interface MediaResult {
  readonly files: readonly string[]
  readonly contentType: string
  /** The word that {autoext} stands for. */
  readonly extension: string
  readonly width?: number
  readonly height?: number
  /** Frames that were selected: what animations are billed by. */
  readonly frameCount?: number
  /** Time of each selected frame in the source, in seconds. */
  readonly times?: readonly number[]
  /** The answer of `video/info` and `audio/info`. */
  readonly json?: string
}

const UNKNOWN: Localized = {
  en: 'The operation "{name}" is unknown or not run here.',
  zh: '操作 "{name}" 未知或此处不支持。',
}
const NO_OBJECT: Localized = { en: 'The object "{key}" does not exist.', zh: '文件 "{key}" 不存在。' }

/** Runs the first stage of a `video` or `audio` string on a local file. Saving and notifying are left to the caller. */
export function runMedia(
  ffmpeg: Ffmpeg,
  file: string,
  stage: Stage,
  context: MediaContext,
): Promise<Outcome<MediaResult>> {
  return toOutcome(() => run(ffmpeg, file, stage, context))
}

async function run(ffmpeg: Ffmpeg, file: string, stage: Stage, context: MediaContext): Promise<MediaResult> {
  const [operation, ...rest] = stage.operations
  const entry = operation && findOperation(stage.category ?? '', operation.name)
  if (!operation || !entry) throw refuse('InvalidArgument', 400, UNKNOWN, { name: operation?.name ?? '' })
  const parameters = checkParameters(entry, operation)
  switch (entry.id) {
    case 'video/animation':
      return makeAnimation(ffmpeg, file, parameters, context)
    case 'video/snapshot':
      return makeSnapshot(ffmpeg, file, parameters, context)
    case 'video/snapshots':
    case 'video/sprite':
      return makeStills(ffmpeg, file, parameters, context)
    case 'video/convert':
    case 'audio/convert':
      return makeConversion(ffmpeg, file, parameters, context, rest)
    case 'video/concat':
    case 'audio/concat':
      return makeChain(ffmpeg, file, parameters, context, rest, stage.category ?? '')
    case 'video/info':
    case 'audio/info': {
      const json = JSON.stringify(await describeMedia(ffmpeg, file, context.signal))
      return { files: [], contentType: 'application/json', extension: 'json', json }
    }
    default:
      throw notImplemented(UNKNOWN, { name: entry.id })
  }
}

async function makeAnimation(
  ffmpeg: Ffmpeg,
  file: string,
  parameters: Parameters,
  context: MediaContext,
): Promise<MediaResult> {
  const format = parameters.text('f') === 'webp' ? 'webp' : 'gif'
  const outFile = join(context.directory, `animation.${format}`)
  const request = {
    ...samplingOf(parameters),
    ...sizeRequest(parameters, FRAME_NAMES),
    format,
    playbackRate: parameters.number('fps'),
  } as const
  const { width, height, frameCount, times } = await animate(ffmpeg, file, request, outFile, context)
  return { files: [outFile], contentType: `image/${format}`, extension: format, width, height, frameCount, times }
}

const pictureFormat = (parameters: Parameters): 'jpg' | 'png' => (parameters.text('f') === 'png' ? 'png' : 'jpg')
const pictureType = (format: 'jpg' | 'png'): string => (format === 'png' ? 'image/png' : 'image/jpeg')

async function makeSnapshot(
  ffmpeg: Ffmpeg,
  file: string,
  parameters: Parameters,
  context: MediaContext,
): Promise<MediaResult> {
  const format = pictureFormat(parameters)
  const outFile = join(context.directory, `snapshot.${format}`)
  const request: SnapshotRequest = {
    ...wantedSides(parameters),
    time: parameters.number('t') ?? 0,
    isFast: parameters.text('m') === 'fast',
    rotation: toRotation(parameters.text('ar')),
    format,
  }
  const { width, height } = await takeSnapshot(ffmpeg, file, request, outFile, context)
  return { files: [outFile], contentType: pictureType(format), extension: format, width, height, frameCount: 1 }
}

function toMode(word: string | undefined): StillMode {
  return word === 'key' || word === 'avg' || word === 'dhash' ? word : 'inter'
}

async function makeStills(
  ffmpeg: Ffmpeg,
  file: string,
  parameters: Parameters,
  context: MediaContext,
): Promise<MediaResult> {
  const isSprite = parameters.id === 'video/sprite'
  const format = pictureFormat(parameters)
  const request: StillsRequest = {
    ...samplingOf(parameters),
    ...sizeRequest(parameters, isSprite ? SHEET_NAMES : FRAME_NAMES),
    format,
    mode: toMode(parameters.text('m')),
    threshold: parameters.number('thr') ?? 0,
  }
  const options = { ...context, ...(isSprite && { grid: gridOf(parameters) }) }
  const result = await takeStills(ffmpeg, file, request, context.directory, options)
  return { ...result, contentType: pictureType(format), extension: format }
}

async function makeConversion(
  ffmpeg: Ffmpeg,
  file: string,
  parameters: Parameters,
  context: MediaContext,
  [more]: readonly Operation[],
): Promise<MediaResult> {
  if (more) throw notImplemented(UNKNOWN, { name: more.name })
  const extension = parameters.text('f') ?? ''
  const { contentType } = getContainer(extension)
  const outFile = join(context.directory, `converted.${extension}`)
  await convertMedia(ffmpeg, file, parameters, outFile, context)
  return { files: [outFile], contentType, extension }
}

async function makeChain(
  ffmpeg: Ffmpeg,
  file: string,
  parameters: Parameters,
  context: MediaContext,
  rest: readonly Operation[],
  category: string,
): Promise<MediaResult> {
  const extension = parameters.text('f') ?? ''
  const { contentType } = getContainer(extension)
  const outFile = join(context.directory, `joined.${extension}`)
  const [before, behind] = [
    await clipsOf(rest, 'pre', category, context),
    await clipsOf(rest, 'sur', category, context),
  ]
  await concatMedia(ffmpeg, [...before, clipOf(file, parameters), ...behind], parameters, outFile, context)
  return { files: [outFile], contentType, extension }
}

const clipOf = (file: string, parameters: Parameters): Clip => ({
  file,
  start: parameters.number('ss') ?? 0,
  length: parameters.number('t') ?? 0,
})

/** `/pre` and `/sur` in the order of the string. */
async function clipsOf(
  operations: readonly Operation[],
  name: 'pre' | 'sur',
  category: string,
  { localFile }: MediaContext,
): Promise<readonly Clip[]> {
  const entry = findOperation(category, 'concat')?.subOperations.get(name)
  const clips: Clip[] = []
  for (const operation of operations) {
    if (operation.name !== name || !entry) continue
    const parameters = checkParameters(entry, operation)
    const key = parameters.text('o') ?? ''
    const file = await localFile?.(key)
    if (file === undefined) throw refuse('NoSuchKey', 404, NO_OBJECT, { key })
    clips.push(clipOf(file, parameters))
  }
  return clips
}
