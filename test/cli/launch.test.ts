import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { build } from 'esbuild'
import { afterAll, expect, test } from 'vitest'

const dist = path.join(import.meta.dirname, '../../dist')
const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-launch-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const name of readdirSync(dist).filter(file => /\.c?js$/.test(file)))
  copyFileSync(path.join(dist, name), path.join(folder, name))

writeFileSync(path.join(folder, 'wrong.js'), "const url = base + '?x-oss-process=image/resize,w_0'")

const modules = path.join(folder, 'modules')
mkdirSync(modules)
symlinkSync(path.join(dist, '..'), path.join(modules, 'oss-process'))

/** What the command does that stands in the folder. */
function start(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, 'bin.cjs'), ...argv], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const FINDING =
  '<argument>:1:16: error: w is 0, but image/resize takes an integer from 1 to 16384. (0040-00000312) [parameter-range]\n'

test('the command runs where it was copied to', () => {
  const string = start('lint', '--no-config', '--format', 'unix', '-e', 'image/resize,w_0')
  expect(string).toEqual({ status: 1, stdout: FINDING, stderr: '' })
  const address = start('lint', '--no-config', '--format', 'unix', '-e', 'https://b/k?x-oss-process=image/resize,w_0')
  expect(address.stdout).toBe(FINDING.replace('1:16', '1:42'))
  const lines = start('lint', '--no-config', '--format', 'unix', 'wrong.js').stdout
  expect(lines).toBe(FINDING.replace('<argument>:1:16', 'wrong.js:1:51'))
  const help = start('parse', '--help')
  expect([help.status, help.stdout]).toEqual([0, expect.stringContaining('oss-process parse')])
  const [run] = JSON.parse(start('lint', '--no-config', '--format', 'sarif', '-e', 'image/info').stdout).runs
  expect(run.tool.driver.rules[0].help.text).toContain('The form of the string: stages between pipes')
  // What this imports stands beside the bundle.
  const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/k?Expires=1&OSSAccessKeyId=id&Signature=x'
  expect(start('verify', url).stdout).toContain('oss://b/k')
})

test('a string is linted by what strings need, with no other file of the package', () => {
  const small = path.join(folder, 'small')
  mkdirSync(small)
  for (const name of ['bin', 'command', 'lint'])
    copyFileSync(path.join(dist, `${name}.cjs`), path.join(small, `${name}.cjs`))
  const argv = [path.join(small, 'bin.cjs'), 'lint', '--no-config', '--format', 'unix', '-e', 'image/resize,w_0']
  const { stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8', env: { PATH: process.env.PATH } })
  expect(stdout).toBe(FINDING)
  // The other categories are read when they are asked for, and the text of rules is for their pages.
  const lint = readFileSync(path.join(dist, 'lint.cjs'), 'utf8')
  expect(lint).not.toContain('narrowband HD')
  expect(readFileSync(path.join(dist, 'media.cjs'), 'utf8')).toContain('narrowband HD')
  expect(lint).not.toContain('Times are milliseconds. A value such as')
})

/** A report of some megabytes: more than a pipe holds. */
const MANY = Array.from({ length: 10_000 }, (_, index) => `image/resize,w_${index}`).join('\n')

function startMany() {
  const child = spawn(process.execPath, [
    path.join(dist, 'bin.cjs'),
    'lint',
    '--no-config',
    '--stdin',
    '--format',
    'json',
  ])
  child.stdin.end(MANY)
  const heard = once(child, 'close')
  return { child, heard }
}

test('a slow reader gets all of a long report', async () => {
  const { child, heard } = startMany()
  const parts: string[] = []
  for await (const part of child.stdout.setEncoding('utf8')) {
    parts.push(part)
    await setTimeout(1)
  }
  expect(await heard).toEqual([1, null])
  expect(JSON.parse(parts.join('')).summary).toMatchObject({ strings: 10_000 })
})

test.each(['lint -e image/info', 'explain image/info', 'rules'])('a disk that is full is told of: %s', command => {
  const line = `"${process.execPath}" "${path.join(dist, 'bin.cjs')}" ${command} > /dev/full`
  const { status, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8', env: { PATH: process.env.PATH } })
  const sentence = 'oss-process: "standard output" cannot be written: the disk is full (ENOSPC).\n'
  expect([status, stderr]).toEqual([2, sentence])
})

test('a report goes into a pipe that has a name, which stays one', () => {
  const line = `mkfifo reports && { cat reports > read & } && "${process.execPath}" bin.cjs lint -e image/info --format json=reports; wait; ls -l reports`
  const { stdout } = spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' })
  expect(stdout).toMatch(/\np/)
  expect(JSON.parse(readFileSync(path.join(folder, 'read'), 'utf8')).results).toHaveLength(1)
})

test('what the package promises to have is there', () => {
  const { exports } = JSON.parse(readFileSync(path.join(dist, '../package.json'), 'utf8'))
  const files = Object.values<string | Record<string, string>>(exports).flatMap(entry =>
    Object.values(typeof entry === 'string' ? { entry } : entry),
  )
  const missing = files.filter(file => !file.includes('*') && !existsSync(path.join(dist, '..', file)))
  expect(missing).toEqual([])
})

test.each(['esm', 'cjs'] as const)('another tool may bundle the library for Node: %s', async format => {
  const entry = path.join(folder, `embed-${format}.js`)
  writeFileSync(entry, "import { parse } from 'oss-process'\nconsole.log(parse('image/info').diagnostics.length)")
  const outfile = path.join(folder, `embedded.${format === 'esm' ? 'mjs' : 'cjs'}`)
  await build({ entryPoints: [entry], bundle: true, platform: 'node', format, outfile, nodePaths: [modules] })
  expect(spawnSync(process.execPath, [outfile], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '0\n' })
})

test('a reader that closes early is no mistake: the findings are what they are', async () => {
  const { child, heard } = startMany()
  const errors = child.stderr.setEncoding('utf8').toArray()
  child.stdout.once('data', () => child.stdout.destroy())
  expect([await heard, await errors]).toEqual([[1, null], []])
  const command = `"${process.execPath}" "${path.join(dist, 'bin.cjs')}" lint --no-config --stdin --format unix | head -c 20`
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { input: MANY, encoding: 'utf8' })
  expect([stdout, stderr]).toEqual(['<stdin>:1:16: error:', ''])
})
