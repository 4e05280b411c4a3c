// Submits thousands of jobs to a server that answers in wrong ways, kills the process again and again, tears and edits the journal, resumes, and counts.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { randomFrom } from './random.ts'
import { editAsWindows, readRecord, tear } from './record.ts'
import { type Fault, startServer } from './server.ts'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const JOBS = Number(values.jobs)
const KILLS = Number(values.kills)
const SEED = Number(values.seed)
const SECRET = 'example-secret-0123456789'
const COMMAND = path.join(import.meta.dirname, '../../../dist/bin.cjs')

/** How often each fault comes, in a thousand. */
const FAULTS: readonly (readonly [Fault, number])[] = [
  ['reset-before', 15],
  ['reset-after', 15],
  ['error-500', 15],
  ['busy-503', 15],
  ['skewed-403', 5],
  ['slow-body', 20],
  ['stalled-body', 1],
  ['truncated', 20],
  ['portal', 5],
  ['portal-302', 5],
  ['proxy-407', 5],
  ['gateway-502', 5],
  ['no-content', 5],
  ['no-task', 5],
  ['lower-case', 10],
  ['half-header', 5],
  ['no-length', 5],
  ['wrong-json', 5],
  ['json-list', 5],
  ['wrong-types', 5],
  ['redirect-307', 5],
  ['gone-410', 5],
  ['limit-429', 5],
  ['early-answer', 5],
]

function chooseFault(random: () => number): Fault {
  let place = random() * 1000
  for (const [fault, share] of FAULTS) {
    place -= share
    if (place < 0) return fault
  }
  return 'none'
}

interface Ended {
  readonly code: number | null
  readonly wasKilled: boolean
  readonly stdout: string
  readonly stderr: string
}

async function campaign(isTorn: boolean): Promise<string[]> {
  const random = randomFrom(SEED + (isTorn ? 1 : 0))
  const failures: string[] = []
  const check = (isRight: boolean, message: string) => {
    if (!isRight && failures.length < 20) failures.push(message)
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'submit-campaign-'))
  const journal = path.join(folder, 'journal')
  let settled: ReadonlySet<string> = new Set()
  let doubtful: ReadonlySet<string> = new Set()
  let mayResend = false
  let onRequest = () => {}
  let faultless = false
  const server = await startServer(SECRET, (_, { url }) => {
    const source = `oss://films/${decodeURIComponent(new URL(url).pathname).replace('/films/', '')}`
    check(!settled.has(source), `${source} was sent again although its receipt was written.`)
    check(mayResend || !doubtful.has(source), `${source} was sent again although it was in doubt.`)
    onRequest()
    return faultless ? 'none' : chooseFault(random)
  })
  writeFiles(folder, server.url)

  const run = (killAfter: number | undefined, ...more: string[]): Promise<Ended> =>
    new Promise(resolve => {
      // Both clients, and now and then the journal is made smaller first.
      const client = random() < 0.5 ? 'undici' : 'ali-oss'
      const compact = random() < 0.3 ? ['--compact'] : []
      const argv = [
        COMMAND,
        'submit',
        '--format',
        'json',
        '--journal',
        journal,
        '--concurrency',
        '32',
        '--client',
        client,
        ...compact,
      ]
      const child = spawn(process.execPath, [...argv, '--try-timeout', '2s', ...more, path.join(folder, 'r.yaml')], {
        env: { PATH: process.env.PATH, HOME: folder, OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: SECRET },
      })
      let [stdout, stderr, wasKilled] = ['', '', false]
      child.stdout.on('data', data => (stdout += data))
      child.stderr.on('data', data => (stderr += data))
      const kill = () => {
        wasKilled = true
        child.kill('SIGKILL')
      }
      let requests = 0
      const delay = random() * 5
      onRequest = () => {
        if (requests++ === killAfter) setTimeout(kill, delay)
      }
      child.once('close', code => resolve({ code, wasKilled, stdout, stderr }))
    })

  // Refused connections: now and then nobody listens.
  const pauses = setInterval(() => {
    if (!faultless) server.pause(100)
  }, 3000)
  let [kills, runs, tears] = [0, 0, 0]
  // Leaves some jobs for the runs at the end.
  const mean = (JOBS * 0.6) / (KILLS + 1)
  while (kills < KILLS && runs < KILLS * 3) {
    runs++
    const ended = await run(Math.floor(random() * 2 * mean))
    // What the killed process had on the wire still arrives.
    await new Promise(resolve => setTimeout(resolve, 50))
    if (ended.wasKilled) kills++
    else if (isFinished(ended)) break
    if (isTorn) {
      // Torn by a crash, or opened and saved by an editor of Windows.
      if (runs % 2 === 0) tear(journal, random)
      else editAsWindows(journal)
      tears++
    }
    ;({ done: settled, doubt: doubtful } = readRecord(journal))
  }

  faultless = true
  const listing = await run(undefined)
  const listed = new Set(eventsOf(listing).flatMap(({ event, source }) => (event === 'doubt' ? [String(source)] : [])))
  const record = readRecord(journal)
  check(
    listing.code === (record.doubt.size > 0 ? 6 : 0),
    `The run that lists ended with ${listing.code}: ${listing.stderr}`,
  )
  for (const source of record.doubt) check(listed.has(source), `${source} is in doubt and was not listed.`)
  check(listed.size === record.doubt.size, `${listed.size} were listed, ${record.doubt.size} are in doubt.`)
  check(
    record.done.size + record.doubt.size === JOBS,
    `${record.done.size} done and ${record.doubt.size} in doubt of ${JOBS}.`,
  )
  settled = record.done
  mayResend = true
  const last = await run(undefined, '--resend')
  clearInterval(pauses)
  check(last.code === 0, `The last run ended with ${last.code}: ${last.stderr}`)
  check(readRecord(journal).done.size === JOBS, 'Some jobs have no receipt at the end.')
  // One client writes the bare name with an equals sign.
  const accepted = new Set(server.taken.map(({ body, url }) => `${url.replace(/=$/, '')}\n${body}`))
  check(accepted.size === JOBS, `The server took ${accepted.size} different jobs of ${JOBS}.`)
  check(server.unsigned.length === 0, `${server.unsigned.length} requests were signed wrongly.`)
  check(kills === KILLS, `Only ${kills} of ${KILLS} kills happened before all jobs were done.`)
  await server.close()
  const twice = server.taken.length - accepted.size
  process.stdout.write(
    `${isTorn ? `journal torn or edited ${tears} times` : 'journal whole'}: ${JOBS} jobs, ${kills} kills, ${server.requests} requests, ` +
      `${accepted.size} taken, ${twice} of them twice (no answer came), ${listed.size} listed in doubt, seed ${SEED}\n`,
  )
  if (failures.length === 0) rmSync(folder, { recursive: true })
  return failures
}

function writeFiles(folder: string, url: string): void {
  const recipe = `version: 1
connection: { endpoint: '${url}', region: cn-hangzhou, bucket: films }
sources: { manifest: films.txt }
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/{barename}.gif
`
  writeFileSync(path.join(folder, 'r.yaml'), recipe)
  writeFileSync(
    path.join(folder, 'films.txt'),
    Array.from({ length: JOBS }, (_, index) => `film-${index}.mp4\n`).join(''),
  )
}

/** Whether a run that was not killed has gone through all jobs; those that gave up on faults are left to the next run. */
function isFinished(ended: Ended): boolean {
  const end = eventsOf(ended).at(-1)
  if (end?.event !== 'end') throw new Error(`The run ended with ${ended.code}: ${ended.stderr}`)
  return end.failed === 0
}

function eventsOf({ stdout }: Ended): { event: string; source?: string; failed?: number }[] {
  const lines = stdout.split('\n')
  // The last line may be cut off where the process was killed.
  return lines.slice(0, -1).map(line => JSON.parse(line))
}

const failures = [...(await campaign(false)), ...(await campaign(true))]
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`)
if (failures.length > 0) process.exitCode = 1
