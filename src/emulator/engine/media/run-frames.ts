import { stat } from 'node:fs/promises'
import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { rangeOf } from '../../../trace/amount.ts'
import { type Sampling, sampledFrames } from '../../../trace/video/sampling.ts'
import { type Refusal, refuse } from '../problem.ts'
import { type Ffmpeg, type FfmpegArgument, LIMITS } from './ffmpeg.ts'
import { complaintIn, type MediaFacts, type VideoFacts } from './probe.ts'
import { frameTimeIn } from './sampling.ts'

/** How a caller follows a job and ends it. */
export interface FrameProgress {
  readonly signal?: AbortSignal | undefined
  /** Called with the part that is done, 0 to 1, as far as it can be told. */
  readonly onProgress?: ((part: number) => void) | undefined
}

const NO_FRAME: Localized = {
  en: 'No frame is selected: the video has none at or after {start} ms; it lasts {duration} ms.',
  zh: '没有选中任何帧：视频在 {start} 毫秒处及之后没有帧；总时长为 {duration} 毫秒。',
}
const NO_VIDEO: Localized = { en: 'The file has no video stream.', zh: '文件中没有视频流。' }
const FAILED: Localized = { en: 'ffmpeg could not do it: {reason}.', zh: 'ffmpeg 处理失败：{reason}。' }
const TOO_LARGE: Localized = {
  en: 'The result is larger than {limit} bytes, the limit for one file.',
  zh: '结果超过单个文件的上限 {limit} 字节。',
}

/** Stops writing past the limit; `checkOutput` then refuses the file. */
export const OUTPUT_LIMIT: readonly string[] = ['-fs', String(LIMITS.outputBytes)]

/** The video stream, and that its length leaves something at `start` (ms). */
export function getVideo({ video, duration }: MediaFacts, start = 0): VideoFacts {
  if (!video) throw refuse('InvalidMedia', 400, NO_VIDEO)
  if (duration !== undefined && start >= duration * 1000) throw noFrame(start, duration)
  return video
}

/** The answer where no frame is at or after the start. */
export function noFrame(start: number, duration: number | undefined): Error {
  return refuse('NoFrame', 400, NO_FRAME, { start, duration: Math.round((duration ?? 0) * 1000) })
}

/** What a caller makes of what ffmpeg says. */
interface Listening {
  readonly onLine?: (line: string) => void
  /** The refusal that a complaint means; undefined for one that means nothing in particular. */
  readonly toRefusal?: (complaint: string) => Refusal | undefined
}

/** Calls ffmpeg for its files; a failure becomes a refusal with the complaint of ffmpeg. */
export async function runFfmpeg(
  ffmpeg: Ffmpeg,
  words: readonly FfmpegArgument[],
  { signal }: FrameProgress,
  { onLine, toRefusal }: Listening = {},
): Promise<void> {
  const { status, stderr } = await ffmpeg.run({
    tool: 'ffmpeg',
    arguments: ['-nostdin', '-hide_banner', '-v', 'error', '-y', ...words],
    signal,
    ...(onLine && { onLine }),
  })
  if (status === 0) return
  const reason = complaintIn(stderr)
  throw toRefusal?.(reason) ?? refuse('ProcessFailed', 500, FAILED, { reason })
}

/** What a run over frames is part of: where it began and how many frames are expected. */
export interface FrameRun {
  readonly start: number
  readonly duration: number | undefined
  readonly expected: number
  /** The part of the whole job that this run is. */
  readonly share: readonly [from: number, to: number]
}

/**
 * Runs a graph that holds the frame counter, and returns the time of each frame in seconds from the start.
 * Whether a frame came is told by the counter: the file may have bytes without one, and the status may be 0.
 */
export async function runFrames(
  ffmpeg: Ffmpeg,
  words: readonly FfmpegArgument[],
  { start, duration, expected, share: [from, to] }: FrameRun,
  progress: FrameProgress,
): Promise<readonly number[]> {
  const times: number[] = []
  const onLine = (line: string) => {
    const time = frameTimeIn(line)
    if (time === undefined) return
    times.push(time)
    progress.onProgress?.(from + (to - from) * Math.min(1, times.length / expected))
  }
  try {
    await runFfmpeg(ffmpeg, words, progress, { onLine })
  } catch (error) {
    if (times.length > 0 || !isEmptyRun(error)) throw error
  }
  if (times.length === 0) throw noFrame(start, duration)
  return times
}

/** True where a graph got no frame, of which builds say different things. */
export function isEmptyRun(error: unknown): boolean {
  return (
    error instanceof Error &&
    /nothing was|no reason given|without any|empty|AnimEncoderAssemble|Conversion failed/i.test(error.message)
  )
}

/** Refuses a file that reached the limit, and tells the size of others in bytes. */
export async function checkOutput(path: string): Promise<number> {
  const { size } = await stat(path)
  if (size >= LIMITS.outputBytes) throw refuse('OutputTooLarge', 500, TOO_LARGE, { limit: LIMITS.outputBytes })
  return size
}

/** How many frames a sampling gives, for the progress; at least 1. */
export function expectedFrames({ duration, video }: MediaFacts, sampling: Sampling): number {
  const found = sampledFrames(sampling, { duration, frameRate: video?.frameRate ?? 25 })
  return Math.max(1, rangeOf(found)?.maximum ?? 1)
}
