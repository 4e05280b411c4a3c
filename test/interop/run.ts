// Runs the OSS clients of several languages, as their registries have them, against the local OSS.
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { CLIENTS, type Client, SIGNATURES } from './clients.ts'
import { attempt, type Outcome } from './session.ts'
import { isOnPath, NotFetched } from './toolchain.ts'

const NAMES = [...new Set(CLIENTS.flatMap(({ language, name }) => [language, name]))]
const cache =
  process.env.OSS_PROCESS_INTEROP_CACHE ?? path.join(import.meta.dirname, '../../node_modules/.cache/interop')

/** Three parts of 100 KiB and a shorter one, all different. */
const large = createHash('shake256', { outputLength: 350_000 }).update('large').digest()

/** More than the buffers between client and server hold: a client still sends it when it is refused. */
const heavy = Buffer.alloc(20_000_000, large)

/** Why a client cannot run here. */
interface Skipped {
  readonly reason: string
}

function write(text: string): void {
  process.stdout.write(`${text}\n`)
}

function titleOf({ language, name, version }: Client): string {
  return `${language} ${name} ${version}`
}

function failure(error: unknown): Outcome {
  return { passed: 0, expected: 0, failures: [error instanceof Error ? error.message : String(error)] }
}

async function runClient(client: Client, folder: string): Promise<readonly Outcome[] | Skipped> {
  const missing = client.needs.find(command => !isOnPath(command))
  if (missing !== undefined) return { reason: `no ${missing} on PATH` }
  try {
    const command = await client.prepare(cache)
    const { signatures = SIGNATURES } = client
    return await Promise.all(signatures.map(signature => attempt(client, command, signature, folder).catch(failure)))
  } catch (error) {
    return error instanceof NotFetched ? { reason: error.message } : [failure(error)]
  }
}

/** Prints the row of a client and tells whether all steps passed. */
function report(client: Client, outcomes: readonly Outcome[], seconds: number): boolean {
  const { signatures = SIGNATURES } = client
  const scores = outcomes.map(({ passed, expected }, index) => `${signatures[index]} ${passed}/${expected}`)
  write(`${titleOf(client).padEnd(44)} ${scores.join('  ')}  ${seconds.toFixed(1)} s`)
  for (const [index, { failures }] of outcomes.entries()) {
    for (const text of failures) write(`  FAILED ${signatures[index]} ${text.replaceAll('\n', ' ')}`)
  }
  return outcomes.every(({ failures }) => failures.length === 0)
}

async function runAll(clients: readonly Client[], folder: string): Promise<boolean> {
  let [passed, failed] = [0, 0]
  const skipped: string[] = []
  for (const client of clients) {
    const start = performance.now()
    const outcomes = await runClient(client, folder)
    if ('reason' in outcomes) {
      skipped.push(client.name)
      write(`skipped: ${titleOf(client)} (${outcomes.reason})`)
    } else if (report(client, outcomes, (performance.now() - start) / 1000)) passed++
    else failed++
  }
  const names = skipped.length > 0 ? ` (${[...new Set(skipped)].join(', ')})` : ''
  write(`interop: ${passed} clients passed, ${failed} failed, ${skipped.length} skipped${names}`)
  return failed === 0
}

async function main(only: readonly string[]): Promise<boolean> {
  const unknown = only.find(name => !NAMES.includes(name))
  if (unknown !== undefined) {
    write(`--only takes ${NAMES.join(', ')}; "${unknown}" is none of them.`)
    return false
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'interop-'))
  try {
    const picture = { width: 200, height: 160, channels: 3, background: '#2060a0' } as const
    await sharp({ create: picture }).png().toFile(path.join(folder, 'picture.png'))
    await writeFile(path.join(folder, 'large.bin'), large)
    await writeFile(path.join(folder, 'heavy.bin'), heavy)
    const clients = CLIENTS.filter(
      ({ language, name }) => only.length === 0 || only.includes(language) || only.includes(name),
    )
    return await runAll(clients, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
process.exitCode = (await main(values.only.split(',').filter(Boolean))) ? 0 : 1
