// Kills the local OSS again and again while it takes and runs tasks, and holds what is left against what it had answered.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Call, clientOf, type Reply } from '../../emulator/http/client.ts'
import { randomFrom } from '../submit/random.ts'
import { checkAftermath } from './aftermath.ts'
import { createFindings, type Findings } from './check.ts'
import { lifetimeOf, processesWith } from './children.ts'
import { type Accepted, type Job, makeJob, SOURCES } from './jobs.ts'
import { startReceiver } from './receiver.ts'
import { type ServerProcess, startServer } from './server.ts'

/** How much to do. */
export interface CrashSize {
  readonly kills: number
  /** Tasks that are submitted for each kill. */
  readonly tasks: number
  readonly seed: number
}

const FIXTURES = path.join(import.meta.dirname, '../../fixtures/media')

/** A child may live on so long after its server, in ms. */
const LONGEST_LIFE = 5000

/** What the lives of the server share. */
interface Campaign extends Findings {
  readonly root: string
  /** Where the server puts temporary files. */
  readonly temporary: string
  readonly notifyUrl: string
  readonly random: () => number
  readonly accepted: Accepted[]
  /** Children of killed servers that are still waited for. */
  readonly watches: Promise<void>[]
  readonly counts: { submitted: number; unanswered: number; early: number; killed: number; longest: number }
}

/** Runs the campaign; the result is what went wrong. */
export async function crashCampaign({ kills, tasks, seed }: CrashSize): Promise<readonly string[]> {
  const random = randomFrom(seed)
  const receiver = await startReceiver(randomFrom(seed + 1))
  const folder = mkdtempSync(path.join(tmpdir(), 'crash-campaign-'))
  const counts = { submitted: 0, unanswered: 0, early: 0, killed: 0, longest: 0 }
  const { failures, check } = createFindings()
  const [root, temporary] = [path.join(folder, 'root'), path.join(folder, 'temporary')]
  const campaign: Campaign = {
    root,
    temporary,
    notifyUrl: receiver.url,
    random,
    accepted: [],
    watches: [],
    counts,
    failures,
    check,
  }
  prepare(campaign)
  for (let life = 0; life < kills; life++) await live(campaign, tasks)
  await Promise.all(campaign.watches)
  const server = start(campaign)
  const totals = await checkAftermath({ ...campaign, endpoint: await server.endpoint, receiver })
  server.kill('SIGTERM')
  await server.ended
  await receiver.close()
  checkLeftovers(campaign, [])
  const { early, killed, longest, unanswered } = counts
  process.stdout.write(
    `crash: ${kills} kills (${early} of them before it listened), ${campaign.accepted.length} tasks accepted, ${unanswered} requests ` +
      `without an answer; ${totals}; ${killed} children were running, the last one lived on for ${longest.toFixed(0)} ms; seed ${seed}\n`,
  )
  if (failures.length === 0) rmSync(folder, { recursive: true })
  return failures
}

function prepare({ root, temporary }: Campaign): void {
  for (const name of ['films', 'made']) mkdirSync(path.join(root, name), { recursive: true })
  for (const name of SOURCES) copyFileSync(path.join(FIXTURES, name), path.join(root, 'films', name))
  mkdirSync(temporary)
}

const start = ({ root, temporary, notifyUrl }: Campaign): ServerProcess =>
  startServer(root, temporary, ['--workers', '2', '--notify-url', notifyUrl])

/** One life of the server: it starts, gets work and is killed at a moment that the seed tells, now and then before it listens. */
async function live(campaign: Campaign, tasks: number): Promise<void> {
  const { root, random, counts, check } = campaign
  const before = leftoversOf(campaign)
  const server = start(campaign)
  const isEarly = random() < 0.2
  if (isEarly) {
    counts.early++
    server.endpoint.catch(() => undefined)
    await pause(random() * 400)
  } else {
    const endpoint = await server.endpoint
    checkLeftovers(campaign, before)
    const life = new AbortController()
    const clients = Array.from({ length: 4 }, () => submitAll(campaign, endpoint, Math.ceil(tasks / 4), life.signal))
    await pause(random() * 1800)
    life.abort()
    server.kill('SIGKILL')
    await Promise.all(clients)
  }
  server.kill('SIGKILL')
  await server.ended
  const children = processesWith(root)
  counts.killed += children.length
  const gone = lifetimeOf(children, root, LONGEST_LIFE).then(lifetime => {
    check(lifetime !== undefined, `A child of a killed server still ran after ${LONGEST_LIFE} ms.`)
    counts.longest = Math.max(counts.longest, lifetime ?? 0)
  })
  campaign.watches.push(gone)
  // Half of the time the next server finds the children of the last one still there.
  if (random() < 0.5) await gone
}

/** Submits one task after the other until the server is killed. */
async function submitAll(campaign: Campaign, endpoint: string, most: number, life: AbortSignal): Promise<void> {
  const send = clientOf({ endpoint })
  for (let count = 0; count < most && !life.aborted; count++) {
    await submit(campaign, send, makeJob(campaign.counts.submitted++, campaign.random))
    await pause(campaign.random() * 600)
  }
}

async function submit(campaign: Campaign, send: (call: Call) => Promise<Reply>, job: Job): Promise<void> {
  const body = `x-oss-async-process=${job.process}`
  const query = [['x-oss-async-process', '']] as const
  const reply = await send({ method: 'POST', bucket: 'films', key: job.source, query, body }).catch(() => undefined)
  if (!reply) {
    campaign.counts.unanswered++
    return
  }
  campaign.check(reply.status === 200, `A submission was answered with ${reply.status}: ${reply.text}`)
  if (reply.status !== 200) return
  const { TaskId: taskId }: { TaskId: string } = JSON.parse(reply.text)
  campaign.accepted.push({ ...job, taskId })
}

/** What lies where only work in progress has files. */
function leftoversOf({ root, temporary }: Campaign): string[] {
  const state = path.join(root, '.oss-process')
  const files = existsSync(state) ? readdirSync(state, { recursive: true, encoding: 'utf8' }) : []
  const drafts = files
    .filter(name => /^tmp\/[^/]+$|\.tmp$|\.new$|\.old$/.test(name))
    .map(name => path.join(state, name))
  return [...drafts, ...readdirSync(temporary).map(name => path.join(temporary, name))]
}

function checkLeftovers(campaign: Campaign, before: readonly string[]): void {
  const now = leftoversOf(campaign)
  const left = before.length === 0 ? now : now.filter(file => before.includes(file))
  campaign.check(left.length === 0, `Left behind by a killed server: ${left.slice(0, 3).join(', ')}`)
}
