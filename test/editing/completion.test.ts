import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import { getCatalog, listOperations } from '../../src/catalogue/catalogue.ts'
import { type CompletionContext, complete } from '../../src/editing/completion.ts'

const CONTEXT: CompletionContext = { locale: 'en', contentType: 'video/mp4', buckets: ['media'], target: 'out.gif' }

/** What is offered where the bar stands, `image/re¦size`. */
function offered(marked: string, context = CONTEXT): readonly string[] {
  const caret = marked.indexOf('¦')
  return (complete(marked.replace('¦', ''), caret, context)?.items ?? []).map(({ label }) => label)
}

/** The text with the first thing taken that is offered where the bar stands. */
function taken(marked: string): string {
  const caret = marked.indexOf('¦')
  const text = marked.replace('¦', '')
  const completion = complete(text, caret, CONTEXT)
  const [item] = completion?.items ?? []
  if (!completion || !item) return text
  return text.slice(0, completion.span.start) + item.insert + text.slice(completion.span.end)
}

describe('what is offered', () => {
  test('categories, that of the object first and sys behind a pipe', () => {
    expect(offered('¦')[0]).toBe('video')
    expect(offered('¦')).not.toContain('sys')
    expect(offered('image/info|¦')[0]).toBe('sys')
    expect(offered('i¦').slice(0, 2)).toEqual(['image', 'imm'])
  })

  test('operations of the category, and the actions behind the one before', () => {
    expect(offered('image/¦')).toEqual([...(getCatalog().get('image')?.operations.keys() ?? [])])
    expect(offered('video/concat,ss_0/¦')).toContain('pre')
    expect(offered('video/info/¦')).not.toContain('pre')
    expect(offered('nothing/¦')).toEqual([])
  })

  test('parameters that are not there yet, the required ones first', () => {
    expect(offered('video/animation,¦')[0]).toBe('f')
    expect(offered('video/animation,f_gif,¦,w_100')).not.toContain('f')
    expect(offered('video/animation,f_gif,¦,w_100')).not.toContain('w')
    expect(offered('image/resize,wid¦')).toEqual(['w'])
  })

  test('values: words, bounds, positional ones, names as Base64', () => {
    expect(offered('image/resize,m_¦')).toEqual(['lfit', 'mfit', 'fill', 'pad', 'fixed'])
    expect(offered('video/animation,w_¦')).toEqual(['32', '4096'])
    expect(offered('image/format,we¦')).toEqual(['webp'])
    expect(taken('image/info|sys/saveas,b_¦')).toBe(`image/info|sys/saveas,b_${encodeBase64Url('media')}`)
    expect(taken('image/info|sys/saveas,o_my.gif¦')).toBe(`image/info|sys/saveas,o_${encodeBase64Url('my.gif')}`)
  })

  test('the word under the caret is replaced, and what stands behind it stays', () => {
    expect(taken('ima¦ge/resize,w_1')).toBe('image/resize,w_1')
    expect(taken('image/resi¦,w_1')).toBe('image/resize,w_1')
    expect(taken('image/resize,¦w_1')).toMatch(/^image\/resize,[a-z]+_1$/)
    expect(taken('image/resize,m_f¦x,w_1')).toBe('image/resize,m_fill,w_1')
  })

  test('what belongs there is told in both languages', () => {
    const text = 'video/animation,w_'
    expect(complete(text, text.length, CONTEXT)?.hint).toBe('w: width · an integer from 32 to 4096 px')
    expect(complete(text, text.length, { ...CONTEXT, locale: 'zh' })?.hint).toBe('w: 宽度 · 32～4096 的整数 px')
  })
})

test('every operation is offered with its parameters and the words that it takes', () => {
  for (const { category, name, parent, parameters } of listOperations()) {
    const start = parent ? `${category}/${parent.name}/` : `${category}/`
    const named = [...parameters].filter(([key, spec]) => key !== '' && !spec.nestedOnly).map(([key]) => key)
    const words = parameters.get('')?.type.values ?? []
    expect(offered(`${start}${name},¦`)).toEqual(expect.arrayContaining([...named, ...words]))
  }
})

test('any text at any caret: nothing is thrown, and the word lies around the caret', () => {
  const word = fc.constantFrom('image', 'video', 'resize', 'animation', 'w', 'm', 'sys', 'saveas', 'o', '16', 'ö', '')
  const mark = fc.constantFrom('/', ',', '_', '|', '{', '}', ' ', '')
  const texts = fc.array(fc.tuple(word, mark), { maxLength: 12 }).map(parts => parts.flat().join(''))
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), fc.nat(), (text, at) => {
      const caret = at % (text.length + 1)
      const completion = complete(text, caret, CONTEXT)
      if (!completion) return
      const { start, end } = completion.span
      expect(start).toBeGreaterThanOrEqual(0)
      expect(start).toBeLessThanOrEqual(caret)
      expect(end).toBeGreaterThanOrEqual(caret)
      expect(end).toBeLessThanOrEqual(text.length)
      expect(text.slice(start, caret)).not.toMatch(/[/,|]/)
    }),
  )
})
