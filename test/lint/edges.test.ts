import { describe, expect, test, vi } from 'vitest'
import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import { applyEdits } from '../../src/language/edit.ts'
import { fixText } from '../../src/lint/fix.ts'
import { getRules } from '../../src/lint/get-rules.ts'
import { type LintOptions, lint, lintText } from '../../src/lint/lint.ts'
import type { Rule } from '../../src/lint/rule.ts'

const found = (text: string, options: LintOptions = {}): string[] =>
  lint(text, options).map(({ ruleId, messageId, severity }) => `${severity} ${ruleId}/${messageId}`)

const ON = (host: string, more = {}): LintOptions => ({ address: { host, ...more } })

describe('what hangs on the address', () => {
  test.each<[string, LintOptions, string[]]>([
    ['doc/preview', ON('preview.example.com', { isSigned: false }), ['info access/unsigned']],
    ['doc/preview', ON('preview.example.com', { isSigned: true }), []],
    ['img/s/200/300', ON('d.s3.cn-north-1.jdcloud-oss.com'), []],
    ['img/s/200/300', ON('img.example.com'), ['warning unknown-category/foreign']],
    ['image/watermark,image_bG9nby5wbmc', { address: { extension: 'gif' } }, ['warning still-animation/still']],
    ['image/watermark,image_bG9nby5wbmc,animation_1', { address: { extension: 'gif' } }, []],
    ['doc/edit', { address: { extension: 'csv' } }, ['warning source-kind/file']],
    ['doc/edit', { address: { extension: 'xlsx' } }, []],
    ['doc/preview', { address: { extension: 'pdf' } }, []],
    ['image/resize,w_100', { address: { extension: 'zip' } }, ['warning source-kind/unread']],
    ['doc/convert,target_pdf|sys/saveas,o_YS5wZGY', { address: { extension: 'txt' }, via: 'async' }, []],
    ['pointcloud/compress,m_octree/octree', { address: { extension: 'jpg' } }, ['warning source-kind/kind']],
    ['pointcloud/compress,m_octree/octree', { address: { extension: 'pcd' } }, []],
    ['image/resize,w_100', { address: { extension: 'pcd' } }, ['warning source-kind/kind']],
  ])('%s with %j', (text, options, expected) => expect(found(text, options)).toEqual(expected))
})

describe('one cause is one finding', () => {
  test.each<[string, string[]]>([
    ['image/resize,width_100', ['error unknown-parameter/misspelt']],
    ['image/resize,width_100,height_50', ['error unknown-parameter/misspelt', 'error unknown-parameter/misspelt']],
    ['image/resize,width_100,h_50', ['warning unknown-parameter/misspelt']],
    ['image/quality,quality_80', ['error unknown-parameter/unknown']],
    ['image/watermark,txt_SGVsbG8', ['error unknown-parameter/misspelt']],
    ['image/sharpen,amount_100', ['error unknown-parameter/nameless']],
    ['video/snapshot,time_1000,f_jpg', ['error unknown-parameter/misspelt']],
    ['video/animation,format_gif,num_5|sys/saveas,o_YS5naWY', ['error unknown-parameter/misspelt']],
    ['audio/convert,format_mp3|sys/saveas,o_YS5tcDM', ['error unknown-parameter/misspelt']],
    // Two causes: neither a side nor a known name is meant by the other one.
    ['image/resize,m_fill,foo_1', ['error missing-parameter/oneOf', 'warning unknown-parameter/unknown']],
    [' ', ['error syntax/emptyText']],
    ['\r\n', ['error syntax/emptyText']],
    ['\u3000', ['error syntax/emptyText']],
    ['image/resize,w_1| ', ['error syntax/emptyStage']],
    ['image/resize,w_1/ /quality,q_80', ['error syntax/blank']],
    ['image/resize,w_1//quality,q_80/', ['warning syntax/emptyOperation', 'warning syntax/emptyOperation']],
    ['image/ ', ['error syntax/missingOperation']],
  ])('%j', (text, expected) => expect(found(text)).toEqual(expected))

  test('an open operation may still get what is missing', () => {
    expect(found('image/resize,width_100', { open: true })).toEqual(['warning unknown-parameter/misspelt'])
  })
})

describe('what is meant by a slip', () => {
  const meant = (text: string) =>
    lint(text).flatMap(({ suggestions = [] }) => suggestions.map(({ edits }) => applyEdits(text, edits)))

  test.each([
    ['image/resizew_100', 'image/resize,w_100'],
    ['image/qualityq_80/format,webp', 'image/quality,q_80/format,webp'],
    ['image/rotate90', 'image/rotate,90'],
    ['image/formatwebp', 'image/format,webp'],
    ['image/circler_10', 'image/circle,r_10'],
    ['image/crop,w_10,g_southeast', 'image/crop,w_10,g_se'],
    ['image/watermark,text_SGVsbG8,g_top-right', 'image/watermark,text_SGVsbG8,g_ne'],
    ['image/resize,w_1/saveas,o_YS5qcGc', 'image/resize,w_1|sys/saveas,o_YS5qcGc'],
  ])('%s: %s', (text, expected) => expect(meant(text)).toEqual([expected]))

  test('an operation that a value does not fit is only named', () => {
    expect(meant('image/sharpen5')).toEqual(['image/sharpen'])
    expect(meant('image/saveas,o_YQ')).toEqual([])
    expect(found('sys/saveas,o_YS5qcGc|image/resize,w_1')).toEqual(['error misplaced-saveas/first'])
  })
})

describe('a second key in a string', () => {
  const fixed = (text: string) =>
    lint(text).map(({ message, fix }) => [/Expected (.*)\./.exec(message)?.[1], fix?.map(edit => edit.text)])

  test.each([
    ['image/resize,w_1?x-oss-process=image/quality,q_80', '"/" and the operations alone, in one string', ['/']],
    ['image/resize,w_1?x-oss-process=sys/saveas,o_YQ', '"|" and the second string alone', ['|']],
    ['style/a?x-oss-process=image/quality,q_80', 'one of the two strings', undefined],
    ['image/resize,w_1?x-oss-process=style/a', 'one of the two strings', undefined],
  ])('%s', (text, expected, fix) => expect(fixed(text)).toEqual([[expected, fix]]))
})

describe('what an open end may still bring', () => {
  test.each(['video/convert,f_mp4,vcodec_h264,acodec_aac', 'video/animation,f_gif,inter_1000'])('%s', text => {
    expect(found(text, { open: true, via: 'async' })).toEqual([])
    expect(found(text, { via: 'async' })).toEqual(['error missing-saveas/missing'])
  })

  test.each<[string, string[]]>([
    ['image/quality,q_80', ['warning still-animation/still']],
    ['image/resize,w_100/rotate,90', ['warning still-animation/still']],
    // A side, "animation_1".
    ['image/resize,p_50', []],
    ['image/watermark,image_bG9nby5wbmc', []],
  ])('of a GIF that stands still: %s', (text, expected) => {
    expect(found(text, { open: true, address: { extension: 'gif' } })).toEqual(expected)
  })
})

describe('what stands in another stage', () => {
  test.each<[string, string[]]>([
    ['image/resize,m_fixed,w_4096,h_4096|image/format,avif', ['error output-area/formatArea']],
    ['image/resize,m_fixed,w_4096,h_2304|image/format,avif', []],
    ['image/resize,m_fixed,w_4096,h_4096|image/crop,w_100|image/format,avif', []],
    ['image/format,webp|image/format,jpg', ['info redundant-operation/overruled']],
    ['image/resize,w_100|image/resize,w_50', ['info redundant-operation/twice']],
    ['image/resize,w_100|image/crop,w_50|image/resize,w_20', []],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
})

describe('a good value beside a bad one', () => {
  const twice = 'warning duplicate-parameter/repeated'
  test.each<[string, string[]]>([
    ['video/snapshot,t_9000,f_jpg,m_fast,m_lfit,w_9', [twice, 'warning parameter-enum/enum']],
    ['video/snapshot,t_9000,f_jpg,m_lfit,w_9,m_fast', ['warning parameter-enum/enum', twice]],
    ['image/resize,w_9,w_99999', [twice, 'warning parameter-range/range']],
    ['image/watermark,text_SGVsbG8,t_101,t_9', ['warning parameter-range/range', twice]],
    ['image/resize,w_0,w_99999', [twice, 'warning parameter-range/range', 'error parameter-range/range']],
    // The last good one is what counts.
    ['image/resize,m_lfit,m_fixed,w_5000,h_5000', [twice, 'error output-area/area']],
    ['image/resize,m_fixed,m_lfit,w_5000,h_5000', [twice]],
    ['image/resize,m_fixed,m_foo,w_5000,h_5000', [twice, 'error output-area/area', 'warning parameter-enum/enum']],
  ])('%s', (text, expected) => expect(found(text).sort()).toEqual([...expected].sort()))
})

describe('a quality without a name', () => {
  test.each<[string, string[]]>([
    ['image/quality,1', ['warning undocumented/undocumented']],
    ['image/quality,200', ['error parameter-range/range']],
    ['image/quality,high', ['error parameter-type/type']],
  ])('%s', (text, expected) => expect(found(text).sort()).toEqual(expected))
})

describe('commas with nothing between them are no values', () => {
  const comma = 'warning syntax/emptyParameter'
  test.each<[string, string[]]>([
    ['image/rotate,90,', [comma]],
    ['image/rotate,,90', [comma]],
    ['image/quality,q_80,,', [comma, comma]],
    ['image/format,,webp', [comma]],
    ['image/resize,w_1,,h_1', [comma]],
    ['image/rotate,,', [comma, comma, 'error missing-parameter/value']],
  ])('%s', (text, expected) => expect(found(text).sort()).toEqual([...expected].sort()))
})

describe('the picture of a watermark', () => {
  const mark = (key: string) => `image/watermark,image_${encodeBase64Url(key)}`
  test.each(['a.gif', 'a.mp4', 'dir/a.SVG?x-oss-process=image/resize,P_10', 'a.heic'])('is not %s', key => {
    expect(found(mark(key))).toEqual(['warning source-kind/mark'])
  })
  test.each(['a.jpeg', 'a.tif', 'a.webp', 'logo', 'logo.v2', 'a.gif/b.bmp'])('is %s', key => {
    expect(found(mark(key))).toEqual([])
  })
})

describe('sides that a hidden watermark takes', () => {
  const hide = 'image/blindwatermark,content_SGVsbG8|sys/saveas,o_YS5qcGc'
  const facts = (width: number, height: number): LintOptions => ({
    via: 'post',
    facts: { kind: 'image', width, height },
  })
  test.each<[number, number, string[]]>([
    [80, 10_000, []],
    [79, 500, ['warning source-limit/cannotHide']],
    [500, 10_001, ['warning source-limit/cannotHide']],
  ])('%i x %i', (width, height, expected) => expect(found(hide, facts(width, height))).toEqual(expected))

  test('after a resize of a picture of unknown sides', () => {
    const text = (side: number) => `image/resize,w_${side}/blindwatermark,content_SGVsbG8|sys/saveas,o_YS5qcGc`
    const options: LintOptions = { via: 'post', facts: { kind: 'image' } }
    expect(found(text(79), options)).toEqual(['warning source-limit/cannotHide'])
    expect(found(text(80), options)).toEqual([])
  })
})

describe('one cause, one finding', () => {
  test.each<[string, string[]]>([
    ['image/watermark,text_SGVsbG8,resize,w_300,h_300,color_FFFFFF,size_20', ['warning wrong-separator/operation']],
    ['image/resize,w_300,h_300,watermark,text_SGVsbG8,m_pad', ['warning wrong-separator/operation']],
    ['video/animation,fgif|sys/saveas,o_b3V0LmdpZg', ['error unknown-parameter/unseparated']],
    ['image/resize,w_1,h2', ['warning unknown-parameter/unseparated']],
    ['image/crop,w_1/h_2', ['error unknown-operation/parameter']],
    ['image/watermark,image_cGFuZGEucG5n,g_middle,x_1,y_1', ['error parameter-enum/misspelt']],
    ['image/resize,m_cover,w_10,h_10,color_FFFFFF', ['error parameter-enum/misspelt']],
    ['image/resize,m_fill,w_70000,h_500', ['error parameter-range/range']],
    ['video/sprite,f_jpg,sw_90,sh_90,tw_500,th_4|sys/saveas,o_e2luZGV4fS5qcGc', ['error parameter-range/range']],
    ['doc/convert,target_svg|sys/saveas,o_YS5zdmc', ['error parameter-enum/enum']],
    ['doc/preview,print_yes,export_1', ['error parameter-enum/enum']],
    ['image/resize/width=580/height=499', ['error unknown-operation/parameter']],
    ['image/watermark/text_SGVsbG8/size_20/resize,w_100', ['error unknown-operation/parameter']],
    ['image/labels/codes', ['error exclusive-operation/alone']],
    ['image/info/rotate,90/average-hue', ['error exclusive-operation/alone']],
    ['thumb_200', ['error unknown-category/lone']],
    ['图片', ['error unknown-category/unknown']],
    ['image/quality=80', ['error unknown-operation/separator']],
    ['image/blur,5', ['error unknown-parameter/bare']],
    ['image/circle,300', ['error unknown-parameter/bare']],
    ['image/resize,width=300', ['error unknown-parameter/unseparated']],
    ['image/resize,w_1,video/info', ['error wrong-separator/pipe']],
    ['video/convert,f_mp4,vcodec_h264/sys/saveas,o_YS5tcDQ/notify,topic_QQ', ['error wrong-separator/pipe']],
    ['video/convert,f_mp4,vcodec_h264,sys/saveas,o_YS5tcDQ/notify,topic_QQ', ['error wrong-separator/pipe']],
    ['image/format,png,sys/saveas', ['error wrong-separator/pipe']],
    ['video/animation,f_gif,inter_1000,sys/saveas,o_b3V0LmdpZg', ['error wrong-separator/pipe']],
    ['video/convert,f_mkv,vb_900000,s_640x,fps_24|sys/saveas,o_YS5ta3Y', ['warning no-effect/when']],
    ['video/convert,f_mov,vn_1,fps_24,vcodec_h264,crf_20|sys/saveas,o_YS5tb3Y', ['warning no-effect/when']],
    ['video/convert,f_mp4,vcodec_h265,an_1,ar_44100,acodec_aac|sys/saveas,o_YS5tcDQ', ['warning no-effect/when']],
    ['image/resize,h_10,p_50,s_20', ['warning no-effect/when']],
    ['image/watermark,image_bG9nby5wbmc,size_9,color_FF0000,shadow_1', ['warning no-effect/unless']],
    ['image/rotate/180', ['error unknown-operation/parameter']],
    ['image/interlace/1/quality,q_9', ['error unknown-operation/parameter']],
    ['image/watermark,type_d3F5LXplbmhlaQ%3D%3D,text_SGVsbG8', ['error double-encoding/encoded']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))

  test.each<[string, LintOptions, string[]]>([
    ['video/sprite,f_jpg,num_36|sys/saveas,o_e2luZGV4fS5qcGc', { via: 'get' }, ['error wrong-via/told']],
  ])('%s with %j', (text, options, expected) => expect(found(text, options)).toEqual(expected))

  test('sizes that are refused are not proposed', () => {
    const proposed = (text: string) => lint(text).map(({ suggestions = [] }) => suggestions.length)
    expect(proposed('hls/m3u8,s_12')).toEqual([0])
    expect(proposed('hls/m3u8,s_1280')).toEqual([2])
    expect(proposed('hls/m3u8,s_1280*9')).toEqual([0])
  })

  test('what is wrong beside a parameter under another name is told as well', () => {
    expect(found('video/sprite,format_png,inter_1000', { via: 'get' })).toEqual([
      'error wrong-via/told',
      'error unknown-parameter/misspelt',
    ])
  })

  test('a rule that is off speaks for no other', () => {
    const rules = { 'unknown-parameter': 'off', 'unknown-operation': 'off' } as const
    expect(found('image/resize,w400', { rules })).toEqual(['error missing-parameter/oneOf'])
    expect(found('image/resize/w_300', { rules })).toEqual(['error missing-parameter/oneOf'])
  })
})

describe('a separator that is left out, or another one', () => {
  test.each([
    ['image/rotate:270', 'image/rotate,270'],
    ['image/bright-20', 'image/bright,-20'],
    ['image/format.avif', 'image/format,avif'],
    ['image/crop:w_5', 'image/crop,w_5'],
    ['image/format/avif', 'image/format,avif'],
    ['image/auto-orient/0', 'image/auto-orient,0'],
  ])('%s may mean %s', (text, expected) => {
    const meant = lint(text).flatMap(({ suggestions = [] }) => suggestions.map(({ edits }) => applyEdits(text, edits)))
    expect(meant).toEqual([expected])
  })
})

describe('options behind an operation', () => {
  test.each<[string, string[]]>([
    ['pointcloud/compress,m_octree/octree/octree,pr_0.5', ['warning duplicate-parameter/identical']],
    [
      'video/convert,f_mp4,vcodec_h264/segment/segment|sys/saveas,o_YS5tcDQ',
      [
        'warning undocumented/undocumented',
        'warning duplicate-parameter/identical',
        'warning undocumented/undocumented',
      ],
    ],
    ['pointcloud/compress,m_octree/octree,pr_0.5,or_0.5', []],
    ['audio/concat,f_mp3/pre,o_YQ/pre,o_Yg/sur,o_Yw/sur,o_Yw|sys/saveas,o_YS5tcDM', []],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
})

describe('rules that programs without types give', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ 'parameter-rang': 'off' }, 'There is no rule "parameter-rang" that looks at strings.'],
    [{ 'unused-directive': 'off' }, 'There is no rule "unused-directive" that looks at strings.'],
    [{ undocumented: 'warn' }, 'The rule "undocumented" is "warn"; expected error, warning, info, off.'],
    [{ undocumented: 2 }, 'The rule "undocumented" is 2; expected error, warning, info, off.'],
    [{ undocumented: ['off'] }, 'The rule "undocumented" is a list; expected error, warning, info, off.'],
  ])('%j', (rules, message) => {
    const given = JSON.parse(JSON.stringify({ rules }))
    for (const run of [lint, lintText, fixText]) expect(() => run('image/info', given)).toThrow(message)
  })

  test('are those that are there, and those beside them', () => {
    const [rule] = getRules()
    const mine: Rule | undefined = rule && { ...rule, id: 'mine' }
    expect(mine).toBeDefined()
    expect(found('image/info', { rules: { mine: 'off' }, extraRules: mine ? [mine] : [] })).toEqual([])
    expect(() => lint('image/info', JSON.parse('{"rules":["mine"]}'))).toThrow('"rules" is a list; expected an object.')
  })
})

describe('an operation of many parameters is judged as one of few', () => {
  test.each([
    ['image/resize,w_0,w_5', ',limit_0', 'warning parameter-range/range'],
    ['image/resize,w_5,w_0', ',limit_0', 'warning parameter-range/range'],
    ['image/resize,w_10,l_20', ',limit_0', 'warning no-effect/when'],
    ['image/crop,w_5,p_50', ',g_se', 'warning no-effect/unless'],
  ])('%s%s', (text, extra, expected) => {
    const others = (more: string) => found(text + more).filter(one => !one.includes('duplicate-parameter'))
    for (const count of [0, 31, 300]) expect(others(extra.repeat(count)), `${count} more`).toEqual([expected])
  })
})

test('without the encodings of Chinese, nothing is said of its signs', async () => {
  const text = 'image/watermark,text_57mB6auU'
  expect(found(text)).toEqual(['warning traditional-chinese/traditional'])
  class Poor extends TextDecoder {
    constructor(label?: string, options?: ConstructorParameters<typeof TextDecoder>[1]) {
      if (label === 'gbk' || label === 'big5') throw new RangeError(`The "${label}" encoding is not supported`)
      super(label, options)
    }
  }
  vi.resetModules()
  vi.stubGlobal('TextDecoder', Poor)
  const fresh = await import('../../src/lint/lint.ts')
  expect(fresh.lint(text)).toEqual([])
  vi.unstubAllGlobals()
})
