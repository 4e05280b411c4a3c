import type { Access } from '../../../grammar/catalogue/types.ts'
import type { ObjectInfo } from '../store/store.ts'
import type { ResultVersion } from './result-version.ts'

/** A file that is there until it is disposed of. */
export interface TemporaryFile {
  readonly file: string
  dispose(): Promise<void>
}

/** The answer of a processing GET. */
export interface Processed {
  readonly body: Uint8Array | TemporaryFile
  readonly contentType: string
  /** The version of the object that it is made of. */
  readonly source: ObjectInfo
}

/** What can be said of a result before it is made. */
export interface Outlook {
  /** Who may ask for it. */
  readonly access: Access
  /** Which result it is, by the version of its source. */
  versionOf(source: ObjectInfo): ResultVersion
}

/** The answer of a processing POST, field by field as OSS gives it. */
export interface Saved {
  /** Empty where the string names no bucket, as OSS does it. */
  readonly bucket: string
  readonly fileSize: number
  readonly object: string
  readonly status: 'OK'
}

/** What belongs to one request. */
export interface ProcessingOptions {
  /** `post` where a POST without `|sys/saveas` is answered with the result. */
  readonly via?: 'post'
  /** Aborted when the client goes away. */
  readonly signal?: AbortSignal | undefined
  /**
   * The URL of another object of the bucket, signed as the request was; absent where the request was not signed by its URL.
   * `seconds` is how long it is to last; `process` the process string that belongs to it.
   */
  readonly presign?: ((key: string, seconds?: number, process?: string) => string) | undefined
}

/** Runs process strings while a client waits. Throws a Refusal where OSS would refuse. */
export interface Processing {
  /** `x-oss-process` in the URL of a GET, or in a POST that stores nothing. */
  get(object: ObjectInfo, process: string, options?: ProcessingOptions): Promise<Processed>
  /** What can be said of a result of `get` before it is made. */
  foresee(object: ObjectInfo, process: string): Promise<Outlook>
  /** POST `?x-oss-process` with `|sys/saveas`. */
  save(object: ObjectInfo, process: string, options?: ProcessingOptions): Promise<Saved>
  /** Lets go of those who wait, ends the engines and resolves when nothing runs any more. */
  close(): Promise<void>
}
