import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import { explain } from '../../src/catalogue/explain.ts'
import { format } from '../../src/catalogue/format.ts'

const picture = (key: string) => `image/watermark,image_${encodeBase64Url(key)}`
const BY_GET = 'Works by: GET ?x-oss-process, POST ?x-oss-process'
const BY_ANYBODY = 'Asked for by: anybody, where the object is public'
const BY_IMM = 'Asked for by: a signed request; the bucket is bound to an IMM project'
const SOURCE_OF_RESIZE =
  'The source has at most 20 MB (more can be applied for in the Quota Center), 30,000 px a side and 250,000,000 px with all its frames; a GIF is never enlarged.'
const RESULT_OF_RESIZE = 'The result has at most 16,384 px a side and 16,777,216 px in all.'
const RESIZE = [
  ...[BY_GET, BY_ANYBODY, SOURCE_OF_RESIZE, RESULT_OF_RESIZE],
  ...['Page: Resize images (tr, 2026-10-14)', 'Page: KB 311238 (en, 2021-09-16)'],
]
const IMM = [
  '',
  'IMM is offered in: China (Hangzhou), China (Shanghai), China (Qingdao), China (Beijing), China (Zhangjiakou), China (Ulanqab), China (Shenzhen), China (Guangzhou), China (Chengdu), China (Hong Kong), Singapore, Indonesia (Jakarta), Germany (Frankfurt), and perhaps elsewhere.',
  'Where IMM does the work, a request that is answered with 4xx is billed as a request all the same: IMM billing overview (ja, 2025-11-09).',
]

/** Lines set in by some blanks. */
const setIn = (blanks: number, lines: readonly string[]) => lines.map(line => `${' '.repeat(blanks)}${line}`)

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
        ...setIn(2, RESIZE),
        'image/format: Convert the format',
        '  format of the output = webp',
        `  ${BY_GET}`,
        `  ${BY_ANYBODY}`,
        '  HEIC and AVIF are written in China (Hangzhou), China (Shanghai), China (Beijing), China (Zhangjiakou), China (Shenzhen), Singapore, US (Virginia) only; an AVIF has at most 9,437,184 px (4,096 x 2,304), a HEIC 4,096 px a side.',
        '  Page: Convert image formats',
        '  Page: Advanced image compression (pt-br, undated)',
        'sys/saveas: Save the result',
        '  o (object) = "a"',
        '  The target has the account and the region of the source, and the ACL of its bucket; the permissions PostProcessTask and PutObject are needed.',
        '  Page: Save processed objects',
      ],
    ],
    [
      'if_status_eq_404{hls/ts,from_YQ}',
      [
        'if_status_eq_404: only when the condition holds:',
        '  hls/ts: Piece made on demand',
        '    from (playlist) = "a"',
        '    Works by: GET ?x-oss-process',
        `    ${BY_IMM}`,
        '    Page: Live transcoding (en, 2025-12-20)',
        ...IMM,
      ],
    ],
    [
      `${picture('logo.png?x-oss-process=image/resize,P_30')},text_%`,
      [
        'image/watermark: Watermark',
        '  image (watermark picture) = "logo.png?x-oss-process=image/resize,P_30"',
        '    image/resize: Resize',
        '      P (share of the main picture) = 30 %',
        ...setIn(6, RESIZE),
        '  text (watermark text) = %',
        `  ${BY_GET}`,
        `  ${BY_ANYBODY}`,
        '  At most 3 pictures (2022, July 2025) or 6 (March 2024) of the same bucket, as JPG, PNG, BMP, WebP or TIFF; they may not cover each other fully. Text in traditional Chinese is not drawn.',
        '  Page: Add watermarks (fr, 2026-08-18)',
        '  Page: KB 311238 (en, 2021-09-16)',
      ],
    ],
    [
      'video/concat,f_mp4/pre,o_YQ,t_1000/zzz',
      [
        'video/concat: Join videos',
        '  f (container) = mp4',
        '  Works by: POST ?x-oss-async-process',
        `  ${BY_IMM}`,
        '  Sources of another size, frame rate or codec may silently lose all but the first.',
        '  Page: Video concatenation',
        '  Page: aliyun/alibabacloud-aiops-skills, alibabacloud-oss-media-process (en, 2026-05-11)',
        '  video/concat/pre: file in front',
        '    o (object in the same bucket) = "a"',
        '    t (duration, 0 = to the end) = 1000 ms',
        'video/zzz: unknown to OSS',
        ...IMM,
      ],
    ],
    [
      'video/animation,f_gif',
      [
        'video/animation: Video to animated picture',
        '  f (format) = gif',
        '  Works by: POST ?x-oss-async-process',
        `  ${BY_IMM}`,
        '  Billed: MediaAnimation, by output frame',
        '  Page: Convert videos to animated images (fr, 2026-09-22)',
        ...IMM,
      ],
    ],
  ])('%s', (text, lines) => {
    expect(explain(text).split('\n')).toEqual(lines)
  })

  test('is in Chinese where that is asked for', () => {
    expect(explain('image/rotate,90|style/a|', { locale: 'zh' }).split('\n')).toEqual([
      'image/rotate：旋转',
      '  顺时针角度 = 90 °',
      '  可用方式：GET ?x-oss-process、POST ?x-oss-process',
      '  访问要求：公共读文件可匿名访问',
      '  源图每边不超过 4096 px。',
      '  文档：Rotate（en，无日期）',
      'style/a：存储空间中保存的样式',
      '空：OSS 不支持',
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
    '\n',
    'image/resize,h_75,w_10\n',
    ' image/resize,h_75,w_10',
    'image/resize,h_75, w_10',
    'image/resize,h_75,w_10\n/format,webp',
    'image/resize,h_75\u0000,w_10',
    'image/resize,zz_1,h_1,w_1',
    'image/watermark,text_%',
    'doc/convert,target_png,pages_1',
    'doc/convert,target_png,pages_YWJj=',
  ])('leaves %j as it is', text => {
    expect(format(text)).toBe(text)
  })
})
