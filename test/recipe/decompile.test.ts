import { describe, expect, test } from 'vitest'
import { decompile, diff } from '../../src/recipe/index.ts'

const STEPS = 'steps:\n  - image/resize:\n      width: 100\n'
const CONNECTION = 'connection:\n  endpoint: oss-cn-hangzhou.aliyuncs.com\n  bucket: photos\n'
const ASYNC = 'video/animation,f_gif,inter_1000|sys/saveas,o_ZGVzdC5naWY'
const ASYNC_STEPS = 'steps:\n  - video/animation:\n      format: gif\n      interval: 1s\nsaveas: dest.gif\n'

describe('decompile', () => {
  test.each([
    ['a string', 'image/resize,w_100', STEPS],
    [
      'a URL',
      'https://photos.oss-cn-hangzhou.aliyuncs.com/a%20b/%E4%B8%AD.jpg?x-oss-process=image%2Fresize%2Cw_100',
      `${CONNECTION}sources: a b/中.jpg\n${STEPS}`,
    ],
    [
      'a URL of another domain',
      'https://img.example.com/a.jpg?v=1&x-oss-process=image/resize,w_100#top',
      `sources: a.jpg\n${STEPS}`,
    ],
    [
      'a path-style URL',
      'http://127.0.0.1:9000/photos/a.jpg?x-oss-process=image/resize,w_100',
      `connection:\n  endpoint: http://127.0.0.1:9000\n  bucket: photos\nsources: a.jpg\n${STEPS}`,
    ],
    ['a body', `x-oss-async-process=${ASYNC}`, ASYNC_STEPS],
    ['an encoded body', `x-oss-async-process=${encodeURIComponent(ASYNC)}`, ASYNC_STEPS],
    [
      'a request',
      `POST /a.mkv?x-oss-async-process HTTP/1.1\r\nHost: photos.oss-cn-hangzhou.aliyuncs.com\r\nAuthorization: OSS x:y\r\n\r\nx-oss-async-process=${ASYNC}`,
      `${CONNECTION}sources: a.mkv\n${ASYNC_STEPS}`,
    ],
    ['a body that is sent synchronously', 'x-oss-process=image/resize,w_100', `${STEPS}via: post\n`],
  ])('%s', (_, text, expected) => {
    expect(decompile(text)).toBe(`version: 1\n${expected}`)
  })

  test('credentials of a signed URL stay behind', () => {
    const id = `LTAI${'5tExampleExample00'}`
    const yaml = decompile(
      `https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100&OSSAccessKeyId=${id}&Signature=abc&security-token=def`,
    )
    expect(yaml).toBe(`version: 1\n${CONNECTION}sources: a.jpg\n${STEPS}`)
  })
})

describe('diff', () => {
  test.each([
    ['the order of parameters', 'image/resize,w_100,h_50', 'image/resize,h_50,w_100'],
    ['a default', 'image/resize,w_100', 'image/resize,m_lfit,w_100'],
    ['padding', 'image/watermark,text_SGk', 'image/watermark,text_SGk='],
    ['letters of a colour', 'image/watermark,text_SGk,color_ff0000', 'image/watermark,text_SGk,color_FF0000'],
    ['two names of a format', 'image/format,jpg', 'image/format,jpeg'],
    [
      'a URL',
      'image/resize,w_100',
      'https://a.oss-cn-hangzhou.aliyuncs.com/b.jpg?x-oss-process=image%2Fresize%2Cw_100',
    ],
    ['a recipe', 'image/resize,w_100', 'version: 1\nsteps: [image/resize: {width: 100px}]\n'],
    ['leading zeros', 'image/resize,w_0100', 'image/resize,w_100'],
  ])('%s makes no difference', (_, left, right) => {
    expect(diff(left, right)).toEqual({ differences: [], diagnostics: [] })
  })

  test.each([
    ['image/resize,w_100', 'image/resize,w_200', ['image/resize w is "100" in the first and "200" in the second.']],
    ['image/resize,w_100', 'image/resize,w_100,m_fill', ['Only the second has image/resize m "fill".']],
    ['image/resize,w_100/rotate,90', 'image/resize,w_100', ['Only the first has image/rotate.']],
    [
      'image/rotate,90/resize,w_100',
      'image/resize,w_100/rotate,90',
      ['Only the first has image/rotate.', 'Only the second has image/rotate.'],
    ],
    ['image/format,png', 'image/format,webp', ['image/format is "png" in the first and "webp" in the second.']],
    [
      'image/info|sys/saveas,o_YQ',
      'image/info|sys/saveas,o_Yg',
      ['sys/saveas o is "a" in the first and "b" in the second.'],
    ],
  ])('%s and %s differ', (left, right, expected) => {
    expect(diff(left, right).differences.map(({ message }) => message)).toEqual(expected)
  })

  test('a built-in style and what it stands for', () => {
    const style = diff('style/::h264-mp4-360p', 'video/convert,f_mp4,vcodec_h264')
    expect(style.differences.map(({ kind }) => kind)).not.toContain('added')
    expect(style.differences.length).toBeGreaterThan(0)
  })

  test('Chinese', () => {
    const [found] = diff('image/resize,w_100', 'image/resize,w_200', { locale: 'zh' }).differences
    expect(found?.message).toBe('image/resize w 在第一个中为 "100"，在第二个中为 "200"。')
  })
})
