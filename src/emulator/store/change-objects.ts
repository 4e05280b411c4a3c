import { randomUUID } from 'node:crypto'
import { closeSync, createReadStream, existsSync, renameSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { ObjectAddress } from '../../request/object-address.ts'
import { openFile } from './files.ts'
import { checkPlace, openObject, sidecarOf } from './read-objects.ts'
import { alreadyExists, checkPosition, noSuchKey, tooLarge } from './refusals.ts'
import { type Sidecar, toSidecar } from './sidecar.ts'
import type { Content, ObjectAttributes, ObjectInfo, WriteOptions } from './store.ts'
import type { StoreState } from './store-state.ts'
import { toObject } from './version.ts'
import { type Digest, writeContent } from './write.ts'

/** What stands under a name before it is changed. */
interface Before {
  readonly file: string
  readonly size: number
  readonly type: ObjectInfo['type']
  /** Undefined for a file that a person has put there. */
  readonly sidecar: Sidecar | undefined
}

/** What shall stand there: new bytes with their sidecar, or a sidecar alone. */
interface Version {
  readonly file?: string
  readonly sidecar: Sidecar
}

/** A change of what stands under a name. */
interface ObjectChange {
  /** Throws where it may not be made. Asked before the bytes come, and once more when its turn has come. */
  check(before: Before | undefined): void
  /** Makes the new version, of which nobody knows yet. */
  make(before: Before | undefined): Promise<Version>
}

/** Makes an object of what `write` puts into a draft. */
export function writeObject(
  state: StoreState,
  place: ObjectAddress,
  attributes: ObjectAttributes,
  write: (file: string) => Promise<Digest>,
  { forbidOverwrite = false, type = 'Normal', etag }: WriteOptions,
): Promise<ObjectInfo> {
  const check = (before: Before | undefined) => {
    if (before && forbidOverwrite) throw alreadyExists(place.key)
  }
  return withDraft(state, async file => {
    checkPlace(state, place)
    check(findBefore(state, place))
    const digest = await write(file)
    const sidecar = toSidecar({ ...digest, etag: etag ?? digest.etag }, attributes, type)
    return changeObject(state, place, { check, make: async () => ({ file, sidecar }) })
  })
}

/** Puts bytes behind those of an object, or begins one. */
export function appendObject(
  state: StoreState,
  place: ObjectAddress,
  position: number,
  content: Content,
  attributes: ObjectAttributes,
): Promise<ObjectInfo> {
  const check = (before: Before | undefined) => checkPosition(before, position)
  return withDraft(state, tail =>
    withDraft(state, async file => {
      checkPlace(state, place)
      check(findBefore(state, place))
      // A slow client keeps nobody waiting: its bytes come first, the step is done with them.
      const { size } = await writeContent(tail, content)
      const make = async (before: Before | undefined) => {
        if ((before?.size ?? 0) + size > state.maxObjectBytes) throw tooLarge(state.maxObjectBytes)
        const digest = await joinFiles(before?.file, tail, file)
        return { file, sidecar: toSidecar(digest, before?.sidecar ?? attributes, 'Appendable') }
      }
      return changeObject(state, place, { check, make })
    }),
  )
}

/** Changes what is said about an object. */
export async function changeAttributes(
  state: StoreState,
  place: ObjectAddress,
  edit: (object: ObjectInfo) => ObjectAttributes,
): Promise<ObjectInfo> {
  checkPlace(state, place)
  return changeObject(state, place, {
    check: before => before ?? noSuchKey(place.key),
    make: async () => {
      using open = await openObject(state, place)
      const { object } = open
      const digest = { ...object, crc64: object.crc64 ?? '' }
      return { sidecar: toSidecar(digest, { ...object, ...edit(object) }, object.type) }
    },
  })
}

/** Removes an object; silent where there is none. */
export async function deleteObject(state: StoreState, place: ObjectAddress): Promise<void> {
  checkPlace(state, place)
  await state.syncFolders(await state.queues.run(queueOf(place), async () => removeFiles(state, place)))
}

const queueOf = ({ bucket, key }: ObjectAddress): string => `${bucket}/${key}`

/**
 * Makes one change of a key after the other. The sidecar goes first and has that of the version before beside it; the file takes its
 * place in the same go.
 */
async function changeObject(
  state: StoreState,
  place: ObjectAddress,
  { check, make }: ObjectChange,
): Promise<ObjectInfo> {
  const { json, queues, syncFolders } = state
  const changed: string[] = []
  const object = await queues.run(queueOf(place), async () => {
    const before = findBefore(state, place)
    check(before)
    const { file, sidecar } = await make(before)
    const former = file !== undefined && before?.sidecar ? [before.sidecar] : []
    const draft = await json.draft([sidecar, ...former])
    try {
      return toObject(place.bucket, place.key, settle(state, place, file, draft, changed), sidecar)
    } finally {
      rmSync(draft, { force: true })
    }
  })
  await syncFolders(changed)
  return object
}

/** The step itself, in one go: the path of the object; the folders that it changes are added to a list. */
function settle(
  { buckets, json, layout }: StoreState,
  { bucket, key }: ObjectAddress,
  file: string | undefined,
  draft: string,
  changed: string[],
): string {
  buckets.check(bucket)
  const note = (folder: string) => changed.push(folder)
  layout.claim(bucket, key, note)
  const [found, ...others] = Array.from(layout.find(bucket, key), ({ file: name }) => name)
  const sidecarFile = layout.sidecarFile(bucket, key)
  if (found === undefined && file === undefined) noSuchKey(key)
  const place = found ?? layout.makeRoom(bucket, key, note)
  changed.push(...json.settle(draft, sidecarFile))
  if (file !== undefined) renameSync(file, place)
  for (const other of others) rmSync(other)
  changed.push(path.dirname(place))
  return place
}

function findBefore(state: StoreState, place: ObjectAddress): Before | undefined {
  const [found] = state.layout.find(place.bucket, place.key)
  if (!found) return undefined
  const sidecar = sidecarOf(state, place, found)
  return { file: found.file, size: found.stats.size, type: sidecar?.type ?? 'Normal', sidecar }
}

/** A name among the drafts for the time of some work. */
async function withDraft<T>({ drafts }: StoreState, work: (file: string) => Promise<T>): Promise<T> {
  const file = path.join(drafts, randomUUID())
  try {
    return await work(file)
  } finally {
    await rm(file, { force: true })
  }
}

/** Writes one file of another, where there is one, and a tail. */
async function joinFiles(head: string | undefined, tail: string, file: string): Promise<Digest> {
  const open = head === undefined ? undefined : openFile(head)
  try {
    return await writeContent(file, createReadStream(tail), open)
  } finally {
    if (open) closeSync(open.descriptor)
  }
}

/** Removes the files of a key; the folders that have lost an entry. */
function removeFiles({ layout }: StoreState, { bucket, key }: ObjectAddress): readonly string[] {
  const sidecarFile = layout.sidecarFile(bucket, key)
  const files = [...Array.from(layout.find(bucket, key), ({ file }) => file), sidecarFile].filter(existsSync)
  for (const file of files) rmSync(file)
  for (const file of files) layout.tidy(bucket, file)
  return files.map(file => path.dirname(file)).filter(existsSync)
}
