import { group, leaf } from '../../xml.ts'
import type { Upload } from '../store/uploads.ts'
import { sendXml, timeText } from './answer.ts'
import type { Handler } from './exchange.ts'
import { nameEncodingOf } from './name-encoding.ts'
import { readWhole } from './whole-number.ts'

/** Source: ListMultipartUploads. */
const UPLOADS = { from: 1, to: 1000, fallback: 1000 } as const

/** What a listing names: an upload, or what the keys of several have in common up to the delimiter. */
interface ListedUpload {
  readonly name: string
  readonly upload?: Upload
}

/** Where a listing begins: behind the key, or behind one upload of that key. */
interface Marker {
  readonly key: string
  readonly id: string
}

/** ListMultipartUploads, by key and then by time. */
export const listUploads: Handler = async (exchange, { uploads }) => {
  const { bucket, query } = exchange
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? '']
  const marker = { key: query.get('key-marker') ?? '', id: query.get('upload-id-marker') ?? '' }
  const limit = readWhole(exchange, 'max-uploads', UPLOADS)
  const found = (await uploads.list(bucket)).filter(({ key }) => key.startsWith(prefix))
  const entries = entriesOf(found, prefix, delimiter).filter(entry => isBehind(entry, marker))
  const page = entries.slice(0, limit)
  const last = page.at(-1)
  const { text: encode, note } = nameEncodingOf(exchange)
  sendXml(
    exchange,
    group(
      'ListMultipartUploadsResult',
      ...note,
      leaf('Bucket', bucket),
      ...[leaf('KeyMarker', encode(marker.key)), leaf('UploadIdMarker', marker.id)],
      ...[leaf('NextKeyMarker', encode(last?.name ?? '')), leaf('NextUploadIdMarker', last?.upload?.id ?? '')],
      ...[leaf('Delimiter', encode(delimiter)), leaf('Prefix', encode(prefix))],
      ...[leaf('MaxUploads', limit), leaf('IsTruncated', entries.length > page.length)],
      ...page.map(entry => element(entry, encode)),
    ),
  )
}

function entriesOf(uploads: readonly Upload[], prefix: string, delimiter: string): ListedUpload[] {
  const entries: ListedUpload[] = []
  for (const upload of uploads) {
    const end = delimiter === '' ? -1 : upload.key.indexOf(delimiter, prefix.length)
    const name = end < 0 ? upload.key : upload.key.slice(0, end + delimiter.length)
    if (end < 0) entries.push({ name, upload })
    else if (entries.at(-1)?.name !== name) entries.push({ name })
  }
  return entries
}

function isBehind({ name, upload }: ListedUpload, marker: Marker): boolean {
  const order = Buffer.compare(Buffer.from(name), Buffer.from(marker.key))
  return order > 0 || (order === 0 && upload !== undefined && marker.id !== '' && upload.id > marker.id)
}

function element({ name, upload }: ListedUpload, encode: (text: string) => string): string {
  if (!upload) return group('CommonPrefixes', leaf('Prefix', encode(name)))
  const startedAt = timeText(new Date(upload.startedAt))
  return group('Upload', leaf('Key', encode(name)), leaf('UploadId', upload.id), leaf('Initiated', startedAt))
}
