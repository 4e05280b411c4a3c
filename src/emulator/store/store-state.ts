import type { Buckets } from './buckets.ts'
import type { OpenedFile } from './files.ts'
import type { JsonFiles } from './json-files.ts'
import type { Layout } from './layout.ts'
import type { Queues } from './queues.ts'
import type { Digest } from './write.ts'

/** What the functions of an open store work on. */
export interface StoreState {
  /** The folder of the store, links in its path followed. */
  readonly root: string
  /** Files that are about to become objects lie here, and scratch folders. */
  readonly drafts: string
  /** The most bytes of an object that grows or is taken over. */
  readonly maxObjectBytes: number
  readonly json: JsonFiles
  readonly buckets: Buckets
  readonly layout: Layout
  /** Named `bucket` or `bucket/key`. */
  readonly queues: Queues
  statePath(...parts: string[]): string
  syncFolders(folders: readonly string[]): Promise<void>
  /** The digest of a file that a person has put there. */
  digestForeign(file: OpenedFile): Promise<Digest>
}
