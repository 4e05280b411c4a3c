import { describe, test } from 'vitest'
import { HOLE } from '../../src/language/tree.ts'
import { fixText } from '../../src/lint/fix.ts'
import { lint } from '../../src/lint/lint.ts'
import { fixFile, lintFile } from '../../src/project/lint-file.ts'
import { plainSettings } from '../../src/project/settings.ts'
import { expectLinear } from '../linear.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64url')

/** Strings of about `size` characters that are made to be judged again and again. */
const STRINGS: Readonly<Record<string, (size: number) => string>> = {
  'blanks between commas': fill('image/resize,w_9', ', '),
  commas: fill('image/resize,w_9', ','),
  slashes: fill('image/resize,w_9', '/'),
  pipes: fill('image/resize,w_9', '|'),
  blanks: fill('image/resize,w_9', ' /'),
  'operations behind commas': fill('image/resize,w_9', ',format,webp'),
  categories: fill('image', '/image'),
  'stages of a category': fill('image/resize,w_9', '/image/resize,w_9'),
  'repeated parameters': fill('image/resize', ',w_9'),
  'unknown parameters': fill('image/resize', ',zz_9'),
  'different parameters': size => `image/resize${Array.from({ length: size / 7 }, (_, at) => `,w${at}_9`).join('')}`,
  'unknown operations': fill('image', '/reisze,w_1'),
  'parameters behind slashes': fill('image/resize', '/width=9'),
  'values without names': fill('image/resize', ',9'),
  'different operations': size => `image${Array.from({ length: size / 8 }, (_, at) => `/op${at}`).join('')}`,
  'padded Base64': fill('image', '/watermark,text_QQ=='),
  'Base64 of the other alphabet': fill('image', '/watermark,text_QQ+Q'),
  'Base64 with slashes': fill('image/watermark,text_', 'abcd/'),
  colours: fill('image/resize,m_pad,w_1,h_1', ',color_#FFF'),
  conditions: fill('', 'if_status_eq_404{image/info|'),
  braces: fill('if_status_eq_404{image/info', '}'),
  'places to save': fill('image/resize,w_9', '|sys/saveas,o_YQ=='),
  variables: size => `image/resize,w_9|sys/saveas,o_${base64('{x}'.repeat((size * 3) / 12))}`,
  nested: size => `image/watermark,image_${base64(`a.png?x-oss-process=image${'/resize,w_0'.repeat(size / 16)}`)}`,
  'a long word': fill('image/', 'a'),
  'a long value': fill('image/resize,w_', '9'),
  'a long name': fill('style/', 'a'),
  underscores: fill('image/resize,', '_'),
  'question marks': fill('image/resize,w_9', '?'),
  keys: fill('', 'x-oss-process='),
  percents: fill('image/resize,w_9', '%2F'),
  'full-width signs': fill('image／resize', '，w_９'),
  'blanks in words': fill('image/resize', ',w_9 9'),
  semicolons: fill('image/resize', ';w_9'),
  'what a Chinese keyboard writes': fill('image', '、resize，w——9'),
  'control characters': fill('image/resize,w_9', '\u0001,'),
  holes: fill('image/resize', `,w_${HOLE}`),
}

function fill(before: string, piece: string): (size: number) => string {
  return size => before + piece.repeat(size / piece.length)
}

/** Files of about `size` characters. */
const FILES: Readonly<Record<string, (size: number) => string>> = {
  'strings that are wrong': fill('', "'?x-oss-process=image/resize,w_0,,'\n"),
  'directives and findings': fill(
    '',
    "// oss-process-disable parameter-range\n'https://a.example/?x-oss-process=image/resize,w_0'\n",
  ),
  'directives that close': fill('', '// oss-process-disable a\n// oss-process-enable b\n'),
  'directives in a line': fill('', '/* oss-process-disable-line */ '),
  'signs of comments': fill('// oss-process-disable\n', '#/-;%'),
  'a comment of signs': fill('// oss-process-disable\n', '#'),
}

describe.each(Object.entries(STRINGS))('%s', (_, make) => {
  test('are linted in linear time', () => {
    expectLinear(size => lint(make(size), { holes: true }))
  })

  test('are fixed in linear time', () => {
    expectLinear(size => fixText(make(size)))
  })
})

test('operations behind commas are found in linear time in a long text, where copying what was found would show', () => {
  const make = fill('image/resize', ',flip')
  expectLinear(size => lint(make(size)), { size: 32_768, most: 12 })
})

describe.each(Object.entries(FILES))('a file of %s', (_, make) => {
  const inputOf = (size: number) => ({ file: 'a.js', kind: 'a.js', text: make(size), source: 'file' }) as const

  test('is linted and fixed in linear time', () => {
    expectLinear(size => lintFile(inputOf(size), plainSettings('en')))
    expectLinear(size => fixFile(inputOf(size), plainSettings('en')))
  })
})
