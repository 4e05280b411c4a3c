import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { lint } from '../../src/lint/lint.ts'

test.each([
  ['en', "message: 'w is 0, but image/resize takes an integer from 1 to 16384.'"],
  ['zh', "message: 'image/resize 中 w 的值为 0，应为 1～16384 的整数。'"],
] as const)('a finding shows its words where Node prints it, in %s', (locale, message) => {
  const shown = inspect(lint('image/resize,w_0', { locale }), { depth: 4 })
  expect(shown).toContain(message)
  expect(shown).toContain("ruleId: 'parameter-range'")
  expect(shown).not.toMatch(/Getter|\[ \w+ \{/)
})

test('the suggestions of a finding show theirs', () => {
  expect(inspect(lint('video/snapshot,t_1,f_jpg'), { depth: 6 })).toContain(`message: 'Write "1000"'`)
})
