import { mkdtempSync, writeFileSync } from 'node:fs'
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

  test.each(['text', 'json', 'jsonl', 'http', 'curl', 'shell'])(
    'reads what compile writes as %s, each request of it',
    async format => {
      const { stdout } = await run(['compile', '--format', format, 'examples/recipes/preview.yaml'], { env })
      const right = await run(['verify', '--stdin'], { stdin: stdout, env })
      expect(right).toMatchObject({ code: 0, stderr: '' })
      expect(right.stdout.match(/^The signature is right\.$/gm)).toHaveLength(4)
      const changed = stdout.replace(/mountain\.mp4(?=\?)/, 'harbour.mp4')
      expect(changed).not.toBe(stdout)
      const wrong = await run(['verify', '--stdin', '--json'], { stdin: changed, env })
      expect(wrong.code).toBe(1)
      const told: { status: string }[] = JSON.parse(wrong.stdout)
      expect(told.map(({ status }) => status)).toEqual(['valid', 'valid', 'invalid', 'valid'])
    },
  )

  test('what compile writes without requests is none, and decompile takes one at a time', async () => {
    for (const format of ['process', 'table']) {
      const { stdout } = await run(['compile', '--format', format, 'examples/recipes/preview.yaml'], { env })
      expect(await run(['verify', '--stdin'], { stdin: stdout, env })).toMatchObject({ code: 2, stdout: '' })
    }
    const { stdout } = await run(['compile', '--format', 'http', 'examples/recipes/preview.yaml'], { env })
    const several = await run(['decompile', '--stdin'], { stdin: stdout, env })
    expect(several).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('more than one request') })
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
    // A check that computed nothing has not passed.
    expect(result.code).toBe(2)
    expect(result.stdout).toContain('The signature was not computed')
  })

  test('a body that was changed after signing is found by its digest', async () => {
    const stdin = (await httpRequest()).replace('w_100', 'w_200')
    const { code, stdout } = await run(['verify', '--stdin'], { stdin, env })
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /400 InvalidDigest: The body is not the one that Content-MD5 was made of: the header is ".{24}", /,
    )
  })

  test('control characters of a key stay off the terminal', async () => {
    const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a%1b%5d0;x%07.jpg?x-oss-signature=1'
    const { stdout } = await run(['verify', url], { env })
    expect(stdout).toContain('oss://b/a\u241b]0;x\u2407.jpg')
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u)
  })

  describe('what OSS answered', () => {
    const xmlOf = (canonical: string) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SignatureDoesNotMatch</Code><StringToSign>OSS4</StringToSign><CanonicalRequest>${canonical.replaceAll('&', '&amp;')}</CanonicalRequest></Error>`
    const canonicalOf = async (stdin: string) => {
      const { stdout } = await run(['verify', '--stdin', '--json'], { stdin, env })
      return String(JSON.parse(stdout).canonicalRequest)
    }

    test('tells line by line what it read otherwise', async () => {
      const stdin = await httpRequest()
      const canonical = await canonicalOf(stdin)
      const answer = xmlOf(canonical.replace('/video-demo/example.mkv', '/video-demo/other.mkv'))
      const beside = await run(['verify', '--stdin', '--json'], { stdin: `${stdin}\n${answer}`, env: other })
      expect(beside.code).toBe(1)
      expect(JSON.parse(beside.stdout).mistakes).toEqual([
        {
          id: 'oss-read-otherwise',
          part: 'canonicalRequest',
          expected: '/video-demo/other.mkv',
          signed: '/video-demo/example.mkv',
          message: 'OSS read another request than this one: bucket or object name differs (line 2).',
        },
      ])
      const cwd = mkdtempSync(path.join(tmpdir(), 'verify-'))
      writeFileSync(path.join(cwd, 'answer.xml'), xmlOf(canonical))
      const alone = await run(['verify', '--stdin', '--answer', 'answer.xml'], { stdin, env: other, cwd })
      expect(alone.stdout).toContain('OSS read the same request as here, so the secret is another one')
      writeFileSync(path.join(cwd, 'none.xml'), '<html>')
      expect(await run(['verify', '--stdin', '--answer', 'none.xml'], { stdin, env, cwd })).toMatchObject({
        code: 2,
        stderr: 'oss-process: "none.xml" holds no XML of an error of OSS.\n',
      })
    })
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
    expect((await run(['diff', 'image/resize,w_1\u001b[31m', 'image/info'])).stdout).not.toContain('\u001b')
    expect(await run(['diff', 'image/resize,w_100', 'image/resize,w_200'])).toMatchObject({
      code: 1,
      stdout: 'image/resize w is "100" in the first and "200" in the second.\n',
    })
  })

  test.each([
    ['x.jpg', 'oss://films/x.jpg', 0],
    ['oss://films/{barename}.jpg', '{barename}.jpg', 0],
    ['x.jpg', 'oss://photos/x.jpg', 1],
  ])('the bucket of the source need not be named: %s and %s', async (one, other, code) => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'diff-'))
    const write = (name: string, target: string) =>
      writeFileSync(
        path.join(cwd, name),
        `version: 1\nconnection: { region: cn-hangzhou, bucket: films }\nsources: a.jpg\nsteps: [image/resize: { w: 9 }]\nsaveas: "${target}"\n`,
      )
    write('one.yaml', one)
    write('other.yaml', other)
    expect((await run(['diff', 'one.yaml', 'other.yaml'], { cwd })).code).toBe(code)
  })

  test('what a recipe cannot say is told and gives 1', async () => {
    const url = 'https://films.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info&versionId=v1'
    expect(await run(['decompile', url])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('image/info'),
      stderr:
        'The request asks for "versionId=v1" as well, which a recipe cannot say; what is compiled from it asks without.\n',
    })
  })

  test.each(['http', 'curl'])('what compile --format %s prints is verified, and read back', async format => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'verify-'))
    const env = { OSS_ACCESS_KEY_ID: 'ak', OSS_ACCESS_KEY_SECRET: 'sk' }
    const recipe = `version: 1
connection: { region: cn-hangzhou, bucket: films }
sources: it's.mp4
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://films/x.gif
`
    writeFileSync(path.join(cwd, 'r.yaml'), recipe)
    const { stdout } = await run(['compile', '--format', format, 'r.yaml'], { cwd, env })
    expect(await run(['verify', '--stdin'], { cwd, env, stdin: stdout })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('The signature is right.'),
    })
    expect(await run(['decompile', '--stdin'], { stdin: stdout })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("sources: it's.mp4"),
    })
    const changed = stdout.replace('films.oss', 'filmy.oss')
    expect((await run(['verify', '--stdin'], { cwd, env, stdin: changed })).stdout).toContain(
      'The bucket is not the one that was signed: films.',
    )
    const other = stdout.replace('films.oss', 'somewhere.oss')
    expect((await run(['verify', '--stdin'], { cwd, env, stdin: other })).stdout).toContain(
      'No usual mistake explains it: another secret, or a change of more than one sign.',
    )
  })

  test.each([
    [['diff', 'a'], 'takes two texts'],
    [['diff', 'none.yaml', 'image/info'], '"none.yaml" does not exist'],
    [['decompile', ' '], 'The text is empty'],
    [['decompile', 'notes.yaml'], 'neither a process string nor a request'],
    [['diff', 'image', 'image/info'], '"image": This is neither a process string nor a request'],
    [['diff', 'oss://films', 'image/info'], '"oss://films": This is neither a process string nor a request'],
    [['decompile', 'S3://films/a.jpg'], 'neither a process string nor a request'],
    [['diff', 'image/info', 'hello'], '"hello": This is neither a process string nor a request'],
    [['diff', 'image/info', 'https://a/b?Signature=abc'], '"https://a/b": The request carries no process string'],
    [['diff', 'image/info', `${'x'.repeat(100)}\nb`], `"${'x'.repeat(60)}…": This is neither a process string`],
  ])('%j is refused', async (argv, message) => {
    const result = await run(argv)
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(message)
  })
})
