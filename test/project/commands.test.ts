import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { VERSION } from '../../src/cli/io.ts'
import { manualPage } from '../../src/cli/manual.ts'
import { defineRule } from '../../src/lint/rule.ts'
import { rules } from '../../src/lint/rules/string/index.ts'
import { testRule } from '../../src/testing/index.ts'
import { run } from '../cli/run.ts'
import { makeRepository, WRONG } from './repository.ts'

const root = path.join(import.meta.dirname, '../..')
const has = (program: string) => spawnSync('which', [program]).status === 0

describe('init', () => {
  test.each([
    [[], 'recommended', 1],
    [['--strict'], 'strict', 1],
  ])('%j', async (options, preset, code) => {
    const repository = makeRepository({ 'a.js': WRONG })
    const init = (...more: string[]) => run(['init', ...options, ...more], { cwd: repository.folder })
    expect(await init()).toEqual({ code: 0, stdout: 'Wrote "oss-process.config.json".\n', stderr: '' })
    const config: unknown = JSON.parse(repository.read('oss-process.config.json'))
    expect(config).toMatchObject({ preset })
    const schema: object = JSON.parse(readFileSync(path.join(root, 'grammar/generated/config.schema.json'), 'utf8'))
    const check = new Ajv2020().compile(schema)
    check(config)
    expect(check.errors ?? []).toEqual([])
    expect((await repository.lint('a.js')).code).toBe(code)
    expect(await init()).toMatchObject({ code: 2, stderr: expect.stringContaining('"--force" replaces it') })
    expect((await init('--force')).code).toBe(0)
  })

  test.each([
    [{ ruels: {} }],
    [{ rules: { syntax: 'eror' } }],
    [{ overrides: [{ rules: {} }] }],
    [{ maxWarnings: -1 }],
    [{ buckets: { a: { style: [] } } }],
  ])('the schema refuses %j, as the program does', async config => {
    const schema: object = JSON.parse(readFileSync(path.join(root, 'grammar/generated/config.schema.json'), 'utf8'))
    expect(new Ajv2020().validate(schema, config)).toBe(false)
    const repository = makeRepository({ 'oss-process.config.json': JSON.stringify(config), 'a.js': '' })
    expect((await repository.lint('a.js')).code).toBe(2)
  })
})

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish'])('%s knows every command and option', async shell => {
    const { code, stdout } = await run(['completion', shell])
    expect(code).toBe(0)
    for (const { name, options } of commands) {
      expect(stdout).toContain(name)
      for (const option of Object.keys(options))
        expect(stdout).toContain(shell === 'fish' ? `-l ${option}` : `--${option}`)
    }
  })

  test('bash completes commands, options and values', async () => {
    const { stdout } = await run(['completion', 'bash'])
    const complete = (...words: string[]) => {
      const array = words.map(word => `'${word}'`).join(' ')
      const script = `${stdout}\nCOMP_WORDS=(${array}); COMP_CWORD=${words.length - 1}; _oss_process; echo "\${COMPREPLY[*]}"`
      return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim()
    }
    expect(complete('ossp', 'lin')).toBe('lint')
    expect(complete('ossp', 'lint', '--max')).toBe('--max-warnings')
    expect(complete('ossp', 'lint', '--format', 's')).toBe('sarif')
    expect(complete('ossp', 'lint', '--via', 'a')).toBe('auto async')
    // Arguments that are words of the language, and none that are files.
    expect(complete('ossp', 'explain', 'video/ani')).toBe('video/animation')
    expect(complete('ossp', 'explain', 'parameter-ra')).toBe('parameter-range')
    expect(complete('ossp', 'operations', 'audio/con')).toBe(
      'audio/convert audio/concat audio/concat/pre audio/concat/sur',
    )
    expect(complete('ossp', 'queue', 'res')).toBe('resume resend')
    expect(complete('ossp', 'completion', '')).toBe('bash zsh fish')
    // The language may stand in front of the command; bash parts words at "=".
    expect(complete('ossp', '--locale', 'zh', 'lin')).toBe('lint')
    expect(complete('ossp', '--locale', '=', 'zh', 'lint', '--via', 'a')).toBe('auto async')
    expect(complete('ossp', 'lint', '--format', '=', 'js')).toBe('json jsonl')
    expect(complete('ossp', '--locale', '')).toBe('en zh')
    expect(complete('ossp', '--locale', '=')).toBe('en zh')
    expect(complete('ossp', 'explain', '--st')).toBe('--stdin')
    expect(complete('ossp', 'lint', 'package.j')).toBe('package.json')
  })

  test.each(['zsh', 'fish'])('%s offers the words that arguments are', async shell => {
    const { stdout } = await run(['completion', shell])
    expect(stdout).toMatch(shell === 'zsh' ? /\*:value:\(image / : /operations' -f -a 'image /)
    expect(stdout).toMatch(shell === 'zsh' ? '(bash zsh fish)' : "-f -a 'bash zsh fish'")
  })

  test.each(['zsh', 'fish'].filter(has))('%s accepts its script', async shell => {
    const { stdout } = await run(['completion', shell])
    // fish reads no socket, which the standard input of a child of Node is.
    const file = makeRepository({ script: stdout }).at('script')
    expect(spawnSync(shell, ['-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })

  test.each(['fish'].filter(has))('%s completes a command behind the language, and values behind "="', async shell => {
    const { stdout } = await run(['completion', shell])
    const file = makeRepository({ script: stdout }).at('script')
    const complete = (line: string) =>
      spawnSync(shell, ['-c', `source ${file}; complete -C '${line}'`]).stdout.toString()
    expect(complete('ossp --locale zh expl')).toMatch(/^explain\t.*\n$/)
    expect(complete('ossp --locale ')).toMatch(/^en\t.*\nzh\t.*\n$/)
    expect(complete('ossp trace --format=j')).toMatch(/^--format=json\t.*\n$/)
  })

  test('another shell', async () => {
    expect(await run(['completion', 'csh'])).toMatchObject({
      code: 2,
      stderr: 'oss-process: "completion" takes one shell: bash, zsh, fish.\n',
    })
  })
})

test.skipIf(!has('groff'))('the manual page has no mistakes and names every command and option', () => {
  const input = manualPage(commands, VERSION)
  const { stdout, stderr } = spawnSync('groff', ['-man', '-Tascii', '-ww', '-P-cbou'], { encoding: 'utf8', input })
  expect(stderr).toBe('')
  for (const { name, options } of commands) {
    expect(stdout).toContain(`oss-process ${name}`)
    for (const option of Object.keys(options)) expect(stdout).toContain(`--${option}`)
  }
})

describe('testRule', () => {
  test.each([
    [undefined, 'The rule is undefined; expected an object made with defineRule.'],
    [{}, 'The rule has no id; expected a text such as "team-widths".'],
    [{ id: 'a' }, 'The messages of the rule are not as expected: an object with { en, zh } for each message id.'],
    [
      { id: 'a', messages: { b: 'c' } },
      'The messages of the rule are not as expected: an object with { en, zh } for each message id.',
    ],
  ])('says what is wrong with %j', (rule, message) => {
    expect(() => Reflect.apply(testRule, undefined, [rule])).toThrow(message)
  })

  const rule = defineRule({
    id: 'no-jpg',
    severity: 'warning',
    description: { en: 'No JPG.', zh: '不用 JPG。' },
    messages: { jpg: { en: 'Found {value}.', zh: '发现 {value}。' } },
    examples: { invalid: [{ text: 'image/format,jpg' }], valid: [{ text: 'image/format,webp' }] },
    checkParameter({ node }, context) {
      if (node.value !== 'jpg') return
      const span = { start: node.start, end: node.end }
      context.report({ messageId: 'jpg', data: { value: 'jpg' }, span, fix: [{ span, text: 'webp' }] })
    },
  })

  test('is silent where all is as it should be', () => {
    const invalid = [{ text: 'image/format,jpg', messages: ['jpg'], fixed: 'image/format,webp' }]
    expect(() => testRule(rule, { valid: ['image/format,png'], invalid })).not.toThrow()
    for (const builtIn of rules) expect(() => testRule(builtIn)).not.toThrow()
  })

  test.each([
    [{ severity: 'warn' }, '"rule.severity" is "warn"; expected one of error, warning, info'],
    [{ id: '' }, 'The custom rule "" needs a name of letters, digits, "-" and "/", such'],
    [{ id: 'team:widths' }, 'The custom rule "team:widths" needs a name'],
    [{ id: 'No JPG' }, 'The custom rule "No JPG" needs a name'],
    [{ id: 'base64' }, 'The custom rule "base64" has the name of a built-in rule.'],
    [{ check: 'x' }, '"rule.check" is "x"; expected a function'],
    [{ chekParameter() {} }, 'There is no key "chekParameter" here; did you mean "checkParameter"?'],
    [{ examples: undefined }, 'The rule "no-jpg" has no examples, and there are no cases to try it on.'],
    [{ description: 'No JPG.' }, '"rule.description" is "No JPG."; expected keys with values.'],
    [{ examples: { invalid: [7], valid: [] } }, 'An example is 7; expected { text: "image/..." }.'],
    [
      { examples: { invalid: ['image/format,jpg'], valid: [] } },
      'An example is "image/format,jpg"; expected { text: "image/..." }.',
    ],
    [
      { examples: { invalid: 'image/format,jpg' } },
      '"rule.examples" is {"invalid":"image/format,jpg"}; expected { valid: [{ text }], invalid: [{ text }] }.',
    ],
    [{ examples: 'image/format,jpg' }, '"rule.examples" is "image/format,jpg"; expected { valid'],
    [
      { checkParameter: () => Promise.resolve() },
      '"checkParameter" is asynchronous, but what it finds is read at once.',
    ],
  ])('says what is wrong with a rule with %j', (more, message) => {
    expect(() => Reflect.apply(testRule, undefined, [{ ...rule, ...more }])).toThrow(message)
  })

  const place = { start: 6, end: 9 }
  const both = { en: 'a', zh: 'b' }
  test.each([
    [undefined, 'a report is an object with "messageId" and "span".'],
    [{ messageId: 'jpg' }, 'it reports undefined to undefined, which is no span of the string.'],
    [{ messageId: 'jpg', span: place, severity: 'fatal' }, 'it reports "fatal"; expected error, warning or info.'],
    [{ messageId: 'jpg', span: place, fix: 'webp' }, 'its fix is no list of { span, text } with spans of the string.'],
    [{ messageId: 'jpg', span: place, fix: [{ text: '' }] }, 'its fix is no list of { span, text }'],
    [{ messageId: 'jpg', span: place, fix: [{ span: place, text: 5 }] }, 'its fix is no list of { span, text }'],
    [
      {
        messageId: 'jpg',
        span: place,
        fix: [
          { span: place, text: '' },
          { span: { start: 7, end: 8 }, text: '' },
        ],
      },
      'The edit of 7 to 8 overlaps another one or lies outside the text.',
    ],
    [{ messageId: 'jpg', span: place, suggestions: 'webp' }, 'its suggestions are no list of { message: { en, zh }'],
    [{ messageId: 'jpg', span: place, suggestions: [{ message: 'a', edits: [] }] }, 'its suggestions are no list of'],
    [{ messageId: 'jpg', span: place, suggestions: [{ message: both }] }, 'its suggestions are no list of'],
    [
      {
        messageId: 'jpg',
        span: place,
        suggestions: [{ message: both, edits: [{ span: { start: 0, end: 99 }, text: '' }] }],
      },
      'its suggestions are no list of',
    ],
  ])('says what is wrong with the report %j', (finding, message) => {
    const check = (context: object) => Reflect.apply(Reflect.get(context, 'report'), context, [finding])
    const wrong = { ...rule, checkParameter: undefined, check }
    expect(() => Reflect.apply(testRule, undefined, [wrong])).toThrow(`The rule "no-jpg" failed: ${message}`)
  })

  test.each([
    [{ valid: ['image/format,jpg'] }, '"image/format,jpg" should be fine, but got: Found jpg.'],
    [{ invalid: [{ text: 'image/info', messages: ['jpg'] }] }, '"image/info" should give jpg, but gave nothing.'],
    [
      { invalid: [{ text: 'image/format,jpg', messages: ['jpg'] }] },
      '"image/format,jpg" should be fixed to nothing, but is fixed to "image/format,webp".',
    ],
  ])('%j', (tests, message) => {
    expect(() => testRule(rule, tests)).toThrow(`The rule "no-jpg" fails its tests:\n  ${message}`)
  })

  test.each([
    [null, 'The second argument of testRule is null; expected { valid: [{ text }], invalid: [{ text }] }.'],
    [{ valid: 'image/info' }, 'The second argument of testRule is {"valid":"image/info"}; expected { valid'],
    [{ vaild: ['image/info'] }, 'The second argument of testRule is {"vaild":["image/info"]}; expected { valid'],
    [{ valid: [7] }, 'An example is 7; expected { text: "image/..." }.'],
    [{ invalid: ['image/info'] }, 'An example is "image/info"; expected { text: "image/..." }.'],
    [{ invalid: [{ text: 'image/info' }] }, 'The case "image/info" has no list of the ids of its messages'],
  ])('says what is wrong with the cases %j', (tests, message) => {
    expect(() => Reflect.apply(testRule, undefined, [rule, tests])).toThrow(message)
  })

  test('messages with other placeholders', () => {
    const wrong = { ...rule, messages: { jpg: { en: 'Found {value}.', zh: '发现。' } } }
    expect(() => testRule(wrong)).toThrow('The message "jpg" has other placeholders')
  })

  test('is what the package exports', () => {
    const repository = makeRepository()
    writeFileSync(
      repository.at('rule.test.mjs'),
      `import { testRule } from '${path.join(root, 'dist/testing.js')}'
       const messages = { x: { en: 'x', zh: 'x' } }
       testRule({ id: 'x', severity: 'info', messages, examples: { invalid: [{ text: 'image/info' }], valid: [] } })`,
    )
    const { status, stderr } = spawnSync(process.execPath, [repository.at('rule.test.mjs')], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toContain('"image/info" is an example of what is wrong, but nothing was found.')
  })
})
