import { expect, test } from 'vitest'
import { findCategory, findOperation } from '../../src/catalogue/catalogue.ts'
import { lint } from '../../src/lint/lint.ts'
import { readSource } from '../../src/trace/source-text.ts'
import { SIZE_RULES } from '../../src/trace/statements.ts'
import { trace } from '../../src/trace/trace.ts'

test('every operation that changes sides or frames has its page', () => {
  const told = SIZE_RULES.flatMap(({ operations }) => operations)
  const ids = ['resize', 'crop', 'indexcrop', 'circle', 'rounded-corners', 'rotate', 'auto-orient', 'flip', 'format']
  const frames = ['animation', 'snapshot', 'snapshots', 'sprite', 'convert']
  const expected = [...ids.map(name => `image/${name}`), ...frames.map(name => `video/${name}`)]
  expect(expected.filter(id => !told.includes(id))).toEqual([])
  const unknown = told.filter(id => {
    const [category = '', name = ''] = id.split('/')
    return !findCategory(category) || !findOperation(category, name)
  })
  expect(unknown).toEqual([])
})

test('each statement names a page or says that it is assumed, in both languages', () => {
  for (const { statements } of SIZE_RULES) {
    for (const { text, page, isAssumed } of statements) {
      expect([page === undefined, text.en.endsWith('.'), text.zh.endsWith('。')]).toEqual([
        isAssumed === true,
        true,
        true,
      ])
    }
  }
})

test('examples are strings that the linter takes, with facts, and traced to the end', () => {
  for (const { examples } of SIZE_RULES) {
    for (const [text, source] of examples) {
      const reading = readSource(source)
      expect(lint(text, { rules: { 'missing-saveas': 'off' } }).filter(({ severity }) => severity === 'error')).toEqual(
        [],
      )
      expect('facts' in reading && trace(text, reading.facts).steps.length).toBeGreaterThan(0)
    }
  }
})
