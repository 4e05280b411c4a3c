import { describe, expect, test } from 'vitest'
import { casesOn, checkCase, clipPath, mediaEngines, runString } from './animation.ts'
import { CASES } from './animation-table.ts'

describe.each(await mediaEngines())('video/animation on $name', engine => {
  const { ffmpeg } = engine
  // Each way into the sampling of frames, and each way to fit a size, in both formats.
  const cases = casesOn(engine, CASES, ({ clip, parameters }) => {
    const [, scaletype = ''] = /scaletype_(\w+)/.exec(parameters) ?? []
    return [clip, parameters.includes('f_gif'), scaletype, /(inter|num|fps)_[1-9]/.test(parameters)].join()
  })

  test.concurrent.each(cases)('$clip $parameters', job => checkCase(ffmpeg, job))

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
    await runString(ffmpeg, clipPath(clip), `video/animation,${parameters}`, async outcome => {
      expect(outcome.ok ? 'no problem' : outcome.problem.code).toBe(code)
    })
  })
})
