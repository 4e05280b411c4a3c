import type { Localized } from '../../../grammar/catalogue/localized.ts'
import type { Task } from '../tasks/task.ts'

/** What the page has to know about the server. */
export interface About {
  readonly endpoint: string
  readonly region: string
  /** The directory of the buckets. */
  readonly root: string
}

/** An object as the page lists it. */
export interface ObjectSummary {
  readonly bucket: string
  readonly key: string
  readonly size: number
  readonly etag: string
  readonly contentType: string
  /** ISO 8601. */
  readonly lastModified: string
}

/** Objects that one page of a listing has at most. */
export const OBJECTS_A_PAGE = 100

/** A page of a bucket. */
export interface ObjectPage {
  readonly objects: readonly ObjectSummary[]
  /** Folders: prefixes up to the next slash, where the listing was asked for by folders. */
  readonly folders: readonly string[]
  /** The name to go on behind, when there are more. */
  readonly next?: string | undefined
}

/** A request that the page made, for use elsewhere. */
export interface RequestTexts {
  /** Without a signature. */
  readonly url: string
  /** Signed, for 15 minutes; of a POST it needs the headers and the body that `curl` shows. */
  readonly signedUrl: string
  /** A command for a POSIX shell. */
  readonly curl: string
}

/** Why something was refused. */
export interface ProblemAnswer {
  readonly code: string
  readonly message: Localized
  /** The EC number. */
  readonly ec?: string | undefined
  readonly requestId: string
}

/** A change of the tasks: all that are shown, or one. */
export type TaskEvent =
  | { readonly kind: 'all'; readonly tasks: readonly Task[] }
  | { readonly kind: 'one'; readonly task: Task }
