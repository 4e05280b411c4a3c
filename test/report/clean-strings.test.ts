import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CleanString, keepClean, stringsOf } from '../../src/report/clean-strings.ts'
import { json } from '../../src/report/json.ts'
import type { LintedFile } from '../../src/report/report.ts'

function fileOf(clean: readonly CleanString[], strings: LintedFile['strings'] = []): LintedFile {
  const { add, end } = keepClean()
  for (const string of clean) add(string)
  return { file: 'a.log', strings, diagnostics: [], clean: clean.length, cleanStrings: end() }
}

const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const via = fc.constantFrom('get' as const, 'post' as const, 'async' as const)

test('strings come back as they were kept', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ text, via }), { maxLength: 50 }), found => {
      const strings = found.map((kind, index) => ({ ...kind, start: { line: index + 1, column: 5 } }))
      expect([...stringsOf(fileOf(strings))]).toEqual(strings.map(string => ({ ...string, diagnostics: [] })))
    }),
  )
})

test('so do more different strings than are numbered, each twice', () => {
  const strings = Array.from({ length: 50_000 }, (_, index) => ({
    text: `image/resize,w_${index % 25_000}`,
    via: 'get' as const,
    start: { line: index + 1, column: 1 },
  }))
  expect([...stringsOf(fileOf(strings))].map(string => string.text)).toEqual(strings.map(string => string.text))
})

test('strings with findings stand between them, in the order of the text', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 30 }), kinds => {
      const all = kinds.map((hasFindings, index) => ({
        text: `image/resize,w_${index}`,
        via: 'get' as const,
        start: { line: 1 + (index >> 1), column: 1 + (index % 2) * 40 },
        span: { start: index, end: index + 1 },
        diagnostics: [],
        hasFindings,
      }))
      const found = fileOf(
        all.filter(string => !string.hasFindings),
        all.filter(string => string.hasFindings),
      )
      expect([...stringsOf(found)].map(string => string.text)).toEqual(all.map(string => string.text))
    }),
  )
})

test('the document that is written piece by piece is the one that is written at once', () => {
  for (const files of [
    [],
    [fileOf([])],
    [fileOf([{ text: 'image/"\n', via: 'get', start: { line: 1, column: 2 } }])],
  ]) {
    const written = [...json(files)].join('')
    expect(`${JSON.stringify(JSON.parse(written), undefined, 2)}\n`).toBe(written)
  }
})
