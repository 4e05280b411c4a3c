import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isInstalled, median, PLAIN_ENVIRONMENT, type Row } from './measure.ts'

const root = path.join(import.meta.dirname, '../..')
const FILES = 10_000
const BYTES = 10_000
const TURNS = 9

/** A line of ordinary source code; one in some thousands has a process string in it. */
function sourceLine(index: number): string {
  const lines = [
    `export function handler${index}(request, response) {`,
    `  const width = Number(request.query.width ?? ${index % 997})`,
    `  if (width > ${index % 4096}) throw new RangeError('too wide: ' + width)`,
    `  // keeps the ratio, see the notes on thumbnails ${index}`,
    '  return response.json({ width, ratio: width / 3, tags: [`a`, `b`, "c"] })',
    '}',
    '',
  ]
  if (index % 9973 === 0)
    return `  const url = base + '?x-oss-process=image/resize,w_${(index % 4000) + 1}/format,webp'`
  return lines[index % lines.length] ?? ''
}

/** A tree of 10 000 files of 10 kB: 100 MB. */
function makeTree(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-tree-'))
  let line = 0
  for (let file = 0; file < FILES; file++) {
    const sub = path.join(folder, `part${file % 100}`)
    if (file < 100) mkdirSync(sub)
    const lines: string[] = []
    for (let size = 0; size < BYTES; ) {
      const text = sourceLine(line++)
      lines.push(text)
      size += text.length + 1
    }
    writeFileSync(path.join(sub, `file${file}.js`), `${lines.join('\n')}\n}\n`)
  }
  return folder
}

interface Run {
  readonly seconds: number
  /** Seconds of processor time, which neighbours on the machine do not add to. */
  readonly processor: number
  readonly megabytes: number
}

/** Runs a command, and reads its time and peak memory from GNU time. */
function timed(command: string, argv: readonly string[], cwd: string): Run {
  const start = process.hrtime.bigint()
  const { stderr, error, status } = spawnSync('/usr/bin/time', ['-f', '%M %U %S', command, ...argv], {
    cwd,
    env: PLAIN_ENVIRONMENT,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1e9,
  })
  if (error || status === null) throw error ?? new Error(`${command} was ended by a signal.`)
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  const [kilobytes = 0, user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
  return { seconds, processor: user + system, megabytes: kilobytes / 1024 }
}

const NOT_RUN: Run = { seconds: Number.NaN, processor: Number.NaN, megabytes: Number.NaN }

function medianOf(runs: readonly Run[]): Run {
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    processor: median(runs.map(({ processor }) => processor)),
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
  }
}

/** Two commands by turns, so that both meet the same noise. */
function inTurns(first: () => Run, second: () => Run): readonly [Run, Run] {
  const runs = Array.from({ length: TURNS }, () => [first(), second()] as const)
  return [medianOf(runs.map(([run]) => run)), medianOf(runs.map(([, run]) => run))]
}

/** Linting a large tree against a plain search and against ESLint with one rule, where they are installed. */
export function projectRows(): readonly Row[] {
  const tree = makeTree()
  try {
    const bin = path.join(root, 'dist/bin.cjs')
    const lint = (...argv: string[]) => timed(process.execPath, [bin, 'lint', '--format', 'json', ...argv, '.'], tree)
    const hasSearch = isInstalled('rg')
    const [search, whole] = inTurns(
      () => (hasSearch ? timed('rg', ['-c', 'x-oss-|image/|video/', '.'], tree) : NOT_RUN),
      () => lint(),
    )
    const cache = path.join(tree, '.cache')
    const withCache = () => lint('--cache', '--cache-location', cache)
    const withoutCache = () => {
      rmSync(cache, { force: true })
      return withCache()
    }
    const [first, second] = inTurns(withoutCache, withCache)
    const detail = (run: Run) => `${run.seconds.toFixed(2)} s, ${run.megabytes.toFixed(0)} MB`
    return [
      {
        name: 'lint 10 000 files, 100 MB / rg -c',
        value: hasSearch ? whole.seconds / search.seconds : 'not installed',
        unit: 'x',
        limit: 6,
        detail: `${detail(whole)}, processor time ${whole.processor.toFixed(2)} s${hasSearch ? `; rg ${search.seconds.toFixed(2)} s, ${search.processor.toFixed(2)} s` : ''}`,
      },
      {
        name: 'the same with a warm cache / first run',
        value: second.seconds / first.seconds,
        unit: 'x',
        limit: 1 / 3,
        detail: `${detail(second)}; first ${detail(first)}`,
      },
      { name: 'peak memory, MB / 300', value: whole.megabytes / 300, unit: 'x', limit: 1, detail: detail(whole) },
      ...eslintRows(tree, whole),
      ...logRows(tree, bin),
    ]
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

const ESLINT = 'lint / ESLint with one rule, the same files'

function eslintRows(tree: string, whole: Run): readonly Row[] {
  const require = createRequire(import.meta.url)
  let eslint: string
  try {
    eslint = path.join(path.dirname(require.resolve('eslint/package.json')), 'bin/eslint.js')
  } catch {
    const detail = 'npm install --no-save eslint'
    return [{ name: ESLINT, value: 'not installed', unit: 'x', limit: 0.1, detail }]
  }
  writeFileSync(
    path.join(tree, 'eslint.config.mjs'),
    "export default [{ rules: { 'no-undef': 'off', 'no-debugger': 'error' } }]\n",
  )
  // A tenth of the tree, times ten: ESLint needs minutes for the whole.
  const folders = readdirSync(tree)
    .filter(name => name.startsWith('part'))
    .slice(0, 10)
  const part = timed(process.execPath, [eslint, ...folders], tree)
  const value = whole.seconds / (part.seconds * 10)
  return [
    {
      name: ESLINT,
      value,
      unit: 'x',
      limit: 0.1,
      detail: `ESLint ${part.seconds.toFixed(1)} s for a tenth of them`,
    },
  ]
}

/** Reads the lines of a file and does nothing with them. */
const READ_LINES = `(async () => {
  for await (const _ of require('node:readline').createInterface({ input: require('node:fs').createReadStream(process.argv[1]) }));
})()`

/** One line in this many of the second log has a mistake: 34 000 findings. */
const MISTAKE_EVERY = 54

function logRows(tree: string, bin: string): readonly Row[] {
  const log = path.join(tree, 'access.log')
  const line = (width: string) =>
    `127.0.0.1 - - [22/Nov/2026] "GET /a.jpg?x-oss-process=image/resize,w_${width} HTTP/1.1" 200 1234 "-" "Mozilla/5.0"\n`
  const logs = {
    'a log of 200 MB': line('200'),
    'the same with 34 000 findings': line('200').repeat(MISTAKE_EVERY - 1) + line('0'),
  }
  return Object.entries(logs).flatMap(([name, text]) => {
    writeFileSync(log, text.repeat(Math.ceil(2e8 / text.length)))
    const run = timed(process.execPath, [bin, 'lint', '--format', 'unix', log], tree)
    const plain = timed(process.execPath, ['-e', READ_LINES, log], tree)
    const detail = `${run.seconds.toFixed(1)} s, ${run.megabytes.toFixed(0)} MB; processor time ${run.processor.toFixed(1)} s, the loop ${plain.processor.toFixed(1)} s`
    return [
      { name: `${name}: peak memory, MB / 200`, value: run.megabytes / 200, unit: 'x', limit: 1, detail },
      { name: `${name} / readline loop`, value: run.processor / plain.processor, unit: 'x', limit: 6, detail },
    ]
  })
}
