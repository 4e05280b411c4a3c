import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from './cli/run.ts'

const root = path.join(import.meta.dirname, '..')

test('the example strings are clean', async () => {
  const { code, stdout } = await run(['lint', 'examples/strings', 'examples/recipes'], { cwd: root })
  expect([code, stdout]).toEqual([0, expect.stringContaining('0 errors, 0 warnings')])
})

test('the example of a test with a local OSS passes, as users of the package run it', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--test', '--test-reporter=tap', 'examples/testing/thumbnails.test.mjs'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  )
  expect([status, stdout]).toEqual([0, expect.stringContaining('# pass 1')])
}, 60_000)

/** What an example prints, run as users of the package run it. */
function outputOf(...words: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  return stdout
}

test('the example that extends the grammar expands macros, and reads stages as the grammar does', () => {
  expect(outputOf('examples/grammar/macros.mjs')).toBe('image/resize,w_200/format,webp|sys/saveas,o_cHJldmlldy5qcGc\n')
  const text = 'if_status_eq_404{hls/ts,from_a@b|@c}|image/info|@saved|@other'
  expect(outputOf('examples/grammar/macros.mjs', text)).toBe(
    'if_status_eq_404{hls/ts,from_a@b|@c}|image/info|sys/saveas,o_cHJldmlldy5qcGc|@other\n',
  )
})

test('the example that draws shows the productions, and the operations of a category', () => {
  expect(outputOf('examples/grammar/draw.mjs')).toContain(
    'graph LR\n  Pipeline --> Stage\n  Pipeline --> Pipe\n  Stage --> Conditional\n  Stage --> Category\n',
  )
  expect(outputOf('examples/grammar/draw.mjs', 'sys')).toBe('graph LR\n  sys --> saveas\n  sys --> notify\n')
})

describe('the examples of linting', () => {
  const cwd = path.join(root, 'examples/lint')

  test('extends, the ignore file and the format for agents', async () => {
    const { code, stdout } = await run(['lint', '--format', 'agent', '.'], { cwd })
    expect([code, stdout]).toEqual([
      1,
      'web/pictures.js:4:80 error duplicate-parameter: "w" appears twice in "image/resize"; expected it once. fix: remove ",w_64" at 4:79\n',
    ])
    const shown = JSON.parse((await run(['lint', '--print-config', 'web/pictures.js'], { cwd })).stdout)
    expect(shown).toMatchObject({ preset: 'strict', rules: { 'unit-slip': 'off', undocumented: 'warning' } })
  })

  test('a rule of the project, with options', async () => {
    const { stdout } = await run(['lint', '--config', 'rules.config.mjs', '--format', 'unix', 'web'], { cwd })
    expect(stdout).toContain(': error: w is 64, but this team uses 200, 400 only.')
  })

  test('the plugin of ESLint, as users of the package run it', () => {
    const words = ['node_modules/eslint/bin/eslint.js', '--format', 'json', '-c', 'examples/eslint/eslint.config.mjs']
    const { stdout, stderr } = spawnSync(process.execPath, [...words, 'examples/eslint/pictures.mjs'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)[0].messages).toMatchObject([{ ruleId: 'oss-process/warning', line: 1, column: 73 }])
  }, 60_000)
})
