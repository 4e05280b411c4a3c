import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Fault, type FaultyServer, startServer } from '../../campaign/submit/server.ts'
import { run } from '../run.ts'

const SECRET = 'example-secret-0123456789'
const env = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: SECRET, HOME: '/nonexistent' }
const QUICK = ['--retries', '0', '--try-timeout', '500ms']

const servers: FaultyServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** A folder with a recipe of four jobs that goes to a server with these faults, in turn. */
async function setUp(...faults: Fault[]): Promise<{ readonly cwd: string; readonly server: FaultyServer }> {
  const server = await startServer(SECRET, number => faults[number] ?? faults.at(-1) ?? 'none')
  servers.push(server)
  const cwd = mkdtempSync(path.join(tmpdir(), 'submit-'))
  const recipe = `version: 1
connection: { endpoint: '${server.url}', region: cn-hangzhou, bucket: films }
variables: { width: { type: integer, default: 100 } }
sources: { manifest: films.csv }
steps: [video/animation: { f: gif, w: '\${width}', inter: 1s }]
saveas: oss://out/{barename}-\${width}.gif
`
  writeFileSync(path.join(cwd, 'r.yaml'), recipe)
  writeFileSync(path.join(cwd, 'films.csv'), 'key,duration\na.mp4,10\nb.mp4,20\nc.mp4,30\nd.mp4,40\n')
  writeFileSync(path.join(cwd, 'prices.yaml'), 'currency: CNY\nMediaAnimation: 0.01\n')
  return { cwd, server }
}

const events = (stdout: string): { event: string; [name: string]: unknown }[] =>
  stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

test('a token that ends on the way is asked for again from the process that gave it', async () => {
  const { cwd, server } = await setUp('none', 'expired-403', 'none')
  const script = `const fs = require('node:fs')
fs.appendFileSync('asked', '.')
const SecurityToken = 'token' + fs.readFileSync('asked', 'utf8').length
console.log(JSON.stringify({ AccessKeyId: 'example-id', AccessKeySecret: '${SECRET}', SecurityToken }))`
  const file = path.join(cwd, 'give.cjs')
  writeFileSync(file, script.replaceAll("'asked'", JSON.stringify(path.join(cwd, 'asked'))))
  const giver = `"${process.execPath}" "${file}"`
  const sent = await run(['submit', '--concurrency', '1', '--credential-process', giver, 'r.yaml'], {
    cwd,
    env: { HOME: '/nonexistent' },
  })
  expect(sent.code).toBe(0)
  expect(events(sent.stdout).at(-1)).toMatchObject({ accepted: 4, failed: 0 })
  expect(readFileSync(path.join(cwd, 'asked'), 'utf8')).toBe('..')
  expect(server.requests).toBe(5)
  expect(sent.stdout + sent.stderr + readFileSync(path.join(cwd, 'r.yaml.journal'), 'utf8')).not.toMatch(
    /token\d|secret-/,
  )
})

describe('Ctrl-C', () => {
  const bin = path.join(import.meta.dirname, '../../../dist/bin.cjs')

  /** The command as a process of its own, once its first request has come. */
  async function start(fault: Fault) {
    const { cwd, server } = await setUp(fault)
    const argv = [bin, 'submit', '--concurrency', '1', '--format', 'json', 'r.yaml']
    const child = spawn(process.execPath, argv, { cwd, env: { ...env, PATH: process.env.PATH } })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', data => {
      stdout += String(data)
    })
    child.stderr.on('data', data => {
      stderr += String(data)
    })
    const end = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }))
    await vi.waitUntil(() => server.requests > 0, 10_000)
    const journal = () => readFileSync(path.join(cwd, 'r.yaml.journal'), 'utf8')
    return { child, server, end, journal, said: () => stderr }
  }

  test('finishes what is on its way, records it and sends nothing more', async () => {
    const { child, server, end, journal } = await start('slow-answer')
    child.kill('SIGINT')
    const { code, stdout, stderr } = await end
    expect(code).toBe(130)
    expect(stderr).toBe('Nothing more is sent; what is on its way is finished. Ctrl-C again ends it at once.\n')
    expect(events(stdout).at(-1)).toMatchObject({ event: 'end', accepted: 1, notSent: 3, isInterrupted: true })
    expect(server.requests).toBe(1)
    expect(journal()).toContain(server.taken[0]?.requestId)
  })

  test('twice ends it at once, and the journal knows what is in doubt', async () => {
    const { child, server, end, journal, said } = await start('stalled-body')
    child.kill('SIGINT')
    await vi.waitUntil(() => said() !== '', 10_000)
    child.kill('SIGINT')
    expect(await end).toMatchObject({ code: null, signal: 'SIGINT' })
    expect(server.requests).toBe(1)
    expect(journal()).toContain('"type":"send"')
    expect(journal()).not.toContain('"type":"receipt"')
  })
})

describe('plan', () => {
  test('shows state, target, frames and cost, and tells by its code', async () => {
    const { cwd } = await setUp()
    const argv = ['plan', '--prices', 'prices.yaml', '--detailed-exitcode', 'r.yaml']
    const before = await run(argv, { cwd, env })
    expect(before).toMatchObject({ code: 3, stderr: '' })
    expect(before.stdout).toBe(
      `${['a', 'b', 'c', 'd'].map((name, index) => `new      oss://films/${name}.mp4 -> oss://out/{barename}-100.gif  ${index + 1}0 frames\n`).join('')}` +
        '4 to send (4 new, 0 changed, 0 refused before), 0 done, 0 in doubt.\n' +
        'Billed for what is to be sent:\n  MediaAnimation: 100 output frame = 1 CNY\n  in all: 1 CNY\n',
    )
    expect((await run(['submit', 'r.yaml'], { cwd, env })).code).toBe(0)
    expect((await run(argv, { cwd, env })).code).toBe(0)
    const wider = await run([...argv, '--json', '--var', 'width=200', '--duration', '00:00:05'], { cwd, env })
    expect(events(wider.stdout).at(-1)).toMatchObject({
      plan: { send: 4, new: 4, charges: [{ quantity: 20, price: 0.2 }] },
    })
  })

  test('a saved plan is sent exactly, whatever became of the recipe', async () => {
    const { cwd, server } = await setUp()
    expect((await run(['plan', '--out', 'plan.json', 'r.yaml'], { cwd, env })).code).toBe(0)
    expect(readFileSync(path.join(cwd, 'plan.json'), 'utf8')).not.toContain(SECRET)
    writeFileSync(path.join(cwd, 'r.yaml'), 'version: 1\nsteps: []\n')
    const sent = await run(['submit', 'plan.json'], { cwd, env })
    expect(sent.code).toBe(0)
    expect(server.taken).toHaveLength(4)
    expect(existsSync(path.join(cwd, 'r.yaml.journal'))).toBe(true)
    const again = await run(['submit', 'plan.json'], { cwd, env })
    expect(events(again.stdout)).toEqual([expect.objectContaining({ event: 'end', accepted: 0, done: 4 })])
    expect((await run(['submit', 'plan.json', '--var', 'a=1'], { cwd, env })).code).toBe(2)
  })

  test('a changed string for the same input and target is called changed', async () => {
    const { cwd } = await setUp()
    await run(['submit', 'r.yaml'], { cwd, env })
    const text = readFileSync(path.join(cwd, 'r.yaml'), 'utf8')
    writeFileSync(path.join(cwd, 'r.yaml'), text.replace('inter: 1s', 'inter: 2s'))
    const { stdout } = await run(['plan', 'r.yaml'], { cwd, env })
    expect(stdout.match(/^changed /gm)).toHaveLength(4)
  })
})

describe('submit', () => {
  test.each<[string, Fault[], number, object]>([
    ['all accepted', ['none'], 0, { accepted: 4 }],
    ['some refused', ['none', 'bad-400', 'none'], 6, { accepted: 3, failed: 1 }],
    ['one lost', ['reset-after', 'none'], 6, { accepted: 3, inDoubt: 1 }],
    ['all refused', ['bad-400'], 5, { failed: 4 }],
    ['overloaded', ['busy-503'], 5, { failed: 4 }],
    ['wrong key', ['key-403'], 4, { accepted: 0, isRefused: true }],
  ])('%s', async (_, faults, code, summary) => {
    const { cwd } = await setUp(...faults)
    const result = await run(['submit', ...QUICK, '--concurrency', '1', 'r.yaml'], { cwd, env })
    expect(events(result.stdout).at(-1)).toMatchObject({ event: 'end', ...summary })
    expect(result.code).toBe(code)
  })

  test('no credentials: 4, and nothing is sent or written', async () => {
    const { cwd, server } = await setUp()
    const result = await run(['submit', 'r.yaml'], { cwd, env: { HOME: '/nonexistent' } })
    expect(result).toMatchObject({ code: 4, stdout: '' })
    expect(server.requests).toBe(0)
    expect(existsSync(path.join(cwd, 'r.yaml.journal'))).toBe(false)
  })

  test('a bad row in the manifest: 1, and nothing is sent', async () => {
    const { cwd, server } = await setUp()
    writeFileSync(path.join(cwd, 'films.csv'), 'key,duration\na.mp4,10\n,20\n')
    expect(await run(['submit', 'r.yaml'], { cwd, env })).toMatchObject({ code: 1, stdout: '' })
    expect(server.requests).toBe(0)
  })

  test('what is in doubt is listed, also when it is no part of the run, and sent on demand', async () => {
    const { cwd, server } = await setUp('reset-after', 'none')
    await run(['submit', ...QUICK, '--concurrency', '1', 'r.yaml'], { cwd, env })
    const plan = await run(['plan', '--detailed-exitcode', 'r.yaml'], { cwd, env })
    expect(plan.code).toBe(6)
    expect(plan.stdout).toContain('in doubt oss://films/a.mp4')
    const other = await run(['submit', '--var', 'width=64', '--journal', 'r.yaml.journal', 'r.yaml'], { cwd, env })
    expect(other.code).toBe(0)
    expect(events(other.stdout)).toContainEqual(
      expect.objectContaining({ event: 'doubt', source: 'oss://films/a.mp4', reason: 'not in this run' }),
    )
    const text = await run(['submit', '--resend', '--format', 'text', 'r.yaml'], { cwd, env })
    expect(text.code).toBe(0)
    expect(text.stdout).toContain('1 accepted, 3 done before, 0 failed, 0 in doubt, 0 not sent.')
    expect(server.taken).toHaveLength(9)
  })

  test.each([
    [['--rate', 'fast'], '"--rate" is "fast"; expected a number'],
    [['--concurrency', '0'], 'from 1 to 1000'],
    [['--timeout', 'soon'], 'expected a time such as'],
    [['--journal', 'r.yaml'], 'is no journal'],
    [['--resned'], 'Did you mean "--resend"?'],
  ])('%j is refused', async (argv, message) => {
    const { cwd, server } = await setUp()
    const result = await run(['submit', ...argv, 'r.yaml'], { cwd, env })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(message)
    expect(server.requests).toBe(0)
  })

  test('a job without a saved result cannot be submitted', async () => {
    const { cwd } = await setUp()
    writeFileSync(
      path.join(cwd, 'g.yaml'),
      'version: 1\nconnection: { region: cn-hangzhou, bucket: b }\nsources: a.jpg\nsteps: [image/resize: { w: 3 }]\n',
    )
    expect((await run(['submit', 'g.yaml'], { cwd, env })).stderr).toContain('add "saveas" to the recipe')
  })
})
