// Measures the queue: filling it, sending from it beside bare senders, and what Redis keeps. Times are processor times, which hold on a busy machine too.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Redis } from 'ioredis'
import { startRedis } from './redis.ts'

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '100000' }, processes: { type: 'string', default: '4' } },
})
const JOBS = Number(values.jobs)
const PROCESSES = Number(values.processes)
const CONNECTIONS = 32
const COMMAND = path.join(import.meta.dirname, '../../../dist/bin.cjs')
/** Loaded into a process, prints at its end how much processor time and memory it took. */
const METER = path.join(import.meta.dirname, 'meter.cjs')

interface Meter {
  /** Microseconds. */
  readonly cpu: number
  /** Bytes. */
  readonly memory: number
}

interface Ended extends Meter {
  readonly seconds: number
}

const folder = mkdtempSync(path.join(tmpdir(), 'queue-bench-'))
const redis = await startRedis()
const client = new Redis(redis.port)
const endpoint = await startEndpoint()
const recipe = writeRecipe(endpoint.port)
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  OSS_ACCESS_KEY_ID: 'example-id',
  OSS_ACCESS_KEY_SECRET: 'example-secret',
}
const queue = ['--queue', redis.url]

const empty = await memoryOf()
const before = await redisTime()
const filled = await run(['submit', ...queue, '--waiting', String(JOBS + 1000), recipe])
const inRedis = (await redisTime()) - before
const waiting = await memoryOf()
const [bare, bareEndpoint] = await beside(() => all(() => bareSender(Math.ceil(JOBS / PROCESSES))))
const redisBefore = await redisTime()
const [worked, workedEndpoint] = await beside(() =>
  all(() => run(['work', ...queue, '--until-empty', '--concurrency', String(CONNECTIONS)])),
)
const redisWork = (await redisTime()) - redisBefore
const kept = (await memoryOf()) - empty

print(
  'fill',
  1e6 / (filled.cpu / JOBS),
  `jobs a second of one processor (Redis beside it: ${Math.round((inRedis / JOBS) * 10) / 10} µs a job)`,
)
print('fill, on the clock', JOBS / filled.seconds, 'jobs a second')
print('memory of submit', filled.memory / 2 ** 20, 'MiB at most')
print('waiting', (waiting - empty) / JOBS, 'bytes of Redis a job')
print('bare senders', (bare.cpu + bareEndpoint) / JOBS, 'µs of processor a request, with the endpoint')
print('workers', (worked.cpu + workedEndpoint + redisWork) / JOBS, 'µs of processor a job, with the endpoint and Redis')
print('a worker alone', worked.cpu / JOBS, 'µs of processor a job, for `npm run simulate -- --cpu`')
print('Redis alone', redisWork / JOBS, 'µs of processor a job, for `--redis`')
print('ratio', (bare.cpu + bareEndpoint) / (worked.cpu + workedEndpoint + redisWork), 'of the bare senders')
print('ratio on the clock', bare.seconds / worked.seconds, 'of the bare senders')
print('kept', kept / JOBS, 'bytes of Redis a finished job with its receipt')

client.disconnect()
endpoint.child.disconnect()
await redis.close()
rmSync(folder, { recursive: true })

function print(name: string, value: number, unit: string): void {
  process.stdout.write(`${name.padEnd(20)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}\n`)
}

function writeRecipe(port: number): string {
  const file = path.join(folder, 'r.yaml')
  writeFileSync(
    file,
    `version: 1
connection: { endpoint: 'http://127.0.0.1:${port}', region: cn-hangzhou, bucket: films }
sources: { manifest: films.txt }
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/{barename}.gif
`,
  )
  const names = Array.from({ length: JOBS }, (_, index) => `film-${index}.mp4\n`)
  writeFileSync(path.join(folder, 'films.txt'), names.join(''))
  return file
}

async function startEndpoint(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(path.join(import.meta.dirname, 'endpoint.ts'), { execArgv: ['--import', 'tsx'] })
  const [{ port }] = await once(child, 'message')
  return { child, port }
}

/** Microseconds of the endpoint while something runs. */
async function beside<T>(work: () => Promise<T>): Promise<[T, number]> {
  const time = async (): Promise<number> => {
    endpoint.child.send('cpu')
    const [{ cpu }] = await once(endpoint.child, 'message')
    return cpu
  }
  const start = await time()
  const result = await work()
  return [result, (await time()) - start]
}

async function all(start: () => Promise<Ended>): Promise<Ended> {
  const ended = await Promise.all(Array.from({ length: PROCESSES }, start))
  const cpu = ended.reduce((sum, one) => sum + one.cpu, 0)
  return { cpu, memory: Math.max(...ended.map(one => one.memory)), seconds: Math.max(...ended.map(one => one.seconds)) }
}

function run(argv: readonly string[]): Promise<Ended> {
  return metered(['--require', METER, COMMAND, ...argv])
}

function bareSender(requests: number): Promise<Ended> {
  const file = path.join(import.meta.dirname, 'sender.mjs')
  return metered(['--require', METER, file, `http://127.0.0.1:${endpoint.port}`, String(requests), String(CONNECTIONS)])
}

async function metered(argv: readonly string[]): Promise<Ended> {
  const start = performance.now()
  const child = spawn(process.execPath, argv, { env, cwd: folder, stdio: ['ignore', 'ignore', 'inherit', 'pipe'] })
  let text = ''
  child.stdio[3]?.on('data', data => (text += data))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${argv.slice(2).join(' ')} ended with ${code}.`)
  const { cpu, memory }: Meter = JSON.parse(text)
  return { cpu, memory, seconds: (performance.now() - start) / 1000 }
}

async function memoryOf(): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1])
}

/** Microseconds of processor that Redis has taken. */
async function redisTime(): Promise<number> {
  const text = readFileSync(`/proc/${redis.pid()}/stat`, 'utf8').split(' ')
  return (Number(text[13]) + Number(text[14])) * 10_000
}
