import { createHash } from 'node:crypto'

/** By what a file is known to be the same: size, time in milliseconds, and a hash of its bytes. */
export interface Stamp {
  readonly size: number
  readonly time: number
  readonly hash: string
}

/** What a file is known by when its time has changed. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}
