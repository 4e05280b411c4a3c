import { describe, expect, test } from 'vitest'
import { explain } from '../../src/catalog/explain.ts'
import { format } from '../../src/catalog/format.ts'
import { encodeBase64Url } from '../../src/language/base64url.ts'

const picture = (key: string) => `image/watermark,image_${encodeBase64Url(key)}`
const BY_GET = 'Works by: GET ?x-oss-process, POST ?x-oss-process'

describe('explaining', () => {
  test.each<readonly [text: string, lines: readonly string[]]>([
    ['', ['nothing: unknown to OSS']],
    ['image', ['image: unknown to OSS']],
    ['style', ['style: unknown to OSS']],
    ['style/small', ['style/small: style stored with the bucket']],
    ['resize,w_1', ['resize: unknown to OSS', '  w = 1 (unknown to OSS)']],
    ['foo/bar,x_1,y', ['foo/bar: unknown to OSS', '  x = 1 (unknown to OSS)', '  y (unknown to OSS)']],
    [
      'image/resize,w_100/format,webp|sys/saveas,o_YQ',
      [
        'image/resize: Resize',
        '  w (width) = 100 px',
        `  ${BY_GET}`,
        'image/format: Convert the format',
        '  format of the output = webp',
        `  ${BY_GET}`,
        'sys/saveas: Save the result',
        '  o (object) = "a"',
      ],
    ],
    [
      'if_status_eq_404{hls/ts,from_YQ}',
      [
        'if_status_eq_404: only when the condition holds:',
        '  hls/ts: Piece made on demand',
        '    from (playlist) = "a"',
        '    Works by: GET ?x-oss-process',
      ],
    ],
    [
      `${picture('logo.png?x-oss-process=image/resize,P_30')},text_%`,
      [
        'image/watermark: Watermark',
        '  image (watermark picture) = "logo.png?x-oss-process=image/resize,P_30"',
        '    image/resize: Resize',
        '      P (share of the main picture) = 30 %',
        `      ${BY_GET}`,
        '  text (watermark text) = %',
        `  ${BY_GET}`,
      ],
    ],
    [
      'video/concat,f_mp4/pre,o_YQ,t_1000/zzz',
      [
        'video/concat: Join videos',
        '  f (container) = mp4',
        '  Works by: POST ?x-oss-async-process',
        '  video/concat/pre: file in front',
        '    o (object in the same bucket) = "a"',
        '    t (duration, 0 = to the end) = 1000 ms',
        'video/zzz: unknown to OSS',
      ],
    ],
    [
      'video/animation,f_gif',
      [
        'video/animation: Video to animated picture',
        '  f (format) = gif',
        '  Works by: POST ?x-oss-async-process',
        '  Billed: MediaAnimation, by output frame',
      ],
    ],
  ])('%s', (text, lines) => {
    expect(explain(text).split('\n')).toEqual(lines)
  })

  test('is in Chinese where that is asked for', () => {
    expect(explain('image/rotate,90|style/a|', { locale: 'zh' }).split('\n')).toEqual([
      'image/rotate: 旋转',
      '  顺时针角度 = 90 °',
      '  可用方式：GET ?x-oss-process, POST ?x-oss-process',
      'style/a: 存储空间中保存的样式',
      '空: OSS 不认识',
    ])
  })
})

describe('formatting', () => {
  test.each([
    ['if_status_eq_404{image/resize,h_1,w_1}', 'if_status_eq_404{image/resize,w_1,h_1}'],
    ['image/resize,m_pad,color_ff00aa,w_1', 'image/resize,m_pad,w_1,color_FF00AA'],
    ['image/resize,m_pad,color_red,w_1', 'image/resize,m_pad,w_1,color_red'],
    ['doc/convert,pages_MSwy==,target_png', 'doc/convert,target_png,pages_MSwy'],
    ['image/watermark,text_8J+YgA==', 'image/watermark,text_8J-YgA'],
    [picture('logo.png?x-oss-process=image/resize,h_1,w_1'), picture('logo.png?x-oss-process=image/resize,w_1,h_1')],
    [`${picture('logo.png')}=`, picture('logo.png')],
    ['video/concat,vcodec_h264,f_mp4/pre,t_1,o_YQ==', 'video/concat,f_mp4,vcodec_h264/pre,o_YQ,t_1'],
  ])('%s becomes %s', (text, canonical) => {
    expect(format(text)).toBe(canonical)
  })

  test.each([
    '',
    'image/rotate,90',
    'resize,h_1,w_1',
    'foo/bar,b_1,a_1',
    'image/resize,h_1,w_',
    'image/resize,zz_1,h_1,w_1',
    'image/watermark,text_%',
    'doc/convert,target_png,pages_1',
    'doc/convert,target_png,pages_YWJj=',
  ])('leaves %j as it is', text => {
    expect(format(text)).toBe(text)
  })
})
