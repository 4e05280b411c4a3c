import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EXTRACT_MESSAGES, extract } from '../../src/extract/index.ts'
import { HOLE } from '../../src/language/tree.ts'
import { describeSources, readExpected } from './expected.ts'

const snippets = new URL('../fixtures/host-snippets/', import.meta.url)
const hosts = new URL('../fixtures/extract/hosts/', import.meta.url)

describe('snippets of real code: every string with its place', () => {
  test.each(readExpected(snippets))('$name', ({ name, text, lines }) => {
    expect(describeSources(text, name, false)).toEqual(lines)
  })
})

describe('host languages: text, key, via and notes', () => {
  test.each(readExpected(hosts))('$name', ({ name, text, lines }) => {
    expect(describeSources(text, name, true)).toEqual(lines)
  })
})

test.each([snippets, hosts])('every file of %s is expected', folder => {
  const names = readdirSync(folder).filter(name => name !== 'expected.txt')
  expect(readExpected(folder).map(file => file.name)).toEqual(names.sort())
})

test('every kind of note is found somewhere', () => {
  const cases = readFileSync(new URL('../fixtures/extract/cases/values.txt', import.meta.url), 'utf8').split('\n')
  const texts = [
    ...readExpected(hosts),
    ...cases.map(line => ({ name: line.split('  ')[0] ?? '', text: line.split('  ').slice(2).join('  ') })),
  ]
  const found = texts.flatMap(({ name, text }) => extract(text, name).flatMap(({ notes }) => notes))
  expect([...new Set(found.map(note => note.messageId))].sort()).toEqual(Object.keys(EXTRACT_MESSAGES).sort())
})

test.each([snippets, hosts])(
  'positions of %s: what a span covers spells its text, holes are where they say',
  folder => {
    for (const { name, text } of readExpected(folder)) {
      for (const source of extract(text, name)) {
        expect(source.toHost({ start: 0, end: source.text.length })).toEqual(source.span)
        expect(source.holes.map(hole => hole.offset)).toEqual(
          [...source.text].flatMap((character, at) => (character === HOLE ? [at] : [])),
        )
        for (const { offset, host } of source.holes) {
          expect(source.toHost({ start: offset, end: offset + 1 })).toEqual(host)
          expect(host.end).toBeGreaterThan(host.start)
        }
      }
    }
  },
)

interface LookAlike {
  readonly file: string
  readonly text: string
  readonly why: string
}

function isLookAlike(value: unknown): value is LookAlike {
  return typeof value === 'object' && value !== null && 'file' in value && 'text' in value && 'why' in value
}

const lookAlikes = readFileSync(new URL('../fixtures/extract/look-alikes.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): unknown => JSON.parse(line))
  .filter(isLookAlike)

test.each(lookAlikes)('$file is silent: $why', ({ file, text }) => {
  expect(extract(text, file).map(source => source.text)).toEqual([])
})

test('messages have the same placeholders in both languages', () => {
  const placeholders = (message: string) => [...new Set(message.match(/\{\w+\}/g))].sort()
  for (const { en, zh } of Object.values(EXTRACT_MESSAGES)) expect(placeholders(zh)).toEqual(placeholders(en))
})
