import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from './run.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-lint-'))
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text)

describe('lint', () => {
  test('a clean string gives 0', async () => {
    expect(await run(['lint', '-e', 'image/resize,w_200'])).toEqual({
      code: 0,
      stdout: '1 process string in 1 file: 0 errors, 0 warnings, 0 infos\n',
      stderr: '',
    })
  })

  test('an error gives 1, with a frame, the EC number and what to write', async () => {
    const { code, stdout } = await run(['lint', '-e', 'image/resize,m_fit,w_0'])
    expect(code).toBe(1)
    expect(
      stdout,
    ).toBe(`<argument>:1:16 error m is "fit", but image/resize takes lfit, mfit, fill, pad or fixed; did you mean "lfit"? parameter-enum
 1 | image/resize,m_fit,w_0
   |                ^^^
    = OSS answers with 0040-00000311
    help: Write "lfit"

<argument>:1:22 error w is 0, but image/resize takes an integer from 1 to 16384. parameter-range
 1 | image/resize,m_fit,w_0
   |                      ^
    = OSS answers with 0040-00000312

1 process string in 1 file: 2 errors, 0 warnings, 0 infos
`)
  })

  test('speaks Chinese when told, by option or by the environment', async () => {
    const byOption = await run(['lint', '--locale', 'zh', '-e', 'image/resize,w_0'])
    const byEnvironment = await run(['lint', '-e', 'image/resize,w_0'], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(byOption.stdout).toContain('image/resize 中 w 的值为 0，应为 1～16384 的整数。')
    expect(byEnvironment.stdout).toBe(byOption.stdout)
  })

  test('carets stand under wide characters', async () => {
    const { stdout } = await run(['lint', '-e', 'style/你好'])
    expect(stdout).toContain(' 1 | style/你好\n   |       ^^^^\n')
  })

  test('json lists every string, also one without findings', async () => {
    const { code, stdout } = await run(['lint', '--format', 'json', '-e', 'image/resize,w_0', '-e', 'image/info'])
    const report = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(report).toMatchObject({
      version: 1,
      results: [
        {
          file: '<argument>',
          line: 1,
          column: 1,
          text: 'image/resize,w_0',
          via: 'get',
          diagnostics: [
            {
              ruleId: 'parameter-range',
              severity: 'error',
              serverCode: '0040-00000312',
              line: 1,
              column: 16,
              endLine: 1,
              endColumn: 17,
              fix: null,
            },
          ],
        },
        { text: 'image/info', diagnostics: [] },
      ],
      summary: { strings: 2, errors: 1, warnings: 0, infos: 0 },
    })
  })

  test('reads one string or URL a line, with comments', async () => {
    write('jobs.oss', '# two\nimage/resize,w_200\n\nhttps://b.oss.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_0\n')
    const { code, stdout } = await run(['lint', '--format', 'unix', 'jobs.oss'], { cwd: folder })
    expect(code).toBe(1)
    expect(stdout).toBe(
      'jobs.oss:4:63: error: w is 0, but image/resize takes an integer from 1 to 16384. (0040-00000312) [parameter-range]\n',
    )
  })

  test.each(['utf16le', 'utf16be', 'utf8'] as const)('standard input in %s', async encoding => {
    const little = Buffer.from('# 缩略图\nimage/resize,w_0\n', encoding === 'utf8' ? 'utf8' : 'utf16le')
    const stdin = encoding === 'utf16be' ? little.swap16() : little
    const { stdout } = await run(['lint', '--stdin', '--format', 'unix'], { stdin })
    expect(stdout).toContain('<stdin>:2:16: error: w is 0')
  })

  test('reads standard input', async () => {
    const { code, stdout } = await run(['lint', '--stdin', '--format', 'unix'], {
      stdin: 'image/resize,w_1\nimage/rotate,400\n',
    })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^<stdin>:2:14: error: rotate is 400/)
  })

  test('finds strings in source code of a folder', async () => {
    write('thumb.js', "const url = base + '?x-oss-process=image/resize,w_0'\n")
    const { stdout } = await run(['lint', '--format', 'unix', 'thumb.js'], { cwd: folder })
    expect(stdout).toMatch(/^thumb.js:1:51: error/)
  })

  test('--via tells how the string is sent', async () => {
    const string = 'video/animation,f_gif,num_9|sys/saveas,o_b3V0LmdpZg'
    expect((await run(['lint', '-e', string])).code).toBe(0)
    expect((await run(['lint', '-e', string, '--via', 'async'])).code).toBe(0)
    expect((await run(['lint', '-e', string, '--via', 'get'])).code).toBe(1)
  })

  test('--max-warnings and --quiet', async () => {
    const argv = ['lint', '-e', 'image/resize,w_100,l_200']
    expect((await run(argv)).code).toBe(0)
    const stderr = 'oss-process: There are too many warnings: 1, at most 0 are allowed.\n'
    expect(await run([...argv, '--max-warnings', '0'])).toMatchObject({ code: 1, stderr })
    expect((await run([...argv, '--quiet'])).stdout).toBe('1 process string in 1 file: 0 errors, 0 warnings, 0 infos\n')
  })

  test('--fix writes the file and keeps the rest of it', async () => {
    write('fix.oss', '# mine\nimage/format,webp,image/resize,w_100,w_100\nimage/info\n')
    const { code } = await run(['lint', '--fix', 'fix.oss'], { cwd: folder })
    expect(code).toBe(0)
    expect(readFileSync(path.join(folder, 'fix.oss'), 'utf8')).toBe(
      '# mine\nimage/format,webp/resize,w_100\nimage/info\n',
    )
  })
})

describe('one line is one string', () => {
  const stringsOf = async (argv: readonly string[], stdin = '') => {
    const { stdout } = await run(['lint', '--no-config', '--format', 'jsonl', ...argv], { cwd: folder, stdin })
    return stdout.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line).text]))
  }

  test.each([
    'video/animation,f_gif,w_16,inter_1s|sys/saveas,o_dest.gif',
    'Image/resize,w_0',
    'image /resize,w_0',
    '/image/resize,w_0',
    'image/resize,w_0/format.webp',
    'image/average-hue',
    'image/resize,w_0\n图片/缩放',
  ])('in a text file, whatever is wrong with it: %j', async text => {
    write('jobs.txt', `${text}\n`)
    expect(await stringsOf(['jobs.txt'])).toEqual(text.split('\n'))
  })

  test.each([
    'image/png\nimage/jpeg\n',
    'images/logo.png\nvideo/intro.mp4\n',
    'Resize pictures on the fly.\nNothing else is needed here.\nimage/resize is described below.\n',
    'numpy==1.26.0\nrequests>=2\n',
  ])('other text files are silent: %j', async text => {
    write('notes.txt', text)
    expect(await stringsOf(['notes.txt'])).toEqual([])
  })

  const ADDRESS = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg'
  test.each([
    [`${ADDRESS}?x-oss-process=image/info&x-oss-process=image/resize,w_0`, ['image/info', 'image/resize,w_0']],
    [ADDRESS, []],
    ['x-oss-process=image/resize,w_1', ['image/resize,w_1']],
    ['a.jpg?x-oss-process=image/resize,w_1', ['image/resize,w_1']],
    ['image/format,webp,x-oss-process=image/info', ['image/format,webp,x-oss-process=image/info']],
  ])('an argument is read as a line is: %s', async (text, strings) => {
    expect(await stringsOf(['-e', text])).toEqual(strings)
    if (!text.includes(',x-oss')) expect(await stringsOf(['--stdin'], text)).toEqual(strings)
  })
})

describe('wrong use', () => {
  test.each([
    [[], 0, /Usage: oss-process COMMAND/],
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['lnt'], 2, 'oss-process: There is no command "lnt". Did you mean "lint"?\n'],
    [['lint'], 2, 'oss-process: There is nothing to read; expected a path, -e STRING or --stdin.\n'],
    [['lint', '--select', 'syntax', '.'], 2, 'oss-process: "lint" has no option "--select". Did you mean "--only"?\n'],
    [['lint', '--unsafe-fixes', '.'], 2, /Did you mean "--fix-suggestions"\?\n$/],
    [
      ['lint', '--rule', 'syntax=off', '-e', 'x'],
      2,
      /^oss-process: "--rule" does not take "syntax=off"; expected NAME:/,
    ],
    [
      ['lint', `${'{a,b}'.repeat(20)}.js`],
      2,
      /^oss-process: The braces of the pattern "\{a,b\}.* come to more than a thousand names;/,
    ],
    [['lint', '--fromat', 'json'], 2, 'oss-process: "lint" has no option "--fromat". Did you mean "--format"?\n'],
    [
      ['lint', '--format', 'jsno', '-e', 'x'],
      2,
      'oss-process: "--format" does not take "jsno"; expected one of pretty, unix, agent, json, jsonl, sarif, github, gitlab, checkstyle, junit, rdjson. Did you mean "json"?\n',
    ],
    [['lint', '--format'], 2, 'oss-process: The option "--format" needs a value.\n'],
    [['lint', '--fix=yes', '-e', 'x'], 2, 'oss-process: The option "--fix" takes no value.\n'],
    [
      ['lint', '--max-warnings', 'few', '-e', 'x'],
      2,
      'oss-process: "--max-warnings" is "few"; expected an integer of 0 or more.\n',
    ],
    [['lint', 'nowhere.oss'], 2, 'oss-process: "nowhere.oss" does not exist (ENOENT).\n'],
    [['lint', '--stdin'], 2, 'oss-process: Standard input is empty; expected a process string or URL a line.\n'],
    [['lint', '--stdin-filename', 'empty.js'], 0, ''],
    [
      ['rules', 'x'],
      2,
      'oss-process: "rules" does not take the argument "x"; "oss-process rules --help" shows what it takes.\n',
    ],
    [['operations', 'image', 'video'], 2, /does not take the argument "video"/],
    [['init', 'x'], 2, /does not take the argument "x"/],
    [['--format', 'json', 'lint'], 2, /"--format" stands before the command; options follow it/],
    [['--locale', 'zh', 'lint', '-e', 'image/info'], 0, /1 个处理字符串/],
    [['--locale=zh', '--locale', 'en', 'rules', '--help'], 0, /^the rules of the linter\n/],
    [['--locale=zh', 'help', 'rules'], 0, /用法：oss-process rules/],
    [['--help', '--locale', 'zh'], 0, /命令：/],
    [['--locale', 'zh'], 0, /命令：/],
    [['--locale', 'zh', 'rules', '--jsno'], 2, 'oss-process: "rules" 没有选项 "--jsno"。是否想写 "--json"？\n'],
    [['rules', '--jsno', '--locale=zh'], 2, 'oss-process: "rules" 没有选项 "--jsno"。是否想写 "--json"？\n'],
    [['--locale', 'zh', 'lnt'], 2, 'oss-process: 没有命令 "lnt"。是否想写 "lint"？\n'],
    [['--locale', 'lint'], 2, 'oss-process: "--locale" does not take "lint"; expected one of en, zh.\n'],
    [['--locale'], 2, 'oss-process: The option "--locale" needs a value.\n'],
    [['help', 'lint', 'rules'], 2, /"help" does not take the argument "rules"/],
    [['help', 'lnt'], 2, /There is no command "lnt". Did you mean "lint"/],
    [['parse', '--stdin', 'y'], 2, /takes one string, but got 2/],
    [['parse'], 2, 'oss-process: "parse" takes one string, but got 0; quote a string that holds "|".\n'],
    [
      ['explain', 'parameter-rang'],
      2,
      'oss-process: There is no rule "parameter-rang"; did you mean "parameter-range"?\n',
    ],
    [
      ['explain', '0040-99999999'],
      2,
      /The EC number "0040-99999999" is not in the catalogue. What OSS says of it: https/,
    ],
    [['operations', 'imag'], 2, 'oss-process: There is no category or operation "imag". Did you mean "image"?\n'],
    [['compile'], 2, 'oss-process: There is no recipe; expected the path of a YAML file.\n'],
    [['compile', 'nowhere.yaml'], 2, /"nowhere.yaml" does not exist/],
  ] as const)('%j', async (argv, code, output) => {
    const result = await run(argv)
    expect(result.code).toBe(code)
    const text = code === 0 ? result.stdout : result.stderr
    if (typeof output === 'string') expect(text.endsWith(output)).toBe(true)
    else expect(text).toMatch(output)
    expect(text).not.toMatch(/\n\s+at /)
  })

  test.skipIf(process.getuid?.() === 0)('a file that cannot be opened', async () => {
    write('secret.oss', 'image/info')
    const { chmodSync } = await import('node:fs')
    chmodSync(path.join(folder, 'secret.oss'), 0)
    expect((await run(['lint', 'secret.oss'], { cwd: folder })).stderr).toContain('no permission')
  })

  test('bad YAML names line and column', async () => {
    write('bad.yaml', 'version: 1\nsteps:\n  - video/animation: {format: gif, width: [}\n')
    const { code, stderr } = await run(['compile', 'bad.yaml'], { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toMatch(/bad\.yaml:3:\d+/)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})
