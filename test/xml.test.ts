import { expect, test } from 'vitest'
import { block, escapeXml, leaf } from '../src/xml.ts'

test.each([
  ['<a> & "b"', '&lt;a&gt; &amp; &quot;b&quot;'],
  ['two\nlines\r\n\tof text', 'two\nlines&#13;\n\tof text'],
  ['\0\u001b[31m\uD800\uFFFE 中😀', '\u2400\u241b[31m\u2426\u2426 中😀'],
])('%j between tags', (text, written) => {
  expect(escapeXml(text)).toBe(written)
})

test('keeps an attribute on one line, whatever is in it', () => {
  expect(block('error', { line: 1, message: 'a\r\n\t"b"' }, [leaf('a', true), leaf('b', 'c\nd')])).toBe(
    '<error line="1" message="a&#13;&#10;&#9;&quot;b&quot;">\n  <a>true</a>\n  <b>c\n  d</b>\n</error>',
  )
})
