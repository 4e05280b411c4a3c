import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elementsIn, findText, readXml, textsIn } from '../../../src/emulator/http/xml-reader.ts'
import { group, leaf, xmlDocument } from '../../../src/xml.ts'
import { problemOf } from '../processing/setup.ts'

const keysOf = (xml: string) => elementsIn(readXml(xml), 'Object').map(each => findText(each, 'Key'))

describe('documents of clients', () => {
  test.each([
    ['<Delete><Object><Key>a</Key></Object></Delete>', ['a']],
    ['<Delete ><Object\n><Key >a</Key ></Object></Delete>', ['a']],
    ['<Delete xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com"><Object><Key>a</Key></Object></Delete>', ['a']],
    ['<o:Delete xmlns:o="urn:x"><o:Object><o:Key>a</o:Key></o:Object></o:Delete>', ['a']],
    ['<Delete><!-- <Object><Key>no</Key></Object> --><Object id="1"><Key>a</Key></Object></Delete>', ['a']],
    [
      '<Delete><Object><Key><![CDATA[<a>&amp;]]></Key></Object><Object><Key>&lt;b&gt;&#x4E2D;&#25991;</Key></Object></Delete>',
      ['<a>&amp;', '<b>中文'],
    ],
    ['<Delete><Object><Object><Key>inner</Key></Object><Key>a</Key></Object></Delete>', ['a']],
    [
      '\uFEFF\n<?xml version="1.0" encoding="UTF-8"?>\r\n<Delete><Object><Key> a\r\nb </Key></Object></Delete>',
      [' a\nb '],
    ],
    ['<Delete><Object><Key/></Object><Object/></Delete>', ['', undefined]],
    ['<Delete/>', []],
  ])('%s', (xml, keys) => {
    expect(keysOf(xml)).toEqual(keys)
  })

  test.each([
    ['', '1:0: document must contain a root element'],
    ['text', '1:4: text data outside of root node'],
    ['<Delete>', '1:8: unclosed tag: Delete'],
    ['<Delete></Object>', '1:17: unexpected close tag'],
    ['<Delete>&unknown;</Delete>', '1:17: undefined entity'],
    ['<Delete a="1" a="2"/>', '1:21: duplicate attribute: a'],
    ['<o:Delete/>', '1:11: unbound namespace prefix: "o"'],
    ['<!DOCTYPE Delete><Delete/>', 'a document type'],
    ['<a>'.repeat(101), 'more than 100 elements inside each other'],
  ])('%j is refused', async (xml, reason) => {
    expect(await problemOf(Promise.resolve().then(() => readXml(xml)))).toMatchObject({
      code: 'MalformedXML',
      httpStatus: 400,
      message: {
        en: `The body is not XML that this operation takes (${reason}).`,
        zh: `请求体不是该操作可接受的 XML（${reason}）。`,
      },
    })
  })

  test('what is written is read again', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('<', '>', '&', '"', "'", ']', ' ', '\n'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
    })
    fc.assert(
      fc.property(fc.array(text), texts => {
        const read = readXml(xmlDocument(group('Root', ...texts.map(each => leaf('Item', each)))))
        const written = texts.map(each =>
          each.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD').replace(/\r\n?/g, '\n'),
        )
        expect(elementsIn(read, 'Item').map(item => item.text)).toEqual(written)
        expect(textsIn(read, 'Item')).toEqual(written.map(each => each.trim()))
      }),
    )
  })
})
