import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { type Ffmpeg, probe } from '../../../src/emulator/engine/index.ts'
import { casesOn, clipPath, mediaEngines, runString, unwrap } from './animation.ts'
import { type Mapping, readFrames, readNumber } from './numbered.ts'

const engines = await mediaEngines()

const localFile = async (key: string) => (key === 'none' ? undefined : clipPath(key))

/** Runs a string and reads the number on each picture. */
function numbersOf(ffmpeg: Ffmpeg, clip: string, text: string, map?: Mapping) {
  return runString(ffmpeg, clipPath(clip), text, async outcome => {
    const { files, width, height, contentType } = unwrap(outcome)
    const readings = await Promise.all(files.map(file => readFrames(file, map)))
    for (const reading of readings) expect([reading.width, reading.height]).toEqual([width, height])
    return { numbers: readings.flatMap(({ numbers }) => numbers), width, height, contentType }
  })
}

const stretched =
  (width: number, height: number): Mapping =>
  ([x, y]) => [(x * width) / 96, (y * height) / 54]

const TEN = 'numbered-10s.mp4'
const TWO = 'numbered-2s.mp4'

describe.each(engines)('stills on $name', engine => {
  const { ffmpeg } = engine
  const stills: readonly [string, string, number, number, number, Mapping?][] = [
    [TWO, 't_1000,f_png', 30, 96, 54],
    [TWO, 't_1001,f_png', 31, 96, 54],
    [TWO, 't_1000,f_jpg', 30, 96, 54],
    [TWO, 't_1000,f_png,w_48', 30, 48, 27, stretched(48, 27)],
    [TWO, 't_1000,f_png,h_108', 30, 192, 108, stretched(192, 108)],
    [TWO, 't_1000,f_png,w_60,h_60', 30, 60, 60, stretched(60, 60)],
    [TWO, 't_99000,f_png', 59, 96, 54],
    ['rotated.mp4', 't_1000,f_png', 30, 96, 54],
    ['rotated.mp4', 't_1000,f_png,l_48', 30, 48, 27, ([x, y]) => [x / 2, y / 2]],
    ['rotated.mp4', 't_1000,f_png,ar_auto', 30, 54, 96, ([x, y]) => [y, 96 - x]],
    [TWO, 't_1000,f_png,ar_w', 30, 96, 54],
    [TWO, 't_1000,f_png,ar_h', 30, 54, 96, ([x, y]) => [54 - y, x]],
  ]
  const kindOf = ([clip, parameters]: (typeof stills)[number]) => clip + parameters.replace(/\d+/g, '')
  test.each(casesOn(engine, stills, kindOf))(
    'video/snapshot of %s, %s is frame %i at %ix%i',
    async (clip, parameters, number, width, height, map) => {
      const found = await numbersOf(ffmpeg, clip, `video/snapshot,${parameters}`, map)
      expect(found).toMatchObject({ numbers: [number], width, height })
    },
  )

  test('video/snapshot with m_fast takes a key frame at or before the time', async () => {
    const keys = (await numbersOf(ffmpeg, TEN, 'video/snapshots,f_png,m_key')).numbers
    const { numbers } = await numbersOf(ffmpeg, TEN, 'video/snapshot,t_5000,f_png,m_fast')
    expect(numbers).toEqual(keys.filter(key => key <= 150).slice(-1))
  })

  test.each<[string, readonly number[]]>([
    ['f_png,inter_1000,num_4,ss_2000', [60, 90, 120, 150]],
    ['f_jpg,inter_3000', [0, 90, 180, 270]],
    ['f_png,num_3', [0, 1, 2]],
    ['f_png,m_avg,num_4', [0, 75, 150, 225]],
    ['f_png,m_avg,num_3,ss_4000', [120, 180, 240]],
    ['f_png,m_dhash,thr_100,inter_500', [0]],
    // 15 and 30 are 021 and 042 in base 7: the bands rise and fall alike, which is all that the hash sees.
    ['f_png,m_dhash,thr_0,inter_500,num_3', [0, 15, 60]],
  ])('video/snapshots,%s', async (parameters, numbers) => {
    expect((await numbersOf(ffmpeg, TEN, `video/snapshots,${parameters}`)).numbers).toEqual(numbers)
  })

  test.each([
    ['video/snapshot,t_5000,f_jpg', 1],
    ['video/snapshots,f_jpg,inter_5000', 2],
  ])('%s of a clip rich in detail gives %i pictures', async (text, count) => {
    const clip = 'examples/media/example.mkv'
    const sides = await runString(ffmpeg, clip, text, async outcome =>
      Promise.all(unwrap(outcome).files.map(async file => (await sharp(file).metadata()).width)),
    )
    expect(sides).toEqual(Array.from({ length: count }, () => 192))
  })

  test('video/sprite fills sheets row by row with gap and margin, and begins a new one when full', async () => {
    const text = 'video/sprite,f_png,inter_500,sw_48,sh_32,tw_4,th_3,pad_3,margin_5'
    const numbers = await runString(ffmpeg, clipPath(TEN), text, async outcome => {
      const { files, width, height, frameCount } = unwrap(outcome)
      expect([files.length, width, height, frameCount]).toEqual([2, 4 * 48 + 3 * 3 + 10, 3 * 32 + 2 * 3 + 10, 20])
      return (await Promise.all(files.map(file => numbersIn(file, 4, 3)))).flat()
    })
    expect(numbers.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => index * 15))
  })

  async function numbersIn(file: string, columns: number, rows: number) {
    const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    return Array.from({ length: columns * rows }, (_, index) => {
      const [left, top] = [5 + (index % columns) * 51, 5 + Math.floor(index / columns) * 35]
      const at = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? 0
      return readNumber(at, ([x, y]) => [left + x / 2, top + (y * 32) / 54])
    })
  }
})

describe.each(engines)('conversion on $name', ({ ffmpeg }) => {
  test.each<[string, string, object]>([
    ['sound.mp4', 'video/convert,f_mkv', { video: { codec: 'h264', width: 96 }, audio: { codec: 'aac' } }],
    [
      'sound.mp4',
      'video/convert,f_mp4,vcodec_h264,s_64x,fps_10,crf_30,acodec_aac,ab_64000,ar_22050,ac_2',
      { video: { codec: 'h264', width: 64, height: 36, frameRate: 10 }, audio: { sampleRate: 22_050, channels: 2 } },
    ],
    [
      'sound.mp4',
      'video/convert,f_mp4,vcodec_h264,s_640x,sopt_1,fps_50,fpsopt_1',
      { video: { width: 96, frameRate: 25 } },
    ],
    ['sound.mp4', 'video/convert,f_mp4,vcodec_h264,s_99x99,scaletype_fit', { video: { width: 100, height: 56 } }],
    ['rotated.mp4', 'video/convert,f_mp4,vcodec_h264,s_128x72,arotate_1', { video: { width: 72, height: 128 } }],
    ['sound.mp4', 'video/convert,f_mp3,acodec_mp3,ab_64000,vn_1', { video: undefined, audio: { codec: 'mp3' } }],
    ['sound.mp4', 'video/convert,f_mov,an_1', { audio: undefined, video: { codec: 'h264' } }],
    ['sound.mp4', 'audio/convert,f_flac,adepth_24', { video: undefined, audio: { codec: 'flac' } }],
    ['tone.mp3', 'audio/convert,f_ac3,ss_200,t_500,ar_48000', { audio: { codec: 'ac3', sampleRate: 48_000 } }],
    ['tone.mp3', 'audio/convert,f_aac', { audio: { codec: 'aac' } }],
    [
      'sound.mp4',
      `video/concat,f_mp4/pre,o_${encodeBase64Url(TWO)}/sur,o_${encodeBase64Url('rotated.mp4')},ss_500,t_1000`,
      { video: { width: 96, height: 54 }, audio: { codec: 'aac' }, seconds: 5 },
    ],
    [
      'tone.mp3',
      `audio/concat,f_mp3,ar_44100/pre,o_${encodeBase64Url('sound.mp4')}`,
      { audio: { codec: 'mp3', sampleRate: 44_100 }, seconds: 3 },
    ],
  ])('%s: %s', async (clip, text, expected) => {
    await runString(
      ffmpeg,
      clipPath(clip),
      text,
      async outcome => {
        const [file = ''] = unwrap(outcome).files
        const facts = await probe(ffmpeg, file)
        expect({ ...facts, seconds: Math.round(facts.duration ?? 0) }).toMatchObject(expected)
      },
      { localFile },
    )
  })

  test.each([
    ['sound.mp4', 'video/convert,f_mp4,vcodec_h264,s_640x,sopt_2', 'InvalidArgument'],
    ['sound.mp4', 'video/convert,f_mp4/segment,f_hls', 'NotImplemented'],
    ...(ffmpeg.encoders.has('libopencore_amrnb') ? [] : [['sound.mp4', 'audio/convert,f_amr', 'NotImplemented']]),
    ['sound.mp4', `video/concat,f_mp4/sur,o_${encodeBase64Url('none')}`, 'NoSuchKey'],
    ['sound.mp4', `video/concat,f_mp4${`/sur,o_${encodeBase64Url(TWO)}`.repeat(11)}`, 'InvalidArgument'],
    [TWO, 'audio/convert,f_mp3', 'InvalidArgument'],
    [TWO, 'video/sprite,f_jpg,sw_4096,tw_10', 'InvalidArgument'],
    [TWO, 'video/snapshots,f_jpg,m_avg', 'InvalidArgument'],
    [TWO, 'video/snapshots,f_jpg,ss_2000', 'NoFrame'],
  ])('%s: %s is refused with %s', async (clip, text, code) => {
    const found = await runString(
      ffmpeg,
      clipPath(clip),
      text,
      async outcome => (outcome.ok ? '' : outcome.problem.code),
      { localFile },
    )
    expect(found).toBe(code)
  })

  test('info has the shape of DetectMediaMeta', async () => {
    const json = await runString(ffmpeg, clipPath('sound.mp4'), 'video/info', async outcome => unwrap(outcome).json)
    const { length } = await readFile(clipPath('sound.mp4'))
    expect(JSON.parse(json ?? '')).toMatchObject({
      FormatName: 'mov,mp4,m4a,3gp,3g2,mj2',
      StreamCount: 2,
      Duration: 2,
      Size: length,
      VideoWidth: 96,
      VideoHeight: 54,
      VideoStreams: [
        { Index: 0, CodecName: 'h264', Width: 96, Height: 54, FrameRate: '25/1', FrameCount: 50, Rotate: '0' },
      ],
      AudioStreams: [{ Index: 1, CodecName: 'aac', SampleRate: 44_100, Channels: 1 }],
    })
    const audio = await runString(ffmpeg, clipPath('tone.mp3'), 'audio/info', async outcome => unwrap(outcome).json)
    expect(JSON.parse(audio ?? '')).toMatchObject({ FormatName: 'mp3', AudioStreams: [{ SampleRate: 22_050 }] })
  })
})

const wasm = engines.find(({ ffmpeg }) => ffmpeg.kind === 'wasm')?.ffmpeg

test.runIf(wasm)('H.265 is refused by the WebAssembly ffmpeg, since its encoder would never end', async () => {
  const text = 'video/convert,f_mp4,vcodec_h265'
  const found = await runString(wasm as Ffmpeg, clipPath('sound.mp4'), text, async outcome =>
    outcome.ok ? '' : outcome.problem.code,
  )
  expect(found).toBe('NotImplemented')
})
