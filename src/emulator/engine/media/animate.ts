import { mkdtemp, open as openFile, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Sides } from '../../../trace/image/geometry.ts'
import { type FramePlan, planFrame, type SizeRequest } from '../../../trace/video/frame-size.ts'
import { effectiveInterval, endAfterLast, ratePlayed, type Sampling } from '../../../trace/video/sampling.ts'
import { setGifDelays } from '../gif-delays.ts'
import { hasAlpha, webpFrame, webpHead } from '../webp-animation.ts'
import { type MediaPacket, readPackets } from './facts.ts'
import type { Ffmpeg, FfmpegArgument } from './ffmpeg.ts'
import { type AnimationFormat, frameDelays } from './frame-delays.ts'
import { sizeFilters } from './frame-size.ts'
import { openInput, probe, type VideoFacts } from './probe.ts'
import {
  checkOutput,
  expectedFrames,
  type FrameProgress,
  type FrameRun,
  getVideo,
  OUTPUT_LIMIT,
  runFrames,
} from './run-frames.ts'
import { beginAt, sampleFilters } from './sampling.ts'
import { countFilters, keepFrames } from './traits.ts'

/** What `video/animation` asks for; times in ms. */
export interface AnimationRequest extends Sampling, SizeRequest {
  readonly format: AnimationFormat
  /** Frames a second at which the result plays; 0 and undefined stand for one interval a frame. */
  readonly playbackRate?: number | undefined
}

/** What came out. */
export interface AnimationResult {
  readonly width: number
  readonly height: number
  /** Frames that were selected; the file holds every one of them. */
  readonly frameCount: number
  /** Time of each selected frame in the source, in seconds. */
  readonly times: readonly number[]
  readonly bytes: number
}

interface AnimationWork {
  readonly ffmpeg: Ffmpeg
  readonly file: string
  readonly video: VideoFacts
  readonly request: AnimationRequest
  readonly interval: number | undefined
  readonly plan: FramePlan
  readonly run: FrameRun
  /** All frames of the source where each stays as long as there. */
  readonly packets: readonly MediaPacket[]
}

/** Seconds by which times of packets and of filters differ. */
const CLOSE = 0.001

/**
 * Where the frame at a time of the source ends: where the next one stands, or after its own time, which headers of files with a rate that
 * varies are wrong about.
 */
function endOfFrame(time: number, packets: readonly MediaPacket[], video: VideoFacts): number {
  const next = packets.find(packet => packet.time > time + CLOSE)
  if (next) return next.time
  const { duration } = packets.at(-1) ?? {}
  return duration === undefined ? (video.end ?? endAfterLast(time, video)) : time + duration
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
  const playsAsSource = interval === undefined && !request.playbackRate
  const packets = playsAsSource ? await readPackets(ffmpeg, file, video.index, progress.signal) : []
  const work: AnimationWork = { ffmpeg, file, video, request, interval, plan, run, packets }
  const times = await (request.format === 'gif' ? makeGif : makeWebp)(work, outFile, progress)
  const bytes = await checkOutput(outFile)
  return { ...plan.canvas, frameCount: times.length, times: times.map(time => time + start / 1000), bytes }
}

/** How long each frame plays. At the rate asked for, else one interval each, else as in the source. */
function delaysOf(
  { request, interval, video, run, packets }: AnimationWork,
  times: readonly number[],
): readonly number[] {
  const { format, playbackRate } = request
  const rate = playbackRate || (interval === undefined ? undefined : ratePlayed(interval))
  const from = run.start / 1000
  const end = endOfFrame((times.at(-1) ?? 0) + from, packets, video) - from
  return frameDelays({ format, times, rate, end })
}

const DITHER = 'paletteuse=dither=bayer:bayer_scale=5'

/** Two passes: in one, palettegen would have to keep every frame in memory. */
async function makeGif(work: AnimationWork, outFile: string, progress: FrameProgress): Promise<readonly number[]> {
  // Beside the result: whoever sweeps that folder after a crash sweeps this file too.
  const palette = join(dirname(outFile), 'palette.png')
  const { ffmpeg, run } = work
  try {
    // Statistics of kind `diff` would lose colours that first appear in the last frame.
    const passOne = graph(work, [...countFilters(ffmpeg), 'palettegen=stats_mode=full'])
    const first = [...open(work), '-filter_complex', passOne, '-frames:v', '1', { output: palette }]
    const times = await runFrames(ffmpeg, first, { ...run, share: [0, 0.5] }, progress)
    // The times of the source would collide on the clock of GIF; the delays are written afterwards.
    const passTwo = `${graph(work, [...countFilters(ffmpeg), 'settb=1/100', 'setpts=N*10'])}[x];[x][1:v]${DITHER}`
    const encoding = ['-c:v', 'gif', '-an', '-loop', '0', ...keepFrames(ffmpeg), ...OUTPUT_LIMIT, { output: outFile }]
    const second = [...open(work), '-i', { input: palette }, '-filter_complex', passTwo, ...encoding]
    const found = await runFrames(ffmpeg, second, { ...run, expected: times.length, share: [0.5, 1] }, progress)
    const file = await readFile(outFile)
    setGifDelays(file, delaysOf(work, found))
    await writeFile(outFile, file)
    return found
  } finally {
    await rm(palette, { force: true })
  }
}

/** Each frame is a file first: encoders of whole animations merge those that look alike. */
async function makeWebp(work: AnimationWork, outFile: string, progress: FrameProgress): Promise<readonly number[]> {
  const { ffmpeg, plan, run } = work
  const directory = await mkdtemp(join(dirname(outFile), 'frames-'))
  try {
    const encoding = ['-c:v', 'libwebp', '-quality', '85', '-an', ...keepFrames(ffmpeg), '-f', 'image2']
    const filters = graph(work, countFilters(ffmpeg))
    const output = { directory, pattern: '%d.webp' }
    const times = await runFrames(
      ffmpeg,
      [...open(work), '-filter_complex', filters, ...encoding, output],
      run,
      progress,
    )
    await writeWebp(outFile, directory, plan.canvas, delaysOf(work, times))
    return times
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** One frame after the other, so that not all are in memory; the head, which tells the length and what is in them, comes last. */
async function writeWebp(outFile: string, directory: string, sides: Sides, delays: readonly number[]): Promise<void> {
  const file = await openFile(outFile, 'w')
  try {
    const head = { loop: 0, bytes: 0, hasAlpha: false }
    const start = webpHead(sides, head).length
    for (const [index, delay] of delays.entries()) {
      const still = await readFile(join(directory, `${index + 1}.webp`))
      const frame = webpFrame(still, sides, delay)
      await file.write(frame, 0, frame.length, start + head.bytes)
      head.bytes += frame.length
      head.hasAlpha ||= hasAlpha(still)
    }
    await file.write(webpHead(sides, head), 0, start, 0)
  } finally {
    await file.close()
  }
}

const open = ({ file, request, video }: AnimationWork): readonly FfmpegArgument[] =>
  openInput(file, beginAt(request.start, video).before)

function graph({ video, interval, request, plan }: AnimationWork, more: readonly string[]): string {
  const size = sizeFilters(plan, request.format === 'gif' ? 'rgb24' : 'bgra')
  const { filters } = beginAt(request.start, video)
  return `[0:${video.index}]${[...filters, ...sampleFilters(interval, request.count), ...size, ...more].join()}`
}
