import { stat } from 'node:fs/promises'
import type { Sides } from '../../../trace/image/geometry.ts'
import { type Rotation, type SnapshotSides, snapshotSides, turnedFrame } from '../../../trace/video/snapshot.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { openInput, probe, type VideoFacts } from './probe.ts'
import { type FrameProgress, getVideo, isEmptyRun, noFrame, runFfmpeg } from './run-frames.ts'
import { beginAt } from './sampling.ts'
import { pictureEncoding } from './stills.ts'
import { keepFrames } from './traits.ts'

/** What `video/snapshot` asks for; `time` in ms, sides of 0 follow the other one or the source. */
export interface SnapshotRequest extends SnapshotSides {
  readonly time: number
  readonly format: 'jpg' | 'png'
  /** Takes the key frame at or before the time. */
  readonly isFast: boolean
  /** `auto` turns as the file says, `h` and `w` to portrait and landscape; undefined leaves the pixels as stored. */
  readonly rotation?: Rotation
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
  const sides = snapshotSides(turned.sides, request)
  // Sources of ten bits would give pictures of sixteen.
  const filters = [...turned.filters, `scale=${sides.width}:${sides.height}`, 'format=rgb24', 'setsar=1']
  const attempt = async (seek: readonly string[], more: readonly string[], first: readonly string[] = []) => {
    const graph = [
      '-filter_complex',
      `[0:${video.index}]${[...first, ...filters].join()}`,
      '-an',
      ...keepFrames(ffmpeg),
    ]
    const before = [...(request.rotation ? [] : ['-noautorotate']), ...seek]
    const words = [...openInput(file, before), ...graph, ...more, ...pictureEncoding(request.format)]
    await runFfmpeg(ffmpeg, [...words, '-update', '1', { output: outFile }], progress).catch((error: unknown) => {
      if (!isEmptyRun(error)) throw error
    })
    return (await sizeOf(outFile)) > 0
  }
  const { before, filters: cut } = request.isFast
    ? { before: seekOf(request), filters: [] }
    : beginAt(request.time, video)
  const isFound =
    (await attempt(before, ['-frames:v', '1'], cut)) ||
    (await firstThat(LAST_FRAME_WINDOWS, seconds => attempt(['-sseof', `-${seconds}`], [])))
  if (!isFound) throw noFrame(request.time, facts.duration)
  return { ...sides, bytes: await sizeOf(outFile) }
}

/** To the key frame at or before the time. */
function seekOf({ time }: SnapshotRequest): readonly string[] {
  return ['-noaccurate_seek', '-ss', (time / 1000).toFixed(3)]
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

/** With rotation on, ffmpeg turns by the file's own mark before the filters. */
function turnOf(video: VideoFacts, { rotation }: SnapshotRequest): { sides: Sides; filters: readonly string[] } {
  const { sides, mustTurn } = turnedFrame(video, video.rotation % 180 !== 0, rotation)
  return { sides, filters: mustTurn ? ['transpose=clock'] : [] }
}
