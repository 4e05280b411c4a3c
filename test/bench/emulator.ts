import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { findFfmpeg, runMedia } from '../../src/emulator/engine/index.ts'
import type * as library from '../../src/emulator/index.ts'
import { parseTree } from '../../src/language/parser.ts'
import type * as requests from '../../src/request/index.ts'
import { processesWith } from '../campaign/emulator/children.ts'
import { memoryOf, type ServerProcess, startServer } from '../campaign/emulator/server.ts'
import { stringOf } from '../emulator/tasks/setup.ts'
import { median, type Row } from './measure.ts'
import { servingRows } from './serving.ts'

const root = path.join(import.meta.dirname, '../..')
const emulator: typeof library = await import(pathToFileURL(path.join(root, 'dist/emulator.js')).href)
const { sign, url }: typeof requests = await import(pathToFileURL(path.join(root, 'dist/request.js')).href)
const { LOCAL_CREDENTIALS } = emulator

/** The local OSS: its engines against what they are made of, its answers, its start. */
export async function emulatorRows(): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-bench-'))
  try {
    const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
    return [
      ...(hasFfmpeg ? await animationRows(folder) : []),
      ...(await servingRows(folder)),
      ...(hasFfmpeg ? [await submissionRow(folder)] : []),
      ...(await startRows(folder)),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Objects and pictures over HTTP, without all else. */
export async function servedRows(): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-bench-'))
  try {
    return await servingRows(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Work = () => Promise<unknown>

/** Medians of what two pieces of work take, in turns. */
async function compare(turns: number, first: Work, second: Work) {
  const times: [number[], number[]] = [[], []]
  for (let turn = -2; turn < turns; turn++) {
    for (const [index, work] of [first, second].entries()) {
      const start = performance.now()
      await work()
      if (turn >= 0) times[index]?.push(performance.now() - start)
    }
  }
  return times.map(median)
}

const SIZE = '320:180'

/** Two passes as one writes them by hand, against the same through the engine. */
async function animationRows(folder: string): Promise<readonly Row[]> {
  const clip = path.join(folder, 'clip.mp4')
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=30:duration=8', '-pix_fmt', 'yuv420p']
  execFileSync('ffmpeg', ['-v', 'error', ...source, '-c:v', 'libx264', clip])
  const [palette, output] = [path.join(folder, 'palette.png'), path.join(folder, 'plain.gif')]
  const scale = `fps=10,scale=${SIZE}`
  const passes = [
    ['-i', clip, '-vf', `${scale},palettegen`, palette],
    ['-i', clip, '-i', palette, '-filter_complex', `${scale}[x];[x][1:v]paletteuse=dither=bayer:bayer_scale=5`, output],
  ]
  const plain = async () => {
    for (const pass of passes) {
      const child = spawn('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...pass], { stdio: 'ignore' })
      await once(child, 'exit')
    }
  }
  const found = await findFfmpeg({ environment: { PATH: process.env.PATH } })
  const [stage] = parseTree('video/animation,f_gif,w_320,h_180,inter_100').tree.stages
  if (!found.ok || stage?.kind !== 'stage') throw new Error('There is no ffmpeg.')
  const engine = () => runMedia(found.value, clip, stage, { directory: folder })
  const [ours = 0, theirs = 0] = await compare(9, engine, plain)
  const memory = { ours: await peakOf(folder, engine), theirs: await peakOf(folder, plain) }
  const detail = `${ours.toFixed(0)} ms; the two commands ${theirs.toFixed(0)} ms`
  return [
    { name: 'video/animation / plain ffmpeg in two passes', value: ours / theirs, unit: 'x', limit: 1.5, detail },
    {
      name: 'memory of ffmpeg at its peak / plain ffmpeg',
      value: memory.ours / memory.theirs,
      unit: 'x',
      limit: 1.2,
      detail: `${memory.ours.toFixed(0)} MB; the two commands ${memory.theirs.toFixed(0)} MB`,
    },
  ]
}

/** Megabytes of the largest process that names a folder in its command line, while some work runs; median of some runs. */
async function peakOf(folder: string, work: () => Promise<unknown>): Promise<number> {
  const peaks: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    let [peak, isDone] = [0, false]
    const working = work().finally(() => {
      isDone = true
    })
    while (!isDone) {
      for (const pid of processesWith(folder)) peak = Math.max(peak, memoryNow(pid))
      await pause(5)
    }
    await working
    peaks.push(peak)
  }
  return median(peaks)
}

/** 0 for a process that has just ended. */
function memoryNow(pid: number): number {
  try {
    return memoryOf(pid, 'VmHWM') || 0
  } catch {
    return 0
  }
}

type Sent = Pick<requests.OssRequest, 'endpoint' | 'method' | 'bucket' | 'key' | 'query'> & { readonly body?: string }

/** Signs and sends a request and reads the answer, which has to be 200. */
async function send(agent: Agent, { body = '', ...request }: Sent): Promise<Buffer> {
  const signed = sign({ ...request, headers: {}, body: '' }, LOCAL_CREDENTIALS, { region: 'cn-hangzhou' })
  const headers = { ...signed.headers, 'Content-Length': Buffer.byteLength(body) }
  const outgoing = httpRequest(url(signed), { agent, method: request.method, headers }).end(body)
  const [incoming] = await once(outgoing, 'response')
  const bytes = await buffer(incoming)
  if (incoming.statusCode !== 200) throw new Error(bytes.toString())
  return bytes
}

const [CONNECTIONS, SUBMISSIONS, ROUNDS] = [50, 2000, 10]

/** Accepting tasks while the workers are busy: read, verified, checked, written to the journal, synced, answered. */
async function submissionRow(folder: string): Promise<Row> {
  const served = path.join(folder, 'served')
  mkdirSync(path.join(served, 'films'), { recursive: true })
  copyFileSync(path.join(root, 'test/fixtures/media/numbered-2s.mp4'), path.join(served, 'films/clip.mp4'))
  const server = startServer(served, folder, [], { OSS_PROCESS_FFMPEG: sleepyFfmpeg(folder) })
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const text = stringOf('video/animation,f_gif,w_100,h_100,inter_1000', 'made/{barename}-{t_sec}.gif', 'made')
  const query = [['x-oss-async-process', '']] as const
  const body = `x-oss-async-process=${text}`
  try {
    const endpoint = await server.endpoint
    const submit = () => send(agent, { endpoint, method: 'POST', bucket: 'films', key: 'clip.mp4', query, body })
    const rounds: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      let left = SUBMISSIONS
      const start = performance.now()
      const client = async () => {
        while (left-- > 0) await submit()
      }
      await Promise.all(Array.from({ length: CONNECTIONS }, client))
      rounds.push((performance.now() - start) / SUBMISSIONS)
    }
    // The quickest round: two processes are at it, and neighbours only slow them down.
    const value = Math.min(...rounds)
    const rates = [value, median(rounds)].map(each => (1000 / each).toFixed(0))
    const detail = `${rates[0]} a second over ${CONNECTIONS} connections; median of the rounds ${rates[1]}`
    return { name: 'accept a task: verify, check, write, sync, answer', value, unit: 'ms', limit: 1, detail }
  } finally {
    agent.destroy()
    await stop(server)
  }
}

/** A program that answers what it was built with as ffmpeg does, and then sleeps over its work. */
function sleepyFfmpeg(folder: string): string {
  const file = path.join(folder, 'ffmpeg')
  writeFileSync(
    file,
    '#!/bin/sh\ncase "$1" in -encoders|-filters) exec "$(command -v ffmpeg)" "$@" ;; esac\nexec sleep 600\n',
  )
  writeFileSync(path.join(folder, 'ffprobe'), '#!/bin/sh\nexec sleep 600\n')
  for (const name of ['ffmpeg', 'ffprobe']) chmodSync(path.join(folder, name), 0o755)
  return file
}

async function stop(server: ServerProcess): Promise<void> {
  server.kill('SIGTERM')
  await server.ended
}

/** From the start of the command to its first answer, against Node doing nothing; and what it holds when it has nothing to do. */
async function startRows(folder: string): Promise<readonly Row[]> {
  const served = path.join(folder, 'started')
  const serve = async () => {
    const server = startServer(served, folder)
    await (await fetch(await server.endpoint)).arrayBuffer()
    return server
  }
  const times: [number[], number[]] = [[], []]
  for (let turn = -2; turn < 15; turn++) {
    const start = performance.now()
    const server = await serve()
    const answered = performance.now()
    await stop(server)
    const stopped = performance.now()
    await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
    if (turn < 0) continue
    times[0].push(answered - start)
    times[1].push(performance.now() - stopped)
  }
  const server = await serve()
  await pause(1000)
  const memory = memoryOf(server.pid, 'VmRSS')
  await stop(server)
  const [ours = 0, theirs = 0] = times.map(median)
  const detail = `${ours.toFixed(0)} ms; node -e 0 ${theirs.toFixed(0)} ms`
  return [
    { name: 'serve until it answers / node -e 0', value: ours / theirs, unit: 'x', limit: 6, detail },
    { name: 'memory of serve with nothing to do', value: memory, unit: 'MB', limit: 120, detail: 'resident set' },
  ]
}
