import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changeDocument,
  type Encoding,
  editBetween,
  makeDocument,
  offsetOf,
  placeOf,
} from '../../src/server/document.ts'
import { changeSome, KINDS } from '../campaign/editor/messages.ts'
import { makeRandom } from '../campaign/fixes/random.ts'

const documentOf = (text: string, encoding: Encoding = 'utf-16') =>
  makeDocument({ uri: 'untitled:a', language: '', version: 1, text, encoding })

/** The length of a text in the units of an encoding, as Node counts them. */
const lengthIn: Readonly<Record<Encoding, (text: string) => number>> = {
  'utf-8': text => Buffer.byteLength(text),
  'utf-16': text => text.length,
  'utf-32': text => Array.from(text).length,
}

const pieces = fc.constantFrom('a', 'é', '图', '😀', '\n', '\r\n', '\r', ' ', 'image/resize,w_1')
const texts = fc.array(pieces, { maxLength: 12 }).map(all => all.join(''))

describe.each(['utf-8', 'utf-16', 'utf-32'] as const)('%s', encoding => {
  test('a place and its offset are each other, in the units that were agreed', () => {
    fc.assert(
      fc.property(texts, text => {
        const document = documentOf(text, encoding)
        let at = 0
        for (const point of [...text, '']) {
          const before = text.slice(0, at)
          const isInBreak = text[at] === '\n' && text[at - 1] === '\r'
          const lines = before.split(/\r\n|\r(?!$)|\r$|\n/)
          const place = { line: lines.length - 1, character: lengthIn[encoding](lines.at(-1) ?? '') }
          if (!isInBreak) {
            expect(placeOf(document, at)).toEqual(place)
            expect(offsetOf(document, place)).toBe(at)
          }
          at += point.length
        }
      }),
      { numRuns: 200 },
    )
  })

  test('after many changes the document is what the editor has', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(), texts), { maxLength: 20 })
    fc.assert(
      fc.property(texts, changes, (text, given) => {
        let editor = text
        let document = documentOf(text, encoding)
        for (const [one, other, put] of given) {
          const ends = boundaries(editor)
          const [start = 0, end = 0] = [ends[one % ends.length] ?? 0, ends[other % ends.length] ?? 0].sort(
            (a, b) => a - b,
          )
          const shown = documentOf(editor, encoding)
          const range = { start: placeOf(shown, start), end: placeOf(shown, end) }
          document = changeDocument(document, [{ range, text: put }], document.version + 1)
          editor = editor.slice(0, start) + put + editor.slice(end)
          expect(document.text).toBe(editor)
          expect(document.starts).toEqual(documentOf(editor).starts)
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** Offsets between characters; a line break counts as one. */
function boundaries(text: string): readonly number[] {
  const ends = [0]
  for (const { 0: piece, index } of text.matchAll(/\r\n|[\s\S]/gu)) ends.push(index + piece.length)
  return ends
}

test('after 10,000 random changes each document is what the editor has', () => {
  const random = makeRandom(1)
  const open = KINDS.map(([uri, language, text]) => ({ uri, language, version: 1, text }))
  const documents = open.map(({ uri, language, text }) =>
    makeDocument({ uri, language, version: 1, text, encoding: 'utf-16' }),
  )
  for (let change = 0; change < 10_000; change++) {
    const index = random.below(open.length)
    const [mine, document] = [open[index], documents[index]]
    if (!mine || !document) continue
    const changed = changeDocument(document, changeSome(mine, random), mine.version)
    documents[index] = changed
    if (changed.text !== mine.text) expect([change, changed.text]).toEqual([change, mine.text])
  }
  for (const { text, starts } of documents) expect(starts).toEqual(documentOf(text).starts)
})

test.each([
  [{ line: -1, character: -5 }, 0],
  [{ line: 0, character: 99 }, 2],
  [{ line: 1, character: 1.9 }, 4],
  [{ line: 99, character: 0 }, 6],
  [{ line: Number.NaN, character: Number.POSITIVE_INFINITY }, 2],
])('a place outside, %j, is the nearest one inside', (place, offset) => {
  expect(offsetOf(documentOf('ab\ncde'), place)).toBe(offset)
})

test('changes that are none are left out, ends that are swapped are swapped back', () => {
  const document = documentOf('abc')
  const range = { start: { line: 0, character: 2 }, end: { line: 0, character: 1 } }
  expect(changeDocument(document, [undefined, {}, { text: 1 }, { range, text: 'X' }], 7)).toMatchObject({
    text: 'aXc',
    version: 7,
  })
})

test('the edit between two texts cuts no character', () => {
  expect(editBetween('a😀b', 'a😁b')).toEqual({ span: { start: 1, end: 3 }, text: '😁' })
  expect(editBetween('same', 'same')).toBeUndefined()
})
