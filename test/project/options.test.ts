import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../cli/run.ts'
import { makeRepository, placesOf, WRONG } from './repository.ts'

const UNIX = ['--format', 'unix'] as const
const TWICE = "const url = base + '?x-oss-process=image/resize,w_100,w_100'\n"

/** The rules that a unix report names. */
const rulesIn = (stdout: string) => Array.from(stdout.matchAll(/\[([a-z-0-9]+)\]\n/g), ([, id]) => id)

describe('which rules run', () => {
  const text = "const url = base + '?x-oss-process=image/resize,w_0,w_100/format,jpeg2'\n"
  const ids = ['duplicate-parameter', 'parameter-range', 'parameter-enum']

  test.each([
    [[], ids],
    [['--rule', 'parameter-range:off'], ids.filter(id => id !== 'parameter-range')],
    [['--only', 'parameter-enum'], ['parameter-enum']],
    [
      ['--only', 'parameter-enum,parameter-range'],
      ['parameter-enum', 'parameter-range'],
    ],
    [['--skip', 'parameter-enum', '--skip', 'parameter-range'], ['duplicate-parameter']],
  ])('%j', async (options, expected) => {
    const repository = makeRepository({ 'a.js': text })
    const { stdout } = await repository.lint(...UNIX, ...options, '.')
    expect(rulesIn(stdout).toSorted()).toEqual([...expected].toSorted())
  })

  test('--rule wins over the configuration', async () => {
    const repository = makeRepository({
      'a.js': WRONG,
      'oss-process.config.json': '{ "rules": { "parameter-range": "off" } }',
    })
    const { stdout, code } = await repository.lint(...UNIX, '--rule', 'parameter-range:warn', 'a.js')
    expect([stdout.includes('warning:'), code]).toEqual([true, 0])
  })

  test.each([
    [
      ['--rule', 'parameter-rang:off'],
      '"--rule" names the rule "parameter-rang", which does not exist. Did you mean "parameter-range"?',
    ],
    [
      ['--only', 'zzzzzzzzzzz'],
      '"--only" names the rule "zzzzzzzzzzz", which does not exist. Run "oss-process rules" for the list.',
    ],
    [
      ['--rule', 'syntax'],
      '"--rule" does not take "syntax"; expected NAME:SEVERITY with one of error, warning, info, off.',
    ],
    [
      ['--rule', 'syntax:fatal'],
      '"--rule" does not take "syntax:fatal"; expected NAME:SEVERITY with one of error, warning, info, off.',
    ],
    [['--concurrency', '0'], '"--concurrency" is "0"; expected an integer of 1 or more, or auto.'],
  ])('%j is refused', async (options, message) => {
    const repository = makeRepository({ 'a.js': WRONG })
    expect(await repository.lint(...options, 'a.js')).toMatchObject({ code: 2, stderr: `oss-process: ${message}\n` })
  })
})

describe('which files are linted', () => {
  const files = { 'a.js': WRONG, 'gen/b.js': WRONG, 'gen/keep.js': WRONG, 'lib/c.js': WRONG }

  test('.ossprocessignore leaves files out as .gitignore does, also those that are named', async () => {
    const repository = makeRepository({ ...files, '.ossprocessignore': 'gen/*\n!keep.js\n# a comment\n' })
    expect(placesOf(await repository.lint(...UNIX, '.'))).toEqual(['a.js:1', 'gen/keep.js:1', 'lib/c.js:1'])
    expect(placesOf(await repository.lint(...UNIX, 'gen/b.js', 'a.js'))).toEqual(['a.js:1'])
    expect(placesOf(await repository.lint(...UNIX, '--no-ignore', 'gen/b.js'))).toEqual(['gen/b.js:1'])
    repository.git('add', '--all')
    expect(placesOf(await repository.lint(...UNIX, '--staged'))).toEqual(['a.js:1', 'gen/keep.js:1', 'lib/c.js:1'])
  })

  test('an ignore file in a folder holds below it', async () => {
    const repository = makeRepository({ ...files, 'gen/.ossprocessignore': 'b.js\n' })
    expect(placesOf(await repository.lint(...UNIX, 'gen'))).toEqual(['gen/keep.js:1'])
  })

  test('--ignore-pattern and --no-ignore', async () => {
    const repository = makeRepository({ ...files, '.gitignore': 'lib\n' })
    expect(placesOf(await repository.lint(...UNIX, '--ignore-pattern', 'gen', '.'))).toEqual(['a.js:1'])
    expect(placesOf(await repository.lint(...UNIX, '--ignore-pattern', '**/*.js', '.'))).toEqual([])
    expect(placesOf(await repository.lint(...UNIX, '--no-ignore', '.'))).toHaveLength(4)
  })

  test('--no-error-on-unmatched-pattern', async () => {
    const repository = makeRepository(files)
    expect((await repository.lint('nowhere.js', '*.vue')).code).toBe(2)
    expect(await repository.lint('--no-error-on-unmatched-pattern', 'nowhere.js', '*.vue')).toMatchObject({
      code: 0,
      stderr: '',
    })
  })

  test('a pattern of many stars takes no time', async () => {
    const name = `${'a'.repeat(200)}.js`
    const repository = makeRepository({
      [name]: WRONG,
      'oss-process.config.json': JSON.stringify({ ignore: [`${'a*'.repeat(30)}b`] }),
    })
    repository.write('.gitignore', `${'a*'.repeat(30)}b\n`)
    expect(placesOf(await repository.lint(...UNIX, `${'*a'.repeat(30)}*.js`))).toEqual([`${name}:1`])
  })
})

describe('what is done with findings', () => {
  test('--no-inline-config, --exit-zero', async () => {
    const repository = makeRepository({ 'a.js': `// oss-process-disable-next-line\n${WRONG}` })
    expect((await repository.lint(...UNIX, 'a.js')).stdout).toBe('')
    const { stdout, code } = await repository.lint(...UNIX, '--no-inline-config', '--exit-zero', 'a.js')
    expect([rulesIn(stdout), code]).toEqual([['parameter-range'], 0])
  })

  test('--output-file writes the report there and nothing else', async () => {
    const repository = makeRepository({ 'a.js': WRONG })
    expect(await repository.lint('--format', 'unix', '-o', 'out/report.txt', 'a.js')).toMatchObject({
      code: 1,
      stdout: '',
    })
    expect(repository.read('out/report.txt')).toMatch(/^a\.js:1:/)
  })

  test('--fix-suggestions applies what is offered, --fix does not', async () => {
    const repository = makeRepository({ 'a.js': "const url = base + '?x-oss-process=image/reisze,w_100'\n" })
    await repository.lint('--fix', 'a.js')
    expect(repository.read('a.js')).toContain('reisze')
    await repository.lint('--fix-suggestions', 'a.js')
    expect(repository.read('a.js')).toBe("const url = base + '?x-oss-process=image/resize,w_100'\n")
  })

  test.each([
    ['a.js', `  ${WRONG}`, `  // oss-process-disable-next-line parameter-range\n  ${WRONG}`],
    [
      'a.py',
      "u = b + '?x-oss-process=image/resize,w_0'\n",
      "# oss-process-disable-next-line parameter-range\nu = b + '?x-oss-process=image/resize,w_0'\n",
    ],
    [
      'a.html',
      '<img src="/a.jpg?x-oss-process=image/resize,w_0">\n',
      '<!-- oss-process-disable-next-line parameter-range -->\n<img src="/a.jpg?x-oss-process=image/resize,w_0">\n',
    ],
    ['a.json', '{"u": "/a.jpg?x-oss-process=image/resize,w_0"}\n', '{"u": "/a.jpg?x-oss-process=image/resize,w_0"}\n'],
    [
      'marked.rb',
      "\uFEFFu = b + '?x-oss-process=image/resize,w_0'\n",
      "\uFEFF# oss-process-disable-next-line parameter-range\nu = b + '?x-oss-process=image/resize,w_0'\n",
    ],
    [
      'lines.lua',
      "local n = 1\r\n\tlocal u = b .. '?x-oss-process=image/resize,w_0'\r\n",
      "local n = 1\r\n\t-- oss-process-disable-next-line parameter-range\r\n\tlocal u = b .. '?x-oss-process=image/resize,w_0'\r\n",
    ],
  ])('--suppress writes comments: %s', async (name, before, after) => {
    const repository = makeRepository({ [name]: before })
    const { code } = await repository.lint('--suppress', name)
    expect([repository.read(name), code]).toEqual([after, before === after ? 1 : 0])
  })

  test.each([
    [
      'a template that goes over lines',
      'a.js',
      "const q = `\n  select 'a.jpg?x-oss-process=image/resize,w_0'\n`\n",
      "// oss-process-disable parameter-range\nconst q = `\n  select 'a.jpg?x-oss-process=image/resize,w_0'\n`\n// oss-process-enable parameter-range\n",
    ],
    [
      'children in JSX',
      'a.jsx',
      "return (\n  <p>\n    <img src={u + '?x-oss-process=image/resize,w_0'} />\n  </p>\n)\n",
      "return (\n  <p>\n    {/* oss-process-disable-next-line parameter-range */}\n    <img src={u + '?x-oss-process=image/resize,w_0'} />\n  </p>\n)\n",
    ],
    [
      'attributes of a tag, and the script beside it',
      'a.vue',
      "<img\n  :src=\"u + '?x-oss-process=image/resize,w_0'\"\n/>\n<script>\nu = b + '?x-oss-process=image/resize,w_0'\n</script>\n",
      "<!-- oss-process-disable parameter-range -->\n<img\n  :src=\"u + '?x-oss-process=image/resize,w_0'\"\n/>\n<!-- oss-process-enable parameter-range -->\n<script>\n// oss-process-disable-next-line parameter-range\nu = b + '?x-oss-process=image/resize,w_0'\n</script>\n",
    ],
    [
      'a text in three quotes',
      'a.py',
      'q = """\n/a.jpg?x-oss-process=image/resize,w_0\n"""\n',
      '# oss-process-disable parameter-range\nq = """\n/a.jpg?x-oss-process=image/resize,w_0\n"""\n# oss-process-enable parameter-range\n',
    ],
    [
      'a raw text of Go',
      'a.go',
      'q := `\n/a.jpg?x-oss-process=image/resize,w_0\n`\n',
      '// oss-process-disable parameter-range\nq := `\n/a.jpg?x-oss-process=image/resize,w_0\n`\n// oss-process-enable parameter-range\n',
    ],
    [
      'a line that is continued, and a here-document',
      'a.sh',
      'curl \\\n  "http://h/a.jpg?x-oss-process=image/resize,w_0"\ncat <<E\nhttp://h/a.jpg?x-oss-process=image/resize,w_0\nE\n',
      '# oss-process-disable parameter-range\ncurl \\\n  "http://h/a.jpg?x-oss-process=image/resize,w_0"\n# oss-process-enable parameter-range\n# oss-process-disable parameter-range\ncat <<E\nhttp://h/a.jpg?x-oss-process=image/resize,w_0\nE\n# oss-process-enable parameter-range\n',
    ],
    [
      'a block of YAML',
      'a.yaml',
      'a: |\n  curl /a.jpg?x-oss-process=image/resize,w_0\nb: 1\n',
      '# oss-process-disable parameter-range\na: |\n  curl /a.jpg?x-oss-process=image/resize,w_0\n# oss-process-enable parameter-range\nb: 1\n',
    ],
    [
      'a fence',
      'a.md',
      '```\n/a.jpg?x-oss-process=image/resize,w_0\n```\n',
      '<!-- oss-process-disable parameter-range -->\n```\n/a.jpg?x-oss-process=image/resize,w_0\n```\n<!-- oss-process-enable parameter-range -->\n',
    ],
    [
      'the markup before a program has no place',
      'a.php',
      '<img src="/a.jpg?x-oss-process=image/resize,w_0">\n<?php\n$u = $b . \'?x-oss-process=image/resize,w_0\';\n',
      '<img src="/a.jpg?x-oss-process=image/resize,w_0">\n<?php\n// oss-process-disable-next-line parameter-range\n$u = $b . \'?x-oss-process=image/resize,w_0\';\n',
    ],
  ])('--suppress never writes into what goes over lines: %s', async (_, name, before, after) => {
    const repository = makeRepository({ [name]: before })
    await repository.lint('--suppress', name)
    expect(repository.read(name)).toBe(after)
  })

  test('--verbose names files and configurations', async () => {
    const repository = makeRepository({ 'a.js': WRONG, 'b/c.js': WRONG, 'b/oss-process.config.json': '{}' })
    expect((await repository.lint('--verbose', '.')).stderr).toBe(
      'a.js: 1 process string, no configuration\nb/c.js: 1 process string, b/oss-process.config.json\n',
    )
    expect((await repository.lint('--verbose', '--locale', 'zh', '.')).stderr).toBe(
      'a.js：1 个处理字符串，无配置\nb/c.js：1 个处理字符串，b/oss-process.config.json\n',
    )
  })

  test('--format agent: one line a finding with its change', async () => {
    const repository = makeRepository({ 'a.js': TWICE, 'b.js': "u = b + '?x-oss-process=image/reisze,w_1'\n" })
    expect((await repository.lint('--format', 'agent', '.')).stdout).toMatchInlineSnapshot(`
      "a.js:1:55 warning duplicate-parameter: "w" appears twice in "image/resize"; expected it once. fix: remove ",w_100" at 1:54
      b.js:1:31 error unknown-operation: "image" has no operation "reisze"; did you mean "resize"? [0040-00000213] maybe: "reisze" -> "resize" at 1:31
      "
    `)
    expect((await repository.lint('--format', 'agent', '--only', 'syntax, base64', '.')).stdout).toBe('no findings\n')
  })
})

describe('extends', () => {
  test('starts from files and packages; what stands in the file wins', async () => {
    const repository = makeRepository({
      'a.js': WRONG,
      'team/base.json': '{ "rules": { "parameter-range": "off", "syntax": "warning" }, "ignore": ["gen"] }',
      'gen/b.js': WRONG,
      'node_modules/@team/config/package.json': '{ "name": "@team/config", "main": "config.json" }',
      'node_modules/@team/config/config.json': '{ "rules": { "parameter-range": "info" } }',
      'oss-process.config.json': '{ "extends": ["./team/base.json", "@team/config"] }',
    })
    expect((await repository.lint(...UNIX, '.')).stdout).toMatch(/^a\.js:1:\d+: info: /)
    const shown = JSON.parse((await repository.lint('--print-config', 'a.js')).stdout)
    expect(shown.rules).toMatchObject({ 'parameter-range': 'info', syntax: 'warning' })
  })

  test.each([
    [
      '{ "extends": "./nowhere.json" }',
      '1:14: "./nowhere.json" was not found; expected a file such as "./base.json", or a package that is installed.',
    ],
    [
      '{ "extends": ["./oss-process.config.json"] }',
      '1:15: "./oss-process.config.json" extends this configuration in turn.',
    ],
    ['{ "extends": 1 }', '1:14: "extends" is 1; expected a list.'],
    [
      '{ "rules": { "syntax": ["off", 1] } }',
      '1:24: "rules.syntax" is ["off",1]; expected a severity, or a list of a severity and an object.',
    ],
  ])('%s is refused', async (text, message) => {
    const repository = makeRepository({ 'a.js': WRONG, 'oss-process.config.json': text })
    expect((await repository.lint('a.js')).stderr).toBe(`oss-process: oss-process.config.json:${message}\n`)
  })

  test('an alias of what it stands in is a fault with its place', async () => {
    const repository = makeRepository({
      'a.js': WRONG,
      'oss-process.config.yaml': 'preset: strict\nrules: &all [*all]\n',
    })
    expect(await repository.lint('a.js')).toMatchObject({
      code: 2,
      stderr:
        'oss-process: oss-process.config.yaml:2:14: The configuration cannot be parsed: An alias is inside its own anchor.\n',
    })
  })

  test('an alias of nothing is a fault with its place', async () => {
    const repository = makeRepository({ 'a.js': WRONG, 'oss-process.config.yaml': 'preset: strict\nrules: *nope\n' })
    expect(await repository.lint('a.js')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^oss-process: oss-process\.config\.yaml:2:8: The configuration cannot be parsed: /,
      ),
    })
  })

  test('a second document is told as such', async () => {
    const config = 'preset: strict\n---\npreset: recommended\n'
    const repository = makeRepository({ 'a.js': WRONG, 'oss-process.config.yaml': config })
    expect(await repository.lint('a.js')).toMatchObject({
      code: 2,
      stderr:
        'oss-process: oss-process.config.yaml:2:1: The configuration cannot be parsed: A second document starts here; a file holds one.\n',
    })
  })
})

describe('the nearest configuration of each file', () => {
  const files = {
    'oss-process.config.json': '{ "rules": { "parameter-range": "warning" }, "ignore": ["packages/a/gen"] }',
    'packages/a/oss-process.config.json': '{ "rules": { "parameter-range": "info" } }',
    'packages/a/x.js': WRONG,
    'packages/a/gen/x.js': WRONG,
    'packages/a/deep/y.js': WRONG,
    'packages/b/z.js': WRONG,
    'packages/c/package.json': '{ "oss-process": { "rules": { "parameter-range": "off" } } }',
    'packages/c/z.js': WRONG,
  }

  test('counts from the top and from the package alike', async () => {
    const repository = makeRepository(files)
    const severities = (stdout: string) =>
      Array.from(stdout.matchAll(/^(\S+?):\d+:\d+: (\w+):/gm), ([, file, severity]) => `${file} ${severity}`)
    expect(severities((await repository.lint(...UNIX, '.')).stdout)).toEqual([
      'packages/a/deep/y.js info',
      'packages/a/x.js info',
      'packages/b/z.js warning',
    ])
    const { run } = await import('../cli/run.ts')
    const inside = await run(['lint', ...UNIX, 'x.js', 'deep'], { cwd: repository.at('packages/a') })
    expect(severities(inside.stdout)).toEqual(['x.js info', 'deep/y.js info'])
    repository.git('add', '--all')
    expect(severities((await repository.lint(...UNIX, '--staged')).stdout)).toContain('packages/a/x.js info')
    expect(
      severities((await repository.lint(...UNIX, '--config', 'oss-process.config.json', 'packages/a/x.js')).stdout),
    ).toEqual(['packages/a/x.js warning'])
  })

  test('is looked for up to the top of the repository', async () => {
    const repository = makeRepository({ 'a.js': WRONG })
    writeFileSync(path.join(path.dirname(repository.folder), 'oss-process.config.json'), '{ "rules": "wrong" }')
    expect((await repository.lint(...UNIX, 'a.js')).code).toBe(1)
    const { rmSync } = await import('node:fs')
    rmSync(path.join(path.dirname(repository.folder), 'oss-process.config.json'))
  })

  test('is data only under --no-code', async () => {
    const repository = makeRepository({ 'a.js': WRONG, 'oss-process.config.mjs': 'throw new Error("ran")' })
    expect(await repository.lint('--no-code', 'a.js')).toMatchObject({
      code: 2,
      stderr:
        'oss-process: oss-process.config.mjs: The configuration is a program, and --no-code runs none; expected JSON or YAML, or --no-config.\n',
    })
  })
})

test('a rule of the project is told its options', async () => {
  const repository = makeRepository({
    'a.js': "const u = b + '?x-oss-process=image/resize,w_300'\n",
    'oss-process.config.mjs': `export default {
      customRules: [{
        id: 'team-width',
        severity: 'error',
        messages: { wide: { en: 'w is {value}; this team takes {most}.', zh: 'w 为 {value}；本团队最多 {most}。' } },
        checksParameter: (spec, entry, name) => entry.id === 'image/resize' && name === 'w',
        checkParameter({ node }, context) {
          const { most = 100 } = context.options['team-width'] ?? {}
          if (Number(node.value) > most) context.report({ messageId: 'wide', data: { value: node.value, most }, span: node })
        },
      }],
      rules: { 'team-width': ['warning', { most: 200 }] },
    }`,
  })
  expect((await repository.lint(...UNIX, 'a.js')).stdout).toBe(
    'a.js:1:44: warning: w is 300; this team takes 200. (0040-00000312) [team-width]\n',
  )
})

test('a file that is called like an option is a file behind --', async () => {
  const repository = makeRepository({ '--changed': WRONG, '--fix.js': WRONG })
  expect(placesOf(await repository.lint(...UNIX, '--', '--changed', '--fix.js'))).toEqual(['--changed:1', '--fix.js:1'])
})

describe('what is said, is done or refused', () => {
  const off = { 'oss-process.config.json': '{ "rules": { "parameter-range": "off" } }', 'a.js': WRONG }

  test.each([
    [['--max-warnings', '-1', '.'], '"--max-warnings" is "-1"; expected an integer of 0 or more.'],
    [['--concurrency', '-2', '.'], '"--concurrency" is "-2"; expected an integer of 1 or more, or auto.'],
    [['--only', ',', '.'], '"--only" is ",", which names no rule.'],
    [['--skip', ',', '.'], '"--skip" is ",", which names no rule.'],
    [['--no-config', '--config', 'x.json', '.'], '"--config" and "--no-config" contradict each other.'],
    [['--format', 'json=o', '--format', 'sarif=o', '.'], 'Two reports go to the file "o"; each needs one of its own.'],
    [['-o', 'o', '--format', 'unix=o', '.'], 'Two reports go to the file "o"; each needs one of its own.'],
    [['!a.js'], 'There is nothing to read; expected a path, -e STRING or --stdin.'],
    [['a.js', ''], 'A path is empty; expected a file, a folder or a pattern.'],
    [['@'], '"@" names no file; expected "@FILE" with a path a line.'],
  ])('%j', async (options, message) => {
    const repository = makeRepository({ 'a.js': WRONG })
    const { code, stderr } = await repository.lint(...options)
    expect({ code, stderr }).toEqual({ code: 2, stderr: `oss-process: ${message}\n` })
  })

  test('words behind -- are no values of options', async () => {
    const repository = makeRepository({ '-1': WRONG })
    expect(placesOf(await repository.lint(...UNIX, '--max-warnings', '3', '--', '-1'))).toEqual(['-1:1'])
  })

  test('--only wins over a configuration that switches the rule off, and --rule over both', async () => {
    const repository = makeRepository(off)
    expect(placesOf(await repository.lint(...UNIX, 'a.js'))).toEqual([])
    expect(placesOf(await repository.lint(...UNIX, '--only', 'parameter-range', 'a.js'))).toEqual(['a.js:1'])
    expect(placesOf(await repository.lint(...UNIX, '--only', 'base64', 'a.js'))).toEqual([])
    const both = ['--only', 'parameter-range', '--rule', 'parameter-range:off']
    expect(placesOf(await repository.lint(...UNIX, ...both, 'a.js'))).toEqual([])
  })

  test('a pattern with ! takes files back, in the configuration and on the command line', async () => {
    const files = { 'a.js': WRONG, 'lib/b.js': WRONG, 'lib/deep/c.js': WRONG }
    const plain = makeRepository(files)
    const back = ['--ignore-pattern', '*.js', '--ignore-pattern', '!b.js']
    expect(placesOf(await plain.lint(...UNIX, ...back, '.'))).toEqual(['lib/b.js:1'])
    expect(placesOf(await plain.lint(...UNIX, '--ignore-pattern', '!a.js', '.'))).toHaveLength(3)
    const ignore = '{ "ignore": ["lib", "!lib/deep", "a.js"] }'
    const configured = makeRepository({ ...files, 'oss-process.config.json': ignore })
    expect(placesOf(await configured.lint(...UNIX, '.'))).toEqual(['lib/deep/c.js:1'])
  })
})

test('--diff prints a patch of what is no file, too', async () => {
  const repository = makeRepository({})
  const { code, stdout, stderr } = await repository.lint('--diff', '-e', 'image/resize,w_1,format,webp')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(
    stdout
      .split('\n')
      .slice(0, 5)
      .map(line => line.slice(0, 31)),
  ).toEqual([
    '--- a/<argument>',
    '+++ b/<argument>',
    '@@ -1,1 +1,1 @@',
    '-image/resize,w_1,format,webp',
    '\\ No newline at end of file',
  ])
  expect(stdout).toContain('+image/resize,w_1/format,webp')
})

describe('faults of a rule of the project are told with its name', () => {
  const configOf = (check: string) => `export default {
    customRules: [{ id: 'mine', severity: 'warning', messages: { a: { en: 'A.', zh: '甲。' } }, ${check} }],
  }`

  test.each([
    ["check() { throw new Error('my bug') }", 'The rule "mine" failed: my bug.'],
    ["checkOperation() { throw 'text' }", 'The rule "mine" failed: text.'],
    ["checksParameter() { throw new TypeError('filter') }, checkParameter() {}", 'The rule "mine" failed: filter.'],
    [
      "checkOperation({ node }, c) { c.report({ messageId: 'b', span: node }) }",
      'The rule "mine" failed: it reports "b", which is none of its messages.',
    ],
    [
      "check(c) { c.report({ messageId: 'a' }) }",
      'The rule "mine" failed: it reports undefined to undefined, which is no span of the string.',
    ],
    [
      "check(c) { c.report({ messageId: 'a', span: { start: -1, end: 999 } }) }",
      'The rule "mine" failed: it reports -1 to 999, which is no span of the string.',
    ],
    ['check(c) { c.report() }', 'The rule "mine" failed: a report is an object with "messageId" and "span".'],
  ])('%s', async (check, message) => {
    const repository = makeRepository({ 'a.js': WRONG, 'oss-process.config.mjs': configOf(check) })
    for (const options of [['a.js'], ['--fix', 'a.js']]) {
      const { code, stderr } = await repository.lint(...UNIX, ...options)
      expect({ code, stderr }).toEqual({ code: 2, stderr: `oss-process: "a.js": ${message}\n` })
    }
    const { code, stderr } = await repository.lint('-e', 'image/resize,w_1')
    expect({ code, stderr }).toEqual({ code: 2, stderr: `oss-process: ${message}\n` })
  })

  test('a check that is no function is a fault of the configuration', async () => {
    const config = configOf("checkOperation: 5, checksParameter: 'w', examples: {}, checked: true")
    const repository = makeRepository({ 'a.js': WRONG, 'oss-process.config.mjs': config })
    expect((await repository.lint('a.js')).stderr).toBe(
      [
        'oss-process: oss-process.config.mjs: "customRules[0].checkOperation" is 5; expected a function.',
        'oss-process.config.mjs: "customRules[0].checksParameter" is "w"; expected a function.\n',
      ].join('\n'),
    )
  })

  test('a sound rule reports as before', async () => {
    const check = "checkOperation({ node }, c) { c.report({ messageId: 'a', span: node }) }"
    const repository = makeRepository({ 'a.js': WRONG, 'oss-process.config.mjs': configOf(check) })
    expect((await repository.lint(...UNIX, '--only', 'mine', '--locale', 'zh', 'a.js')).stdout).toMatch(
      /甲。 \[mine\]\n$/,
    )
  })
})

describe('a file that is named and ignored is told, and not linted', () => {
  const note = (file: string) => `"${file}" is ignored; it was left out. With --no-ignore it is linted.\n`

  test.each([
    ['an ignore file', { '.ossprocessignore': 'a.js\n' }, []],
    ['the configuration', { 'oss-process.config.json': '{ "ignore": ["a.js"] }' }, []],
    ['the command line', {}, ['--ignore-pattern', '*.js']],
  ])('%s', async (_, files, options) => {
    const repository = makeRepository({ 'a.js': WRONG, 'b.oss': 'image/resize,w_1\n', ...files })
    const { code, stdout, stderr } = await repository.lint(...UNIX, ...options, 'a.js', 'b.oss')
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: note('a.js') })
    expect((await repository.lint(...UNIX, ...options, '.')).stderr).toBe('')
    expect((await repository.lint(...UNIX, ...options, '--no-ignore', 'a.js')).code).toBe(1)
  })

  test('standard input under its name, too', async () => {
    const { folder: cwd } = makeRepository({ 'oss-process.config.json': '{ "ignore": ["gen"] }' })
    const lint = (...argv: string[]) => run(['lint', ...UNIX, ...argv], { cwd, stdin: WRONG })
    expect(await lint('--stdin-filename', 'gen/a.js')).toMatchObject({ code: 0, stdout: '', stderr: note('gen/a.js') })
    expect((await lint('--stdin-filename', 'a.js')).code).toBe(1)
    expect((await lint('--stdin-filename', 'gen/a.js', '--no-ignore')).code).toBe(1)
    expect((await lint('--stdin-filename', 'a.js', '--ignore-pattern', '*.js')).stderr).toBe(note('a.js'))
  })
})
