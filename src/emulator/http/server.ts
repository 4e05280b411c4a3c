import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { percentDecode } from '../../language/url.ts'
import type { RawRequest } from '../../request/index.ts'
import { addressingOf, receive } from '../../request/received.ts'
import { type Problem, Refusal, refuse } from '../engine/problem.ts'
import { findSystemProblem } from '../engine/system-problem.ts'
import { errorCodeOf, sendError } from './answer.ts'
import { authenticate, type LocatedRequest } from './authenticate.ts'
import { allowOrigin, preflight } from './cors.ts'
import type { Exchange, Services } from './exchange.ts'
import type { Guard } from './guard.ts'
import { checkTrafficLimit, ENCRYPTION, fromBytes } from './object-headers.ts'
import { encrypts, findRoute, type Route } from './routes.ts'
import { checkVersion } from './version-id.ts'

/** Answers what is not OSS: pages below `/_`. True when it did. */
export type Mount = (exchange: Exchange, path: string) => Promise<boolean>

/** What became of a request. */
export interface AnswerNote {
  readonly method: string
  /** Without the query, which may hold a signature. */
  readonly path: string
  readonly status: number
  /** The error code, of a refusal. */
  readonly code?: string | undefined
  readonly milliseconds: number
}

/** How to listen. */
export interface ListenerOptions {
  readonly services: Services
  readonly scheme: 'http' | 'https'
  readonly mounts: readonly Mount[]
  /** Who is refused while the key is the well-known one. */
  readonly guard?: Guard | undefined
  readonly onAnswer?: ((note: AnswerNote) => void) | undefined
  /** Told of faults of the program itself; the client gets InternalError. */
  readonly onFault: (error: unknown) => void
}

/** The listener of a local OSS. */
export function createListener(options: ListenerOptions): RequestListener {
  return (request, response) => {
    const requestId = makeRequestId()
    response.setHeader('x-oss-request-id', requestId)
    response.setHeader('Server', 'AliyunOSS')
    if (request.headers.accept?.includes('text/html')) response.setHeader('Content-Security-Policy', SANDBOX)
    const basic = { request, response, requestId, method: request.method ?? '', host: request.headers.host ?? '' }
    if (options.onAnswer) noteAnswer(basic, options.onAnswer)
    answer(basic, options).catch((error: unknown) => {
      if (error instanceof Refusal) return sendError(basic, error.problem)
      if (!isReset(error)) options.onFault(error)
      sendError(basic, findSystemProblem(error) ?? INTERNAL)
    })
  }
}

/** Random digits that Node makes in advance. */
const makeRequestId = (): string => randomUUID().replaceAll('-', '').slice(0, 24).toUpperCase()

function noteAnswer({ request, response, method }: Basic, onAnswer: (note: AnswerNote) => void): void {
  const start = performance.now()
  const path = (request.url ?? '').replace(/\?.*$/s, '')
  response.once('close', () => {
    const milliseconds = performance.now() - start
    onAnswer({ method, path, status: response.statusCode, code: errorCodeOf(response), milliseconds })
  })
}

/** Pages among the objects have the origin of the console when a browser opens them: they run apart from it. SDKs do not see this. */
const SANDBOX = 'sandbox allow-scripts allow-forms allow-modals allow-popups allow-downloads'

const INTERNAL: Problem = {
  code: 'InternalError',
  httpStatus: 500,
  message: { en: 'The local OSS failed at this request.', zh: '本地 OSS 处理该请求时出错。' },
}

/** A client that went away is nobody's fault. */
const isReset = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')

/** Source: error 0005-00000002. */
const NO_ENCRYPTION: Localized = {
  en: 'The header x-oss-server-side-encryption belongs to operations that begin an object, and this is none.',
  zh: '请求头 x-oss-server-side-encryption 只能用于创建文件的操作，该操作不支持。',
}

type Basic = Pick<Exchange, 'request' | 'response' | 'requestId' | 'method' | 'host'>

async function answer(basic: Basic, options: ListenerOptions): Promise<void> {
  const { services, scheme, mounts, guard } = options
  const { request, method } = basic
  const raw = { method, url: request.url ?? '/', headers: textsOf(request.headers) }
  checkPath(raw.url)
  const located = await locate(raw, services)
  const { received, isVirtualHost } = located
  const { host, bucket = '', key, headers } = received
  const query = new Map([...received.query].reverse())
  const origin = `${scheme}://${host}`
  const exchange: Exchange = { ...basic, host, origin, isVirtualHost, bucket, key, query, headers }
  if ((!isVirtualHost && bucket.startsWith('_')) || 'x-acs-action' in headers) {
    for (const mount of mounts) if (await mount(exchange, `/${bucket}/${key}`)) return
  }
  await guard?.(exchange, services.store)
  if (method === 'OPTIONS') return preflight(exchange, services)
  await allowOrigin(exchange, services)
  const authentication = authenticate(located, services)
  if ('problem' in authentication) return sendError(exchange, authentication.problem, authentication.details)
  const route = findRoute(exchange)
  if (!route) throw notAllowed(method)
  if (!authentication.signer) await checkAnonymous(route, exchange, services)
  checkVersion(query.get('versionId'))
  checkTrafficLimit(headers['x-oss-traffic-limit'], query.get('x-oss-traffic-limit'))
  if (ENCRYPTION in headers && !encrypts(route))
    throw refuse('InvalidArgument', 400, NO_ENCRYPTION, {}, '0005-00000002')
  await route.handler({ ...exchange, signer: authentication.signer }, services)
}

/** Headers as they are meant: Node reads them byte by byte. */
function textsOf(headers: IncomingHttpHeaders): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) texts[name] = fromBytes(typeof value === 'string' ? value : value.join(', '))
  }
  return texts
}

/** @throws InvalidObjectName where escapes in the path are not UTF-8: two such keys would be one. */
function checkPath(url: string): void {
  const path = url.replace(/[?#].*$/s, '')
  if (!path.includes('%') || /%(?![0-9a-f]{2})/i.test(path) || percentDecode(path) !== path) return
  throw refuse('InvalidObjectName', 400, {
    en: 'The escapes in the path of the request are not UTF-8.',
    zh: '请求路径中的转义不是 UTF-8。',
  })
}

/** Where the bucket stands: of a host that is not known, its first label counts where it is a bucket. */
async function locate(raw: RawRequest, services: Services): Promise<LocatedRequest> {
  const inPath = receive(raw, { addressing: 'path' })
  const { host, bucket, key } = inPath
  const byPath = { received: inPath, isVirtualHost: false, isBare: key === '' && !/^[^?]*\/(?:\?|$)/.test(raw.url) }
  const addressing = addressingOf(host)
  if (addressing === 'path') return byPath
  const label = host.replace(/\..*$/, '')
  if (addressing === 'cname' && !(await services.store.findBucket(label))) return byPath
  const byHost = { received: receive(raw, { addressing: 'virtual' }), isVirtualHost: true, isBare: false }
  // ali-oss, told to write the bucket into the path of an IP address, sends the name of a public host all the same.
  return label === bucket && !isSigned(byHost, services) && isSigned(byPath, services) ? byPath : byHost
}

const isSigned = (located: LocatedRequest, services: Services): boolean => 'signer' in authenticate(located, services)

function notAllowed(method: string): Error {
  const message = {
    en: 'The method {method} is not allowed against this resource.',
    zh: '该资源不允许使用方法 {method}。',
  }
  return refuse('MethodNotAllowed', 405, message, { method })
}

/** @throws AccessDenied where the bucket is not open to everybody for this. */
async function checkAnonymous({ access }: Route, { bucket, key }: Exchange, { store }: Services): Promise<void> {
  if (access === 'form') return
  const found = await store.findBucket(bucket)
  const own = found && key !== '' && access !== 'signed' ? (await store.findObject(bucket, key))?.acl : undefined
  const acl = own ?? found?.acl
  const isOpen = acl === 'public-read-write' ? access !== 'signed' : acl === 'public-read' && access === 'read'
  if (isOpen) return
  const message = {
    en: 'The request is not signed, and the bucket does not allow this to everybody.',
    zh: '请求没有签名，且该存储空间不允许匿名执行此操作。',
  }
  throw refuse('AccessDenied', 403, message, {}, '0003-00000001')
}
