import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { encodePair, encodePath, type QueryPair } from './percent.ts'

/** Where the bucket stands: in the host name, in the path, or nowhere since a domain of its own is bound to it. */
export type Addressing = 'virtual' | 'path' | 'cname'

/** How a process string reaches OSS: in the URL, in the body of a synchronous or of an asynchronous POST. */
export type Via = 'get' | 'post' | 'async'

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

const splitEndpoint = (endpoint: string): [scheme: string, host: string] => {
  const [, scheme = 'https', host = ''] = /^(?:(\w+):\/\/)?([^/]*)/.exec(endpoint.trim()) ?? []
  return [scheme, host]
}

/** The host and port of an endpoint, lower case. */
export function endpointHost(endpoint: string): string {
  return splitEndpoint(endpoint)[1].toLowerCase()
}

/** True where no bucket can stand before the host name: IP addresses and localhost. */
export function isPathStyleHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  return name === 'localhost' || isIP(name) !== 0
}

const addressingOf = (target: Target): Addressing =>
  target.addressing ?? (isPathStyleHost(endpointHost(target.endpoint)) ? 'path' : 'virtual')

/** The host that the request goes to, with the bucket where it stands in the host name. */
export function requestHost(request: Target): string {
  const host = endpointHost(request.endpoint)
  return addressingOf(request) === 'virtual' && request.bucket !== '' ? `${request.bucket}.${host}` : host
}

const pathOf = (request: Target): string =>
  addressingOf(request) === 'path' && request.bucket !== '' ? `${request.bucket}/${request.key}` : request.key

/** The whole URL, percent-encoded; the slashes of the key stay, a parameter without value is a bare name. */
export function url(request: OssRequest): string {
  const [scheme] = splitEndpoint(request.endpoint)
  const query = request.query.map(encodePair).join('&')
  return `${scheme}://${requestHost(request)}/${encodePath(pathOf(request))}${query && `?${query}`}`
}

const withBody = (target: Target, name: string, process: string): OssRequest => {
  const body = `${name}=${process}`
  const md5 = createHash('md5').update(body).digest('base64')
  // Both signature versions leave the body out: Content-MD5 protects it. A stated type keeps transports from adding one unsigned.
  const headers = { 'Content-Type': 'application/octet-stream', 'Content-MD5': md5 }
  return { ...target, method: 'POST', query: [[name, '']], headers, body }
}

const shapes: Record<Via, (target: Target, process: string) => OssRequest> = {
  get: (target, process) => ({ ...target, method: 'GET', query: [['x-oss-process', process]], headers: {}, body: '' }),
  post: (target, process) => withBody(target, 'x-oss-process', process),
  async: (target, process) => withBody(target, 'x-oss-async-process', process),
}

/**
 * The request that carries a process string: `get` puts it into the URL, `post` and `async` into the raw body,
 * unescaped, behind `x-oss-process=` or `x-oss-async-process=`, with that bare name in the query.
 */
export function processRequest(via: Via, target: Target, process: string): OssRequest {
  return shapes[via](target, process)
}
