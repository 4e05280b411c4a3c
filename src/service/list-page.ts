import { percentDecode } from '../request/percent.ts'

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
  const isEncoded = fieldOf(head, 'EncodingType') === 'url'
  const decode = (text: string) => (isEncoded && text.includes('%') ? percentDecode(text) : text)
  for (let start = first; start >= 0; ) {
    const end = xml.indexOf('</Contents>', start)
    if (end < 0) return undefined
    const object = readObject(xml.slice(start, end), decode)
    if (!object) return undefined
    objects.push(object)
    start = xml.indexOf('<Contents>', end)
  }
  const isTruncated = fieldOf(head, 'IsTruncated') === 'true'
  const token = fieldOf(head, 'NextContinuationToken')
  const next = token && decode(token)
  if (isTruncated && !next) return undefined
  return { objects, next: isTruncated ? next : undefined }
}

/** A page without its objects: what tells of the page may stand before and behind them. */
function headOf(xml: string, root: number): string {
  return xml.slice(root, xml.indexOf('<Contents>', root)) + xml.slice(xml.lastIndexOf('</Contents>'))
}

function readObject(xml: string, decode: (text: string) => string): ListedObject | undefined {
  const key = fieldOf(xml, 'Key')
  if (key === undefined) return undefined
  return {
    key: decode(key),
    size: fieldOf(xml, 'Size') ?? '',
    lastModified: fieldOf(xml, 'LastModified') ?? '',
    storageClass: fieldOf(xml, 'StorageClass') ?? '',
    etag: withoutQuotes(fieldOf(xml, 'ETag') ?? ''),
  }
}

function withoutQuotes(text: string): string {
  return text.slice(text.startsWith('"') ? 1 : 0, text.length - (text.endsWith('"') ? 1 : 0))
}

/** The text of the first element of a name, which has no elements in it. */
export function fieldOf(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`)
  const end = start < 0 ? -1 : xml.indexOf(`</${name}>`, start)
  return end < 0 ? undefined : decodeText(xml.slice(start + name.length + 2, end))
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const REFERENCE = /<!\[CDATA\[(.*?)\]\]>|&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/gs

function decodeText(text: string): string {
  if (!text.includes('&') && !text.includes('<')) return text
  return text.replace(REFERENCE, (whole, raw?: string, named?: string, decimal?: string, hex?: string) => {
    if (raw !== undefined) return raw
    if (named !== undefined) return NAMED[named] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
