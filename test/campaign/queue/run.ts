// Sends many jobs through a queue while workers are killed, Redis restarts, answers are lost and the service fails, and counts. With --rate it looks at the shared rate instead.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Redis } from 'ioredis'
import { randomFrom } from '../submit/random.ts'
import { readRecord } from '../submit/record.ts'
import { mostAndLeast } from './most-and-least.ts'
import { findServer, type RedisServer, startRedis } from './redis.ts'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000000' },
    workers: { type: 'string', default: '6' },
    every: { type: 'string', default: '1000' },
    restarts: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    rate: { type: 'string' },
    sync: { type: 'string', multiple: true, default: ['everysec', 'always'] },
  },
})
const [JOBS, WORKERS, EVERY, RESTARTS] = [values.jobs, values.workers, values.every, values.restarts].map(Number) as [
  number,
  number,
  number,
  number,
]
const COMMAND = path.join(import.meta.dirname, '../../../dist/bin.cjs')
/** Of a thousand answers. */
const [LOST, FAILED] = [20, 10]

interface Endpoint {
  readonly port: number
  /** When each source was taken, in milliseconds. */
  readonly taken: Map<string, number[]>
  /** When each request came. */
  readonly asked: Map<string, number[]>
  readonly times: number[]
  isFaulty: boolean
  close(): void
}

async function startEndpoint(random: () => number): Promise<Endpoint> {
  const [taken, asked] = [new Map<string, number[]>(), new Map<string, number[]>()]
  const note = (map: Map<string, number[]>, source: string) => map.set(source, [...(map.get(source) ?? []), Date.now()])
  const times: number[] = []
  const state = { isFaulty: true }
  const server = createServer((request, response) => {
    const source = `oss:/${decodeURIComponent(request.url?.split('?')[0] ?? '')}`
    request.resume()
    request.once('end', () => {
      times.push(Date.now())
      note(asked, source)
      const chance = state.isFaulty ? random() * 1000 : 1000
      response.setHeader('x-oss-request-id', '5C3D9175B6FC201293AD4890')
      if (chance < FAILED) {
        response.statusCode = 500
        return void response.end(
          '<Error><Code>InternalError</Code><RequestId>5C3D9175B6FC201293AD4890</RequestId></Error>',
        )
      }
      note(taken, source)
      if (chance < FAILED + LOST) return void request.socket.destroy()
      response.end(`{"EventId":"E","RequestId":"5C3D9175B6FC201293AD4890","TaskId":"T-${times.length}"}`)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return Object.assign(state, {
    port: typeof address === 'object' && address ? address.port : 0,
    taken,
    asked,
    times,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  })
}

/** A queue to play with: an endpoint, a server of Redis, and the command. */
async function startPlace(random: () => number, sync: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'queue-campaign-'))
  const redis = await startRedis(['--appendfsync', sync])
  const endpoint = await startEndpoint(random)
  writeFileSync(
    path.join(folder, 'r.yaml'),
    `version: 1
connection: { endpoint: 'http://127.0.0.1:${endpoint.port}', region: cn-hangzhou, bucket: films }
sources: { manifest: films.txt }
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/{barename}.gif
`,
  )
  writeFileSync(
    path.join(folder, 'films.txt'),
    Array.from({ length: JOBS }, (_, index) => `film-${index}.mp4\n`).join(''),
  )
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    OSS_ACCESS_KEY_ID: 'example-id',
    OSS_ACCESS_KEY_SECRET: 'example-secret',
  }
  const command = (argv: readonly string[]): ChildProcess =>
    spawn(process.execPath, [COMMAND, ...argv, '--queue', redis.url], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  return { folder, redis, endpoint, command }
}

type Place = Awaited<ReturnType<typeof startPlace>>

interface Ended {
  readonly code: number | null
  readonly output: string
}

async function ended(child: ChildProcess): Promise<Ended> {
  let output = ''
  child.stdout?.on('data', data => (output += data))
  child.stderr?.on('data', data => (output += data))
  return new Promise(resolve => child.once('close', code => resolve({ code, output })))
}

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

async function campaign(sync: string, seed: number): Promise<string[]> {
  const random = randomFrom(seed)
  const failures: string[] = []
  const check = (isRight: boolean, message: string) => {
    if (!isRight && failures.length < 20) failures.push(`${sync}: ${message}`)
  }
  const place = await startPlace(random, sync)
  const { redis, endpoint, command, folder } = place
  const acknowledged = new Set<string>()
  const worker = () => watch(command(['work', '--format', 'json', '--lock', '2s', '--try-timeout', '5s']), acknowledged)
  const start = Date.now()
  const submit = ended(command(['submit', '--waiting', '20000', 'r.yaml']))
  await waitFor(() => exists(redis))
  const workers = Array.from({ length: WORKERS }, worker)
  let [kills, restarts] = [0, 0]
  while (endpoint.taken.size < JOBS * 0.95) {
    await pause(EVERY)
    const index = Math.floor(random() * WORKERS)
    workers[index]?.kill('SIGKILL')
    workers[index] = worker()
    kills++
    if (restarts < RESTARTS && endpoint.taken.size > ((restarts + 1) * JOBS) / (RESTARTS + 1)) {
      await redis.kill()
      await pause(300)
      await redis.start()
      restarts++
    }
  }
  const submitted = await submit
  check(submitted.code === 0, `submit ended with ${submitted.code}: ${submitted.output.slice(-500)}`)
  for (const child of workers) child.kill('SIGKILL')
  endpoint.isFaulty = false
  await pause(2500)
  const last = await ended(command(['work', '--until-empty', '--lock', '2s']))
  check(last.code === 0 || last.code === 6, `The last worker ended with ${last.code}: ${last.output.slice(-500)}`)
  await ended(command(['receipts', '--journal', 'all.journal']))
  const record = readRecord(path.join(folder, 'all.journal'))
  const failed = JOBS - record.done.size - record.doubt.size
  const named = (await ended(command(['queue', 'failed']))).output.split('\n').length - 1
  check(failed === named, `${record.done.size} done, ${record.doubt.size} in doubt of ${JOBS}; ${named} failed.`)
  for (const source of acknowledged)
    check(record.done.has(source), `The receipt of ${source} was acknowledged and is missing.`)
  for (const [source, times] of endpoint.taken) {
    check(times.length === 1, `${source} was taken ${times.length} times.`)
    check(record.done.has(source) || record.doubt.has(source), `${source} was taken and is neither done nor in doubt.`)
  }
  for (const [source, time] of await receiptTimes(redis)) {
    check(!endpoint.asked.get(source)?.some(asked => asked > time + 2), `${source} was sent after its receipt.`)
  }
  const doubts = (await ended(command(['queue', 'doubts', '--json']))).output.split('\n').length - 1
  check(doubts === record.doubt.size, `${doubts} doubts are named, ${record.doubt.size} are in the journal.`)
  const seconds = Math.round((Date.now() - start) / 1000)
  await ended(command(['queue', 'retry']))
  await ended(command(['queue', 'resend']))
  await ended(command(['work', '--until-empty', '--lock', '2s']))
  check(endpoint.taken.size === JOBS, `The endpoint took ${endpoint.taken.size} jobs of ${JOBS} in the end.`)
  process.stdout.write(
    `appendfsync ${sync}: ${JOBS} jobs, ${WORKERS} workers, ${kills} killed, ${restarts} restarts of Redis, ${seconds} s; ${record.done.size} done, ` +
      `${record.doubt.size} in doubt, ${failed} failed, ${acknowledged.size} receipts acknowledged before the end, seed ${seed}\n`,
  )
  await close(place, failures.length === 0)
  return failures
}

/** Notes the sources that a worker says are accepted. */
function watch(child: ChildProcess, acknowledged: Set<string>): ChildProcess {
  let rest = ''
  child.stderr?.resume()
  child.stdout?.on('data', data => {
    const lines = (rest + data).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const [, source] = /^\{"event":"accepted",.*?"source":"([^"]+)"/.exec(line) ?? []
      if (source) acknowledged.add(source)
    }
  })
  return child
}

async function exists({ port }: RedisServer): Promise<boolean> {
  const client = new Redis(port)
  const count = await client.exists('{oss-process:jobs}:version')
  client.disconnect()
  return count > 0
}

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(50)
}

/** When the first receipt of each source was written. */
async function receiptTimes({ port }: RedisServer): Promise<Map<string, number>> {
  const client = new Redis(port)
  const times = new Map<string, number>()
  let from = '-'
  for (;;) {
    const page = await client.xrange('{oss-process:jobs}:receipts', from, '+', 'COUNT', 10_000)
    for (const [id, [, record = '']] of page) {
      const [mark, , source] = JSON.parse(`[${record}]`)
      if (mark === '+' && !times.has(source)) times.set(source, Number.parseInt(id, 10))
    }
    const [end] = page.at(-1) ?? []
    if (end === undefined) break
    from = `(${end}`
  }
  client.disconnect()
  return times
}

async function close({ folder, redis, endpoint }: Place, isRight: boolean): Promise<void> {
  endpoint.close()
  await redis.close()
  if (isRight) rmSync(folder, { recursive: true })
}

/** Milliseconds until all workers are there. */
const START = 12_000

/** Looks at the sends of workers that share a rate, second by second. */
async function shareRate(rate: number, seed: number): Promise<string[]> {
  const place = await startPlace(randomFrom(seed), 'everysec')
  const { endpoint, command } = place
  endpoint.isFaulty = false
  await ended(command(['submit', '--waiting', '1000000', 'r.yaml']))
  const workers = Array.from({ length: WORKERS }, () =>
    ended(command(['work', '--until-empty', '--rate', String(rate)])),
  )
  await Promise.all(workers)
  // Without the first and the last seconds, in which not all workers are there: on a busy machine it takes them a while to start.
  const [first = 0, last = 0] = [endpoint.times[0], endpoint.times.at(-1)]
  const times = endpoint.times.filter(time => time > first + START && time < last - 5000)
  const within = (length: number) => mostAndLeast(times, length)
  const [ten, one] = [within(10_000), within(1000)]
  process.stdout.write(
    `--rate ${rate} over ${WORKERS} workers: ${ten.least / 10} to ${ten.most / 10} a second over any 10 s, at most ${one.most} in any second\n`,
  )
  const isRight = ten.least >= rate * 9.5 && ten.most <= rate * 10.5 && one.most <= rate * 1.2
  await close(place, true)
  return isRight ? [] : ['The workers did not keep the rate.']
}

if (!findServer()) {
  process.stdout.write('Left out: the campaign of the queue, as redis-server is not installed.\n')
  process.exit()
}
const seed = Number(values.seed)
const failures: string[] = []
if (values.rate) failures.push(...(await shareRate(Number(values.rate), seed)))
else for (const [index, sync] of values.sync.entries()) failures.push(...(await campaign(sync, seed + index)))
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`)
if (failures.length > 0) process.exitCode = 1
