import type { ResolvedConnection } from './connection.ts'

/** A file as it is read. */
export type Chunks = AsyncIterable<Uint8Array | string>

/** Opens a manifest named in the file `from`, packed or not; errors come out of the stream. */
export type ManifestOpener = (path: string, from: string) => Chunks

/** An object as OSS lists it, as texts. */
export interface ListedInput {
  readonly key: string
  readonly size: string
  readonly lastModified: string
  readonly storageClass: string
  readonly etag: string
}

/** What is asked of OSS for inputs. Errors come out of the streams. */
export interface InputService {
  /** The objects of a bucket whose names start so, page by page. */
  readonly list: (
    address: { readonly bucket: string; readonly prefix: string },
    connection: ResolvedConnection,
  ) => AsyncIterable<readonly ListedInput[]>
  readonly read: (address: { readonly bucket: string; readonly key: string }, connection: ResolvedConnection) => Chunks
}

/** Why a line of a manifest is no input, in both languages. */
export interface ManifestProblem {
  readonly line: number
  readonly reason: { readonly en: string; readonly zh: string }
  /** True where it takes other lines along, so that it cannot be passed over. */
  readonly cutsMore?: true
  /** True where the line is an input all the same. */
  readonly isDoubt?: true
}

/** Called for each line that is no input. */
export type ReportProblem = (problem: ManifestProblem) => void
