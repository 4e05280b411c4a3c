import { expect, test } from 'vitest'
import { findCategory, findOperation, listOperations } from '../../src/catalogue/catalogue.ts'
import { lint } from '../../src/lint/lint.ts'
import { readSource } from '../../src/trace/source-text.ts'
import { SIZE_RULES } from '../../src/trace/statements.ts'
import { STEPS } from '../../src/trace/steps.ts'
import { trace } from '../../src/trace/trace.ts'

/** What answers no picture, and what hides in one. */
const WITHOUT_SIDES = ['image/info', 'image/average-hue', 'image/blindwatermark']

test('every operation that changes sides or frames has its page', () => {
  const told = SIZE_RULES.flatMap(({ operations }) => operations)
  const changing = Object.keys(STEPS).filter(id => !WITHOUT_SIDES.includes(id) && !/^audio\/|\/concat$/.test(id))
  expect(
    changing.filter(id => !told.includes(id)),
    'a new step needs what it does to sides and frames in src/trace/statements.ts',
  ).toEqual([])
  const unknown = told.filter(id => {
    const [category = '', name = ''] = id.split('/')
    return !findCategory(category) || !findOperation(category, name)
  })
  expect(unknown).toEqual([])
})

/** What answers the source or one of several outcomes, and what needs the cloud: nothing is known of their sides. */
const WITHOUT_STEP = ['image/ignore-error', 'image/saveexif', 'doc/snapshot', 'hls/ts']

test('every operation that makes a picture or a video has a step', () => {
  const without = listOperations()
    .filter(({ main }) => main?.output.kind === 'image' || main?.output.kind === 'video')
    .map(({ id }) => id)
    .filter(id => !Object.hasOwn(STEPS, id))
  expect(without, 'a new operation needs a step in src/trace/steps.ts').toEqual(WITHOUT_STEP)
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
