import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillMessage, type RawDiagnostic } from '../../src/language/diagnostic.ts'
import { type Directive, isOffInFile, readDirectives } from '../../src/lint/rules/directive/directives.ts'

const RULES: ReadonlySet<string> = new Set(['a', 'b'])
const directives = (...kinds: readonly string[]) =>
  kinds.flatMap(kind => ['', ' a', ' a, b'].map(names => `# oss-process-${kind}${names}`))
const LINES = ['a', 'b', 'nothing', ...directives('disable', 'enable', 'disable-next-line', 'disable-line')]
const FIRST = ['', ...directives('disable-file')]

function findingIn(line: string, start: number): RawDiagnostic | undefined {
  const span = { start, end: start + line.length }
  const template = { en: '', zh: '' }
  return RULES.has(line) ? { ruleId: line, messageId: 'x', data: {}, severity: 'error', template, span } : undefined
}

/** What is left of a text that is read in these pieces: findings, and what is said of directives. */
function read(pieces: readonly (readonly string[])[]): readonly string[] {
  const said: string[] = []
  let left: { readonly ruleId: string; readonly at: number }[] = []
  const later: (() => void)[] = []
  let open: readonly Directive[] = []
  let offset = 0
  for (const lines of pieces) {
    const text = lines.map(line => `${line}\n`).join('')
    const directed = readDirectives(text, RULES, open)
    const origin = offset
    let at = 0
    for (const line of lines) {
      const diagnostic = findingIn(line, at)
      if (diagnostic && directed.isKept({ diagnostic, stringStart: at })) left.push({ ruleId: line, at: origin + at })
      at += line.length + 1
    }
    const say = (which: 'ended' | 'open') => () => {
      for (const raw of directed.unused(which))
        said.push(`${origin + raw.span.start} ${fillMessage(raw.template, raw.data, 'en')}`)
    }
    say('ended')()
    later.push(say('open'))
    open = directed.open
    offset += text.length
  }
  left = left.filter(({ ruleId }) => !isOffInFile(ruleId, open))
  for (const say of later) say()
  return [...left.map(({ ruleId, at }) => `${at} ${ruleId}`), ...said].toSorted()
}

test.each([
  ['// oss-process-disable-next-line team/widths', ['team/widths'], ['team/widths']],
  ['/* oss-process-disable-next-line team/widths, syntax */', ['team/widths', 'syntax'], []],
  ['# oss-process-disable-next-line team/width', ['team/widths'], ['The directive names the rule "team/width"']],
])('%s: names of rules may have slashes', (comment, ids, said) => {
  const directed = readDirectives(`${comment}\n`, new Set(ids), [], new Set(['syntax']))
  const used = comment.includes('*/')
  if (used)
    directed.isKept({
      diagnostic: { ruleId: 'team/widths', span: { start: comment.length + 1, end: comment.length + 1 } },
      stringStart: comment.length + 1,
    })
  const messages = directed.unused().map(({ template, data }) => fillMessage(template, data, 'en'))
  expect(messages).toHaveLength(said.length)
  for (const [index, text] of said.entries()) expect(messages[index]).toContain(text)
})

test('a text says the same in pieces as whole', () => {
  const rest = fc.array(fc.constantFrom(...LINES), { maxLength: 11 })
  const lines = fc.tuple(fc.constantFrom(...FIRST), rest).map(([first, others]) => [first, ...others])
  fc.assert(
    fc.property(lines, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (text, cuts) => {
      const pieces: string[][] = [[]]
      for (const [index, line] of text.entries()) {
        if (cuts[index]) pieces.push([])
        pieces.at(-1)?.push(line)
      }
      expect(read(pieces)).toEqual(read([text]))
    }),
    { numRuns: 2000 },
  )
})

test.each([
  [['# oss-process-disable a', 'a', 'b'], ['26 b']],
  [['a', '# oss-process-disable-file a'], []],
  [['# oss-process-disable-next-line a', 'a', 'a'], ['36 a']],
  [
    ['# oss-process-disable a', 'b', '# oss-process-enable', 'a'],
    ['24 b', '47 a'],
  ],
])('lines that are a piece each: %j', (lines, expected) => {
  expect(read(lines.map(line => [line])).filter(text => /^\d+ \w$/.test(text))).toEqual(expected)
})
