import { describe, expect, test } from 'vitest'
import { complete, signatureAt, sizesOf, spansAround } from '../../src/editing/index.ts'

describe('the signature of an operation', () => {
  test.each([
    ['image/resize,w_2^00', 'resize,m_,w_,h_,l_,s_,p_,P_,limit_,color_', 'w_'],
    ['image/resize,w_200,^', 'resize,m_,w_,h_,l_,s_,p_,P_,limit_,color_', undefined],
    ['image/rotate,9^0/format,webp', 'rotate,angle', 'angle'],
    ['image/resize,w_200/format,we^bp', 'format,format', 'format'],
    ['image/res^ize,w_200', undefined, undefined],
    ['image/unknown,w_^200', undefined, undefined],
  ])('in %s', (marked, label, active) => {
    const found = signatureAt(marked.replace('^', ''), marked.indexOf('^'), 'en')
    const span = found?.active === undefined ? undefined : found.parameters[found.active]?.span
    expect([found?.label, span && found?.label.slice(span.start, span.end)]).toEqual([label, active])
  })
})

test('the spans around a value go from the inside out', () => {
  const text = 'image/resize,w_200|sys/saveas,o_YQ'
  const around = (at: number) => spansAround(text, at).map(({ start, end }) => text.slice(start, end))
  expect(around(16)).toEqual(['200', 'w_200', 'resize,w_200', 'image/resize,w_200', text])
  expect(around(8)).toEqual(['resize,w_200', 'image/resize,w_200', text])
})

describe('sizes', () => {
  const photo = { kind: 'image', format: 'jpg', width: 4000, height: 3000, frames: 1, orientation: 1 } as const
  const film = { kind: 'video', format: 'mp4', width: 1920, height: 1080, duration: 12, frameRate: 25 } as const
  test.each([
    ['image/resize,w_200/quality,q_80/format,webp', photo, ['18 200 x 150', '43 200 x 150 webp']],
    ['image/quality,q_80', photo, []],
    ['image/resize,w_\uFFFC', photo, []],
    ['video/animation,f_gif,w_100,h_100,inter_1000', film, ['44 100 x 100 gif 12 帧']],
    ['no/such', photo, []],
  ])('behind the operations of %s', (text, source, hints) => {
    expect(
      sizesOf(text, [{ kind: 'audio', format: 'mp3' }, source], 'zh').map(({ offset, label }) => `${offset} ${label}`),
    ).toEqual(hints)
  })
})

test('fonts are completed by their Chinese names, and encoded', () => {
  const text = 'image/watermark,text_SGVsbG8,type_'
  const items = complete(text, text.length, { locale: 'zh' })?.items ?? []
  expect(items.map(({ label, insert, detail }) => [label, insert, detail])[0]).toEqual([
    'wqy-zenhei',
    'd3F5LXplbmhlaQ',
    '文泉驿正黑',
  ])
  expect(items.length).toBe(7)
})
