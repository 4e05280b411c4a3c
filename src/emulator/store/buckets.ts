import { mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { refuse } from '../engine/problem.ts'
import { checkBucketName, isBucketName } from './names.ts'
import { findStats, namesIn } from './plain-path.ts'
import { readJson, writeJson } from './sidecar.ts'
import type { Acl, BucketInfo, Style } from './store.ts'
import { walkKeys } from './walk.ts'

/** What is known of a bucket beside its folder. */
interface BucketRecord {
  readonly acl: Acl
  readonly createdAt: string
  readonly styles: readonly { name: string; content: string; createdAt: string; modifiedAt: string }[]
}

/** The buckets of a store and their styles. */
export interface Buckets {
  list(): Promise<readonly BucketInfo[]>
  find(name: string): Promise<BucketInfo | undefined>
  get(name: string): Promise<BucketInfo>
  put(name: string, acl?: Acl): Promise<BucketInfo>
  remove(name: string): Promise<void>
  listStyles(bucket: string): Promise<readonly Style[]>
  changeStyles(bucket: string, change: (styles: readonly Style[]) => readonly Style[]): Promise<void>
}

const isRecord = (value: unknown): value is BucketRecord =>
  typeof value === 'object' && value !== null && 'acl' in value && 'styles' in value

/** Buckets are the folders of the root that have the name of one. */
export function createBuckets(root: string, statePath: (...parts: string[]) => string): Buckets {
  const recordFile = (name: string) => statePath('buckets', `${name}.json`)

  async function readRecord(name: string): Promise<BucketRecord | undefined> {
    const value = await readJson(recordFile(name))
    return isRecord(value) ? value : undefined
  }

  async function find(name: string): Promise<BucketInfo | undefined> {
    const stats = isBucketName(name) ? await findStats(path.join(root, name)) : undefined
    if (!stats?.isDirectory()) return undefined
    const record = await readRecord(name)
    return { name, createdAt: new Date(record?.createdAt ?? stats.birthtime), acl: record?.acl ?? 'private' }
  }

  async function get(name: string): Promise<BucketInfo> {
    checkBucketName(name)
    const found = await find(name)
    if (found) return found
    const message = { en: 'The bucket "{name}" does not exist.', zh: '存储空间 "{name}" 不存在。' }
    throw refuse('NoSuchBucket', 404, message, { name }, '0015-00000101')
  }

  async function listStyles(bucket: string): Promise<readonly Style[]> {
    await get(bucket)
    const record = await readRecord(bucket)
    return (record?.styles ?? []).map(({ name, content, createdAt, modifiedAt }) => ({
      name,
      content,
      createdAt: new Date(createdAt),
      modifiedAt: new Date(modifiedAt),
    }))
  }

  return {
    find,
    get,
    listStyles,
    async list() {
      const names = (await readdir(root)).filter(isBucketName).sort()
      const found = await Promise.all(names.map(find))
      return found.filter(bucket => bucket !== undefined)
    },
    async put(name, acl) {
      checkBucketName(name)
      await mkdir(path.join(root, name), { recursive: true })
      const bucket = await get(name)
      const record = await readRecord(name)
      const changed = {
        acl: acl ?? bucket.acl,
        createdAt: record?.createdAt ?? bucket.createdAt,
        styles: record?.styles ?? [],
      }
      if (!record || record.acl !== changed.acl) await writeJson(recordFile(name), changed, statePath('tmp'))
      return { ...bucket, acl: changed.acl }
    },
    async remove(name) {
      await get(name)
      const folder = path.join(root, name)
      for await (const _ of walkKeys(folder, '')) throw notEmpty(name)
      if ((await namesIn(statePath('uploads', name))).length > 0) throw notEmpty(name)
      await removeFolders(folder).catch(() => {
        throw notEmpty(name)
      })
      for (const part of ['objects', 'uploads']) await rm(statePath(part, name), { recursive: true, force: true })
      await rm(recordFile(name), { force: true })
    },
    async changeStyles(bucket, change) {
      const { acl, createdAt } = await get(bucket)
      const record = { acl, createdAt, styles: change(await listStyles(bucket)) }
      await writeJson(recordFile(bucket), record, statePath('tmp'))
    },
  }
}

function notEmpty(name: string): Error {
  const message = { en: 'The bucket "{name}" is not empty.', zh: '存储空间 "{name}" 不为空。' }
  return refuse('BucketNotEmpty', 409, message, { name }, '0015-00000301')
}

/** Removes a folder that holds nothing but folders; whatever else has come there meanwhile stays, and stops it. */
async function removeFolders(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) await removeFolders(path.join(folder, entry))
  await rmdir(folder)
}
