import type { Ffmpeg } from './ffmpeg.ts'

/** ffmpeg 5.1 began near this revision; builds from git name the revision instead of the release. */
const REVISION_OF_5_1 = 107_000

function isModern({ version }: Ffmpeg): boolean {
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version) ?? []
  if (major !== undefined) return Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 1)
  return Number(/^N-(\d+)/.exec(version)?.[1] ?? REVISION_OF_5_1) >= REVISION_OF_5_1
}

/** Keeps each frame with its own time: neither doubled nor dropped. The option was renamed in 5.1. */
export function keepFrames(ffmpeg: Ffmpeg): readonly string[] {
  return [isModern(ffmpeg) ? '-fps_mode' : '-vsync', 'passthrough']
}

/** Prints a line for each frame that passes, to count them: encoders may merge frames that look alike. */
export function countFilters(ffmpeg: Ffmpeg): readonly string[] {
  return ['metadata=add:key=k:value=1', `metadata=print:file=-${isModern(ffmpeg) ? ':direct=1' : ''}`]
}
