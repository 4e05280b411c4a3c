import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Extraction, extract, extractAgain, type Source } from '../../src/extract/index.ts'
import { makeRandom, type Random } from '../campaign/fixes/random.ts'

const folder = new URL('../fixtures/extract/hosts/', import.meta.url)
const all = readdirSync(folder).map(name => readFileSync(new URL(name, folder), 'utf8'))

/** Everything that a source tells. */
function told({ moved: _moved, toHost, escape: spell, hostEdits, ...facts }: Source): unknown {
  const { text } = facts
  return {
    ...facts,
    places: Array.from({ length: text.length + 1 }, (_, at) =>
      toHost({ start: at, end: Math.min(at + 1, text.length) }),
    ),
    edits: [hostEdits({ span: { start: 0, end: text.length }, text: 'ü/a b' }), spell('=é', text.length)],
  }
}

/** What is typed, pasted and removed. */
const PIECES = [
  ...[
    'x',
    ' ',
    '\n',
    '"',
    "'",
    '`',
    '${',
    '}',
    '(',
    ')',
    '_',
    ',',
    '/',
    '|',
    '?',
    '&',
    '%',
    '=',
    '+',
    '\\',
    '//',
    '<!--',
  ],
  ...['x-oss-process=', '?x-oss-process=image/resize,w_1', "'image/resize,w_1/quality,q_90'", '\u{1f600}', '-->'],
]

/** A long text of a kind, in which things stand far from each other. */
function textOf(random: Random): string {
  const filler = () => 'const some = [1, 2, 3].map(each => each * 2) // nothing to see\n'.repeat(random.below(120))
  return Array.from({ length: 40 }, () => `${random.of(all)}\n${filler()}`).join('')
}

describe.each(['a.ts', 'a.py', 'a.php', 'a.vue', 'a.yaml', 'a.md', 'a.sh', 'a.json', 'a.cpp', 'a.txt'])(
  'in %s',
  name => {
    test('after each change the same is found as in the whole text', () => {
      const random = makeRandom(name.length + name.charCodeAt(2))
      let text = textOf(random)
      let found: Extraction = extractAgain(undefined, text, name)
      for (let change = 0; change < 15; change++) {
        const at = near(found, random) ?? random.below(text.length)
        const removed = random.below(4) === 0 ? random.below(300) : random.below(3)
        text = text.slice(0, at) + random.of(PIECES) + text.slice(at + removed)
        found = extractAgain(found, text, name)
        expect(found.sources.map(told)).toEqual(extract(text, name).map(told))
      }
    })
  },
)

/** A place in or beside one of the strings, mostly. */
function near({ sources }: Extraction, random: Random): number | undefined {
  const source = sources[random.below(sources.length + 1)]
  return source && Math.max(0, source.span.start - 20 + random.below(source.span.end - source.span.start + 40))
}

test('what stands far from a change is not read again', () => {
  const line = (index: number) => `u${index} = b + '?x-oss-process=image/resize,w_${index}'\n`
  const text = Array.from({ length: 2000 }, (_, index) => line(index)).join('')
  const first = extractAgain(undefined, text, 'a.ts')
  const candidates = first.candidates?.map(candidate => ({ ...candidate, source: undefined })) ?? []
  const second = extractAgain({ ...first, candidates }, `${text.slice(0, 50_000)}x${text.slice(50_000)}`, 'a.ts')
  expect(second.sources.length).toBeLessThan(300)
})
