import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { commands } from '../../../src/cli/commands/index.ts'
import { reporters } from '../../../src/report/index.ts'
import { processRequest, type Secret, secret } from '../../../src/request/index.ts'
import { createTransport, toSendJob } from '../../../src/submit/index.ts'
import { type Fault, type FaultyServer, startServer } from '../../campaign/submit/server.ts'
import { run } from '../run.ts'

const SECRET = 'S3cr3tThatNobodyMaySee/+='
const TOKEN = 'T0kenThatNobodyMaySee/+='

/** How a secret may look in an output. */
const shapes = (text: string) => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString('base64'),
  JSON.stringify(text).slice(1, -1),
  text.slice(0, 12),
]

const FAULTS: Fault[] = ['none', 'key-403', 'bad-400', 'reset-before', 'truncated', 'busy-503']

let server: FaultyServer
let fault: Fault = 'none'

beforeAll(async () => {
  server = await startServer(SECRET, () => fault)
})

afterAll(() => server.close())

/** A place to work in, and a home that holds the credentials, apart from it. */
function setUp(): { readonly cwd: string; readonly home: string } {
  const cwd = mkdtempSync(path.join(tmpdir(), 'secrets-'))
  const home = mkdtempSync(path.join(tmpdir(), 'secrets-home-'))
  const recipe = `version: 1
connection: { endpoint: '${server.url}', region: cn-hangzhou, bucket: films }
sources: [a.mp4, b.mp4]
steps: [video/animation: { f: gif, w: 100, inter: 1s }]
saveas: oss://out/{barename}.gif
`
  writeFileSync(path.join(cwd, 'r.yaml'), recipe)
  writeFileSync(path.join(cwd, 'bad.yaml'), recipe.replace('w: 100', 'w: 1'))
  writeFileSync(path.join(cwd, 'strings.oss'), 'image/resize,w_0\n')
  writeFileSync(
    path.join(home, '.ossutilconfig'),
    `[default]\naccessKeyID=example-id\naccessKeySecret=${SECRET}\nstsToken=${TOKEN}\nregion=cn-hangzhou\n`,
  )
  mkdirSync(path.join(home, '.oss'))
  writeFileSync(
    path.join(home, '.oss/credentials'),
    `[default]\noss_access_key_id=example-id\noss_secret_access_key=${SECRET}\n`,
  )
  return { cwd, home }
}

const url = () =>
  `${server.url}/films/a.jpg?x-oss-process=image%2Fresize,w_0&x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=example-id%2F20261122%2Fcn-hangzhou%2Foss%2Faliyun_v4_request&x-oss-date=20261122T000000Z&x-oss-expires=60&x-oss-signature=00`

/** Ways to call every command, right and wrong. */
const CALLS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  lint: [['strings.oss'], ['none.oss'], ['-e', 'image/resize,w_1']],
  format: [['strings.oss'], ['none.oss']],
  parse: [['image/resize,w_1'], []],
  explain: [['image/resize,w_1'], ['no-rule'], ['--source', 'oss://films/a.jpg', 'image/resize,w_1']],
  trace: [
    ['--source', 'oss://films/a.jpg', 'image/resize,w_1'],
    ['--source', 'a', 'image/resize,w_1'],
  ],
  operations: [[], ['none']],
  rules: [[], ['--nothing']],
  compile: [
    ...['text', 'json', 'jsonl', 'table', 'curl', 'http', 'shell', 'process'].map(format => [
      '--format',
      format,
      'r.yaml',
    ]),
    ['--presign', '600', 'r.yaml'],
    ['--presign', '999999999', 'r.yaml'],
    ['--sign-version', 'v1', 'r.yaml'],
    ['--write-lock', 'r.yaml'],
    ['bad.yaml'],
    ['none.yaml'],
    ['--profile', 'nobody', 'r.yaml'],
    ['--credential-process', 'false', 'r.yaml'],
    ['--local', 'r.yaml'],
  ],
  decompile: [['image/resize,w_1'], [' ']],
  diff: [['r.yaml', 'bad.yaml'], ['a']],
  verify: [['--canonical'], ['--canonical', '--json'], ['--at', 'never']],
  plan: [['--out', 'plan.json', 'r.yaml'], ['--json', 'r.yaml'], ['bad.yaml']],
  submit: [
    ['r.yaml'],
    ['--format', 'text', 'r.yaml'],
    ['--sign-version', 'v1', 'r.yaml'],
    ['bad.yaml'],
    ['--journal', 'r.yaml', 'r.yaml'],
    ['--local', 'r.yaml'],
  ],
  follow: [['--project', 'films', '--region', 'cn-hangzhou', 'MediaConvert-1'], ['none.journal']],
  work: [
    ['--queue', 'redis://127.0.0.1:1'],
    ['--queue', `redis://user:${SECRET}@127.0.0.1:1`],
    ['--queue', 'a'],
  ],
  preview: [['strings.oss', 'image/info'], ['none.png']],
  serve: [
    ['--root', 'r.yaml', '--port', '0'],
    ['--port', 'x'],
  ],
  doctor: [[], ['--json'], ['--offline'], ['--profile', 'nobody']],
}

function filesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => path.join(folder, name))
    .filter(name => statSync(name).isFile())
    .map(name => readFileSync(name, 'latin1'))
    .join('\n')
}

/** What a call needs to meet the server of this test, and no other. */
const MORE: Readonly<Record<string, () => readonly string[]>> = {
  submit: () => ['--retries', '1', '--try-timeout', '1s'],
  doctor: () => ['--endpoint', server.url],
  explain: () => ['--endpoint', server.url],
  trace: () => ['--endpoint', server.url],
  follow: () => ['--imm-endpoint', server.url],
}

/** Runs a command and gives every byte that it wrote anywhere. */
async function everythingOf(
  name: string,
  argv: readonly string[],
  env: Record<string, string>,
  cwd: string,
): Promise<string> {
  const printed: string[] = []
  const spies = (['log', 'warn', 'error', 'info', 'debug'] as const).map(method =>
    vi.spyOn(console, method).mockImplementation((...words) => void printed.push(inspect(words, { depth: 9 }))),
  )
  const more = MORE[name]?.() ?? []
  const words = name === 'verify' ? [...argv, url()] : argv
  try {
    const { stdout, stderr } = await run([name, ...words, ...more], { cwd, env })
    return [stdout, stderr, filesBelow(cwd), ...printed].join('\n')
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

describe('no byte of a secret is written', () => {
  // `init` and other commands without a network or credentials come on their own: the list of calls has to know them.
  const listed = commands.map(({ name }) => name).filter(name => Object.hasOwn(CALLS, name))

  test('every command that reads credentials is called', () => {
    const asking = commands.filter(({ options }) => 'profile' in options).map(({ name }) => name)
    expect(listed).toEqual(expect.arrayContaining(asking))
    expect(asking.length).toBeGreaterThan(4)
  })

  test.each(listed)('by %s', async name => {
    for (const given of name === 'submit' ? FAULTS : FAULTS.slice(0, 1)) {
      fault = given
      for (const argv of CALLS[name] ?? []) {
        const { cwd, home } = setUp()
        const keys = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: SECRET }
        for (const env of [
          { ...keys, HOME: '/nonexistent' },
          { ...keys, OSS_SESSION_TOKEN: TOKEN, HOME: '/nonexistent' },
          { HOME: home },
          { OSS_ACCESS_KEY_SECRET: SECRET, HOME: '/nonexistent' },
        ]) {
          const written = await everythingOf(name, argv, env, cwd)
          for (const shape of shapes(SECRET)) expect(written.includes(shape), `${name} ${argv.join(' ')}`).toBe(false)
          // A signed request has to hold the token: whoever sends it needs it.
          if (name === 'compile') continue
          for (const shape of shapes(TOKEN)) expect(written.includes(shape), `${name} ${argv.join(' ')}`).toBe(false)
        }
      }
    }
  })

  test('also where the environment asks the packages below to print what they do', async () => {
    fault = 'none'
    const { cwd, home } = setUp()
    const bin = path.resolve('src/bin.ts')
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), bin, 'submit', 'r.yaml'], {
      cwd,
      env: { PATH: process.env.PATH, HOME: home, DEBUG: '*' },
    })
    let written = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (written += data))
    const code = await new Promise(resolve => child.once('close', resolve))
    expect(written).toContain('"event":"accepted"')
    expect(code).toBe(0)
    for (const shape of [...shapes(SECRET), ...shapes(TOKEN)]) expect(written.includes(shape)).toBe(false)
  })

  test('by what the transport gives back', async () => {
    const hidden: Secret = secret(SECRET)
    const credentials = { accessKeyId: 'example-id', accessKeySecret: hidden, securityToken: secret(TOKEN) }
    const transport = await createTransport({ credentials, version: 'v4', concurrency: 1 })
    const request = processRequest('async', { endpoint: server.url, bucket: 'films', key: 'a.mp4' }, 'video/info')
    for (const given of FAULTS) {
      fault = given
      const attempt = await transport.send(toSendJob(request, 'video/info', '', 'cn-hangzhou'), 1000)
      const text = inspect(attempt, { depth: 9, showHidden: true }) + JSON.stringify(attempt)
      for (const shape of [...shapes(SECRET), ...shapes(TOKEN)]) expect(text.includes(shape)).toBe(false)
    }
    transport.close()
  })
})

describe('a recipe that holds secrets', () => {
  const RECIPES: Readonly<Record<string, string>> = {
    'an address with a password': `sources: [a.mp4, "https://user:${SECRET.slice(0, 12)}@films.oss-cn-hangzhou.aliyuncs.com/a.mp4"]`,
    'a signed URL': `sources: ["http://films.oss-cn-hangzhou.aliyuncs.com/a.mp4?Expires=1&Signature=${SECRET.slice(0, 12)}"]`,
    'a key of the connection': `connection: { accessKeySecret: "${SECRET}", bucket: Films }`,
    'a variable': `variables: { password: "${SECRET}", odd name: 1 }`,
    'a variable over lines': `variables:\n  db_password:\n    default: "${SECRET}"\n    type: nothing`,
  }

  test.each(Object.entries(RECIPES))('%s: no report repeats them', async (_, line) => {
    const { cwd } = setUp()
    const rest = 'steps: [video/animation: { f: gif, w: 1, inter: 1s }]\nsaveas: oss://out/a.gif\n'
    writeFileSync(path.join(cwd, 'secret.yaml'), `version: 1\n${line}\n${rest}`)
    const calls = [
      ...Object.keys(reporters).map(format => ['lint', '--format', format, 'secret.yaml']),
      ...['compile', 'plan', 'submit'].map(command => [command, 'secret.yaml']),
      ['diff', 'secret.yaml', 'secret.yaml'],
    ]
    for (const call of calls) {
      const { code, stdout, stderr } = await run(call, { cwd, env: { HOME: cwd } })
      expect([call, code]).not.toEqual([call, 0])
      expect(stdout + stderr, call.join(' ')).not.toContain(SECRET.slice(0, 12))
    }
  })
})
