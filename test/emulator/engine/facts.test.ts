import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Ffmpeg } from '../../../src/emulator/engine/index.ts'
import { probeFacts } from '../../../src/emulator/engine/media/facts.ts'
import type { FfmpegArgument } from '../../../src/emulator/engine/media/ffmpeg.ts'
import { mediaEngines, runString, unwrap } from './animation.ts'

async function ffmpegDoes(ffmpeg: Ffmpeg, ...words: readonly FfmpegArgument[]): Promise<void> {
  const { status } = await ffmpeg.run({ tool: 'ffmpeg', arguments: ['-nostdin', '-v', 'error', '-y', ...words] })
  expect(status).toBe(0)
}

describe.each(await mediaEngines())('on $name', ({ ffmpeg }) => {
  // Such a cut keeps the pictures from the key frame on, and a list in the file hides those in front of the place.
  test.each([
    ['mp4', 15],
    ['mov', 15],
  ])('a clip in %s that was cut without encoding has the frames that are shown', async (extension, frames) => {
    await runString(ffmpeg, '', 'video/none', async (_, directory) => {
      const [whole, cut] = [join(directory, `whole.${extension}`), join(directory, `cut.${extension}`)]
      const source = ['-f', 'lavfi', '-i', 'testsrc=s=64x48:d=2:r=10', '-c:v', 'libx264']
      await ffmpegDoes(ffmpeg, ...source, { output: whole })
      await ffmpegDoes(ffmpeg, '-ss', '0.5', '-i', { input: whole }, '-c', 'copy', { output: cut })
      expect(await probeFacts(ffmpeg, cut)).toMatchObject({ frames, frameRate: 10, isSteady: true, duration: 1.5 })
      await runString(ffmpeg, cut, 'video/animation,f_gif', async outcome =>
        expect(unwrap(outcome).frameCount).toBe(frames),
      )
    })
  })
})
