import { hash } from 'node:crypto'
import type { Via } from '../../grammar/catalogue/types.ts'
import { type Endpoint, readEndpoint } from './endpoint.ts'
import { encodePair, encodePath, type QueryPair } from './percent.ts'

/** Where the bucket stands: in the host name, in the path, or nowhere since a domain of its own is bound to it. */
export type Addressing = 'virtual' | 'path' | 'cname'

/** The object that a request is about. */
export interface Target {
  /** Such as `https://oss-cn-hangzhou.aliyuncs.com`; https when no scheme is given. */
  readonly endpoint: string
  readonly bucket: string
  /** The object name, decoded. */
  readonly key: string
  /** Path style for IP addresses and localhost when not given, else virtual. */
  readonly addressing?: Addressing | undefined
}

/** A request to OSS before it becomes bytes on a wire. */
export interface OssRequest extends Target {
  readonly method: string
  /** Decoded; an empty value is a bare name. */
  readonly query: readonly QueryPair[]
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Host and path as the addressing wants them: the bucket before the one, before the other, or nowhere. */
function place(request: Target, endpoint: Endpoint): [host: string, path: string] {
  const { bucket, key } = request
  const { host } = endpoint
  const addressing = request.addressing ?? (endpoint.isPathStyle ? 'path' : 'virtual')
  if (bucket === '' || addressing === 'cname') return [host, key]
  return addressing === 'virtual' ? [`${bucket}.${host}`, key] : [host, `${bucket}/${key}`]
}

/** The host that the request goes to, with the bucket where it stands in the host name. */
export function requestHost(request: Target): string {
  return place(request, readEndpoint(request.endpoint))[0]
}

/** The URL with a query that is encoded already. */
export function urlWithQuery(request: Target, query: string): string {
  const endpoint = readEndpoint(request.endpoint)
  const [host, path] = place(request, endpoint)
  return `${endpoint.scheme}://${host}/${encodePath(path)}${query && `?${query}`}`
}

/** The whole URL, percent-encoded; the slashes of the key stay, a parameter without value is a bare name. */
export function url(request: OssRequest): string {
  return urlWithQuery(request, request.query.map(encodePair).join('&'))
}

const bodyNames: Record<Exclude<Via, 'get'>, string> = { post: 'x-oss-process', async: 'x-oss-async-process' }

/** The raw body that carries a process string, and its digest as Content-MD5 has it. */
export function bodyOf(via: Exclude<Via, 'get'>, process: string): { readonly body: string; readonly md5: string } {
  const body = `${bodyNames[via]}=${process}`
  return { body, md5: hash('md5', body, 'base64') }
}

const withBody = (via: Exclude<Via, 'get'>, target: Target, process: string): OssRequest => {
  const { body, md5 } = bodyOf(via, process)
  // Both signature versions leave the body out: Content-MD5 protects it. A stated type keeps transports from adding one unsigned.
  const headers = { 'Content-Type': 'application/octet-stream', 'Content-MD5': md5 }
  // Field by field: a spread takes longer than the digest.
  const { endpoint, bucket, key, addressing } = target
  return { method: 'POST', endpoint, bucket, key, addressing, query: [[bodyNames[via], '']], headers, body }
}

const withQuery = (target: Target, process: string): OssRequest => ({
  ...target,
  method: 'GET',
  query: [['x-oss-process', process]],
  headers: {},
  body: '',
})

/**
 * The request that carries a process string: `get` puts it into the URL, `post` and `async` into the raw body,
 * unescaped, behind `x-oss-process=` or `x-oss-async-process=`, with that bare name in the query.
 */
export function processRequest(via: Via, target: Target, process: string): OssRequest {
  return via === 'get' ? withQuery(target, process) : withBody(via, target, process)
}
