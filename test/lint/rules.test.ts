import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Localized } from '../../src/language/diagnostic.ts'
import { fixText } from '../../src/lint/fix.ts'
import { lint } from '../../src/lint/lint.ts'
import { rules } from '../../src/lint/rules/index.ts'

const root = path.join(import.meta.dirname, '../..')

/** The placeholders of a message, sorted. */
function placeholders(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name))].sort()
}

test('every rule file is in the list, has a page and a unique id', () => {
  const files = readdirSync(path.join(root, 'src/lint/rules')).filter(file => file !== 'index.ts')
  expect(rules.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort())
  const pages = readdirSync(path.join(root, 'grammar/rules')).filter(file => file !== 'README.md')
  expect(pages).toEqual(expect.arrayContaining(rules.map(({ id }) => `${id}.md`)))
})

describe.each(rules.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has full sentences in both languages with the same placeholders', () => {
    for (const message of Object.values<Localized>(rule.messages)) {
      expect(placeholders(message.zh)).toEqual(placeholders(message.en))
      expect(message.en).toMatch(/[.?]$/)
      expect(message.zh).toMatch(/[。？]$/)
    }
    expect(rule.description.en).toMatch(/\.$/)
    expect(rule.description.zh).toMatch(/。$/)
  })

  test.each(rule.examples.invalid.map(example => [example.text, example] as const))('reports %j', (text, { via }) => {
    const found = lint(text, via ? { via } : {}).filter(({ ruleId }) => ruleId === id)
    expect(found.length).toBeGreaterThan(0)
    for (const { message, url } of found) {
      expect(message).not.toMatch(/undefined|\[object/)
      expect(url).toContain(id)
    }
    expect(lint(text, { locale: 'zh', ...(via && { via }) }).find(({ ruleId }) => ruleId === id)?.message).toMatch(
      /\p{Script=Han}/u,
    )
    expect(lint(text, { rules: { [id]: 'off' }, ...(via && { via }) }).filter(({ ruleId }) => ruleId === id)).toEqual(
      [],
    )
  })

  test.each(rule.examples.valid.map(example => [example.text, example] as const))(
    'is silent on %j',
    (text, { via }) => {
      expect(lint(text, via ? { via } : {}).filter(({ ruleId }) => ruleId === id)).toEqual([])
    },
  )
})

test('fixes of the examples leave no finding that had one', () => {
  for (const { examples } of rules) {
    for (const { text, via } of examples.invalid) {
      const { diagnostics } = fixText(text, via ? { via } : {})
      expect(diagnostics.filter(({ fix }) => fix)).toEqual([])
    }
  }
})
