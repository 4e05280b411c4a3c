import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { type Credentials, processRequest, type Via } from '../../request/index.ts'
import { refuse } from '../engine/problem.ts'
import { readBody, sendText } from '../http/answer.ts'
import { type Exchange, signalOf } from '../http/exchange.ts'
import type { Processing } from '../processing/processing.ts'
import { tooLarge } from '../store/refusals.ts'
import type { ObjectInfo, Store } from '../store/store.ts'
import type { Tasks } from '../tasks/task.ts'
import { type About, OBJECTS_A_PAGE, type ObjectPage, type ObjectSummary } from './answers.ts'
import { sendObject, sendProcessed } from './content.ts'
import { SHOWN_TASKS, sendEvents } from './events.ts'
import { requestTexts } from './request-texts.ts'

/** What the console works with. */
export interface ConsoleServices {
  readonly store: Store
  readonly processing: Processing
  readonly tasks: Tasks
  readonly region: string
  /** The first pair signs what is copied from the page. */
  readonly credentials: readonly Credentials[]
  /** The largest object that is taken, in bytes. */
  readonly maxObjectBytes: number
  /** The host name or address that the server listens at. */
  readonly boundHost: string
}

type ConsoleHandler = (exchange: Exchange, services: ConsoleServices) => Promise<void> | void

/** The longest body with a string in it. */
const MAX_BODY = 256 * 1024

const MISSING: Localized = { en: 'The parameter "{name}" is missing.', zh: '缺少参数 "{name}"。' }
const NO_LENGTH: Localized = { en: 'The upload does not say how long it is.', zh: '上传请求没有说明长度。' }
const NO_KEY: Localized = { en: 'The local OSS has no key to sign with.', zh: '本地 OSS 没有可用于签名的密钥。' }
const NO_TASK: Localized = { en: 'The task "{id}" is not known.', zh: '任务 "{id}" 不存在。' }

function take({ query }: Exchange, name: string): string {
  const value = query.get(name)
  if (!value) throw refuse('MissingArgument', 400, MISSING, { name })
  return value
}

function sendJson(exchange: Exchange, value: unknown, status = 200): void {
  sendText(exchange, 'application/json', JSON.stringify(value), status)
}

const findObject = (exchange: Exchange, { store }: ConsoleServices): Promise<ObjectInfo> =>
  store.getObject(take(exchange, 'bucket'), take(exchange, 'key'))

const summaryOf = ({ bucket, key, size, etag, contentType, lastModified }: ObjectInfo): ObjectSummary => ({
  ...{ bucket, key, size, etag, contentType },
  lastModified: lastModified.toISOString(),
})

const getAbout: ConsoleHandler = (exchange, { store, region }) => {
  const about: About = { endpoint: exchange.origin, region, root: store.root }
  sendJson(exchange, about)
}

const getBuckets: ConsoleHandler = async (exchange, { store }) => {
  const buckets = await store.listBuckets()
  sendJson(
    exchange,
    buckets.map(({ name }) => name),
  )
}

const getObjects: ConsoleHandler = async (exchange, { store }) => {
  const { query } = exchange
  const [prefix, after, delimiter] = [query.get('prefix'), query.get('after'), query.get('delimiter')]
  const listing = await store.list(take(exchange, 'bucket'), { prefix, after, delimiter, limit: OBJECTS_A_PAGE })
  const { objects, prefixes, next } = listing
  const page: ObjectPage = {
    ...{ objects: objects.map(summaryOf), folders: prefixes },
    ...(next !== undefined && { next }),
  }
  sendJson(exchange, page)
}

const getOneObject: ConsoleHandler = async (exchange, services) =>
  sendJson(exchange, summaryOf(await findObject(exchange, services)))

const getRaw: ConsoleHandler = async (exchange, { store }) => {
  using open = await store.openObject(take(exchange, 'bucket'), take(exchange, 'key'))
  await sendObject(exchange, open)
}

const getResult: ConsoleHandler = async (exchange, services) => {
  const object = await findObject(exchange, services)
  const signal = signalOf(exchange)
  await sendProcessed(exchange, await services.processing.get(object, take(exchange, 'process'), { signal }))
}

const PICTURE = 'image/resize,m_fill,w_96,h_96'
/** Browsers show these, and they stand still; a thumbnail of another picture changes its format. */
const SHOWN = /^image\/(?:jpeg|png|avif)\b/
const FRAME = 'video/snapshot,t_0,f_jpg,w_96,h_0,m_fast'

/** The page asks with the ETag of the object in the address, so that an answer holds for ever. */
const getThumbnail: ConsoleHandler = async (exchange, services) => {
  const object = await findObject(exchange, services)
  const { contentType } = object
  const picture = SHOWN.test(contentType) ? PICTURE : `${PICTURE}/format,png`
  const process = contentType.startsWith('video/') ? FRAME : picture
  const processed = await services.processing.get(object, process, { signal: signalOf(exchange) })
  await sendProcessed(exchange, processed, 'private, max-age=31536000, immutable')
}

const WAYS: Readonly<Record<string, Via>> = { get: 'get', post: 'post', async: 'async' }

const getRequest: ConsoleHandler = (exchange, { credentials, region }) => {
  const [bucket, key, process] = [take(exchange, 'bucket'), take(exchange, 'key'), take(exchange, 'process')]
  const via = WAYS[exchange.query.get('via') ?? ''] ?? 'get'
  const { origin: endpoint } = exchange
  const [pair] = credentials
  if (!pair) throw refuse('AccessDenied', 403, NO_KEY)
  const request = processRequest(via, { endpoint, bucket, key, addressing: 'path' }, process)
  sendJson(exchange, requestTexts(request, pair, region))
}

const getTasks: ConsoleHandler = (exchange, { tasks }) => sendJson(exchange, tasks.list().slice(0, SHOWN_TASKS))

const getTask: ConsoleHandler = (exchange, { tasks }) => {
  const id = take(exchange, 'id')
  const task = tasks.find(id)
  if (!task) throw refuse('NoSuchTask', 404, NO_TASK, { id })
  sendJson(exchange, task)
}

const getEvents: ConsoleHandler = (exchange, { tasks }) => sendEvents(exchange, tasks)

const readProcess = async ({ request }: Exchange): Promise<string> => (await readBody(request, MAX_BODY)).toString()

const postTask: ConsoleHandler = async (exchange, services) => {
  const { bucket, key } = await findObject(exchange, services)
  const process = await readProcess(exchange)
  const { requestId } = exchange
  sendJson(exchange, await services.tasks.accept({ bucket, key, process, requestId }), 202)
}

const postSave: ConsoleHandler = async (exchange, services) => {
  const object = await findObject(exchange, services)
  const process = await readProcess(exchange)
  const saved = await services.processing.save(object, process, { signal: signalOf(exchange) })
  const bucket = saved.bucket || object.bucket
  sendJson(exchange, summaryOf(await services.store.getObject(bucket, saved.object)))
}

const postDelete: ConsoleHandler = async (exchange, services) => {
  const { bucket, key } = await findObject(exchange, services)
  await services.store.deleteObject(bucket, key)
  sendJson(exchange, { bucket, key })
}

const postBucket: ConsoleHandler = async (exchange, { store }) => {
  const { name } = await store.putBucket(take(exchange, 'bucket'))
  sendJson(exchange, name, 201)
}

const postObject: ConsoleHandler = async (exchange, { store, maxObjectBytes }) => {
  const { request, headers } = exchange
  const bucket = take(exchange, 'bucket')
  const key = take(exchange, 'key')
  await store.getBucket(bucket)
  const length = headers['content-length']
  if (length === undefined) throw refuse('MissingContentLength', 411, NO_LENGTH)
  if (Number(length) > maxObjectBytes) throw tooLarge(maxObjectBytes)
  const contentType = headers['content-type']
  const object = await store.putObject(bucket, key, request, { ...(contentType && { contentType }) })
  sendJson(exchange, summaryOf(object), 201)
}

/** The calls that read, by name. */
export const READS: Readonly<Record<string, ConsoleHandler>> = {
  about: getAbout,
  buckets: getBuckets,
  objects: getObjects,
  object: getOneObject,
  raw: getRaw,
  result: getResult,
  thumbnail: getThumbnail,
  request: getRequest,
  tasks: getTasks,
  task: getTask,
  events: getEvents,
}

/** The calls that change something, by name. */
export const WRITES: Readonly<Record<string, ConsoleHandler>> = {
  buckets: postBucket,
  objects: postObject,
  tasks: postTask,
  save: postSave,
  delete: postDelete,
}
