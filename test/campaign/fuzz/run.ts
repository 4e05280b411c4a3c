import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { explain } from '../../../src/catalogue/explain.ts'
import { format } from '../../../src/catalogue/format.ts'
import { extract } from '../../../src/extract/index.ts'
import { applyEdits } from '../../../src/language/edit.ts'
import { parseTree } from '../../../src/language/parser.ts'
import { print } from '../../../src/language/printer.ts'
import { fixText } from '../../../src/lint/fix.ts'
import { lint } from '../../../src/lint/lint.ts'
import { parseBaseline } from '../../../src/project/baseline.ts'
import { checkConfig } from '../../../src/project/config.ts'
import { canonicalFile } from '../../../src/project/format-file.ts'
import { decompile } from '../../../src/recipe/index.ts'
import { verify } from '../../../src/request/index.ts'
import { messyText } from '../../generate.ts'

/** What a text is put through; each throws where something is thrown, lost or broken. */
const checks: Readonly<Record<string, (text: string) => void>> = {
  'print gives what was parsed': text => same(print(parseTree(text).tree), text),
  'format keeps every sign and is done after one time': text => {
    const formatted = format(text)
    same(format(formatted), formatted)
    if (!/[A-Za-z0-9]=/.test(text)) same(breaksOf(formatted), breaksOf(text))
  },
  'lint finds what lies in the text': text => {
    for (const locale of ['en', 'zh'] as const)
      for (const { span, message, suggestions = [] } of lint(text, { locale })) {
        if (!(span.start >= 0 && span.end <= text.length && span.start <= span.end))
          throw new Error('a span lies outside')
        if (/undefined|\[object/.test(message.replaceAll(text, ''))) throw new Error(message)
        for (const { edits } of suggestions) applyEdits(text, edits)
      }
  },
  'fixes end': text => {
    const { text: fixed } = fixText(text)
    same(fixText(fixed).text, fixed)
  },
  'extract reads any host': text => {
    for (const file of ['a.js', 'a.py', 'a.md', 'a.yaml', 'a.html', 'a.oss'])
      for (const { span } of extract(`"${text}" ?x-oss-process=${text}`, file))
        if (span.end < span.start) throw new Error('a span is turned round')
  },
  'format of a file moves no line': text => {
    const host = `x-oss-process=${text}\nnext`
    const { text: formatted } = canonicalFile({ file: 'a.oss', kind: 'a.oss', text: host, source: 'file' })
    if (!formatted.endsWith('\nnext')) throw new Error('the last line has gone')
    same(String(formatted.split('\n').length), String(host.split('\n').length))
  },
  'explain says something': text => same(String(explain(text).length > 0), 'true'),
  'decompile writes a recipe': text => same(String(decompile(text).length > 0), 'true'),
  'verify answers': text =>
    void verify(`https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=${text}&Signature=${text}`),
  'a configuration is judged': text => void checkConfig({ rules: { [text]: text }, ignore: [text], [text]: 1 }),
  'a baseline is read': text => void parseBaseline(text),
}

function same(found: string, expected: string): void {
  if (found !== expected) throw new Error(`found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`)
}

/** Line breaks with what stands before each, apart from how parameters are ordered. */
function breaksOf(text: string): string {
  return Array.from(text.matchAll(/[^/,|\n\r]*[\n\r]/g), ([piece]) => piece).join('')
}

const { values } = parseArgs({ options: { inputs: { type: 'string', default: '100000' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const numRuns = Number(values.inputs)
process.stdout.write(`${numRuns} inputs, seed ${seed}\n`)
for (const [name, check] of Object.entries(checks)) {
  const { failed, counterexample, errorInstance } = fc.check(fc.property(messyText, check), { numRuns, seed })
  process.stdout.write(`${failed ? 'FAILED' : 'fine'}: ${name}\n`)
  if (!failed) continue
  process.exitCode = 1
  process.stdout.write(`  ${JSON.stringify(counterexample?.[0])}\n  ${String(errorInstance)}\n`)
}
