import type { Credentials } from '../request/index.ts'
import type { Store } from './store/store.ts'
import type { Tasks } from './tasks/task.ts'

/** How to start a local OSS. */
export interface LocalOssOptions {
  /** The directory of the buckets; a temporary one, removed at the end, when not given. */
  readonly root?: string | undefined
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined
  /** 127.0.0.1 when not given. */
  readonly host?: string | undefined
  /** True for HTTPS with a generated certificate. */
  readonly https?: boolean | undefined
  /** Who may sign; `LOCAL_CREDENTIALS` when not given. */
  readonly credentials?: readonly Credentials[] | undefined
  /** Buckets to make when they are missing. */
  readonly buckets?: readonly string[] | undefined
  /** The region that the bucket answers tell; cn-hangzhou when not given. */
  readonly region?: string | undefined
  /** Media tasks at a time; 1 when not given. */
  readonly workers?: number | undefined
  /** Pictures processed at a time; as many as there are processors when not given. */
  readonly pictures?: number | undefined
  /** Where notifications are pushed by HTTP, beside the outbox files. */
  readonly notifyUrl?: string | undefined
  /** For the search of ffmpeg; `process.env` when not given. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
  /** The clock; for tests. */
  readonly now?: (() => Date) | undefined
}

/** A running local OSS. `await using oss = await startLocalOss()` closes it at the end of the block. */
export interface LocalOss extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string
  readonly port: number
  readonly root: string
  readonly credentials: Credentials
  /** The certificate to trust, PEM, with HTTPS. */
  readonly certificate?: string | undefined
  readonly store: Store
  readonly tasks: Tasks
  close(): Promise<void>
}
