import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findServer, freePort, type RedisCluster, startCluster, startRedis } from '../campaign/queue/redis.ts'
import { type FaultyServer, startServer } from '../campaign/submit/server.ts'
import { type Run, run } from '../cli/run.ts'

const SECRET = 'example-secret-0123456789'
const env = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: SECRET }
const isHere = findServer() !== undefined
const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const COMMAND = path.join(import.meta.dirname, '../../dist/bin.cjs')

let endpoint: FaultyServer
let cwd: string
beforeAll(async () => {
  endpoint = await startServer(SECRET, () => 'none')
  cwd = mkdtempSync(path.join(tmpdir(), 'queue-servers-'))
  writeFileSync(
    path.join(cwd, 'r.yaml'),
    `version: 1
connection: { endpoint: '${endpoint.url}', region: cn-hangzhou, bucket: films }
sources: { manifest: films.txt }
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/{barename}.gif
`,
  )
  writeFileSync(path.join(cwd, 'films.txt'), Array.from({ length: 150 }, (_, index) => `film-${index}.mp4\n`).join(''))
})
afterAll(async () => {
  await endpoint?.close()
  rmSync(cwd, { recursive: true })
})

describe.skipIf(!isHere)(`a cluster${isHere ? '' : ', left out: redis-server is not installed'}`, () => {
  let cluster: RedisCluster
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster?.close())

  test('holds queues of two names, from whichever of its servers is named', async () => {
    for (const [index, name] of ['jobs', 'films'].entries()) {
      endpoint.taken.length = 0
      const there = ['--queue', cluster.servers[index]?.url ?? '', '--name', name]
      const oss = (...argv: string[]) => run([...argv, ...there], { env, cwd })
      expect(await oss('submit', '--format', 'text', 'r.yaml')).toEqual({
        code: 0,
        stdout: '150 queued, 0 done before, 0 under way, 0 in doubt.\n',
        stderr: '',
      })
      expect(await oss('work', '--until-empty', '--rate', '1000')).toMatchObject({
        code: 0,
        stdout: '150 accepted, 0 done before, 0 failed, 0 in doubt, 0 not sent.\n',
      })
      expect(endpoint.taken.length).toBe(150)
      expect((await oss('queue')).stdout).toMatch(/^150 done, 0 failed, 0 in doubt; at most 0 waiting/)
      const written = await oss('receipts', '--journal', `${name}.journal`, '--remove')
      expect([written.code, written.stderr]).toEqual([0, ''])
      expect((await oss('submit', '--format', 'text', 'r.yaml')).stdout).toBe(
        '0 queued, 150 done before, 0 under way, 0 in doubt.\n',
      )
    }
  })
})

const leftOut = hasOpenssl ? '' : ', left out: openssl is not installed'
describe.skipIf(!isHere || !hasOpenssl)(`TLS${leftOut}`, () => {
  const file = (name: string) => path.join(cwd, name)
  /** A certificate that is its own authority, for a name or an address. */
  const certify = (name: string, subject: string) => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file(`${name}.key`)]
    const more = ['-subj', '/CN=redis', '-addext', `subjectAltName=${subject}`, '-days', '2']
    expect(spawnSync('openssl', ['req', '-x509', ...key, '-out', file(`${name}.crt`), ...more]).status).toBe(0)
  }
  /** The CA is read when Node starts, hence a process of its own. */
  const oss = async (url: string, argv: readonly string[], more: Record<string, string> = {}): Promise<Run> => {
    const child = spawn(process.execPath, [COMMAND, ...argv, '--queue', url], {
      cwd,
      env: { ...env, PATH: process.env.PATH, HOME: cwd, NODE_EXTRA_CA_CERTS: file('server.crt'), ...more },
    })
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    return { code, stdout, stderr }
  }
  const tls = async (name: string, ...options: string[]) => {
    let port = 0
    const files = ['--tls-cert-file', file(`${name}.crt`), '--tls-key-file', file(`${name}.key`)]
    const trust = ['--tls-ca-cert-file', file('server.crt')]
    const server = await startRedis(async () => {
      port = await freePort()
      return ['--tls-port', String(port), ...files, ...trust, ...options]
    })
    return { ...server, tls: `rediss://127.0.0.1:${port}`, place: `127.0.0.1:${port}` }
  }
  beforeAll(() => {
    certify('server', 'DNS:localhost,IP:127.0.0.1')
    certify('other', 'DNS:other.example')
  })

  test('is spoken with a server whose certificate is trusted', async () => {
    const server = await tls('server', '--tls-auth-clients', 'no')
    try {
      expect(await oss(server.tls, ['submit', '--format', 'text', 'r.yaml'])).toEqual({
        code: 0,
        stdout: '150 queued, 0 done before, 0 under way, 0 in doubt.\n',
        stderr: '',
      })
      endpoint.taken.length = 0
      expect(await oss(server.tls, ['queue'])).toMatchObject({ code: 0, stderr: '' })
      expect(await oss(server.tls.replace('127.0.0.1', 'localhost'), ['queue'])).toMatchObject({ code: 0, stderr: '' })
      expect(await oss(server.tls, ['queue'], { NODE_EXTRA_CA_CERTS: '' })).toEqual({
        code: 2,
        stdout: '',
        stderr: `oss-process: Redis at ${server.place} shows a certificate that is not trusted here (DEPTH_ZERO_SELF_SIGNED_CERT); expected one for this name by a known CA, or by one of your own in the file that NODE_EXTRA_CA_CERTS names.\n`,
      })
      expect(await oss(server.tls.replace('rediss', 'redis'), ['queue'])).toEqual({
        code: 2,
        stdout: '',
        stderr: `oss-process: Redis at ${server.place} ends the connection, or answers otherwise than Redis (ECONNRESET); expected rediss:// where it speaks TLS, and a port of Redis.\n`,
      })
    } finally {
      await server.close()
    }
  })

  test('a certificate of another name is refused', async () => {
    const server = await tls('other', '--tls-auth-clients', 'no')
    try {
      const { code, stderr } = await oss(server.tls, ['queue'], { NODE_EXTRA_CA_CERTS: file('other.crt') })
      expect([code, stderr]).toEqual([
        2,
        `oss-process: Redis at ${server.place} shows a certificate that is not trusted here (ERR_TLS_CERT_ALTNAME_INVALID); expected one for this name by a known CA, or by one of your own in the file that NODE_EXTRA_CA_CERTS names.\n`,
      ])
    } finally {
      await server.close()
    }
  })

  test('a server that asks for a certificate of the client gets it', async () => {
    const server = await tls('server', '--tls-auth-clients', 'yes')
    try {
      const { code, stderr } = await oss(server.tls, ['queue'])
      expect([code, stderr.replace(/\([A-Z0-9_]+\)/, '(CODE)')]).toEqual([
        2,
        `oss-process: Redis at ${server.place} ends or ignores a connection by TLS (CODE); expected redis:// where it speaks no TLS, and where it asks for a certificate of the client (tls-auth-clients), OSS_PROCESS_QUEUE_CERT and OSS_PROCESS_QUEUE_KEY with the names of its files.\n`,
      ])
      const pair = { OSS_PROCESS_QUEUE_CERT: 'server.crt', OSS_PROCESS_QUEUE_KEY: 'server.key' }
      expect(await oss(server.tls, ['submit', 'r.yaml'], pair)).toMatchObject({ code: 0, stderr: '' })
      expect(await oss(server.tls, ['work', '--until-empty'], pair)).toMatchObject({ code: 0 })
    } finally {
      await server.close()
    }
  })

  test('files that are no certificate with its key are said', async () => {
    const asked = (more: Record<string, string>) =>
      run(['queue', '--queue', 'rediss://localhost'], { env: { ...env, ...more }, cwd })
    expect((await asked({ OSS_PROCESS_QUEUE_CERT: 'server.crt' })).stderr).toBe(
      'oss-process: Of OSS_PROCESS_QUEUE_CERT and OSS_PROCESS_QUEUE_KEY one is missing; expected the names of two files, or none.\n',
    )
    expect((await asked({ OSS_PROCESS_QUEUE_CERT: 'server.crt', OSS_PROCESS_QUEUE_KEY: 'other.key' })).stderr).toBe(
      'oss-process: "server.crt" and "other.key" (OSS_PROCESS_QUEUE_CERT, OSS_PROCESS_QUEUE_KEY) are no certificate with its private key; expected both as PEM, the key without a password.\n',
    )
    const { code, stderr } = await asked({ OSS_PROCESS_QUEUE_CERT: 'none.crt', OSS_PROCESS_QUEUE_KEY: 'server.key' })
    expect([code, stderr]).toEqual([2, 'oss-process: "none.crt" does not exist (ENOENT).\n'])
  })
})
