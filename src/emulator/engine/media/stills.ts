import { readdirSync, statSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import type { Sides } from '../../../trace/image/geometry.ts'
import { type Grid, sheetSides } from '../../../trace/image/layout.ts'
import { sidesText } from '../../../trace/state.ts'
import { planFrame, type SizeRequest } from '../../../trace/video/frame-size.ts'
import { effectiveInterval, type Sampling, spreadInterval } from '../../../trace/video/sampling.ts'
import { SHEET_LIMIT } from '../../../trace/video/stills.ts'
import { refuse, refuseRemark } from '../problem.ts'
import { distance, HASH_FILTERS, hashFrame } from './dhash.ts'
import { type Ffmpeg, type FfmpegArgument, LIMITS } from './ffmpeg.ts'
import { sizeFilters } from './frame-size.ts'
import { type MediaFacts, openInput, probe } from './probe.ts'
import { expectedFrames, type FrameProgress, type FrameRun, getVideo, runFfmpeg, runFrames } from './run-frames.ts'
import { beginAt, endAfter, sampleFilters } from './sampling.ts'
import { countFilters, keepFrames } from './traits.ts'

/** How frames are chosen: by interval, key frames, evenly spread, or by how much the picture changes. */
export type StillMode = 'inter' | 'key' | 'avg' | 'dhash'

/** What `video/snapshots` and `video/sprite` have in common; times in ms. */
export interface StillsRequest extends Sampling, SizeRequest {
  readonly format: 'jpg' | 'png'
  readonly mode: StillMode
  /** Percent of the hash that has to differ with mode dhash. */
  readonly threshold: number
}

/** The pictures that came out, in order. */
export interface StillsResult {
  readonly files: readonly string[]
  readonly width: number
  readonly height: number
  /** Frames that were taken; with a grid there are more than files. */
  readonly frameCount: number
  readonly times: readonly number[]
}

const COUNT_NEEDED: Localized = {
  en: 'm_avg spreads "num" frames over the video, and "num" is missing or 0.',
  zh: 'm_avg 将 "num" 帧均匀分布，但缺少 "num" 或其值为 0。',
}

/** Numbers the files from 1, as the variable {index} does. */
const PATTERN = 'frame-%d'

/** Writes frames of a video as pictures into `directory`, each for itself or in sheets. */
export async function takeStills(
  ffmpeg: Ffmpeg,
  file: string,
  request: StillsRequest,
  directory: string,
  progress: FrameProgress & { readonly grid?: Grid } = {},
): Promise<StillsResult> {
  const facts = await probe(ffmpeg, file, progress.signal)
  const video = getVideo(facts, request.start)
  const plan = planFrame(video, request)
  const { grid } = progress
  const sides = grid ? checkedSheet(plan.canvas, grid) : plan.canvas
  const choice = await chooseFrames(ffmpeg, file, facts, request, { ...progress, directory })
  const beginning = beginAt(request.start, video)
  const filters = [
    ...beginning.filters,
    ...choice.filters,
    ...sizeFilters(plan, 'rgb24'),
    ...countFilters(ffmpeg),
    ...tileFilters(grid),
  ]
  const words = [
    ...openInput(file, [...choice.decoder, ...beginning.before]),
    ...['-filter_complex', `[0:${video.index}]${filters.join()}`, '-an', ...keepFrames(ffmpeg)],
    ...pictureEncoding(request.format),
    { directory, pattern: `${PATTERN}.${request.format}` },
  ]
  const run = runOf(facts, { ...request, interval: choice.interval })
  checkCount(request.mode, run.expected)
  const times = await withinSpace(directory, progress, watched => runFrames(ffmpeg, words, run, watched))
  const files = await listFiles(directory)
  return { files, ...sides, frameCount: times.length, times: times.map(time => time + request.start / 1000) }
}

/** Each still is a file, or a part of one: more than this fills a disk without meaning to. */
const MAX_STILLS = 10_000

function checkCount(mode: StillMode, expected: number): void {
  if (mode === 'key' || mode === 'dhash' || expected <= MAX_STILLS) return
  const message = {
    en: 'About {expected} frames would be taken; at most {limit} are allowed here. Give "inter" or "num".',
    zh: '将截取约 {expected} 帧；此处最多 {limit} 帧。请指定 "inter" 或 "num"。',
  }
  throw refuse('InvalidArgument', 400, message, { expected, limit: MAX_STILLS })
}

const TOO_MANY_BYTES: Localized = {
  en: 'The pictures take more than {limit} bytes together, the most that one job may write.',
  zh: '这些图片合计超过单个任务可写入的上限 {limit} 字节。',
}

/** Frames between two looks at what has been written. */
const LOOK = 20

/** Ends work whose files in a folder together become larger than `limit` bytes. Looks as frames come: each of them may be a file. */
export async function withinSpace<T, P extends FrameProgress>(
  directory: string,
  progress: P,
  work: (progress: P) => Promise<T>,
  limit: number = LIMITS.outputBytes,
): Promise<T> {
  const full = new AbortController()
  const signal = progress.signal ? AbortSignal.any([progress.signal, full.signal]) : full.signal
  let frames = 0
  const onProgress = (part: number) => {
    if (frames++ % LOOK === 0 && bytesIn(directory) > limit) full.abort()
    progress.onProgress?.(part)
  }
  const result = await work({ ...progress, signal, onProgress }).catch((error: unknown) => {
    throw full.signal.aborted ? refuse('OutputTooLarge', 500, TOO_MANY_BYTES, { limit }) : error
  })
  if (bytesIn(directory) > limit) throw refuse('OutputTooLarge', 500, TOO_MANY_BYTES, { limit })
  return result
}

const bytesIn = (directory: string): number =>
  readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)

function runOf(facts: MediaFacts, sampling: Sampling): FrameRun {
  const { start } = sampling
  return { start, duration: facts.duration, expected: expectedFrames(facts, sampling), share: [0, 1] }
}

/** The encoder of single pictures. Tables made for each picture overrun the memory of ffmpeg 5.1, which @ffmpeg/core 0.12.10 is made of. */
export function pictureEncoding(format: 'jpg' | 'png'): readonly string[] {
  const encoder = format === 'jpg' ? ['mjpeg', '-huffman', 'default', '-q:v', '2'] : ['png']
  return ['-c:v', ...encoder, '-f', 'image2']
}

function checkedSheet(canvas: Sides, grid: Grid): Sides {
  const sides = sheetSides(canvas, grid)
  if (Math.max(sides.width, sides.height) <= SHEET_LIMIT) return sides
  throw refuseRemark('InvalidArgument', 'sheetTooLarge', { sides: sidesText(sides) })
}

function tileFilters(grid: Grid | undefined): readonly string[] {
  if (!grid) return []
  return [`tile=layout=${grid.columns}x${grid.rows}:margin=${grid.margin}:padding=${grid.padding}`]
}

interface Choice {
  readonly decoder: readonly string[]
  readonly filters: readonly string[]
  readonly interval?: number | undefined
}

async function chooseFrames(
  ffmpeg: Ffmpeg,
  file: string,
  facts: MediaFacts,
  request: StillsRequest,
  progress: FrameProgress & { readonly directory: string },
): Promise<Choice> {
  const video = getVideo(facts, request.start)
  const { count, start } = request
  switch (request.mode) {
    case 'key':
      return { decoder: ['-skip_frame', 'nokey'], filters: endAfter(count) }
    case 'avg': {
      if (!count) throw refuse('InvalidArgument', 400, COUNT_NEEDED)
      const interval = effectiveInterval({ start, interval: spreadInterval(request, facts) }, video)
      return { decoder: [], interval, filters: sampleFilters(interval, count) }
    }
    case 'dhash': {
      const interval = effectiveInterval(request, video)
      const sampled = sampleFilters(interval, undefined)
      const chosen = await findChanges(ffmpeg, file, facts, { ...request, interval }, progress)
      const picks = chosen.map(index => `eq(n,${index})`).join('+')
      return { decoder: [], interval, filters: [...sampled, `select='${picks}'`] }
    }
    default: {
      const interval = effectiveInterval(request, video)
      return { decoder: [], interval, filters: sampleFilters(interval, count) }
    }
  }
}

/** A select expression of more terms would be unwieldy. */
const MAX_CHANGES = 1000

/** Indices of the sampled frames whose hash differs from the last taken one by more than the threshold. */
async function findChanges(
  ffmpeg: Ffmpeg,
  file: string,
  facts: MediaFacts,
  request: StillsRequest,
  { directory, signal }: FrameProgress & { readonly directory: string },
): Promise<readonly number[]> {
  const output = join(directory, 'hash.gray')
  const video = getVideo(facts, request.start)
  const beginning = beginAt(request.start, video)
  const filters = [...beginning.filters, ...sampleFilters(request.interval, undefined), ...HASH_FILTERS]
  const graph = `[0:${video.index}]${filters.join()}`
  const words: FfmpegArgument[] = [...openInput(file, beginning.before), '-filter_complex', graph, '-an']
  try {
    await runFfmpeg(ffmpeg, [...words, ...keepFrames(ffmpeg), '-f', 'rawvideo', { output }], { signal })
    return pickChanges(await readFile(output), request.threshold, request.count || MAX_CHANGES)
  } finally {
    await rm(output, { force: true })
  }
}

function pickChanges(pixels: Buffer, threshold: number, limit: number): readonly number[] {
  const picked: number[] = []
  let last: bigint | undefined
  for (let at = 0, index = 0; at + 72 <= pixels.length && picked.length < limit; at += 72, index++) {
    const hash = hashFrame(pixels.subarray(at, at + 72))
    if (last !== undefined && distance(last, hash) <= threshold) continue
    picked.push(index)
    last = hash
  }
  return picked.length > 0 ? picked : [0]
}

async function listFiles(directory: string): Promise<readonly string[]> {
  const numbered = (await readdir(directory)).flatMap(name => {
    const [, number] = /^frame-(\d+)\./.exec(name) ?? []
    return number === undefined ? [] : [{ name, number: Number(number) }]
  })
  return numbered.sort((left, right) => left.number - right.number).map(({ name }) => join(directory, name))
}
