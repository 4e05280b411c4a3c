import { expect, test } from 'vitest'
import { isGeneratedName, isMinified } from '../../src/project/generated.ts'
import { lintFile } from '../../src/project/lint-file.ts'
import { plainSettings } from '../../src/project/settings.ts'

test.each([
  ['vue.min.js', true],
  ['app.min.css', true],
  ['app.js.map', true],
  ['chunk-2d0c0e1a.3f2b9c1d.js', true],
  ['main.bundle.js', true],
  ['app.js', false],
  ['admin.js', false],
  ['map.ts', false],
  ['deface.js', false],
])('%s was written by a program: %s', (name, expected) => {
  expect(isGeneratedName(name)).toBe(expected)
})

test('code without lines was written by a program, data was not', () => {
  const bytes = Buffer.from('a=b;'.repeat(2000))
  expect(isMinified('app.js', bytes)).toBe(true)
  expect(isMinified('app.json', bytes)).toBe(false)
  expect(isMinified('app.js', Buffer.from('a = b;\n'.repeat(2000)))).toBe(false)
})

const padded = (count: number) => 'https://h.com/a.jpg?x-oss-process=image/watermark,text_SGVsbG8=\n'.repeat(count)

function messagesOf(file: string, text: string): readonly string[] {
  const { strings } = lintFile({ file, kind: file, text, source: 'file' }, plainSettings('en'))
  return strings.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message))
}

test('padding is one remark a file, and none in a manual', () => {
  const one = 'text ends in "="; OSS takes it, but documents Base64 without padding.'
  expect(messagesOf('a.csv', padded(1))).toEqual([one])
  expect(messagesOf('a.csv', padded(3))).toEqual([`${one} So do 2 more values of this file.`])
  expect(messagesOf('a.md', padded(3))).toEqual([])
})
