import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { LOCAL_CREDENTIALS, type LocalOss } from '../../../src/emulator/index.ts'
import {
  type Credentials,
  type OssRequest,
  type PresignOptions,
  presign,
  type SignOptions,
  sign,
  url,
} from '../../../src/request/index.ts'

/** What to send beside bucket and key. */
export interface Call {
  readonly method?: string
  readonly bucket?: string
  readonly key?: string
  readonly query?: OssRequest['query']
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer | undefined
  readonly credentials?: Credentials | undefined
  readonly options?: SignOptions
}

/** An answer, read. */
export interface Reply {
  readonly status: number
  /** Names lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly bytes: Buffer
  readonly text: string
  /** The text of the first element of a name. */
  field(name: string): string | undefined
  /** The texts of all elements of a name. */
  fields(name: string): string[]
}

/** Sends signed requests to a local OSS; `credentials: undefined` sends an anonymous one. */
export function clientOf(oss: Pick<LocalOss, 'endpoint'>): (call: Call) => Promise<Reply> {
  return async call => {
    const { method = 'GET', bucket = 'media', key = '', query = [], headers = {}, body } = call
    const plain = { method, endpoint: oss.endpoint, bucket, key, query, headers, body: '' }
    const credentials = 'credentials' in call ? call.credentials : LOCAL_CREDENTIALS
    const request = credentials ? sign(plain, credentials, { region: 'cn-hangzhou', ...call.options }) : plain
    return sendRaw(url(request), method, request.headers, body)
  }
}

/** Deletes several objects, with the digest that OSS wants of the body. */
export function deleteMany(
  send: (call: Call) => Promise<Reply>,
  body: string,
  { query = [], headers }: Pick<Call, 'query' | 'headers'> = {},
): Promise<Reply> {
  const digest = createHash('md5').update(body).digest('base64')
  return send({
    method: 'POST',
    query: [['delete', ''], ...query],
    headers: { 'Content-MD5': digest, ...headers },
    body,
  })
}

/** The signed URL of an object with a process string. */
export function presignedUrl(
  { endpoint }: Pick<LocalOss, 'endpoint'>,
  key: string,
  process: string,
  options: PresignOptions = {},
): string {
  const query = [['x-oss-process', process]] as const
  const request = { method: 'GET', endpoint, bucket: 'media', key, query, headers: {}, body: '' }
  return presign(request, LOCAL_CREDENTIALS, { region: 'cn-hangzhou', ...options })
}

/** Posts a process string in the body, as SDKs do; the query only names the kind. */
export function postProcess(
  send: (call: Call) => Promise<Reply>,
  name: 'x-oss-process' | 'x-oss-async-process',
  text: string,
  call: Call = {},
): Promise<Reply> {
  return send({ method: 'POST', query: [[name, '']], body: `${name}=${text}`, ...call })
}

/** Sends just these bytes: `fetch` would resolve the dots in a path. */
export function sendRaw(
  address: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body?: string | Buffer,
): Promise<Reply> {
  const [, origin = '', path = ''] = /^(http:\/\/[^/]+)(.*)$/s.exec(address) ?? []
  const length = { 'Content-Length': String(Buffer.byteLength(body ?? '')) }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(origin, { path, method, headers: { ...length, ...headers } }, incoming => {
      const pairs = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as [string, string])
      buffer(incoming).then(bytes => resolve(toReply(incoming.statusCode ?? 0, new Map(pairs), bytes)), reject)
    })
    outgoing.on('error', reject).end(body)
  })
}

function toReply(status: number, headers: Reply['headers'], bytes: Buffer): Reply {
  const text = bytes.toString()
  const fields = (name: string) =>
    [...text.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, value = '']) => value)
  return { status, headers, bytes, text, fields, field: name => fields(name)[0] }
}
