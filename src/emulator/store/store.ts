import type { Readable } from 'node:stream'
import type { JsonFiles } from './json-files.ts'

/** Who may do what in a bucket without a signature. */
export type Acl = 'private' | 'public-read' | 'public-read-write'

/** The classes of storage whose objects can be read at once. */
export type StorageClass = 'Standard' | 'IA'

/** A bucket: a folder below the root. */
export interface BucketInfo {
  readonly name: string
  readonly createdAt: Date
  readonly acl: Acl
}

/** What the client says about an object when it writes it. */
export interface ObjectAttributes {
  readonly contentType?: string | undefined
  /** Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires; names lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** `x-oss-meta-*`, names without that prefix, lower case. */
  readonly metadata?: Readonly<Record<string, string>> | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** The bucket's counts where the object has none of its own. */
  readonly acl?: Acl | undefined
  /** The key that a symbolic link leads to. */
  readonly target?: string | undefined
  /** Standard where none is given. */
  readonly storageClass?: StorageClass | undefined
  /** The headers that asked for encryption. */
  readonly encryption?: Readonly<Record<string, string>> | undefined
}

/** How an object is to come about. */
export interface WriteOptions {
  /** FileAlreadyExists where there is something to overwrite at the very moment of writing. */
  readonly forbidOverwrite?: boolean | undefined
  /** Where it is no plain one. */
  readonly type?: ObjectInfo['type'] | undefined
  /** Where it is not the MD5 of the content. */
  readonly etag?: string | undefined
}

/** An object as it lies on the disk. */
export interface ObjectInfo {
  readonly bucket: string
  readonly key: string
  /** The file with the bytes, until the object is replaced: `openObject` and `holdObject` give what stays as it is. */
  readonly file: string
  /** The number of that file on its disk, and its time in ms: both are others when the object has been replaced. */
  readonly ino: number
  readonly mtimeMs: number
  readonly size: number
  /** MD5 of the content, upper-case hexadecimal, without quotes. Of an appended object as OSS does it: opaque. */
  readonly etag: string
  /** Whole seconds, as HTTP tells it. */
  readonly lastModified: Date
  readonly contentType: string
  readonly headers: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
  /** Undefined where that of the bucket counts. */
  readonly acl?: Acl | undefined
  readonly type: 'Normal' | 'Appendable' | 'Multipart' | 'Symlink'
  /** The key that a symbolic link leads to. */
  readonly target?: string | undefined
  /** Standard where none is given. */
  readonly storageClass?: StorageClass | undefined
  /** The headers that asked for encryption. */
  readonly encryption?: Readonly<Record<string, string>> | undefined
  /** CRC-64/XZ as a decimal, where it is known. */
  readonly crc64?: string | undefined
}

/** One version of an object, open: it stays what it is, whatever happens to the name. */
export interface OpenObject extends Disposable {
  readonly object: ObjectInfo
  readonly descriptor: number
  /** The bytes from `first` to `last`; all where none are given. */
  read(first?: number, last?: number): Readable
  close(): void
}

/** What to list. */
export interface ListQuery {
  readonly prefix?: string | undefined
  readonly delimiter?: string | undefined
  /** Names behind this one, in the order of UTF-8 bytes. */
  readonly after?: string | undefined
  readonly limit: number
}

/** A page of a listing. */
export interface Listing {
  readonly objects: readonly ObjectInfo[]
  /** Prefixes up to the delimiter. */
  readonly prefixes: readonly string[]
  /** The last name of this page when there are more. */
  readonly next?: string | undefined
}

/** A style of a bucket: a process string with a name. */
export interface Style {
  readonly name: string
  readonly content: string
  readonly createdAt: Date
  readonly modifiedAt: Date
}

/** Which pages of other sites may use a bucket, and how. Source: PutBucketCors. */
export interface CorsRule {
  /** At most one `*` in each. */
  readonly origins: readonly string[]
  readonly methods: readonly string[]
  readonly headers: readonly string[]
  readonly exposed: readonly string[]
  /** Seconds. */
  readonly maxAge?: number | undefined
}

/** Where the bytes of an object come from. */
export type Content = Uint8Array | Readable

/**
 * Buckets and objects in a directory that a person can read: `ROOT/bucket/folder/name`. What the files do not tell stands in
 * `ROOT/.oss-process`. A file that a person puts there is the object of its name. What changes an object is one step, with all that is said
 * about it: a reader, a lister, a crash or a second writer sees it before or after. Reading writes nothing. One process has a store.
 * Throws a Refusal with OSS's code where OSS would refuse.
 */
export interface Store {
  readonly root: string
  listBuckets(): Promise<readonly BucketInfo[]>
  findBucket(name: string): Promise<BucketInfo | undefined>
  /** NoSuchBucket when it is missing. */
  getBucket(name: string): Promise<BucketInfo>
  /** Changes the ACL of a bucket that exists. */
  putBucket(name: string, acl?: Acl): Promise<BucketInfo>
  /** BucketNotEmpty, NoSuchBucket. */
  deleteBucket(name: string): Promise<void>
  findObject(bucket: string, key: string): Promise<ObjectInfo | undefined>
  /** NoSuchBucket or NoSuchKey when it is missing. */
  getObject(bucket: string, key: string): Promise<ObjectInfo>
  /** NoSuchBucket or NoSuchKey when it is missing. Close it. */
  openObject(bucket: string, key: string): Promise<OpenObject>
  /** An object whose file is another name, in a folder on the same disk, of the very bytes that it describes. */
  holdObject(bucket: string, key: string, folder: string): Promise<ObjectInfo>
  putObject(
    bucket: string,
    key: string,
    content: Content,
    attributes?: ObjectAttributes,
    options?: WriteOptions,
  ): Promise<ObjectInfo>
  /** Takes over a finished file from a scratch folder, without copying it. */
  adoptFile(
    bucket: string,
    key: string,
    file: string,
    attributes?: ObjectAttributes,
    options?: WriteOptions,
  ): Promise<ObjectInfo>
  /** PositionNotEqualToLength, ObjectNotAppendable. */
  appendObject(
    bucket: string,
    key: string,
    position: number,
    content: Content,
    attributes?: ObjectAttributes,
  ): Promise<ObjectInfo>
  /** Changes what is said about an object without touching its bytes. */
  putAttributes(bucket: string, key: string, change: (object: ObjectInfo) => ObjectAttributes): Promise<ObjectInfo>
  /** Silent where there is none. */
  deleteObject(bucket: string, key: string): Promise<void>
  list(bucket: string, query: ListQuery): Promise<Listing>
  listStyles(bucket: string): Promise<readonly Style[]>
  findStyle(bucket: string, name: string): Promise<Style | undefined>
  putStyle(bucket: string, name: string, content: string): Promise<Style>
  /** Silent where there is none. */
  deleteStyle(bucket: string, name: string): Promise<void>
  listCors(bucket: string): Promise<readonly CorsRule[]>
  putCors(bucket: string, rules: readonly CorsRule[]): Promise<void>
  /** A new empty folder on the same disk as the objects; remove it when done. */
  makeScratch(): Promise<string>
  /** JSON files, replaced as one step and synced. */
  readonly json: JsonFiles
  /** Removes what a crash has left among the scratch folders. Only for who has the store alone: it would take those in use. */
  sweep(): Promise<void>
  /** A path in `ROOT/.oss-process` for the records of other parts: journals, outboxes. */
  statePath(...parts: string[]): string
}
