import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../run.ts'

const SECRET = 'example-secret-0123456789'
const env = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: SECRET, HOME: '/nonexistent' }
const other = { ...env, OSS_ACCESS_KEY_SECRET: 'another-secret-9876543210' }

async function httpRequest(): Promise<string> {
  const { stdout } = await run(['compile', '--format', 'http', 'examples/recipes/animation.yaml'], { env })
  return stdout
}

describe('verify', () => {
  test('takes a request apart and finds its signature right', async () => {
    const { code, stdout } = await run(['verify', '--stdin'], { stdin: await httpRequest(), env })
    expect(code).toBe(0)
    expect(stdout).toMatch(/POST oss:\/\/video-demo\/example\.mkv/)
    expect(stdout).toContain('video/animation,f_gif')
    expect(stdout).toContain('The signature is right.')
    expect(stdout).not.toContain(SECRET)
  })

  test('a wrong secret, a changed header and a late look give 1 and the reason', async () => {
    const stdin = await httpRequest()
    expect(await run(['verify', '--stdin'], { stdin, env: other })).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('SignatureDoesNotMatch'),
    })
    const late = await run(['verify', '--stdin', '--at', '2099-01-01T00:00:00Z'], { stdin, env })
    expect(late).toMatchObject({ code: 1, stdout: expect.stringContaining('RequestTimeTooSkewed') })
  })

  test('without credentials it is told that nothing was checked', async () => {
    const result = await run(['verify', '--stdin'], { stdin: await httpRequest(), env: { HOME: '/nonexistent' } })
    expect(result.code).toBe(0)
    expect(result.stdout).toContain('The signature was not computed')
  })

  test('a string that OSS refuses gives 1 although the signature is right', async () => {
    const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_0&x-oss-signature=1'
    const result = await run(['verify', '--json', url], { env })
    expect(result.code).toBe(1)
    expect(JSON.parse(result.stdout)).toMatchObject({
      key: 'a.jpg',
      diagnostics: [{ ruleId: 'parameter-range' }],
    })
  })

  test.each([['hello'], [''], ['{"url":3}']])('%j is no request', async stdin => {
    const result = await run(['verify', '--stdin'], { stdin, env })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('neither a URL nor a request')
  })
})

describe('decompile and diff', () => {
  const text = 'image/resize,w_100,m_lfit|sys/saveas,o_b3V0LmpwZw'

  test('a string becomes a recipe that compiles to the same', async () => {
    const { stdout } = await run(['decompile', text])
    const cwd = mkdtempSync(path.join(tmpdir(), 'decompile-'))
    writeFileSync(path.join(cwd, 'r.yaml'), `${stdout}sources: a.jpg\n`)
    const back = await run(['compile', '--format', 'process', 'r.yaml'], { cwd })
    expect((await run(['diff', text, back.stdout.trim()])).code).toBe(0)
    expect(await run(['diff', text, 'r.yaml'], { cwd })).toMatchObject({ code: 0, stdout: 'The two do the same.\n' })
  })

  test('differences are named and give 1', async () => {
    expect(await run(['diff', 'image/resize,w_100', 'image/resize,w_200'])).toMatchObject({
      code: 1,
      stdout: 'image/resize w is "100" in the first and "200" in the second.\n',
    })
  })

  test.each([
    [['diff', 'a'], 'takes two texts'],
    [['diff', 'none.yaml', 'image/info'], '"none.yaml" does not exist'],
    [['decompile', ' '], 'The text is empty'],
  ])('%j is refused', async (argv, message) => {
    const result = await run(argv)
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(message)
  })
})

describe('doctor', () => {
  async function withServer<T>(date: Date, use: (url: string) => Promise<T>): Promise<T> {
    const server = createServer((_, response) => response.writeHead(403, { Date: date.toUTCString() }).end())
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address: AddressInfo | string | null = server.address()
    try {
      return await use(typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '')
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  test('names the source of the credentials and never their value', async () => {
    const result = await withServer(new Date(), url => run(['doctor', '--endpoint', url], { env }))
    expect(result.code).toBe(0)
    expect(result.stdout).toMatch(/ok +credentials +from environment/)
    expect(result.stdout).toMatch(/ok +clock/)
    expect(result.stdout).not.toContain(SECRET)
  })

  test('a clock that is off by an hour and an endpoint that does not answer are errors', async () => {
    const slow = await withServer(new Date(Date.now() - 3_600_000), url =>
      run(['doctor', '--json', '--endpoint', url], { env }),
    )
    expect(slow.code).toBe(1)
    expect(JSON.parse(slow.stdout)).toContainEqual(expect.objectContaining({ check: 'clock', state: 'error' }))
    const none = await run(['doctor', '--endpoint', 'http://127.0.0.1:1'], { env })
    expect(none).toMatchObject({ code: 1, stdout: expect.stringContaining('does not answer') })
  })

  test('half of the credentials is an error', async () => {
    const result = await run(['doctor', '--offline'], {
      env: { HOME: '/nonexistent', OSS_ACCESS_KEY_ID: 'example-id' },
    })
    expect(result).toMatchObject({ code: 1, stdout: expect.stringContaining('OSS_ACCESS_KEY_SECRET is not') })
  })
})
