import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startServer } from '../../campaign/submit/server.ts'
import { run } from '../run.ts'

const SECRET = 'example-secret-0123456789'
const env = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: SECRET, HOME: '/nonexistent' }
const server = await startServer(SECRET, () => 'none')
afterAll(() => server.close())

/** A recipe over rows, and one with a matrix over two names of its own. */
function folder(): string {
  const cwd = mkdtempSync(path.join(tmpdir(), 'selection-'))
  const connection = `connection: { endpoint: '${server.url}', region: cn-hangzhou, bucket: films }`
  const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text)
  write(
    'rows.yaml',
    `version: 1
${connection}
sources: { manifest: rows.csv }
steps: [video/animation: { f: gif, w: '\${source.w}', inter: 1s }]
saveas: oss://out/{dirname}/{barename}.gif
`,
  )
  write(
    'rows.csv',
    'key,w\nraw/a.mp4,100\nraw/b.mp4,wide\nraw/2026/c.mp4,200\n"raw/你好 (1).mp4",300\noss://old/a.mp4,400\n',
  )
  write(
    'sizes.yaml',
    `version: 1
${connection}
sources: [intro.mp4, 'outro{1}.mp4']
matrix: { width: [100, 200] }
steps: [video/animation: { f: webp, w: '\${width}', inter: 1s }]
saveas: oss://out/{barename}-\${width}.webp
`,
  )
  return cwd
}

const cwd = folder()
const WIDTH = /,w_(\d+)/g

/** The exit status, the widths of the jobs, and what no input fits. */
async function compile(...argv: readonly string[]) {
  const { code, stdout, stderr } = await run(['compile', '--format', 'process', ...argv], { cwd, env })
  const unmet = Array.from(stderr.matchAll(/No input fits "(.*?)", so/g), ([, name]) => name)
  return { code, widths: Array.from(stdout.matchAll(WIDTH), ([, width]) => Number(width)), unmet }
}

describe('--only and --only-lines', () => {
  test.each([
    ['a name', ['--only', 'raw/a.mp4', 'rows.yaml'], [100]],
    ['several', ['--only', 'raw/a.mp4', '--only', 'raw/2026/c.mp4', 'rows.yaml'], [100, 200]],
    ['a pattern', ['--only', 'raw/*/c.*', 'rows.yaml'], [200]],
    ['a name in another bucket', ['--only', 'oss://old/a.mp4', 'rows.yaml'], [400]],
    ['a pattern with a bucket', ['--only', 'oss://films/**/{a,c}.mp4', 'rows.yaml'], [100, 200]],
    ['a name with brackets', ['--only', 'raw/你好 (1).mp4', 'rows.yaml'], [300]],
    ['a line', ['--only-lines', '4', 'rows.yaml'], [200]],
    ['lines', ['--only-lines', '2,4-5', 'rows.yaml'], [100, 200, 300]],
    ['lines and a pattern', ['--only-lines', '2', '--only', '**/a.mp4', '--only-lines', '6', 'rows.yaml'], [100, 400]],
    ['a name with signs of patterns', ['--only', 'outro{1}.mp4', 'sizes.yaml'], [100, 200]],
    ['a cell', ['--only', 'intro.mp4 (width=200)', 'sizes.yaml'], [200]],
    ['cells', ['--only', '* (width=100)', 'sizes.yaml'], [100, 100]],
    ['one recipe of two', ['--only', 'raw/a.mp4', 'rows.yaml', 'sizes.yaml'], [100]],
  ])('choose by %s, and look at nothing else', async (_, argv, widths) => {
    expect(await compile(...argv)).toEqual({ code: 0, widths, unmet: [] })
  })

  test.each([
    [['--only', 'raw/A.mp4', '--only', 'raw/a.mp4', 'rows.yaml'], [100], ['raw/A.mp4']],
    [['--only', '*.mp4', '--only-lines', '2', 'rows.yaml'], [], ['*.mp4', '2']],
    [['--only-lines', '6-9,10', 'rows.yaml'], [400], ['10']],
    [['--only-lines', '1', 'sizes.yaml'], [], ['1']],
    [
      ['--only', 'intro.mp4 (width=300)', '--only', 'nobody', 'rows.yaml', 'sizes.yaml'],
      [],
      ['intro.mp4 (width=300)', 'nobody'],
    ],
  ])('%j: what fits nothing is an error', async (argv, widths, unmet) => {
    expect(await compile(...argv)).toEqual({ code: 1, widths, unmet })
  })

  test.each(['0', '3-2', '2,,3', '2-', '１'])('lines "%s" are refused', async lines => {
    const { code, stdout, stderr } = await run(['compile', '--only-lines', lines, 'rows.yaml'], { cwd, env })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('expected numbers of lines such as 3,10-20.')
  })

  test('do not go with what is about all jobs', async () => {
    for (const argv of [
      ['--check', 'x.lock'],
      ['--write-lock'],
      ['--format', 'imm-batch'],
      ['--format', 'imm-trigger'],
    ]) {
      const { code, stderr } = await run(['compile', ...argv, '--only', 'raw/a.mp4', 'rows.yaml'], { cwd, env })
      expect(code).toBe(2)
      expect(stderr).toMatch(/"--only" and "--only-lines" do not go with (?:a lock file|requests to IMM)/)
    }
  })

  test('submit sends what they choose, and the rest without them; nothing where one fits nothing', async () => {
    const place = folder()
    const submit = async (...argv: readonly string[]) => {
      const { code, stdout } = await run(['submit', '--format', 'json', ...argv], { cwd: place, env })
      const [end] = stdout.trim().split('\n').slice(-1)
      const { accepted, done } = end ? JSON.parse(end) : {}
      return { code, accepted, done }
    }
    expect(await submit('--only', 'raw/a.mp4', '--only', 'raw/z.mp4', 'rows.yaml')).toEqual({ code: 1 })
    expect(await submit('--only', 'raw/a.mp4', 'rows.yaml')).toEqual({ code: 0, accepted: 1, done: 0 })
    expect(await submit('--only-lines', '2,4-6', 'rows.yaml')).toEqual({ code: 0, accepted: 3, done: 1 })
  })

  test('plan shows and saves what they choose; a plan is submitted as a whole', async () => {
    const place = folder()
    const plan = await run(['plan', '--json', '--only', '* (width=200)', '--out', 'p.json', 'sizes.yaml'], {
      cwd: place,
      env,
    })
    expect(plan.stdout).toContain('"new":2')
    const some = await run(['submit', '--only', 'intro.mp4', 'p.json'], { cwd: place, env })
    expect(some.code).toBe(2)
    expect(some.stderr).toContain('A plan is submitted alone and as a whole')
    expect((await run(['submit', 'p.json'], { cwd: place, env })).code).toBe(0)
  })
})
