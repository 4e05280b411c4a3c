import { percentDecode } from '../language/url.ts'
import { readLeaf } from '../xml.ts'

/** An object as a listing tells of it; texts are as OSS writes them. */
export interface ListedObject {
  readonly key: string
  /** Bytes. */
  readonly size: string
  /** Such as `2026-11-27T08:00:00.000Z`. */
  readonly lastModified: string
  readonly storageClass: string
  /** Without its quotes. */
  readonly etag: string
}

/** A page of a listing. */
export interface ListPage {
  readonly objects: readonly ListedObject[]
  /** What asks for the next page; undefined on the last one. */
  readonly next: string | undefined
}

/**
 * Reads the answer of ListObjectsV2 (documentation, "ListObjectsV2"). Names and the token are decoded where it says that they are encoded: a
 * plus is a plus then. Undefined where it is no such answer, or only a part of one.
 */
export function readListPage(xml: string): ListPage | undefined {
  const root = xml.indexOf('<ListBucketResult')
  if (root < 0 || !xml.includes('</ListBucketResult>', root)) return undefined
  const first = xml.indexOf('<Contents>', root)
  const [head, objects] = [first < 0 ? xml.slice(root) : headOf(xml, root), []] as [string, ListedObject[]]
  const isEncoded = readLeaf(head, 'EncodingType') === 'url'
  const decode = (text: string) => (isEncoded && text.includes('%') ? percentDecode(text) : text)
  for (let start = first; start >= 0; ) {
    const end = xml.indexOf('</Contents>', start)
    if (end < 0) return undefined
    const object = readObject(xml.slice(start, end), decode)
    if (!object) return undefined
    objects.push(object)
    start = xml.indexOf('<Contents>', end)
  }
  const isTruncated = readLeaf(head, 'IsTruncated') === 'true'
  const token = readLeaf(head, 'NextContinuationToken')
  const next = token && decode(token)
  if (isTruncated && !next) return undefined
  return { objects, next: isTruncated ? next : undefined }
}

/** A page without its objects: what tells of the page may stand before and behind them. */
function headOf(xml: string, root: number): string {
  return xml.slice(root, xml.indexOf('<Contents>', root)) + xml.slice(xml.lastIndexOf('</Contents>'))
}

function readObject(xml: string, decode: (text: string) => string): ListedObject | undefined {
  const key = readLeaf(xml, 'Key')
  if (key === undefined) return undefined
  return {
    key: decode(key),
    size: readLeaf(xml, 'Size') ?? '',
    lastModified: readLeaf(xml, 'LastModified') ?? '',
    storageClass: readLeaf(xml, 'StorageClass') ?? '',
    etag: withoutQuotes(readLeaf(xml, 'ETag') ?? ''),
  }
}

function withoutQuotes(text: string): string {
  return text.slice(text.startsWith('"') ? 1 : 0, text.length - (text.endsWith('"') ? 1 : 0))
}
