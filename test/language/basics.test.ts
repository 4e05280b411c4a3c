import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listOf } from '../../grammar/catalogue/localized.ts'
import { fillMessage } from '../../src/language/diagnostic.ts'
import { applyEdits, type Edit, overlaps } from '../../src/language/edit.ts'
import { elementAt } from '../../src/language/element.ts'
import { parseTree } from '../../src/language/parser.ts'
import { positionsOf } from '../../src/language/position.ts'
import { print } from '../../src/language/printer.ts'
import { nearest } from '../../src/language/suggest.ts'
import { categorySpan, type Node } from '../../src/language/tree.ts'
import { nodeAt, walk } from '../../src/language/walk.ts'
import { parse } from '../../src/lint/parse.ts'

describe('positions', () => {
  test('count lines and columns from 1, as counting the line ends before does', () => {
    const lines = fc.array(fc.constantFrom('', 'a', '图', '😀b')).map(parts => parts.join('\n'))
    fc.assert(
      fc.property(lines, text => {
        const position = positionsOf(text)
        for (let offset = 0; offset <= text.length; offset++) {
          const before = text.slice(0, offset).split('\n')
          expect(position(offset)).toEqual({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1 })
        }
      }),
    )
  })
})

describe('edits', () => {
  const edit = (start: number, end: number, text = '') => ({ span: { start, end }, text })

  test('are applied in the order of the text, whatever order they come in', () => {
    const pieces = fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { maxLength: 6 })
    fc.assert(
      fc.property(pieces, fc.infiniteStream(fc.nat()), (parts, order) => {
        let before = ''
        const edits: Edit[] = []
        for (const [kept, old, put] of parts) {
          before += kept
          edits.push(edit(before.length, before.length + old.length, put))
          before += old
        }
        const unique = edits.filter(({ span }, index) => span.start !== edits[index - 1]?.span.end || index === 0)
        const shuffled = unique
          .map(one => ({ one, rank: order.next().value ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ one }) => one)
        let expected = before
        for (const { span, text } of unique.toReversed())
          expected = expected.slice(0, span.start) + text + expected.slice(span.end)
        expect(applyEdits(before, shuffled)).toBe(expected)
      }),
    )
  })

  test('put text before what they replace, in whatever order they come', () => {
    const put = [edit(1, 1, 'X'), edit(1, 3, 'Y')]
    expect(applyEdits('abcd', put)).toBe('aXYd')
    expect(applyEdits('abcd', put.toReversed())).toBe('aXYd')
  })

  test.each([
    ['overlap', [edit(0, 2), edit(1, 3)]],
    ['end before they start', [edit(2, 1)]],
    ['lie outside', [edit(3, 5)]],
    ['start before the text', [edit(-1, 0)]],
  ])('that %s are a mistake of the program', (_, edits) => {
    expect(() => applyEdits('abcd', edits)).toThrow(RangeError)
  })

  test('overlap where they share text or a start', () => {
    expect(overlaps(edit(1, 1), edit(1, 1))).toBe(true)
    expect(overlaps(edit(0, 2), edit(1, 3))).toBe(true)
    expect(overlaps(edit(1, 3), edit(0, 2))).toBe(true)
    expect(overlaps(edit(0, 1), edit(1, 2))).toBe(false)
    expect(overlaps(edit(2, 3), edit(0, 2))).toBe(false)
  })
})

test('an element is there, or its index is a mistake of the program', () => {
  expect(elementAt(['a', 'b'], 1)).toBe('b')
  expect(elementAt('ab', 0)).toBe('a')
  expect(() => elementAt(['a', 'b'], 2)).toThrow(new RangeError('There is no element 2 in a list of 2.'))
})

describe('the nearest word', () => {
  test.each([
    ['widht', ['height', 'width'], 'width'],
    ['WIDTH', ['width'], 'width'],
    ['resise', ['rotate', 'resize'], 'resize'],
    ['quality', ['q'], undefined],
    ['xyz', ['width', 'height'], undefined],
    ['', ['w'], undefined],
    ['a'.repeat(65), ['a'.repeat(65)], undefined],
  ])('to %j among %j is %j', (word, candidates, found) => {
    expect(nearest(word, candidates)).toBe(found)
  })

  test('is the word itself, and one away from it where two letters are swapped', () => {
    const words = fc.stringMatching(/^[a-z]{5,12}$/)
    fc.assert(
      fc.property(words, fc.nat(), (word, place) => {
        const at = place % (word.length - 1)
        const swapped = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`
        expect(nearest(word, ['zzzzzzzzzzzzzzzz', word])).toBe(word)
        expect(nearest(swapped, [word])).toBe(word)
      }),
    )
  })
})

describe('messages', () => {
  test('have their placeholders filled, and keep those without a value', () => {
    const message = { en: '{a} and {b}, {c}.', zh: '{b}和{a}、{c}。' }
    const data = { a: 1, b: { en: 'two', zh: '二' } }
    expect(fillMessage(message, data, 'en')).toBe('1 and two, {c}.')
    expect(fillMessage(message, data, 'zh')).toBe('二和 1、{c}。')
    expect(fillMessage({ en: 'Plain.', zh: '无。' }, data, 'en')).toBe('Plain.')
  })

  test('are filled however many there were before', () => {
    for (let at = 0; at < 2100; at++) {
      const message = { en: `${at} {a}`, zh: '' }
      expect(fillMessage(message, { a: 'x' }, 'en')).toBe(`${at} x`)
    }
  })

  test('join words as a sentence does', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(words => listOf(words).en)).toEqual([
      '',
      'a',
      'a or b',
      'a, b or c',
    ])
    expect(listOf(['a', 'b', 'c']).zh).toBe('a、b 或 c')
  })
})

describe('walking', () => {
  const text = 'image/resize,w_1/format,png|if_status_eq_404{sys/saveas,o_YQ}'
  const { tree } = parseTree(text)

  test('visits every node, parents first, and stops where a visitor says so', () => {
    const kinds: string[] = []
    const note = (node: Node, parents: readonly Node[]) => {
      kinds.push(`${parents.length} ${node.kind}`)
    }
    walk(tree, { pipeline: note, stage: note, conditional: note, operation: note, parameter: note })
    expect(kinds).toEqual([
      '0 pipeline',
      '1 stage',
      '2 operation',
      '3 parameter',
      '2 operation',
      '3 parameter',
      '1 conditional',
      '2 pipeline',
      '3 stage',
      '4 operation',
      '5 parameter',
    ])
    const names: string[] = []
    walk(tree, { conditional: () => false, operation: ({ name }) => void names.push(name) })
    expect(names).toEqual(['resize', 'format'])
    const none: string[] = []
    walk(tree, { stage: () => false, conditional: () => false, parameter: ({ value }) => void none.push(value) })
    expect(none).toEqual([])
  })

  test.each([
    [0, 'stage'],
    [6, 'operation'],
    [13, 'parameter'],
    [27, 'parameter'],
    [28, 'conditional'],
    [61, 'conditional'],
  ])('the smallest node at %i is the first one that reaches there: a %s', (offset, kind) => {
    expect(nodeAt(tree, offset)?.node.kind).toBe(kind)
  })

  test('has no node outside of the text', () => {
    expect([-1, text.length + 1].map(offset => nodeAt(tree, offset))).toEqual([undefined, undefined])
    expect(nodeAt(tree, 13)?.parents.map(({ kind }) => kind)).toEqual(['pipeline', 'stage', 'operation'])
  })

  test('prints what was read, braces left open included', () => {
    for (const written of [text, 'if_status_eq_404{image/info', 'image/resize,w_1/info', 'resize', 'image', '']) {
      expect(print(parse(written).tree)).toBe(written)
    }
    expect(parse('image//info', 'zh').diagnostics.map(({ message }) => message)).toEqual([
      '斜杠后没有操作；应写操作名，或去掉斜杠。',
    ])
  })

  test('the category of a stage stands at its start, and is empty where there is none', () => {
    const spans = (of: string) =>
      parseTree(of).tree.stages.flatMap(stage => (stage.kind === 'stage' ? categorySpan(stage) : []))
    expect(spans('image/resize,w_1|style/a')).toEqual([
      { start: 0, end: 5 },
      { start: 17, end: 22 },
    ])
    expect(spans('resize,w_1')).toEqual([{ start: 0, end: 0 }])
  })
})

test('whoever asks in no language that is spoken here gets English', () => {
  const texts = ['image/resize, w_1', '']
  // As JavaScript calls it by `texts.map(parse)`.
  const called = texts.map((text, index): unknown => Reflect.apply(parse, undefined, [text, index, texts]))
  expect(called).toEqual(texts.map(text => parse(text)))
  expect(parse('').diagnostics.map(({ span }) => span)).toEqual([{ start: 0, end: 0 }])
})
