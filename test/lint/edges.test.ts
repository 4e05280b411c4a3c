import { describe, expect, test, vi } from 'vitest'
import { type LintOptions, lint } from '../../src/lint/lint.ts'

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
  ])('%s with %j', (text, options, expected) => expect(found(text, options)).toEqual(expected))
})

describe('what an open end may still bring', () => {
  test.each(['video/convert,f_mp4,vcodec_h264,acodec_aac', 'video/animation,f_gif,inter_1000'])('%s', text => {
    expect(found(text, { open: true, via: 'async' })).toEqual([])
    expect(found(text, { via: 'async' })).toEqual(['error missing-saveas/missing'])
  })
})

describe('one cause, one finding', () => {
  test.each<[string, string[]]>([
    ['image/watermark,text_SGVsbG8,resize,w_300,h_300,color_FFFFFF,size_20', ['warning wrong-separator/operation']],
    ['image/resize,w_300,h_300,watermark,text_SGVsbG8,m_pad', ['warning wrong-separator/operation']],
    ['video/animation,fgif|sys/saveas,o_b3V0LmdpZg', ['error unknown-parameter/unseparated']],
    ['image/resize,w_1,h2', ['warning unknown-parameter/unseparated']],
    ['image/crop,w_1/h_2', ['error unknown-operation/parameter']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))

  test('a rule that is off speaks for no other', () => {
    const rules = { 'unknown-parameter': 'off', 'unknown-operation': 'off' } as const
    expect(found('image/resize,w400', { rules })).toEqual(['error missing-parameter/oneOf'])
    expect(found('image/resize/w_300', { rules })).toEqual(['error missing-parameter/oneOf'])
  })
})

describe('an operation of many parameters is judged as one of few', () => {
  test.each([
    ['image/resize,w_0,w_5', ',limit_0', 'warning parameter-range/range'],
    ['image/resize,w_5,w_0', ',limit_0', 'error parameter-range/range'],
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
