import { between, mapAmount } from '../amount.ts'
import type { Amount } from '../facts.ts'
import type { Parameters } from '../parameters.ts'

/** Which frames of a video are taken; times in ms. */
export interface Sampling {
  readonly start: number
  /** undefined takes every frame. */
  readonly interval?: number | undefined
  /** undefined takes all until the end. */
  readonly count?: number | undefined
}

/** What is known of the frames of a video. */
export interface Footage {
  /** Seconds. */
  readonly duration?: number | undefined
  /** Frames a second. */
  readonly frameRate?: number | undefined
  readonly frames?: number | undefined
  /** False where frames do not follow each other evenly. */
  readonly isSteady?: boolean | undefined
}

/** Half a millisecond, in seconds: times in containers are rounded, by up to that much in Matroska. */
export const TOLERANCE = 0.0005

/** Reads `ss`, `inter` and `num`; 0 stands for what is left out. */
export function samplingOf(parameters: Parameters): Sampling {
  return {
    start: parameters.number('ss') ?? 0,
    interval: parameters.number('inter') || undefined,
    count: parameters.number('num') || undefined,
  }
}

/** The interval that counts: one below the gap between the frames of the source acts as that gap. */
export function effectiveInterval({ interval }: Sampling, { frameRate }: Footage): number | undefined {
  if (!interval) return undefined
  return frameRate !== undefined && interval <= 1000 / frameRate ? undefined : interval
}

/** How fast an animation plays where `fps` does not tell: as its frames were taken. Source: Convert videos to animated images. */
export const ratePlayed = (interval: number): number => 1000 / interval

/** When the last of some frames ends, in seconds, where only its start is known. */
export const endAfterLast = (start: number, { frameRate }: Footage): number => start + 1 / (frameRate ?? 25)

/** Milliseconds by which containers round. */
const ROUNDING = 0.0011

/** Whether frame n stands at n / rate; times in seconds. */
export function isSteady(times: readonly number[], frameRate: number | undefined): boolean {
  return frameRate !== undefined && times.every((time, index) => Math.abs(time - index / frameRate) <= ROUNDING)
}

/**
 * How many frames a sampling takes: the first one at or after each of the instants start, start + interval, ... until the
 * video or `num` ends; every frame without an interval. Source: Convert videos to animated images; Video snapshots.
 *
 *     sampledFrames({ start: 0, interval: 1000 }, { duration: 10, frameRate: 30 })  // 10
 *     sampledFrames({ start: 0, count: 5 }, {})                                      // { minimum: 1, maximum: 5 }
 */
export function sampledFrames(sampling: Sampling, footage: Footage): Amount {
  const { count } = sampling
  const room = roomFor(sampling, footage)
  if (room === undefined) return count === undefined ? undefined : between(1, count)
  return count === undefined ? room : mapAmount(room, value => Math.min(value, count))
}

/** Frames from the start on, before `num` cuts them; 0 where the start lies behind the last one. */
function roomFor(sampling: Sampling, footage: Footage): Amount {
  const { duration, frameRate } = footage
  const all = footage.frames ?? (duration === undefined || !frameRate ? undefined : framesIn(duration, frameRate))
  const start = sampling.start / 1000
  if (footage.isSteady === false) return unsteadyRoom(sampling, footage)
  if (all === undefined) return withoutRate(sampling, footage)
  if (!frameRate) return start === 0 && !sampling.interval ? all : unsteadyRoom(sampling, { ...footage, frames: all })
  const first = Math.max(0, Math.ceil((start - TOLERANCE) * frameRate))
  if (first >= all) return 0
  const interval = effectiveInterval(sampling, footage)
  if (interval === undefined) return all - first
  const last = (all - 1) / frameRate - start
  return Math.floor(((last + TOLERANCE) * 1000) / interval) + 1
}

/**
 * Rates such as 29.97 leave a remainder in binary that is no frame, and neither is what a container rounds up: MP4 tells 1.502 s of the 1.5015 s
 * that 45 frames at 30000/1001 last, where an edit list cuts a clip. Seen with ffmpeg 5.1.9.
 */
function framesIn(duration: number, frameRate: number): number {
  return Math.max(1, Math.ceil((duration - TOLERANCE) * frameRate - 0.01))
}

/** Of a video of unknown rate only the instants are known. */
function withoutRate({ start, interval }: Sampling, { duration }: Footage): Amount {
  if (duration === undefined || !interval) return undefined
  return between(1, instants(start, interval, duration))
}

/** Instants without a frame of their own are passed over, so that their number is a bound only. */
function unsteadyRoom({ start, interval }: Sampling, { duration, frames }: Footage): Amount {
  if (start === 0 && !interval) return frames
  const most = duration === undefined || !interval ? undefined : instants(start, interval, duration)
  const bound = Math.min(frames ?? Number.POSITIVE_INFINITY, most ?? Number.POSITIVE_INFINITY)
  return Number.isFinite(bound) ? between(Math.min(1, bound), bound) : undefined
}

const instants = (start: number, interval: number, duration: number): number =>
  Math.max(1, Math.ceil((duration * 1000 - start) / interval - 1e-9))

/** The number as `num` spreads it, for m_avg: the frames at equal distances over what is left of the video. */
export function spreadInterval({ start, count }: Sampling, { duration }: Footage): number | undefined {
  return count && duration !== undefined ? (duration * 1000 - start) / count : undefined
}
