import { TOLERANCE } from '../../../trace/video/sampling.ts'
import type { VideoFacts } from './probe.ts'

/** The words before the input and the first filters that make a picture stream begin at a start in ms, at time 0. */
export interface Beginning {
  readonly before: readonly string[]
  readonly filters: readonly string[]
}

/** Begins at a start. Streams without an index of key frames are decoded from their own start: a jump may land behind one. */
export function beginAt(start: number, { hasIndex }: VideoFacts): Beginning {
  if (start <= 0 || hasIndex) return { before: seekTo(start), filters: [] }
  const seconds = (start / 1000).toFixed(3)
  return { before: [], filters: [`trim=start=${seconds}`, `setpts=PTS-${seconds}/TB`] }
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
