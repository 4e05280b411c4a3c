import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CACHE } from '../../src/cached-script.ts'

const dist = path.join(import.meta.dirname, '../../dist')
const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-launch-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const name of readdirSync(dist).filter(file => /\.c?js$/.test(file)))
  copyFileSync(path.join(dist, name), path.join(folder, name))

/** What the command does that stands in the folder. */
function start(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, 'bin.cjs'), ...argv], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const cache = readFileSync(path.join(dist, CACHE))
const wrong = Buffer.from(cache)
wrong.fill(0xff, 0, 64)

test('the part of the command that is read as one byte a character is ASCII', () => {
  const bytes = readFileSync(path.join(dist, 'command.cjs'))
  expect(bytes.every(byte => byte < 128)).toBe(true)
})

test.each([
  ['of this Node', cache],
  ['cut short', cache.subarray(0, cache.length >> 1)],
  ['empty', Buffer.alloc(0)],
  ['of something else', wrong],
  ['missing', undefined],
])('the command runs the same with a code cache that is %s', (_, bytes) => {
  rmSync(path.join(folder, CACHE), { force: true })
  if (bytes) writeFileSync(path.join(folder, CACHE), bytes)
  const found = start('lint', '--no-config', '--format', 'unix', '-e', 'image/resize,w_0')
  const stdout =
    '<argument>:1:16: error: w is 0, but image/resize takes an integer from 1 to 16384. [parameter-range]\n'
  expect(found).toEqual({ status: 1, stdout, stderr: '' })
  const help = start('parse', '--help')
  expect(help.status).toBe(0)
  expect(help.stdout).toContain('oss-process parse')
})
