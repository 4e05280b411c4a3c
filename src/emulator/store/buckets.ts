import { readdirSync, rmdirSync, rmSync, type Stats } from 'node:fs'
import path from 'node:path'
import { makeFolders } from '../../files/folder.ts'
import { isBucketName } from '../../request/endpoint.ts'
import { refuse } from '../engine/problem.ts'
import { findStats, namesIn } from './files.ts'
import type { JsonFiles } from './json-files.ts'
import { type LeftOut, LINK } from './layout.ts'
import { checkBucketName } from './names.ts'
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
  findStyle(bucket: string, name: string): Style | undefined
  putStyle(bucket: string, name: string, content: string): Promise<Style>
  /** Silent where there is none. */
  removeStyle(bucket: string, name: string): Promise<void>
  listCors(bucket: string): readonly CorsRule[]
  putCors(bucket: string, rules: readonly CorsRule[]): Promise<void>
}

const isRecord = (value: unknown): value is BucketRecord =>
  typeof value === 'object' && value !== null && 'acl' in value && 'styles' in value

/** What is set anew for a bucket. */
interface BucketChanges {
  readonly acl?: Acl
  readonly styles?: readonly Style[]
  readonly cors?: readonly CorsRule[]
}

/** Where buckets lie and what is known of them. */
interface BucketState {
  readonly root: string
  readonly json: JsonFiles
  readonly leaveOut: LeftOut
  statePath(...parts: string[]): string
}

/** Buckets are the folders of the root that have the name of one. */
export function createBuckets(
  root: string,
  statePath: (...parts: string[]) => string,
  json: JsonFiles,
  leaveOut: LeftOut = () => undefined,
): Buckets {
  const state: BucketState = { root, statePath, json, leaveOut }
  return {
    list: () => listBuckets(state),
    find: name => findBucket(state, name),
    get: name => getBucket(state, name),
    check: name => checkBucket(state, name),
    put: (name, acl) => putBucket(state, name, acl),
    remove: (name, keys) => removeBucket(state, name, keys),
    listStyles: bucket => listStyles(state, bucket),
    findStyle: (bucket, name) => listStyles(state, bucket).find(style => style.name === name),
    putStyle: (bucket, name, content) => putStyle(state, bucket, name, content),
    removeStyle: async (bucket, name) => changeRecord(state, bucket, { styles: stylesBut(state, bucket, name) }),
    listCors(bucket) {
      getBucket(state, bucket)
      return readRecord(state, bucket)?.cors ?? []
    },
    putCors: (bucket, cors) => changeRecord(state, bucket, { cors }),
  }
}

const recordFile = ({ statePath }: BucketState, name: string): string => statePath('buckets', `${name}.json`)

function readRecord(state: BucketState, name: string): BucketRecord | undefined {
  const value = state.json.read(recordFile(state, name))
  return isRecord(value) ? value : undefined
}

async function changeRecord(state: BucketState, bucket: string, changes: BucketChanges): Promise<void> {
  const { acl, createdAt } = getBucket(state, bucket)
  const record = { acl, createdAt, styles: [], ...readRecord(state, bucket), ...changes }
  await state.json.write(recordFile(state, bucket), record)
}

function findFolder({ root, leaveOut }: BucketState, name: string): Stats | undefined {
  const folder = path.join(root, name)
  const stats = isBucketName(name) ? findStats(folder) : undefined
  if (stats?.isSymbolicLink()) leaveOut(folder, LINK)
  return stats?.isDirectory() ? stats : undefined
}

function findBucket(state: BucketState, name: string): BucketInfo | undefined {
  const stats = findFolder(state, name)
  if (!stats) return undefined
  const record = readRecord(state, name)
  return { name, createdAt: new Date(record?.createdAt ?? stats.birthtime), acl: record?.acl ?? 'private' }
}

function listBuckets(state: BucketState): readonly BucketInfo[] {
  const names = readdirSync(state.root).filter(isBucketName).sort()
  return names.map(name => findBucket(state, name)).filter(bucket => bucket !== undefined)
}

function getBucket(state: BucketState, name: string): BucketInfo {
  checkBucketName(name)
  return findBucket(state, name) ?? noSuchBucket(name)
}

function checkBucket(state: BucketState, name: string): void {
  checkBucketName(name)
  if (!findFolder(state, name)) noSuchBucket(name)
}

async function putBucket(state: BucketState, name: string, acl?: Acl): Promise<BucketInfo> {
  checkBucketName(name)
  const folder = path.join(state.root, name)
  const isNew = makeFolders(folder) !== undefined
  const bucket = getBucket(state, name)
  const wanted = acl ?? bucket.acl
  try {
    if (!readRecord(state, name) || wanted !== bucket.acl) await changeRecord(state, name, { acl: wanted })
  } catch (error) {
    // What is refused does not exist afterwards; a file that has come meanwhile stays.
    if (isNew) removeIfEmpty(folder)
    throw error
  }
  return getBucket(state, name)
}

async function removeBucket(state: BucketState, name: string, keys: AsyncIterable<string>): Promise<void> {
  const { root, statePath } = state
  getBucket(state, name)
  for await (const _ of keys) throw notEmpty(name)
  if (namesIn(statePath('uploads', name)).length > 0) throw notEmpty(name)
  // From here in one go: what has come meanwhile stops it, what comes later finds no bucket.
  try {
    removeFolders(path.join(root, name))
  } catch {
    throw notEmpty(name)
  }
  for (const part of ['objects', 'uploads']) rmSync(statePath(part, name), { recursive: true, force: true })
  rmSync(recordFile(state, name), { force: true })
}

function listStyles(state: BucketState, bucket: string): readonly Style[] {
  getBucket(state, bucket)
  return (readRecord(state, bucket)?.styles ?? []).map(({ name, content, createdAt, modifiedAt }) => ({
    name,
    content,
    createdAt: new Date(createdAt),
    modifiedAt: new Date(modifiedAt),
  }))
}

const stylesBut = (state: BucketState, bucket: string, name: string): readonly Style[] =>
  listStyles(state, bucket).filter(style => style.name !== name)

/** Styles of a bucket. Source: Image styles (2025). */
const MOST_STYLES = 50

function tooManyStyles(): Error {
  const message = {
    en: 'The bucket has {limit} styles, the most that are allowed; delete one first.',
    zh: '存储空间已有 {limit} 个样式，达到上限；请先删除一个。',
  }
  return refuse('TooManyStyles', 400, message, { limit: MOST_STYLES })
}

async function putStyle(state: BucketState, bucket: string, name: string, content: string): Promise<Style> {
  const modifiedAt = new Date()
  const createdAt = listStyles(state, bucket).find(style => style.name === name)?.createdAt ?? modifiedAt
  const style = { name, content, createdAt, modifiedAt }
  const others = stylesBut(state, bucket, name)
  if (others.length >= MOST_STYLES) throw tooManyStyles()
  await changeRecord(state, bucket, { styles: [...others, style] })
  return style
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
