import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { run } from './cli/run.ts'

const root = path.join(import.meta.dirname, '..')

test('the example strings are clean', async () => {
  const { code, stdout } = await run(['lint', 'examples/strings', 'examples/recipes'], { cwd: root })
  expect([code, stdout]).toEqual([0, expect.stringContaining('0 errors, 0 warnings')])
})

test('the example of a test with a local OSS passes, as users of the package run it', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--test', 'examples/testing/thumbnails.test.mjs'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  expect([status, stdout]).toEqual([0, expect.stringContaining('# pass 1')])
}, 60_000)
