import { randomBytes } from 'node:crypto'
import type { RequestListener, ServerResponse } from 'node:http'
import type { RawRequest } from '../../request/index.ts'
import { addressingOf, receive } from '../../request/received.ts'
import { type Problem, Refusal, refuse } from '../engine/problem.ts'
import { errorCodeOf, sendError } from './answer.ts'
import { authenticate } from './authenticate.ts'
import type { Exchange, Services } from './exchange.ts'
import { findRoute, type Route } from './routes.ts'

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
  readonly onAnswer?: ((note: AnswerNote) => void) | undefined
  /** Told of faults of the program itself; the client gets InternalError. */
  readonly onFault: (error: unknown) => void
}

/** The listener of a local OSS. */
export function createListener(options: ListenerOptions): RequestListener {
  return (request, response) => {
    const requestId = randomBytes(12).toString('hex').toUpperCase()
    response.setHeader('x-oss-request-id', requestId)
    response.setHeader('Server', 'AliyunOSS')
    if (request.headers.accept?.includes('text/html')) response.setHeader('Content-Security-Policy', SANDBOX)
    const basic = { request, response, requestId, method: request.method ?? '', host: request.headers.host ?? '' }
    if (options.onAnswer) noteAnswer(basic, options.onAnswer)
    answer(basic, options).catch((error: unknown) => {
      if (error instanceof Refusal) return sendError(basic, error.problem)
      if (!isReset(error)) options.onFault(error)
      sendError(basic, INTERNAL)
    })
  }
}

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

type Basic = Pick<Exchange, 'request' | 'response' | 'requestId' | 'method' | 'host'>

async function answer(basic: Basic, options: ListenerOptions): Promise<void> {
  const { services, scheme, mounts } = options
  const { request, response, method } = basic
  const raw = { method, url: request.url ?? '/', headers: request.headers }
  const place = await placeOf(raw, services)
  const received = receive(raw, place)
  const { host, bucket = '', key, headers } = received
  const query = new Map([...received.query].reverse())
  const isVirtualHost = place.addressing === 'virtual'
  const origin = `${scheme}://${host}`
  const exchange = { ...basic, host, origin, isVirtualHost, bucket, key, query, headers, signal: signalOf(response) }
  if (!isVirtualHost && bucket.startsWith('_')) {
    for (const mount of mounts) if (await mount(exchange, `/${bucket}/${key}`)) return
  }
  const authentication = authenticate(raw, place, services)
  if ('problem' in authentication) return sendError(exchange, authentication.problem, authentication.details)
  const route = findRoute(exchange)
  if (!route) throw notAllowed(method)
  if (!authentication.signer) await checkAnonymous(route, bucket, services)
  await route.handler({ ...exchange, signer: authentication.signer }, services)
}

interface Place {
  readonly addressing: 'path' | 'virtual'
}

/** Where the bucket stands: of a host that is not known, its first label counts where it is a bucket. */
async function placeOf(raw: RawRequest, services: Services): Promise<Place> {
  const { host, bucket } = receive(raw, { addressing: 'path' })
  const label = host.replace(/\..*$/, '')
  const addressing = addressingOf(host)
  if (addressing === 'path') return { addressing }
  const isVirtual = addressing === 'virtual' || (await services.store.findBucket(label)) !== undefined
  if (!isVirtual || (label === bucket && isSignedInPath(raw, services))) return { addressing: 'path' }
  return { addressing: 'virtual' }
}

/** ali-oss, told to write the bucket into the path of an IP address, sends the name of a public host all the same. */
function isSignedInPath(raw: RawRequest, services: Services): boolean {
  const isSigned = (place: Place) => 'signer' in authenticate(raw, place, services)
  return !isSigned({ addressing: 'virtual' }) && isSigned({ addressing: 'path' })
}

function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => controller.abort())
  return controller.signal
}

function notAllowed(method: string): Error {
  const message = {
    en: 'The method {method} is not allowed against this resource.',
    zh: '该资源不允许使用方法 {method}。',
  }
  return refuse('MethodNotAllowed', 405, message, { method })
}

/** @throws AccessDenied where the bucket is not open to everybody for this. */
async function checkAnonymous({ access }: Route, bucket: string, { store }: Services): Promise<void> {
  const acl = (await store.findBucket(bucket))?.acl
  const isOpen = acl === 'public-read-write' ? access !== 'signed' : acl === 'public-read' && access === 'read'
  if (isOpen) return
  const message = {
    en: 'The request is not signed, and the bucket does not allow this to everybody.',
    zh: '请求没有签名，且该存储空间不允许匿名执行此操作。',
  }
  throw refuse('AccessDenied', 403, message, {}, '0003-00000001')
}
