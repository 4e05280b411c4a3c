import type { VideoFacts } from './probe.ts'

/** Which frames of a video are taken; times in ms. */
export interface Sampling {
  readonly start: number
  /** undefined takes every frame. */
  readonly interval?: number | undefined
  /** undefined takes all until the end. */
  readonly count?: number | undefined
}

/** Half a millisecond: times in containers are rounded, by up to that much in Matroska. */
const TOLERANCE = 0.0005

/** The interval that counts: one below the gap between the frames of the source acts as that gap. */
export function effectiveInterval({ interval }: Sampling, { frameRate }: VideoFacts): number | undefined {
  if (!interval) return undefined
  return frameRate !== undefined && interval <= 1000 / frameRate ? undefined : interval
}

/** Seeks to the start; the time that filters see begins there. */
export function seekTo(start: number): readonly string[] {
  return start > 0 ? ['-ss', (start / 1000).toFixed(3)] : []
}

/**
 * Takes the first frame at or after each instant start, start + interval, ... A rate filter would not do: it takes the
 * frame nearest to the middle of each interval.
 */
export function sampleFilters(interval: number | undefined, count: number | undefined): readonly string[] {
  return [...selectFilters(interval), ...endAfter(count)]
}

function selectFilters(interval: number | undefined): readonly string[] {
  if (interval === undefined) return []
  const bin = (time: string) => `floor((${time}+${TOLERANCE})*1000/${interval})`
  return [`select='isnan(prev_t)+gt(${bin('t')},${bin('prev_t')})'`]
}

/** Ends the decoding once enough frames are there. */
export function endAfter(count: number | undefined): readonly string[] {
  return count ? [`trim=end_frame=${count}`] : []
}

/** Reads the time of a frame in seconds from a line of the counter; undefined for other lines. */
export function frameTimeIn(line: string): number | undefined {
  const [, time] = /^frame:\d+ +pts:\S+ +pts_time:([\d.]+)/.exec(line) ?? []
  return time === undefined ? undefined : Number(time)
}
