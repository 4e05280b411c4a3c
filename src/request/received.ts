import { percentDecode } from '../language/url.ts'
import { readHost } from './endpoint.ts'
import { headersOf } from './headers.ts'
import { decodeQuery, type QueryPair } from './percent.ts'
import { type Addressing, type OssRequest, url } from './request.ts'

/** A request as a server gets it. */
export interface RawRequest {
  readonly method: string
  /** The whole URL, or the path and query where a `host` header tells the rest. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: string
}

/** What the URL alone does not tell. */
export interface UrlHints {
  /** The method to check a bare URL for; GET when not given. */
  readonly method?: string | undefined
  /** Where the bucket stands; told from the host name when not given. */
  readonly addressing?: Addressing | undefined
  /** The bucket that a domain of its own is bound to. */
  readonly bucket?: string | undefined
}

/** A request read apart: names of headers lower case, everything decoded. */
export interface Received {
  readonly method: string
  readonly host: string
  /** Not known for a domain of its own. */
  readonly bucket: string | undefined
  readonly key: string
  /** As written, for what decoding hides. */
  readonly rawQuery: string
  readonly query: readonly QueryPair[]
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Whether the body is known: of a URL it is not. */
  readonly hasBody: boolean
}

/** Where the bucket stands, by the host of a request. */
export const addressingOf = (host: string): Addressing => readHost(host).addressing

function locate(host: string, path: string, place: UrlHints): Pick<Received, 'bucket' | 'key'> {
  const read = readHost(host)
  const addressing = place.addressing ?? read.addressing
  if (addressing === 'cname') return { bucket: place.bucket, key: path }
  if (addressing === 'virtual') return { bucket: place.bucket ?? read.bucket ?? host.replace(/\..*$/, ''), key: path }
  const slash = path.indexOf('/')
  return slash < 0 ? { bucket: path, key: '' } : { bucket: path.slice(0, slash), key: path.slice(slash + 1) }
}

function lowerCaseHeaders(headers: RawRequest['headers'] = {}): Record<string, string> {
  const values = (value: string | readonly string[] = []) => (typeof value === 'string' ? [value] : value)
  return headersOf(Object.entries(headers).flatMap(([name, value]) => values(value).map(one => [name, one] as const)))
}

/** Reads a request that came in over HTTP. */
function receiveRaw(raw: RawRequest, place: UrlHints): Received {
  const headers = lowerCaseHeaders(raw.headers)
  // By hand, since `new URL` resolves dots in the path and re-writes escapes.
  const [whole = '', rawQuery = ''] = raw.url
    .trim()
    .replace(/#.*$/s, '')
    .split(/\?(.*)/s, 2)
  const host = (/^\w+:\/\/([^/]*)/.exec(whole)?.[1] ?? headers.host ?? '').toLowerCase()
  const path = percentDecode(whole.replace(/^\w+:\/\/[^/]*/, '').replace(/^\//, ''))
  // A client sends the host of the URL, and it may be among the signed headers.
  if (host !== '') headers.host ??= host
  const { method, body = '' } = raw
  const hasBody = raw.body !== undefined
  return { method, host, ...locate(host, path, place), rawQuery, query: decodeQuery(rawQuery), headers, body, hasBody }
}

/** What `verify` takes: a URL, a request of ours, or one that came in over HTTP. */
export type Subject = string | URL | RawRequest | OssRequest

/** Reads any of them apart. */
export function receive(subject: Subject, place: UrlHints): Received {
  if (typeof subject === 'string' || subject instanceof URL) {
    return receiveRaw({ method: place.method ?? 'GET', url: String(subject) }, place)
  }
  if (!('endpoint' in subject)) return receiveRaw(subject, place)
  return { ...receiveRaw({ ...subject, url: url(subject) }, place), bucket: subject.bucket, key: subject.key }
}

/** The process string of a request, and the parameter that it came in. */
export interface ReceivedProcess {
  readonly name: 'x-oss-process' | 'x-oss-async-process'
  readonly text: string
}

/** The process string in the query or in the body. */
export function findProcess(received: Received): ReceivedProcess | undefined {
  for (const name of ['x-oss-process', 'x-oss-async-process'] as const) {
    const pair = received.query.find(([given]) => given === name)
    if (!pair) continue
    const inBody = received.body.startsWith(`${name}=`) ? received.body.slice(name.length + 1) : ''
    return { name, text: pair[1] || inBody }
  }
  return undefined
}
