import type { Stats } from 'node:fs'
import type { ObjectAttributes, ObjectInfo } from './store.ts'
import type { Digest } from './write.ts'

/** What is known of one version of an object beside its bytes. It holds for one file: of just this number, size and time. */
export interface Sidecar extends Digest {
  readonly contentType?: string | undefined
  readonly headers: ObjectInfo['headers']
  readonly metadata: ObjectInfo['metadata']
  readonly tags: ObjectInfo['tags']
  readonly acl?: ObjectInfo['acl'] | undefined
  readonly type: ObjectInfo['type']
  readonly target?: string | undefined
  readonly storageClass?: ObjectInfo['storageClass'] | undefined
  readonly encryption?: ObjectInfo['encryption'] | undefined
}

/** The sidecar of a version with these bytes and attributes. */
export function toSidecar(digest: Digest, attributes: ObjectAttributes, type: ObjectInfo['type']): Sidecar {
  const { size, mtimeMs, ino, etag, crc64 } = digest
  const { contentType, headers = {}, metadata = {}, tags = {}, acl, target, storageClass, encryption } = attributes
  const given = { contentType, headers, metadata, tags, acl, target, storageClass, encryption }
  return { size, mtimeMs, ino, etag, crc64, type, ...given }
}

/**
 * The sidecar that belongs to a file. A file of sidecars has the one of the version that stands there and of the one that is about to
 * take its place, so that a crash at any moment leaves a file with its sidecar. The number of a file changes when a store is copied;
 * then size and time tell.
 */
export function findSidecar(value: unknown, { ino, size, mtimeMs }: Stats): Sidecar | undefined {
  const fitting = sidecarsIn(value).filter(sidecar => sidecar.size === size && sidecar.mtimeMs === mtimeMs)
  return fitting.find(sidecar => sidecar.ino === ino) ?? fitting[0]
}

/** An older store has one sidecar alone in its file. */
function sidecarsIn(value: unknown): readonly Sidecar[] {
  return (Array.isArray(value) ? value : [value]).filter(isSidecar)
}

/** These files are written here only, whole or not at all: a look at the shape is enough. */
function isSidecar(value: unknown): value is Sidecar {
  return typeof value === 'object' && value !== null && 'etag' in value && 'tags' in value && 'mtimeMs' in value
}
