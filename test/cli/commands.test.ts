import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { columnsOf } from '../../src/report/frame.ts'
import { verify } from '../../src/request/index.ts'
import { run } from './run.ts'

describe('help', () => {
  test.each(commands.map(({ name }) => name))('%s has help with options and examples in both languages', async name => {
    for (const locale of ['en', 'zh']) {
      const { code, stdout } = await run([name, '--help', '--locale', locale])
      expect(code).toBe(0)
      expect(stdout).toContain(`oss-process ${name}`)
      expect(stdout).not.toMatch(/[ \t]$/m)
      expect(stdout).toMatch(locale === 'en' ? /Options:[\s\S]*Examples:/ : /选项：[\s\S]*示例：/)
    }
  })
})

test('format writes canonical strings, checks and keeps files', async () => {
  expect((await run(['format', '-e', 'image/resize,w_1,m_fill'])).stdout).toBe('image/resize,m_fill,w_1\n')
  expect(await run(['format', '--check', '-e', 'image/resize,w_1,m_fill'])).toMatchObject({
    code: 1,
    stdout: '<argument>\n',
  })
  expect(await run(['format', '--check', '-e', 'image/resize,m_fill,w_1'])).toMatchObject({ code: 0, stdout: '' })
  expect((await run(['format', '--stdin'], { stdin: '# c\nimage/resize,w_1,m_fill\n' })).stdout).toBe(
    '# c\nimage/resize,m_fill,w_1\n',
  )
})

test.each([
  ['hello world', 'hello world', 'hello world'],
  ['image/resize,w_1,m_fill/', 'image/resize,m_fill,w_1/', 'image/resize,w_1,m_fill/'],
  ['https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_1/', undefined, 'image/resize,w_1/'],
])('format says of "%s" where its form is wrong, and does not end well', async (given, output = given, text) => {
  const { code, stdout, stderr } = await run(['format', '-e', given])
  expect([code, stdout]).toEqual([1, `${output}\n`])
  expect(stderr).toContain(`oss-process: The form of "${text}" is wrong, and stays as it is there: `)
  expect((await run(['format', '--check', '--stdin'], { stdin: `image/info\n${given}\n` })).code).toBe(1)
  expect((await run(['format', '-e', given, '--locale', 'zh'])).stderr).toContain('的形式有误，该处保持原样：')
})

test('format leaves strings that a program goes on, and files, to the linter', async () => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'format-'))
  writeFileSync(path.join(cwd, 'a.oss'), 'image/resize,,w_1\n')
  expect(await run(['format', 'a.oss'], { cwd })).toMatchObject({ code: 0, stderr: '' })
  const stdin = 'const u = base + `?x-oss-process=image/resize,w_${width}/`\n'
  expect(await run(['format', '--stdin', '--stdin-filename', 'a.ts'], { stdin })).toMatchObject({ code: 0, stderr: '' })
})

test('parse shows the tree as a picture and as JSON', async () => {
  expect((await run(['parse', 'image/resize,w_1'])).stdout).toBe(
    'pipeline 0-16\n  stage 0-16 "image"\n    operation 6-16 "resize"\n      parameter 13-16 w = "1"\n',
  )
  expect(JSON.parse((await run(['parse', '--json', 'image/info'])).stdout)).toMatchObject({
    tree: { kind: 'pipeline' },
    diagnostics: [],
  })
  expect((await run(['parse', 'resize'])).code).toBe(1)
})

test('explain knows strings, rules and EC numbers, in both languages', async () => {
  expect((await run(['explain', 'image/watermark,text_SGVsbG8'])).stdout).toMatch(/text \(.+\) = "Hello"/)
  expect((await run(['explain', '--locale', 'zh', 'video/animation,f_gif'])).stdout).toContain('视频转动图')
  expect((await run(['explain', '0040-00000312'])).stdout).toBe(
    '"w" (width) in "image/resize" is wrong; expected an integer from 1 to 16384.\nPage: Resize images (tr, 2026-10-14)\n',
  )
  expect((await run(['explain', '--locale', 'zh', '0040-00000014'])).stdout).toContain(
    '文档：EC 0040-00000014（en，无日期）',
  )
  expect((await run(['explain', '0040-00000009'])).stdout).toContain('Page: Resize images (tr, 2026-10-14)')
  expect((await run(['explain', '0015-00000101'])).stdout).not.toContain('Page')
})

const TABLES = [['--help'], ['rules'], ['operations'], ...commands.map(({ name }) => [name, '--help'])]
const LOCALES = ['en', 'zh'] as const

describe.each([80, 120])('on a terminal of %d columns', columns => {
  test.each(TABLES.flatMap(argv => LOCALES.map(locale => [argv.join(' '), locale] as const)))(
    '%s in %s keeps its columns and its words',
    async (command, locale) => {
      const argv = [...command.split(' '), '--locale', locale]
      const free = (await run(argv)).stdout
      const { stdout } = await run(argv, { columns })
      expect(stdout.replace(/\s+/g, '')).toBe(free.replace(/\s+/g, ''))
      const rows = stdout.split('\n').filter(line => / {2}\S/.test(line.slice(2)) || /^ {10}/.test(line))
      expect(rows.length).toBeGreaterThan(1)
      // A word alone, such as a list of formats, may be longer than its column.
      for (const row of rows) if (/\s\S+\s+\S+$/.test(row)) expect(columnsOf(row), row).toBeLessThanOrEqual(columns)
    },
  )
})

test.each([
  ['0040-00000312', '"image/resize" 的 "w"（目标宽度）有误；应为 1～16384 的整数。'],
  ['0040-00000246', '"image/bright" 的亮度调整值有误；应为 -100～100 的整数。'],
  ['0040-00000245', '"image/bright" 缺少亮度调整值；应为 -100～100 的整数。'],
])('explain %s in Chinese, with blanks where Chinese has them', async (code, sentence) => {
  expect((await run(['explain', code, '--locale', 'zh'])).stdout.split('\n')[0]).toBe(sentence)
})

test.each([
  ['hex-colour', 'There is no rule "hex-colour"; did you mean "hex-color"?'],
  ['image', '"image" is a category; "oss-process operations image" shows what comes after it.'],
  ['video', '"video" is a category; "oss-process operations video" shows what comes after it.'],
  [
    'thumbnails',
    '"thumbnails" is not a rule; expected one, an EC number, or a process string such as "image/resize,w_200".',
  ],
  ['Hello', '"Hello" is not a rule; expected one, an EC number, or a process string such as "image/resize,w_200".'],
  ['w_100', '"w_100" is not a rule; expected one, an EC number, or a process string such as "image/resize,w_200".'],
  ['a b/c', '"a b/c" is not a rule; expected one, an EC number, or a process string such as "image/resize,w_200".'],
])('explain %s: a word that is none of the three', async (word, message) => {
  expect(await run(['explain', word])).toEqual({ code: 2, stdout: '', stderr: `oss-process: ${message}\n` })
})

test.each([
  ['image/rezise', ' Did you mean "image/resize"?'],
  ['video/concat/prae', ' Did you mean "video/concat/pre"?'],
  ['imgae', ' Did you mean "image"?'],
  ['iamge/resize', ' Did you mean "image/resize"?'],
  ['image/tint', ''],
  ['pointcloud/shrink', ''],
  ['saveas', ' Did you mean "sys/saveas"?'],
  ['Sprite', ' Did you mean "video/sprite"?'],
])('operations %s: what may be meant', async (name, hint) => {
  const { code, stderr } = await run(['operations', name])
  expect([code, stderr]).toEqual([2, `oss-process: There is no category or operation "${name}".${hint}\n`])
})

test('verify shows no row of what is not there, and Chinese has its own marks', async () => {
  const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info&x-oss-signature=0'
  const { stdout } = await run(['verify', url, '--locale', 'zh'])
  expect(stdout).not.toMatch(/^AccessKey\b|[ \t]$|AccessDenied: |InvalidArgument: /m)
  expect(stdout).toContain('400 InvalidArgument：')
})

describe('explain knows what OSS answered', () => {
  const XML =
    '<?xml version="1.0"?>\n<Error>\n  <Code>InvalidArgument</Code>\n  <Message>The value: 0 is invalid.</Message>\n  <EC>0040-00000312</EC>\n</Error>'

  test.each([
    ['AccessDenied', ['AccessDenied (403)']],
    [
      '<Error><Code>\nNoSuchStyle\n</Code><StringToSign>GET\n/a.jpg?x-oss-process=style/x</StringToSign></Error>',
      ['NoSuchStyle (404)'],
    ],
    [XML, ['InvalidArgument (400)', '0040-00000312: "w" (width)', 'Page: Resize images']],
    ['x-oss-ec: 0026-00000001', ['The object does not exist.']],
    ['{"Code": "AccessDenied", "EC": "0003-00000002"}', ['AccessDenied (403)', '0003-00000002: The bucket']],
    ['com.aliyun.oss.OSSException: gone\n[ErrorCode]: NoSuchKey\n[RequestId]: 5C3D', ['NoSuchKey (404)']],
    ['NoSuchBucketError: The specified bucket does not exist.', ['NoSuchBucket (404)']],
    [
      'oss: StatusCode=403, ErrorCode=RequestTimeTooSkewed, Ec=0002-00000504',
      ['RequestTimeTooSkewed (403)', '0002-00000504: '],
    ],
    ['https://api.aliyun.com/troubleshoot?q=0040-00000213', ['The operation is unknown.']],
    ['<Message>The channel can be only accessed using style.</Message>', ['protects its originals']],
    ['BadRequest: Input is not base64 decoding.', ['BadRequest (400)', 'URL-safe Base64 (text, image']],
    ["Advance cut's position is out of image.", ['A crop starts outside']],
    ['The specified resource Route is not found. [62f1]', ['none that works by x-oss-async-process']],
    ["json: invalid character '\x89' looking for beginning of value", ['needs "|sys/saveas,o_..."']],
    ['The value: 500 of parameter: r is invalid.', ['"500" was refused as r. image/circle', ' image/blur: r takes']],
    ['The value: photo of parameter: format is invalid.', ['image/format: format takes jpg, png']],
    ['The value: x! of parameter: stylename is invalid.', ['no style "x!"']],
  ])('%j', async (text, parts) => {
    const { code, stdout } = await run(['explain', '--stdin'], { stdin: text })
    expect(code).toBe(0)
    for (const part of parts) expect(stdout).toContain(part)
    expect(stdout).not.toContain('unknown to OSS')
  })

  test('but takes strings with such words for strings, and a lone operation for itself', async () => {
    expect((await run(['explain', 'style/AccessDenied'])).stdout).toContain('style/AccessDenied: style stored')
    const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/0040-00000312.jpg?x-oss-process=image/info'
    expect((await run(['explain', url])).stdout).toContain('image/info: ')
    expect((await run(['explain', 'concat'])).stdout).toMatch(/^video\/concat: [\s\S]+^audio\/concat: /m)
  })

  test('and tells those that it does not know, with what may be meant', async () => {
    expect(await run(['explain', 'AccessDeneid'])).toMatchObject({
      code: 2,
      stderr: 'oss-process: The error code "AccessDeneid" is not in the catalogue. Did you mean "AccessDenied"?\n',
    })
    const { code, stdout } = await run(['explain', 'x-oss-ec: 0099-00000001, Code: NoSuchKey'])
    expect(code).toBe(0)
    expect(stdout).toContain('troubleshoot?q=0099-00000001')
    expect((await run(['explain', 'AccessDenied', '--source', '10x10,jpg'])).code).toBe(2)
  })

  test('and is not stopped by a long word of capitals', async () => {
    const { code, stderr } = await run(['explain', '--stdin'], { stdin: `Aa${'A'.repeat(50_000)}!` })
    expect(code).toBe(2)
    expect(stderr).toContain(`"Aa${'A'.repeat(58)}…" is not a rule; expected one, `)
  })
})

test('operations and rules as tables and as JSON', async () => {
  expect((await run(['operations', 'video/animation'])).stdout).toMatch(
    /inter\s+interval between frames\s+an integer of 0 or more \(ms\)/,
  )
  const operations: { id: string }[] = JSON.parse((await run(['operations', '--json'])).stdout)
  expect(operations.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['image/resize', 'video/concat/pre', 'sys/saveas', 'hls/ts']),
  )
  const listed: { id: string }[] = JSON.parse((await run(['rules', '--json'])).stdout)
  expect(listed.map(({ id }) => `${id}.md`).toSorted()).toEqual(
    readdirSync(new URL('../../grammar/generated/rules', import.meta.url)).filter(name => name !== 'README.md'),
  )
})

describe('compile', () => {
  const env = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: 'example-secret-0123456789' }
  const target = 'b_b3V0YnVja2V0,o_b3V0b2JqcHJlZml4LnthdXRvZXh0fQ/notify,topic_QXVkaW9Db252ZXJ0'
  const cases = {
    'animation.yaml': `video/animation,f_gif,w_100,h_100,inter_1000|sys/saveas,${target}`,
    'animation-webp.yaml': `video/animation,ss_5000,f_webp,pw_25,ph_25,fps_25,inter_500|sys/saveas,${target}`,
  }

  test.each(Object.entries(cases))('%s gives the string of the documentation', async (file, process) => {
    expect((await run(['compile', '--format', 'process', `examples/recipes/${file}`])).stdout).toBe(`${process}\n`)
  })

  test('the request is signed, verifies, and never shows the secret', async () => {
    const { code, stdout, stderr } = await run(['compile', '--format', 'json', 'examples/recipes/animation.yaml'], {
      env,
    })
    expect(code).toBe(0)
    const [{ request }] = JSON.parse(stdout)
    expect(request).toMatchObject({ method: 'POST', body: `x-oss-async-process=${cases['animation.yaml']}` })
    expect(request.url).toBe('https://video-demo.oss-cn-hangzhou.aliyuncs.com/example.mkv?x-oss-async-process')
    const result = verify(request, { accessKeyId: env.OSS_ACCESS_KEY_ID, accessKeySecret: env.OSS_ACCESS_KEY_SECRET })
    expect(result.status).toBe('valid')
    expect(stdout + stderr).not.toContain(env.OSS_ACCESS_KEY_SECRET)
  })

  test('without credentials the request is unsigned, and that is said', async () => {
    const { code, stdout, stderr } = await run(['compile', 'examples/recipes/animation.yaml'], {
      env: { HOME: '/nonexistent' },
    })
    expect(code).toBe(0)
    expect(stdout).not.toContain('Authorization')
    expect(stderr).toContain('No credentials were found')
  })

  test.each([
    ['compile', 'There is no recipe; expected the path of a YAML file.'],
    ['compile none.yaml', '"none.yaml" does not exist (ENOENT).'],
    ['submit', 'There is no recipe; expected the path of a YAML file.'],
    ['submit none.yaml', '"none.yaml" does not exist (ENOENT).'],
    ['work', 'No queue is named; expected --queue redis://HOST:PORT.'],
    ['follow none.journal', '"none.journal" is neither an existing journal nor the id of a task.'],
  ])('%s: what is missing itself, not the credentials', async (command, message) => {
    const { code, stderr } = await run(command.split(' '), { env: { HOME: '/nonexistent' } })
    expect([code, stderr]).toEqual([2, `oss-process: ${message}\n`])
  })

  test('of a recipe that is refused nothing is said about signing', async () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'refused-'))
    writeFileSync(path.join(cwd, 'r.yaml'), 'version: 1\nsources: a.jpg\nsteps: [image/resize: { width: 0 }]\n')
    const { code, stderr } = await run(['compile', 'r.yaml'], { cwd, env: { HOME: '/nonexistent' } })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^r\.yaml:3:/)
  })
})
