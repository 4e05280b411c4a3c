import { createHash } from 'node:crypto'
import { systemCode } from '../language/given.ts'
import { isRecord, readJsonObject } from '../language/record.ts'
import type { ManifestOpener } from './manifest-input.ts'

/** The files of an inventory of OSS, and what their rows hold. */
export interface Inventory {
  readonly files: readonly InventoryFile[]
  readonly columns: readonly string[]
  /** The bucket whose objects it lists. */
  readonly bucket?: string
}

/** A file of an inventory. */
export interface InventoryFile {
  /** Its object name in the bucket of inventories. */
  readonly key: string
  /** In hexadecimal digits. */
  readonly md5?: string
}

/** Why a text is no inventory, in both languages. */
export type InventoryProblem = { readonly en: string; readonly zh: string }

/** Reads the `manifest.json` of an inventory (documentation, "Bucket inventory"). */
export function readInventory(text: string): Inventory | InventoryProblem {
  const value = readJsonObject(text)
  if (!value) return { en: 'it is not a JSON object', zh: '不是 JSON 对象' }
  const { fileFormat, fileSchema, files, sourceBucket } = value
  if (typeof fileSchema !== 'string' || !Array.isArray(files)) {
    return { en: 'it lacks "fileSchema" or "files"', zh: '缺少 "fileSchema" 或 "files"' }
  }
  if (typeof fileFormat === 'string' && fileFormat.toUpperCase() !== 'CSV') {
    return { en: `its files are ${fileFormat}; expected CSV`, zh: `其文件格式为 ${fileFormat}；应为 CSV` }
  }
  const nameless = files.findIndex(file => !isRecord(file) || typeof file.key !== 'string' || file.key === '')
  if (nameless >= 0) {
    return { en: `file ${nameless + 1} of its "files" has no "key"`, zh: `"files" 的第 ${nameless + 1} 项没有 "key"` }
  }
  return {
    files: files.flatMap(toFile),
    columns: fileSchema.split(',').map(name => name.trim()),
    ...(typeof sourceBucket === 'string' && sourceBucket !== '' && { bucket: sourceBucket }),
  }
}

function toFile(value: unknown): readonly InventoryFile[] {
  const { key, MD5checksum } = isRecord(value) ? value : {}
  if (typeof key !== 'string') return []
  const isDigest = typeof MD5checksum === 'string' && /^[0-9a-f]{32}$/i.test(MD5checksum)
  return [{ key, ...(isDigest && { md5: MD5checksum.toLowerCase() }) }]
}

/**
 * Where a file of an inventory may lie, seen from its `manifest.json`: beside it, in `data` beside it or one folder up, as in the bucket, or
 * below a folder that stands for the bucket. At `oss://` it has its place in the bucket.
 */
export function placesOf(manifest: string, key: string): readonly string[] {
  const [bucket] = /^oss:\/\/[^/]+\//.exec(manifest) ?? []
  if (bucket !== undefined) return [bucket + key]
  const folder = manifest.replace(/[^/\\]*$/, '')
  const base = key.replace(/^.*\//s, '')
  const ups = Array.from({ length: key.split('/').length }, (_, count) => '../'.repeat(count))
  return [base, `data/${base}`, `../data/${base}`, ...ups.map(up => up + key)].map(path => folder + path)
}

/** Opens the first of several paths that is there. */
export async function* openFirst(
  open: ManifestOpener,
  paths: readonly string[],
  from: string,
): AsyncGenerator<Uint8Array | string> {
  for (const [index, path] of paths.entries()) {
    const iterator = open(path, from)[Symbol.asyncIterator]()
    const first = await iterator.next().catch((error: unknown) => {
      if (index < paths.length - 1 && isMissing(error)) return undefined
      throw error
    })
    if (!first) continue
    if (!first.done) yield first.value
    yield* { [Symbol.asyncIterator]: () => iterator }
    return
  }
}

/** Whether an error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return systemCode(error) === 'ENOENT'
}

/** The same bytes; throws at their end where their digest is another one. */
export async function* checkedBytes(
  chunks: AsyncIterable<Uint8Array | string>,
  md5: string,
): AsyncGenerator<Uint8Array | string> {
  const hash = createHash('md5')
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== md5) throw new Error('its MD5 is not that of manifest.json, so that it is not whole')
}
