import type { Via } from '../catalog/types.ts'

/** A process string with what its surroundings tell of the request. */
export interface ProcessInput {
  readonly process: string
  readonly via?: Via
  readonly endpoint?: string
  readonly bucket?: string
  readonly key?: string
}

const NAMES: Readonly<Record<string, 'sync' | 'async'>> = { 'x-oss-process': 'sync', 'x-oss-async-process': 'async' }
const BODY = /^(x-oss-process|x-oss-async-process)=(.*)$/s
const REQUEST = /^([A-Z]+) (\S+) HTTP\/[\d.]+\r?\n([\s\S]*?)(?:\r?\n\r?\n([\s\S]*))?$/
const BUCKET_HOST =
  /^([a-z0-9][a-z0-9-]{1,61}[a-z0-9])\.((?:oss-|vpc100-oss-|s3\.oss-)[a-z0-9-]+\.aliyuncs\.com(?::\d+)?)$/
const PATH_HOST = /^(?:localhost|\d+\.\d+\.\d+\.\d+|\[.*\])(?::\d+)?$/

/** Finds the process string in a URL, a request body, a whole HTTP request; any other text is the string itself. */
export function readInput(text: string): ProcessInput {
  const trimmed = text.trim()
  const request = REQUEST.exec(trimmed)
  if (request) return readHttp(request)
  return readBody(trimmed) ?? (/^https?:\/\//i.test(trimmed) ? readUrl(trimmed) : { process: trimmed })
}

function readBody(text: string): ProcessInput | undefined {
  const [, name = '', value = ''] = BODY.exec(text) ?? []
  if (name === '') return undefined
  return { process: decode(value), via: NAMES[name] === 'async' ? 'async' : 'post' }
}

function readHttp([, , path = '', head = '', body = '']: RegExpExecArray): ProcessInput {
  const host = /^host:\s*(\S+)/im.exec(head)?.[1]
  const place = host ? readUrl(`https://${host}${path}`) : readUrl(`https://host${path}`)
  const { endpoint, bucket, key } = host ? place : { endpoint: undefined, bucket: undefined, key: place.key }
  return {
    ...place,
    ...readBody(body.trim()),
    ...(endpoint && { endpoint }),
    ...(bucket && { bucket }),
    ...(key && { key }),
  }
}

function readUrl(text: string): ProcessInput {
  const [, scheme = '', host = '', path = '', query = ''] =
    /^(https?:\/\/)([^/?#]*)([^?#]*)\??([^#]*)/i.exec(text) ?? []
  const pair = query.split('&').find(part => Object.hasOwn(NAMES, part.split('=')[0] ?? ''))
  const at = pair?.indexOf('=') ?? -1
  const process = pair && at >= 0 ? decode(pair.slice(at + 1)) : ''
  const isAsync = pair !== undefined && NAMES[pair.split('=')[0] ?? ''] === 'async'
  return { process, via: isAsync ? 'async' : 'get', ...placeOf(scheme, host.toLowerCase(), decode(path.slice(1))) }
}

/** Bucket, endpoint and object name. A domain of its own tells the object name alone. */
function placeOf(scheme: string, host: string, path: string): Partial<ProcessInput> {
  const [, bucket, endpoint] = BUCKET_HOST.exec(host) ?? []
  if (bucket && endpoint)
    return { endpoint: scheme === 'http://' ? scheme + endpoint : endpoint, bucket, ...(path && { key: path }) }
  if (!PATH_HOST.test(host)) return path ? { key: path } : {}
  const slash = path.indexOf('/')
  if (slash <= 0) return {}
  return { endpoint: scheme + host, bucket: path.slice(0, slash), key: path.slice(slash + 1) }
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
