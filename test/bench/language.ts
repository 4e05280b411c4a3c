import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as library from '../../src/index.ts'
import { readLines } from '../fixtures.ts'
import { median, PLAIN_ENVIRONMENT, type Row, timeCommands, timeInTurns } from './measure.ts'

const root = path.join(import.meta.dirname, '../..')
const PASSES = 60

/** Sources of the strings that are traced. */
const PHOTO: library.Facts = { kind: 'image', format: 'jpg', width: 4000, height: 3000, frames: 1, orientation: 1 }
const CLIP: library.Facts = { kind: 'video', format: 'mp4', width: 1920, height: 1080, duration: 120, frameRate: 25 }

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

/** Parsing and linting against the split chain, over real strings: those of public code that are right. */
export async function languageRows(): Promise<readonly Row[]> {
  const { lint, parse, trace }: typeof library = await import(pathToFileURL(path.join(root, 'dist/index.node.js')).href)
  const names = ['corpus.jsonl']
  const strings = names
    .flatMap(name => readLines<{ verdict: string; text: string }>(name))
    .filter(({ verdict }) => verdict === 'valid')
    .map(({ text }) => text)
  const over = (run: (text: string) => unknown) => () => {
    for (let pass = 0; pass < PASSES; pass++) for (const text of strings) run(text)
  }
  const known = strings.map(text => [text, text.startsWith('image') ? PHOTO : CLIP] as const)
  const [split = 0, parsing = 0, linting = 0, tracing = 0] = timeInTurns([
    over(splitChain),
    over(text => parse(text)),
    over(text => lint(text)),
    () => {
      for (let pass = 0; pass < PASSES; pass++) for (const [text, facts] of known) trace(text, facts)
    },
  ])
  const each = (time: number) => `${(time / PASSES / strings.length).toFixed(0)} ns a string, ${strings.length} strings`
  return [
    ...linearity(text => lint(text)),
    { name: 'parse / split() chain', value: parsing / split, unit: 'x', limit: 0.4, detail: each(parsing) },
    { name: 'parse and all rules / split() chain', value: linting / split, unit: 'x', limit: 3, detail: each(linting) },
    {
      name: 'trace of known sources / all rules',
      value: tracing / linting,
      unit: 'x',
      limit: 1.2,
      detail: each(tracing),
    },
  ]
}

/** Starting the command and importing the library, against Node doing nothing. */
export function startRows(): readonly Row[] {
  const lint = [path.join(root, 'dist/bin.cjs'), 'lint', '-e', 'image/resize,w_200/format,webp']
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-bench-'))
  // To a pipe, as other programs start it, and where there is no configuration.
  const [nothing = 0, linted = 0] = timeCommands([['-e', '0'], lint], 31, { env: PLAIN_ENVIRONMENT, cwd: folder })
  const empty = path.join(folder, 'empty.mjs')
  writeFileSync(empty, '')
  const [floor = 0, imported = 0] = [empty, path.join(root, 'dist/index.node.js')].map(importTime)
  return [
    {
      name: "oss-process lint -e '...', cold / node -e 0",
      value: linted / nothing,
      unit: 'x',
      // Node 22.8 and later keep what V8 made of the command; others make it anew each time.
      limit: 'enableCompileCache' in module ? 1.5 : 1.8,
      detail: `${linted.toFixed(0)} ms; node -e 0 ${nothing.toFixed(0)} ms; Node ${process.version}`,
    },
    {
      name: "import 'oss-process', unused, over an empty module",
      value: imported - floor,
      unit: 'ms',
      limit: 3,
      detail: `${imported.toFixed(1)} ms; empty module ${floor.toFixed(1)} ms`,
    },
  ]
}

/** Milliseconds that a fresh Node needs to import a file; median of its runs. */
function importTime(file: string): number {
  const url = JSON.stringify(pathToFileURL(file).href)
  const script = `const start = performance.now(); await import(${url}); process.stdout.write(String(performance.now() - start))`
  const times = Array.from({ length: 21 }, () => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: PLAIN_ENVIRONMENT,
      encoding: 'utf8',
    })
    return Number(stdout)
  })
  return median(times)
}

/** Time for 2 MB over time for 500 kB: 4 when it is linear, 16 when it is quadratic. Shorter texts are done before memory is collected once. */
function linearity(run: (text: string) => unknown): readonly Row[] {
  return [',', 'image/resize,w_0|', '/'].map(kind => {
    const text = (length: number) => kind.repeat(length / kind.length)
    const [small = 0, large = 0] = timeInTurns([() => run(text(500_000)), () => run(text(2_000_000))], 3)
    const detail = `${(large / 1e6).toFixed(0)} ms for 2 MB`
    return { name: `lint 2 MB / 500 kB of ${JSON.stringify(kind)}`, value: large / small, unit: 'x', limit: 8, detail }
  })
}
