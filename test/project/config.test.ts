import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../cli/run.ts'
import { FINE, makeRepository, placesOf, WRONG } from './repository.ts'

const unix = ['--format', 'unix'] as const
const WARNING = "const url = base + '?x-oss-process=image/resize,w_100,l_200'\n"

describe('configuration', () => {
  test.each([
    ['oss-process.config.json', '{ "rules": { "parameter-range": "warning" } }'],
    ['oss-process.config.json', '{\n\t"rules": {\n\t\t"parameter-range": "warning"\n\t}\n}\n'],
    ['oss-process.config.yaml', 'rules:\n  parameter-range: warning\n'],
    ['oss-process.config.mjs', "export default { rules: { 'parameter-range': 'warning' } }"],
    ['oss-process.config.cjs', "module.exports = { rules: { 'parameter-range': 'warning' } }"],
    ['package.json', '{ "name": "x", "oss-process": { "rules": { "parameter-range": "warning" } } }'],
  ])('%s, found from a folder below', async (name, text) => {
    const repository = makeRepository({ [name]: text, 'package.json': '{"type": "module"}', 'deep/er/a.js': WRONG })
    repository.write(name, text)
    const { code, stdout } = await run(['lint', 'a.js', ...unix], { cwd: repository.at('deep/er') })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^a\.js:1:\d+: warning/)
  })

  test.each([
    ['{ "preset": "strict",\n  "preset": "recommended" }', /^oss-process: oss-process\.config\.json:2:3: .*unique/],
    ['{ "overrides": [{ "files": "a", "files": "b" }] }', /^oss-process: oss-process\.config\.json:1:33: .*unique/],
    [
      '{ "ignore": ["\\": "] , "presett": "strict" }',
      /^oss-process: oss-process\.config\.json:1:24: There is no key "presett"/,
    ],
    [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, /^oss-process: oss-process\.config\.json/],
  ])('JSON with a mistake is told with its place: %#', async (text, expected) => {
    const repository = makeRepository({ 'oss-process.config.json': text, 'a.js': WRONG })
    const { code, stderr } = await repository.lint('a.js')
    expect(code).toBe(2)
    expect(stderr).toMatch(expected)
  })

  test('presets, overrides by path, ignore, --config, --no-config', async () => {
    const config = {
      preset: 'strict',
      ignore: ['vendor/', '*.min.js'],
      overrides: [
        { files: ['docs/**'], preset: 'recommended', rules: { 'parameter-range': 'off' } },
        { files: ['docs/kept.js'], rules: { 'parameter-range': 'info' } },
      ],
    }
    const repository = makeRepository({
      'oss-process.config.json': JSON.stringify(config),
      'other.json': '{}',
      'a.js': WARNING,
      'a.min.js': WRONG,
      'vendor/x/v.js': WRONG,
      'docs/gone.js': WRONG,
      'docs/kept.js': WRONG,
      'docs/warning.js': WARNING,
    })
    const { stdout } = await repository.lint('.', ...unix)
    const found = stdout.split('\n').map(line => /^(\S+?):.*?: (\w+): /.exec(line)?.slice(1).join(' '))
    expect(found.filter(line => line)).toEqual(['a.js error', 'docs/kept.js info', 'docs/warning.js warning'])
    expect((await repository.lint('a.js', '--no-config')).code).toBe(0)
    expect((await repository.lint('a.js', '--config', 'other.json')).code).toBe(0)
    const places = placesOf(await repository.lint('.', '--no-config', ...unix))
    // What is minified is linted only where it is named.
    expect(places).toEqual(['a.js:1', 'docs/gone.js:1', 'docs/kept.js:1', 'docs/warning.js:1', 'vendor/x/v.js:1'])
  })

  test('source says by path what the strings are for', async () => {
    const repository = makeRepository({
      'oss-process.config.json': JSON.stringify({
        source: ['4000x3000,jpg', '64x64,mp4,3s'],
        overrides: [{ files: ['icons/**'], source: '32x32,png' }],
      }),
      'a.oss': 'image/resize,w_100\nvideo/animation,f_gif,ss_3000,num_5\n',
      'icons/a.oss': 'image/resize,w_100\n',
    })
    const { stdout } = await repository.lint('.', ...unix, '--via', 'async', '--only', 'source-idle,source-outside')
    expect(stdout).toBe(
      [
        'a.oss:2:7: error: No frame is at or after 3000 ms: the source lasts 3000 ms. [source-outside]',
        'icons/a.oss:1:7: warning: image/resize keeps 32 x 32: the target is larger and limit is 1. [source-idle]',
        '',
      ].join('\n'),
    )
    const told = await repository.lint('icons', ...unix, '--only', 'source-idle', '--source', '4000x3000,jpg')
    expect(told.stdout).toBe('')
  })

  test('defaultVia counts where the place does not tell, --via everywhere', async () => {
    const repository = makeRepository({
      'oss-process.config.json': '{ "defaultVia": "async" }',
      'a.oss': 'image/resize,w_100\nhttps://b.com/a.jpg?x-oss-process=image/resize,w_100\n',
    })
    const vias = async (...argv: string[]) => {
      const report: { results: { via: string }[] } = JSON.parse(
        (await repository.lint('a.oss', '--format', 'json', ...argv)).stdout,
      )
      return report.results.map(({ via }) => via)
    }
    expect(await vias()).toEqual(['async', 'get'])
    expect(await vias('--via', 'post')).toEqual(['post', 'post'])
  })

  test('buckets: others are reported', async () => {
    const repository = makeRepository({
      'oss-process.config.yaml': 'buckets:\n  photos: { styles: [thumbnail] }\n',
      'a.oss': 'style/thumbnial\nimage/resize,w_1|sys/saveas,o_b3V0LmpwZw,b_cGhvdG8\nstyle/thumbnail\n',
    })
    const { stdout } = await repository.lint('a.oss', ...unix)
    expect(stdout).toContain('Did you mean "thumbnail"? [unknown-style]')
    expect(stdout).toContain('Did you mean "photos"? [unknown-bucket]')
    expect(stdout.trim().split('\n')).toHaveLength(2)
  })

  test('buckets: the styles of the bucket in a URL count there, and those of all elsewhere', async () => {
    const url = (host: string) => `https://${host}/a.jpg?x-oss-process=style/poster\n`
    const repository = makeRepository({
      'oss-process.config.json':
        '{ "buckets": { "photos": { "styles": ["card"] }, "films": { "styles": ["poster"] }, "raw": {} } }',
      'a.oss': `${url('photos.oss-cn-hangzhou.aliyuncs.com')}${url('FILMS.oss-cn-hangzhou.aliyuncs.com:443')}${url('raw.oss-cn-hangzhou.aliyuncs.com')}${url('photos.example.com')}style/card\nstyle/tile\n`,
    })
    const { stdout } = await repository.lint('a.oss', ...unix)
    expect(stdout.split('\n').map(line => line.slice(0, 'a.oss:1'.length))).toEqual(['a.oss:1', 'a.oss:6', ''])
  })

  test('buckets: one with protected sources takes styles alone', async () => {
    const host = 'https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg'
    const repository = makeRepository({
      'oss-process.config.json': '{ "buckets": { "photos": { "stylesOnly": true } } }',
      'a.oss': `${host}?x-oss-process=image/info\n${host}?x-oss-process=style/a\nimage/info\n`,
    })
    const { stdout } = await repository.lint('a.oss', ...unix)
    expect(stdout).toBe(
      'a.oss:1:65: error: The configuration says that "photos" serves styles only; expected "style/<name>". (0040-00000031) [styles-only]\n',
    )
    repository.write('oss-process.config.json', '{ "buckets": { "photos": { "stylesOnly": 1 } } }')
    expect((await repository.lint('a.oss')).stderr).toBe(
      'oss-process: oss-process.config.json:1:42: "buckets.photos.stylesOnly" is 1; expected true or false.\n',
    )
  })

  test('buckets: what is known of their objects counts for their URLs, --source for all', async () => {
    const url = (bucket: string) =>
      `https://${bucket}.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100`
    const repository = makeRepository({
      'oss-process.config.yaml': 'source: 4000x3000,jpg\nbuckets:\n  icons: { source: "64x64,jpg" }\n  photos: {}\n',
      'a.oss': `${url('photos')}\n${url('icons')}\n`,
    })
    const { stdout } = await repository.lint('.', ...unix, '--only', 'source-idle')
    expect(stdout).toBe(
      'a.oss:2:70: warning: image/resize keeps 64 x 64: the target is larger and limit is 1. [source-idle]\n',
    )
    expect((await repository.lint('.', ...unix, '--only', 'source-idle', '--source', '4000x3000,jpg')).stdout).toBe('')
    repository.write('oss-process.config.yaml', 'buckets:\n  icons: { source: "64x64,huge" }\n')
    const { code, stderr } = await repository.lint('.')
    expect([code, stderr.split(';')[0]]).toEqual([
      2,
      'oss-process: oss-process.config.yaml:2:20: "huge" is not a fact of a source',
    ])
  })

  test('maxWarnings, which --max-warnings overrides', async () => {
    const repository = makeRepository({ 'oss-process.config.json': '{ "maxWarnings": 0 }', 'a.js': WARNING })
    expect((await repository.lint('a.js')).code).toBe(1)
    expect((await repository.lint('a.js', '--max-warnings', '1')).code).toBe(0)
  })

  test('custom rules report, are configured and excused like the others', async () => {
    const rule = `{
      id: 'no-jpg', severity: 'warning',
      description: { en: 'No JPG.', zh: '不用 JPG。' },
      messages: { jpg: { en: 'Found jpg.', zh: '发现 jpg。' } },
      checkParameter({ node }, context) {
        if (node.value === 'jpg') context.report({ messageId: 'jpg', span: { start: node.start, end: node.end } })
      },
    }`
    const repository = makeRepository({
      'oss-process.config.mjs': `export default { rules: { 'no-jpg': 'error' }, customRules: [${rule}] }`,
      'a.js': "'image/format,jpg'\n'image/format,jpg' // oss-process-disable-line no-jpg -- old phones\n",
    })
    expect(await repository.lint('a.js', ...unix)).toEqual({
      code: 1,
      stdout: 'a.js:1:15: error: Found jpg. [no-jpg]\n',
      stderr: '',
    })
  })

  test('--print-config shows what holds', async () => {
    const repository = makeRepository({
      'oss-process.config.json': '{ "preset": "strict", "ignore": ["b.js"], "rules": { "syntax": "off" } }',
    })
    const { code, stdout } = await repository.lint('--print-config', 'b.js')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      config: 'oss-process.config.json',
      ignored: true,
      preset: 'strict',
      rules: {
        syntax: 'off',
        'unused-directive': 'error',
        'parameter-range': 'error',
        'operation-order': 'warning',
        'recipe-form': 'error',
      },
    })
  })
})

test('TypeScript where Node.js reads it; elsewhere it is said what does', () => {
  const repository = makeRepository({
    'oss-process.config.ts': "const range: string = 'off'\nexport default { rules: { 'parameter-range': range } }\n",
    'a.js': WRONG,
  })
  const bundle = path.join(import.meta.dirname, '../../dist/bin.cjs')
  const argv = [bundle, 'lint', 'a.js']
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd: repository.folder, encoding: 'utf8', env: {} })
  const isRead = 'typescript' in process.features && Boolean(process.features.typescript)
  expect(status).toBe(isRead ? 0 : 2)
  if (!isRead) expect(stderr).toContain('expected 22.18 or later, or the configuration as .js, .json or .yaml.')
})

describe('a configuration that is wrong', () => {
  const json = 'oss-process.config.json'
  test.each([
    [json, '{\n  "ruels": {}\n}', `${json}:2:3: There is no key "ruels" here; did you mean "rules"?`],
    [
      json,
      '{ "rules": { "parameter-rang": "off" } }',
      `${json}:1:14: There is no key "parameter-rang" here; did you mean "parameter-range"?`,
    ],
    [
      json,
      '{ "rules": { "parameter-range": ["warn", { "maximum": 10 }] } }',
      `${json}:1:33: The rule "parameter-range" takes no options; expected "warn" alone.`,
    ],
    [
      json,
      '{ "overrides": [{ "files": ["a"], "rules": { "access": ["off", {}] } }] }',
      `${json}:1:56: The rule "access" takes no options; expected "off" alone.`,
    ],
    [
      json,
      '{ "rules": { "syntax": "eror" } }',
      `${json}:1:24: "rules.syntax" is "eror"; expected one of error, warning, info, off. Did you mean "error"?`,
    ],
    [json, '{ "maxWarnings": -1 }', `${json}:1:18: "maxWarnings" is -1; expected an integer of 0 or more.`],
    [json, '{ "overrides": [{ "rules": {} }] }', `${json}:1:17: The key "files" is missing.`],
    [
      json,
      '{ "overrides": [{ "files": [], "source": ["9x9,jpg", "9y9"] }] }',
      new RegExp(`^oss-process: ${json}:1:54: "9y9" is not a fact of a source; expected WIDTHxHEIGHT, a format`),
    ],
    [json, '[]', `${json}:1:1: The configuration is []; expected keys with values.`],
    [
      json,
      '{ "rules": {} }\n}',
      `${json}:2:1: The configuration cannot be parsed: This bracket or brace closes nothing.`,
    ],
    [json, '{ "rules": ', /^oss-process: oss-process\.config\.json:1:\d+: The configuration cannot be parsed: /],
    ['oss-process.config.yaml', 'ignore: dist\n', 'oss-process.config.yaml:1:9: "ignore" is "dist"; expected a list.'],
    [
      'package.json',
      '{\n  "oss-process": { "preset": "strickt" }\n}',
      'package.json:2:30: "preset" is "strickt"; expected one of recommended, strict. Did you mean "strict"?',
    ],
    [
      'oss-process.config.mjs',
      'export const a = 1',
      'oss-process.config.mjs: There is no default export; expected the configuration.',
    ],
    [
      'oss-process.config.mjs',
      'throw new Error("no")',
      'oss-process.config.mjs: The configuration failed while it ran: Error: no',
    ],
    [
      'oss-process.config.mjs',
      "export default { customRules: [{ id: 'syntax', severity: 'info', messages: {} }] }",
      'oss-process.config.mjs: The custom rule "syntax" has the name of a built-in rule.',
    ],
  ])('%s: %s', async (name, text, message) => {
    const repository = makeRepository({ [name]: text, 'a.js': FINE })
    const { code, stdout, stderr } = await repository.lint('a.js')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    if (typeof message === 'string') expect(stderr).toBe(`oss-process: ${message}\n`)
    else expect(stderr).toMatch(message)
  })
})
