import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Fault, type FaultyServer, startServer } from '../../campaign/submit/server.ts'
import { expectSchema } from '../output-schema.ts'
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
  writeFileSync(path.join(cwd, 'prices.yaml'), 'currency: CNY\nMediaAnimation: 0.01\nGetObject: 0.0001\n')
  return { cwd, server }
}

/** What `submit` and `plan` write, each line as its schema says. */
const events = (stdout: string): { event: string; [name: string]: unknown }[] =>
  stdout
    .trim()
    .split('\n')
    .map(line => {
      const value = JSON.parse(line)
      expectSchema('event' in value ? 'submit' : 'plan', value)
      return value
    })

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

test('where new credentials cannot be had, it says why', async () => {
  const { cwd } = await setUp('expired-403')
  const file = path.join(cwd, 'give.cjs')
  const asked = JSON.stringify(path.join(cwd, 'asked'))
  const first = JSON.stringify({ AccessKeyId: 'example-id', AccessKeySecret: SECRET, SecurityToken: 'token' })
  writeFileSync(
    file,
    `const fs = require('node:fs')
if (fs.existsSync(${asked})) process.exit(3)
fs.writeFileSync(${asked}, '')
console.log(${JSON.stringify(first)})`,
  )
  const giver = `"${process.execPath}" "${file}"`
  const argv = ['submit', '--concurrency', '1', '--credential-process', giver, 'r.yaml']
  const sent = await run(argv, { cwd, env: { HOME: '/nonexistent' } })
  expect(sent.code).toBe(4)
  expect(sent.stderr).toMatch(
    /^oss-process: New credentials were asked for, since those in use are refused: The credential process failed. It ended with status 3.\n$/,
  )
  expect(events(sent.stdout).at(-1)).toMatchObject({ failed: 1, notSent: 3, isRefused: true })
})

test('a clock that is wrong is named with what to do', async () => {
  const { cwd } = await setUp('skewed-403')
  const sent = await run(['submit', ...QUICK, '--format', 'text', 'r.yaml'], { cwd, env })
  expect(sent.stdout).toMatch(
    /^failed {4}oss:\/\/films\/a\.mp4 {2}403 RequestTimeTooSkewed .*\(set the clock of this machine: that of 127\.0\.0\.1:\d+ says 2[-\d]+T[\d:.]+Z\)$/m,
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
    await vi.waitUntil(() => server.requests > 0, 60_000)
    const journal = () => readFileSync(path.join(cwd, 'r.yaml.journal'), 'utf8')
    return { child, server, end, journal, said: () => stderr }
  }

  test.each(['SIGINT', 'SIGHUP'] as const)(
    '%s finishes what is on its way, records it and sends nothing more',
    async signal => {
      const { child, server, end, journal } = await start('slow-answer')
      child.kill(signal)
      const { code, stdout, stderr } = await end
      expect(code).toBe(130)
      expect(stderr).toBe('Nothing more is sent; what is on its way is finished. Ctrl-C again ends it at once.\n')
      expect(events(stdout).at(-1)).toMatchObject({ event: 'end', accepted: 1, notSent: 3, isInterrupted: true })
      expect(server.requests).toBe(1)
      expect(journal()).toContain(server.taken[0]?.requestId)
    },
  )

  test('a reader of the output that goes away does not end the work', async () => {
    const { child, server, end, journal } = await start('slow-answer')
    child.stdout.destroy()
    expect(await end).toMatchObject({ code: 0, stderr: '' })
    expect(server.requests).toBe(4)
    for (const { requestId } of server.taken) expect(journal()).toContain(requestId)
  })

  test('twice ends it at once, and the journal knows what is in doubt', async () => {
    const { child, server, end, journal, said } = await start('stalled-body')
    child.kill('SIGINT')
    await vi.waitUntil(() => said() !== '', 60_000)
    child.kill('SIGINT')
    expect(await end).toMatchObject({ code: null, signal: 'SIGINT' })
    expect(server.requests).toBe(1)
    expect(journal()).toContain('"type":"send"')
    expect(journal()).not.toContain('"type":"receipt"')
  })
})

describe('several recipes', () => {
  test('each have a journal, so that it does not matter with which others one is submitted', async () => {
    const { cwd, server } = await setUp()
    const text = readFileSync(path.join(cwd, 'r.yaml'), 'utf8')
    writeFileSync(path.join(cwd, 's.yaml'), text.replace('oss://out/', 'oss://other/'))
    const both = await run(['submit', 'r.yaml', 's.yaml'], { cwd, env })
    expect(events(both.stdout).at(-1)).toMatchObject({ accepted: 8 })
    for (const name of ['r.yaml', 's.yaml']) {
      const { code, stdout } = await run(['submit', name], { cwd, env })
      expect([code, events(stdout)]).toEqual([0, [expect.objectContaining({ event: 'end', done: 4, accepted: 0 })]])
    }
    expect(server.requests).toBe(8)
    expect((await run(['plan', '--out', 'p.json', 'r.yaml', 's.yaml'], { cwd, env })).stdout).toContain('8 done')
  })

  test('of one saved plan are recorded in their own journals too', async () => {
    const { cwd, server } = await setUp()
    const text = readFileSync(path.join(cwd, 'r.yaml'), 'utf8')
    writeFileSync(path.join(cwd, 's.yaml'), text.replace('oss://out/', 'oss://other/'))
    expect((await run(['plan', '--out', 'p.json', 'r.yaml', 's.yaml'], { cwd, env })).code).toBe(0)
    expect((await run(['submit', 'p.json'], { cwd, env })).code).toBe(0)
    const { stdout } = await run(['submit', 's.yaml'], { cwd, env })
    expect(events(stdout)).toEqual([expect.objectContaining({ event: 'end', done: 4 })])
    expect(server.requests).toBe(8)
  })

  test('that make the same object are refused, since each has a journal that does not know of the other', async () => {
    const { cwd, server } = await setUp()
    writeFileSync(path.join(cwd, 's.yaml'), readFileSync(path.join(cwd, 'r.yaml'), 'utf8').replace('1s', '2s'))
    expect(await run(['submit', 'r.yaml', 's.yaml'], { cwd, env })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'oss-process: "r.yaml" and "s.yaml" both make oss://out/a-100.gif; what is sent last would overwrite the other. Submit only one of them, or change its "saveas".\n',
    })
    expect(server.requests).toBe(0)
  })
})

describe('a recipe that was renamed', () => {
  test('is not sent again without its journal, whose recipe is gone', async () => {
    const { cwd, server } = await setUp('none')
    expect((await run(['submit', 'r.yaml'], { cwd, env })).code).toBe(0)
    renameSync(path.join(cwd, 'r.yaml'), path.join(cwd, 'new.yaml'))
    for (const command of ['submit', 'plan']) {
      const { code, stdout, stderr } = await run([command, 'new.yaml'], { cwd, env })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain(
        '"new.yaml.journal" is not there, but "r.yaml.journal", whose recipe is gone, records that oss://films/a.mp4 was sent',
      )
    }
    expect(server.requests).toBe(4)
    renameSync(path.join(cwd, 'r.yaml.journal'), path.join(cwd, 'new.yaml.journal'))
    expect((await run(['submit', 'new.yaml'], { cwd, env })).code).toBe(0)
    expect(server.requests).toBe(4)
  })

  test('is sent beside journals of other programs', async () => {
    const { cwd, server } = await setUp('none')
    writeFileSync(path.join(cwd, 'data.sqlite.journal'), '\xd9\xd5\x05\xf9\x20\xa1\x63\xd7', 'latin1')
    writeFileSync(path.join(cwd, 'notes.journal'), 'Monday: rain.\n')
    writeFileSync(path.join(cwd, 'empty.journal'), '')
    mkdirSync(path.join(cwd, 'system.journal'))
    symlinkSync('nowhere', path.join(cwd, 'broken.journal'))
    expect((await run(['plan', 'r.yaml'], { cwd, env })).code).toBe(0)
    expect((await run(['submit', 'r.yaml'], { cwd, env })).code).toBe(0)
    expect(server.requests).toBe(4)
  })

  test('begins anew where that is said, and where the jobs are others', async () => {
    const { cwd, server } = await setUp('none')
    expect((await run(['submit', 'r.yaml'], { cwd, env })).code).toBe(0)
    renameSync(path.join(cwd, 'r.yaml'), path.join(cwd, 'new.yaml'))
    expect((await run(['submit', '--var', 'width=200', 'new.yaml'], { cwd, env })).code).toBe(0)
    expect((await run(['submit', '--journal', 'other.journal', 'new.yaml'], { cwd, env })).code).toBe(0)
    expect(server.requests).toBe(12)
    // The recipe of this journal is there: its jobs are its own, whatever the other makes.
    writeFileSync(path.join(cwd, 'copy.yaml'), readFileSync(path.join(cwd, 'new.yaml')))
    writeFileSync(path.join(cwd, 'r.yaml'), '')
    writeFileSync(path.join(cwd, 'other'), '')
    expect((await run(['submit', 'copy.yaml'], { cwd, env })).code).toBe(0)
    expect(server.requests).toBe(16)
  })
})

describe('what nobody answered', () => {
  test.each<[string[], Fault, number, string]>([
    [[], 'reset-after', 1, 'closed the connection without an answer'],
    [[], 'portal', 1, 'the answer is not from OSS: 200 text/html "<html>Please log in</html>"'],
    [[], 'no-task', 1, 'the answer names no task'],
    [['--retry-lost', '--retries', '2'], 'reset-after', 3, 'closed the connection without an answer'],
  ])('%j %s', async (more, fault, requests, words) => {
    const { cwd, server } = await setUp(fault)
    writeFileSync(path.join(cwd, 'films.csv'), 'key,duration\na.mp4,10\n')
    const { code, stdout } = await run(['submit', '--format', 'text', ...more, 'r.yaml'], { cwd, env })
    expect(code).toBe(6)
    expect(stdout).toContain('in doubt  oss://films/a.mp4  ')
    expect(stdout).toContain(words)
    expect(server.requests).toBe(requests)
  })

  test('is repeated or not, but not both', async () => {
    const { cwd } = await setUp()
    const { code, stderr } = await run(['submit', '--once', '--retry-lost', 'r.yaml'], { cwd, env })
    expect([code, stderr]).toEqual([
      2,
      'oss-process: "--once" and "--retry-lost" contradict each other; leave one of them out.\n',
    ])
  })
})

test('a name cannot do anything to the terminal', async () => {
  const { cwd } = await setUp()
  writeFileSync(path.join(cwd, 'films.csv'), 'key,duration\na\u001b]0;b.mp4,10\n')
  for (const argv of [
    ['plan', 'r.yaml'],
    ['submit', '--format', 'text', 'r.yaml'],
  ]) {
    const { stdout, stderr } = await run(argv, { cwd, env })
    expect(stdout).toContain('a\u241b]0;b')
    expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]/u)
  }
})

test('no inputs are no success', async () => {
  const { cwd, server } = await setUp()
  writeFileSync(path.join(cwd, 'films.csv'), 'key,duration\n')
  const result = await run(['submit', 'r.yaml'], { cwd, env })
  expect(result).toMatchObject({ code: 1, stdout: '' })
  expect(result.stderr).toContain('There is nothing to send: the recipe has no inputs.')
  expect(server.requests).toBe(0)
})

test('a recipe on standard input is sent where its journal has a name', async () => {
  const { cwd, server } = await setUp()
  const stdin = readFileSync(path.join(cwd, 'r.yaml'), 'utf8')
  const nameless = await run(['submit', '-'], { cwd, env, stdin })
  expect(nameless).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('name one with --journal.') })
  expect(server.requests).toBe(0)
  expect(await run(['submit', '--journal', 'j', '-'], { cwd, env, stdin })).toMatchObject({ code: 0 })
  expect((await run(['submit', '--journal', 'j', '-'], { cwd, env, stdin })).stdout).toContain('"done":4')
  expect(server.requests).toBe(4)
})

test('a recipe that is wrong is so with and without credentials', async () => {
  const { cwd } = await setUp()
  for (const [from, to] of [
    ['w: ', 'width_: '],
    ['inter: 1s', 'inter: soon'],
  ] as const) {
    const text = readFileSync(path.join(cwd, 'r.yaml'), 'utf8')
    writeFileSync(path.join(cwd, 'bad.yaml'), text.replace(from, to))
    for (const given of [env, { HOME: '/nonexistent' }]) {
      expect(await run(['submit', 'bad.yaml'], { cwd, env: given })).toMatchObject({ code: 1, stdout: '' })
      expect(await run(['plan', 'bad.yaml'], { cwd, env: given })).toMatchObject({ code: 1, stdout: '' })
    }
  }
})

test('a journal that is no file is named, and one that is made smaller is still known', async () => {
  const { cwd, server } = await setUp()
  const folder = await run(['submit', '--journal', '.', 'r.yaml'], { cwd, env })
  expect(folder).toMatchObject({ code: 2, stdout: '' })
  expect(folder.stderr).toContain('is a folder, expected a file (EISDIR).')
  await run(['submit', 'r.yaml'], { cwd, env })
  const before = readFileSync(path.join(cwd, 'r.yaml.journal')).length
  const again = await run(['submit', '--compact', 'r.yaml'], { cwd, env })
  expect(events(again.stdout)).toEqual([expect.objectContaining({ event: 'end', done: 4 })])
  expect(readFileSync(path.join(cwd, 'r.yaml.journal')).length).toBeLessThan(before * 0.7)
  expect(server.requests).toBe(4)
})

describe('plan', () => {
  test('shows state, target, frames and cost, and tells by its code', async () => {
    const { cwd } = await setUp()
    const argv = ['plan', '--prices', 'prices.yaml', '--detailed-exitcode', 'r.yaml']
    const before = await run(argv, { cwd, env })
    expect(before).toMatchObject({ code: 3, stderr: '' })
    expect(before.stdout).toBe(
      `${['a', 'b', 'c', 'd'].map((name, index) => `new      oss://films/${name}.mp4 -> oss://out/${name}-100.gif  100 x ? gif, 1..${index + 1}0 frames\n`).join('')}` +
        '4 to send (4 new, 0 changed, 0 refused before), 0 done, 0 in doubt.\n' +
        'Billed for what is to be sent:\n' +
        '  GetObject (GET requests): 4 requests = 0.0004 CNY\n' +
        '  IARetrieval (retrieval of IA objects): not known; give --storage-class, a column "storage_class", or "storage-class" in the facts of the sources\n' +
        '  ArchiveRetrieval (real-time access of Archive objects): not known; give --storage-class, a column "storage_class", or "storage-class" in the facts of the sources\n' +
        '  PutObject (PUT requests): 4 requests\n' +
        '  Storage (storage of the results, each month): not known; give --result-size\n' +
        '  HeadObject (GET requests): 4 requests\n' +
        '  MediaAnimation: at most 100 output frames = 1 CNY\n' +
        '  in all, without IARetrieval, ArchiveRetrieval, PutObject, Storage, HeadObject: at most 1.0004 CNY\n',
    )
    const prices = 'currency: CNY\nGetObject: 0.1\nPutObject: 0.1\nHeadObject: 0.1\nMediaAnimation: 0.01\n'
    writeFileSync(path.join(cwd, 'all.yaml'), prices)
    const odd = await run(['plan', '--storage-class', 'Standart', 'r.yaml'], { cwd, env })
    expect(odd).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean "Standard"?') })
    const known = ['--storage-class', 'Standard', '--result-size', '1KB', '--fps', '25']
    const whole = await run(['plan', ...known, '--prices', 'all.yaml', 'r.yaml'], { cwd, env })
    expect(whole.stdout).toMatch(/\n {2}in all, without Storage: 2\.2 CNY\n$/)
    expect((await run(['submit', 'r.yaml'], { cwd, env })).code).toBe(0)
    expect((await run(argv, { cwd, env })).code).toBe(0)
    const wider = await run([...argv, '--json', '--var', 'width=200', '--duration', '00:00:05'], { cwd, env })
    const animation = expect.objectContaining({ item: 'MediaAnimation', quantity: 20, price: 0.2 })
    expect(events(wider.stdout).at(-1)).toMatchObject({
      plan: { send: 4, new: 4, charges: expect.arrayContaining([animation]) },
    })
  })

  test('and the table of compile show sizes, frames, files and charges by the facts of each row', async () => {
    const { cwd } = await setUp()
    writeFileSync(
      path.join(cwd, 'films.csv'),
      'key,duration,fps,width,height\na.mp4,10,25,1920,1080\nb.mov,0.5,25,1280,720\nc.mp4,,,,\n',
    )
    const recipe = readFileSync(path.join(cwd, 'r.yaml'), 'utf8')
    const stills = recipe
      .replace('video/animation: { f: gif', 'video/snapshots: { f: jpg, h: 90, start: 400ms')
      .replace('.gif', '-{index}.jpg')
    writeFileSync(path.join(cwd, 'stills.yaml'), stills)
    const { stdout, stderr, code } = await run(['plan', 'stills.yaml'], { cwd, env })
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'new      oss://films/a.mp4 -> oss://out/a-100-{index}.jpg  100 x 90 jpg, 10 files',
      'new      oss://films/b.mov -> oss://out/b-100-{index}.jpg  100 x 90 jpg',
      'new      oss://films/c.mp4 -> oss://out/c-100-{index}.jpg  100 x 90 jpg, ? files',
    ])
    expect(stdout).toContain('  PutObject (PUT requests): 11 or more requests\n')
    const lines = (await run(['plan', '--json', 'stills.yaml'], { cwd, env })).stdout
    expect(events(lines).map(({ outputs }) => outputs)).toEqual([
      [{ kind: 'image', format: 'jpg', width: 100, height: 90, frames: 1, count: 10 }],
      [{ kind: 'image', format: 'jpg', width: 100, height: 90, frames: 1, count: 1 }],
      [{ kind: 'image', format: 'jpg', width: 100, height: 90, frames: 1, count: null }],
      undefined,
    ])
    const table = await run(['compile', '--format', 'table', 'stills.yaml'], { cwd, env })
    expect(table.stdout.replace(/ +video\/\S+$/gm, '')).toBe(
      `KEY    MATRIX  VIA    RESULT                  BILLED                      PROCESS
a.mp4          async  100 x 90 jpg, 10 files  video/snapshots: 10 frames
b.mov          async  100 x 90 jpg            video/snapshots: 1 frame
c.mp4          async  100 x 90 jpg, ? files   video/snapshots: ? frames
`,
    )
  })

  test('says what OSS would refuse of a source, and ends with 1', async () => {
    const { cwd } = await setUp()
    const recipe = readFileSync(path.join(cwd, 'r.yaml'), 'utf8')
    writeFileSync(path.join(cwd, 'r.yaml'), recipe.replace('f: gif', 'f: gif, start: 25s'))
    const { stdout, code } = await run(['plan', 'r.yaml'], { cwd, env })
    expect(code).toBe(1)
    expect(stdout.split('\n').slice(0, 7)).toEqual([
      'new      oss://films/a.mp4 -> oss://out/a-100.gif  100 x ? gif, 0 frames',
      '         No frame is at or after 25000 ms: the source lasts 10000 ms.',
      'new      oss://films/b.mp4 -> oss://out/b-100.gif  100 x ? gif, 0 frames',
      '         No frame is at or after 25000 ms: the source lasts 20000 ms.',
      'new      oss://films/c.mp4 -> oss://out/c-100.gif  100 x ? gif, 1..5 frames',
      'new      oss://films/d.mp4 -> oss://out/d-100.gif  100 x ? gif, 1..15 frames',
      '4 to send (4 new, 0 changed, 0 refused before), 0 done, 0 in doubt.',
    ])
    expect(stdout).toContain('\nOSS would refuse 2 of them for what is known of their sources.\n')
    const chinese = await run(['plan', '--json', '--locale', 'zh', 'r.yaml'], { cwd, env })
    expect(events(chinese.stdout)[0]).toMatchObject({
      refusals: ['25000 毫秒处及之后没有帧：源文件时长为 10000 毫秒。'],
    })
    expect(events(chinese.stdout).at(-1)).toMatchObject({ plan: { send: 4, wouldBeRefused: 2 } })
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
    [['--journal', 'r.yaml'], 'is not a journal'],
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
      'version: 1\nconnection: { region: cn-hangzhou, bucket: films }\nsources: a.jpg\nsteps: [image/resize: { w: 3 }]\n',
    )
    expect((await run(['submit', 'g.yaml'], { cwd, env })).stderr).toContain('add "saveas" to the recipe')
  })
})

describe('inputs that change between the check and the sending', () => {
  const rows = (name: string, count: number) =>
    `key,duration\n${Array.from({ length: count }, (_, index) => `${name}${index}.mp4,10\n`).join('')}`

  /** Submits the rows of two manifests; the second one is changed while the first one is sent. */
  async function submitChanged(change: (file: string) => void) {
    const server = await startServer(SECRET, number => {
      if (number === 0) change(path.join(cwd, 'second.csv'))
      return 'none'
    })
    servers.push(server)
    const cwd = mkdtempSync(path.join(tmpdir(), 'changed-'))
    writeFileSync(path.join(cwd, 'first.csv'), rows('a', 5))
    writeFileSync(path.join(cwd, 'second.csv'), rows('b', 3))
    writeFileSync(
      path.join(cwd, 'r.yaml'),
      `version: 1
connection: { endpoint: '${server.url}', region: cn-hangzhou, bucket: films }
sources: { manifest: [first.csv, second.csv] }
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/{barename}.gif
`,
    )
    const { code, stdout, stderr } = await run(['submit', '--concurrency', '1', ...QUICK, 'r.yaml'], { cwd, env })
    return { code, accepted: events(stdout).at(-1)?.accepted, stderr }
  }

  test.each<[string, (file: string) => void, number, string]>([
    [
      'a file that is gone',
      file => rmSync(file),
      5,
      'The manifest "second.csv" cannot be read: there is no such file.',
    ],
    [
      'fewer rows',
      file => writeFileSync(file, rows('b', 1)),
      6,
      '6 jobs when they were sent, 8 when they were checked',
    ],
    ['no rows', file => writeFileSync(file, rows('b', 0)), 5, '5 jobs when they were sent, 8 when they were checked'],
    ['more rows', file => writeFileSync(file, rows('b', 4)), 9, '9 jobs when they were sent, 8 when they were checked'],
    [
      'a row that is broken',
      file => writeFileSync(file, `${rows('b', 2)}c.mp4\n`),
      7,
      'Line 4 of the manifest "second.csv"',
    ],
  ])('%s: told, and the exit status says that not all was sent', async (_, change, accepted, words) => {
    const result = await submitChanged(change)
    expect(result).toMatchObject({ code: 6, accepted })
    expect(result.stderr).toContain(words)
  })

  test('the same rows again are no change', async () => {
    const result = await submitChanged(file => writeFileSync(file, rows('b', 3)))
    expect(result).toMatchObject({ code: 0, accepted: 8, stderr: '' })
  })
})

describe('where requests cannot go', () => {
  const WRONG = 'HTTP_PROXY is not the address of a proxy; expected one such as http://proxy.example.com:8080.\n'

  test.each(['socks5://127.0.0.1:1080', 'http://:80', 'http://a b'])('a proxy at "%s" is told', async proxy => {
    const { cwd } = await setUp('none')
    const result = await run(['submit', ...QUICK, 'r.yaml'], { cwd, env: { ...env, HTTP_PROXY: proxy } })
    expect(result).toMatchObject({ code: 2, stderr: `oss-process: ${WRONG}` })
    expect(readdirSync(cwd).filter(name => name.includes('.journal'))).toEqual([])
  })

  test('a proxy needs no scheme, as for curl', async () => {
    const { cwd } = await setUp('none')
    const result = await run(['submit', ...QUICK, 'r.yaml'], { cwd, env: { ...env, http_proxy: '127.0.0.1:1' } })
    expect(result.code).toBe(5)
    expect(result.stdout).toContain('ECONNREFUSED')
  })

  test('an IPv6 address names the client that takes it', async () => {
    const { cwd } = await setUp('none')
    const recipe = readFileSync(path.join(cwd, 'r.yaml'), 'utf8')
    writeFileSync(path.join(cwd, 'r.yaml'), recipe.replace(/http:[^']*/, 'http://[::1]:9'))
    expect(await run(['submit', ...QUICK, 'r.yaml'], { cwd, env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('choose the other client with --client undici'),
    })
  })
})
