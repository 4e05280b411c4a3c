import { createWriteStream } from 'node:fs'
import { constants, copyFile, mkdir, mkdtemp, realpath, rename, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '../engine/problem.ts'
import { createBuckets } from './buckets.ts'
import { contentTypeOfKey } from './content-type.ts'
import { BESIDE_FOLDER, checkKey, folderOfPrefix, namesOfKey } from './names.ts'
import { checkNoLinks, findStats } from './plain-path.ts'
import { createQueues } from './queues.ts'
import { findSidecar, type Sidecar, toSidecar, writeJson } from './sidecar.ts'
import type { Content, Listing, ListQuery, ObjectAttributes, ObjectInfo, Store, Style } from './store.ts'
import { sortKeys, walkKeys } from './walk.ts'
import { type Digest, digestFile, writeContent } from './write.ts'

/** The folder of what the objects' files do not tell. No bucket can have this name. */
const STATE = '.oss-process'

/** Opens the directory of a store, made when it is missing. */
export async function openStore(directory: string): Promise<Store> {
  await mkdir(directory, { recursive: true })
  const root = await realpath(directory)
  const statePath = (...parts: string[]) => path.join(root, STATE, ...parts)
  const drafts = statePath('tmp')
  await mkdir(drafts, { recursive: true })
  const buckets = createBuckets(root, statePath)
  const queues = createQueues()
  // No name of a folder has a bare %, so that no sidecar stands in the way of one.
  const sidecarFile = (bucket: string, key: string) => `${statePath('objects', bucket, ...namesOfKey(key))}%.json`
  const makeScratch = () => mkdtemp(path.join(drafts, 'work-'))

  /** Where the bytes of a key lie or would lie. */
  async function locate(bucket: string, key: string): Promise<string> {
    const names = [bucket, ...namesOfKey(key)]
    await checkNoLinks(root, names)
    return path.join(root, ...names)
  }

  async function findFile(bucket: string, key: string) {
    const plain = await locate(bucket, key)
    for (const file of [plain, plain + BESIDE_FOLDER]) {
      const stats = await findStats(file)
      if (stats?.isFile()) return { file, stats }
    }
    return undefined
  }

  async function findObject(bucket: string, key: string): Promise<ObjectInfo | undefined> {
    const found = await findFile(bucket, key)
    if (!found) return undefined
    const { file, stats } = found
    const known = await findSidecar(sidecarFile(bucket, key), stats)
    const sidecar = known ?? toSidecar(await digestFile(file), {}, 'Normal')
    // It is known again next time, wherever it cannot be kept.
    if (!known) await writeJson(sidecarFile(bucket, key), sidecar, drafts).catch(() => undefined)
    return toObject(bucket, key, file, sidecar)
  }

  async function getObject(bucket: string, key: string): Promise<ObjectInfo> {
    await buckets.get(bucket)
    checkKey(key)
    const found = await findObject(bucket, key)
    if (found) return found
    const message = { en: 'The object "{key}" does not exist.', zh: '文件 "{key}" 不存在。' }
    throw refuse('NoSuchKey', 404, message, { key }, '0026-00000001')
  }

  /** Gives a finished file its place. */
  async function settle(bucket: string, key: string, finished: string, sidecar: Sidecar): Promise<ObjectInfo> {
    const plain = await locate(bucket, key)
    await makeFolders(path.join(root, bucket), namesOfKey(key).slice(0, -1))
    const file = (await findStats(plain))?.isDirectory() ? plain + BESIDE_FOLDER : plain
    await rename(finished, file)
    await writeJson(sidecarFile(bucket, key), sidecar, drafts)
    return toObject(bucket, key, file, sidecar)
  }

  async function commit(
    bucket: string,
    key: string,
    attributes: ObjectAttributes,
    write: (file: string) => Promise<Digest>,
    shape?: Pick<ObjectInfo, 'type' | 'etag'>,
  ): Promise<ObjectInfo> {
    await buckets.get(bucket)
    checkKey(key)
    await locate(bucket, key)
    const scratch = await makeScratch()
    try {
      const file = path.join(scratch, 'object')
      const sidecar = { ...toSidecar(await write(file), attributes, 'Normal'), ...shape }
      return await queues.run(bucket, () => settle(bucket, key, file, sidecar))
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  }

  async function append(
    bucket: string,
    key: string,
    position: number,
    content: Content,
    attributes: ObjectAttributes,
  ): Promise<ObjectInfo> {
    await buckets.get(bucket)
    checkKey(key)
    const before = await findObject(bucket, key)
    checkPosition(before, position)
    const scratch = await makeScratch()
    try {
      const file = path.join(scratch, 'object')
      if (before) await copyFile(before.file, file, constants.COPYFILE_FICLONE)
      await pipeline(
        content instanceof Uint8Array ? Readable.from([content]) : content,
        createWriteStream(file, { flags: 'a' }),
      )
      const sidecar = toSidecar(await digestFile(file), before ?? attributes, 'Appendable')
      return await queues.run(bucket, () => settle(bucket, key, file, sidecar))
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  }

  async function removeObject(bucket: string, key: string): Promise<void> {
    const found = await findFile(bucket, key)
    if (!found) return
    await rm(found.file, { force: true })
    await rm(sidecarFile(bucket, key), { force: true })
    await removeEmptyFolders(path.join(root, bucket), path.dirname(found.file))
    await removeEmptyFolders(statePath('objects', bucket), path.dirname(sidecarFile(bucket, key)))
  }

  async function list(bucket: string, query: ListQuery): Promise<Listing> {
    await buckets.get(bucket)
    const { keys, prefixes, next } = await listNames(path.join(root, bucket), query)
    const objects = await Promise.all(keys.map(key => findObject(bucket, key)))
    return { objects: objects.filter(object => object !== undefined), prefixes, next }
  }

  async function findStyle(bucket: string, name: string): Promise<Style | undefined> {
    return (await buckets.listStyles(bucket)).find(style => style.name === name)
  }

  return {
    root,
    statePath,
    makeScratch,
    sweep: async () => {
      await rm(drafts, { recursive: true, force: true })
      await mkdir(drafts)
    },
    findObject: async (bucket, key) => ((await buckets.find(bucket)) ? findObject(bucket, key) : undefined),
    getObject,
    list,
    findStyle,
    listBuckets: buckets.list,
    findBucket: buckets.find,
    getBucket: buckets.get,
    putBucket: (name, acl) => queues.run(name, () => buckets.put(name, acl)),
    deleteBucket: name => queues.run(name, () => buckets.remove(name)),
    putObject: (bucket, key, content, attributes = {}) =>
      commit(bucket, key, attributes, file => writeContent(file, content)),
    adoptFile: (bucket, key, source, attributes = {}, shape = undefined) =>
      commit(
        bucket,
        key,
        attributes,
        async file => {
          await rename(source, file)
          return digestFile(file)
        },
        shape,
      ),
    appendObject: (bucket, key, position, content, attributes = {}) =>
      queues.run(`${bucket}/${key}`, () => append(bucket, key, position, content, attributes)),
    putAttributes: (bucket, key, attributes) =>
      queues.run(bucket, async () => {
        const object = await getObject(bucket, key)
        const known = await findSidecar(sidecarFile(bucket, key), await stat(object.file))
        const sidecar = toSidecar(known ?? (await digestFile(object.file)), { ...object, ...attributes }, object.type)
        await writeJson(sidecarFile(bucket, key), sidecar, drafts)
        return toObject(bucket, key, object.file, sidecar)
      }),
    deleteObject: async (bucket, key) => {
      await buckets.get(bucket)
      await queues.run(bucket, () => removeObject(bucket, key))
    },
    listStyles: buckets.listStyles,
    putStyle: (bucket, name, content) =>
      queues.run(bucket, async () => {
        const modifiedAt = new Date()
        const createdAt = (await findStyle(bucket, name))?.createdAt ?? modifiedAt
        const style = { name, content, createdAt, modifiedAt }
        await buckets.changeStyles(bucket, styles => [...styles.filter(other => other.name !== name), style])
        return style
      }),
    deleteStyle: (bucket, name) =>
      queues.run(bucket, () => buckets.changeStyles(bucket, styles => styles.filter(style => style.name !== name))),
  }
}

function toObject(bucket: string, key: string, file: string, sidecar: Sidecar): ObjectInfo {
  const { size, etag, crc64, contentType = contentTypeOfKey(key), headers, metadata, tags, type } = sidecar
  const lastModified = new Date(Math.floor(sidecar.mtimeMs / 1000) * 1000)
  return { bucket, key, file, size, etag, crc64, lastModified, contentType, headers, metadata, tags, type }
}

/** Makes the folders of a key. An object that has the name of one of them moves aside. */
async function makeFolders(bucketFolder: string, names: readonly string[]): Promise<void> {
  let folder = bucketFolder
  for (const name of names) {
    folder = path.join(folder, name)
    if ((await findStats(folder))?.isFile()) await rename(folder, folder + BESIDE_FOLDER)
    await mkdir(folder, { recursive: true })
  }
}

async function removeEmptyFolders(bucketFolder: string, folder: string): Promise<void> {
  for (let empty = folder; empty !== bucketFolder; empty = path.dirname(empty)) {
    try {
      await rmdir(empty)
    } catch {
      return
    }
  }
}

function checkPosition(before: ObjectInfo | undefined, position: number): void {
  if (before && before.type !== 'Appendable') {
    throw refuse('ObjectNotAppendable', 409, {
      en: 'The object was not written by appending, so that nothing can be appended to it.',
      zh: '该文件不是追加类型，无法追加。',
    })
  }
  const length = before?.size ?? 0
  if (position === length) return
  const message = {
    en: 'The position is {position}, but the object has {length} bytes.',
    zh: '追加位置为 {position}，但文件长度为 {length} 字节。',
  }
  throw refuse('PositionNotEqualToLength', 409, message, { position, length }, '0026-00000016')
}

interface Names {
  readonly keys: readonly string[]
  readonly prefixes: readonly string[]
  readonly next: string | undefined
}

/** The names of one page. A prefix up to the delimiter counts as one name. */
async function listNames(bucketFolder: string, query: ListQuery): Promise<Names> {
  const { prefix = '', delimiter = '', after = '', limit } = query
  const start = folderOfPrefix(prefix)
  const found: string[] = []
  for await (const key of walkKeys(path.join(bucketFolder, start), prefix.slice(0, prefix.lastIndexOf('/') + 1))) {
    if (key.startsWith(prefix)) found.push(key)
  }
  const keys: string[] = []
  const prefixes = new Set<string>()
  let last = ''
  for (const key of sortKeys(found)) {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const name = end < 0 ? key : key.slice(0, end + delimiter.length)
    if (Buffer.compare(Buffer.from(name), Buffer.from(after)) <= 0 || prefixes.has(name)) continue
    if (keys.length + prefixes.size === limit) return { keys, prefixes: [...prefixes], next: last }
    if (end < 0) keys.push(key)
    else prefixes.add(name)
    last = name
  }
  return { keys, prefixes: [...prefixes], next: undefined }
}
