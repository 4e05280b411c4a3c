import { expect, test } from 'vitest'
import { parse } from '../../src/language/index.ts'

test('the parser alone says what is wrong as ids and data', () => {
  expect(parse('image/resize,w_200/format,webp').diagnostics).toEqual([])
  expect(parse('resize,w_200|image/info,').diagnostics).toEqual([
    {
      ruleId: 'syntax',
      messageId: 'missingCategory',
      severity: 'error',
      span: { start: 0, end: 6 },
      data: { found: 'resize', example: 'image/resize' },
    },
    {
      ruleId: 'syntax',
      messageId: 'emptyParameter',
      severity: 'warning',
      span: { start: 23, end: 24 },
      data: {},
      fix: [{ span: { start: 23, end: 24 }, text: '' }],
    },
  ])
})
