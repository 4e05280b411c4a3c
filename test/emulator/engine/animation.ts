import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import {
  type Ffmpeg,
  findFfmpeg,
  type MediaResult,
  type Outcome,
  runMedia,
} from '../../../src/emulator/engine/index.ts'
import type { MediaContext } from '../../../src/emulator/engine/media/run.ts'
import { parseTree } from '../../../src/language/parser.ts'
import { type Case, expectedDelays, expectedFrames } from './animation-table.ts'
import { readFrames } from './numbered.ts'

const FIXTURES = new URL('../../fixtures/media/', import.meta.url).pathname

/** The path of a clip. */
export const clipPath = (name: string): string => join(FIXTURES, name)

/** The ffmpeg of this machine; undefined where there is none. */
export async function systemFfmpeg(): Promise<Ffmpeg | undefined> {
  const found = await findFfmpeg({ environment: { PATH: process.env.PATH } })
  return found.ok && found.value.kind === 'native' ? found.value : undefined
}

/** The WebAssembly build, which is always there. */
export async function wasmFfmpeg(): Promise<Ffmpeg> {
  const found = await findFfmpeg({ environment: { OSS_PROCESS_FFMPEG: 'wasm' } })
  if (!found.ok) throw new Error(found.problem.message.en)
  return found.value
}

/** An ffmpeg that the media tests run on. */
export interface Engine {
  readonly name: string
  readonly ffmpeg: Ffmpeg
  /** Whether every case of a table runs on it, and not only the first of each kind. */
  readonly isWhole: boolean
}

/**
 * The engines of the media tests: the ffmpeg of this machine, where there is one, and the WebAssembly build. Each runs the first case of
 * each kind; .ci/campaigns/ffmpeg-versions.sh sets `OSS_PROCESS_MEDIA_TESTS` to `native` or `wasm`: then that one alone runs every case.
 */
export async function mediaEngines(): Promise<readonly Engine[]> {
  const only = process.env.OSS_PROCESS_MEDIA_TESTS
  const native = only === 'wasm' ? undefined : await systemFfmpeg()
  const engines: Engine[] = native ? [{ name: 'the system ffmpeg', ffmpeg: native, isWhole: only === 'native' }] : []
  if (only !== 'native')
    engines.push({ name: 'the WebAssembly ffmpeg', ffmpeg: await wasmFfmpeg(), isWhole: only === 'wasm' })
  return engines
}

/** The cases of a table that run on an engine. */
export function casesOn<T>({ isWhole }: Engine, cases: readonly T[], kindOf: (job: T) => string): readonly T[] {
  const firsts = new Map(cases.toReversed().map(job => [kindOf(job), job]))
  return isWhole ? cases : cases.filter(job => firsts.get(kindOf(job)) === job)
}

/** Runs the first stage of a string in a directory of its own, which is gone after `look`. */
export async function runString<T>(
  ffmpeg: Ffmpeg,
  file: string,
  text: string,
  look: (outcome: Outcome<MediaResult>, directory: string) => Promise<T>,
  options: Omit<MediaContext, 'directory'> = {},
): Promise<T> {
  const [stage] = parseTree(text).tree.stages
  if (stage?.kind !== 'stage') throw new Error(`No stage in ${text}`)
  const directory = await mkdtemp(join(tmpdir(), 'oss-process-test-'))
  try {
    return await look(await runMedia(ffmpeg, file, stage, { ...options, directory }), directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** The value of an outcome; fails the test where it is a problem. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.message.en)
  return outcome.value
}

/** Runs one case and holds the file against the model: count, size, every delay, and which source frames came out. */
export async function checkCase(ffmpeg: Ffmpeg, job: Case): Promise<void> {
  await runString(ffmpeg, clipPath(job.clip), `video/animation,${job.parameters}`, async outcome => {
    const result = unwrap(outcome)
    const frames = job.frames ?? expectedFrames(job).map(({ number }) => number)
    const [file = ''] = result.files
    const reading = await readFrames(file, job.map)
    expect([reading.width, reading.height]).toEqual(job.size)
    expect([result.width, result.height]).toEqual(job.size)
    expect(reading.numbers).toEqual(frames)
    expect(result.frameCount).toBe(frames.length)
    const delays = job.delays ?? expectedDelays(job)
    expect(reading.delays).toEqual(delays)
  })
}
