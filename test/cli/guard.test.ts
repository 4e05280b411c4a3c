import { describe, expect, test } from 'vitest'
import { reporters } from '../../src/report/index.ts'
import { makeRepository } from '../project/repository.ts'
import { run } from './run.ts'

const ESCAPE = '\u001b'
const TURN = '\u202e'
const WRONG = 'image/resize,w_0\n'

describe('names of files', () => {
  const names = ['::warning file=x::pwn.oss', '  ::add-mask::x.oss', 'a##[error]b.oss', '::stop-commands::x/a.oss']

  test.each(names)('%s is no command to GitHub, in any format', async name => {
    const repository = makeRepository({ [name]: WRONG })
    for (const format of Object.keys(reporters)) {
      const { stdout, stderr } = await run(['lint', '--format', format, '.'], {
        cwd: repository.folder,
        env: { GITHUB_ACTIONS: 'true' },
      })
      const own = format === 'github' ? /^::(?:error|warning|notice) file=/ : undefined
      const lines = `${stdout}${stderr}`.split('\n')
      expect(lines.filter(line => /^\s*::/.test(line) && !own?.test(line))).toEqual([])
      expect(lines.filter(line => line.includes('##[') && !own?.test(line))).toEqual([])
      if (format.startsWith('json'))
        expect(() =>
          stdout
            .trim()
            .split(format === 'jsonl' ? '\n' : '\0')
            .map(text => JSON.parse(text)),
        ).not.toThrow()
    }
  })

  test('are shown as they are elsewhere', async () => {
    const repository = makeRepository({ '::x.oss': WRONG })
    const { stdout } = await repository.lint('--format', 'unix', '::x.oss')
    expect(stdout).toMatch(/^::x\.oss:1:/)
  })

  test('begin with ./ where GitHub reads them', async () => {
    const repository = makeRepository({ '::x.oss': WRONG })
    const { stdout } = await run(['lint', '--format', 'unix', '.'], {
      cwd: repository.folder,
      env: { GITHUB_ACTIONS: 'true' },
    })
    expect(stdout).toMatch(/^\.\/::x\.oss:1:/)
  })
})

describe('what a terminal would obey', () => {
  const hostile = `a${ESCAPE}]0;x\u0007${TURN}\u009bb`

  test.each([
    ['lint', '-e', `image/resize,w_${hostile}`],
    ['lint', hostile],
    ['explain', `image/resize,w_${hostile}`],
    ['parse', `image/resize,w_${hostile}`],
    ['diff', `image/resize,w_${hostile}`, 'image/info'],
    [
      'verify',
      `https://b.oss-cn-hangzhou.aliyuncs.com/${encodeURIComponent(hostile)}?x-oss-process=image/info&Expires=1&OSSAccessKeyId=a&Signature=b`,
    ],
    ['compile', `${hostile}.yaml`],
    [hostile],
    ['rules', `--${hostile}`],
  ])('never leaves %s', async (...argv) => {
    const { stdout, stderr } = await run(argv)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(`${stdout}${stderr}`).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
    expect(`${stdout}${stderr}`.length).toBeGreaterThan(0)
  })

  test('stays in JSON, as escapes', async () => {
    const { stdout } = await run(['lint', '--format', 'json', '-e', `image/resize,w_${hostile}`])
    expect(JSON.parse(stdout).results[0].text).toBe(`image/resize,w_${hostile}`)
  })

  test('colours are left', async () => {
    const { stdout } = await run(['lint', '--color', '-e', 'image/resize,w_0'])
    expect(stdout).toContain(`${ESCAPE}[31m`)
    expect(
      (await run(['lint', '--no-color', '-e', 'image/resize,w_0'], { env: { FORCE_COLOR: '1' } })).stdout,
    ).not.toContain(ESCAPE)
  })
})
