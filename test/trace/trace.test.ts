import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { Facts, Trace, TraceOutput } from '../../src/trace/facts.ts'
import { remarkText } from '../../src/trace/remarks.ts'
import { trace } from '../../src/trace/trace.ts'

const PHOTO: Facts = { kind: 'image', format: 'jpg', width: 4000, height: 3000, frames: 1, orientation: 1 }
const GIF: Facts = { kind: 'image', format: 'gif', width: 400, height: 300, frames: 12, orientation: 1 }
const CLIP: Facts = { kind: 'video', format: 'mp4', width: 1920, height: 1080, duration: 120, frameRate: 25 }

const output = (text: string, facts: Facts): TraceOutput | undefined => trace(text, facts).outputs[0]
const sides = (text: string, facts: Facts = PHOTO) => {
  const found = output(text, facts)
  return [found?.width, found?.height]
}
const said = ({ steps }: Trace, locale: 'en' | 'zh' = 'en') =>
  steps.flatMap(({ remarks }) => remarks.map(({ id, data }) => remarkText(id, data, locale)))

describe('pictures', () => {
  test.each([
    ['image/resize,w_200', [200, 150]],
    ['image/resize,w_200/rotate,90/crop,w_300', [150, 200]],
    ['image/resize,m_fill,w_200,h_200', [200, 200]],
    ['image/resize,m_pad,l_100', [100, 100]],
    ['image/resize,m_mfit,w_200,h_200', [267, 200]],
    ['image/resize,l_1000', [1000, 750]],
    ['image/resize,s_100', [133, 100]],
    ['image/resize,p_33', [1320, 990]],
    ['image/resize,w_5000', [4000, 3000]],
    ['image/resize,w_5000,limit_0', [5000, 3750]],
    ['image/crop,x_3900,y_2900,w_500,h_500', [100, 100]],
    ['image/crop,w_100,h_50,g_center', [100, 50]],
    ['image/indexcrop,x_1500,i_2', [1000, 3000]],
    ['image/circle,r_100', [200, 200]],
    ['image/circle,r_4000', [3000, 3000]],
    ['image/rounded-corners,r_30', [4000, 3000]],
    ['image/rotate,45', [4950, 4950]],
    ['image/rotate,270', [3000, 4000]],
    ['image/auto-orient,1', [4000, 3000]],
    ['image/flip,2/blur,r_3,s_2/bright,10/contrast,10/sharpen,100/quality,q_80', [4000, 3000]],
  ])('%s is %j', (text, expected) => {
    expect(sides(text)).toEqual(expected)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('auto-orient of orientation %i', orientation => {
    const expected = orientation > 4 ? [40, 64] : [64, 40]
    expect(sides('image/auto-orient,1', { kind: 'image', width: 64, height: 40, orientation })).toEqual(expected)
  })

  test('says what each step did not do', () => {
    expect(said(trace('image/resize,w_5000/crop,w_9000/rounded-corners,r_9000/rotate,90', PHOTO))).toEqual([
      'keeps 4000 x 3000: the target is larger and limit is 1',
      'cuts nothing off: the box covers all of 4000 x 3000',
      'takes the radius 1500 instead of 9000: half of the short side',
    ])
    expect(said(trace('image/resize,w_5000', PHOTO), 'zh')).toEqual(['保持 4000 x 3000：目标更大且 limit 为 1'])
  })

  test.each([
    ['image/crop,x_4000', 'source-outside', 'error'],
    ['image/indexcrop,x_1000,i_4', 'source-outside', 'warning'],
    ['image/resize,m_fixed,w_16384,h_2000,limit_0', 'source-limit', 'error'],
    ['image/format,avif', 'source-limit', 'error'],
    ['image/resize,w_4200,limit_0/rotate,90', 'source-limit', 'error'],
    ['image/resize,w_9000', 'source-idle', 'warning'],
    ['image/format,gif', 'source-idle', 'warning'],
  ])('%s: %s, %s', (text, ruleId, severity) => {
    expect(trace(text, PHOTO).diagnostics).toMatchObject([{ ruleId, severity }])
  })

  test('knows what a source may have', () => {
    const rule = (facts: Partial<Facts>) =>
      trace('image/resize,w_9', { ...PHOTO, ...facts }).diagnostics.map(({ message }) => message)
    expect(rule({ bytes: 20 * 1024 * 1024 })).toEqual([])
    expect(rule({ bytes: 20 * 1024 * 1024 + 1 })).toEqual([
      'The source has 20971521 bytes; OSS takes at most 20971520 bytes.',
    ])
    expect(rule({ width: 30_001 })).toEqual(['The source has 30001 x 3000 px; OSS takes at most 30000 px a side.'])
    expect(rule({ format: 'avif', width: 10_001 })).toEqual([
      'The source has 10001 x 3000 px; OSS takes at most 10000 px a side.',
    ])
    expect(rule({ width: 20_000, height: 20_000 })).toEqual([
      'The source has 400000000 px; OSS takes at most 250000000 px.',
    ])
    const inChinese = (facts: Partial<Facts>) =>
      trace('image/resize,w_9', { ...PHOTO, ...facts }, { locale: 'zh' }).diagnostics.map(({ message }) => message)
    expect(inChinese({ bytes: 20 * 1024 * 1024 + 1 })).toEqual(['原图为 20971521 字节；OSS 最多支持 20971520 字节。'])
    expect(inChinese({ width: 30_001 })).toEqual(['原图为 30001 x 3000 像素；OSS 最多支持每边 30000 像素。'])
  })

  test('what a stage makes is the source of the next one', () => {
    const long = { ...PHOTO, format: 'png', width: 16_000, height: 20 }
    const said = (text: string) => trace(text, long).diagnostics.map(({ message }) => message)
    expect(said('image/format,avif|image/crop,w_9')).toEqual([
      'The source has 16000 x 20 px; OSS takes at most 10000 px a side.',
    ])
    expect(said('image/format,webp|image/crop,w_9')).toEqual([])
    const heavy = trace('image/crop,w_9|image/crop,w_8', { ...PHOTO, bytes: 30_000_000 })
    expect(heavy.diagnostics).toHaveLength(1)
  })

  test('an animation lives through some operations and stands still after others', () => {
    const frames = (text: string) => output(text, GIF)?.frames
    expect(['resize,w_100', 'crop,w_10', 'format,gif', 'resize,l_20'].map(text => frames(`image/${text}`))).toEqual([
      12, 12, 12, 12,
    ])
    const mark = encodeBase64Url('mark.png')
    expect(frames(`image/watermark,image_${mark},animation_1/crop,w_10`)).toBe(12)
    const still = [
      ...['resize,p_50', 'quality,q_80', 'auto-orient,1', 'rotate,90', 'format,webp', 'blur,r_3,s_2'],
      ...[`watermark,image_${mark}`, `watermark,image_${mark},text_SGk,animation_1`, 'format,gif/resize,w_10'],
    ]
    expect(still.map(text => frames(`image/${text}`))).toEqual(still.map(() => 1))
    expect(said(trace('image/resize,w_100/quality,q_80', GIF))).toEqual([
      'The animation stands still from here on: image/quality keeps the first frame of 12.',
    ])
    expect(said(trace('image/resize,w_800,limit_0', GIF))).toEqual(['keeps 400 x 300: a GIF is never enlarged'])
  })

  test('the string inside a watermark picture has steps of its own', () => {
    const image = encodeBase64Url('panda.png?x-oss-process=image/resize,P_30')
    const [step] = trace(`image/watermark,image_${image}`, PHOTO).steps
    expect(step).toMatchObject({
      width: 4000,
      height: 3000,
      nested: [{ operation: 'image/resize', width: { minimum: 1, maximum: 1200 } }],
    })
  })

  test('a source of another kind is refused; of point clouds facts know nothing', () => {
    const said = (text: string, facts: Facts) => trace(text, facts).diagnostics.map(({ message }) => message)
    const sound: Facts = { kind: 'audio', format: 'mp3', duration: 3 }
    expect(said('video/snapshot,t_0,f_jpg', sound)).toEqual([
      '"video/snapshot" does not take an audio file, which the source is.',
    ])
    expect(said('video/convert,f_mp4', sound)).toEqual([])
    expect(said('image/resize,w_9', CLIP)).toEqual(['"image/resize" does not take a video, which the source is.'])
    expect(said('video/animation,f_gif', PHOTO)).toEqual([
      '"video/animation" does not take a picture, which the source is.',
    ])
    expect(said('video/animation,f_webp,num_1', GIF)).toEqual([])
    expect(said('audio/convert,f_mp3', CLIP)).toEqual([])
    expect(said('pointcloud/compress,vox_4', { kind: 'document' })).toEqual([])
  })

  test('info is JSON, and each pipe opens what came before', () => {
    for (const text of ['image/info', 'image/average-hue']) {
      expect(output(text, PHOTO)).toEqual({
        ...{ kind: 'json', format: 'json', width: undefined, height: undefined, frames: undefined, count: 1 },
      })
    }
    expect(output('image/resize,w_100|image/format,gif', { ...PHOTO, orientation: 6 })).toMatchObject({
      format: 'jpg',
      width: 100,
    })
  })

  test('styles are looked up', () => {
    const styles = { thumb: 'image/resize,w_100/format,webp' }
    expect(trace('style/thumb', PHOTO, { styles }).outputs).toMatchObject([{ format: 'webp', width: 100, height: 75 }])
    expect(trace('style/other', PHOTO, { styles }).outputs).toMatchObject([{ format: undefined, width: undefined }])
  })
})

describe('what is missing', () => {
  test('makes bounds or unknowns', () => {
    const none: Facts = { kind: 'image' }
    expect(sides('image/resize,w_200', none)).toEqual([{ minimum: 1, maximum: 200 }, undefined])
    expect(sides('image/resize,m_fixed,w_200,h_90,limit_0', { kind: 'image', format: 'jpg' })).toEqual([200, 90])
    // A GIF is never enlarged.
    expect(sides('image/resize,m_fixed,w_200,h_90,limit_0', none)).toEqual([undefined, undefined])
    expect(sides('image/resize,w_200,limit_0', { kind: 'image', width: 100, height: 50 })).toEqual([
      { minimum: 100, maximum: 200 },
      { minimum: 50, maximum: 100 },
    ])
    expect(sides('image/resize,m_fixed,w_200,h_90', none)).toEqual([undefined, undefined])
    expect(sides('image/crop,w_10,h_20', none)).toEqual([
      { minimum: 1, maximum: 10 },
      { minimum: 1, maximum: 20 },
    ])
    expect(sides('image/auto-orient,1', { kind: 'image', width: 64, height: 40 })).toEqual([undefined, undefined])
    expect(sides('image/rotate,90', { kind: 'image', width: 64 })).toEqual([undefined, 64])
  })

  test('holes make unknowns', () => {
    expect(sides('image/resize,w_\uFFFC')).toEqual([undefined, undefined])
    expect(sides('image/resize,w_20,\uFFFC')).toEqual([undefined, undefined])
    expect(sides('image/resize,w_20/quality,q_\uFFFC')).toEqual([20, 15])
    expect(output('image/format,\uFFFC', PHOTO)).toMatchObject({ format: undefined, width: 4000 })
    const open = ['format,\uFFFC', 'resize,p_50,\uFFFC', 'watermark,image_YQ,animation_\uFFFC']
    for (const operation of open) {
      expect(output(`image/${operation}`, GIF)).toMatchObject({ frames: { minimum: 1, maximum: 12 } })
    }
    expect(output('image/format,webp', { ...GIF, format: undefined })).toMatchObject({
      frames: { minimum: 1, maximum: 12 },
    })
    expect(trace('video/animation,f_gif,inter_\uFFFC', CLIP).charges).toMatchObject([{ quantity: undefined }])
  })
})

describe('videos', () => {
  test.each([
    [
      'video/animation,f_gif,w_100,h_100,inter_1000',
      { kind: 'image', format: 'gif', width: 100, height: 100, frames: 120, count: 1 },
    ],
    ['video/animation,f_webp,num_9,ss_119000', { format: 'webp', width: 1920, height: 1080, frames: 9 }],
    ['video/animation,f_webp,pw_50', { width: 960, height: 1080, frames: 3000 }],
    ['video/animation,f_gif,pw_1,ph_200', { width: 32, height: 2160 }],
    ['video/animation,f_gif,inter_10,num_7', { frames: 7 }],
    ['video/snapshot,t_0,f_jpg,w_640,h_0', { kind: 'image', format: 'jpg', width: 640, height: 360, count: 1 }],
    ['video/snapshot,t_0,f_jpg,l_640', { width: 640, height: 360 }],
    ['video/snapshot,t_0,f_jpg,s_540,l_1000', { width: 1000, height: 540 }],
    ['video/snapshots,f_jpg,inter_10000,w_100', { format: 'jpg', width: 100, height: 1080, count: 12, frames: 1 }],
    ['video/sprite,f_jpg,sw_100,sh_50,inter_1000,tw_5,th_5,pad_0,margin_0', { width: 500, height: 250, count: 5 }],
    ['video/convert,f_mp4,vcodec_h264,s_99x', { kind: 'video', format: 'mp4', width: 100, height: 56 }],
    ['video/convert,f_mp4', { kind: 'video', width: 1920, height: 1080 }],
    ['video/convert,f_mp4,vcodec_h264,s_3840x,sopt_1', { width: 1920, height: 1080 }],
    ['video/concat,f_mp4,vcodec_h264,acodec_aac,s_99x77/sur,o_Yg', { kind: 'video', width: 100, height: 78 }],
    ['video/concat,f_mp4,vcodec_h264,acodec_aac,s_99x/sur,o_Yg', { width: undefined, height: undefined }],
    ['audio/convert,f_mp3', { kind: 'audio', format: 'mp3', count: 1 }],
    ['video/snapshot,t_0,f_png|image/resize,w_100', { format: 'png', width: 100, height: 56 }],
  ])('%s', (text, expected) => {
    expect(output(text, CLIP)).toMatchObject(expected)
  })

  test('a GIF becomes a video where one is made of it', () => {
    const made = output('video/convert,f_mp4,vcodec_h264', GIF)
    expect(made).toMatchObject({ kind: 'video', format: 'mp4', width: 400, height: 300 })
  })

  test('what a source below the target is refused for', () => {
    const said = (text: string) => trace(text, CLIP).diagnostics.map(({ message }) => message)
    expect(said('video/convert,f_mp4,vcodec_h264,s_3840x2160,sopt_2')).toEqual([
      'The source has 2073600 for "s", below the target 8294400, and sopt_2 refuses that.',
    ])
    expect(said('video/convert,f_mp4,vcodec_h264,fps_50,fpsopt_2')).toEqual([
      'The source has 25 for "fps", below the target 50, and fpsopt_2 refuses that.',
    ])
    expect(said('video/convert,f_mp4,vcodec_h264,fps_25,fpsopt_2,s_640x,sopt_2')).toEqual([])
  })

  test('frames are billed, each of them', () => {
    const charges = (text: string) => trace(text, CLIP).charges.map(({ quantity }) => quantity)
    expect(charges('video/animation,f_gif,inter_1000')).toEqual([120])
    expect(charges('video/animation,f_gif')).toEqual([3000])
    expect(charges('image/resize,w_1')).toEqual([])
  })

  test.each([
    [1.502, 30_000 / 1001, 45],
    [1.5015, 30_000 / 1001, 45],
    [1.001, 60_000 / 1001, 60],
    [0.834, 24_000 / 1001, 20],
    [0.04, 25, 1],
    [1.52, 25, 38],
    [1.521, 25, 39],
  ])('%d s at %d frames a second are %i frames: what a container rounds up is none', (duration, frameRate, frames) => {
    expect(output('video/animation,f_gif', { ...CLIP, duration, frameRate })).toMatchObject({ frames })
  })

  test('a source of uneven rate gives bounds', () => {
    const uneven: Facts = { ...CLIP, frames: 2000, isSteady: false }
    expect(output('video/animation,f_gif', uneven)).toMatchObject({ frames: 2000 })
    expect(output('video/animation,f_gif,inter_1000', uneven)).toMatchObject({ frames: { minimum: 1, maximum: 120 } })
    expect(output('video/snapshots,f_jpg,m_key', CLIP)).toMatchObject({ count: { minimum: 1, maximum: 3000 } })
  })

  test('a start behind the end is refused, and few frames are told', () => {
    expect(trace('video/animation,f_gif,ss_120000', CLIP).diagnostics).toMatchObject([
      {
        ruleId: 'source-outside',
        severity: 'error',
        message: 'No frame is at or after 120000 ms: the source lasts 120000 ms.',
      },
    ])
    expect(said(trace('video/animation,f_gif,inter_60000,num_9', CLIP))).toEqual([
      'takes 2 frames instead of 9: the source has no more',
    ])
  })

  test.each([
    [6, 'video/snapshot,t_0,f_jpg', 1080, 1920],
    [6, 'video/snapshot,t_0,f_jpg,s_108', 108, 192],
    [6, 'video/snapshot,t_0,f_jpg,ar_auto', 1920, 1080],
    [1, 'video/snapshot,t_0,f_jpg,ar_h', 1080, 1920],
    [1, 'video/snapshot,t_0,f_jpg,ar_w', 1920, 1080],
  ])('orientation %i, %s', (orientation, text, width, height) => {
    expect(output(text, { ...CLIP, orientation })).toMatchObject({ width, height })
  })
})

describe('names', () => {
  const to = (object: string) => `|sys/saveas,o_${encodeBase64Url(object)},b_${encodeBase64Url('out')}`

  test.each([
    ['video/animation,f_gif', 'a/{barename}.{autoext}', 'a/{barename}.gif'],
    ['video/animation,f_webp', 'a/b', 'a/b.webp'],
    ['video/snapshots,f_jpg,inter_1000', 'a/b', 'a/b_0_{index}.jpg'],
    ['video/snapshots,f_jpg,inter_1000', 'a/b-{index}', 'a/b-{index}.jpg'],
    ['video/snapshots,f_jpg,num_1', 'a/b.png', 'a/b.png'],
    ['image/resize,w_1', 'a/b', 'a/b'],
  ])('%s to %s', (text, object, expected) => {
    expect(output(`${text}${to(object)}`, CLIP)).toMatchObject({ object: expected, bucket: 'out' })
  })
})

test('never throws, whatever the text and the facts', () => {
  const word = fc.constantFrom(
    'image',
    'video',
    'resize',
    'crop',
    'w_0',
    'h_99',
    'p_-1',
    ',',
    '/',
    '|',
    '\uFFFC',
    'animation',
    'f_gif',
    'inter_0',
    'style',
    'sys',
    'saveas',
    'o_YQ',
    '{',
    '}',
  )
  const number = fc.option(fc.oneof(fc.integer({ min: -5, max: 1e6 }), fc.double()), { nil: undefined })
  const facts = fc.record({
    kind: fc.constantFrom('image', 'video', 'audio', 'document'),
    width: number,
    height: number,
    frames: number,
    duration: number,
    frameRate: number,
    orientation: number,
  })
  fc.assert(
    fc.property(
      fc.array(word).map(parts => parts.join('')),
      facts,
      (text, given) => {
        expect(trace(text, given as Facts).outputs).toHaveLength(1)
      },
    ),
    { numRuns: 2000 },
  )
})

describe('limits that a resize tells whatever the picture', () => {
  const JPG: Facts = { kind: 'image', format: 'jpg' }
  test.each<[string, string[]]>([
    [
      'image/resize,m_fixed,w_9,h_5000,limit_0/format,heic',
      ['error The picture has 9 x 5000 px; HEIC output takes at most 4096 px a side.'],
    ],
    ['image/resize,m_mfit,w_4096,limit_0/format,heic', []],
    [
      'image/resize,w_79/blindwatermark,content_YQ',
      ['warning The picture has 1..79 x ? px; a hidden watermark needs 80 to 10000 px a side.'],
    ],
    ['image/resize,m_fixed,w_20000,h_20,limit_0/format,avif', []],
  ])('%s', (text, expected) => {
    const said = trace(text, JPG).diagnostics.filter(({ ruleId }) => ruleId === 'source-limit')
    expect(said.map(({ severity, message }) => `${severity} ${message}`)).toEqual(expected)
  })

  test.each<[string, Partial<Facts>, string | undefined]>([
    ['image/format,avif', { width: 4096, height: 2305 }, '0040-00000014'],
    ['image/format,heic', { width: 4097, height: 9 }, undefined],
  ])('%s of %j is refused by number %s', (text, facts, code) => {
    expect(trace(text, { ...JPG, ...facts }).diagnostics.map(({ serverCode }) => serverCode)).toEqual([code])
  })
})

test.each([
  'image/resize,w_abc',
  'image/resize,m_fill,w_${w},h_100',
  'image/crop,w_{{w}}',
  'image/resize,w_90,limit_no',
])('what comes of a value that is none nobody can tell, nor that nothing does: %s', text => {
  expect(sides(text)).toEqual([undefined, undefined])
  expect(said(trace(text, PHOTO))).toEqual([])
})
