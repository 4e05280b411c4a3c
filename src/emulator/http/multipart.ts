import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { group, leaf } from '../../xml.ts'
import { refuse } from '../engine/problem.ts'
import { tooLarge } from '../store/refusals.ts'
import type { Upload } from '../store/uploads.ts'
import { addressOf, LONGEST_LIST, readBody, sendEmpty, sendXml, timeText } from './answer.ts'
import { checkConditions, findRange, isUnchanged } from './conditions.ts'
import type { Exchange, Handler, Services } from './exchange.ts'
import { nameEncodingOf } from './name-encoding.ts'
import { attributesOf, findAcl, identityOf, optionsOf } from './object-headers.ts'
import { COPY_SOURCE, forbidOverwrite, openSource, receive } from './objects.ts'
import { readWhole } from './whole-number.ts'
import { elementsIn, findText, readXmlBody, type XmlElement } from './xml-reader.ts'

const uploadOf = ({ bucket, key, query }: Exchange, { uploads }: Services): Promise<Upload> =>
  uploads.get(bucket, key, query.get('uploadId') ?? '')

/** The key as the client wants it written, and a note of that. */
function keyFields(exchange: Exchange, key: string): string[] {
  const { text, note } = nameEncodingOf(exchange)
  return [...note, leaf('Key', text(key))]
}

/** InitiateMultipartUpload. */
export const startUpload: Handler = async (exchange, services) => {
  const { bucket, key, headers } = exchange
  await forbidOverwrite(exchange, services)
  const attributes = attributesOf(headers)
  const { id } = await services.uploads.start(bucket, key, attributes)
  const fields = [leaf('Bucket', bucket), ...keyFields(exchange, key), leaf('UploadId', id)]
  sendXml(exchange, group('InitiateMultipartUploadResult', ...fields), 200, attributes.encryption)
}

/** The store tells what is no number of a part. */
const numberOf = ({ query }: Exchange): number => {
  const text = query.get('partNumber') ?? ''
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}

/** UploadPart. */
export const putPart: Handler = async (exchange, services) => {
  const { uploads, maxObjectBytes } = services
  const upload = await uploadOf(exchange, services)
  const part = await receive(exchange, maxObjectBytes, body => uploads.putPart(upload, numberOf(exchange), body))
  const digest = Buffer.from(part.etag, 'hex').toString('base64')
  sendEmpty(exchange, 200, { ...identityOf(part), 'Content-MD5': digest })
}

/** UploadPartCopy: a part that is another object, or a range of it; all of it where the range is none. Source: UploadPartCopy. */
export const copyPart: Handler = async (exchange, services) => {
  const { headers } = exchange
  const upload = await uploadOf(exchange, services)
  using open = await openSource(exchange, services)
  const { object: source } = open
  checkConditions(headers, source, COPY_SOURCE)
  if (isUnchanged(headers, source, COPY_SOURCE)) return sendEmpty(exchange, 304)
  const range = findRange({ range: headers['x-oss-copy-source-range'] ?? '' }, source.size)
  const { first, last } = range ?? { first: 0, last: source.size - 1 }
  if (last - first >= services.maxObjectBytes) throw tooLarge(services.maxObjectBytes)
  const part = await services.uploads.putPart(upload, numberOf(exchange), open.read(first, last))
  const fields = [leaf('LastModified', timeText(new Date(part.mtimeMs))), leaf('ETag', `"${part.etag}"`)]
  sendXml(exchange, group('CopyPartResult', ...fields), 200, {
    ...identityOf(part),
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${source.size}` }),
  })
}

const ALL_AND_SOME: Localized = {
  en: 'x-oss-complete-all is "yes", which takes all parts, but the body names some; leave one of the two out.',
  zh: 'x-oss-complete-all 为 "yes" 表示合并所有分片，但请求体又列出了分片；请只保留其中一个。',
}

/** CompleteMultipartUpload, with the parts of the body, or all where `x-oss-complete-all: yes` asks for them. */
export const completeUpload: Handler = async (exchange, services) => {
  const { bucket, key, headers, request } = exchange
  const upload = await uploadOf(exchange, services)
  await forbidOverwrite(exchange, services)
  const isAll = headers['x-oss-complete-all'] === 'yes'
  if (isAll && (await readBody(request, LONGEST_LIST)).length > 0) {
    throw refuse('InvalidArgument', 400, ALL_AND_SOME, {}, '0042-00000216')
  }
  const named = isAll
    ? undefined
    : elementsIn(await readXmlBody(exchange, LONGEST_LIST, 'CompleteMultipartUpload'), 'Part').map(readPart)
  const object = await services.uploads.complete(upload, named, { ...optionsOf(headers), acl: findAcl(headers) })
  const fields = [leaf('Location', addressOf(exchange, key)), leaf('Bucket', bucket), ...keyFields(exchange, key)]
  const result = group('CompleteMultipartUploadResult', ...fields, leaf('ETag', `"${object.etag}"`))
  sendXml(exchange, result, 200, identityOf(object))
}

/** @throws MalformedXML */
function readPart(part: XmlElement): { number: number; etag: string } {
  const found = (findText(part, 'PartNumber') ?? '').trim()
  const message = {
    en: 'The PartNumber of a part is "{found}"; expected a whole number.',
    zh: '分片的 PartNumber 为 "{found}"；应为整数。',
  }
  if (!/^\d+$/.test(found)) throw refuse('MalformedXML', 400, message, { found })
  return { number: Number(found), etag: (findText(part, 'ETag') ?? '').trim().replaceAll('"', '').toUpperCase() }
}

/** AbortMultipartUpload. */
export const abortUpload: Handler = async (exchange, services) => {
  await services.uploads.abort(await uploadOf(exchange, services))
  sendEmpty(exchange, 204)
}

/** Source: ListParts. */
const PARTS = { from: 1, to: 1000, fallback: 1000 } as const
const MARKERS = { from: 0, to: 10_000, fallback: 0 } as const

/** ListParts. */
export const listParts: Handler = async (exchange, services) => {
  const { bucket, key } = exchange
  const upload = await uploadOf(exchange, services)
  const limit = readWhole(exchange, 'max-parts', PARTS)
  const marker = readWhole(exchange, 'part-number-marker', MARKERS)
  const parts = (await services.uploads.listParts(upload)).filter(({ number }) => number > marker)
  const page = parts.slice(0, limit)
  const items = page.map(({ number, size, etag, crc64, mtimeMs }) =>
    group(
      'Part',
      leaf('PartNumber', number),
      leaf('LastModified', timeText(new Date(mtimeMs))),
      leaf('ETag', `"${etag}"`),
      leaf('HashCrc64ecma', crc64),
      leaf('Size', size),
    ),
  )
  const place = [
    leaf('PartNumberMarker', marker),
    leaf('NextPartNumberMarker', page.at(-1)?.number ?? marker),
    leaf('MaxParts', limit),
    leaf('IsTruncated', parts.length > page.length),
  ]
  const names = [leaf('Bucket', bucket), ...keyFields(exchange, key), leaf('UploadId', upload.id)]
  sendXml(exchange, group('ListPartsResult', ...names, ...place, ...items))
}
