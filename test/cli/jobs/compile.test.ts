import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { verify } from '../../../src/request/index.ts'
import { run } from '../run.ts'

const RECIPE = `version: 1
connection: { region: cn-hangzhou, bucket: films }
variables: { width: { type: integer, default: 100 } }
sources: [a.mp4, "it's b.mp4"]
matrix: { format: [gif, webp] }
steps: [video/animation: { f: '\${format}', w: '\${width}', inter: 1s }]
saveas: oss://out/{barename}.{autoext}
`
const env = {
  OSS_ACCESS_KEY_ID: 'example-id',
  OSS_ACCESS_KEY_SECRET: 'example-secret-0123456789',
  HOME: '/nonexistent',
}

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'compile-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}

const cwd = folderWith({ 'a.yaml': RECIPE, 'values.json': '{ "width": 320 }' })
const compile = (...argv: string[]) => run(['compile', ...argv], { cwd, env })

describe('variables', () => {
  test.each([
    [[], {}, 'w_100'],
    [[], { OSS_PROCESS_VAR_width: '64' }, 'w_64'],
    [['--var-file', 'values.json'], { OSS_PROCESS_VAR_width: '64' }, 'w_320'],
    [['--var-file', 'values.json', '--var', 'width=128'], {}, 'w_128'],
  ])('%j %j give %s', async (argv, more, expected) => {
    const { code, stdout } = await run(['compile', '--format', 'process', ...argv, 'a.yaml'], { cwd, env: more })
    expect(code).toBe(0)
    expect(stdout.split('\n')[0]).toContain(expected)
  })

  test.each([
    [['--var', 'width'], 2, '"--var" is "width"; expected NAME=VALUE.'],
    [['--var', 'widht=3'], 2, 'width'],
    [['--var', 'width=big'], 2, 'integer'],
    [['--var-file', 'none.json'], 2, '"none.json" does not exist'],
  ])('%j is refused', async (argv, code, message) => {
    const result = await compile('--format', 'process', ...argv, 'a.yaml')
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toContain(message)
  })
})

describe('formats', () => {
  test('a table of a long manifest is written in pieces, with one row of names', async () => {
    const keys = Array.from({ length: 2500 }, (_, number) => `${number < 1200 ? 'a' : 'folder/a'}${number}.mp4`)
    const folder = folderWith({
      'keys.txt': `${keys.join('\n')}\n`,
      'many.yaml': RECIPE.replace(/^sources: .*$/m, 'sources: { manifest: keys.txt }').replace('[gif, webp]', '[gif]'),
    })
    const { code, stdout } = await run(['compile', '--format', 'table', 'many.yaml'], { cwd: folder })
    const lines = stdout.trimEnd().split('\n')
    expect(code).toBe(0)
    expect(lines.map(line => line.split(' ')[0])).toEqual(['KEY', ...keys])
    expect(new Set(lines.slice(1, 1001).map(line => line.indexOf('video/animation,'))).size).toBe(1)
  })

  test.each([
    ['--presign', '600'],
    ['--sign-version', 'v1'],
  ])('what %s %s asks for is not left out', async (...argv) => {
    const unknown = { HOME: '/nonexistent' }
    expect(await run(['compile', ...argv, 'a.yaml'], { cwd, env: unknown })).toMatchObject({
      code: 4,
      stdout: '',
      stderr: expect.stringContaining('No credentials were found'),
    })
  })

  test.each([
    ['--presign', ['--presign', '600', '--format', 'process']],
    ['--sign-version', ['--sign-version', 'v1', '--format', 'table']],
    ['--presign', ['--presign', '600', '--unsigned']],
    ['--presign', ['--presign', '600', '--write-lock=none.lock']],
  ])('%s has nothing to sign with %j', async (name, argv) => {
    const result = await compile(...argv, 'a.yaml')
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(`oss-process: "${name}" has nothing to sign: --unsigned,`)
  })

  // Some show the string and the body that holds it.
  const strings = { text: 8, process: 4, json: 8, jsonl: 8, table: 4, curl: 4, http: 4, shell: 4 }
  test.each(Object.entries(strings))('%s holds every job', async (format, count) => {
    const { code, stdout } = await compile('--format', format, 'a.yaml')
    expect(code).toBe(0)
    expect(stdout.split('video/animation').length - 1).toBe(count)
  })

  test('each line of jsonl is a signed request that verifies', async () => {
    const { stdout } = await compile('--format', 'jsonl', 'a.yaml')
    const requests = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).request)
    expect(requests).toHaveLength(4)
    const credentials = { accessKeyId: env.OSS_ACCESS_KEY_ID, accessKeySecret: env.OSS_ACCESS_KEY_SECRET }
    for (const request of requests) expect(verify(request, credentials).status).toBe('valid')
  })

  test('every job of a row goes to the domain that is bound to the bucket', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'compile-'))
    const recipe = (endpoint: string) => `version: 1
connection: { endpoint: '${endpoint}', region: cn-hangzhou, bucket: films, cname: true }
sources: [a.mp4, b.mp4, c.mp4]
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/{barename}.gif
`
    writeFileSync(path.join(folder, 'own.yaml'), recipe('img.example.com'))
    writeFileSync(path.join(folder, 'other.yaml'), recipe('media.example.com'))
    const signed = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: 'example-secret', HOME: '/nonexistent' }
    const { stdout } = await run(['compile', '--format', 'jsonl', 'own.yaml', 'other.yaml'], {
      cwd: folder,
      env: signed,
    })
    const urls = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).request.url)
    expect(urls).toEqual(
      ['img', 'media'].flatMap(host =>
        ['a', 'b', 'c'].map(name => `https://${host}.example.com/${name}.mp4?x-oss-async-process`),
      ),
    )
  })

  test('a shell runs the script as it is meant', async () => {
    const { stdout } = await compile('--format', 'shell', '--unsigned', 'a.yaml')
    const script = stdout.replaceAll('curl -fsS', 'printf "%s\\n"')
    const words = execFileSync('sh', { input: script, encoding: 'utf8' }).split('\n')
    expect(words).toContain('https://films.oss-cn-hangzhou.aliyuncs.com/it%27s%20b.mp4?x-oss-async-process')
    expect(words.filter(word => word.startsWith('x-oss-async-process=video/animation,f_'))).toHaveLength(4)
  })

  test('requests need a bucket, from the recipe or from the environment', async () => {
    const folder = folderWith({ 'b.yaml': RECIPE.replace('connection: { region: cn-hangzhou, bucket: films }\n', '') })
    const argv = ['compile', '--format', 'curl', 'b.yaml']
    const none = await run(argv, { cwd: folder, env })
    expect(none).toMatchObject({ code: 2, stdout: '' })
    expect(none.stderr).toContain('OSS_REGION')
    const given = await run(argv, { cwd: folder, env: { ...env, OSS_REGION: 'cn-beijing', OSS_BUCKET: 'mine' } })
    expect(given.stdout).toContain('https://mine.oss-cn-beijing.aliyuncs.com/a.mp4?x-oss-async-process')
  })
})

describe('--local', () => {
  test.each([
    'notaurl',
    'http://',
    'http://oss.test:9080',
    'ftp://localhost:9080',
    'localhost:99999',
    'http://localhost/path',
    'http://a:b@localhost',
    '::',
    'oss-cn-hangzhou.aliyuncs.com:80',
    'https://films.oss-cn-hangzhou.aliyuncs.com',
  ])('%s is no address of a local OSS', async found => {
    const { code, stdout, stderr } = await compile(`--local=${found}`, 'a.yaml')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(
      `oss-process: "--local" is "${found}"; expected the address of a local OSS, localhost or an IP address, such as http://127.0.0.1:9080.\n`,
    )
  })

  test.each([
    ['localhost', 'http://localhost/films/'],
    ['127.0.0.1:9080/', 'http://127.0.0.1:9080/films/'],
    ['http://[::1]:9080', 'http://[::1]:9080/films/'],
  ])('%s is one', async (given, start) => {
    const { code, stdout } = await compile(`--local=${given}`, '--format', 'jsonl', 'a.yaml')
    expect(code).toBe(0)
    expect(JSON.parse(stdout.split('\n')[0] ?? '').request.url).toBe(`${start}a.mp4?x-oss-async-process`)
  })
})

test('what OSS would refuse is not printed, but for --force', async () => {
  const folder = folderWith({ 'bad.yaml': RECIPE.replace("'${width}'", '7') })
  const argv = ['compile', '--format', 'process', 'bad.yaml', '--var', 'width=1']
  const result = await run(argv, { cwd: folder })
  expect(result).toMatchObject({ code: 1, stdout: '' })
  expect(result.stderr).toContain('32 to 4096')
  const forced = await run([...argv, '--force'], { cwd: folder })
  expect(forced.code).toBe(1)
  expect(forced.stdout).toContain('w_7')
})

test('a manifest is streamed: what stands before a bad row is printed, and the code tells of it', async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => `raw/${index}.jpg,${index === 29_999 ? 'no' : 100}\n`)
  const recipe = `version: 1
connection: { region: cn-hangzhou, bucket: photos }
sources: { manifest: list.csv }
steps: [image/resize: { width: '\${source.width}' }]
saveas: oss://small/{barename}-\${source.width}.jpg
`
  const folder = folderWith({ 'list.csv': `key,width\n${rows.join('')}`, 'm.yaml': recipe })
  const result = await run(['compile', '--format', 'process', 'm.yaml'], { cwd: folder })
  expect(result.code).toBe(1)
  expect(result.stdout.trim().split('\n')).toHaveLength(29_999)
  expect(result.stderr).toContain('raw/29999.jpg')
})

describe('--skip-bad-rows', () => {
  const recipe = `version: 1
connection: { region: cn-hangzhou, bucket: films }
sources: { manifest: rows.csv }
steps: [video/animation: { f: gif, w: '\${source.w}', inter: 1s }]
saveas: oss://out/{barename}.gif
`
  const argv = ['compile', '--format', 'process', 'rows.yaml']
  const compileRows = async (rows: string, ...more: string[]) => {
    const folder = folderWith({ 'rows.yaml': recipe, 'rows.csv': rows })
    const { code, stdout, stderr } = await run([...argv, ...more], { cwd: folder, env })
    return { code, count: stdout.split('\n').length - 1, stderr }
  }

  test('leaves them out with a warning, and does the others', async () => {
    const rows = 'key,w\na.mp4,100\nb.mp4\n/c.mp4,100\nhttps://example.com/d.mp4,100\ne.mp4,5\n,100\ng.mp4,100\n'
    expect(await compileRows(rows)).toMatchObject({ code: 1, count: 2 })
    const lenient = await compileRows(rows, '--skip-bad-rows')
    expect(lenient).toMatchObject({ code: 0, count: 2 })
    const lines = [3, 4, 5, 6, 7].map(line => `warning Line ${line} of the manifest "rows.csv": `)
    for (const line of lines) expect(lenient.stderr).toContain(line)
    expect(lenient.stderr).not.toContain(' error ')
  })

  test('says so of a hundred of a kind, and ends with 0 all the same', async () => {
    const rows = `key,w\n${'a.mp4\n'.repeat(150)}b.mp4,100\n`
    const { code, count, stderr } = await compileRows(rows, '--skip-bad-rows')
    expect({ code, count }).toEqual({ code: 0, count: 1 })
    expect(stderr.match(/warning Line \d+ of/g)).toHaveLength(100)
    expect(stderr).toContain('There are more findings of this kind than 100; the rest is left out.')
  })

  test.each([
    ['a quote that is never closed', 'key,w\na.mp4,100\nb.mp4,"100\nc.mp4,100\n'],
    ['a quote that lines are lost in', 'key,w\na.mp4,100\nb.mp4,"100\nc.mp4,"100\nd.mp4,100\n'],
    ['a column that is missing', 'key,width\na.mp4,100\n'],
  ])('does not pass over %s, which takes other rows along', async (_, rows) => {
    const { code, stderr } = await compileRows(rows, '--skip-bad-rows')
    expect(code).toBe(1)
    expect(stderr).toContain(' error Line ')
  })
})

test('a lock file holds what is done, whatever the order', async () => {
  const folder = folderWith({ 'a.yaml': RECIPE })
  const at = (...argv: string[]) => run(['compile', ...argv], { cwd: folder })
  expect(await at('--write-lock', 'a.yaml')).toMatchObject({ code: 0, stdout: '' })
  const file = path.join(folder, 'a.yaml.lock')
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  expect(lines).toHaveLength(4)
  writeFileSync(file, `${[head, ...lines.toReversed()].join('\n')}\n`)
  expect(await at('--check', 'a.yaml.lock', 'a.yaml')).toMatchObject({ code: 0, stdout: '' })
  const changed = await at('--check', 'a.yaml.lock', 'a.yaml', '--var', 'width=200')
  expect(changed.code).toBe(1)
  expect(changed.stdout.match(/^- .*w_100/gm)).toHaveLength(4)
  expect(changed.stdout.match(/^\+ .*w_200/gm)).toHaveLength(4)
  expect((await at('--check', 'a.yaml', 'a.yaml')).stderr).toContain('is not a lock file')
})
