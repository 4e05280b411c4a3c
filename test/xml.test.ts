import { expect, test } from 'vitest'
import { block, escapeXml, leaf, readLeaf } from '../src/xml.ts'

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

test.each([
  ['<a>x</a><b>1</b><b>2</b>', '1'],
  ['<b>&lt;&#20013;&#x4e2D; &amp;amp; &unknown; &#9999999;</b>', '<中中 &amp; &unknown; &#9999999;'],
  ['<b><![CDATA[<c>&lt;]]></b>', '<c>&lt;'],
  ['<b>', undefined],
  ['<bb>1</bb>', undefined],
])('reads an element in %j', (xml, text) => {
  expect(readLeaf(xml, 'b')).toBe(text)
})
