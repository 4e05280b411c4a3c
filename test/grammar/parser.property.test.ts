import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePipeline } from '../../grammar/generated/parser.ts'
import { ProcessGrammar, parseByGrammar, REGULAR, tokenize } from '../../grammar/process.ts'
import { print } from '../../src/language/printer.ts'
import { readLines } from '../fixtures.ts'
import { messyText, pipeline } from '../generate.ts'

/** Every mark of the grammar, words near to them, and characters of one, two and three bytes, alone and in halves. */
const PIECES = [
  ...'/,|_{}',
  'if_status_eq_404{',
  'if_a_b_1',
  'if_A_b_1{',
  'if_',
  'image',
  'w_200',
  'é',
  'Ā',
  '中',
  '😀',
  '\uD83D',
  '\uFFFC',
  '\u2028',
  ...' \n\0%?&=#~',
]
const marked = fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map(pieces => pieces.join(''))
const everyText = fc.oneof(marked, messyText, fc.string({ unit: 'binary' }), pipeline.map(print))

const grammar = new ProcessGrammar()

/** What the generated parser has to say: the tree of the grammar, and whether every part of it and every character is regular. */
function parseAndLook(text: string): ReturnType<typeof parsePipeline> {
  grammar.input = tokenize(text)
  const tree = grammar.pipeline()
  expect(grammar.errors).toEqual([])
  return { tree, isRegular: grammar.isRegular && text.split('').every(unit => REGULAR.test(unit)) }
}

test('the generated parser makes of every text what the grammar makes', () => {
  fc.assert(
    fc.property(everyText, text => {
      expect(parsePipeline(text)).toEqual(parseAndLook(text))
    }),
    { numRuns: 3000 },
  )
})

test('and of every string that is known', () => {
  const names = ['examples/image.jsonl', 'examples/media.jsonl', 'corpus.jsonl']
  for (const { text } of names.flatMap(name => readLines<{ text: string }>(name))) {
    expect(parsePipeline(text).tree).toEqual(parseByGrammar(text))
  }
})
