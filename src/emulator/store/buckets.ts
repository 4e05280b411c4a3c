import { readdirSync, rmdirSync, rmSync, type Stats } from 'node:fs'
import path from 'node:path'
import { makeFolders } from '../../files/folder.ts'
import { refuse } from '../engine/problem.ts'
import { findStats, namesIn } from './files.ts'
import type { JsonFiles } from './json-files.ts'
import { type LeftOut, LINK } from './layout.ts'
import { checkBucketName, isBucketName } from './names.ts'
import type { Acl, BucketInfo, CorsRule, Style } from './store.ts'

/** What is known of a bucket beside its folder. */
interface BucketRecord {
  readonly acl: Acl
  readonly createdAt: string
  readonly styles: readonly { name: string; content: string; createdAt: string; modifiedAt: string }[]
  readonly cors?: readonly CorsRule[]
}

/** The buckets of a store and what is set for them. */
export interface Buckets {
  list(): readonly BucketInfo[]
  find(name: string): BucketInfo | undefined
  get(name: string): BucketInfo
  /** @throws as `get` does, without a look at what is set for it. */
  check(name: string): void
  put(name: string, acl?: Acl): Promise<BucketInfo>
  /** Takes the keys that the bucket has, to refuse what is not empty. */
  remove(name: string, keys: AsyncIterable<string>): Promise<void>
  listStyles(bucket: string): readonly Style[]
  changeStyles(bucket: string, change: (styles: readonly Style[]) => readonly Style[]): Promise<void>
  listCors(bucket: string): readonly CorsRule[]
  putCors(bucket: string, rules: readonly CorsRule[]): Promise<void>
}

const isRecord = (value: unknown): value is BucketRecord =>
  typeof value === 'object' && value !== null && 'acl' in value && 'styles' in value

/** Buckets are the folders of the root that have the name of one. */
export function createBuckets(
  root: string,
  statePath: (...parts: string[]) => string,
  json: JsonFiles,
  leaveOut: LeftOut = () => undefined,
): Buckets {
  const recordFile = (name: string) => statePath('buckets', `${name}.json`)

  function readRecord(name: string): BucketRecord | undefined {
    const value = json.read(recordFile(name))
    return isRecord(value) ? value : undefined
  }

  function findFolder(name: string): Stats | undefined {
    const folder = path.join(root, name)
    const stats = isBucketName(name) ? findStats(folder) : undefined
    if (stats?.isSymbolicLink()) leaveOut(folder, LINK)
    return stats?.isDirectory() ? stats : undefined
  }

  function find(name: string): BucketInfo | undefined {
    const stats = findFolder(name)
    if (!stats) return undefined
    const record = readRecord(name)
    return { name, createdAt: new Date(record?.createdAt ?? stats.birthtime), acl: record?.acl ?? 'private' }
  }

  function get(name: string): BucketInfo {
    checkBucketName(name)
    return find(name) ?? noSuchBucket(name)
  }

  function check(name: string): void {
    checkBucketName(name)
    if (!findFolder(name)) noSuchBucket(name)
  }

  function listStyles(bucket: string): readonly Style[] {
    get(bucket)
    return (readRecord(bucket)?.styles ?? []).map(({ name, content, createdAt, modifiedAt }) => ({
      name,
      content,
      createdAt: new Date(createdAt),
      modifiedAt: new Date(modifiedAt),
    }))
  }

  async function change(bucket: string, changes: object): Promise<void> {
    const { acl, createdAt } = get(bucket)
    await json.write(recordFile(bucket), { acl, createdAt, styles: [], ...readRecord(bucket), ...changes })
  }

  return {
    find,
    get,
    check,
    listStyles,
    list() {
      const names = readdirSync(root).filter(isBucketName).sort()
      return names.map(find).filter(bucket => bucket !== undefined)
    },
    async put(name, acl) {
      checkBucketName(name)
      const folder = path.join(root, name)
      const isNew = makeFolders(folder) !== undefined
      const bucket = get(name)
      try {
        if (!readRecord(name) || (acl ?? bucket.acl) !== bucket.acl) await change(name, { acl: acl ?? bucket.acl })
      } catch (error) {
        // What is refused does not exist afterwards; a file that has come meanwhile stays.
        if (isNew) removeIfEmpty(folder)
        throw error
      }
      return get(name)
    },
    async remove(name, keys) {
      get(name)
      for await (const _ of keys) throw notEmpty(name)
      if (namesIn(statePath('uploads', name)).length > 0) throw notEmpty(name)
      // From here in one go: what has come meanwhile stops it, what comes later finds no bucket.
      try {
        removeFolders(path.join(root, name))
      } catch {
        throw notEmpty(name)
      }
      for (const part of ['objects', 'uploads']) rmSync(statePath(part, name), { recursive: true, force: true })
      rmSync(recordFile(name), { force: true })
    },
    changeStyles: (bucket, edit) => change(bucket, { styles: edit(listStyles(bucket)) }),
    listCors(bucket) {
      get(bucket)
      return readRecord(bucket)?.cors ?? []
    },
    putCors: (bucket, cors) => change(bucket, { cors }),
  }
}

function noSuchBucket(name: string): never {
  const message = { en: 'The bucket "{name}" does not exist.', zh: '存储空间 "{name}" 不存在。' }
  throw refuse('NoSuchBucket', 404, message, { name }, '0015-00000101')
}

function notEmpty(name: string): Error {
  const message = { en: 'The bucket "{name}" is not empty.', zh: '存储空间 "{name}" 不为空。' }
  return refuse('BucketNotEmpty', 409, message, { name }, '0015-00000301')
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Something has come into it.
  }
}

/** Removes a folder that holds nothing but folders; whatever else has come there meanwhile stays, and stops it. */
function removeFolders(folder: string): void {
  for (const entry of readdirSync(folder)) removeFolders(path.join(folder, entry))
  rmdirSync(folder)
}
