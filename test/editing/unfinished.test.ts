import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompletionContext } from '../../src/editing/completion.ts'
import { findWriting, isEarly } from '../../src/editing/unfinished.ts'
import { lint } from '../../src/lint/lint.ts'

const CONTEXT: CompletionContext = { locale: 'en', contentType: 'video/mp4' }

/** What is being written where the bar stands, and whether it is whole. */
function written(marked: string): readonly [text: string, isWhole: boolean] {
  const caret = marked.indexOf('¦')
  const text = marked.replace('¦', '')
  const { span, isWhole } = findWriting(text, caret, CONTEXT)
  return [text.slice(span.start, span.end), isWhole]
}

/** The rules of the findings that are told while somebody writes at the bar. */
function told(marked: string): readonly string[] {
  const caret = marked.indexOf('¦')
  const text = marked.replace('¦', '')
  const writing = findWriting(text, caret, CONTEXT)
  return lint(text)
    .filter(finding => !isEarly(finding, writing))
    .map(({ ruleId }) => ruleId)
}

describe('what is being written', () => {
  test.each([
    ['¦', '', false],
    ['vid¦', 'vid', false],
    ['video/¦', 'video/', false],
    ['video/anim¦', '/anim', false],
    ['video/animation¦', '/animation', true],
    ['video/animation,¦', '/animation,', false],
    ['video/animation,f_¦', '/animation,f_', false],
    ['video/animation,f_gi¦', '/animation,f_gi', false],
    ['video/animation,f_gif¦', '/animation,f_gif', true],
    ['video/animation,w_4¦', '/animation,w_4', true],
    ['image/resize,w_1/¦', '/', false],
    ['image/resize,w_1/rotate,9¦0', '/rotate,90', true],
    ['image/resize,w_1¦/rotate,90', '/resize,w_1', true],
    ['image/info|¦', '|', false],
    ['image/info|sys/¦', '|sys/', false],
    ['image/info|sys/saveas,o_my.gif¦', '/saveas,o_my.gif', true],
    ['图片/缩¦放', '/缩放', true],
  ])('%s', (marked, text, isWhole) => {
    expect(written(marked)).toEqual([text, isWhole])
  })

  test('at any caret of any text lies around the caret', () => {
    const texts = fc.array(fc.constantFrom('image', 'resize', '/', ',', '_', '|', '{', '}', 'ö', ''), { maxLength: 12 })
    fc.assert(
      fc.property(texts, fc.nat(), (parts, at) => {
        const text = parts.join('')
        const caret = at % (text.length + 1)
        const { span } = findWriting(text, caret, CONTEXT)
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.start).toBeLessThanOrEqual(caret)
        expect(span.end).toBeGreaterThanOrEqual(caret)
        expect(span.end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

describe('findings are not told', () => {
  test('of the operation that is being written', () => {
    expect(told('video/animation,¦')).toEqual([])
    expect(told('video/¦')).toEqual([])
    expect(told('vide¦')).toEqual([])
    expect(told('video/animation,f_gif,inter_1000|¦')).toEqual([])
    expect(told('video/animation,f_gif,inter_1000|sys/sav¦')).toEqual([])
  })

  test('but of the other ones', () => {
    expect(told('image/resize,w_0/rotate,¦')).toEqual(['parameter-range'])
    expect(told('video/animation,f_gif,w_16,inter_1000|sys/saveas,¦')).toEqual(['parameter-range'])
    expect(told('image/resize,w_0/rotate,90/¦')).toContain('parameter-range')
  })
})
