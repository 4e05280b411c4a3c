import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain } from '../../src/catalogue/explain.ts'
import { canonicalTree, format } from '../../src/catalogue/format.ts'
import { applyEdits } from '../../src/language/edit.ts'
import { parseTree } from '../../src/language/parser.ts'
import { print } from '../../src/language/printer.ts'
import { HOLE } from '../../src/language/tree.ts'
import { lint } from '../../src/lint/lint.ts'
import { readLines } from '../fixtures.ts'
import { messyText, pipeline } from '../generate.ts'

const known = [
  ...readLines<{ text: string }>('examples/image.jsonl'),
  ...readLines<{ text: string }>('examples/media.jsonl'),
  ...readLines<{ text: string }>('corpus.jsonl'),
].map(({ text }) => text)

/** Right strings, wrong ones, and right ones with a piece of something else in them. */
const texts = fc.oneof(
  messyText,
  pipeline.map(print),
  fc.constantFrom(...known),
  fc
    .tuple(
      fc.constantFrom(...known),
      fc.nat(80),
      fc.constantFrom(',', '/', '|', '_', ' ', '=', '\n', ',w_1', '//', HOLE, '你'),
    )
    .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at)),
)

const via = fc.constantFrom('auto' as const, 'get' as const, 'post' as const, 'async' as const)

describe('lint', () => {
  test('never throws, and points into the text', () => {
    fc.assert(
      fc.property(texts, via, fc.boolean(), (text, way, holes) => {
        for (const { span, message } of lint(text, { via: way, holes })) {
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeLessThanOrEqual(text.length)
          expect(span.start).toBeLessThanOrEqual(span.end)
          expect(message).not.toMatch(/undefined|NaN|\[object/)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('every fix removes its finding and adds no error', () => {
    fc.assert(
      fc.property(texts, via, (text, way) => {
        const before = lint(text, { via: way })
        const errors = before.filter(({ severity }) => severity === 'error').length
        for (const { fix, ruleId, messageId, span } of before) {
          if (!fix) continue
          const after = lint(applyEdits(text, fix), { via: way })
          const same = (list: typeof before) =>
            list.filter(other => other.ruleId === ruleId && other.messageId === messageId).length
          expect(same(after), `${ruleId}/${messageId} at ${span.start} of ${JSON.stringify(text)}`).toBeLessThan(
            same(before),
          )
          expect(after.filter(({ severity }) => severity === 'error').length).toBeLessThanOrEqual(errors)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('edits of suggestions lie in the text and do not overlap', () => {
    fc.assert(
      fc.property(texts, text => {
        for (const { suggestions } of lint(text))
          for (const { edits } of suggestions ?? []) expect(applyEdits(text, edits)).not.toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('format', () => {
  test('is idempotent', () => {
    fc.assert(
      fc.property(texts, text => {
        expect(format(format(text))).toBe(format(text))
      }),
      { numRuns: 2000 },
    )
  })

  test('keeps the meaning: the same operations with the same decoded values, in whatever order', () => {
    fc.assert(
      fc.property(texts, text => {
        const words = (string: string) => explain(string).split('\n').toSorted()
        expect(words(format(text))).toEqual(words(print(canonicalTree(parseTree(text).tree))))
        expect(format(text).length).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['image/resize,w_100,m_fill', 'image/resize,m_fill,w_100'],
    [
      'video/animation,inter_1000,w_100,f_gif|sys/saveas,o_ZGVzdC5qcGc=,b_b3V0YnVja2V0',
      'video/animation,f_gif,w_100,inter_1000|sys/saveas,b_b3V0YnVja2V0,o_ZGVzdC5qcGc',
    ],
    ['image/resize,color_ff00aa,m_pad,w_1', 'image/resize,m_pad,w_1,color_FF00AA'],
    ['image/crop,w_1,north,g_se', 'image/crop,w_1,north,g_se'],
    // What a slash has cut stays as it is, and where it is.
    ['image/watermark,x_1,text_SGVsbG8+Pj4/Pz8', 'image/watermark,x_1,text_SGVsbG8+Pj4/Pz8'],
    ['image/watermark,x_1,text_QQ==/resize,w_1', 'image/watermark,text_QQ,x_1/resize,w_1'],
    ['image/info/zzzzzz,b_1,a_1', 'image/info/zzzzzz,b_1,a_1'],
  ])('%s becomes %s', (text, canonical) => {
    expect(format(text)).toBe(canonical)
  })
})

test('explain never throws and has a line for everything', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('en' as const, 'zh' as const), (text, locale) => {
      const { tree } = parseTree(text)
      expect(explain(text, { locale }).split('\n').length).toBeGreaterThanOrEqual(tree.stages.length)
    }),
  )
})

describe('hostile texts', () => {
  const kinds = [
    ',',
    '/',
    '|',
    'image/',
    'image/resize,w_0|',
    '|sys/saveas,o_YQ',
    'video/concat,f_mp4/pre,o_YQ/',
    'image/resize,l_1,w_1,',
  ]

  test.each(kinds)('300 kB of %j are linted without comparing everything with everything', kind => {
    expect(lint(kind.repeat(Math.ceil(300_000 / kind.length))).length).toBeGreaterThan(0)
  })
})
