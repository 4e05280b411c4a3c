import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import * as oniguruma from 'vscode-oniguruma'
import { type IGrammar, parseRawGrammar, Registry } from 'vscode-textmate'

/** A language with double quotes, comments, and plain text. */
const HOST = {
  scopeName: 'source.host',
  patterns: [
    { match: '//.*$', name: 'comment.line.host' },
    { begin: '"', end: '"', name: 'string.quoted.double.host' },
  ],
}
const files = new Map([
  ['source.oss-process', readFileSync('grammar/generated/process.tmLanguage.json', 'utf8')],
  ['injection.oss-process', readFileSync('grammar/generated/injection.tmLanguage.json', 'utf8')],
  ['source.host', JSON.stringify(HOST)],
])

let registry: Registry

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')))
  registry = new Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: async scope => {
      const text = files.get(scope)
      return text === undefined ? null : parseRawGrammar(text, `${scope}.json`)
    },
    getInjections: scope => (scope === 'source.host' ? ['injection.oss-process'] : undefined),
  })
})

/** The pieces of a line that have a scope of the grammar, with the first two words of it. */
async function coloursOf(line: string, scope = 'source.oss-process'): Promise<readonly string[]> {
  const grammar: IGrammar | null = await registry.loadGrammar(scope)
  const { tokens } = grammar?.tokenizeLine(line, null) ?? { tokens: [] }
  return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const name = scopes.at(-1) ?? ''
    const isOurs = name.endsWith('.oss-process') && !/^(?:source|meta)\./.test(name)
    return isOurs ? [`${line.slice(startIndex, endIndex)} ${name.split('.').slice(0, -1).join('.')}`] : []
  })
}

const RESIZE = [
  'image entity.name.namespace',
  '/ punctuation.separator.operation',
  'resize entity.name.function',
  ', punctuation.separator.parameter',
  'w_ variable.parameter',
  '200 constant.other.value',
]
const WEBP = [
  '/ punctuation.separator.operation',
  'format entity.name.function',
  ', punctuation.separator.parameter',
  'webp constant.other.value',
]

describe('the grammar for editors', () => {
  test('colours the parts of a string', async () => {
    expect(await coloursOf('image/resize,w_200/format,webp')).toEqual([...RESIZE, ...WEBP])
    expect(await coloursOf('if_status_eq_404{image/resize,w_200}|sys/saveas,o_a_b')).toEqual([
      'if_status_eq_404{ keyword.control.conditional',
      ...RESIZE,
      '} keyword.control.conditional',
      '| keyword.operator.pipe',
      'sys entity.name.namespace',
      '/ punctuation.separator.operation',
      'saveas entity.name.function',
      ', punctuation.separator.parameter',
      'o_ variable.parameter',
      'a_b constant.other.value',
    ])
  })

  test('colours comments and URLs', async () => {
    expect(await coloursOf('# image/resize')).toEqual(['# image/resize comment.line.number-sign'])
    expect(await coloursOf('https://a.example.com/b/c.jpg?x-oss-process=image/resize,w_200')).toEqual([
      'https://a.example.com/b/c.jpg? markup.underline.link',
      'x-oss-process variable.other.key',
      '= punctuation.separator.key-value',
      ...RESIZE,
    ])
    expect(await coloursOf('https://a.example.com/b,c_d')).toEqual([
      'https://a.example.com/b,c_d markup.underline.link',
    ])
  })
})

describe('the grammar inside of other languages', () => {
  test('colours what stands in quotes or behind the key, and ends with it', async () => {
    expect(await coloursOf('const a = "image/resize,w_200" / b, c_d', 'source.host')).toEqual(RESIZE)
    expect(await coloursOf('GET /b?x-oss-process=image/resize,w_200&c=d/e,f_g', 'source.host')).toEqual(RESIZE)
    expect(await coloursOf('x = "image/resize,w_200/format,webp"; y = "a/b,c_d"', 'source.host')).toEqual([
      ...RESIZE,
      ...WEBP,
    ])
  })

  test('leaves holes to the language around', async () => {
    expect(await coloursOf('"image/resize,w_${width},h_1"', 'source.host')).toEqual(RESIZE.slice(0, -1))
  })

  test('leaves media types, paths, comments and the rest alone', async () => {
    const lines = [
      '"image/png"',
      '"video/mp4"',
      '"image/resizer"',
      '// "image/resize,w_200"',
      'image/resize,w_200',
      '"images/resize"',
    ]
    for (const line of lines) expect(await coloursOf(line, 'source.host')).toEqual([])
  })
})
