import { randomUUID } from 'node:crypto'
import { closeSync, createReadStream, existsSync, renameSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { makeFolders } from '../../files/folder.ts'
import { createBuckets } from './buckets.ts'
import { createFolderSync, type OpenedFile, openFile } from './files.ts'
import { createJsonFiles } from './json-files.ts'
import { createLayout, type LeftOut } from './layout.ts'
import { listNames } from './list-names.ts'
import { checkKey } from './names.ts'
import { createQueues } from './queues.ts'
import { alreadyExists, checkPosition, noSuchKey, tooLarge } from './refusals.ts'
import { findSidecar, type Sidecar, toSidecar } from './sidecar.ts'
import type {
  Content,
  Listing,
  ListQuery,
  ObjectAttributes,
  ObjectInfo,
  OpenObject,
  Store,
  Style,
  WriteOptions,
} from './store.ts'
import { adopt, createDigests, hold, toObject, toOpenObject } from './version.ts'
import { type Digest, writeContent } from './write.ts'

/** The folder of what the objects' files do not tell. No bucket can have this name. */
const STATE = '.oss-process'

/** How to open a store. */
export interface StoreOptions {
  /** The most bytes of an object that grows or comes in parts, or is a result; any when not given. */
  readonly maxObjectBytes?: number | undefined
  /** Told of what a person has put there that can be no object, once of each. */
  readonly onLeftOut?: LeftOut | undefined
}

/** What stands under a name before it is changed. */
interface Before {
  readonly file: string
  readonly size: number
  readonly type: ObjectInfo['type']
  /** Undefined for a file that a person has put there. */
  readonly sidecar: Sidecar | undefined
}

/** Files that are remembered: where there are more, nobody reads on. */
const TOLD = 1000

function onceEach(tell: LeftOut): LeftOut {
  const told = new Set<string>()
  return (file, reason) => {
    if (told.has(file) || told.size >= TOLD) return
    told.add(file)
    tell(file, reason)
  }
}

type WriteCheck = (before: Before | undefined) => void

/** Opens the directory of a store, made when it is missing. */
export async function openStore(directory: string, options: StoreOptions = {}): Promise<Store> {
  const { maxObjectBytes = Number.POSITIVE_INFINITY } = options
  makeFolders(directory)
  const root = await realpath(directory)
  const statePath = (...parts: string[]) => path.join(root, STATE, ...parts)
  const drafts = statePath('tmp')
  makeFolders(drafts)
  const syncFolders = createFolderSync()
  const json = createJsonFiles(drafts, syncFolders)
  const leaveOut = onceEach(options.onLeftOut ?? (() => undefined))
  const buckets = createBuckets(root, statePath, json, leaveOut)
  const layout = createLayout(root, statePath('objects'), leaveOut)
  const queues = createQueues()
  const digestForeign = createDigests()

  /** Opens the file of a key and finds its sidecar in one go: what is said about it belongs to its bytes. */
  function findOpen(
    bucket: string,
    key: string,
  ): (OpenedFile & { file: string; sidecar: Sidecar | undefined }) | undefined {
    for (const { file } of layout.find(bucket, key)) {
      const open = openFile(file)
      if (open) return { ...open, file, sidecar: sidecarOf(bucket, key, open) }
    }
    return undefined
  }

  const sidecarOf = (bucket: string, key: string, { stats }: Pick<OpenedFile, 'stats'>) =>
    findSidecar(json.read(layout.sidecarFile(bucket, key)), stats)

  async function findObject(bucket: string, key: string): Promise<ObjectInfo | undefined> {
    const [found] = layout.find(bucket, key)
    const sidecar = found && sidecarOf(bucket, key, found)
    if (found && sidecar) return toObject(bucket, key, found.file, sidecar)
    const open = found && (await findOpened(bucket, key))
    open?.close()
    return open?.object
  }

  async function findOpened(bucket: string, key: string): Promise<OpenObject | undefined> {
    const found = findOpen(bucket, key)
    if (!found) return undefined
    const { descriptor, stats, file } = found
    try {
      const sidecar = found.sidecar ?? toSidecar(await digestForeign(descriptor, stats), {}, 'Normal')
      return toOpenObject(toObject(bucket, key, file, sidecar), descriptor)
    } catch (error) {
      closeSync(descriptor)
      throw error
    }
  }

  function checkPlace(bucket: string, key: string): void {
    buckets.check(bucket)
    checkKey(key)
  }

  async function getObject(bucket: string, key: string): Promise<ObjectInfo> {
    checkPlace(bucket, key)
    return (await findObject(bucket, key)) ?? noSuchKey(key)
  }

  async function openObject(bucket: string, key: string): Promise<OpenObject> {
    checkPlace(bucket, key)
    return (await findOpened(bucket, key)) ?? noSuchKey(key)
  }

  function findBefore(bucket: string, key: string): Before | undefined {
    const [found] = layout.find(bucket, key)
    if (!found) return undefined
    const { file, stats } = found
    const sidecar = sidecarOf(bucket, key, found)
    return { file, size: stats.size, type: sidecar?.type ?? 'Normal', sidecar }
  }

  /**
   * Makes one change of a key after the other: `make` gives the new version, of which nobody knows yet. Its sidecar goes first and has
   * that of the version before beside it; the file takes its place in the same go.
   */
  async function change(
    bucket: string,
    key: string,
    check: WriteCheck,
    make: (before: Before | undefined) => Promise<{ file?: string; sidecar: Sidecar }>,
  ): Promise<ObjectInfo> {
    const changed: string[] = []
    const object = await queues.run(`${bucket}/${key}`, async () => {
      const before = findBefore(bucket, key)
      check(before)
      const { file, sidecar } = await make(before)
      const former = file !== undefined && before?.sidecar ? [before.sidecar] : []
      const draft = await json.draft([sidecar, ...former])
      try {
        return toObject(bucket, key, settle(bucket, key, file, draft, changed), sidecar)
      } finally {
        rmSync(draft, { force: true })
      }
    })
    await syncFolders(changed)
    return object
  }

  /** The step itself, in one go. */
  function settle(bucket: string, key: string, file: string | undefined, draft: string, changed: string[]): string {
    buckets.check(bucket)
    const [found, ...others] = Array.from(layout.find(bucket, key), ({ file: name }) => name)
    const sidecarFile = layout.sidecarFile(bucket, key)
    if (found === undefined && file === undefined) noSuchKey(key)
    const place = found ?? layout.makeRoom(bucket, key, folder => changed.push(folder))
    changed.push(...json.settle(draft, sidecarFile))
    if (file !== undefined) renameSync(file, place)
    for (const other of others) rmSync(other)
    changed.push(path.dirname(place))
    return place
  }

  /** A name among the drafts for the time of some work. */
  async function withDraft<T>(work: (file: string) => Promise<T>): Promise<T> {
    const file = path.join(drafts, randomUUID())
    try {
      return await work(file)
    } finally {
      await rm(file, { force: true })
    }
  }

  function commit(
    bucket: string,
    key: string,
    attributes: ObjectAttributes,
    write: (file: string) => Promise<Digest>,
    { forbidOverwrite = false, type = 'Normal', etag }: WriteOptions,
  ): Promise<ObjectInfo> {
    const check: WriteCheck = before => {
      if (before && forbidOverwrite) throw alreadyExists(key)
    }
    return withDraft(async file => {
      checkPlace(bucket, key)
      check(findBefore(bucket, key))
      const digest = await write(file)
      const sidecar = toSidecar({ ...digest, etag: etag ?? digest.etag }, attributes, type)
      return change(bucket, key, check, async () => ({ file, sidecar }))
    })
  }

  function append(
    bucket: string,
    key: string,
    position: number,
    content: Content,
    attributes: ObjectAttributes,
  ): Promise<ObjectInfo> {
    const check: WriteCheck = before => checkPosition(before, position)
    return withDraft(tail =>
      withDraft(async file => {
        checkPlace(bucket, key)
        check(findBefore(bucket, key))
        // A slow client keeps nobody waiting: its bytes come first, the step is done with them.
        const { size } = await writeContent(tail, content)
        return change(bucket, key, check, async before => {
          if ((before?.size ?? 0) + size > maxObjectBytes) throw tooLarge(maxObjectBytes)
          const open = before && openFile(before.file)
          try {
            const digest = await writeContent(file, createReadStream(tail), open)
            return { file, sidecar: toSidecar(digest, before?.sidecar ?? attributes, 'Appendable') }
          } finally {
            if (open) closeSync(open.descriptor)
          }
        })
      }),
    )
  }

  function removeObject(bucket: string, key: string): readonly string[] {
    const sidecarFile = layout.sidecarFile(bucket, key)
    const files = [...Array.from(layout.find(bucket, key), ({ file }) => file), sidecarFile].filter(existsSync)
    for (const file of files) rmSync(file)
    for (const file of files) layout.tidy(bucket, file)
    return files.map(file => path.dirname(file)).filter(existsSync)
  }

  async function list(bucket: string, query: ListQuery): Promise<Listing> {
    buckets.check(bucket)
    const { keys, prefixes, next } = await listNames(layout.keys(bucket, query.prefix ?? ''), query)
    const objects: ObjectInfo[] = []
    for (const key of keys) {
      const object = await findObject(bucket, key)
      if (object) objects.push(object)
    }
    return { objects, prefixes, next }
  }

  const findStyle = (bucket: string, name: string): Style | undefined =>
    buckets.listStyles(bucket).find(style => style.name === name)

  return {
    root,
    statePath,
    json,
    makeScratch: () => mkdtemp(path.join(drafts, 'work-')),
    sweep: async () => {
      await rm(drafts, { recursive: true, force: true })
      await mkdir(drafts)
    },
    findObject: async (bucket, key) => (buckets.find(bucket) ? findObject(bucket, key) : undefined),
    getObject,
    openObject,
    holdObject: async (bucket, key, folder) => {
      for (;;) {
        using open = await openObject(bucket, key)
        const held = hold(open.object, folder)
        if (held) return held
      }
    },
    list,
    findStyle: async (bucket, name) => findStyle(bucket, name),
    listBuckets: async () => buckets.list(),
    findBucket: async name => buckets.find(name),
    getBucket: async name => buckets.get(name),
    putBucket: (name, acl) => queues.run(name, () => buckets.put(name, acl)),
    deleteBucket: name => queues.run(name, () => buckets.remove(name, layout.keys(name, ''))),
    putObject: (bucket, key, content, attributes = {}, options = {}) =>
      commit(bucket, key, attributes, file => writeContent(file, content), options),
    adoptFile: (bucket, key, source, attributes = {}, options = {}) =>
      commit(bucket, key, attributes, file => adopt(source, file, maxObjectBytes), options),
    appendObject: (bucket, key, position, content, attributes = {}) =>
      append(bucket, key, position, content, attributes),
    putAttributes: (bucket, key, edit) => {
      checkPlace(bucket, key)
      return change(
        bucket,
        key,
        before => before ?? noSuchKey(key),
        async () => {
          using open = await openObject(bucket, key)
          const { object } = open
          const digest = { ...object, crc64: object.crc64 ?? '' }
          return { sidecar: toSidecar(digest, { ...object, ...edit(object) }, object.type) }
        },
      )
    },
    deleteObject: async (bucket, key) => {
      checkPlace(bucket, key)
      await syncFolders(await queues.run(`${bucket}/${key}`, async () => removeObject(bucket, key)))
    },
    listStyles: async bucket => buckets.listStyles(bucket),
    putStyle: (bucket, name, content) =>
      queues.run(bucket, async () => {
        const modifiedAt = new Date()
        const createdAt = findStyle(bucket, name)?.createdAt ?? modifiedAt
        const style = { name, content, createdAt, modifiedAt }
        await buckets.changeStyles(bucket, styles => [...styles.filter(other => other.name !== name), style])
        return style
      }),
    listCors: async bucket => buckets.listCors(bucket),
    putCors: (bucket, rules) => queues.run(bucket, () => buckets.putCors(bucket, rules)),
    deleteStyle: (bucket, name) =>
      queues.run(bucket, () => buckets.changeStyles(bucket, styles => styles.filter(style => style.name !== name))),
  }
}
