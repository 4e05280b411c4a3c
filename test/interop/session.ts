import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { startLocalOss } from '../../src/emulator/index.ts'
import { reveal } from '../../src/request/index.ts'
import type { Client, Signature } from './clients.ts'
import { EXPECTATIONS, type Facts, type Session, TOOL_EXPECTATIONS } from './expectations.ts'
import { execute } from './toolchain.ts'

/** A client that takes longer is killed. */
const CLIENT_LIMIT = 90_000

const clip = path.join(import.meta.dirname, '../fixtures/media/numbered-10s.mkv')

const TSX = import.meta.resolve('tsx')

/** How a client did. */
export interface Outcome {
  readonly passed: number
  readonly expected: number
  readonly failures: readonly string[]
}

interface Line {
  readonly step: string
  readonly ok: boolean
  readonly detail: unknown
}

function parseLines(stdout: string): ReadonlyMap<string, Line> {
  const lines = stdout.split('\n').filter(text => text.startsWith('{'))
  return new Map(lines.map((text): [string, Line] => [JSON.parse(text).step, JSON.parse(text)]))
}

function stepsOf({ takes, lacks = [], lacksInV1 = [] }: Client, signature: Signature): readonly string[] {
  if (takes) return takes
  const left = signature === 'v1' ? [...lacks, ...lacksInV1] : lacks
  return Object.keys(EXPECTATIONS).filter(step => !left.includes(step))
}

async function problemOf(step: string, line: Line | undefined, session: Session): Promise<string | undefined> {
  if (!line) return 'The client did not report it.'
  if (!line.ok) return String(line.detail)
  try {
    const facts: Facts = Object(line.detail)
    const check = EXPECTATIONS[step] ?? TOOL_EXPECTATIONS[step]
    if (!check) return 'Nothing is expected of it.'
    await check(facts, session)
    return undefined
  } catch (error) {
    return `${error instanceof Error ? error.message : error} The client said ${JSON.stringify(line.detail)}.`
  }
}

async function judge(stdout: string, steps: readonly string[], session: Session): Promise<Outcome> {
  const lines = parseLines(stdout)
  const failures: string[] = []
  for (const step of steps) {
    const problem = await problemOf(step, lines.get(step), session)
    if (problem !== undefined) failures.push(`${step}: ${problem}`)
  }
  return { passed: steps.length - failures.length, expected: steps.length, failures }
}

/** Runs the program of a client against a local OSS of its own. `folder` has the files to send and takes what the client leaves. */
export async function attempt(
  client: Client,
  command: readonly string[],
  signature: Signature,
  folder: string,
): Promise<Outcome> {
  const faults: string[] = []
  const onFault = (error: unknown) => void faults.push(`The local OSS failed: ${error}`)
  await using oss = await startLocalOss({ buckets: ['video-demo', 'examplebucket'], onFault })
  const steps = stepsOf(client, signature)
  const large = path.join(folder, 'large.bin')
  const picture = path.join(folder, 'picture.png')
  const output = path.join(folder, `${client.name}-${client.version}-${signature}`)
  await mkdir(output)
  const env = {
    OSS_ENDPOINT: client.needsHostName ? oss.endpoint.replace('127.0.0.1', 'localhost') : oss.endpoint,
    OSS_REGION: 'cn-hangzhou',
    OSS_BUCKET: 'video-demo',
    OSS_TARGET_BUCKET: 'examplebucket',
    OSS_ACCESS_KEY_ID: oss.credentials.accessKeyId,
    OSS_ACCESS_KEY_SECRET: reveal(oss.credentials.accessKeySecret),
    OSS_SIGNATURE: signature,
    STEPS: steps.join(),
    CLIP: clip,
    PICTURE: picture,
    LARGE: large,
    HEAVY: path.join(folder, 'heavy.bin'),
    OUTPUT: output,
    PYTHONDONTWRITEBYTECODE: '1',
    OSS_PROCESS: JSON.stringify([
      process.execPath,
      '--import',
      TSX,
      path.join(import.meta.dirname, '../../src/bin.ts'),
    ]),
  }
  const ended = await execute(command, { env, timeout: CLIENT_LIMIT })
  const outcome = await judge(ended.stdout, steps, { client, oss, output, clip, picture, large })
  if (ended.code !== 0) faults.push(`It ended with ${ended.code}: ${ended.stderr.trim().slice(-600)}`)
  return { ...outcome, failures: [...outcome.failures, ...faults] }
}
