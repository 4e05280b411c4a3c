import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import { audio, build, doc, hls, image, processString, video } from '../../src/catalogue/build.ts'
import { isSameProcess } from '../../src/catalogue/format.ts'
import { lint } from '../../src/lint/lint.ts'
import { expectLinear } from '../linear.ts'

describe('build', () => {
  test.each([
    [image().resize({ width: 200 }).format('webp'), 'image/resize,w_200/format,webp'],
    [
      image().resize({ height: 100, width: 200, mode: 'fill' }).autoOrient(1),
      'image/resize,m_fill,w_200,h_100/auto-orient,1',
    ],
    [image().quality({ value: 80 }).rotate(90), 'image/quality,80/rotate,90'],
    [image().watermark({ text: '图片', gravity: 'se' }), 'image/watermark,text_5Zu-54mH,g_se'],
    [
      image().resize({ width: 1 }).saveas({ object: 'out/a.jpg', bucket: 'media' }),
      'image/resize,w_1|sys/saveas,o_b3V0L2EuanBn,b_bWVkaWE',
    ],
    [video().snapshot({ time: 1000, format: 'jpg' }), 'video/snapshot,t_1000,f_jpg'],
    [doc().convert({ target: 'png' }), 'doc/convert,target_png'],
  ])('%s', (built, expected) => {
    expect(isSameProcess(String(built), expected)).toBe(true)
    expect(
      lint(String(built)).filter(({ severity, ruleId }) => severity === 'error' && ruleId !== 'missing-saveas'),
    ).toEqual([])
  })

  test('starts in every category', () => {
    expect(String(audio().info())).toBe('audio/info')
    expect(Object.keys(hls())).toEqual(Object.keys(build('hls')))
  })

  test('refuses at run time what does not compile', () => {
    const loose: { resize(parameters: unknown): unknown; format(value: unknown): unknown } = image()
    expect(() => loose.resize({ widht: 1 })).toThrow(
      /^image\/resize has no parameter "widht"; expected one of mode, width, height,/,
    )
    expect(() => loose.resize({ width: 0 })).toThrow('width is "0", but image/resize takes an integer from 1 to 16384.')
    expect(() => loose.format('webp/resize,w_1')).toThrow(RangeError)
    expect(() => Reflect.apply(build, undefined, ['picture'])).toThrow('There is no category "picture".')
    // @ts-expect-error a name that OSS does not have
    expect(() => image().resize({ widht: 1 })).toThrow()
    // @ts-expect-error a value that OSS does not have
    expect(() => image().format('jpeg2')).toThrow()
    // @ts-expect-error an operation that OSS does not have
    expect(() => image().thumbnail({ width: 1 })).toThrow()
  })
})

test('processString puts values in, encoded where Base64 is expected', () => {
  expect(processString`image/resize,w_${200}/watermark,text_${'a/b,c'},g_${'se'}`).toBe(
    'image/resize,w_200/watermark,text_YS9iLGM,g_se',
  )
  expect(processString`image/resize,w_${1}|sys/saveas,o_${'x y.jpg'}`).toBe('image/resize,w_1|sys/saveas,o_eCB5LmpwZw')
  for (const value of ['1,h_2', '1/info', 'a|b', '', 'a b'])
    expect(() => processString`image/resize,w_${value}`).toThrow(/so that it is not one value of a process string\.$/)
})

const watermark = (object: string) => `image/watermark,image_${encodeBase64Url(object)}`

test.each([
  ['image/resize,h_1,w_2', 'image/resize,m_lfit,w_2,h_1', true],
  ['image/resize,w_2,color_ff0000', 'image/resize,color_FF0000,w_2', true],
  ['image/watermark,text_SGVsbG8=', 'image/watermark,text_SGVsbG8', true],
  ['image/resize,w_2', 'image/resize,w_3', false],
  ['image/resize,w_2/format,webp', 'image/format,webp/resize,w_2', false],
  ['if_status_eq_404{image/resize,w_2,m_lfit}', 'if_status_eq_404{image/resize,w_2}', true],
  ['if_status_eq_404{image/resize,w_2,m_pad}', 'if_status_eq_404{image/resize,w_2}', false],
  ['image/resize,w_2,limit_0,limit_1', 'image/resize,w_2,limit_0', false],
  ['image/crop,w_2,g_nw,g_nw', 'image/crop,w_2,g_nw', false],
  ['image/resize,x_lfit,w_2', 'image/resize,w_2', false],
  [
    watermark('logo.png?x-oss-process=image/resize,P_20,m_lfit'),
    watermark('logo.png?x-oss-process=image/resize,P_20'),
    true,
  ],
  [
    watermark('logo.png?x-oss-process=image/resize,P_20,m_pad'),
    watermark('logo.png?x-oss-process=image/resize,P_20'),
    false,
  ],
  [watermark('m_lfit.png'), watermark('m_pad.png'), false],
])('%s and %s: %j', (one, other, expected) => {
  expect(isSameProcess(one, other)).toBe(expected)
})

test('texts of many defaults that stand twice are compared in linear time', () => {
  const text = (size: number) => `image/resize${',m_lfit'.repeat(size / 16)}${',limit_1'.repeat(size / 16)}`
  expectLinear(size => isSameProcess(text(size), `${text(size)},w_1`), { size: 16_384, most: 12 })
})
