import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTree } from '../../src/language/parser.ts'
import { print } from '../../src/language/printer.ts'
import type { Node } from '../../src/language/tree.ts'
import { childrenOf, nodeAt, walk } from '../../src/language/walk.ts'
import { parse } from '../../src/lint/parse.ts'
import { messyText, pipeline } from '../generate.ts'

/** A tree without its spans. */
function shape(node: Node): unknown {
  const { start: _start, end: _end, ...rest } = node
  return { ...rest, ...('stages' in rest && { stages: rest.stages.map(shape) }), children: childrenOf(node).map(shape) }
}

const withoutSpans = (node: Node) =>
  JSON.parse(JSON.stringify(shape(node), (key, value) => (key === 'start' || key === 'end' ? undefined : value)))

describe('parse and print', () => {
  test('every text prints back to itself and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(messyText, fc.string({ unit: 'grapheme' })), text => {
        const { tree, diagnostics } = parse(text)
        expect(print(tree)).toBe(text)
        for (const { span, message } of diagnostics) {
          expect(span.start).toBeLessThanOrEqual(span.end)
          expect(span.end).toBeLessThanOrEqual(text.length)
          expect(message).not.toMatch(/\{(found|example)\}/)
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('a tree of the catalogue parses back to itself', () => {
    fc.assert(
      fc.property(pipeline, tree => {
        const parsed = parse(print(tree))
        expect(withoutSpans(parsed.tree)).toEqual(withoutSpans(tree))
        expect(parsed.diagnostics).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test('spans cut out the text that each node prints', () => {
    fc.assert(
      fc.property(messyText, text => {
        const { tree } = parseTree(text)
        const check = (node: Node) => expect(text.slice(node.start, node.end)).toBe(print(node))
        walk(tree, { pipeline: check, stage: check, conditional: check, operation: check, parameter: check })
      }),
      { numRuns: 1500 },
    )
  })

  test('nodeAt finds the smallest node around an offset', () => {
    fc.assert(
      fc.property(messyText, fc.nat(80), (text, offset) => {
        const { tree } = parseTree(text)
        const found = nodeAt(tree, offset)
        if (offset > text.length) expect(found).toBeUndefined()
        else {
          expect(found?.node.start).toBeLessThanOrEqual(offset)
          expect(found?.node.end).toBeGreaterThanOrEqual(offset)
        }
      }),
    )
  })
})

describe('hostile texts', () => {
  const kinds = [',', '/', '|', '_', ' ', '\0', '你', '😀', 'if_a_b_1{', 'a/b,c_d|']

  test.each(kinds)('1 MB of %j parses and prints back', kind => {
    const text = kind.repeat(Math.ceil(1_000_000 / kind.length))
    const { tree } = parseTree(text)
    expect(print(tree) === text).toBe(true)
  })
})
