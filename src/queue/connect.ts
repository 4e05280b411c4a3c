import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import type { Queue, WaitingError, Worker } from 'bullmq'
import type { Cluster, Redis } from 'ioredis'
import { systemCode } from '../language/given.ts'
import { RequestError } from '../request/problem.ts'
import { type RedisAddress, readAddress } from './address.ts'
import { BULL_NAME, type Keys, keysOf } from './keys.ts'
import { queueProblem } from './problems.ts'
import { within } from './within.ts'

/** The packages that a queue needs, which are there only where somebody added them. */
export interface Peers {
  readonly Queue: typeof Queue
  readonly Worker: typeof Worker
  readonly WaitingError: typeof WaitingError
  readonly Redis: typeof Redis
  readonly Cluster: typeof Cluster
  /** The version of BullMQ. */
  readonly version: string
}

/** A client of one server or of a cluster. */
export type RedisClient = Redis | Cluster

/** A queue that can be used. */
export interface QueueConnection {
  readonly peers: Peers
  readonly client: RedisClient
  readonly keys: Keys
  /** Such as `redis.example:6379`. */
  readonly host: string
  /** What is worth knowing and forbids nothing. */
  readonly warnings: readonly 'volatile'[]
  close(): Promise<void>
}

/** A certificate and the key that belongs to it. */
export interface ClientCertificate {
  readonly cert: string
  readonly key: string
}

/** How one server is reached, or each of a cluster. */
interface Reaching extends RedisAddress {
  readonly certificate: ClientCertificate | undefined
}

/** What is asked for. */
export interface QueueOptions {
  /** Such as `redis://localhost:6379`. */
  readonly url: string
  readonly name: string
  /** The version of this package. */
  readonly version: string
  /** In place of those that the address leaves out. */
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** Of this client, as PEM, for servers that ask for it. */
  readonly certificate?: ClientCertificate | undefined
  /** Whether a queue that is not there is made. */
  readonly isMade?: boolean
}

/**
 * Connects to a queue. Throws a RequestError where the packages are missing, where Redis does not answer, refuses the user, drops keys
 * when memory is short or is full, and where a queue of this name was written by another major version.
 */
export async function connectQueue(options: QueueOptions): Promise<QueueConnection> {
  const { url, name, version, isMade, username, password, certificate } = options
  const address = { ...(username && { username }), ...(password && { password }), ...readAddress(url), certificate }
  const peers = loadPeers()
  const host = `${address.host}:${address.port}`
  const first = await reach(peers, address, host)
  let client: RedisClient = first
  const prepare = async (): Promise<QueueConnection> => {
    const info = readInfo(await first.info())
    checkServer(info, host)
    if (address.db > 0) await checkDatabase(first, address.db, host)
    if (info.get('cluster_enabled') === '1') {
      client = await reachCluster(peers, address)
      first.disconnect()
    }
    const warnings = info.get('aof_enabled') === '0' ? (['volatile'] as const) : []
    const connection = { peers, client, keys: keysOf(name), host, warnings, close: () => leave(client) }
    await checkVersion(connection, name, version, isMade === true)
    return connection
  }
  try {
    return await within(prepare(), CONNECT)
  } catch (error) {
    client.disconnect()
    first.disconnect()
    throw error instanceof RequestError ? error : connectProblem(error, address, host)
  }
}

/** Says goodbye to a server that listens. */
async function leave(client: RedisClient): Promise<void> {
  await within(client.quit(), FAREWELL).catch(() => client.disconnect())
}

/** Milliseconds that a server has to say goodbye. */
const FAREWELL = 1000

/** By `require`: of packages without modules `import` looks for the names in each file, which takes a third of the time that a worker needs to start. */
function loadPeers(): Peers {
  const require = createRequire(import.meta.filename)
  try {
    const { Queue, Worker, WaitingError }: typeof import('bullmq') = require('bullmq')
    const { Redis, Cluster }: typeof import('ioredis') = require('ioredis')
    const { version }: { version: string } = require('bullmq/package.json')
    return { Queue, Worker, WaitingError, Redis, Cluster, version }
  } catch (error) {
    throw /MODULE_NOT_FOUND$/.test(systemCode(error)) ? queueProblem('peers') : error
  }
}

/** Milliseconds until a connection has to stand. */
const CONNECT = 10_000

function optionsFor({ host, port, db, username, password, isTls, certificate }: Reaching) {
  return {
    host,
    port,
    db,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    // An IP address is no name of a server.
    ...(isTls && { tls: { ...(isIP(host) === 0 && { servername: host }), ...certificate } }),
    connectTimeout: CONNECT,
    // What was asked waits until Redis is back.
    maxRetriesPerRequest: null,
  }
}

/** The first connection is tried once; one that stood comes back by itself. */
async function reach({ Redis }: Peers, address: Reaching, host: string): Promise<Redis> {
  let hasStood = false
  const client = new Redis({
    ...optionsFor(address),
    lazyConnect: true,
    // A server that became a replica: the next one that is asked may be the new master.
    reconnectOnError: error => {
      if (!error.message.startsWith('READONLY')) return false
      client.emit('error', error)
      return 2
    },
    retryStrategy: times => (hasStood ? Math.min(times * 100, 2000) : null),
  })
  let last: unknown
  client.on('error', error => {
    last = error
  })
  try {
    await within(client.connect(), CONNECT)
    hasStood = true
    return client
  } catch (error) {
    client.disconnect()
    throw connectProblem(last ?? error, address, host)
  }
}

/** What TLS says of a certificate that it does not trust, or that is for another name. */
const UNTRUSTED = /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|CERT_|HOSTNAME_MISMATCH|ERR_TLS_CERT)/
/** What comes of TLS with a server that speaks none, or the other way round, or that asks for a certificate. */
const OTHER_TALK = /^(EPROTO|ERR_SSL|ERR_TLS|ECONNRESET|Protocol error|Connection is closed)/

function connectProblem(error: unknown, { isTls }: Reaching, host: string): Error {
  const message = error instanceof Error ? error.message : ''
  const [word = ''] = /^(WRONGPASS|NOAUTH|NOPERM|ERR AUTH|ERR invalid password)/.exec(message) ?? []
  if (word !== '') return queueProblem('refused', { host, code: word })
  if (message.startsWith('Unknown RESP')) return queueProblem('plain', { host, code: 'RESP' })
  const code = systemCode(error) || message.slice(0, 80)
  if (UNTRUSTED.test(code)) return queueProblem('certificate', { host, code })
  if (OTHER_TALK.test(code) || (isTls && code === 'ETIMEDOUT'))
    return queueProblem(isTls ? 'tls' : 'plain', { host, code })
  return queueProblem('unreachable', { host, code })
}

async function reachCluster({ Cluster }: Peers, address: Reaching): Promise<Cluster> {
  const { db, ...redisOptions } = optionsFor(address)
  const cluster = new Cluster([{ host: address.host, port: address.port }], {
    redisOptions,
    clusterRetryStrategy: times => Math.min(times * 100, 2000),
  })
  try {
    await new Promise<void>((resolve, reject) => {
      cluster.once('ready', resolve)
      cluster.once('error', reject)
    })
    for (const node of cluster.nodes('master')) {
      const { host, port } = node.options
      checkServer(readInfo(await node.info()), `${host}:${port}`)
    }
    return cluster
  } catch (error) {
    cluster.disconnect()
    throw error
  }
}

function readInfo(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^([^:#\r\n]+):([^\r\n]*)/gm)].map(([, name = '', value = '']) => [name, value]))
}

/** The first version whose scripts say whether they may write where memory is full. */
const OLDEST = 7

function checkServer(info: ReadonlyMap<string, string>, host: string): void {
  const version = info.get('redis_version') ?? '?'
  if (info.get('role') === 'slave') {
    throw queueProblem('replica', { host, master: `${info.get('master_host')}:${info.get('master_port')}` })
  }
  if (Number.parseInt(version, 10) < OLDEST) throw queueProblem('old', { host, version })
  const policy = info.get('maxmemory_policy') ?? 'noeviction'
  if (policy !== 'noeviction') throw queueProblem('evicts', { host, policy })
  checkRoom(info, host)
}

function checkRoom(info: ReadonlyMap<string, string>, host: string): void {
  const [used, limit] = [Number(info.get('used_memory')), Number(info.get('maxmemory'))]
  if (limit > 0 && used >= limit) throw queueProblem('full', { host, used, limit })
}

/** A client that may not have its database says nothing, and goes on in the first one. */
async function checkDatabase(client: Redis, database: number, host: string): Promise<void> {
  try {
    await client.select(database)
  } catch (error) {
    const code = error instanceof Error ? error.message.replace(/^ERR /, '').slice(0, 80) : ''
    throw queueProblem('database', { host, database, code })
  }
}

/** Looks whether this version can read the queue, and notes that it writes it. */
async function checkVersion(
  { client, keys, peers, host }: QueueConnection,
  name: string,
  own: string,
  isMade: boolean,
): Promise<void> {
  if (isMade) await client.setnx(keys.version, own)
  const found = await client.get(keys.version)
  if (found === null) throw queueProblem('missing', { name, host })
  if (majorOf(found) !== majorOf(own)) {
    throw queueProblem('version', { name, what: 'oss-process', found, own })
  }
  const bull = (await client.hget(`${keys.prefix}:${BULL_NAME}:meta`, 'version'))?.replace(/^bullmq:/, '')
  if (bull && majorOf(bull) !== majorOf(peers.version)) {
    throw queueProblem('version', { name, what: 'BullMQ', found: bull, own: peers.version })
  }
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? ''
}
