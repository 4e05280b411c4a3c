import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Argument, Ffmpeg } from './ffmpeg.ts'
import { type FramePlan, planFrame, type SizeRequest, sizeFilters } from './frame-size.ts'
import { openInput, probe } from './probe.ts'
import {
  checkOutput,
  expectedFrames,
  type FrameProgress,
  type FrameRun,
  getVideo,
  OUTPUT_LIMIT,
  runFrames,
} from './run-frames.ts'
import { effectiveInterval, type Sampling, sampleFilters, seekTo } from './sampling.ts'
import { countFilters, keepFrames } from './traits.ts'

/** What `video/animation` asks for; times in ms. */
export interface AnimationRequest extends Sampling, SizeRequest {
  readonly format: 'gif' | 'webp'
  /** Frames a second at which the result plays; 0 and undefined stand for one interval a frame. */
  readonly playbackRate?: number | undefined
}

/** What came out. */
export interface AnimationResult {
  readonly width: number
  readonly height: number
  /** Frames that were selected; the file may store fewer, because equal neighbours are merged. */
  readonly frameCount: number
  /** Time of each selected frame in the source, in seconds. */
  readonly times: readonly number[]
  readonly bytes: number
}

/**
 * The clock of GIF has 10 ms, and delays below 20 ms are raised to 20 ms, because viewers slow faster pictures down to
 * 100 ms: no more than 50 frames a second. WebP has 1 ms.
 */
const CLOCKS = { gif: { ticks: 100, least: 2 }, webp: { ticks: 1000, least: 1 } } as const

interface Work {
  readonly ffmpeg: Ffmpeg
  readonly file: string
  readonly stream: number
  readonly request: AnimationRequest
  readonly interval: number | undefined
  readonly plan: FramePlan
  readonly run: FrameRun
}

/** Makes an animated GIF or WebP of a video. Throws a Refusal; `runMedia` turns it into data. */
export async function animate(
  ffmpeg: Ffmpeg,
  file: string,
  request: AnimationRequest,
  outFile: string,
  progress: FrameProgress = {},
): Promise<AnimationResult> {
  const facts = await probe(ffmpeg, file, progress.signal)
  const video = getVideo(facts, request.start)
  const interval = effectiveInterval(request, video)
  const plan = planFrame(video, request)
  const { start } = request
  const expected = expectedFrames(facts, { ...request, interval })
  const run: FrameRun = { start, duration: facts.duration, expected, share: [0, 1] }
  const work: Work = { ffmpeg, file, stream: video.index, request, interval, plan, run }
  const times = await (request.format === 'gif' ? makeGif : makeWebp)(work, outFile, progress)
  const bytes = await checkOutput(outFile)
  return { ...plan.canvas, frameCount: times.length, times: times.map(time => time + start / 1000), bytes }
}

/** Two passes: in one, palettegen would have to keep every frame in memory. */
async function makeGif(work: Work, outFile: string, progress: FrameProgress): Promise<readonly number[]> {
  // Beside the result: whoever sweeps that folder after a crash sweeps this file too.
  const palette = join(dirname(outFile), 'palette.png')
  const { ffmpeg, run } = work
  try {
    // Statistics of kind `diff` would lose colours that first appear in the last frame.
    const passOne = graph(work, [...countFilters(ffmpeg), 'palettegen=stats_mode=full'])
    const first = [...open(work), '-filter_complex', passOne, '-frames:v', '1', { output: palette }]
    const times = await runFrames(ffmpeg, first, { ...run, share: [0, 0.5] }, progress)
    const passTwo = `${graph(work, timingFilters(work))}[x];[x][1:v]paletteuse=dither=bayer:bayer_scale=5`
    const second = [...open(work), '-i', { input: palette }, '-filter_complex', passTwo, ...encoding(work, outFile)]
    return await runFrames(ffmpeg, second, { ...run, expected: times.length, share: [0.5, 1] }, progress)
  } finally {
    await rm(palette, { force: true })
  }
}

function makeWebp(work: Work, outFile: string, progress: FrameProgress): Promise<readonly number[]> {
  const words = [...open(work), '-filter_complex', graph(work, timingFilters(work)), ...encoding(work, outFile)]
  return runFrames(work.ffmpeg, words, work.run, progress)
}

const open = ({ file, request }: Work): readonly Argument[] => openInput(file, seekTo(request.start))

function graph({ stream, interval, request, plan }: Work, more: readonly string[]): string {
  const size = sizeFilters(plan, request.format === 'gif' ? 'rgb24' : 'bgra')
  return `[0:${stream}]${[...sampleFilters(interval, request.count), ...size, ...more].join()}`
}

/** Counts the frames while they have the times of the source, then gives them those at which they play. */
function timingFilters({ ffmpeg, request, interval }: Work): readonly string[] {
  const { ticks, least } = CLOCKS[request.format]
  const rate = request.playbackRate || (interval === undefined ? undefined : 1000 / interval)
  const wanted = rate === undefined ? 'PTS-STARTPTS' : `round(N*${Math.max(ticks / rate, least)})`
  const times = `if(isnan(PREV_OUTPTS),0,max(${wanted},PREV_OUTPTS+${least}))`
  return [...countFilters(ffmpeg), `settb=1/${ticks}`, `setpts='${times}'`]
}

function encoding({ ffmpeg, request: { format } }: Work, outFile: string): readonly Argument[] {
  const codec = format === 'gif' ? ['-c:v', 'gif'] : ['-c:v', 'libwebp_anim', '-quality', '80']
  const clock = ['-enc_time_base', `1:${CLOCKS[format].ticks}`, ...keepFrames(ffmpeg)]
  return [...codec, '-an', '-loop', '0', ...clock, ...OUTPUT_LIMIT, { output: outFile }]
}
