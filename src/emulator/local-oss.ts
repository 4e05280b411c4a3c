import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { makeFolders } from '../files/folder.ts'
import { type Credentials, secret } from '../request/index.ts'
import { checkHost } from './console/guard.ts'
import { createConsole } from './console/index.ts'
import { findFfmpeg } from './engine/index.ts'
import { awaitBodies } from './http/answer.ts'
import type { Exchange, Services } from './http/exchange.ts'
import { createGuard, isWellKnown } from './http/guard.ts'
import { type AnswerNote, createListener } from './http/server.ts'
import { answerUnreadable } from './http/unreadable.ts'
import { createImm } from './imm/index.ts'
import { createProcessing } from './processing/index.ts'
import { checkBucketName } from './store/names.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/store.ts'
import { createUploads } from './store/uploads.ts'
import { openTasks, type Tasks } from './tasks/index.ts'

/** How to start a local OSS. */
export interface LocalOssOptions {
  /** The directory of the buckets; a temporary one, removed at the end, when not given. */
  readonly root?: string | undefined
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined
  /** 127.0.0.1 when not given. */
  readonly host?: string | undefined
  /** True for HTTPS with a generated certificate. */
  readonly https?: boolean | undefined
  /** Who may sign; `LOCAL_CREDENTIALS` when not given. */
  readonly credentials?: readonly Credentials[] | undefined
  /** Buckets to make when they are missing. */
  readonly buckets?: readonly string[] | undefined
  /** The region that the bucket answers tell; cn-hangzhou when not given. */
  readonly region?: string | undefined
  /** Media tasks at a time; 1 when not given. */
  readonly workers?: number | undefined
  /** Pictures processed at a time; as many as there are processors when not given. */
  readonly pictures?: number | undefined
  /** Where notifications are pushed by HTTP, beside the outbox files. */
  readonly notifyUrl?: string | undefined
  /** For the search of ffmpeg; `process.env` when not given. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
  /** Requests that may wait for their turn at the engines; later ones get 503. 4 096 when not given. */
  readonly waiting?: number | undefined
  /** The largest object that is taken, in bytes; 5 GiB when not given, as OSS takes with one request. */
  readonly maxObjectBytes?: number | undefined
  /** The clock; for tests. */
  readonly now?: (() => Date) | undefined
  /**
   * With the well-known key: names of hosts that count as this machine, with all below them, in the address of a request and as sites
   * whose pages may send some.
   */
  readonly allow?: readonly string[] | undefined
  /** False to take V4 signatures for any region. */
  readonly checksRegion?: boolean | undefined
  /** Told of each answer. */
  readonly onAnswer?: ((answer: AnswerNote) => void) | undefined
  /** Told of what lies in the folder of a bucket and can be no object, such as a symbolic link, and why; once of each, when it is met. */
  readonly onLeftOut?: ((file: string, reason: Localized) => void) | undefined
  /** Told of faults of the local OSS itself; they are thrown away when not given, and the client gets InternalError. */
  readonly onFault?: ((error: unknown) => void) | undefined
}

/** A running local OSS. `await using oss = await startLocalOss()` closes it at the end of the block. */
export interface LocalOss extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string
  readonly port: number
  readonly root: string
  readonly credentials: Credentials
  /** The certificate to trust, PEM, with HTTPS; and the file in the root that holds it. */
  readonly certificate?: string | undefined
  readonly certificateFile?: string | undefined
  readonly store: Store
  readonly tasks: Tasks
  close(): Promise<void>
}

/** The access key of a local OSS that is given none. It opens nothing but what runs on this machine. */
export const LOCAL_CREDENTIALS: Credentials = {
  accessKeyId: 'local',
  accessKeySecret: secret('local-secret'),
}

const MAX_OBJECT = 5 * 1024 ** 3

/** Starts a local OSS. Rejects where the directory cannot be used or the port is taken; no directory that it has made is left then. */
export async function startLocalOss(options: LocalOssOptions = {}): Promise<LocalOss> {
  for (const bucket of options.buckets ?? []) checkBucketName(bucket)
  const root = options.root ?? (await mkdtemp(path.join(tmpdir(), 'local-oss-')))
  const made = options.root === undefined ? root : makeFolders(root)
  try {
    return await startIn(root, options)
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true, force: true })
    throw error
  }
}

async function startIn(root: string, options: LocalOssOptions): Promise<LocalOss> {
  const { host = '127.0.0.1', port = 0, credentials = [LOCAL_CREDENTIALS], now = () => new Date() } = options
  const ffmpeg = () => findFfmpeg({ ...(options.environment && { environment: options.environment }) })
  const { workers, pictures, waiting, notifyUrl, region = 'cn-hangzhou', maxObjectBytes = MAX_OBJECT } = options
  const store = await openStore(root, { maxObjectBytes, onLeftOut: options.onLeftOut })
  await store.listBuckets()
  for (const bucket of options.buckets ?? []) await store.putBucket(bucket)
  const processing = createProcessing({ store, ffmpeg, pictures, waiting, now })
  const tasks = await openTasks({ store, ffmpeg, workers, notifyUrl, region, now })
  const { checksRegion = true } = options
  const uploads = createUploads(store)
  const services = { store, uploads, processing, tasks, credentials, region, checksRegion, now, maxObjectBytes }
  const { server, scheme, certificate } = await createHttp(options, services)
  answerUnreadable(server)
  awaitBodies(server)
  const close = async () => {
    server.close()
    server.closeAllConnections()
    await Promise.all([tasks.close(), processing.close()])
    if (options.root === undefined) await rm(root, { recursive: true, force: true })
  }
  try {
    const address = await listen(server, port, host)
    if (certificate !== undefined) await writeFile(store.statePath('certificate.pem'), certificate)
    return {
      endpoint: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
      port: address.port,
      root: store.root,
      credentials: credentials[0] ?? LOCAL_CREDENTIALS,
      ...(certificate !== undefined && { certificate, certificateFile: store.statePath('certificate.pem') }),
      store,
      tasks,
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

interface Http {
  readonly server: Server
  readonly scheme: 'http' | 'https'
  readonly certificate?: string
}

/** Milliseconds that a client may take for the headers, and for a whole request: an upload of 5 GiB takes its time. */
const TIMES = { headersTimeout: 30_000, requestTimeout: 3_600_000, keepAliveTimeout: 30_000 } as const

async function createHttp(
  { https, host = '127.0.0.1', allow = [], onFault, onAnswer }: LocalOssOptions,
  services: Services,
): Promise<Http> {
  const scheme = https ? 'https' : 'http'
  const guard = services.credentials.some(isWellKnown) ? createGuard({ boundHost: host, allow }) : undefined
  const check = (exchange: Exchange) => (guard ? guard(exchange, services.store) : checkHost(exchange, host))
  const mounts = [createConsole({ ...services, boundHost: host }), createImm(services, check)]
  const listener = createListener({ services, scheme, mounts, guard, onAnswer, onFault: onFault ?? (() => undefined) })
  if (!https) return { server: createServer(TIMES, listener), scheme }
  const { makeCertificate } = await import('./certificate.ts')
  const { cert, key } = makeCertificate(host)
  return { server: createSecureServer({ ...TIMES, cert, key }, listener), scheme, certificate: cert }
}

/** Connections that may wait to be taken; with Node's 511 some of a crowd that comes at once are reset. */
const BACKLOG = 4096

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('The server has no port.'))
      else resolve(address)
    })
  })
}
