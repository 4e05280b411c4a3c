import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type OSS from 'ali-oss'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { readEndpoint } from '../request/endpoint.ts'
import { problem } from '../request/problem.ts'
import { reveal } from '../request/secret.ts'
import { LONGEST_CONNECT } from '../request/wire.ts'
import { type Attempt, withoutToken } from './answer.ts'
import type { Sent, Transport, TransportOptions } from './carrier.ts'
import { failedAttempt } from './failed-attempt.ts'
import { createRenewal } from './renewal.ts'

/** A transport by ali-oss, which takes 100 ms to load. */
export async function createAliOssTransport(options: TransportOptions): Promise<Transport> {
  const Client = await loadQuietly()
  const agents = {
    agent: new HttpAgent({ keepAlive: true, maxSockets: options.concurrency }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: options.concurrency }),
  }
  const clients = new Map<string, SdkConnection>()
  const renewal = createRenewal(options.credentials, options.renew)
  let offset = 0
  const connect = ({ request: { endpoint, addressing }, region }: Sent): SdkConnection => {
    const id = `${renewal.count()}\n${endpoint}\n${region}\n${addressing}`
    const signing = { credentials: renewal.current(), version: options.version }
    const known = clients.get(id) ?? createConnection(Client, endpoint, region, addressing, signing, agents)
    clients.set(id, known)
    known.client.options.amendTimeSkewed = offset
    return known
  }
  return {
    send: async (job, timeout) => {
      const current = renewal.current()
      return withoutToken(await connect(job).send(job, timeout), current)
    },
    correctClock: value => {
      offset = value
    },
    renewals: renewal.count,
    renew: renewal.renew,
    close: () => {
      agents.agent.destroy()
      agents.httpsAgent.destroy()
    },
  }
}

/** ali-oss prints what it signs, tokens with it, where DEBUG asks; nobody asks for that here. */
async function loadQuietly(): Promise<typeof OSS> {
  const { DEBUG } = process.env
  delete process.env.DEBUG
  try {
    const { default: Client } = await import('ali-oss')
    return Client
  } finally {
    if (DEBUG !== undefined) process.env.DEBUG = DEBUG
  }
}

interface SdkConnection {
  readonly client: OSS
  readonly send: (job: Sent, timeout: number) => Promise<Attempt>
}

const NO_IPV6: Localized = {
  en: 'ali-oss does not connect to {host}, an IPv6 address; choose the other client with --client undici.',
  zh: 'ali-oss 不能连接 IPv6 地址 {host}；请用 --client undici 选择另一个客户端。',
}

function createConnection(
  Client: typeof OSS,
  endpoint: string,
  region: string,
  addressing: Sent['request']['addressing'],
  { credentials, version }: Pick<TransportOptions, 'credentials' | 'version'>,
  agents: Pick<OSS.Options, 'agent' | 'httpsAgent'>,
): SdkConnection {
  const { scheme, host, isPathStyle } = readEndpoint(endpoint)
  if (host.startsWith('[')) throw problem('client-address', NO_IPV6, { host })
  const { accessKeyId, accessKeySecret, securityToken } = credentials
  const client = new Client({
    accessKeyId,
    accessKeySecret: reveal(accessKeySecret),
    // The interval keeps ali-oss from printing advice about tokens.
    ...(securityToken && { stsToken: reveal(securityToken), refreshSTSTokenInterval: Number.MAX_SAFE_INTEGER }),
    region: `oss-${region}`,
    endpoint: `${scheme}://${host}`,
    secure: scheme === 'https',
    authorizationV4: version === 'v4',
    // IP addresses and localhost take no bucket in front.
    sldEnable: addressing === undefined ? isPathStyle : addressing === 'path',
    cname: addressing === 'cname',
    ...agents,
  })
  client.urllib = observed(client.urllib)
  const send = async ({ request }: Sent, timeout: number): Promise<Attempt> => {
    const { method, bucket, key: object, query, headers, body } = request
    // ali-oss signs `subres`, and signs `query` wrongly where a value is empty.
    const subres = Object.fromEntries(query)
    const patience = [Math.min(timeout, LONGEST_CONNECT), timeout] as const
    const content = Buffer.from(body)
    try {
      const result = await client.request({ method, bucket, object, subres, headers, content, timeout: patience })
      return result.failure === undefined ? answered(result) : attemptOf(result.failure)
    } catch (error) {
      // What the connection does comes back as a failure: this is about the request, which did not go out.
      return { kind: 'unsent', reason: error instanceof Error ? error.name : 'unknown', isPassing: false }
    }
  }
  return { client, send }
}

/** Keeps the error of the connection as it is, before ali-oss drops its code; and sends no Host but that of the URL. */
function observed(urllib: OSS.Transport): OSS.Transport {
  return {
    request: async (url, parameters) => {
      // For IP addresses ali-oss names a public host that the request does not go to.
      delete parameters.headers.host
      try {
        return await urllib.request(url, parameters)
      } catch (failure) {
        return { status: 0, headers: {}, data: undefined, failure }
      }
    },
  }
}

function answered({ status, headers, data }: OSS.Result): Attempt {
  const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value ?? '')])
  const body = data === undefined ? '' : Buffer.from(data).toString('utf8')
  return { kind: 'answered', status, headers: Object.fromEntries(names), body }
}

/** What a failed request means. Where a status was read, the answer is known although its body is not. */
function attemptOf(error: unknown): Attempt {
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 0
  if (error instanceof Error && status >= 100) return { kind: 'answered', status, headers: headersOf(error), body: '' }
  return failedAttempt(error)
}

function headersOf(error: Error): Record<string, string> {
  const given = 'headers' in error && typeof error.headers === 'object' ? error.headers : undefined
  return Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]))
}
