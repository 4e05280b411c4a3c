import { execFileSync } from 'node:child_process'
import fs, { chmodSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { FINE, FIXABLE, makeRepository } from './repository.ts'

afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

/** Makes a function of the file system fail as a full disk or a missing permission does. */
function fail(name: 'writeSync' | 'openSync', code: string, path = ''): void {
  const original = fs[name]
  vi.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
    if (String(args[0]).endsWith(path)) throw Object.assign(new Error(`${code}: simulated`), { code })
    return Reflect.apply(original, fs, args)
  })
  syncBuiltinESMExports()
}

describe('--fix', () => {
  test.each([
    ['a.js', FIXABLE, FINE],
    [
      'a.html',
      '<img src="/a.jpg?v=1&amp;x-oss-process=image%2Fresize%2Cw_100%2Cw_100">',
      '<img src="/a.jpg?v=1&amp;x-oss-process=image%2Fresize%2Cw_100">',
    ],
    [
      'a.json',
      '{"u": "/a.jpg?x-oss-process=image\\/resize,w_100,w_100"}',
      '{"u": "/a.jpg?x-oss-process=image\\/resize,w_100"}',
    ],
    ['a.py', "u = ('image/resize,w_100'\n     ',w_100')\n", "u = ('image/resize,w_100'\n     '')\n"],
  ])('%s keeps the spelling of its host', async (name, before, after) => {
    const repository = makeRepository({ [name]: before })
    expect(await repository.lint('--fix', '.')).toMatchObject({ code: 0, stderr: '' })
    expect(repository.read(name)).toBe(after)
  })

  test('keeps the mode and a symbolic link, and leaves nothing beside', async () => {
    const repository = makeRepository({ 'real.sh': "curl '/a.jpg?x-oss-process=image/resize,w_100,w_100'\n" })
    chmodSync(repository.at('real.sh'), 0o754)
    symlinkSync('real.sh', repository.at('link.sh'))
    await repository.lint('--fix', 'link.sh')
    expect(repository.read('real.sh')).toBe("curl '/a.jpg?x-oss-process=image/resize,w_100'\n")
    expect(statSync(repository.at('real.sh')).mode & 0o777).toBe(0o754)
    expect(fs.lstatSync(repository.at('link.sh')).isSymbolicLink()).toBe(true)
    expect(readdirSync(repository.folder).sort()).toEqual(['.git', 'link.sh', 'real.sh'])
  })

  test.each(['--fix-dry-run', '--diff'])('%s prints a patch that git applies', async option => {
    const repository = makeRepository({ 'src/a.js': `// one\n${FIXABLE}`, 'b.js': FIXABLE })
    const { code, stdout } = await repository.lint(option, '.')
    expect(code).toBe(0)
    expect(repository.read('b.js')).toBe(FIXABLE)
    execFileSync('git', ['apply', '-'], { cwd: repository.folder, input: stdout })
    expect(repository.read('b.js')).toBe(FINE)
    expect(repository.read('src/a.js')).toBe(`// one\n${FINE}`)
  })

  test.each(['--fix-dry-run', '--diff'])(
    '%s says where a report would go, and what no fix takes away',
    async option => {
      const repository = makeRepository({ 'a.js': "u = '/a.jpg?x-oss-process=image/resize,w_0'\n" })
      expect(await repository.lint(option, '--format', 'json', 'a.js')).toEqual({
        code: 2,
        stdout: '',
        stderr: `oss-process: "${option}" prints a patch to standard output, so that a report needs a file; expected "--format json=PATH".\n`,
      })
      const { code, stdout, stderr } = await repository.lint(option, '--format', 'json=r.json', 'a.js')
      expect({ code, stdout, stderr }).toEqual({
        code: 1,
        stdout: '',
        stderr: 'An error is left that no fix takes away; it is shown where no patch is printed.\n',
      })
      expect(JSON.parse(repository.read('r.json')).summary).toMatchObject({ errors: 1 })
    },
  )

  test('a file that was changed meanwhile is left alone', async () => {
    const repository = makeRepository({
      'a.js': FIXABLE,
      'oss-process.config.mjs': `import { appendFileSync, readFileSync } from 'node:fs'
        const file = new URL('a.js', import.meta.url)
        const check = () => readFileSync(file, 'utf8').includes('mine') || appendFileSync(file, '// mine')
        export default { customRules: [{ id: 'append', severity: 'info', messages: {}, check }] }`,
    })
    const { code, stderr } = await repository.lint('--fix', 'a.js')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'oss-process: "a.js" was changed by another program meanwhile; it was left alone.\n',
    })
    expect(repository.read('a.js')).toBe(`${FIXABLE}// mine`)
  })

  test('a full disk leaves the old file whole and nothing beside it', async () => {
    const repository = makeRepository({ 'a.js': FIXABLE })
    fail('writeSync', 'ENOSPC')
    const { code, stdout, stderr } = await repository.lint('--fix', '--format', 'unix', '.')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'oss-process: "a.js" cannot be written: the disk is full (ENOSPC).\n',
    })
    expect(stdout).toMatch(/^a\.js:1:\d+: warning/)
    expect(repository.read('a.js')).toBe(FIXABLE)
    expect(readdirSync(repository.folder).sort()).toEqual(['.git', 'a.js'])
  })

  test('a file that cannot be read does not keep the others from being linted', async () => {
    const repository = makeRepository({ 'a.js': FIXABLE, 'secret.js': FIXABLE })
    fail('openSync', 'EACCES', 'secret.js')
    const { code, stdout, stderr } = await repository.lint('--format', 'unix', '.')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'oss-process: "secret.js" cannot be opened: no permission (EACCES).\n',
    })
    expect(stdout).toMatch(/^a\.js:1:\d+: warning[^\n]*\n$/)
  })

  test('a file with changes that are not staged is not fixed', async () => {
    const repository = makeRepository({ 'a.js': FINE })
    repository.commit()
    repository.write('a.js', FIXABLE)
    repository.git('add', 'a.js')
    repository.write('a.js', `${FIXABLE}// more\n`)
    expect(await repository.lint('--staged', '--fix')).toMatchObject({
      code: 2,
      stderr: 'oss-process: "a.js" has changes that are not staged; it was not fixed.\n',
    })
    expect(repository.read('a.js')).toBe(`${FIXABLE}// more\n`)
  })
})
