import { stat } from 'node:fs/promises'
import type { Sides } from '../image/geometry.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { openInput, probe, type VideoFacts } from './probe.ts'
import { type FrameProgress, getVideo, noFrame, runFfmpeg } from './run-frames.ts'
import { pictureEncoding } from './stills.ts'
import { keepFrames } from './traits.ts'

/** What `video/snapshot` asks for; `time` in ms, sides of 0 follow the other one or the source. */
export interface SnapshotRequest {
  readonly time: number
  readonly format: 'jpg' | 'png'
  readonly width: number
  readonly height: number
  /** Takes the key frame at or before the time. */
  readonly isFast: boolean
  /** `auto` turns as the file says, `h` and `w` to portrait and landscape; undefined leaves the pixels as stored. */
  readonly rotation?: 'auto' | 'h' | 'w' | undefined
}

/** Seconds before the end within which the last frame is looked for, one after the other. */
const LAST_FRAME_WINDOWS = [2, 30, 86_400] as const

/** Writes one frame of a video; past the end the last one. */
export async function takeSnapshot(
  ffmpeg: Ffmpeg,
  file: string,
  request: SnapshotRequest,
  outFile: string,
  progress: FrameProgress = {},
): Promise<Sides & { bytes: number }> {
  const facts = await probe(ffmpeg, file, progress.signal)
  const video = getVideo(facts)
  const turned = turnOf(video, request)
  const sides = sidesOf(turned.sides, request)
  const filters = [...turned.filters, `scale=${sides.width}:${sides.height}`, 'setsar=1']
  const graph = ['-filter_complex', `[0:${video.index}]${filters.join()}`, '-an', ...keepFrames(ffmpeg)]
  const attempt = async (seek: readonly string[], more: readonly string[]) => {
    const before = [...(request.rotation ? [] : ['-noautorotate']), ...seek]
    const words = [...openInput(file, before), ...graph, ...more, ...pictureEncoding(request.format)]
    await runFfmpeg(ffmpeg, [...words, '-update', '1', { output: outFile }], progress).catch(async error => {
      if (progress.signal?.aborted) throw error
    })
    return (await sizeOf(outFile)) > 0
  }
  const isFound =
    (await attempt(seekOf(request), ['-frames:v', '1'])) ||
    (await firstThat(LAST_FRAME_WINDOWS, seconds => attempt(['-sseof', `-${seconds}`], [])))
  if (!isFound) throw noFrame(request.time, facts.duration)
  return { ...sides, bytes: await sizeOf(outFile) }
}

function seekOf({ time, isFast }: SnapshotRequest): readonly string[] {
  const seek = ['-ss', (time / 1000).toFixed(3)]
  return isFast ? ['-noaccurate_seek', ...seek] : seek
}

async function firstThat<T>(values: readonly T[], test: (value: T) => Promise<boolean>): Promise<boolean> {
  for (const value of values) if (await test(value)) return true
  return false
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )

const swap = ({ width, height }: Sides): Sides => ({ width: height, height: width })

/** With rotation on, ffmpeg turns by the file's own mark before the filters. */
function turnOf(video: VideoFacts, { rotation }: SnapshotRequest): { sides: Sides; filters: readonly string[] } {
  const shown = { width: video.width, height: video.height }
  if (rotation === undefined) return { sides: video.rotation % 180 === 0 ? shown : swap(shown), filters: [] }
  const isLandscape = shown.width > shown.height
  const mustTurn = (rotation === 'h' && isLandscape) || (rotation === 'w' && shown.height > shown.width)
  return mustTurn ? { sides: swap(shown), filters: ['transpose=clock'] } : { sides: shown, filters: [] }
}

function sidesOf(source: Sides, { width, height }: SnapshotRequest): Sides {
  const follow = (side: number, own: number, other: number) => Math.max(1, Math.round((side * other) / own))
  if (width > 0 && height > 0) return { width, height }
  if (width > 0) return { width, height: follow(width, source.width, source.height) }
  return height > 0 ? { width: follow(height, source.height, source.width), height } : source
}
