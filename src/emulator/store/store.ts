import type { Readable } from 'node:stream'

/** Who may do what in a bucket without a signature. */
export type Acl = 'private' | 'public-read' | 'public-read-write'

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
}

/** An object as it lies on the disk. */
export interface ObjectInfo {
  readonly bucket: string
  readonly key: string
  /** The file with the bytes. Objects are replaced by renaming, so that an open file stays what it was. */
  readonly file: string
  readonly size: number
  /** MD5 of the content, upper-case hexadecimal, without quotes. Of an appended object as OSS does it: opaque. */
  readonly etag: string
  /** Whole seconds, as HTTP tells it. */
  readonly lastModified: Date
  readonly contentType: string
  readonly headers: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
  readonly type: 'Normal' | 'Appendable' | 'Multipart'
  /** CRC-64/XZ as a decimal, where it is known. */
  readonly crc64?: string | undefined
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

/** Where the bytes of an object come from. */
export type Content = Uint8Array | Readable

/**
 * Buckets and objects in a directory that a person can read: `ROOT/bucket/folder/name`. What the files do not tell stands in
 * `ROOT/.oss-process`. A file that a person puts there is an object. Writes are atomic: a reader sees the old or the new object.
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
  putObject(bucket: string, key: string, content: Content, attributes?: ObjectAttributes): Promise<ObjectInfo>
  /** Takes over a finished file from a scratch folder, without copying it. `shape` is how it came about, where that shows. */
  adoptFile(
    bucket: string,
    key: string,
    file: string,
    attributes?: ObjectAttributes,
    shape?: Pick<ObjectInfo, 'type' | 'etag'>,
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
  putAttributes(bucket: string, key: string, attributes: ObjectAttributes): Promise<ObjectInfo>
  /** Silent where there is none. */
  deleteObject(bucket: string, key: string): Promise<void>
  list(bucket: string, query: ListQuery): Promise<Listing>
  listStyles(bucket: string): Promise<readonly Style[]>
  findStyle(bucket: string, name: string): Promise<Style | undefined>
  putStyle(bucket: string, name: string, content: string): Promise<Style>
  /** Silent where there is none. */
  deleteStyle(bucket: string, name: string): Promise<void>
  /** A new empty folder on the same disk as the objects; remove it when done. */
  makeScratch(): Promise<string>
  /** Removes what a crash has left among the scratch folders. Only for who has the store alone: it would take those in use. */
  sweep(): Promise<void>
  /** A path in `ROOT/.oss-process` for the records of other parts: journals, outboxes. */
  statePath(...parts: string[]): string
}
