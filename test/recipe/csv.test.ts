import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCsvReader } from '../../src/recipe/csv.ts'

/** The rows of a text, and the lines with something wrong. */
function readAll(text: string) {
  const reader = createCsvReader()
  const rows: (readonly string[])[] = []
  const problems: { line: number; reason: { en: string; zh: string } }[] = []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  for (const [index, line] of lines.entries()) {
    const row = reader.read(line, index + 1)
    if (!row) continue
    if ('fields' in row) rows.push(row.fields)
    else problems.push(row.problem)
  }
  const last = reader.end()
  if (last) problems.push(last)
  return { rows, problems }
}

/** What csv-parse makes of it: rows, or undefined where it refuses the text. */
function readByPackage(text: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, { record_delimiter: ['\r\n', '\n'], relax_column_count: true, skip_empty_lines: true })
  } catch {
    return undefined
  }
}

const field = fc.string({ unit: fc.constantFrom('a', '中', '😀', ',', '"', '\n', '\r\n', ' ', "'"), maxLength: 6 })
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

describe('CSV', () => {
  test('what is written by the rules is read back, as csv-parse reads it', () => {
    const row = fc.array(field, { minLength: 1, maxLength: 4 }).filter(fields => fields.join('') !== '')
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (rows, end, isEnded) => {
          const text = rows.map(fields => fields.map(quoted).join(',')).join(end) + (isEnded ? end : '')
          expect(readAll(text)).toEqual({ rows, problems: [] })
          expect(readByPackage(text)).toEqual(rows)
        },
      ),
    )
  })

  test('whatever csv-parse refuses is a problem, and whatever it takes is read alike', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '""', '\n', '\r\n'), maxLength: 24 })
    fc.assert(
      fc.property(text, input => {
        const expected = readByPackage(input)
        const { rows, problems } = readAll(input)
        expect(problems.length > 0).toBe(expected === undefined)
        if (expected) expect(rows).toEqual(expected)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['a,b\nc,"d\ne,f\n', 2, 'the quote that opens here is never closed'],
    ['a,"b\nc",d\ne,"f', 3, 'the quote that opens here is never closed'],
    ['a,"b"c\n', 1, 'there is text after a closing quote; double the quotes that belong to the text'],
    ['a,"b\nc,"d\n', 2, 'there is text after a closing quote; the quote opened in line 1'],
    [
      'a\nb"c,d\n',
      2,
      'there is a quote inside a field that does not start with one; put the field in quotes and double the quotes inside',
    ],
  ])('%j', (text, line, en) => {
    const cut = /never closed|opened in line/.test(en) ? { cutsMore: true } : {}
    const zh = expect.stringMatching(/\p{Script=Han}/u)
    expect(readAll(text).problems).toEqual([{ line, reason: { en, zh }, ...cut }])
  })

  test('rows behind a bad one are read', () => {
    expect(readAll('a,"b"c\nd,e\nf"g\nh,i').rows).toEqual([
      ['d', 'e'],
      ['h', 'i'],
    ])
  })

  test('a quote that is lost does not swallow more than a row can hold', () => {
    const { rows, problems } = readAll(`a,"b\n${'c,d\n'.repeat(300_000)}`)
    expect(problems.map(({ line }) => line)).toEqual([1])
    expect(rows.length).toBeGreaterThan(0)
  })
})
