import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import type { Ffmpeg } from '../../../src/emulator/engine/index.ts'
import { probe } from '../../../src/emulator/engine/media/probe.ts'
import { casesOn, mediaEngines, runString, unwrap } from './animation.ts'

const engines = await mediaEngines()
const native = engines.find(({ ffmpeg }) => ffmpeg.kind === 'native')?.ffmpeg

const folder = await mkdtemp(join(tmpdir(), 'oss-process-test-'))
const clips = new Map<string, Promise<string>>()

afterAll(() => rm(folder, { recursive: true, force: true }))

/** A clip of a source filter, made once by each engine. */
function clipOf(ffmpeg: Ffmpeg, source: string, encoding: readonly string[]): Promise<string> {
  const words = ['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...encoding]
  const name = JSON.stringify([ffmpeg.kind, ...words])
  const before = clips.get(name)
  if (before) return before
  const output = join(folder, `${clips.size}.mkv`)
  const clip = ffmpeg.run({ tool: 'ffmpeg', arguments: [...words, { output }] }).then(ended => {
    expect(ended).toMatchObject({ status: 0 })
    return output
  })
  clips.set(name, clip)
  return clip
}

/** Runs a string on a clip of a source filter. */
async function onClip<T>(
  ffmpeg: Ffmpeg,
  source: string,
  encoding: readonly string[],
  text: string,
  look: (file: string, files: readonly string[]) => Promise<T>,
): Promise<T> {
  return runString(ffmpeg, await clipOf(ffmpeg, source, encoding), text, async outcome => {
    const { files } = unwrap(outcome)
    return look(files[0] ?? '', files)
  })
}

const H264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv444p']

describe.each(engines)('on $name', engine => {
  const { ffmpeg } = engine

  test.each(['gif', 'webp'])('a clip of one colour gives every frame, as %s', async format => {
    const text = `video/animation,f_${format},inter_400`
    await onClip(ffmpeg, 'color=red:s=64x48:d=2:r=10', H264, text, async file => {
      const { pages, delay } = await sharp(file).metadata()
      expect([pages, delay]).toEqual([5, [400, 400, 400, 400, 400]])
    })
  })

  test('a WebP of transparent pictures says so in its head', async () => {
    const encoding = ['-c:v', 'ffv1', '-pix_fmt', 'bgra']
    const source = 'color=red@0.3:s=64x48:d=1:r=5,format=rgba'
    await onClip(ffmpeg, source, encoding, 'video/animation,f_webp,inter_400', async file => {
      const bytes = await readFile(file)
      const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
      expect([(bytes[20] ?? 0) & 0x10, bytes.includes('ALPH')]).toEqual([0x10, true])
      expect(Math.abs((data[3] ?? 0) - 0.3 * 255)).toBeLessThan(2)
    })
    await onClip(ffmpeg, 'color=red:s=64x48:d=2:r=10', H264, 'video/animation,f_webp,inter_400', async file => {
      expect(((await readFile(file))[20] ?? 0) & 0x10).toBe(0)
    })
  })

  test('a GIF of one frame lasts one interval', async () => {
    const text = 'video/animation,f_gif,inter_1000,num_1'
    await onClip(ffmpeg, 'testsrc=s=64x48:d=2:r=10', H264, text, async file => {
      expect((await readFile(file)).indexOf(Buffer.from([0x21, 0xf9, 4]))).toBeGreaterThan(0)
      const at = (await readFile(file)).indexOf(Buffer.from([0x21, 0xf9, 4]))
      expect((await readFile(file)).readUInt16LE(at + 4)).toBe(100)
    })
  })

  test.each([
    ['gif', 20],
    ['webp', 11],
  ])('frames of %s are not so short that viewers slow them down', async (format, least) => {
    const text = `video/animation,f_${format},fps_240,num_5`
    await onClip(ffmpeg, 'testsrc=s=64x48:d=1:r=30', H264, text, async file => {
      expect((await sharp(file).metadata()).delay).toEqual(Array(5).fill(least))
    })
  })

  const percents = [
    ['2500x100', 'pw_200,ph_100', [4096, 100]],
    ['100x2500', 'pw_0.2,ph_200', [32, 4096]],
    ['100x100', 'pw_25', [32, 100]],
  ] as const
  test.each(casesOn(engine, percents, () => 'percent'))(
    'sides by percent of %s, %s, stay within 32 to 4096',
    async (size, parameters, sides) => {
      const text = `video/animation,f_gif,num_1,${parameters}`
      await onClip(ffmpeg, `color=red:s=${size}:d=1:r=2`, H264, text, async file => {
        const { width, height } = await sharp(file).metadata()
        expect([width, height]).toEqual(sides)
      })
    },
  )

  // The first, second and third of a second, then one of each of the sixth and the seventh.
  const varying = 'testsrc=s=64x48:d=8:r=10,select=eq(n\\,0)+eq(n\\,1)+eq(n\\,2)+eq(n\\,50)+eq(n\\,60)'
  const delaysOf = [
    ['', [100, 100, 4800, 1000, 100]],
    [',num_3', [100, 100, 4800]],
    [',ss_5000', [1000, 100]],
    [',num_2,inter_1000', [1000, 1000]],
    [',fps_4,num_2', [250, 250]],
  ] as const
  test.each(casesOn(engine, delaysOf, () => 'delays'))(
    'at a rate that varies each frame lasts until the next one, the last one its own time: %s',
    async (more, delays) => {
      for (const [name, type] of [
        ['gif', ['-f', 'matroska']],
        ['webp', ['-f', 'mp4']],
      ] as const) {
        const encoding = [...H264, '-fps_mode', 'vfr', ...type]
        await onClip(ffmpeg, varying, encoding, `video/animation,f_${name}${more}`, async file => {
          expect((await sharp(file).metadata()).delay).toEqual(delays)
        })
      }
    },
  )

  test.each([
    ['matroska', H264],
    ['mp4', H264],
    ['mp4 in pieces', [...H264, '-movflags', 'frag_keyframe+empty_moov+delay_moov', '-f', 'mp4']],
    ['flv', ['-c:v', 'flv']],
  ])('a clip that begins late is as long as its pictures: %s', async (type, codec) => {
    const late = ['-output_ts_offset', '7.3', '-f', type.replace(/ .*/, ''), ...codec]
    const text = 'video/animation,f_webp,ss_1700'
    await onClip(ffmpeg, 'testsrc=s=64x48:d=2:r=10', late, text, async file => {
      expect((await sharp(file).metadata()).delay).toEqual([100, 100, 100])
    })
    await onClip(ffmpeg, 'testsrc=s=64x48:d=2:r=10', late, 'video/snapshots,f_png,inter_500', async (_, files) =>
      expect(files).toHaveLength(4),
    )
  })

  const codecs = ['h264', ...(ffmpeg.encoders.has('libx265') ? ['h265'] : [])]
  test.each(codecs)('odd sides are made even for %s', async codec => {
    const source = 'testsrc=s=101x77:d=0.4:r=10'
    await onClip(ffmpeg, source, H264, `video/convert,f_mp4,vcodec_${codec}`, async file => {
      expect(await probe(ffmpeg, file)).toMatchObject({ video: { width: 102, height: 78 } })
    })
  })
})

/** Static builds of ffmpeg 7 do not read MPEG-TS on every machine. */
const readsTs = native?.version.includes('static') === false

test.runIf(native)('AVI gets streams that its readers know, wherever they come from', async () => {
  const h265 = ['-c:v', 'libx265', '-x265-params', 'log-level=error', '-pix_fmt', 'yuv420p']
  for (const [encoding, text, codec] of [
    [H264, 'video/convert,f_avi', 'h264'],
    [[...H264, '-f', 'mp4'], 'video/convert,f_avi', 'h264'],
    ...(readsTs ? ([[[...H264, '-f', 'mpegts'], 'video/convert,f_avi', 'h264']] as const) : []),
    [h265, 'video/convert,f_avi', 'hevc'],
    [H264, 'video/convert,f_avi,vcodec_h265', 'hevc'],
    [H264, 'video/concat,f_avi,vcodec_h265', 'hevc'],
  ] as const) {
    await onClip(native as Ffmpeg, 'testsrc=s=64x48:d=0.4:r=10', encoding, text, async file => {
      expect(await probe(native as Ffmpeg, file)).toMatchObject({ video: { codec, width: 64, height: 48 } })
    })
  }
})

test.runIf(native)('a container that cannot hold the streams is said to be one', async () => {
  const rates = ['-r', '10', ...H264]
  for (const [encoding, text, container] of [
    [H264, 'video/convert,f_webm', 'webm'],
    [['-c:v', 'huffyuv', '-pix_fmt', 'yuv422p'], 'video/convert,f_mp4', 'mp4'],
    [['-c:v', 'ffv1'], 'video/convert,f_flv', 'flv'],
    [rates, 'video/convert,f_mxf,vcodec_h265', 'mxf'],
    [rates, 'video/concat,f_mxf,vcodec_h265', 'mxf'],
  ] as const) {
    const said = onClip(native as Ffmpeg, 'testsrc=s=64x48:d=0.4:r=10', encoding, text, async () => '')
    await expect(said).rejects.toThrow(`cannot put these streams into the container "${container}": `)
  }
})

test.runIf(native && readsTs)('a stream without an index of key frames is read from its start', async () => {
  const ffmpeg = native as Ffmpeg
  const stream = [...H264, '-f', 'mpegts']
  for (const [text, count] of [
    ['video/snapshots,f_png,ss_1000,inter_200', 5],
    ['video/animation,f_gif,ss_1500,inter_100', 1],
    ['video/snapshot,t_1900,f_png', 1],
  ] as const) {
    await onClip(ffmpeg, 'testsrc=s=64x48:d=2:r=25', stream, text, async (_, files) =>
      expect(files).toHaveLength(count),
    )
  }
})

test.runIf(native)('pictures of a video of ten bits have eight', async () => {
  const ten = ['-c:v', 'libx265', '-x265-params', 'log-level=error', '-pix_fmt', 'yuv420p10le']
  for (const text of ['video/snapshot,t_0,f_png', 'video/snapshots,f_png,num_1,inter_100']) {
    const depth = await onClip(native as Ffmpeg, 'testsrc=s=64x48:d=0.4:r=10', ten, text, async file => {
      return (await sharp(file).metadata()).depth
    })
    expect(depth).toBe('uchar')
  }
})
