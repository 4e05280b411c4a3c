// A crowd of clients that all come at once for resized pictures.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { clientOf, type Reply } from '../../emulator/http/client.ts'
import { createFindings, type Findings } from './check.ts'
import { memoryOf, type ServerProcess, startServer } from './server.ts'

/** How much to do. */
export interface LoadSize {
  readonly connections: number
}

/** Megabytes that the server may hold at most. */
const MOST = 600

/** Megabytes that the second crowd may leave over what the first one took: nothing may pile up from one to the next. */
const GROWTH = 150

/** Sides of the pictures; most of the crowd wants the first one. */
const PICTURES = [
  [1024, 768],
  [640, 480],
  [800, 600],
  [1280, 960],
  [1600, 1200],
  [4000, 3000],
] as const

/** Runs the campaign; the result is what went wrong. */
export async function loadCampaign({ connections }: LoadSize): Promise<readonly string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'load-campaign-'))
  const root = path.join(folder, 'root')
  mkdirSync(path.join(root, 'photos'), { recursive: true })
  for (const [width, height] of PICTURES)
    writeFileSync(path.join(root, 'photos', `${width}.jpg`), await noise(width, height))
  const findings = createFindings()
  const server = startServer(root, folder)
  try {
    const endpoint = await server.endpoint
    const first = await crowd(connections, endpoint, server, findings)
    const second = await crowd(connections, endpoint, server, findings)
    const isSame = second.after <= first.peak + GROWTH
    findings.check(
      isSame,
      `The first crowd took ${first.peak.toFixed(0)} MB, the second left ${second.after.toFixed(0)} MB.`,
    )
  } finally {
    server.kill('SIGTERM')
    await server.ended
    rmSync(folder, { recursive: true })
  }
  return findings.failures
}

/** A picture with some detail, so that decoding it is work. */
async function noise(width: number, height: number): Promise<Buffer> {
  const grain = { create: { width, height, channels: 3, background: '#808080', noise: NOISE } } as const
  return sharp(grain).jpeg({ quality: 85 }).toBuffer()
}

const NOISE = { type: 'gaussian', mean: 128, sigma: 40 } as const

interface Answer {
  readonly reply: Reply
  readonly milliseconds: number
}

type Ask = (index: number) => Promise<Answer>

/** Half of the crowd wants the same, the others want different sizes of all pictures. */
function askerOf(endpoint: string): Ask {
  const send = clientOf({ endpoint })
  return async index => {
    const isSame = index % 2 === 0
    const [width] = PICTURES[isSame ? 0 : ((index - 1) / 2) % PICTURES.length] ?? PICTURES[0]
    const process = `image/resize,w_${isSame ? 100 : 50 + (index % 200)}`
    const start = performance.now()
    const reply = await send({ bucket: 'photos', key: `${width}.jpg`, query: [['x-oss-process', process]] })
    return { reply, milliseconds: performance.now() - start }
  }
}

/** Megabytes that the server has held at most, and holds now. */
interface Held {
  readonly peak: number
  readonly after: number
}

/** Sends all at once and looks at the answers. */
async function crowd(connections: number, endpoint: string, { pid }: ServerProcess, findings: Findings): Promise<Held> {
  const ask = askerOf(endpoint)
  await ask(0)
  const start = performance.now()
  const answers = await Promise.all(Array.from({ length: connections }, (_, index) => ask(index)))
  const seconds = (performance.now() - start) / 1000
  for (const answer of answers) checkAnswer(answer, findings)
  const last = await ask(1)
  findings.check(last.reply.status === 200, `After the crowd a request was answered with ${last.reply.status}.`)
  const peak = memoryOf(pid, 'VmHWM')
  findings.check(peak <= MOST, `The server held ${peak.toFixed(0)} MB; at most ${MOST} are expected.`)
  await pause(2000)
  const after = memoryOf(pid, 'VmRSS')
  const busy = answers.filter(({ reply }) => reply.status === 503).length
  const times = answers.map(({ milliseconds }) => milliseconds / 1000).toSorted((a, b) => a - b)
  process.stdout.write(
    `load: ${connections} connections at once, ${connections - busy} answered and ${busy} sent away within ${seconds.toFixed(1)} s, ` +
      `median ${times[times.length >> 1]?.toFixed(1)} s, longest ${times.at(-1)?.toFixed(1)} s; ` +
      `${peak.toFixed(0)} MB at most, ${after.toFixed(0)} MB after; then a request took ${last.milliseconds.toFixed(0)} ms\n`,
  )
  return { peak, after }
}

function checkAnswer({ reply }: Answer, { check }: Findings): void {
  const { status, headers, bytes, text } = reply
  const isBusy = status === 503 && headers.has('retry-after')
  check(isBusy || status === 200, `A request was answered with ${status}: ${text.slice(0, 200)}`)
  if (status === 200) check(isJpeg(bytes), 'A picture was answered that is none.')
}

const isJpeg = (bytes: Buffer): boolean =>
  bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9
