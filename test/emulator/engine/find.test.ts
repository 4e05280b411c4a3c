import { execFileSync, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFfmpeg, LIMITS, probe, toOutcome } from '../../../src/emulator/engine/index.ts'
import { cancelled } from '../../../src/emulator/engine/media/ffmpeg.ts'
import { runProgram } from '../../../src/emulator/engine/media/native.ts'
import type { FrameProgress } from '../../../src/emulator/engine/media/run-frames.ts'
import { withinSpace } from '../../../src/emulator/engine/media/stills.ts'
import { clipPath, runString, systemFfmpeg, wasmFfmpeg } from './animation.ts'

const native = await systemFfmpeg()
const isPosix = process.platform !== 'win32'
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-process-test-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** A program that answers as an ffmpeg with too few encoders does, with an ffprobe beside it. */
async function makeProgram(name: string, script: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return path
}

describe('the search for ffmpeg', () => {
  test('falls back to the package when PATH has none', async () => {
    const found = await findFfmpeg({ environment: { PATH: folder } })
    expect(found).toMatchObject({ ok: true, value: { kind: 'wasm', place: '@ffmpeg/core' } })
  })

  test('a named program that does not exist ends it, and the message names the remedies', async () => {
    const found = await findFfmpeg({
      environment: { PATH: process.env.PATH, OSS_PROCESS_FFMPEG: join(folder, 'none') },
    })
    expect(found.ok).toBe(false)
    if (found.ok) return
    expect(found.problem).toMatchObject({ code: 'FFMPEG_NOT_FOUND', httpStatus: 501 })
    expect(found.problem.message.en).toMatch(/OSS_PROCESS_FFMPEG \(.*none\) is not a file/)
    expect(found.problem.message.en).toMatch(/PATH.*npm install @ffmpeg\/core.*image\/\*/)
    expect(found.problem.message.zh).toMatch(/不是文件/)
  })

  test.runIf(isPosix)('a named program without the encoders ends it too, and says which are missing', async () => {
    const path = await makeProgram('ffmpeg', 'echo "ffmpeg version 6.0 Copyright"; echo " V....D gif  GIF"')
    await makeProgram('ffprobe', 'exit 0')
    const found = await findFfmpeg({ environment: { OSS_PROCESS_FFMPEG: path } })
    expect(found.ok ? '' : found.problem.message.en).toMatch(/was built without libwebp, mjpeg, png, select/)
    const other = await findFfmpeg({
      environment: { OSS_PROCESS_FFMPEG: await makeProgram('ffmpeg-odd', 'echo hello') },
    })
    expect(other.ok ? '' : other.problem.message.en).toMatch(/ffmpeg-odd\).*(does not answer|has no ffprobe)/)
  })

  test.runIf(native)('finds that of PATH first, and asks it once', async () => {
    const [first, second] = [await findFfmpeg(), await findFfmpeg()]
    expect(first).toMatchObject({ ok: true, value: { kind: 'native' } })
    expect(first.ok && second.ok && first.value === second.value).toBe(true)
  })
})

describe('bounds of a run', () => {
  const engines = async () => [...(native ? [native] : []), await wasmFfmpeg()]

  test('an abort ends the job at once, before and while it runs', async () => {
    for (const ffmpeg of await engines()) {
      for (const delay of [0, 60]) {
        const controller = new AbortController()
        setTimeout(() => controller.abort(), delay)
        const options = { signal: controller.signal }
        const text = 'video/animation,f_webp,w_2000,h_2000'
        const code = await runString(
          ffmpeg,
          clipPath('numbered-10s.mp4'),
          text,
          async outcome => (outcome.ok ? '' : outcome.problem.code),
          options,
        )
        expect(code).toBe('Cancelled')
      }
      const after = await runString(
        ffmpeg,
        clipPath('numbered-2s.mp4'),
        'video/animation,f_gif,num_2',
        async outcome => outcome.ok,
      )
      expect(after).toBe(true)
    }
  })

  test('progress rises to the end', async () => {
    for (const ffmpeg of await engines()) {
      const parts: number[] = []
      const options = { onProgress: (part: number) => parts.push(part) }
      await runString(
        ffmpeg,
        clipPath('numbered-2s.mp4'),
        'video/animation,f_gif,inter_200',
        async () => undefined,
        options,
      )
      expect(parts.at(-1)).toBe(1)
      expect(parts).toEqual([...parts].sort((left, right) => left - right))
      expect(parts).toHaveLength(20)
    }
  })

  test('only known containers are opened: a list that names other files is refused', async () => {
    for (const name of ['list.mp4', 'list.m3u8']) {
      const path = join(folder, name)
      const target = clipPath('numbered-2s.mp4')
      const list = name.endsWith('m3u8')
        ? `#EXTM3U\n#EXTINF:2,\n${target}\n#EXT-X-ENDLIST\n`
        : `ffconcat version 1.0\nfile '${target}'\n`
      await writeFile(path, list)
      for (const ffmpeg of await engines()) {
        const outcome = await toOutcome(() => probe(ffmpeg, path))
        expect(outcome).toMatchObject({ ok: false, problem: { code: 'InvalidMedia', httpStatus: 400 } })
      }
    }
  })

  test('pictures that together take more than one file may are ended while they come, and refused behind the last one', async () => {
    const directory = await mkdtemp(join(folder, 'stills-'))
    const write = (name: string) => writeFile(join(directory, name), Buffer.alloc(10))
    const large = {
      code: 'OutputTooLarge',
      message: { en: 'The pictures take more than 15 bytes together, the most that one job may write.' },
    }
    const nobody: FrameProgress = {}
    const ended = withinSpace(
      directory,
      nobody,
      async ({ signal, onProgress }) => {
        for (let frame = 1; !signal?.aborted; frame++) {
          await write(`frame-${frame}.png`)
          onProgress?.(0)
        }
        throw cancelled()
      },
      15,
    )
    expect(await toOutcome(() => ended)).toMatchObject({ ok: false, problem: large })
    expect((await readdir(directory)).length).toBe(21)
    const done = withinSpace(directory, {}, async () => 'done', 15)
    expect(await toOutcome(() => done)).toMatchObject({ ok: false, problem: large })
    expect(await withinSpace(directory, {}, async () => 'done', 210)).toBe('done')
  })

  test.runIf(isPosix)('a program that runs too long is ended with all that it started', async () => {
    const script = 'sleep 3600 & sleep 3600'
    const running = toOutcome(() => runProgram('/bin/sh', ['-c', script], { ...LIMITS, milliseconds: 300 }))
    expect(await running).toMatchObject({ ok: false, problem: { code: 'ProcessTimeout' } })
  })

  test.runIf(isPosix)(
    'a program dies with the process that started it, even when that is killed',
    async () => {
      const path = new URL('../../../src/emulator/engine/media/native.ts', import.meta.url).href
      const pipe = join(folder, 'alive')
      execFileSync('mkfifo', [pipe])
      const words = JSON.stringify(['-c', `exec 9>${pipe}; echo begun >&9; exec sleep 60`])
      const code = `import(${JSON.stringify(path)}).then(m => m.runProgram('/bin/sh', ${words}, { milliseconds: 60000, memoryBytes: 4e9, outputBytes: 1e9 }))`
      const parent = spawn(process.execPath, ['--import', 'tsx', '-e', code], { stdio: 'ignore' })
      // The program alone holds the pipe, which ends with it.
      for await (const text of createReadStream(pipe, 'utf8')) {
        expect(text).toBe('begun\n')
        parent.kill('SIGKILL')
      }
    },
    50_000,
  )
})
