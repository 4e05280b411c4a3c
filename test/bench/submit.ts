import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Agent, request } from 'undici'
import type * as requests from '../../src/request/index.ts'
import type * as submission from '../../src/submit/index.ts'
import { median, type Row } from './measure.ts'

const root = path.join(import.meta.dirname, '../..')
const JOBS = 20_000
const AT_A_TIME = 64
const TURNS = 5
const PROCESS = 'video/animation,f_gif,w_100,inter_1000|sys/saveas,o_b3V0LmdpZg'

/** Answers every request as OSS answers one that it takes, and looks at none. */
const SERVER = `require('node:http').createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('x-oss-request-id', 'R1')
    response.end('{"EventId":"E1","RequestId":"R1","TaskId":"T1"}')
  })
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

/** Submitting jobs to a server on this machine that does nothing, against bare requests of the same size. */
export async function submitRows(): Promise<readonly Row[]> {
  const server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] })
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-bench-'))
  try {
    const endpoint = `http://127.0.0.1:${await portOf(server)}`
    const times: { readonly bare: number; readonly whole: number }[] = []
    for (let turn = -1; turn < TURNS; turn++) {
      const bare = await timed(() => sendBare(`${endpoint}/films/a.mp4?x-oss-async-process`))
      const whole = await timed(() => submitTo(endpoint, path.join(folder, `${turn}.journal`)))
      if (turn >= 0) times.push({ bare, whole })
    }
    const [bare, whole] = [median(times.map(time => time.bare)), median(times.map(time => time.whole))]
    const each = (time: number) => `${((time / JOBS) * 1000).toFixed(0)} us`
    const detail = `processor time of the sender: ${each(whole)} a job, ${each(bare)} a bare request`
    return [{ name: 'submit, 64 at a time / bare POSTs by undici', value: whole / bare, unit: 'x', limit: 2, detail }]
  } finally {
    server.kill()
    rmSync(folder, { recursive: true })
  }
}

async function portOf({ stdout }: ChildProcess): Promise<number> {
  const [line]: unknown[] = stdout ? await once(stdout, 'data') : []
  return Number(String(line))
}

/** Milliseconds of processor time. */
async function timed(run: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

async function sendBare(url: string): Promise<void> {
  const dispatcher = new Agent({ connections: AT_A_TIME })
  let left = JOBS
  const send = async () => {
    while (left-- > 0) {
      const answer = await request(url, { method: 'POST', body: `x-oss-async-process=${PROCESS}`, dispatcher })
      await answer.body.text()
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, send))
  await dispatcher.destroy()
}

async function submitTo(endpoint: string, file: string): Promise<void> {
  const { processRequest }: typeof requests = await import(entry('request'))
  const { createTransport, defaultOptions, openJournal, submit, toSendJob }: typeof submission = await import(
    entry('submit')
  )
  const credentials = { accessKeyId: 'example-id', accessKeySecret: 'example-secret-0123456789' }
  const transport = await createTransport({ credentials, version: 'v4', concurrency: AT_A_TIME, env: {} })
  const journal = await openJournal(file)
  function* jobs() {
    for (let at = 0; at < JOBS; at++) {
      const target = { endpoint, bucket: 'films', key: `raw/${at % 365}/clip-${at}.mp4` }
      yield toSendJob(processRequest('async', target, PROCESS), PROCESS, '', 'cn-hangzhou')
    }
  }
  const { accepted } = await submit(jobs(), journal, transport, { ...defaultOptions, concurrency: AT_A_TIME })
  if (accepted !== JOBS) throw new Error(`${accepted} of ${JOBS} jobs were accepted.`)
  await journal.close()
  transport.close()
}

function entry(name: string): string {
  return pathToFileURL(path.join(root, `dist/${name}.js`)).href
}
