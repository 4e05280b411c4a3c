import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { refuse } from '../engine/problem.ts'
import { checkKey } from './names.ts'
import { namesIn } from './plain-path.ts'
import { readJson, writeJson } from './sidecar.ts'
import type { Content, ObjectAttributes, ObjectInfo, Store } from './store.ts'
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
export interface Part extends Digest {
  readonly number: number
}

/** Uploads in parts. Throws a Refusal with OSS's code where OSS would refuse. */
export interface Uploads {
  start(bucket: string, key: string, attributes: ObjectAttributes): Promise<Upload>
  /** NoSuchUpload */
  get(bucket: string, key: string, id: string): Promise<Upload>
  /** By the UTF-8 bytes of the key and then by time. */
  list(bucket: string): Promise<readonly Upload[]>
  /** Replaces a part of the same number. InvalidArgument for a number out of range. */
  putPart(upload: Upload, number: number, content: Content): Promise<Part>
  /** By number. */
  listParts(upload: Upload): Promise<readonly Part[]>
  /** Joins the parts that are named, or all. InvalidPart, InvalidPartOrder, EntityTooSmall. */
  complete(upload: Upload, named?: readonly Pick<Part, 'number' | 'etag'>[]): Promise<ObjectInfo>
  abort(upload: Upload): Promise<void>
}

/** Source: UploadPart; CompleteMultipartUpload. */
const MAX_PARTS = 10_000
const MIN_PART_BYTES = 100 * 1024

/** Uploads lie in the state folder of the store until they are complete, also over a restart. */
export function createUploads(store: Store): Uploads {
  const drafts = store.statePath('tmp')
  const folderOf = ({ bucket, id }: Pick<Upload, 'bucket' | 'id'>) => store.statePath('uploads', bucket, id)

  async function find(bucket: string, id: string): Promise<Upload | undefined> {
    const value = /^[0-9A-F]{32}$/.test(id)
      ? await readJson(path.join(folderOf({ bucket, id }), 'upload.json'))
      : undefined
    return isUpload(value) ? value : undefined
  }

  async function listParts(upload: Upload): Promise<readonly Part[]> {
    const names = (await namesIn(folderOf(upload))).filter(name => /^\d+\.json$/.test(name))
    const parts = await Promise.all(names.map(name => readJson(path.join(folderOf(upload), name))))
    return parts.filter(isPart).sort((a, b) => a.number - b.number)
  }

  async function abort(upload: Upload): Promise<void> {
    await rm(folderOf(upload), { recursive: true, force: true })
  }

  return {
    listParts,
    abort,
    async start(bucket, key, attributes) {
      await store.getBucket(bucket)
      checkKey(key)
      const id = makeId()
      const upload = { id, bucket, key, attributes, startedAt: new Date().toISOString() }
      await writeJson(path.join(folderOf(upload), 'upload.json'), upload, drafts)
      return upload
    },
    async get(bucket, key, id) {
      await store.getBucket(bucket)
      const upload = await find(bucket, id)
      if (upload?.key === key) return upload
      const message = {
        en: 'The upload does not exist; it may be complete or aborted.',
        zh: '该分片上传不存在，可能已完成或已取消。',
      }
      throw refuse('NoSuchUpload', 404, message, {}, '0042-00000002')
    },
    async list(bucket) {
      await store.getBucket(bucket)
      const uploads = await Promise.all((await namesIn(store.statePath('uploads', bucket))).map(id => find(bucket, id)))
      return uploads.filter(upload => upload !== undefined).sort(compareUploads)
    },
    async putPart(upload, number, content) {
      checkNumber(number)
      const scratch = await store.makeScratch()
      try {
        const file = path.join(scratch, 'part')
        const part = { number, ...(await writeContent(file, content)) }
        await rename(file, path.join(folderOf(upload), String(number)))
        await writeJson(path.join(folderOf(upload), `${number}.json`), part, drafts)
        return part
      } finally {
        await rm(scratch, { recursive: true, force: true })
      }
    },
    async complete(upload, named) {
      const parts = chooseParts(await listParts(upload), named)
      const scratch = await store.makeScratch()
      try {
        const file = path.join(scratch, 'object')
        for (const { number } of parts) {
          const source = createReadStream(path.join(folderOf(upload), String(number)))
          await pipeline(source, createWriteStream(file, { flags: 'a' }))
        }
        const shape = { type: 'Multipart', etag: joinedTag(parts) } as const
        const object = await store.adoptFile(upload.bucket, upload.key, file, upload.attributes, shape)
        await abort(upload)
        return object
      } finally {
        await rm(scratch, { recursive: true, force: true })
      }
    },
  }
}

function makeId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return (time + randomBytes(10).toString('hex')).toUpperCase()
}

const compareUploads = (a: Upload, b: Upload): number =>
  Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) || (a.id < b.id ? -1 : 1)

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && 'startedAt' in value
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && 'number' in value

function checkNumber(number: number): void {
  if (Number.isInteger(number) && number >= 1 && number <= MAX_PARTS) return
  const message = {
    en: 'The part number must be a whole number from 1 to {limit}.',
    zh: '分片号应为 1 到 {limit} 的整数。',
  }
  throw refuse('InvalidArgument', 400, message, { limit: MAX_PARTS })
}

function chooseParts(
  parts: readonly Part[],
  named: readonly Pick<Part, 'number' | 'etag'>[] | undefined,
): readonly Part[] {
  const wanted = named ?? parts
  const chosen = wanted.map(({ number, etag }) => {
    const part = parts.find(other => other.number === number && other.etag === etag)
    if (part) return part
    const message = { en: 'The part {number} does not exist with this ETag.', zh: '分片 {number} 不存在或 ETag 不符。' }
    throw refuse('InvalidPart', 400, message, { number })
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

/** The MD5 of the digests of the parts, and their number. */
function joinedTag(parts: readonly Part[]): string {
  const md5 = createHash('md5')
  for (const { etag } of parts) md5.update(Buffer.from(etag, 'hex'))
  return `${md5.digest('hex').toUpperCase()}-${parts.length}`
}
