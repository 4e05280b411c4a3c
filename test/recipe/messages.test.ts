import { expect, test } from 'vitest'
import { MESSAGES, type Message } from '../../src/recipe/messages.ts'
import { RECIPE_RULES } from '../../src/recipe/recipe-rules.ts'

const ALL: readonly (readonly [string, Message])[] = Object.entries(MESSAGES)

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()

test.each(ALL)('%s says the same in both languages', (_, { en, zh, rule }) => {
  expect(placeholders(zh)).toEqual(placeholders(en))
  expect(zh).toMatch(/\p{Script=Han}/u)
  expect(zh).toMatch(/[。}]$/u)
  expect(en).toMatch(/[.}]$/)
  expect(Object.keys(RECIPE_RULES)).toContain(rule)
})
