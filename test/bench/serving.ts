import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createInterface } from 'node:readline'
import sharp from 'sharp'
import { Pool } from 'undici'
import { LOCAL_CREDENTIALS } from '../../src/emulator/index.ts'
import { presign, sign, url } from '../../src/request/index.ts'
import { startServer } from '../campaign/emulator/server.ts'
import { median, type Row } from './measure.ts'

/*
 * The local OSS beside servers that do no more than the work itself. All run as processes of their own, and in turns; what counts is the
 * processor time of a server with all of its processes, as the wall clock also counts what the neighbours on the machine do.
 */

/** A server under load. */
interface Server {
  readonly pid: number
  readonly origin: string
  stop(): Promise<void>
}

/** One request, made anew each time. */
interface Asked {
  readonly method: 'GET' | 'PUT'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
}

type Ask = () => Asked

const CONNECTIONS = 16
const TURNS = 9

/** What one server needs: milliseconds of processor time for a request, and requests a second; medians of the turns. */
interface Measured {
  readonly time: number
  readonly rate: number
}

/** Several servers in turns. */
async function compare(
  asked: readonly (readonly [server: Server, ask: Ask])[],
  connections: number,
  requests: number,
): Promise<readonly Measured[]> {
  const turns = asked.map((): { times: number[]; rates: number[] } => ({ times: [], rates: [] }))
  for (let turn = -1; turn < TURNS; turn++) {
    for (const [index, [server, ask]] of asked.entries()) {
      const [before, start] = [processorTime(server.pid), performance.now()]
      await load(server, ask, connections, requests)
      if (turn < 0) continue
      turns[index]?.times.push((processorTime(server.pid) - before) / requests)
      turns[index]?.rates.push((1000 * requests) / (performance.now() - start))
    }
  }
  return turns.map(({ times, rates }) => ({ time: median(times), rate: median(rates) }))
}

async function load({ origin }: Server, ask: Ask, connections: number, requests: number): Promise<void> {
  const pool = new Pool(origin, { connections, pipelining: 1 })
  let left = requests
  const client = async () => {
    while (left-- > 0) {
      const { statusCode, body } = await pool.request(ask())
      const bytes = await body.arrayBuffer()
      if (statusCode !== 200) throw new Error(`${statusCode}: ${Buffer.from(bytes)}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  await pool.close()
}

/** What /proc tells of a process. */
interface ProcessFacts {
  readonly pid: number
  readonly parent: number
  /** Milliseconds. */
  readonly time: number
}

/** The kernel counts in hundredths of a second. */
const TICK = 10

/** Empty for a process that has ended meanwhile. */
function readOf(pid: number, name: 'stat' | 'smaps_rollup'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

function factsOf(pid: number): ProcessFacts {
  const fields = readOf(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ')
  return { pid, parent: Number(fields[1]), time: (Number(fields[11]) + Number(fields[12])) * TICK }
}

/** A process with all that it has started. */
function familyOf(pid: number): readonly ProcessFacts[] {
  const all = readdirSync('/proc').map(Number).filter(Boolean).map(factsOf)
  const below = (of: number): readonly ProcessFacts[] =>
    all.filter(({ parent }) => parent === of).flatMap(each => [each, ...below(each.pid)])
  return [...all.filter(each => each.pid === pid), ...below(pid)]
}

const processorTime = (pid: number): number => familyOf(pid).reduce((sum, { time }) => sum + time, 0)

/** Megabytes that a process and its own hold now; what several of them share counts once. */
function memoryOf(pid: number): number {
  return familyOf(pid).reduce(
    (sum, each) => sum + Number(/^Pss:\s+(\d+) kB/m.exec(readOf(each.pid, 'smaps_rollup'))?.[1] ?? 0) / 1024,
    0,
  )
}

/** The most that is held while some work is done. */
async function peakOf({ pid }: Server, work: () => Promise<void>): Promise<number> {
  let peak = 0
  const look = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid))
  }, 50)
  await work()
  clearInterval(look)
  return peak
}

/** Starts a script that says its port. */
async function startScript(file: string, script: string): Promise<Server> {
  writeFileSync(file, `${script}.listen(0, '127.0.0.1', function () { console.log(this.address().port) })\n`)
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = await once(createInterface({ input: child.stdout }), 'line')
  const stop = async () => {
    child.kill()
    await once(child, 'exit')
  }
  return { pid: child.pid ?? 0, origin: `http://127.0.0.1:${port}`, stop }
}

const KEY = 'object.bin'
const OBJECT_BYTES = 10_240

/** The answer to GET, as short as it can be said. */
const READING = (file: string) => `
const { createServer } = require('node:http'), { readFile } = require('node:fs')
createServer((request, response) => readFile(${JSON.stringify(file)}, (_, bytes) => {
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': bytes.length }).end(bytes)
}))`

/** What keeps an object: its bytes on the disk before the answer. */
const WRITING = (folder: string) => `
const { createServer } = require('node:http'), { open } = require('node:fs/promises')
let number = 0
createServer(async (request, response) => {
  const parts = []
  for await (const part of request) parts.push(part)
  const handle = await open(${JSON.stringify(folder)} + '/' + number++, 'w')
  await handle.writeFile(Buffer.concat(parts))
  await handle.sync()
  await handle.close()
  response.writeHead(200, { 'Content-Length': 0 }).end()
})`

/** One picture, made by sharp in the server itself. */
const RESIZING = (file: string) => `
const { createServer } = require('node:http'), { readFile } = require('node:fs/promises')
const sharp = require(${JSON.stringify(createRequire(import.meta.url).resolve('sharp'))})
createServer(async (request, response) => {
  const bytes = await sharp(await readFile(${JSON.stringify(file)})).resize(200, 150, { fit: 'fill' }).jpeg({ quality: 85 }).toBuffer()
  response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': bytes.length }).end(bytes)
})`

const IPX_VERSION = '3.1.1'

/** A server of pictures that others use, put into a folder for the time of the measurement; undefined where it cannot be had. */
async function startIpx(folder: string, pictures: string): Promise<Server | undefined> {
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}')
  try {
    const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    execFileSync('npm', ['install', ...quiet, `ipx@${IPX_VERSION}`], { cwd: folder, stdio: 'ignore', timeout: 120_000 })
  } catch {
    return undefined
  }
  const script = `
const { createServer } = require('node:http')
const { createIPX, createIPXNodeServer, ipxFSStorage } = require('ipx')
createServer(createIPXNodeServer(createIPX({ storage: ipxFSStorage({ dir: ${JSON.stringify(pictures)} }) })))`
  return startScript(path.join(folder, 'server.cjs'), script)
}

async function makePicture(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const grain = { create: { width: 400, height: 300, channels: 3, background: '#808080', noise } } as const
  return sharp(await sharp(grain).png().toBuffer())
    .resize(1600, 1200)
    .jpeg({ quality: 85 })
    .toBuffer()
}

/** Objects and pictures over HTTP beside bare servers. */
export async function servingRows(temporary: string): Promise<readonly Row[]> {
  const folder = path.join(temporary, 'serving')
  const [root, bucket, written] = [
    path.join(folder, 'root'),
    path.join(folder, 'root/media'),
    path.join(folder, 'written'),
  ]
  for (const each of [bucket, written]) mkdirSync(each, { recursive: true })
  writeFileSync(path.join(bucket, KEY), Buffer.alloc(OBJECT_BYTES, 'object'))
  writeFileSync(path.join(bucket, 'picture.jpg'), await makePicture())
  const started = startServer(root, folder)
  const stop = async () => {
    started.kill('SIGTERM')
    await started.ended
  }
  const ours: Server = { pid: started.pid, origin: await started.endpoint, stop }
  const [file, picture] = [path.join(bucket, KEY), path.join(bucket, 'picture.jpg')]
  const reading = await startScript(path.join(folder, 'reading.cjs'), READING(file))
  const writing = await startScript(path.join(folder, 'writing.cjs'), WRITING(written))
  const resizing = await startScript(path.join(folder, 'resizing.cjs'), RESIZING(picture))
  const ipx = await startIpx(path.join(folder, 'ipx'), bucket)
  try {
    return [...(await objectRows(ours, reading, writing)), ...(await pictureRows(ours, resizing, ipx))]
  } finally {
    for (const server of [ours, reading, writing, resizing, ...(ipx ? [ipx] : [])]) await server.stop()
  }
}

const bare: Ask = () => ({ method: 'GET', path: '/' })

function row(name: string, measured: readonly Measured[], limit: number): Row {
  const [time = 0, other = 0] = measured.map(each => each.time)
  const [rate = 0, otherRate = 0] = measured.map(each => each.rate)
  const times = `${time.toFixed(2)} ms of processor time against ${other.toFixed(2)} ms`
  const detail = `${times}; ${rate.toFixed(0)} requests a second against ${otherRate.toFixed(0)}`
  return { name, value: time / other, unit: 'x', limit, detail }
}

async function objectRows(ours: Server, reading: Server, writing: Server): Promise<readonly Row[]> {
  const request = { endpoint: ours.origin, bucket: 'media', headers: {}, body: '' } as const
  const got: Ask = () => {
    const signed = sign({ ...request, method: 'GET', key: KEY, query: [] }, LOCAL_CREDENTIALS, {
      region: 'cn-hangzhou',
    })
    return { method: 'GET', path: new URL(url(signed)).pathname, headers: signed.headers }
  }
  const body = Buffer.alloc(OBJECT_BYTES, 'object')
  let number = 0
  const put: Ask = () => {
    const key = `put/${number++}`
    const signed = sign({ ...request, method: 'PUT', key, query: [] }, LOCAL_CREDENTIALS, { region: 'cn-hangzhou' })
    return { method: 'PUT', path: new URL(url(signed)).pathname, headers: signed.headers, body }
  }
  const read = await compare(
    [
      [ours, got],
      [reading, bare],
    ],
    CONNECTIONS,
    1000,
  )
  const write = await compare(
    [
      [ours, put],
      [writing, () => ({ method: 'PUT', path: '/', body })],
    ],
    CONNECTIONS,
    100,
  )
  return [
    row('GET of 10 kB, signed / a bare server that reads the file', read, 2),
    row('PUT of 10 kB, signed and synced / a bare server that writes and syncs', write, 6),
  ]
}

async function pictureRows(ours: Server, resizing: Server, ipx: Server | undefined): Promise<readonly Row[]> {
  const query = [['x-oss-process', 'image/resize,w_200']] as const
  const request = {
    endpoint: ours.origin,
    method: 'GET',
    bucket: 'media',
    key: 'picture.jpg',
    query,
    headers: {},
    body: '',
  }
  const { pathname, search } = new URL(presign(request, LOCAL_CREDENTIALS, { region: 'cn-hangzhou' }))
  const resized: Ask = () => ({ method: 'GET', path: pathname + search })
  const byIpx: Ask = () => ({ method: 'GET', path: '/w_200/picture.jpg' })
  const one = await compare(
    [
      [ours, resized],
      [resizing, bare],
    ],
    1,
    50,
  )
  const many = await compare(
    [
      [ours, resized],
      [resizing, bare],
    ],
    CONNECTIONS,
    100,
  )
  const memory = await peakOf(ours, () => load(ours, resized, CONNECTIONS, 300))
  const name = `resize,w_200, ${CONNECTIONS} connections / ipx ${IPX_VERSION}`
  const memoryName = `memory at the peak of that / ipx ${IPX_VERSION}`
  const rows = [
    row('resize,w_200 of 1600 x 1200, one connection / a bare server with sharp', one, 1.05),
    row(`resize,w_200, ${CONNECTIONS} connections / a bare server with sharp`, many, 1.11),
  ]
  if (!ipx) {
    const missing = { value: 'not installed', unit: 'x', limit: 1, detail: 'no registry' } as const
    return [...rows, { name, ...missing }, { name: memoryName, ...missing }]
  }
  const times = await compare(
    [
      [ours, resized],
      [ipx, byIpx],
    ],
    CONNECTIONS,
    100,
  )
  const theirs = await peakOf(ipx, () => load(ipx, byIpx, CONNECTIONS, 300))
  const detail = `${memory.toFixed(0)} MB of all processes; ipx ${theirs.toFixed(0)} MB`
  return [...rows, row(name, times, 1), { name: memoryName, value: memory / theirs, unit: 'x', limit: 1, detail }]
}
