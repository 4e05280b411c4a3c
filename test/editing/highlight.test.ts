import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segmentsOf } from '../../src/editing/highlight.ts'
import { lintText } from '../../src/lint/lint.ts'
import { readLines } from '../fixtures.ts'

describe('the pieces of a string', () => {
  test('are named for what they are, and carry what was found at them', () => {
    const text = 'image/resize,w_0'
    const { tree, diagnostics } = lintText(text)
    const pieces = segmentsOf(text, tree, diagnostics).map(({ text: piece, part, severity }) => [piece, part, severity])
    expect(pieces).toEqual([
      ['image', 'category', undefined],
      ['/', 'mark', undefined],
      ['resize', 'operation', undefined],
      [',', 'mark', undefined],
      ['w', 'name', undefined],
      ['_', 'mark', undefined],
      ['0', 'value', 'error'],
    ])
  })

  test('make up the string, and each finding shows', () => {
    const strings = readLines<{ text: string }>('corpus.jsonl').map(({ text }) => text)
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...strings), fc.string({ unit: 'binary' })), text => {
        const { tree, diagnostics } = lintText(text)
        const pieces = segmentsOf(text, tree, diagnostics)
        expect(pieces.map(piece => piece.text).join('')).toBe(text)
        for (const { span } of text === '' ? [] : diagnostics) {
          const touched = pieces.some(
            ({ start, end, severity }) => severity && start <= span.start && span.start <= end,
          )
          expect(touched).toBe(true)
        }
      }),
    )
  })
})
