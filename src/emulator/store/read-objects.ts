import { closeSync } from 'node:fs'
import type { ObjectAddress } from '../../request/object-address.ts'
import { type OpenedFile, openFile } from './files.ts'
import { listNames } from './list-names.ts'
import { checkKey } from './names.ts'
import { noSuchKey } from './refusals.ts'
import { findSidecar, type Sidecar, toSidecar } from './sidecar.ts'
import type { Listing, ListQuery, ObjectInfo, OpenObject } from './store.ts'
import type { StoreState } from './store-state.ts'
import { hold, toObject, toOpenObject } from './version.ts'

/** @throws NoSuchBucket, or InvalidObjectName */
export function checkPlace({ buckets }: StoreState, { bucket, key }: ObjectAddress): void {
  buckets.check(bucket)
  checkKey(key)
}

/** What is said about the file of a key; undefined for one that a person has put there. */
export function sidecarOf(
  { json, layout }: StoreState,
  { bucket, key }: ObjectAddress,
  { stats }: Pick<OpenedFile, 'stats'>,
): Sidecar | undefined {
  return findSidecar(json.read(layout.sidecarFile(bucket, key)), stats)
}

/** An object; undefined where there is none. */
export async function findObject(state: StoreState, place: ObjectAddress): Promise<ObjectInfo | undefined> {
  const { bucket, key } = place
  const [found] = state.layout.find(bucket, key)
  const sidecar = found && sidecarOf(state, place, found)
  if (found && sidecar) return toObject(bucket, key, found.file, sidecar)
  const open = found && (await findOpen(state, place))
  open?.close()
  return open?.object
}

/** An object. @throws NoSuchBucket, NoSuchKey */
export async function getObject(state: StoreState, place: ObjectAddress): Promise<ObjectInfo> {
  checkPlace(state, place)
  return (await findObject(state, place)) ?? noSuchKey(place.key)
}

/** An object, open. @throws NoSuchBucket, NoSuchKey */
export async function openObject(state: StoreState, place: ObjectAddress): Promise<OpenObject> {
  checkPlace(state, place)
  return (await findOpen(state, place)) ?? noSuchKey(place.key)
}

/** An object whose file has another name in a folder, so that it stays what it is. @throws NoSuchBucket, NoSuchKey */
export async function holdObject(state: StoreState, place: ObjectAddress, folder: string): Promise<ObjectInfo> {
  for (;;) {
    using open = await openObject(state, place)
    const held = hold(open.object, folder)
    if (held) return held
  }
}

/** A page of the objects of a bucket. @throws NoSuchBucket */
export async function listObjects(state: StoreState, bucket: string, query: ListQuery): Promise<Listing> {
  state.buckets.check(bucket)
  const { keys, prefixes, next } = await listNames(state.layout.keys(bucket, query.prefix ?? ''), query)
  const objects: ObjectInfo[] = []
  for (const key of keys) {
    const object = await findObject(state, { bucket, key })
    if (object) objects.push(object)
  }
  return { objects, prefixes, next }
}

async function findOpen(state: StoreState, place: ObjectAddress): Promise<OpenObject | undefined> {
  const found = openFileOf(state, place)
  if (!found) return undefined
  try {
    const sidecar = found.sidecar ?? toSidecar(await state.digestForeign(found), {}, 'Normal')
    return toOpenObject(toObject(place.bucket, place.key, found.file, sidecar), found.descriptor)
  } catch (error) {
    closeSync(found.descriptor)
    throw error
  }
}

/** The open file of an object. */
interface OpenedVersion extends OpenedFile {
  readonly file: string
  /** Undefined for a file that a person has put there. */
  readonly sidecar: Sidecar | undefined
}

/** Opens the file of a key and finds its sidecar in one go: what is said about it belongs to its bytes. */
function openFileOf(state: StoreState, place: ObjectAddress): OpenedVersion | undefined {
  for (const { file } of state.layout.find(place.bucket, place.key)) {
    const open = openFile(file)
    if (open) return { ...open, file, sidecar: sidecarOf(state, place, open) }
  }
  return undefined
}
