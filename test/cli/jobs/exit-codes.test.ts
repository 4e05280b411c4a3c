import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../run.ts'

const GOOD = `version: 1
connection: { region: cn-hangzhou, bucket: films }
sources: a.mp4
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/a.gif
`
const cwd = mkdtempSync(path.join(tmpdir(), 'exit-codes-'))
const recipes: Readonly<Record<string, string>> = {
  'good.yaml': GOOD,
  'range.yaml': GOOD.replace('inter: 1s', 'inter: 1s, w: 5'),
  'form.yaml': GOOD.replace('inter: 1s', 'inter: 1s, wdith: 100'),
  'variable.yaml': GOOD.replace('inter: 1s', "inter: '${often}'"),
  'row.yaml': GOOD.replace('a.mp4', '{ manifest: row.csv }'),
  'empty.yaml': GOOD.replace('a.mp4', '{ manifest: empty.csv }'),
  'lost.yaml': GOOD.replace('a.mp4', '{ manifest: nowhere.csv }'),
  'get.yaml': GOOD.replace('video/animation: { f: gif, inter: 1s }', 'image/resize: { w: 100 }').replace(
    /saveas.*\n/,
    '',
  ),
  'list.yaml': GOOD.replace('region: cn-hangzhou, ', '').replace('a.mp4', '{ list: oss://films/in/ }'),
  'text.yaml': 'version: [1\n',
  'row.csv': 'key\n/a.mp4\n',
  'empty.csv': '',
}
for (const [name, text] of Object.entries(recipes)) writeFileSync(path.join(cwd, name), text)

const HOME = '/nonexistent'
const KEYS = { HOME, OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: 'example-secret' }

describe('the exit status of a recipe', () => {
  // The same for a recipe that is wrong, whatever the command and whoever asks.
  test.each([
    ['range.yaml', { compile: 1, plan: 1, submit: 1 }],
    ['form.yaml', { compile: 1, plan: 1, submit: 1 }],
    ['variable.yaml', { compile: 1, plan: 1, submit: 1 }],
    ['row.yaml', { compile: 1, plan: 1, submit: 1 }],
    // A file that cannot be read is no finding about the recipe.
    ['lost.yaml', { compile: 2, plan: 2, submit: 2 }],
    // What is no YAML was no recipe.
    ['text.yaml', { compile: 2, plan: 2, submit: 2 }],
    ['nowhere.yaml', { compile: 2, plan: 2, submit: 2 }],
    // Nothing to do is no success for what was to be sent.
    ['empty.yaml', { compile: 0, plan: 0, submit: 1 }],
    // A GET saves nothing, so that there is nothing to send.
    ['get.yaml', { compile: 0, plan: 2, submit: 2 }],
  ])('%s', async (name, expected) => {
    for (const [command, code] of Object.entries(expected)) {
      for (const env of [{ HOME }, KEYS]) {
        const ended = await run([command, name], { cwd, env })
        expect({ command, code: ended.code }).toEqual({ command, code })
        expect(ended.stderr).not.toBe('')
        expect(ended.stderr).not.toMatch(/ {4}at |internal error/i)
      }
    }
  })

  // Without credentials nothing is listed, and OSS may refuse those that there are.
  test.each([
    [200, { HOME }, 4, 'No credentials were found'],
    [403, KEYS, 4, 'AccessDenied'],
    [404, KEYS, 2, 'there is no bucket'],
  ])('a listing that cannot be read: %d', async (status, keys, expected, reason) => {
    await using oss = await answering(status, status === 404 ? 'NoSuchBucket' : 'AccessDenied')
    const env = { ...keys, OSS_ENDPOINT: oss.endpoint, OSS_REGION: 'cn-hangzhou' }
    for (const command of ['compile', 'plan', 'submit']) {
      const flags = command === 'compile' ? ['--format', 'process'] : []
      const ended = await run([command, ...flags, 'list.yaml'], { cwd, env })
      expect({ command, code: ended.code }).toEqual({ command, code: expected })
      expect(ended.stderr).toContain(reason)
    }
  })

  test('follow without credentials', async () => {
    writeFileSync(path.join(cwd, 'none.journal'), '')
    expect((await run(['follow', '--project', 'p', 'task-1'], { cwd, env: { HOME } })).code).toBe(4)
  })

  test('without credentials a good one is compiled and planned, and not sent', async () => {
    const codes = await Promise.all(
      ['compile', 'plan', 'submit'].map(
        async command => (await run([command, 'good.yaml'], { cwd, env: { HOME } })).code,
      ),
    )
    expect(codes).toEqual([0, 0, 4])
  })
})

/** An OSS with one answer. */
async function answering(status: number, code: string): Promise<AsyncDisposable & { readonly endpoint: string }> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'x-oss-request-id': '0'.repeat(24) })
    response.end(`<Error><Code>${code}</Code><Message>No.</Message><RequestId>0</RequestId></Error>`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}

const HEAD = `POST /example.mkv?x-oss-async-process HTTP/1.1
Host: video-demo.oss-cn-hangzhou.aliyuncs.com
Date: Fri, 28 Oct 2022 06:40:10 GMT
Authorization: OSS4-HMAC-SHA256 Credential=example-id/20250417/cn-hangzhou/oss/aliyun_v4_request,Signature=a7c3554c729d71929e0b84489addee6b2e8d5cb48595adfc51868c299c0c218e`
const STRING =
  'video/animation,f_gif,w_100,h_100,inter_1000|sys/saveas,b_b3V0YnVja2V0,o_b3V0b2JqcHJlZml4LnthdXRvZXh0fQ/notify,topic_QXVkaW9Db252ZXJ0'
const WHOLE = 'video/animation,ss_0,f_gif,num_3|sys/saveas,b_b3V0YnVja2V0,o_b3V0b2JqcHJlZml4LnthdXRvZXh0fQ'

describe('requests as the pages of the documentation print them', () => {
  test.each([
    ['every second', STRING, 'interval: 1s'],
    ['the first frames', WHOLE, 'count: 3'],
  ])('%s: decompile, verify and explain take them with a blank line and without', async (_, string, line) => {
    for (const between of ['\n\n', '\n']) {
      const ask = (command: string) =>
        run([command, '--stdin'], { cwd, env: KEYS, stdin: `${HEAD}${between}x-oss-async-process=${string}\n` })
      const recipe = await ask('decompile')
      expect(recipe).toMatchObject({ code: 0, stderr: '' })
      expect(recipe.stdout).toContain(line)
      writeFileSync(path.join(cwd, 'page.yaml'), recipe.stdout)
      const back = await run(['compile', '--format', 'process', 'page.yaml'], { cwd, env: { HOME } })
      expect(back).toMatchObject({ code: 0, stdout: `${string}\n` })
      const verified = await ask('verify')
      expect(verified.code).toBe(1)
      expect(verified.stdout).toContain(`process string  ${string}\n`)
      expect(verified.stdout).toContain(
        'the credential is for the day 20250417, but the request is dated 20221028'.slice(4),
      )
      const explained = await ask('explain')
      expect(explained.code).toBe(0)
      expect(explained.stdout).toContain('o (object) = "outobjprefix.{autoext}"')
    }
  })
})
