import { beforeAll, describe, expect, test } from 'vitest'
import type { Ffmpeg } from '../../../src/emulator/engine/index.ts'
import { checkCase, clipPath, runString, systemFfmpeg, wasmFfmpeg } from './animation.ts'
import { CASES } from './animation-table.ts'

const native = await systemFfmpeg()

describe.runIf(native)('video/animation on the system ffmpeg', () => {
  test.concurrent.each(CASES)('$clip $parameters', async job => {
    if (native) await checkCase(native, job)
  })
})

describe('video/animation on the WebAssembly ffmpeg', () => {
  let wasm: Ffmpeg

  beforeAll(async () => {
    wasm = await wasmFfmpeg()
  })

  test.each(CASES)('$clip $parameters', job => checkCase(wasm, job))

  test.each([
    ['numbered-10s.mp4', 'f_gif,ss_9990', 'NoFrame'],
    ['numbered-10s.mp4', 'f_webp,ss_9990', 'NoFrame'],
    ['numbered-10s.mp4', 'f_gif,ss_20000', 'NoFrame'],
    ['tone.mp3', 'f_gif', 'InvalidMedia'],
    ['make.sh', 'f_gif', 'InvalidMedia'],
    ['numbered-2s.mp4', 'f_mp4', 'InvalidArgument'],
    ['numbered-2s.mp4', 'w_100', 'MissingArgument'],
    ['numbered-2s.mp4', 'f_gif,w_31', 'InvalidArgument'],
    ['numbered-2s.mp4', 'f_gif,fps_241', 'InvalidArgument'],
  ])('%s %s is refused with %s', async (clip, parameters, code) => {
    for (const ffmpeg of native ? [native, wasm] : [wasm]) {
      await runString(ffmpeg, clipPath(clip), `video/animation,${parameters}`, async outcome => {
        expect(outcome.ok ? 'no problem' : outcome.problem.code).toBe(code)
      })
    }
  })
})
