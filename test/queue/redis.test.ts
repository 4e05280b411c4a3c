import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectQueue, createRedisLedger, openLine, overview, type QueueConnection } from '../../src/queue/index.ts'
import { BULL_NAME } from '../../src/queue/keys.ts'
import type { Ledger } from '../../src/queue/ledger.ts'
import { findServer, freePort, type RedisServer, startRedis } from '../campaign/queue/redis.ts'
import { randomFrom } from '../campaign/submit/random.ts'
import { type FaultyServer, startServer } from '../campaign/submit/server.ts'
import { linesOf } from '../cli/output-schema.ts'
import { type Run, run } from '../cli/run.ts'
import { createMemoryLedger } from './memory-ledger.ts'

const SECRET = 'example-secret-0123456789'
const env = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: SECRET }
const isHere = findServer() !== undefined

describe.skipIf(!isHere)(`with a server of Redis${isHere ? '' : ', left out: redis-server is not installed'}`, () => {
  let redis: RedisServer
  let client: Redis
  let endpoint: FaultyServer
  let cwd: string
  let choose: Parameters<typeof startServer>[1] = () => 'none'
  beforeAll(async () => {
    redis = await startRedis()
    client = new Redis(redis.port)
    endpoint = await startServer(SECRET, (...given) => choose(...given))
    cwd = mkdtempSync(path.join(tmpdir(), 'queue-test-'))
  })
  beforeEach(async () => {
    await client.flushall()
    endpoint.taken.length = 0
    choose = () => 'none'
  })
  afterAll(async () => {
    client?.disconnect()
    await endpoint?.close()
    await redis?.close()
  })

  const oss = (...argv: string[]): Promise<Run> => run([...argv, '--queue', redis.url], { env, cwd })
  const recipe = (count: number, suffix = 'mp4') => {
    const text = `version: 1
connection: { endpoint: '${endpoint.url}', region: cn-hangzhou, bucket: films }
sources: { manifest: films.txt }
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/{barename}.gif
`
    writeFileSync(path.join(cwd, 'r.yaml'), text)
    writeFileSync(
      path.join(cwd, 'films.txt'),
      Array.from({ length: count }, (_, index) => `影片 ${index}.${suffix}\n`).join(''),
    )
    return 'r.yaml'
  }
  const connected = async <T>(use: (connection: QueueConnection) => Promise<T>): Promise<T> => {
    const connection = await connectQueue({ url: redis.url, name: 'jobs', version: '0.2.0', isMade: true })
    try {
      return await use(connection)
    } finally {
      await connection.close()
    }
  }

  test('jobs are queued, sent by two workers, and written as a journal', async () => {
    const queued = await oss('submit', '--waiting', '200', '--format', 'text', recipe(120))
    expect(queued).toEqual({ code: 0, stdout: '120 queued, 0 done before, 0 under way, 0 in doubt.\n', stderr: '' })
    const workers = await Promise.all([oss('work', '--until-empty'), oss('work', '--until-empty')])
    expect(workers.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ])
    expect(endpoint.taken.length).toBe(120)
    expect(endpoint.unsigned).toEqual([])
    expect((await oss('queue')).stdout).toMatch(
      /^120 done, 0 failed, 0 in doubt; at most 0 waiting, 0 under way; \d+ a second\.\n$/,
    )
    expect((await oss('submit', '--format', 'text', recipe(120))).stdout).toBe(
      '0 queued, 120 done before, 0 under way, 0 in doubt.\n',
    )
    const receipts = (...more: string[]) => oss('receipts', '--journal', 'r.yaml.journal', ...more)
    expect((await receipts()).stdout).toBe('120 new in "r.yaml.journal", of 120 receipts.\n')
    expect((await receipts('--remove')).stdout).toBe('0 new in "r.yaml.journal", of 120 receipts.\n')
    expect((await receipts()).stdout).toBe('0 new in "r.yaml.journal", of 0 receipts.\n')
    const again = await run(['submit', '--format', 'text', recipe(120)], { env, cwd })
    expect(again.stdout).toBe('0 accepted, 120 done before, 0 failed, 0 in doubt, 0 not sent.\n')
  })

  test('nothing secret is in Redis', async () => {
    await oss('submit', recipe(3))
    await oss('work', '--until-empty', '--rate', '1000')
    await client.call('BGREWRITEAOF')
    const dumps = await Promise.all((await client.keys('*')).map(async key => [key, await client.dump(key)].join()))
    expect(dumps.join('\n')).not.toContain(SECRET)
    expect(dumps.join('\n')).not.toContain('example-id')
  })

  test('pause, resume, drain, retry and resend', async () => {
    choose = (_, { url }) => (url.includes('%201.') ? 'bad-400' : url.includes('%202.') ? 'reset-after' : 'none')
    await oss('submit', recipe(4))
    expect((await oss('queue', 'pause')).stdout).toBe(
      'Paused: what workers have in hand is finished, nothing more is taken.\n',
    )
    expect((await oss('queue')).stdout).toContain('at most 100 waiting')
    expect((await oss('queue')).stdout).toContain('The queue is paused; "oss-process queue resume" lets it go on.')
    expect((await oss('queue', 'drain')).stdout).toBe(
      'What waited was taken out and is not sent; submit it again for that.\n',
    )
    expect((await oss('queue', 'resume')).stdout).toBe('The queue goes on.\n')
    await oss('submit', recipe(4))
    const worked = await oss('work', '--until-empty')
    expect(worked.code).toBe(6)
    expect(worked.stdout).toMatch(/^failed {4}oss:\/\/films\/影片 1\.mp4 {2}400 .*$/m)
    expect(worked.stdout).toMatch(/^in doubt {2}oss:\/\/films\/影片 2\.mp4 {2}no answer came .*$/m)
    expect((await oss('queue', 'failed')).stdout).toMatch(/^oss:\/\/films\/影片 1\.mp4 {2}400 \w+\n$/)
    expect((await oss('queue', 'doubts', '--json')).stdout).toMatch(
      /^\{"source":"oss:\/\/films\/影片 2\.mp4","reason":"\w+"\}\n$/,
    )
    const again = await oss('submit', '--format', 'text', recipe(4))
    expect([again.code, again.stdout]).toEqual([
      6,
      'in doubt  oss://films/影片 2.mp4\n1 queued, 2 done before, 0 under way, 1 in doubt.\n',
    ])
    choose = () => 'none'
    expect((await oss('queue', 'retry')).stdout).toBe('Failed jobs that wait again: 1.\n')
    expect((await oss('queue', 'resend')).stdout).toBe('Jobs in doubt that wait again: 1.\n')
    expect((await oss('work', '--until-empty')).code).toBe(0)
    expect((await oss('queue')).stdout).toMatch(/^4 done, 0 failed, 0 in doubt; /)
    expect(endpoint.taken.length).toBe(5)
  })

  test('what is shown as JSON is as its schemas say', async () => {
    choose = (_, { url }) => (url.includes('%201.') ? 'bad-400' : 'none')
    const shown = async (...argv: string[]) => linesOf('queue', (await oss('queue', ...argv, '--json')).stdout)
    expect(linesOf('submit', (await oss('submit', '--format', 'json', recipe(3))).stdout)).toMatchObject([
      { queued: 3 },
    ])
    expect(await shown('pause')).toEqual([{ action: 'pause' }])
    expect(await shown()).toMatchObject([{ isPaused: true, secondsLeft: null }])
    expect(await shown('resume')).toEqual([{ action: 'resume' }])
    const worked = linesOf('submit', (await oss('work', '--until-empty', '--format', 'json')).stdout)
    expect(worked.at(-1)).toMatchObject({ event: 'end', accepted: 2, failed: 1 })
    expect(await shown('failed')).toMatchObject([{ source: 'oss://films/影片 1.mp4' }])
    expect(await shown('retry')).toEqual([{ action: 'retry', count: 1 }])
    expect(await shown('resend')).toEqual([{ action: 'resend', count: 0 }])
    expect(await shown('drain')).toEqual([{ action: 'drain' }])
  })

  test('a bundle of another version is told, and that it is not done', async () => {
    await oss('submit', recipe(2))
    await connected(async ({ peers, keys }) => {
      const queue = new peers.Queue(BULL_NAME, { connection: client, prefix: keys.prefix })
      await queue.add('b', { v: 2, jobs: [] }, { jobId: 'jobs-of-tomorrow' })
      await queue.close()
    })
    expect(await oss('work', '--until-empty')).toEqual({
      code: 6,
      stdout: '2 accepted, 0 done before, 0 failed, 0 in doubt, 0 not sent.\n',
      stderr: 'Bundles of the queue that another version or program wrote, left alone: 1.\n',
    })
    expect((await oss('queue')).stdout).toContain('left alone: 1.')
  })

  test('a worker whose credentials are refused leaves all to others', async () => {
    choose = () => 'key-403'
    await oss('submit', recipe(10))
    const refused = await oss('work', '--until-empty')
    expect(refused.code).toBe(4)
    expect(refused.stdout).toMatch(/\n0 accepted, 0 done before, 0 failed, 0 in doubt, 10 not sent\.\n$/)
    expect(refused.stderr).toBe('The service refuses the credentials; nothing more was sent.\n')
    choose = () => 'none'
    expect((await oss('work', '--until-empty')).code).toBe(0)
    expect(endpoint.taken.length).toBe(10)
  })

  test('a queue of another major version, an evicting and a full Redis, a wrong password are refused', async () => {
    expect(await oss('work')).toEqual({
      code: 2,
      stdout: '',
      stderr: `oss-process: There is no queue "jobs" in Redis at 127.0.0.1:${redis.port}; make it with "oss-process submit --queue", or look at --name.\n`,
    })
    await oss('submit', recipe(1))
    await client.set('{oss-process:jobs}:version', '7.1.0')
    expect((await oss('work')).stderr).toBe(
      'oss-process: The queue "jobs" was written by version 7.1.0 of oss-process; this one is 0.2.0. Let workers of the same major version finish it, or use another name.\n',
    )
    await client.set('{oss-process:jobs}:version', '0.1.0')
    await client.hset('{oss-process:jobs}:bundles:meta', 'version', 'bullmq:5.0.0')
    expect((await oss('work', '--locale', 'zh')).stderr).toMatch(/^oss-process: 队列 "jobs" 由 BullMQ 5\.0\.0 版写入/)
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru')
    expect((await oss('submit', recipe(1))).stderr).toBe(
      `oss-process: Redis at 127.0.0.1:${redis.port} has maxmemory-policy "allkeys-lru", which drops jobs and receipts when memory is short; expected "noeviction".\n`,
    )
    await client.config('SET', 'maxmemory-policy', 'noeviction', 'maxmemory', '1000')
    expect((await oss('submit', recipe(1))).stderr).toMatch(
      /^oss-process: Redis at \S+ is full \(\d+ of 1000 bytes, maxmemory\)/,
    )
    await client.config('SET', 'maxmemory', '0')
    const url = `redis://u:hidden-password@127.0.0.1:${redis.port}`
    const wrong = await run(['work', '--queue', url], { env, cwd })
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      `oss-process: Redis at 127.0.0.1:${redis.port} refuses the user or the password (WRONGPASS); expected those of an ACL user, in the address or in OSS_PROCESS_QUEUE_USER and OSS_PROCESS_QUEUE_PASSWORD.\n`,
    ])
    await client.call('REPLICAOF', '127.0.0.1', '1')
    const replica = await oss('submit', recipe(1))
    await client.call('REPLICAOF', 'NO', 'ONE')
    expect([replica.code, replica.stderr]).toEqual([
      2,
      `oss-process: Redis at 127.0.0.1:${redis.port} is a replica, which takes nothing; expected the server that it follows, 127.0.0.1:1.\n`,
    ])
    // In place of a database that is not there, the first one would be written.
    const far = await run(['submit', '--queue', `redis://127.0.0.1:${redis.port}/99`, recipe(1)], { env, cwd })
    expect([far.code, far.stderr]).toEqual([
      2,
      `oss-process: Redis at 127.0.0.1:${redis.port} does not open database 99 (DB index is out of range); expected one that it has, such as redis://127.0.0.1:${redis.port}/0.\n`,
    ])
  })

  test('a Redis that fills up while jobs are sent begins nothing more, and loses no receipt', async () => {
    await connected(async connection => {
      const ledger = createRedisLedger(connection, {
        around: { sleep: () => client.config('SET', 'maxmemory', '0').then(() => undefined) },
      })
      const id = '0'.repeat(32)
      await ledger.begin({ id, worker: '1', isAgain: false })
      await client.config('SET', 'maxmemory', '1000')
      await ledger.settle({ id, mark: '+', record: 'r' })
      expect(await client.xlen(connection.keys.receipts)).toBe(1)
      const trouble: string[] = []
      const full = createRedisLedger(connection, {
        onTrouble: code => trouble.push(code),
        around: { sleep: () => client.config('SET', 'maxmemory', '0').then(() => undefined) },
      })
      await full.begin({ id: '1'.repeat(32), worker: '1', isAgain: false })
      expect(trouble).toEqual(['OOM'])
    })
  })

  test('an ACL user with a password from the environment is enough', async () => {
    await client.call('ACL', 'SETUSER', 'films', 'on', '>pass word', '~{oss-process:*', '+@all', '-@dangerous', '+info')
    const given = { ...env, OSS_PROCESS_QUEUE_USER: 'films', OSS_PROCESS_QUEUE_PASSWORD: 'pass word' }
    expect((await run(['submit', '--queue', redis.url, recipe(3)], { env: given, cwd })).code).toBe(0)
    expect((await run(['work', '--until-empty', '--queue', redis.url], { env: given, cwd })).code).toBe(0)
    expect(endpoint.taken.length).toBe(3)
  })

  test('the scripts keep the same rules as the ledger of the tests', async () => {
    const random = randomFrom(7)
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
    await connected(async connection => {
      const real: Ledger = createRedisLedger(connection, {})
      const model = createMemoryLedger()
      const ids = Array.from({ length: 12 }, (_, index) => index.toString(16).repeat(32))
      for (const worker of ['1', '2']) {
        model.alive.add(worker)
        await client.set(connection.keys.worker + worker, '1')
      }
      for (let step = 0; step < 600; step++) {
        const id = pick(ids)
        if (random() < 0.5) {
          const job = { id, worker: pick(['1', '2', '3']), isAgain: random() < 0.3 }
          expect(await real.begin(job)).toBe(await model.begin(job))
        } else {
          const mark = pick(['+', '-', '!', '~', '~'] as const)
          const outcome = { id, mark, record: `${step}`, open: `${step}` }
          await real.settle(outcome)
          await model.settle(outcome)
        }
        if (step % 20 === 0) expect(await real.look(ids)).toEqual(await model.look(ids))
      }
      const { counts, receipts, open } = connection.keys
      expect(await client.hgetall(open)).toEqual(Object.fromEntries(model.open))
      expect((await client.xrange(receipts, '-', '+')).map(([, [, record]]) => record)).toEqual(model.records)
      const { done = 0, failed = 0, doubt = 0 } = await client.hgetall(counts)
      expect([done, failed, doubt].map(Number)).toEqual(Object.values(model.counts))
    })
  })

  test('turns are given as the ledger of the tests gives them: what was missed is made up for evenly', async () => {
    await connected(async connection => {
      const real = createRedisLedger(connection, {})
      const model = createMemoryLedger(() => 60_000)
      // A step of five seconds: what passes while Redis is asked does not matter.
      const ask = { name: 'n', count: 20, gone: 0, missed: 0, rate: 0.2, burst: 1 }
      for (const { late, missed, burst } of [
        { late: 100_000, missed: 0, burst: 1 },
        { late: 0, missed: 0, burst: 1 },
        { late: 0, missed: 1, burst: 1 },
        { late: 100_000, missed: 0, burst: 11 },
        { late: -5000, missed: 0, burst: 1 },
      ]) {
        const [seconds = 0, micros = 0] = (await client.time()).map(Number)
        const seen = seconds * 1_000_000 + micros
        const at = seen - late * 1000
        await client.hset('{oss-process:rate:n}', { at, soonest: at, seen })
        model.rates.set('n', { at: 60_000 - late, soonest: 60_000 - late, second: 0, count: 0, before: 0 })
        const [given, expected] = [
          await real.take({ ...ask, missed, burst }),
          await model.take({ ...ask, missed, burst }),
        ]
        expect(given.count).toBe(expected.count)
        expect(Math.abs(given.wait - expected.wait)).toBeLessThan(2_000_000)
        expect(given.step).toBe(Math.ceil(expected.step))
      }
    })
  })

  test('a clock of Redis that is set back lets nobody wait for the later time', async () => {
    await connected(async connection => {
      const ledger = createRedisLedger(connection, {})
      const ask = { name: 'n', count: 1, gone: 0, missed: 0, rate: 100, burst: 1 }
      await ledger.take(ask)
      await ledger.slow(ask)
      const later = String((Date.now() + 3_600_000) * 1000)
      await client.hset('{oss-process:rate:n}', { at: later, soonest: later, seen: later, since: later })
      const { wait, step } = await ledger.take(ask)
      expect(wait).toBeLessThan(100_000)
      expect(step).toBeGreaterThan(10_000)
      expect(step).toBeLessThan(20_000)
    })
  })

  test('how far a queue is', async () => {
    await connected(async connection => {
      const line = openLine(connection, { timeout: 5000 })
      expect(await overview(connection, line)).toEqual({
        waiting: 0,
        underWay: 0,
        unreadable: 0,
        isPaused: false,
        done: 0,
        failed: 0,
        inDoubt: 0,
        rate: 0,
      })
      await line.close()
    })
  })
})

test('a Redis that is not there is said', async () => {
  const port = await freePort()
  const { code, stderr } = await run(['work', '--queue', `redis://127.0.0.1:${port}`], { env })
  expect([code, stderr]).toEqual([
    2,
    `oss-process: Redis at 127.0.0.1:${port} does not answer (ECONNREFUSED); nothing was lost. Look whether it runs and can be reached from here, then run the same again.\n`,
  ])
})

test('a server of something else is said', async () => {
  const other = await startServer(SECRET, () => 'none')
  const { host } = new URL(other.url)
  const { code, stderr } = await run(['queue', '--queue', `redis://${host}`], { env })
  await other.close()
  expect([code, stderr]).toEqual([
    2,
    `oss-process: Redis at ${host} ends the connection, or answers otherwise than Redis (RESP); expected rediss:// where it speaks TLS, and a port of Redis.\n`,
  ])
})

test.each([
  [
    'http://localhost:6379',
    'The queue is not an address of Redis; expected redis://HOST:PORT, redis://USER:PASSWORD@HOST:PORT/DB, or rediss:// for TLS.',
  ],
  [
    'redis://localhost:6379/films',
    'The queue is not an address of Redis; expected redis://HOST:PORT, redis://USER:PASSWORD@HOST:PORT/DB, or rediss:// for TLS.',
  ],
])('%s is no address of a queue', async (url, message) => {
  expect((await run(['work', '--queue', url], { env })).stderr).toBe(`oss-process: ${message}\n`)
})

test('options of workers and of journals are not for submit --queue', async () => {
  const submit = (...argv: string[]) => run(['submit', '--queue', 'redis://localhost', ...argv, 'r.yaml'], { env })
  expect((await submit('--rate', '5')).stderr).toBe(
    'oss-process: "--rate" is not for submit --queue; give it to the workers: oss-process work --rate.\n',
  )
  expect((await submit('--journal', 'x')).stderr).toBe(
    'oss-process: "--journal" does not go with --queue, whose receipts are in Redis; "oss-process receipts" writes them as a journal.\n',
  )
})
