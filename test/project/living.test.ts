import { readdirSync, rmSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { run } from '../cli/run.ts'
import { FINE, FIXABLE, makeRepository, placesOf, WRONG } from './repository.ts'

const unix = ['--format', 'unix'] as const

describe('directives', () => {
  const wrongPy = "u = '?x-oss-process=image/resize,w_0'"
  test.each([
    ['a.vb', `x = 1 ' oss-process-disable-next-line\nu = "/a.jpg?x-oss-process=image/resize,w_0"`],
    ['a.js', `// oss-process-disable-next-line parameter-range -- a test\n${WRONG}`],
    ['a.js', `/* oss-process-disable-next-line */\n${WRONG}`],
    ['a.js', `'image/resize,w_0/resiez,w_1' // oss-process-disable-line parameter-range, unknown-operation`],
    ['a.py', `# oss-process-disable-file parameter-range -- generated\n${wrongPy}\n${wrongPy}`],
    ['a.py', `${wrongPy}\n# oss-process-disable-file`],
    [
      'a.html',
      '<!-- oss-process-disable-next-line parameter-range -->\n<img src="/a.jpg?x-oss-process=image/resize,w_0">',
    ],
    ['a.sql', "-- oss-process-disable parameter-range\nselect 'image/resize,w_0';\n-- oss-process-enable"],
    [
      'a.vue',
      '<template>\n<!-- oss-process-disable-next-line -->\n<img src="/a.jpg?x-oss-process=image/resize,w_0">\n</template>',
    ],
    [
      'a.jsx',
      '{/* oss-process-disable-next-line parameter-range -- why */}\n<img src="/a.jpg?x-oss-process=image/resize,w_0"/>',
    ],
    ['a.js', `// oss-process-disable-next-line parameter-range\nconst a = 'image/resize' +\n  ',w_0'`],
  ])('%s %j', async (name, text) => {
    const repository = makeRepository({ [name]: text })
    const { code, stdout } = await repository.lint(name, ...unix)
    expect(stdout).toBe('')
    expect(code).toBe(0)
  })

  test('a block ends where rules are switched on again', async () => {
    const text = `/* oss-process-disable parameter-range */\n${WRONG}/* oss-process-enable parameter-range */\n${WRONG}`
    expect(placesOf(await makeRepository({ 'a.js': text }).lint('a.js', ...unix))).toEqual(['a.js:4'])
  })

  test('another rule is still reported, and text that is no comment directs nothing', async () => {
    const text = `// oss-process-disable-next-line syntax\n${WRONG}const a = 'oss-process-disable-file'\n`
    const { stdout } = await makeRepository({ 'a.js': text }).lint('a.js', ...unix)
    expect(stdout).toMatch(/^a\.js:2:.*parameter-range/)
    expect(stdout).toContain('a.js:1:34: warning: The directive switches syntax off, but it reports nothing here')
  })

  test.each([
    [`// oss-process-disable-next-line\n${FINE}`, FINE],
    [`const a = 1 // oss-process-disable-line syntax -- old\n${FINE}`, `const a = 1\n${FINE}`],
    [`f(/* oss-process-disable-line */ 1)\n`, `f( 1)\n`],
    [
      `// oss-process-disable-next-line syntax, parameter-range -- b\n${WRONG}`,
      `// oss-process-disable-next-line parameter-range -- b\n${WRONG}`,
    ],
    [
      `// oss-process-disable-next-line parameter-range, syntax\n${WRONG}`,
      `// oss-process-disable-next-line parameter-range\n${WRONG}`,
    ],
    [`/* oss-process-enable */\n${FINE}`, FINE],
    [
      `// oss-process-disable-next-line parameter-rang\n${FINE}`,
      `// oss-process-disable-next-line parameter-rang\n${FINE}`,
    ],
  ])('--fix takes out what is not needed: %j', async (before, after) => {
    const repository = makeRepository({ 'a.js': before })
    await repository.lint('--fix', 'a.js')
    expect(repository.read('a.js')).toBe(after)
  })

  test.each([
    [['--only', 'unused-directive'], `// oss-process-disable-next-line parameter-range\n${WRONG}`],
    [['--skip', 'parameter-range'], `// oss-process-disable-next-line\n${WRONG}`],
    [['--rule', 'parameter-range: off'], `// oss-process-disable-next-line parameter-range, no-effect\n${WRONG}`],
  ])('with %j nobody can tell whether rules that do not run need their directives', async (options, text) => {
    const repository = makeRepository({ 'a.js': text })
    await repository.lint('--fix', ...options, 'a.js')
    expect(repository.read('a.js')).toBe(text.replace(', no-effect', ''))
  })

  test('a directive for a rule that the configuration switches off may stay, and one for all rules is judged by the others', async () => {
    const config = '{ "rules": { "parameter-range": "off" } }'
    const text = `// oss-process-disable-next-line parameter-range\n${WRONG}// oss-process-disable-next-line\n${FINE}`
    const repository = makeRepository({ 'a.js': text, 'oss-process.config.json': config })
    expect(placesOf(await repository.lint('a.js', ...unix))).toEqual(['a.js:3'])
  })

  test('the rule unused-directive can be switched off', async () => {
    const config = '{ "rules": { "unused-directive": "off" } }'
    const text = `// oss-process-disable-next-line\n${FINE}`
    const repository = makeRepository({ 'a.js': text, 'oss-process.config.json': config })
    expect((await repository.lint('a.js', ...unix)).stdout).toBe('')
  })
})

describe('baseline', () => {
  test('write, use, new findings, prune', async () => {
    const repository = makeRepository({ 'a.js': WRONG, 'b/c.js': WRONG + FIXABLE })
    const written = await repository.lint('--baseline', 'write', '.')
    expect(written).toMatchObject({ code: 0, stderr: '"oss-process.baseline.json" holds 3 known findings.\n' })
    expect((await repository.lint('.', ...unix)).stdout).toBe('')
    expect((await run(['lint', 'c.js', ...unix], { cwd: repository.at('b') })).stdout).not.toBe('')

    repository.write('a.js', `${FINE}${WRONG}${WRONG}`)
    expect(placesOf(await repository.lint('.', ...unix))).toEqual(['a.js:3'])
    expect(placesOf(await repository.lint('.', '--baseline', 'ignore', ...unix))).toHaveLength(4)

    repository.write('a.js', FINE)
    const pruned = await repository.lint('--baseline', 'prune', 'a.js')
    expect(pruned).toMatchObject({ code: 0, stderr: '"oss-process.baseline.json" holds 2 known findings.\n' })
    expect(JSON.parse(repository.read('oss-process.baseline.json'))).toEqual({
      version: 1,
      files: {
        'b/c.js': [
          { ruleId: 'parameter-range', text: 'image/resize,w_0', count: 1 },
          { ruleId: 'duplicate-parameter', text: 'image/resize,w_100,w_100', count: 1 },
        ],
      },
    })
  })

  test('beside a configuration it holds from every folder below', async () => {
    const repository = makeRepository({ 'oss-process.config.json': '{}', 'b/c.js': WRONG })
    await repository.lint('--baseline', 'write', '.')
    expect((await run(['lint', 'c.js', ...unix], { cwd: repository.at('b') })).stdout).toBe('')
  })

  test.each(['{}', 'no json', '{"version": 1, "files": {"a.js": [{}]}}'])('a broken one: %s', async text => {
    const repository = makeRepository({ 'a.js': WRONG, 'oss-process.baseline.json': text })
    expect(await repository.lint('a.js')).toMatchObject({
      code: 2,
      stderr: 'oss-process: "oss-process.baseline.json" is no baseline; "--baseline write" makes a new one.\n',
    })
  })
})

describe('cache', () => {
  const old = new Date('2020-01-01T00:00:00Z')
  const options = ['.', '--cache', ...unix]

  test('gives the same report, and knows a changed file by its content', async () => {
    const repository = makeRepository({ 'a.js': WRONG, 'b.js': FINE })
    const first = await repository.lint(...options)
    expect(readdirSync(repository.at('node_modules/.cache/oss-process'))).toEqual(['lint.json'])
    expect(await repository.lint(...options)).toEqual(first)
    repository.write('b.js', WRONG)
    expect(placesOf(await repository.lint(...options))).toEqual(['a.js:1', 'b.js:1'])
    repository.write('b.js', WRONG.replace('w_0', 'w_9'))
    expect(placesOf(await repository.lint(...options))).toEqual(['a.js:1'])
  })

  test('its file is no source', async () => {
    const repository = makeRepository({ 'a.js': WRONG })
    for (const location of ['results', './results', repository.at('results')]) {
      const linted = () => repository.lint('.', '--cache-location', location, ...unix)
      expect(placesOf(await linted())).toEqual(['a.js:1'])
      expect(await linted()).toEqual(await linted())
    }
  })

  test('is really used: an answer that is known is not looked for again', async () => {
    const repository = makeRepository({ 'a.js': WRONG })
    utimesSync(repository.at('a.js'), old, old)
    await repository.lint(...options)
    const cache = 'node_modules/.cache/oss-process/lint.json'
    repository.write(cache, repository.read(cache).replaceAll('w is 0', 'w was 0'))
    expect((await repository.lint(...options)).stdout).toContain('w was 0')
    utimesSync(repository.at('a.js'), new Date('2021-01-01T00:00:00Z'), new Date('2021-01-01T00:00:00Z'))
    expect((await repository.lint(...options)).stdout).toContain('w was 0')
    expect((await repository.lint('.', '--cache', '--locale', 'zh', ...unix)).stdout).toContain('w 的值为 0')
    repository.write('oss-process.config.json', '{ "rules": { "parameter-range": "off" } }')
    expect((await repository.lint(...options)).stdout).toBe('')
  })

  test('holds while files come and go, and from another folder', async () => {
    const settle = (name: string) => utimesSync(repository.at(name), old, old)
    const repository = makeRepository({ 'src/a.js': WRONG, 'src/b.js': FINE, 'src/c.js': WRONG, 'src/d.js': WRONG })
    for (const name of ['a', 'b', 'c', 'd']) settle(`src/${name}.js`)
    const cache = repository.at('my.cache')
    const lint = async (folder = '.') =>
      placesOf(await run(['lint', '.', '--cache-location', cache, ...unix], { cwd: repository.at(folder) }))
    await lint()
    rmSync(repository.at('src/b.js'))
    rmSync(repository.at('src/c.js'))
    repository.write('src/a0.js', WRONG)
    settle('src/a0.js')
    expect(await lint()).toEqual(['src/a.js:1', 'src/a0.js:1', 'src/d.js:1'])
    expect(repository.read('my.cache').match(/\w+(?=\.js\t)/g)).toEqual(['a', 'd', 'a0'])
    // What is known is not looked at again: these are not the bytes that were linted, though size and time are theirs.
    for (const name of ['src/a.js', 'src/a0.js', 'src/d.js']) {
      repository.write(name, ' '.repeat(WRONG.length))
      settle(name)
    }
    expect(await lint()).toEqual(['src/a.js:1', 'src/a0.js:1', 'src/d.js:1'])
    expect(await lint('src')).toEqual(['a.js:1', 'a0.js:1', 'd.js:1'])
  })

  test('--cache-location; of a broken cache what is whole counts', async () => {
    const repository = makeRepository({ 'a.js': WRONG, 'b.js': FINE, 'my.cache': '{"version"' })
    const old = new Date('2026-01-01T00:00:00Z')
    for (const name of ['a.js', 'b.js']) utimesSync(repository.at(name), old, old)
    const lint = () => repository.lint('a.js', 'b.js', '--cache-location', 'my.cache', ...unix)
    const first = await lint()
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 1, stderr: '' })
    const whole = repository.read('my.cache')
    expect(whole.split('\n')).toEqual([
      expect.any(String),
      expect.stringContaining('a.js\t'),
      expect.stringContaining('b.js\t'),
      '',
    ])
    for (let length = 0; length < whole.length; length += 7) {
      repository.write('my.cache', whole.slice(0, length))
      expect((await lint()).stdout).toBe(first.stdout)
      expect(repository.read('my.cache')).toBe(whole)
    }
  })

  test('a cache that cannot be written is told, and everything is linted', async () => {
    const repository = makeRepository({ 'a.js': WRONG, full: '' })
    const { code, stdout, stderr } = await repository.lint('a.js', '--cache-location', 'full/lint.json', ...unix)
    expect(code).toBe(2)
    expect(stdout).toMatch(/^a\.js:1:\d+: error/)
    expect(stderr).toMatch(/^oss-process: ".*full\/lint\.json" .*\((?:ENOTDIR|EEXIST)\)\.\n$/)
  })

  test('a file whose name would break the cache is linted each time', async () => {
    const repository = makeRepository({ 'a\tb.js': WRONG, 'c\nd.js': WRONG, 'e.js': WRONG })
    const lint = () => repository.lint('.', '--cache-location', 'my.cache', ...unix)
    const first = await lint()
    expect([first.code, (await lint()).stdout]).toEqual([1, first.stdout])
    expect(repository.read('my.cache').split('\n').slice(1)).toEqual([expect.stringContaining('/e.js\t'), ''])
  })
})

test('--watch lints again when a file changes, and a configuration too', async () => {
  const repository = makeRepository({ 'src/a.js': FINE })
  const controller = new AbortController()
  let seen = ''
  let onText = () => {}
  const write = (text: string) => {
    seen += text
    onText()
  }
  const next = async (text: string) => {
    while (!seen.includes(text))
      await new Promise<void>(resolve => {
        onText = resolve
      })
    seen = ''
  }
  const done = main(['lint', '--watch', 'src', ...unix], {
    stdout: { write },
    stderr: { write },
    stdin: (async function* () {})(),
    env: {},
    cwd: repository.folder,
    signal: controller.signal,
  })
  await next('Waiting for changes')
  repository.write('src/a.js', WRONG)
  await next('src/a.js:1:51: error')
  repository.write('src/new.js', WRONG)
  await next('src/new.js:1:51: error')
  repository.write('oss-process.config.json', '{ "rules": { "parameter-range": "warning" } }')
  await next('src/new.js:1:51: warning')
  controller.abort()
  expect(await done).toBe(0)
})

test('several threads report what one thread does', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 2400 }, (_, index) => [`d${index % 7}/f${index}.js`, index % 3 ? FINE : WRONG + FIXABLE]),
  )
  const repository = makeRepository({
    ...files,
    'oss-process.config.json': '{"overrides":[{"files":["d1"],"preset":"strict"}]}',
  })
  const one = await repository.lint('.', ...unix)
  const out: string[] = []
  const code = await main(['lint', '.', ...unix], {
    stdout: { write: text => out.push(text) },
    stderr: { write: text => out.push(text) },
    stdin: (async function* () {})(),
    env: {},
    cwd: repository.folder,
    worker: path.join(import.meta.dirname, '../../dist/lint-worker.cjs'),
  })
  expect(code).toBe(1)
  expect(out.join('')).toBe(one.stdout)
})
