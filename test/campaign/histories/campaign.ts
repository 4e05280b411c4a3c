// Clients that write and read a few keys at the same time, while the server is killed and its disk fills up; then each history is checked.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Call, clientOf, type Reply } from '../../emulator/http/client.ts'
import { type ServerProcess, startServer } from '../emulator/server.ts'
import { randomFrom } from '../submit/random.ts'
import { createRound, type Round, runClient } from './clients.ts'
import type { Operation } from './history.ts'
import { findViolation, Undecided } from './linearize.ts'

/** How much to do. */
export interface HistorySize {
  readonly operations: number
  readonly seed: number
  /** The script of another server. */
  readonly command?: string | undefined
}

/** What was done, and what was wrong. */
export interface HistoryReport {
  readonly operations: number
  readonly kills: number
  readonly unanswered: number
  readonly full: number
  readonly keys: number
  /** How often, by what. */
  readonly violations: ReadonlyMap<string, number>
  /** What was left out, and why. */
  readonly leftOut: readonly string[]
}

const CLIENTS = 8
/** Operations of one client in a round. */
const ROUND = 125
const BUCKET = 'histories'

/** Runs the campaign in a folder of its own. */
export async function historyCampaign({ operations, seed, command }: HistorySize): Promise<HistoryReport> {
  const random = randomFrom(seed)
  const folder = mkdtempSync(path.join(tmpdir(), 'histories-'))
  const disk = mountSmall(path.join(folder, 'small'))
  const violations = new Map<string, number>()
  const totals = { operations: 0, kills: 0, unanswered: 0, full: 0, keys: 0 }
  try {
    for (let number = 0; totals.operations < operations; number++) {
      const isFull = disk !== undefined && number % 5 === 4
      const root = isFull ? disk : path.join(folder, 'large')
      totals.kills += await runRound(number, { root, folder, isFull, random, command }, violations, totals)
    }
  } finally {
    if (disk) execFileSync('umount', ['--lazy', disk])
    rmSync(folder, { recursive: true, force: true })
  }
  const leftOut = disk ? [] : ['the full disk: no small file system can be mounted here']
  return { ...totals, violations, leftOut }
}

/** A file system of a few megabytes; undefined where it cannot be had. */
function mountSmall(place: string): string | undefined {
  mkdirSync(place)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', place], { stdio: 'ignore' })
    return place
  } catch {
    return undefined
  }
}

interface RoundSetup {
  readonly root: string
  readonly folder: string
  readonly isFull: boolean
  readonly random: () => number
  readonly command: string | undefined
}

/** One round on new keys, with a server of its own that is killed now and then while there is room; the result is how often. */
async function runRound(
  number: number,
  { root, folder, isFull, random, command }: RoundSetup,
  violations: Map<string, number>,
  totals: { operations: number; unanswered: number; full: number; keys: number },
): Promise<number> {
  const temporary = path.join(folder, 'temporary')
  mkdirSync(temporary, { recursive: true })
  const start = () => startServer(root, temporary, ['--bucket', BUCKET], {}, command)
  let server = start()
  let endpoint = server.endpoint
  const send = async (call: Call): Promise<Reply> => clientOf({ endpoint: await endpoint })(call)
  const names = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${number}/${name}${at}`)
  const bytes = isFull ? () => 1000 + Math.floor(random() * 200_000) : () => (random() < 0.9 ? 600 : 70_000)
  const keys = { bucket: BUCKET, keys: names('key', 5), logs: names('log', 2) }
  const round = createRound({ ...keys, bytes, mayFail: isFull, send })
  const stop = new AbortController()
  const clients = Array.from({ length: CLIENTS }, (_, at) => {
    const client = { round, number: at, random: randomFrom(random() * 2 ** 32) }
    return runClient(client, ROUND, stop.signal)
  })
  const ended = Promise.all(clients).then(() => true)
  let kills = 0
  while (!isFull && number % 3 !== 0 && !(await Promise.race([ended, pause(150 + random() * 500).then(() => false)]))) {
    await endpoint
    endpoint = (async () => {
      await kill(server)
      server = start()
      return server.endpoint
    })()
    kills++
    await endpoint
  }
  await ended
  if (isFull) await checkRecovery(round, violations)
  await kill(server)
  judge(round, violations)
  rmSync(path.join(root, BUCKET), { recursive: true, force: true })
  rmSync(path.join(root, '.oss-process'), { recursive: true, force: true })
  for (const name of ['operations', 'unanswered', 'full'] as const) totals[name] += round.counts[name]
  totals.keys += round.histories.size
  return kills
}

async function kill(server: ServerProcess): Promise<void> {
  server.kill('SIGKILL')
  await server.ended
}

/** When space is there again, the same server goes on. */
async function checkRecovery(round: Round, violations: Map<string, number>): Promise<void> {
  for (const key of [...round.keys, ...round.logs]) {
    const start = performance.now()
    const reply = await round.send({ method: 'DELETE', bucket: round.bucket, key })
    if (reply.status !== 204) count(violations, `after a full disk DELETE is answered with ${reply.status}`)
    const end = performance.now()
    round.histories.get(key)?.push({ client: CLIENTS, start, end, action: { kind: 'delete' } })
  }
  // Uploads that came to nothing hold their parts until somebody gives them up.
  const uploads = await round.send({ bucket: round.bucket, query: [['uploads', '']] })
  for (const upload of uploads.fields('Upload')) {
    const [, key = '', id = ''] = /<Key>(.*?)<\/Key><UploadId>(.*?)<\/UploadId>/.exec(upload) ?? []
    const aborted = await round.send({ method: 'DELETE', bucket: round.bucket, key, query: [['uploadId', id]] })
    if (aborted.status !== 204) count(violations, `after a full disk an abort is answered with ${aborted.status}`)
  }
  const reply = await round.send({ method: 'PUT', bucket: round.bucket, key: 'after', body: 'x' })
  if (reply.status !== 200) count(violations, `after a full disk PUT is answered with ${reply.status}`)
}

function count(violations: Map<string, number>, text: string): void {
  const kind = text.replace(/"[^"]*"/g, '"..."')
  violations.set(kind, (violations.get(kind) ?? 0) + 1)
}

/** Counts what is wrong with a round. */
export function judge(round: Round, violations: Map<string, number>): void {
  for (const fault of round.faults) count(violations, fault)
  for (const [key, history] of round.histories) {
    const violation = violationOf(key, history, round)
    if (violation) count(violations, violation)
  }
}

/** What is counted for a history of more orders than can be tried: a busy machine makes some. It is no violation. */
export const UNDECIDED = 'whether an order explains a history was not decided'

/** Most histories are in order with the versions that copies alone can have brought; only where they are not, all versions are tried. */
function violationOf(key: string, history: readonly Operation[], round: Round): string | undefined {
  const copied = copiesTo(key, round)
  const own = new Set(history.flatMap(({ action }) => ('version' in action ? [action.version] : [])))
  const foreign = copied.filter(({ action }) => 'version' in action && !own.has(action.version))
  try {
    if (!findViolation([...history, ...foreign])) return undefined
    const violation = findViolation([...history, ...copied])
    return violation && `no order explains a ${violation.action.kind}${seenBy(violation)}`
  } catch (error) {
    if (error instanceof Undecided) return `${UNDECIDED} in ${error.message}`
    throw error
  }
}

const seenBy = ({ action }: Operation): string =>
  'seen' in action ? ` that saw ${action.seen === undefined ? 'nothing' : 'a version'}` : ''

/** A copy without an answer may have made any version of its source; of interest are those that somebody has read. */
function copiesTo(key: string, round: Round): Operation[] {
  const read = new Set(round.histories.get(key)?.flatMap(({ action }) => ('seen' in action ? [action.seen] : [])))
  return round.copies
    .filter(({ to }) => to === key)
    .flatMap(({ client, from, start }) => {
      const versions = [...versionsAt(from, round)].filter(version => read.has(version))
      return versions.map((version): Operation => ({ client, start, action: { kind: 'put', version } }))
    })
}

/** The versions that a key may have had: that were written to it, and those of other keys that a copy without an answer may have brought. */
function versionsAt(key: string, round: Round, seen: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const written = round.histories.get(key)?.flatMap(({ action }) => ('version' in action ? [action.version] : [])) ?? []
  const sources = round.copies.filter(({ to, from }) => to === key && !seen.has(from)).map(({ from }) => from)
  const below = new Set([...seen, key])
  return new Set([...written, ...sources.flatMap(from => [...versionsAt(from, round, below)])])
}
