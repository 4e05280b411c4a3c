import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Redis } from 'ioredis'

/** A server of Redis or Valkey with a folder of its own. */
export interface RedisServer {
  readonly port: number
  readonly url: string
  readonly folder: string
  /** Id of its process. */
  pid(): number
  /** Ends it as `kill -9` does, and starts it again with what is on its disk. */
  restart(): Promise<void>
  /** Ends it until `start`. */
  kill(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** The program that serves, where there is one: `redis-server`, else `valkey-server`. */
export function findServer(): string | undefined {
  return ['redis-server', 'valkey-server'].find(name => spawnSync(name, ['--version']).status === 0)
}

/** Free ports may be taken by another program before the server has them: so many are tried. */
const PORTS = 5

/** Starts one on a free port; `options` such as `['--appendfsync', 'always']`, or a function where they hold a port too. */
export async function startRedis(
  options: readonly string[] | (() => Promise<readonly string[]>) = [],
): Promise<RedisServer> {
  for (let left = PORTS; ; left--) {
    try {
      return await startOn(await freePort(), typeof options === 'function' ? await options() : options)
    } catch (error) {
      if (left === 1) throw error
    }
  }
}

async function startOn(port: number, options: readonly string[]): Promise<RedisServer> {
  const program = findServer()
  if (!program) throw new Error('Neither redis-server nor valkey-server is installed.')
  const folder = mkdtempSync(path.join(tmpdir(), 'queue-redis-'))
  let child: ChildProcess | undefined
  const start = async () => {
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '']
    child = spawn(program, [...place, '--appendonly', 'yes', ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise<void>((resolve, reject) => {
      child?.stdout?.on('data', data => {
        if (String(data).includes('Ready to accept connections')) resolve()
      })
      child?.once('exit', code => reject(new Error(`${program} ended with ${code}.`)))
    })
  }
  const kill = async () => {
    const ended = new Promise(resolve => child?.once('exit', resolve))
    child?.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    folder,
    pid: () => child?.pid ?? 0,
    kill,
    start,
    restart: async () => {
      await kill()
      await start()
    },
    close: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Three servers on this machine that are one cluster. */
export interface RedisCluster {
  readonly servers: readonly RedisServer[]
  readonly url: string
  close(): Promise<void>
}

/** Starts one; each server has a third of the slots. */
export async function startCluster(): Promise<RedisCluster> {
  const options = async () => ['--cluster-enabled', 'yes', '--cluster-port', String(await freePort())]
  const servers = await Promise.all(Array.from({ length: 3 }, () => startRedis(options)))
  const clients = servers.map(({ port }) => new Redis(port))
  try {
    const answer = await clients[0]?.config('GET', 'cluster-port')
    const bus = Array.isArray(answer) ? String(answer[1]) : ''
    for (const [index, client] of clients.entries()) {
      const [from, to] = [Math.ceil((index * SLOTS) / 3), Math.ceil(((index + 1) * SLOTS) / 3) - 1]
      await client.call('CLUSTER', 'ADDSLOTSRANGE', String(from), String(to))
      await client.call('CLUSTER', 'MEET', '127.0.0.1', String(servers[0]?.port), bus)
    }
    for (const client of clients) {
      while (!String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok'))
        await new Promise(resolve => setTimeout(resolve, 50))
    }
  } finally {
    for (const client of clients) client.disconnect()
  }
  return {
    servers,
    url: servers[0]?.url ?? '',
    close: async () => {
      await Promise.all(servers.map(server => server.close()))
    },
  }
}

const SLOTS = 16_384

/** A port that nobody has now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
