import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '../engine/problem.ts'
import { namesIn } from './files.ts'
import { checkKey } from './names.ts'
import { createQueues, type Queues } from './queues.ts'
import type { Content, ObjectAttributes, ObjectInfo, Store, WriteOptions } from './store.ts'
import { type Digest, writeContent } from './write.ts'

/** An object that comes in parts. */
export interface Upload {
  /** 32 hexadecimal digits that grow with time: listings of uploads go on behind an identifier. */
  readonly id: string
  readonly bucket: string
  readonly key: string
  readonly attributes: ObjectAttributes
  /** ISO 8601 */
  readonly startedAt: string
}

/** A part of an upload, from 1. */
export interface UploadPart extends Digest {
  readonly number: number
}

/** Uploads in parts. Throws a Refusal with OSS's code where OSS would refuse: NoSuchUpload for all of one that is over. */
export interface Uploads {
  start(bucket: string, key: string, attributes: ObjectAttributes): Promise<Upload>
  /** NoSuchUpload */
  get(bucket: string, key: string, id: string): Promise<Upload>
  /** By the UTF-8 bytes of the key and then by time. */
  list(bucket: string): Promise<readonly Upload[]>
  /** Replaces a part of the same number. InvalidArgument for a number out of range. */
  putPart(upload: Upload, number: number, content: Content): Promise<UploadPart>
  /** By number. */
  listParts(upload: Upload): Promise<readonly UploadPart[]>
  /** Joins the parts that are named, or all; an ACL that is given then wins over that of the start. InvalidPart, InvalidPartOrder, EntityTooSmall. */
  complete(
    upload: Upload,
    named?: readonly Pick<UploadPart, 'number' | 'etag'>[],
    options?: WriteOptions & Pick<ObjectAttributes, 'acl'>,
  ): Promise<ObjectInfo>
  abort(upload: Upload): Promise<void>
}

/** Source: UploadPart; CompleteMultipartUpload. */
const MAX_PARTS = 10_000
const MIN_PART_BYTES = 100 * 1024

/** A part as its JSON file tells it. */
interface StoredPart extends UploadPart {
  /** In the folder of the upload; a part that comes again gets another one. */
  readonly file: string
}

/** Where uploads lie, and the changes of each, one after the other. */
interface UploadsState {
  readonly store: Store
  readonly queues: Queues
}

/**
 * Uploads lie in the state folder of the store until they are complete, also over a restart. What changes one is done one after the
 * other; bytes come in before.
 */
export function createUploads(store: Store): Uploads {
  const state: UploadsState = { store, queues: createQueues() }
  const makeId = createIds()
  return {
    start: (bucket, key, attributes) => startUpload(state, { id: makeId(), bucket, key, attributes }),
    async get(bucket, key, id) {
      await store.getBucket(bucket)
      return checkUpload(state, { bucket, key, id })
    },
    async list(bucket) {
      await store.getBucket(bucket)
      const uploads = namesIn(store.statePath('uploads', bucket)).map(id => findUpload(state, bucket, id))
      return uploads.filter(upload => upload !== undefined).sort(compareUploads)
    },
    putPart: (upload, number, content) => putPart(state, upload, number, content),
    listParts: async upload => partsOf(state, checkUpload(state, upload)),
    complete: (upload, named, options = {}) =>
      changeUpload(state, upload, () => joinParts(state, upload, chooseParts(partsOf(state, upload), named), options)),
    abort: upload => changeUpload(state, upload, () => removeUpload(state, upload)),
  }
}

const folderOf = ({ store }: UploadsState, { bucket, id }: Pick<Upload, 'bucket' | 'id'>): string =>
  store.statePath('uploads', bucket, id)

function findUpload(state: UploadsState, bucket: string, id: string): Upload | undefined {
  const isId = /^[0-9A-F]{32}$/.test(id)
  const value = isId ? state.store.json.read(path.join(folderOf(state, { bucket, id }), 'upload.json')) : undefined
  return isUpload(value) ? value : undefined
}

function checkUpload(state: UploadsState, { bucket, key, id }: Pick<Upload, 'bucket' | 'key' | 'id'>): Upload {
  const upload = findUpload(state, bucket, id)
  if (upload?.key === key) return upload
  const message = {
    en: 'The upload does not exist; it may be complete or aborted.',
    zh: '该分片上传不存在，可能已完成或已取消。',
  }
  throw refuse('NoSuchUpload', 404, message, {}, '0042-00000002')
}

/** A change of an upload that is not over. */
function changeUpload<T>(state: UploadsState, upload: Upload, work: () => Promise<T>): Promise<T> {
  return state.queues.run(upload.id, () => {
    checkUpload(state, upload)
    return work()
  })
}

async function startUpload(state: UploadsState, named: Omit<Upload, 'startedAt'>): Promise<Upload> {
  await state.store.getBucket(named.bucket)
  checkKey(named.key)
  const upload = { ...named, startedAt: new Date().toISOString() }
  await state.store.json.write(path.join(folderOf(state, upload), 'upload.json'), upload)
  return upload
}

/** In one step, so that nothing half removed is left. */
async function removeUpload(state: UploadsState, upload: Upload): Promise<void> {
  const folder = state.store.statePath('tmp', randomUUID())
  renameSync(folderOf(state, upload), folder)
  await rm(folder, { recursive: true, force: true })
}

function partsOf(state: UploadsState, upload: Upload): readonly StoredPart[] {
  const folder = folderOf(state, upload)
  const names = namesIn(folder).filter(name => /^\d+\.json$/.test(name))
  const parts = names.map(name => state.store.json.read(path.join(folder, name)))
  return parts.filter(isPart).sort((a, b) => a.number - b.number)
}

async function putPart(state: UploadsState, upload: Upload, number: number, content: Content): Promise<UploadPart> {
  checkNumber(number)
  return withScratch(state.store, async scratch => {
    const draft = path.join(scratch, 'part')
    const digest = await writeContent(draft, content)
    return changeUpload(state, upload, () => settlePart(state, upload, { number, digest, draft }))
  })
}

interface PartDraft {
  readonly number: number
  readonly digest: Digest
  readonly draft: string
}

async function settlePart(
  state: UploadsState,
  upload: Upload,
  { number, digest, draft }: PartDraft,
): Promise<UploadPart> {
  const folder = folderOf(state, upload)
  const before = partsOf(state, upload).find(part => part.number === number)
  const part: StoredPart = { number, ...digest, file: `${number}-${randomUUID()}` }
  renameSync(draft, path.join(folder, part.file))
  await state.store.json.write(path.join(folder, `${number}.json`), part)
  if (before) rmSync(path.join(folder, before.file), { force: true })
  return part
}

function joinParts(
  state: UploadsState,
  upload: Upload,
  parts: readonly StoredPart[],
  { acl = upload.attributes.acl, ...options }: WriteOptions & Pick<ObjectAttributes, 'acl'>,
): Promise<ObjectInfo> {
  const { store } = state
  return withScratch(store, async scratch => {
    const file = path.join(scratch, 'object')
    const content = Readable.from(bytesOf(parts, folderOf(state, upload)), { objectMode: false })
    await pipeline(content, createWriteStream(file))
    const shape = { ...options, type: 'Multipart', etag: joinedTag(parts) } as const
    const object = await store.adoptFile(upload.bucket, upload.key, file, { ...upload.attributes, acl }, shape)
    await removeUpload(state, upload)
    return object
  })
}

/** A scratch folder for the time of some work. */
async function withScratch<T>(store: Store, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await store.makeScratch()
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The bytes of all parts. InvalidPart where one is not what its digest says. */
async function* bytesOf(parts: readonly StoredPart[], folder: string): AsyncGenerator<Uint8Array> {
  for (const { number, file, etag } of parts) {
    const md5 = createHash('md5')
    for await (const chunk of createReadStream(path.join(folder, file))) {
      md5.update(chunk)
      yield chunk
    }
    if (md5.digest('hex').toUpperCase() !== etag) throw noSuchPart(number)
  }
}

/** Makes identifiers, each behind the one before, also within a millisecond. */
function createIds(): () => string {
  let last = 0n
  return () => {
    const now = BigInt(Date.now()) << 16n
    last = now > last ? now : last + 1n
    return (last.toString(16).padStart(16, '0') + randomBytes(8).toString('hex')).toUpperCase()
  }
}

const compareUploads = (a: Upload, b: Upload): number =>
  Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) || (a.id < b.id ? -1 : 1)

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && 'startedAt' in value
const isPart = (value: unknown): value is StoredPart =>
  typeof value === 'object' && value !== null && 'number' in value && 'file' in value

function checkNumber(number: number): void {
  if (Number.isInteger(number) && number >= 1 && number <= MAX_PARTS) return
  const message = {
    en: 'The part number must be a whole number from 1 to {limit}.',
    zh: '分片号应为 1 到 {limit} 的整数。',
  }
  throw refuse('InvalidArgument', 400, message, { limit: MAX_PARTS })
}

function chooseParts(
  parts: readonly StoredPart[],
  named: readonly Pick<UploadPart, 'number' | 'etag'>[] | undefined,
): readonly StoredPart[] {
  const wanted = named ?? parts
  const chosen = wanted.map(({ number, etag }) => {
    const part = parts.find(other => other.number === number && other.etag === etag)
    if (part) return part
    throw noSuchPart(number)
  })
  if (chosen.length === 0) {
    throw refuse('MalformedXML', 400, { en: 'The body names no part.', zh: '请求体中没有分片。' })
  }
  if (chosen.some((part, index) => index > 0 && part.number <= (chosen[index - 1]?.number ?? 0))) {
    throw refuse('InvalidPartOrder', 400, {
      en: 'The parts are not in the order of their numbers.',
      zh: '分片没有按分片号升序排列。',
    })
  }
  if (chosen.slice(0, -1).some(({ size }) => size < MIN_PART_BYTES)) {
    const message = {
      en: 'Each part but the last has at least {limit} bytes.',
      zh: '除最后一个外，每个分片至少 {limit} 字节。',
    }
    throw refuse('EntityTooSmall', 400, message, { limit: MIN_PART_BYTES })
  }
  return chosen
}

function noSuchPart(number: number): Error {
  const message = { en: 'The part {number} does not exist with this ETag.', zh: '分片 {number} 不存在或 ETag 不符。' }
  return refuse('InvalidPart', 400, message, { number })
}

/** The MD5 of the digests of the parts, and their number. */
function joinedTag(parts: readonly UploadPart[]): string {
  const md5 = createHash('md5')
  for (const { etag } of parts) md5.update(Buffer.from(etag, 'hex'))
  return `${md5.digest('hex').toUpperCase()}-${parts.length}`
}
