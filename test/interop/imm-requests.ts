// What the SDK of IMM sends, held against our own: the bodies of CreateBatch and CreateTrigger byte for byte, and every signature.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { computeAcs3, readAcs3 } from '../../src/request/acs3.ts'
import { decodeQuery } from '../../src/request/percent.ts'
import { creationBody, type ImmCreation } from '../../src/service/index.ts'
import { execute, isOnPath, NotFetched, stamped, venv } from './toolchain.ts'

const REQUIREMENTS = path.join(import.meta.dirname, 'python/requirements-alibabacloud_imm20200930-5.0.3.txt')
const cache =
  process.env.OSS_PROCESS_INTEROP_CACHE ?? path.join(import.meta.dirname, '../../node_modules/.cache/interop')

interface Recorded {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const creation = (action: ImmCreation['action']): ImmCreation => ({
  action,
  project: 'films',
  bucket: 'films',
  prefix: 'in/ ü',
  actions: [
    { Name: 'video/animation', Parameters: ['f=gif', "a b/ü*~'()!"] },
    { Name: 'sys/saveas', Parameters: ['o=e2JhcmVuYW1lfS5naWY'] },
  ],
  topic: 'ready',
  tags: { 'oss-process': 'r.yaml' },
})

function isSignedAlike({ path: wire, headers, body }: Recorded): boolean {
  const { signedHeaders = [], signature } = readAcs3(headers.authorization ?? '') ?? {}
  const query = decodeQuery(wire.split('?')[1] ?? '')
  const accessKeySecret = 'example-secret-0123456789'
  return computeAcs3({ method: 'POST', path: '/', query, headers, signedHeaders, body, accessKeySecret }) === signature
}

async function main(): Promise<boolean> {
  if (!isOnPath('python3')) {
    process.stdout.write('skipped: requests of the SDK of IMM (no python3 on PATH)\n')
    return true
  }
  const folder = path.join(cache, 'requirements-alibabacloud_imm20200930-5.0.3')
  try {
    await stamped(folder, [readFileSync(REQUIREMENTS, 'utf8')], () => venv(folder, REQUIREMENTS))
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error
    process.stdout.write('skipped: requests of the SDK of IMM (it cannot be fetched here)\n')
    return true
  }
  const program = path.join(import.meta.dirname, 'python/imm_requests.py')
  const { stdout } = await execute([path.join(folder, 'bin', 'python'), program], { timeout: 60_000 })
  const recorded: readonly Recorded[] = JSON.parse(stdout)
  const [, batch, trigger] = recorded
  const signatures = recorded.filter(isSignedAlike).length
  const bodies = [
    batch?.body === creationBody(creation('CreateBatch')),
    trigger?.body === creationBody(creation('CreateTrigger')),
  ].filter(Boolean).length
  process.stdout.write(`imm requests: ${signatures} of 3 signatures, ${bodies} of 2 bodies as the SDK has them\n`)
  return signatures === 3 && bodies === 2
}

process.exitCode = (await main()) ? 0 : 1
