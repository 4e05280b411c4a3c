import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { openJournal, readJournal } from '../../../src/submit/index.ts'
import { startFakeQueue } from '../../service/fake-queue.ts'
import { linesOf } from '../output-schema.ts'
import { run } from '../run.ts'

const clip = readFileSync(path.join(import.meta.dirname, '../../fixtures/media/numbered-10s.mkv'))
const env = { OSS_ACCESS_KEY_ID: 'local', OSS_ACCESS_KEY_SECRET: 'local-secret', HOME: '/nonexistent' }

let oss: LocalOss

beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media', 'out'] })
  await oss.store.putObject('media', 'good.mkv', clip)
  await oss.store.putObject('media', 'bad.mkv', Buffer.from('this is no video'))
})
afterAll(() => oss.close())

function setUp(sources: string, saveas = 'oss://out/{barename}.gif'): string {
  const cwd = mkdtempSync(path.join(tmpdir(), 'follow-'))
  writeFileSync(
    path.join(cwd, 'r.yaml'),
    `version: 1
connection: { endpoint: '${oss.endpoint}', region: cn-hangzhou, bucket: media, imm: films }
sources: ${sources}
steps: [video/animation: { f: gif, width: 32, inter: 5s }]
saveas: ${saveas}
`,
  )
  return cwd
}

const IMM = () => ['--imm-endpoint', oss.endpoint, '--interval', '100ms', '--ask-rate', '1000']
const waitForAll = async () => {
  await Promise.all(oss.tasks.list().map(({ taskId }) => oss.tasks.wait(taskId)))
}

describe('follow', () => {
  test('a journal: what is done, what failed, and a plan of that', async () => {
    const cwd = setUp('[good.mkv, bad.mkv]')
    const sent = await run(['submit', 'r.yaml'], { cwd, env })
    expect(sent.code).toBe(0)
    expect(sent.stdout).toContain('"source":"oss://media/good.mkv","target":"oss://out/good.gif"')
    const followed = await run(['follow', '--wait', ...IMM(), '--retry-failed', 'again.json', 'r.yaml.journal'], {
      cwd,
      env,
    })
    expect(followed.stderr).toBe('')
    expect(followed.code).toBe(6)
    const lines = followed.stdout.trim().split('\n').sort()
    expect(lines).toEqual([
      '1 done, 1 failed, 0 running, 0 unknown.',
      expect.stringMatching(/^done {6}oss:\/\/media\/good\.mkv \(MediaConvert-[\w-]+\) -> oss:\/\/out\/good\.gif$/),
      expect.stringMatching(/^failed {4}oss:\/\/media\/bad\.mkv \(MediaConvert-[\w-]+\) {2}\w+ .+$/),
    ])
    // What has ended is not asked for again, and what failed is still told.
    const again = await run(['follow', ...IMM(), 'r.yaml.journal'], { cwd, env })
    expect([again.code, again.stdout]).toEqual([
      6,
      '0 done, 0 failed, 0 running, 0 unknown.\n1 more had failed before; --retry-failed sends those again.\n',
    ])
    const planned = await run(['plan', 'r.yaml'], { cwd, env })
    expect(planned.stdout).toContain('1 more whose tasks failed; --retry-failed sends those again.')
    const resent = await run(['submit', 'r.yaml'], { cwd, env })
    expect(resent.stdout).toContain('"accepted":0,"done":2')
    await oss.store.putObject('media', 'bad.mkv', clip)
    const retried = await run(['submit', '--wait', ...IMM(), 'again.json', '--project', 'films'], { cwd, env })
    expect(retried.code).toBe(0)
    expect(retried.stdout).toContain('"accepted":1,"done":0')
    expect(retried.stdout).toContain('"event":"followed","succeeded":1,"failed":0')
    expect((await oss.store.getObject('out', 'bad.gif')).size).toBeGreaterThan(100)
    expect((await run(['follow', ...IMM(), 'r.yaml.journal'], { cwd, env })).code).toBe(0)
  })

  test('a recipe is no journal, and its journal is named', async () => {
    const cwd = setUp('[good.mkv]')
    const { code, stderr } = await run(['follow', ...IMM(), 'r.yaml'], { cwd, env })
    expect(code).toBe(2)
    expect(stderr).toContain(
      '"r.yaml" is a recipe; "follow" takes its journal, which "submit" writes: "r.yaml.journal".',
    )
  })

  test('a compacted journal tells the ends as before', async () => {
    const cwd = setUp('[good.mkv]', 'oss://out/compact.gif')
    await run(['submit', 'r.yaml'], { cwd, env })
    await waitForAll()
    await run(['submit', '--compact', 'r.yaml'], { cwd, env })
    const followed = await run(['follow', '--format', 'json', ...IMM(), 'r.yaml.journal'], { cwd, env })
    expect(linesOf('follow', followed.stdout)).toMatchObject([
      { event: 'ended', source: 'oss://media/good.mkv', state: 'Succeeded', outputs: ['oss://out/compact.gif'] },
      { event: 'end', succeeded: 1, failed: 0, running: 0, unknown: 0 },
    ])
    await run(['submit', '--compact', 'r.yaml'], { cwd, env })
    expect((await run(['follow', ...IMM(), 'r.yaml.journal'], { cwd, env })).stdout).toContain('0 done')
  })

  test('tasks by their ids, one of which nobody knows', async () => {
    const cwd = setUp('[good.mkv]', 'oss://out/ids.gif')
    const sent = await run(['submit', 'r.yaml'], { cwd, env })
    const taskId = /"taskId":"([^"]+)"/.exec(sent.stdout)?.[1] ?? ''
    await waitForAll()
    const both = await run(['follow', '--project', 'films', ...IMM(), taskId, 'MediaConvert-none'], { cwd, env })
    expect([both.code, both.stderr]).toEqual([6, ''])
    expect(both.stdout).toBe(
      `done      ${taskId} -> oss://out/ids.gif\nunknown   MediaConvert-none\n1 done, 0 failed, 0 running, 1 unknown.\n`,
    )
    const local = await run(['follow', `--local=${oss.endpoint}`, taskId], { cwd, env })
    expect(local.code).toBe(0)
  })

  test.each(['none.journal', 'jobs/none', ''])('"%s" is a file that is not there, and no task', async name => {
    const { code, stderr } = await run(['follow', `--local=${oss.endpoint}`, name], { cwd: setUp('[good.mkv]'), env })
    expect([code, stderr]).toEqual([2, `oss-process: "${name}" is neither an existing journal nor the id of a task.\n`])
  })

  test('a server that is not IMM is told as one', async () => {
    const server = createServer((_, response) => response.end('<html>Log in</html>')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const args = ['follow', 'x', '--project', 'films', '--region', 'cn-hangzhou', '--imm-endpoint', `http://${host}`]
    const [english, chinese] = [
      await run(args, { cwd: '/', env }),
      await run([...args, '--locale', 'zh'], { cwd: '/', env }),
    ]
    expect([english.code, english.stderr]).toEqual([
      2,
      `oss-process: ${host} answers 200 without JSON, so it is not IMM\n`,
    ])
    expect(chinese.stderr).toBe(`oss-process: ${host} 的响应为 200，但不是 JSON，因此不是 IMM\n`)
    server.close()
  })

  test('doubts are settled by the result, and by a task for the same source', async () => {
    const cwd = setUp('[good.mkv]')
    const file = path.join(cwd, 'r.yaml.journal')
    const journal = await openJournal(file)
    const at = new Date().toISOString()
    const send = (job: string, source: string, target: string) =>
      journal.append({ type: 'send', job, at, try: 1, source, target })
    await oss.store.putObject('out', 'there.gif', Buffer.from('gif'))
    await oss.store.putObject('media', 'once.mkv', clip)
    await send('1'.repeat(32), 'oss://media/x.mkv', 'oss://out/there.gif')
    await send('2'.repeat(32), 'oss://media/y.mkv', 'oss://out/absent.gif')
    await send('3'.repeat(32), 'oss://media/once.mkv', 'oss://out/{autoext}')
    await journal.close()
    const process = `video/animation,f_gif,w_32,inter_5000|sys/saveas,o_${Buffer.from('once.gif').toString('base64url')}`
    const { taskId } = await oss.tasks.accept({ bucket: 'media', key: 'once.mkv', process, requestId: 'R' })
    await oss.tasks.wait(taskId)
    const followed = await run(['follow', '--wait', ...IMM(), 'r.yaml.journal'], { cwd, env })
    expect(followed.stderr).toBe('')
    expect(followed.stdout).toBe(
      `done      oss://media/once.mkv (${taskId}) -> oss://media/once.gif
2 in doubt were taken after all, 1 are in doubt still.
1 done, 0 failed, 0 running, 0 unknown.
`,
    )
    expect(followed.code).toBe(6)
    expect(
      readJournal(file)
        .doubts()
        .map(({ source }) => source),
    ).toEqual(['oss://media/y.mkv'])
  })

  test('an old result is no evidence', async () => {
    const cwd = setUp('[good.mkv]')
    const journal = await openJournal(path.join(cwd, 'r.yaml.journal'))
    const at = new Date(Date.now() + 3_600_000).toISOString()
    const target = 'oss://out/there.gif'
    await journal.append({ type: 'send', job: '4'.repeat(32), at, try: 1, source: 'oss://media/x.mkv', target })
    await journal.close()
    const followed = await run(['follow', ...IMM(), 'r.yaml.journal'], { cwd, env })
    expect(followed.stdout).toContain('0 in doubt were taken after all, 1 are in doubt still.')
  })

  test('messages of a queue tell what IMM is not asked for', async () => {
    const cwd = setUp('[good.mkv]')
    await using queue = await startFakeQueue('local-secret')
    const tell = (TaskId: string, Status: string) =>
      queue.waiting.push(
        Buffer.from(JSON.stringify({ content: JSON.stringify({ TaskId, Status }) })).toString('base64'),
      )
    tell('MediaConvert-1', 'Succeeded')
    tell('MediaConvert-2', 'Failed')
    writeFileSync(path.join(cwd, 'none.yaml'), '')
    const argv = [
      'follow',
      '--wait',
      '--interval',
      '100ms',
      '--messages',
      queue.url,
      'MediaConvert-1',
      'MediaConvert-2',
    ]
    const { code, stdout, stderr } = await run(argv, { cwd, env })
    expect([code, stderr]).toEqual([6, ''])
    expect(stdout.trim().split('\n').sort()).toEqual([
      '1 done, 1 failed, 0 running, 0 unknown.',
      'done      MediaConvert-1 -> ?',
      'failed    MediaConvert-2',
    ])
    expect(queue.removed).toEqual(['h-0', 'h-1'])
  })

  test.each([
    [['follow'], 'There is nothing to follow; expected a journal or the id of a task.'],
    [
      ['follow', 'MediaConvert-1'],
      'No project of IMM is known; write "connection: { imm: PROJECT }" in the recipe, or give --project or --messages.',
    ],
    [
      ['follow', '--project', 'p', 'MediaConvert-1'],
      'no region is known, so IMM cannot be asked; write "connection: { region: cn-hangzhou }" or give --region',
    ],
    [
      ['follow', '--project', 'p', '--messages', 'http://127.0.0.1/q', '--imm-endpoint', 'http://127.0.0.1:1', 'X-1'],
      '"http://127.0.0.1/q" is not a queue; expected https://ACCOUNT.mns.REGION.aliyuncs.com/queues/NAME',
    ],
  ])('%j says what is missing', async (argv, message) => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'follow-'))
    const { code, stderr } = await run(argv, { cwd, env })
    expect([code, stderr]).toEqual([2, `oss-process: ${message}\n`])
    expect(existsSync(path.join(cwd, 'MediaConvert-1.lock'))).toBe(false)
  })

  test('a wrong secret is told in the words of the service', async () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'follow-'))
    const wrong = { ...env, OSS_ACCESS_KEY_SECRET: 'wrong-secret-0123' }
    const { code, stderr } = await run(['follow', '--project', 'p', ...IMM(), 'MediaConvert-1'], { cwd, env: wrong })
    expect(code).toBe(4)
    expect(stderr).toBe(
      `oss-process: ${new URL(oss.endpoint).host} answers 400 SignatureDoesNotMatch Specified signature is not matched with our calculation.\n`,
    )
  })

  /** IMM as a server that answers what is told, with the arguments to ask it. */
  async function imm(answer: (token: string) => readonly [status: number, body: object]) {
    const server = createServer(({ headers }, response) => {
      const [status, body] = answer(String(headers['x-acs-security-token'] ?? ''))
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const args = ['follow', 'x', '--project', 'films', '--region', 'cn-hangzhou']
    return {
      args: [...args, '--imm-endpoint', `http://127.0.0.1:${port}`],
      [Symbol.dispose]: () => void server.close(),
    }
  }

  test.each([
    [403, 'Forbidden.RAM', 4],
    [403, 'NoPermission', 4],
    [404, 'InvalidAccessKeyId.NotFound', 4],
    [404, 'ResourceNotFound.Project', 2],
    [400, 'InvalidParameter', 2],
  ])('what IMM refuses is told: %s %s', async (status, code, expected) => {
    using asked = await imm(() => [status, { Code: code, Message: 'No \x1b[31m.' }])
    const result = await run(asked.args, { env })
    expect(result.stderr).toMatch(new RegExp(`answers ${status} ${code} No \u241b\\[31m`))
    expect(result.code).toBe(expected)
  })

  test('a project that is not there is not a task that is not there', async () => {
    using asked = await imm(() => [404, { Code: 'ResourceNotFound', Message: 'The project films is not found.' }])
    expect(await run(asked.args, { env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The project films'),
    })
  })

  test('credentials whose token has ended are asked for again', async () => {
    using asked = await imm(token =>
      token === 'token-2'
        ? [200, { TaskId: 'x', Status: 'Succeeded' }]
        : [403, { Code: 'InvalidSecurityToken.Expired', Message: 'Told.' }],
    )
    const count = path.join(mkdtempSync(path.join(tmpdir(), 'renew-')), 'count')
    const script = `echo x >> ${count}; printf '{"AccessKeyId":"a","AccessKeySecret":"b","SecurityToken":"token-%d"}' $(wc -l < ${count})`
    const result = await run([...asked.args, '--credential-process', script], {
      env: { ...process.env, HOME: '/nonexistent' } as Record<string, string>,
    })
    expect(result).toMatchObject({ code: 0, stdout: 'done      x -> ?\n1 done, 0 failed, 0 running, 0 unknown.\n' })
  })
})
