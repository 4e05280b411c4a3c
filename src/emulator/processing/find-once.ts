import type { Ffmpeg, Outcome } from '../engine/index.ts'

/** Finds ffmpeg when it is asked for. */
export type FindFfmpeg = () => Promise<Outcome<Ffmpeg>>

/** Looks no further once ffmpeg is found: the search asks the disk for every folder of PATH. */
export function findOnce(find: FindFfmpeg): FindFfmpeg {
  let found: Outcome<Ffmpeg> | undefined
  return async () => {
    if (found?.ok) return found
    found = await find()
    return found
  }
}
