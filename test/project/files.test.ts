import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { FINE, makeRepository, placesOf, WRONG } from './repository.ts'

const unix = ['--format', 'unix'] as const

describe('which files are linted', () => {
  const files = {
    'a.js': WRONG,
    'src/b.ts': WRONG,
    'src/deep/c.py': "url = base + '?x-oss-process=image/resize,w_0'\n",
    'dist/d.js': WRONG,
    'node_modules/e/e.js': WRONG,
    'src/generated/f.js': WRONG,
    'src/generated/kept.js': WRONG,
    '.gitignore': 'dist/\n',
    'src/.gitignore': 'generated/*\n!generated/kept.js\n',
  }

  test('folders: without what git ignores, on any level', async () => {
    expect(placesOf(await makeRepository(files).lint('.', ...unix))).toEqual([
      'a.js:1',
      'src/b.ts:1',
      'src/deep/c.py:1',
      'src/generated/kept.js:1',
    ])
  })

  test.each([
    [['src/**/*.{ts,py}'], ['src/b.ts:1', 'src/deep/c.py:1']],
    [['./src//b.ts', 'src/b.ts'], ['src/b.ts:1']],
    [['.', '!src'], ['a.js:1']],
    [['dist/d.js'], ['dist/d.js:1']],
    [['dist'], ['dist/d.js:1']],
  ])('%j', async (patterns, places) => {
    expect(placesOf(await makeRepository(files).lint(...patterns, ...unix))).toEqual(places)
  })

  test('a list of paths in a file', async () => {
    const repository = makeRepository({ ...files, 'list.args': 'a.js\r\n\r\nsrc/b.ts\n' })
    expect(placesOf(await repository.lint('@list.args', ...unix))).toEqual(['a.js:1', 'src/b.ts:1'])
    expect(await repository.lint('@nowhere')).toMatchObject({
      code: 2,
      stderr: 'oss-process: "nowhere" does not exist (ENOENT).\n',
    })
  })

  test('what is not there is said, and the rest is linted', async () => {
    const { code, stdout, stderr } = await makeRepository(files).lint('nowhere.js', 'a.js', '*.rb', ...unix)
    expect(code).toBe(2)
    expect(stdout).toMatch(/^a\.js:1:\d+: error/)
    expect(stderr).toBe(
      'oss-process: "nowhere.js" does not exist (ENOENT).\noss-process: No file fits the pattern "*.rb".\n',
    )
  })
})

test.each(['image/resize,w_0', 'video/info', 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info'])(
  'a string in the place of a file is told where it belongs: %s',
  async text => {
    const repository = makeRepository({ 'a.js': FINE })
    expect((await repository.lint(text)).stderr).toMatch(/\. A process string or URL goes after -e\.\n$/)
    expect((await repository.lint(text, '--locale', 'zh')).stderr).toMatch(/。处理字符串或 URL 应写在 -e 之后。\n$/)
    expect((await repository.lint('image/a.js')).stderr).toBe('oss-process: "image/a.js" does not exist (ENOENT).\n')
  },
)

describe('files that git names', () => {
  test('--changed: what differs from the last commit, and new files', async () => {
    const repository = makeRepository({ 'same.js': WRONG, 'edited.js': FINE, 'gone.js': WRONG, '.gitignore': 'no.js' })
    repository.commit()
    repository.write('edited.js', WRONG)
    repository.write('new.js', WRONG)
    repository.write('no.js', WRONG)
    rmSync(repository.at('gone.js'))
    expect(placesOf(await repository.lint('--changed', ...unix))).toEqual(['edited.js:1', 'new.js:1'])
    expect(placesOf(await repository.lint('--changed', 'new.js', ...unix))).toEqual(['new.js:1'])
  })

  test.each(['--changed', '--staged'])('%s passes over what a search of folders passes over', async option => {
    const repository = makeRepository({ 'a.js': FINE })
    repository.commit()
    const others = ['out.sarif', 'node_modules/x/a.js', 'b/node_modules/c.js', 'web/a.min.js']
    for (const file of ['a.js', 'b.js', ...others]) repository.write(file, WRONG)
    repository.git('add', '.')
    expect(placesOf(await repository.lint(option, ...unix))).toEqual(['a.js:1', 'b.js:1'])
    expect(placesOf(await repository.lint('.', ...unix))).toEqual(['a.js:1', 'b.js:1'])
  })

  test.each([['--changed=main'], ['--changed', 'main']])('%s: since a branch was left', async (...option) => {
    const repository = makeRepository({ 'old.js': WRONG })
    repository.commit()
    repository.git('checkout', '--quiet', '-b', 'topic')
    repository.write('topic.js', WRONG)
    repository.commit()
    repository.git('checkout', '--quiet', 'main')
    repository.write('main.js', WRONG)
    repository.commit()
    repository.git('checkout', '--quiet', 'topic')
    expect(placesOf(await repository.lint(...option, ...unix))).toEqual(['topic.js:1'])
  })

  test('a commit that does not exist, and no repository', async () => {
    const { code, stderr } = await makeRepository({ 'a.js': FINE }).lint('--changed=nothing')
    expect(code).toBe(2)
    expect(stderr).toContain('git knows no commit "nothing"')
  })

  test('--staged: the staged text, not the one on the disk', async () => {
    const repository = makeRepository({ 'a.js': FINE, 'b.js': FINE, 'c.js': WRONG })
    repository.commit()
    repository.write('a.js', WRONG)
    repository.git('add', 'a.js')
    repository.write('a.js', FINE)
    repository.write('b.js', WRONG)
    expect(placesOf(await repository.lint('--staged', ...unix))).toEqual(['a.js:1'])
  })
})

describe('files that make trouble', () => {
  test('a loop of symbolic links', async () => {
    const repository = makeRepository({ 'src/a.js': WRONG })
    symlinkSync('..', repository.at('src/up'))
    symlinkSync('itself', repository.at('itself'))
    expect(placesOf(await repository.lint('.', ...unix))).toEqual(['src/a.js:1'])
    expect(await repository.lint('itself')).toMatchObject({
      code: 2,
      stderr: 'oss-process: "itself" is a loop of symbolic links (ELOOP).\n',
    })
  })

  test('binary files are left out, and named ones are spoken of', async () => {
    const bytes = Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(WRONG)])
    const repository = makeRepository({ data: bytes, 'a.js': FINE })
    expect(await repository.lint('.')).toMatchObject({ code: 0, stderr: '' })
    expect(await repository.lint('data')).toMatchObject({
      code: 0,
      stderr: '"data" is a binary file; it was left out.\n',
    })
  })

  test('what is no UTF-8 is read, and never written', async () => {
    const bytes = Buffer.concat([
      Buffer.from('// caf'),
      Buffer.from([0xe9]),
      Buffer.from("\n'image/resize,w_100,w_100'\n"),
    ])
    const repository = makeRepository({ 'latin.js': bytes })
    const { code, stdout, stderr } = await repository.lint('--fix', ...unix, 'latin.js')
    expect(code).toBe(2)
    expect(stdout).toMatch(/^latin\.js:2:\d+: warning/)
    expect(stderr).toBe('oss-process: "latin.js" is not valid UTF-8; it was not fixed, so no byte is lost.\n')
  })

  test.skipIf(process.getuid?.() === 0)('a file without permission', async () => {
    const repository = makeRepository({ 'a.js': WRONG, 'secret.js': WRONG })
    chmodSync(repository.at('secret.js'), 0)
    const { code, stdout, stderr } = await repository.lint('.', ...unix)
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'oss-process: "secret.js" cannot be opened: no permission (EACCES).\n',
    })
    expect(stdout).toContain('a.js:1')
  })

  test('a file that is deleted during the run', async () => {
    const repository = makeRepository({
      'a.js': WRONG,
      'b.js': WRONG,
      'oss-process.config.mjs': `import { rmSync } from 'node:fs'
        const check = () => rmSync(new URL('b.js', import.meta.url), { force: true })
        export default { customRules: [{ id: 'delete', severity: 'info', messages: {}, check }] }`,
    })
    const { code, stdout, stderr } = await repository.lint('a.js', 'b.js', ...unix)
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'oss-process: "b.js" does not exist (ENOENT).\n' })
    expect(stdout).toMatch(/^a\.js:1/)
  })

  test('a line of 50 MB, and places in a file that is read in pieces', async () => {
    const filler = 'x=1;'.repeat(12_500_000)
    const repository = makeRepository({
      'min.js': `${filler}${WRONG}`,
      'many.log': `${'line\n'.repeat(4_000_000)}é ${WRONG}`,
    })
    const { code, stdout } = await repository.lint(...unix, 'min.js', 'many.log')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^min\.js:1:50000051: error/)
    expect(stdout).toMatch(/^many\.log:4000001:53: error/m)
  })
})

test('directives hold over the pieces of a large file, and are said to be unused once', async () => {
  const filler = "const something = 'else'\n".repeat(700_000)
  const repository = makeRepository({
    'large.js': [
      '// oss-process-disable parameter-range\n',
      filler,
      WRONG,
      '// oss-process-enable\n',
      WRONG,
      '// oss-process-disable base64\n',
      WRONG,
      filler,
      WRONG,
    ].join(''),
  })
  const { stdout } = await repository.lint(...unix, 'large.js')
  expect(stdout.replaceAll(/: (?:error|warning).*\[/g, ' [')).toBe(
    [
      'large.js:700004:51 [parameter-range]\n',
      'large.js:700006:51 [parameter-range]\n',
      'large.js:1400007:51 [parameter-range]\n',
      'large.js:700005:24 [unused-directive]\n',
    ].join(''),
  )
})

test('a large log is read in pieces: it fits where its text would not', () => {
  const line = `10.0.0.1 - - [22/Nov/2026:10:00:00] "GET /a.jpg?x-oss-process=image/resize,w_100 HTTP/1.1" 200\n`
  const quiet = '10.0.0.1 - - [22/Nov/2026:10:00:00] "GET /index.html HTTP/1.1" 200 - nothing to see on this line\n'
  const repository = makeRepository({ 'access.log': (line + quiet.repeat(99)).repeat(8000) })
  appendFileSync(repository.at('access.log'), line.replace('w_100', 'w_0'))
  const bundle = path.join(import.meta.dirname, '../../dist/bin.cjs')
  const argv = ['--max-old-space-size=32', bundle, 'lint', 'access.log']
  const { status, stdout } = spawnSync(process.execPath, argv, { cwd: repository.folder, encoding: 'utf8', env: {} })
  expect(stdout).toMatch(/^access\.log:800001:\d+ error/)
  expect(stdout).toContain('8001 process strings in 1 file: 1 error, 0 warnings, 0 infos\n')
  expect(status).toBe(1)
})
