import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as library from '../../src/index.ts'
import { readLines } from '../fixtures.ts'
import { type Row, timeCommands, timeInTurns } from './measure.ts'

const root = path.join(import.meta.dirname, '../..')
const PASSES = 60

/** The chain that people write by hand instead of a parser. */
function splitChain(text: string): unknown {
  return text.split('|').map(stage => {
    const [category, ...operations] = stage.split('/')
    return {
      category,
      operations: operations.map(operation => {
        const [name, ...parameters] = operation.split(',')
        return {
          name,
          parameters: parameters.map(parameter => {
            const at = parameter.indexOf('_')
            return at < 0 ? { value: parameter } : { name: parameter.slice(0, at), value: parameter.slice(at + 1) }
          }),
        }
      }),
    }
  })
}

/** Parsing and linting against the split chain, over real strings: those of public code and of the documentation that are right. */
export async function languageRows(): Promise<readonly Row[]> {
  const { lint, parse }: typeof library = await import(pathToFileURL(path.join(root, 'dist/index.node.js')).href)
  const names = ['corpus.jsonl', 'examples/image.jsonl', 'examples/media.jsonl']
  const strings = names
    .flatMap(name => readLines<{ verdict: string; text: string }>(name))
    .filter(({ verdict }) => verdict === 'valid')
    .map(({ text }) => text)
  const over = (run: (text: string) => unknown) => () => {
    for (let pass = 0; pass < PASSES; pass++) for (const text of strings) run(text)
  }
  const [split = 0, parsing = 0, linting = 0] = timeInTurns([
    over(splitChain),
    over(text => parse(text)),
    over(text => lint(text)),
  ])
  const each = (time: number) => `${(time / PASSES / strings.length).toFixed(0)} ns a string, ${strings.length} strings`
  return [
    { name: 'parse / split() chain', value: parsing / split, unit: 'x', limit: 1, detail: each(parsing) },
    { name: 'parse and all rules / split() chain', value: linting / split, unit: 'x', limit: 3, detail: each(linting) },
  ]
}

/** Starting the command and importing the library, against Node doing nothing. */
export function startRows(): readonly Row[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-bench-'))
  const file = (name: string, text: string) => {
    const full = path.join(folder, name)
    writeFileSync(full, text)
    return full
  }
  const empty = file('empty.mjs', '')
  const importing = file(
    'import.mjs',
    `import ${JSON.stringify(pathToFileURL(path.join(root, 'dist/index.node.js')).href)}\n`,
  )
  const lint = [path.join(root, 'dist/bin.cjs'), 'lint', '-e', 'image/resize,w_200/format,webp']
  const [nothing = 0, floor = 0, imported = 0, linted = 0] = timeCommands([['-e', '0'], [empty], [importing], lint])
  const detail = (time: number) =>
    `${time.toFixed(1)} ms; node -e 0 ${nothing.toFixed(1)} ms, empty module ${floor.toFixed(1)} ms`
  return [
    {
      name: "oss-process lint -e '...', cold / node -e 0",
      value: linted / nothing,
      unit: 'x',
      limit: 1.6,
      detail: detail(linted),
    },
    {
      name: "import 'oss-process', unused, over an empty module",
      value: imported - floor,
      unit: 'ms',
      limit: 3,
      detail: detail(imported),
    },
  ]
}
