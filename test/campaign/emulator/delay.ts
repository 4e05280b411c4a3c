// What a client waits for others: small requests while one large picture after the other is made for somebody else.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { type Call, clientOf } from '../../emulator/http/client.ts'
import { createFindings } from './check.ts'
import { startServer } from './server.ts'

/** How much to do. */
export interface DelaySize {
  /** Requests of each kind, with nobody else there and beside a large picture. */
  readonly requests: number
}

/** Milliseconds that a picture may keep another client waiting. */
const MOST = 200

const processed = (key: string, text: string): Call => ({ bucket: 'photos', key, query: [['x-oss-process', text]] })

/** What the other client asks for. */
const SMALL: readonly (readonly [name: string, call: Call])[] = [
  ['GET', { bucket: 'photos', key: 'small.jpg' }],
  ['image/info', processed('small.jpg', 'image/info')],
  ['image/resize,w_100', processed('small.jpg', 'image/resize,w_100')],
]
const LARGE = processed('large.png', 'image/blur,r_50,s_50')

/** Runs the campaign; the result is what went wrong. */
export async function delayCampaign({ requests }: DelaySize): Promise<readonly string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'delay-campaign-'))
  const photos = path.join(folder, 'root/photos')
  mkdirSync(photos, { recursive: true })
  const plain = { channels: 3, background: '#205080' } as const
  writeFileSync(
    path.join(photos, 'small.jpg'),
    await sharp({ create: { width: 800, height: 600, ...plain } })
      .jpeg()
      .toBuffer(),
  )
  writeFileSync(
    path.join(photos, 'large.png'),
    await sharp({ create: { width: 4000, height: 4000, ...plain } })
      .png()
      .toBuffer(),
  )
  const findings = createFindings()
  const server = startServer(path.join(folder, 'root'), folder)
  try {
    const send = clientOf({ endpoint: await server.endpoint })
    const ask = async (call: Call) => {
      const start = performance.now()
      const { status, text } = await send(call)
      findings.check(status === 200, `A request was answered with ${status} ${text.slice(0, 200)}`)
      return performance.now() - start
    }
    const measure = async (call: Call) => {
      const times: number[] = []
      for (let at = 0; at < requests; at++) times.push(await ask(call))
      return times.toSorted((a, b) => a - b)
    }
    // A server that has run for a while has its processes.
    await Promise.all([ask(LARGE), ...SMALL.map(([, call]) => ask(call))])
    for (const [, call] of SMALL) await measure(call)
    const quiet = new Map<string, readonly number[]>()
    for (const [name, call] of SMALL) quiet.set(name, await measure(call))
    let [isOver, large] = [false, 0]
    const other = (async () => {
      for (; !isOver; large++) await ask(LARGE)
    })()
    for (const [name, call] of SMALL) {
      const [alone, beside] = [quiet.get(name) ?? [], await measure(call)]
      const [usual = 0, most = 0] = [alone[alone.length >> 1], beside.at(-1)]
      const all = [usual, beside[beside.length >> 1] ?? 0, most].map(time => `${time.toFixed(0)} ms`)
      process.stdout.write(
        `delay: ${name} takes ${all[0]} alone, ${all[1]} beside a large picture, ${all[2]} at most\n`,
      )
      findings.check(
        most - usual <= MOST,
        `${name} waited ${(most - usual).toFixed(0)} ms for a picture of somebody else.`,
      )
    }
    isOver = true
    await other
    process.stdout.write(`delay: ${requests} requests of each kind beside ${large} large pictures\n`)
  } finally {
    server.kill('SIGTERM')
    await server.ended
    rmSync(folder, { recursive: true })
  }
  return findings.failures
}
