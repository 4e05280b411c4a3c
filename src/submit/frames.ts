import type { BoundOperation } from '../lint/bind.ts'
import { findParameter } from '../lint/bind.ts'

/** What is known of a video. */
export interface MediaFacts {
  /** Milliseconds. */
  readonly duration?: number | undefined
  /** Frames a second. */
  readonly frameRate?: number | undefined
}

/** How many frames an operation gives: exactly, at most, or nobody can tell. */
export interface FrameEstimate {
  readonly count: number | undefined
  /** True where the video may be too short for so many. */
  readonly isMaximum: boolean
}

/** Operations that take frames at intervals. */
const SAMPLING: ReadonlySet<string> = new Set(['video/animation', 'video/snapshots', 'video/sprite'])

/**
 * The frames that an operation takes: one at the instants `ss`, `ss + inter`, ... until the video or `num` ends; every
 * frame without `inter`. The parameter `fps` changes only how fast they play. Undefined for operations without frames.
 */
export function estimateFrames(operation: BoundOperation, facts: MediaFacts): FrameEstimate | undefined {
  const id = operation.entry?.id ?? ''
  if (id === 'video/snapshot') return { count: 1, isMaximum: false }
  if (!SAMPLING.has(id)) return undefined
  const number = (name: string) => Number(findParameter(operation, name)?.value ?? 0) || 0
  const [start, interval, most] = [number('ss'), number('inter'), number('num')]
  const room = roomFor(start, interval, facts)
  if (room === undefined) return { count: most || undefined, isMaximum: most > 0 }
  return { count: most > 0 ? Math.min(most, room) : room, isMaximum: false }
}

/** Instants from the start to the end of the video; an interval below the gap between its frames counts as that gap. */
function roomFor(start: number, interval: number, { duration, frameRate }: MediaFacts): number | undefined {
  if (duration === undefined) return undefined
  const frameGap = frameRate === undefined ? undefined : 1000 / frameRate
  const gap = interval > 0 ? Math.max(interval, frameGap ?? 0) : frameGap
  if (gap === undefined) return undefined
  // Rates such as 29.97 leave a remainder in binary that is no frame.
  return Math.max(0, Math.ceil((duration - start) / gap - 1e-9))
}
