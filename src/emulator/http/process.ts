import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { parseTree } from '../../language/parser.ts'
import { percentDecode } from '../../language/url.ts'
import { presign } from '../../request/index.ts'
import { refuse } from '../engine/problem.ts'
import type { Processed } from '../processing/processing.ts'
import type { ResultVersion } from '../processing/result-version.ts'
import { follow } from '../store/links.ts'
import { readBody, sendEmpty, sendText } from './answer.ts'
import { checkConditions, isUnchanged } from './conditions.ts'
import { type Exchange, type Handler, signalOf } from './exchange.ts'
import { overridesOf } from './object-headers.ts'

const NOT_FOR_ALL: Localized = {
  en: 'The request is not signed, and OSS does this for signed requests alone, whatever the ACL.',
  zh: '请求没有签名；无论 ACL 如何，OSS 只为已签名的请求执行此操作。',
}

/** GetObject with x-oss-process: the result instead of the object; HEAD tells what GET would. */
export const getProcessed: Handler = async (exchange, { store, processing }) => {
  const { bucket, key, headers, query } = exchange
  const signal = signalOf(exchange)
  const object = await store.getObject(bucket, key)
  const source = await follow(store, object)
  const text = query.get('x-oss-process') ?? ''
  const { access, versionOf } = await processing.foresee(object, text)
  if (!exchange.signer && access !== 'anonymous') throw refuse('AccessDenied', 403, NOT_FOR_ALL, {}, '0003-00000001')
  const version = versionOf(source)
  checkConditions(headers, version)
  if (isUnchanged(headers, version)) return sendEmpty(exchange, 304, { ETag: `"${version.etag}"` })
  const sign = presignerOf(exchange)
  const overrides = overridesOf(exchange)
  const result = await processing.get(object, text, { signal, ...(sign && { presign: sign }) })
  await sendResult(exchange, result, versionOf(result.source), overrides)
}

/** The result of a string as the body of the answer. */
async function sendResult(
  { response }: Exchange,
  { body, contentType }: Processed,
  { etag, lastModified }: ResultVersion,
  overrides: Readonly<Record<string, string>> = {},
): Promise<void> {
  const common = {
    'Content-Type': contentType,
    ETag: `"${etag}"`,
    'Last-Modified': lastModified.toUTCString(),
    ...overrides,
  }
  if (body instanceof Uint8Array) {
    response.writeHead(200, { ...common, 'Content-Length': String(body.length) }).end(body)
    return
  }
  try {
    const { size } = await stat(body.file)
    response.writeHead(200, { ...common, 'Content-Length': String(size) })
    await pipeline(createReadStream(body.file), response).catch(() => response.destroy())
  } finally {
    await body.dispose()
  }
}

/** URLs of other objects of the bucket, signed by whoever signed this request. */
function presignerOf({
  signer,
  origin,
  isVirtualHost,
  bucket,
}: Exchange): ((key: string, seconds?: number, process?: string) => string) | undefined {
  if (!signer) return undefined
  const { credentials, version, region } = signer
  const endpoint = isVirtualHost ? origin.replace(`${bucket}.`, '') : origin
  const addressing = isVirtualHost ? 'virtual' : 'path'
  const shape = { method: 'GET', endpoint, bucket, addressing, headers: {}, body: '' } as const
  return (key, expires, process) => {
    const query = process === undefined ? [] : [['x-oss-process', process] as const]
    return presign({ ...shape, key, query }, credentials, { version, region, ...(expires && { expires }) })
  }
}

/** The longest body with a process string that is read. */
const MAX_BODY = 256 * 1024

/** The process string of a POST: in the body, or in the query where some clients put it. */
async function readProcess({ request, query }: Exchange, name: string): Promise<string> {
  const text = (await readBody(request, MAX_BODY)).toString()
  const inBody = text.startsWith(`${name}=`) ? text.slice(name.length + 1) : ''
  // One SDK encodes its body as a form, the others send it as it is.
  const process = percentDecode(inBody.trim()) || query.get(name) || ''
  if (process !== '') return process
  throw refuse(
    'InvalidArgument',
    400,
    {
      en: 'The body does not start with "{name}=" and a process string.',
      zh: '请求体应以 "{name}=" 加处理字符串开头。',
    },
    { name },
  )
}

const sendJson = (exchange: Exchange, value: object): void =>
  sendText(exchange, 'application/json', JSON.stringify(value))

/** Whether a string says where its result goes. OSS answers a POST that does not with the result itself. */
function stores(process: string): boolean {
  const { stages } = parseTree(process).tree
  return stages.some(stage => stage.kind === 'stage' && stage.operations.some(({ name }) => name === 'saveas'))
}

/** ProcessObject: the result is saved before the answer. */
export const saveProcessed: Handler = async (exchange, { store, processing }) => {
  const { bucket, key } = exchange
  const signal = signalOf(exchange)
  const process = await readProcess(exchange, 'x-oss-process')
  const object = await store.getObject(bucket, key)
  if (stores(process)) return sendJson(exchange, await processing.save(object, process, { signal }))
  const result = await processing.get(object, process, { signal, via: 'post' })
  return sendResult(exchange, result, result.source)
}

/** AsyncProcessObject: the task is in the journal before the answer. */
export const acceptTask: Handler = async (exchange, { tasks }) => {
  const { bucket, key, requestId } = exchange
  const process = await readProcess(exchange, 'x-oss-async-process')
  const task = await tasks.accept({ bucket, key, process, requestId })
  sendJson(exchange, { EventId: task.eventId, RequestId: task.requestId, TaskId: task.taskId })
}
