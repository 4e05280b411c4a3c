import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { fixText } from '../../src/lint/fix.ts'
import { lint } from '../../src/lint/lint.ts'
import { rules } from '../../src/lint/rules/string/index.ts'

const root = path.join(import.meta.dirname, '../..')

/** The placeholders of a message, sorted. */
function placeholders(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name))].sort()
}

test('every rule file is in the list, has a page and a unique id', () => {
  const files = readdirSync(path.join(root, 'src/lint/rules/string')).filter(file => file !== 'index.ts')
  const listed = 'the files of src/lint/rules/string, named as their ids, and the list in its index.ts differ'
  expect(rules.map(({ id }) => `${id}.ts`).sort(), listed).toEqual(files.sort())
  const pages = readdirSync(path.join(root, 'grammar/generated/rules')).filter(file => file !== 'README.md')
  expect(pages, 'run "npm run generate"').toEqual(expect.arrayContaining(rules.map(({ id }) => `${id}.md`)))
})

describe.each(rules.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has full sentences in both languages with the same placeholders', () => {
    for (const message of Object.values<Localized>(rule.messages)) {
      expect(placeholders(message.zh)).toEqual(placeholders(message.en))
      expect(message.en).toMatch(/[.?](?:\{doubt\})?$/)
      expect(message.zh).toMatch(/[。？](?:\{doubt\})?$/)
    }
    expect(rule.description.en).toMatch(/\.$/)
    expect(rule.description.zh).toMatch(/。$/)
  })

  test.each(rule.examples.invalid.map(example => [example.text, example] as const))(
    'reports %j',
    (text, { text: _, ...options }) => {
      const found = lint(text, options).filter(({ ruleId }) => ruleId === id)
      expect(found.length).toBeGreaterThan(0)
      for (const { message, url } of found) {
        expect(message).not.toMatch(/undefined|\[object/)
        expect(url).toContain(id)
      }
      expect(lint(text, { ...options, locale: 'zh' }).find(({ ruleId }) => ruleId === id)?.message).toMatch(
        /\p{Script=Han}/u,
      )
      expect(lint(text, { ...options, rules: { [id]: 'off' } }).filter(({ ruleId }) => ruleId === id)).toEqual([])
    },
  )

  test.each(rule.examples.valid.map(example => [example.text, example] as const))(
    'is silent on %j',
    (text, { text: _, ...options }) => {
      expect(lint(text, options).filter(({ ruleId }) => ruleId === id)).toEqual([])
    },
  )
})

test('fixes of the examples leave no finding that had one', () => {
  for (const { examples } of rules) {
    for (const { text, ...options } of examples.invalid) {
      const { diagnostics } = fixText(text, options)
      expect(diagnostics.filter(({ fix }) => fix)).toEqual([])
    }
  }
})
