import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extract, type Source } from '../../src/extract/index.ts'
import { applyEdits } from '../../src/language/edit.ts'
import { print } from '../../src/language/printer.ts'
import { HOLE } from '../../src/language/tree.ts'
import { pipeline } from '../generate.ts'

/** A string in a host text: the text around it and how each character is spelled. */
interface Wrapping {
  readonly name: string
  readonly file: string
  readonly before: string
  readonly after: string
  /** Spells one character; the number chooses among the spellings. */
  readonly spell: (character: string, choice: number) => string
  /** Stands between two joined literals. */
  readonly joint?: string
  /** Stands for a hole. */
  readonly hole?: string
}

const plain = (character: string): string => character
const percent = (character: string): string =>
  Array.from(new TextEncoder().encode(character), byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
const percentSome = (character: string, choice: number): string => (choice % 2 ? percent(character) : character)
const percentTwice = (character: string): string => percent(character).replaceAll('%', '%25')
const entity = (character: string, choice: number): string => {
  const code = character.codePointAt(0) ?? 0
  return [character, `&#${code};`, `&#x${code.toString(16)};`][choice % 3] ?? character
}
const unicode = (character: string, choice: number): string =>
  choice % 2 ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character
const slash = (character: string): string => (character === '/' ? '\\/' : character)
const comma = (character: string): string => (character === ',' ? '\\,' : character)
const low = (character: string): string => (character === '_' ? '\\_' : character)

const wrappings: readonly Wrapping[] = [
  {
    name: 'template',
    file: 'a.ts',
    before: 'f(`${u}?x-oss-process=',
    after: '`)',
    spell: percentSome,
    hole: '${f(1, "}")}',
  },
  {
    name: 'single',
    file: 'a.js',
    before: "u + '?x-oss-process=",
    after: "'",
    spell: unicode,
    joint: "' +\n  '",
    hole: "' + w.x(1, 2) + '",
  },
  {
    name: 'double',
    file: 'A.java',
    before: 'u + "?x-oss-process=',
    after: '";',
    spell: unicode,
    joint: '" + "',
    hole: '" + w + "',
  },
  { name: 'encoded', file: 'a.txt.log', before: 'GET /a?v=1&x-oss-process=', after: '&z=1 HTTP', spell: percent },
  { name: 'outer', file: 'a.py', before: '"/p?u=%2Fa%3Fx-oss-process%3D', after: '%26v%3D1&w=2"', spell: percentTwice },
  {
    name: 'entities',
    file: 'a.html',
    before: '<img src="/a?v=1&amp;x-oss-process=',
    after: '&amp;z=1">',
    spell: entity,
    hole: '{{ w }}',
  },
  { name: 'json', file: 'a.json', before: '{"x-oss-process": "', after: '"}', spell: unicode },
  { name: 'php json', file: 'b.json', before: '["\\/a?v=1\\u0026x-oss-process=', after: '\\u0026z=1"]', spell: slash },
  {
    name: 'php',
    file: 'a.php',
    before: "<?php $a = '?x-oss-process=",
    after: "';",
    spell: plain,
    joint: "' .\n '",
    hole: "' . f($w) . '",
  },
  {
    name: 'python',
    file: 'b.py',
    before: "params = {'x-oss-process': f'",
    after: "'}",
    spell: plain,
    joint: "'\n  f'",
    hole: '{max(1, w)}',
  },
  {
    name: 'c',
    file: 'a.c',
    before: 'char *a = "?x-oss-process=',
    after: '";',
    spell: plain,
    joint: '"\n "',
    hole: '%d',
  },
  {
    name: 'stream',
    file: 'a.cc',
    before: 's << "?x-oss-process=',
    after: '";',
    spell: plain,
    joint: '" << "',
    hole: '" << w << "',
  },
  {
    name: 'lua',
    file: 'a.lua',
    before: 'a = b .. "?x-oss-process=',
    after: '"',
    spell: plain,
    joint: '" .. "',
    hole: '" .. w .. "',
  },
  {
    name: 'sql',
    file: 'a.sql',
    before: "CONCAT(u, '?x-oss-process=",
    after: "')",
    spell: plain,
    joint: "', '",
    hole: "', w, '",
  },
  {
    name: 'shell',
    file: 'a.sh',
    before: "curl 'https://h/a?x-oss-process=",
    after: "'",
    spell: plain,
    joint: '\'"',
    hole: `'"$W"'`,
  },
  {
    name: 'swift',
    file: 'a.swift',
    before: 'let a = "?x-oss-process=',
    after: '"',
    spell: percentSome,
    hole: '\\(f(w))',
  },
  { name: 'ruby', file: 'a.rb', before: "{ 'x-oss-process' => \"", after: '" }', spell: plain, hole: '#{w}' },
  { name: 'markdown', file: 'a.md', before: '![a](https://h/a.png?x-oss-process=', after: ')', spell: low },
  { name: 'properties', file: 'a.properties', before: 'u=?x-oss-process=', after: '\n', spell: comma, hole: '${w}' },
  {
    name: 'yaml',
    file: 'a.yaml',
    before: 'u: https://h/a?x-oss-process=',
    after: ' # c',
    spell: percentSome,
    hole: '{w}',
  },
  {
    name: 'sdk',
    file: 'b.java',
    before: 'r.setProcess("',
    after: '");',
    spell: plain,
    joint: '" + "',
    hole: '" + w + "',
  },
  { name: 'bare', file: 'b.js', before: 'const a = "', after: '"', spell: plain, hole: '${w}' },
]

/** Process strings; every value has a letter or digit first, as a name, an option or a number has. */
const processStrings = pipeline
  .map(print)
  .filter(
    text => /^(?:image|video|audio|doc|hls|imm)\/[a-z-]+,[\w,/|.=:+-]+$/.test(text) && !/[,/|]{2}|[,/|]$/.test(text),
  )

interface Case {
  readonly text: string
  readonly host: string
  /** Where each code unit of the text stands. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Writes a string as a host does. `choices` picks spellings, `at` where a literal ends and the next one begins. */
function wrap(wrapping: Wrapping, text: string, choices: readonly number[], at: number): Case {
  const starts: number[] = []
  const ends: number[] = []
  let host = wrapping.before
  const jointAt = wrapping.before.includes('x-oss-process') ? at : Math.max(at, text.indexOf(',') + 2)
  for (const [index, character] of [...text].entries()) {
    if (index === jointAt && index > 0 && character !== HOLE && text[index - 1] !== HOLE) host += wrapping.joint ?? ''
    starts.push(host.length)
    host += character === HOLE ? wrapping.hole : wrapping.spell(character, choices[index % choices.length] ?? 0)
    ends.push(host.length)
  }
  return { text, host: host + wrapping.after, starts, ends }
}

const choices = fc.array(fc.nat(5), { minLength: 1, maxLength: 20 })

function find(file: string, host: string): Source | undefined {
  const sources = extract(host, file)
  expect(sources.map(source => source.text)).toHaveLength(1)
  return sources[0]
}

/** Puts a hole in the place of the first number, where the wrapping has holes. */
function withHole(text: string, { hole }: Wrapping): string {
  return hole === undefined ? text : text.replace(/(?<=_)\d+(?=,|$)/, HOLE)
}

describe.each(wrappings)('$name', wrapping => {
  test('the string is found, and every code unit of it where it was written', () => {
    fc.assert(
      fc.property(processStrings, choices, fc.nat(40), (text, picks, at) => {
        const written = wrap(wrapping, text, picks, at)
        const source = find(wrapping.file, written.host)
        expect(source?.text).toBe(text)
        for (let unit = 0; unit < text.length; unit++) {
          const expected = { start: written.starts[unit], end: written.ends[unit] }
          expect(source?.toHost({ start: unit, end: unit + 1 })).toEqual(expected)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a hole is one code unit', () => {
    fc.assert(
      fc.property(processStrings, choices, (text, picks) => {
        const written = wrap(wrapping, withHole(text, wrapping), picks, -1)
        const source = find(wrapping.file, written.host)
        expect(source?.text).toBe(written.text)
        expect(source?.holes.map(hole => hole.offset)).toEqual(
          [...written.text].flatMap((c, i) => (c === HOLE ? [i] : [])),
        )
      }),
      { numRuns: 40 },
    )
  })

  test('an edit of the host gives the edited string', () => {
    // Without a key around it only a certain string is found, so that the edit must leave it one.
    const letters = wrapping.name === 'bare' ? /^[A-Za-z0-9]{0,8}$/ : /^[A-Za-z0-9,/_.=-]{0,8}$/
    // An escape alone between "_" or "," and a separator is read as a conversion, as in "w_%5d,"; dots and x's in a row, and capitals that
    // begin as their name does, as places.
    const replacement = fc
      .stringMatching(letters)
      .filter(text => !/[_,][/_=.-]|[_,].[,/_=.-]|\.{2}|[xX]{2}|_[A-Z]|[,/]$/.test(text))
    fc.assert(
      fc.property(
        processStrings,
        choices,
        fc.nat(40),
        fc.nat(),
        fc.nat(6),
        replacement,
        (text, picks, at, from, size, insert) => {
          // Bare, what stands behind a minus has to stay a number.
          fc.pre(wrapping.name !== 'bare' || !text.includes(',-'))
          const { host } = wrap(wrapping, text, picks, at)
          const source = find(wrapping.file, host)
          const head = text.search(/,/) + 2
          // Without its operation the Base64 of a target may be such capitals.
          const last = /\|sys\//.exec(text)?.index ?? text.length - 1
          const start = Math.min(head + (from % text.length), last)
          const span = { start, end: Math.min(start + size, last) }
          // Not by x's, which stand for a value that a reader is to fill in.
          const edited = `${text.slice(0, span.start)}y${insert}y${text.slice(span.end)}`
          const edits = source?.hostEdits({ span, text: `y${insert}y` })
          expect(find(wrapping.file, applyEdits(host, edits ?? []))?.text).toBe(edited)
        },
      ),
      { numRuns: 60 },
    )
  })
})

const printing = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter(text => !/\p{Cc}|\p{Cs}/u.test(text))

test('any text in a URL value comes back when it is spelled by the source', () => {
  const host = "const a = u + '?x-oss-process=image/watermark,text_AA,g_se'"
  fc.assert(
    fc.property(printing, value => {
      const source = extract(host, 'a.js')[0]
      const span = { start: 21, end: 23 }
      const edit = { span: source?.toHost(span) ?? span, text: source?.escape(value, span.start) ?? '' }
      const text = extract(applyEdits(host, [edit]), 'a.js')[0]?.text
      expect(text).toBe(`image/watermark,text_${value},g_se`)
    }),
  )
})

test('an edit that would remove a hole is refused', () => {
  const [source] = extract('a = `?x-oss-process=image/resize,w_${w}/format,webp`', 'a.js')
  expect(source?.hostEdits({ span: { start: 13, end: 18 }, text: '' })).toBeUndefined()
})
