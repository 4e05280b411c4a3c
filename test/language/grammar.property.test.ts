import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTree } from '../../src/language/parser.ts'
import { print } from '../../src/language/printer.ts'
import { parseByGrammar } from '../../src/tools/grammar.ts'
import { readLines } from '../fixtures.ts'
import { messyText, pipeline } from '../generate.ts'

test('the parser and the Chevrotain grammar make the same tree of every text', () => {
  fc.assert(
    fc.property(fc.oneof(messyText, pipeline.map(print)), text => {
      expect(parseTree(text).tree).toEqual(parseByGrammar(text))
    }),
    { numRuns: 5000 },
  )
})

test('and of every string that is known', () => {
  const names = ['examples/image.jsonl', 'examples/media.jsonl', 'corpus.jsonl']
  for (const { text } of names.flatMap(name => readLines<{ text: string }>(name))) {
    expect(parseTree(text).tree).toEqual(parseByGrammar(text))
  }
})
