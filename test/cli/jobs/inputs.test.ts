import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { SECRET, startFakeList } from '../../service/fake-list.ts'
import { run } from '../run.ts'

let oss: LocalOss

async function put(bucket: string, key: string, content: string | Buffer): Promise<void> {
  await oss.store.putObject(bucket, key, Buffer.from(content))
}

beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media', 'out', 'lists'] })
  for (const [key, content] of Object.entries({
    'in/a.mp4': 'aaaa',
    'in/b c+d.mp4': 'b',
    'in/sub/视频 1.MP4': 'cc',
    'in/sub/e.mp4': 'eeeeeeee',
    'in/notes.txt': 'text',
    'in/folder/': '',
    'other/z.mp4': 'z',
  })) {
    await put('media', key, content)
  }
  await put('out', 'a.gif', 'there')
})
afterAll(() => oss.close())

/** Runs the command in a folder with this recipe. */
async function runWith(sources: string, argv: readonly string[], more = '') {
  const cwd = mkdtempSync(path.join(tmpdir(), 'inputs-'))
  const text = `version: 1
connection: { endpoint: '${oss.endpoint}', region: cn-hangzhou, bucket: media }
sources: ${sources}
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/{barename}.gif
${more}`
  writeFileSync(path.join(cwd, 'r.yaml'), text)
  const [name = '', ...rest] = argv
  const env = { OSS_ACCESS_KEY_ID: 'local', OSS_ACCESS_KEY_SECRET: 'local-secret', HOME: '/nonexistent' }
  return { ...(await run([name, ...rest, 'r.yaml'], { cwd, env })), cwd }
}

const keysIn = (stdout: string): string[] =>
  stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).key)

const COMPILE = ['compile', '--unsigned', '--format', 'jsonl']

describe('lists', () => {
  test.each([
    ['{ list: "oss://media/in/" }', ['in/a.mp4', 'in/b c+d.mp4', 'in/notes.txt', 'in/sub/e.mp4', 'in/sub/视频 1.MP4']],
    ['{ list: "oss://media/in/", pattern: "**/*.mp4" }', ['in/a.mp4', 'in/b c+d.mp4', 'in/sub/e.mp4']],
    ['{ list: "oss://media/in/", pattern: "*.mp4" }', ['in/a.mp4', 'in/b c+d.mp4']],
    ['{ list: "oss://media/", prefix: in/sub/, pattern: "*" }', ['in/sub/e.mp4', 'in/sub/视频 1.MP4']],
    ['{ list: "oss://media/in/", larger-than: 3, pattern: "**.mp4" }', ['in/a.mp4', 'in/sub/e.mp4']],
    ['{ list: "oss://media/in/sub", newer-than: 1h, class: [Standard, IA] }', ['in/sub/e.mp4', 'in/sub/视频 1.MP4']],
    ['{ list: ["oss://media/in/sub/e", "oss://media/other/"] }', ['in/sub/e.mp4', 'other/z.mp4']],
    ['{ list: "oss://media/in/sub/e", keys: [x.mp4] }', ['x.mp4', 'in/sub/e.mp4']],
  ])('%s', async (sources, expected) => {
    const { code, stdout, stderr } = await runWith(sources, COMPILE)
    expect([code, stderr]).toEqual([0, ''])
    expect(keysIn(stdout).sort()).toEqual([...expected].sort())
  })

  test.each([
    ['{ list: "oss://media/in/", class: Archive }', 'None of the inputs passes the conditions of "sources".', 0],
    ['{ list: "oss://media/nothing/" }', 'The manifest or list holds no input, so there is nothing to do.', 0],
    ['{ list: "oss://absent/" }', 'The objects of "oss://absent/" cannot be listed: there is no bucket "absent".', 2],
    ['{ list: in/ }', '"in/" names no bucket to list; expected oss://bucket/ or oss://bucket/prefix.', 1],
    ['{ list: "oss://" }', '"oss://" names no bucket to list; expected oss://bucket/ or oss://bucket/prefix.', 1],
    ['{ prefix: in/ }', '"sources" needs "keys", "manifest", "inventory" or "list".', 1],
    ['{ manifest: a, inventory: b }', '"manifest" and "inventory" exclude each other.', 1],
  ])('%s: %s', async (sources, message, expected) => {
    const { code, stderr } = await runWith(sources, COMPILE)
    expect(stderr).toContain(message)
    expect(code).toBe(expected)
  })

  test('what a list tells of an object can be part of its result', async () => {
    const { code, stdout, stderr } = await runWith(
      '{ list: "oss://media/in/a" }',
      COMPILE,
      `notify: 't-\${source.Size}'`,
    )
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`topic_${Buffer.from('t-4').toString('base64url')}`)
  })

  test('without credentials it is said what is missing', async () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'inputs-'))
    writeFileSync(
      path.join(cwd, 'r.yaml'),
      `version: 1\nconnection: { region: cn-hangzhou }\nsources: { list: 'oss://media/' }\nprocess: video/info\n`,
    )
    const { code, stderr } = await run([...COMPILE, 'r.yaml'], { cwd, env: { HOME: '/nonexistent' } })
    expect(code).toBe(4)
    expect(stderr).toContain(
      'The objects of "oss://media/" cannot be listed: No credentials were found; set OSS_ACCESS',
    )
    expect(stderr).toContain('or name a profile of ~/.ossutilconfig. recipe-source')
  })

  test('names that OSS tells are names, whatever they look like, and break no table', async () => {
    const odd = ['what?.mp4', 'st*r.mp4', 's3://x.mp4', 'line\nbreak.mp4', '{autoext}.mp4']
    await using server = await startFakeList(odd, 9)
    const cwd = mkdtempSync(path.join(tmpdir(), 'inputs-'))
    writeFileSync(
      path.join(cwd, 'r.yaml'),
      `version: 1
connection: { endpoint: '${server.endpoint}', region: cn-hangzhou }
sources: { list: 'oss://media/' }
steps: [image/resize: { w: 9 }]
saveas: oss://out/{barename}.jpg
`,
    )
    const env = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: SECRET, HOME: '/nonexistent' }
    const { code, stdout, stderr } = await run(['compile', '--format', 'table', 'r.yaml'], { cwd, env })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').map(line => line.split('  ')[0])).toEqual([
      ...['KEY', ...odd.sort().map(name => name.replace('\n', '\u240a')), ''],
    ])
  })

  test('submit lists once, sends what was checked, and a file keeps the listing', async () => {
    const keys = Array.from({ length: 5 }, (_, number) => `in/${number}.mp4`)
    await using server = await startFakeList(keys, 2)
    const cwd = mkdtempSync(path.join(tmpdir(), 'inputs-'))
    writeFileSync(
      path.join(cwd, 'r.yaml'),
      `version: 1
connection: { endpoint: '${server.endpoint}', region: cn-hangzhou }
sources: { list: 'oss://media/in/' }
steps: [video/animation: { f: gif, inter: 1s }]
saveas: oss://out/{barename}.gif
`,
    )
    const env = { OSS_ACCESS_KEY_ID: 'example-id', OSS_ACCESS_KEY_SECRET: SECRET, HOME: '/nonexistent' }
    const sent = await run(['submit', '--retries', '0', '--listing', 'seen', 'r.yaml'], { cwd, env })
    // The server of this test takes no jobs.
    expect(sent.stdout).toContain('"event":"end"')
    expect(server.asked.filter(query => query.startsWith('list-type'))).toHaveLength(3)
    const planned = await run(['plan', '--json', '--listing', 'seen', 'r.yaml'], { cwd, env })
    expect(planned.stdout.trim().split('\n')).toHaveLength(6)
    expect(server.asked.filter(query => query.startsWith('list-type'))).toHaveLength(3)
    expect(readFileSync(path.join(cwd, 'seen'), 'utf8')).not.toContain(SECRET)
  })
})

describe('inventories at oss://', () => {
  test('all files of a whole inventory, packed, by its schema', async () => {
    const rows = ['"media","in%2Fa.mp4","4"', '"media","in/sub/%E8%A7%86%E9%A2%91%201.MP4","2"']
    const files = []
    for (const [number, row] of rows.entries()) {
      const packed = gzipSync(`${row}\n`)
      const key = `inv/media/daily/data/${number}.csv.gz`
      await put('lists', key, packed)
      files.push({ key, size: packed.length, MD5checksum: createHash('md5').update(packed).digest('hex') })
    }
    const manifest = {
      creationTimestamp: '1764230400',
      destinationBucket: 'lists',
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key, Size',
      files,
      sourceBucket: 'media',
      version: '2019-09-01',
    }
    await put('lists', 'inv/media/daily/2026-11-27T00-00Z/manifest.json', JSON.stringify(manifest))
    const address = 'oss://lists/inv/media/daily/2026-11-27T00-00Z/manifest.json'
    const { code, stdout, stderr } = await runWith(`{ inventory: "${address}" }`, COMPILE)
    expect([code, stderr]).toEqual([0, ''])
    expect(keysIn(stdout)).toEqual(['in/a.mp4', 'in/sub/视频 1.MP4'])
    const some = await runWith(`{ inventory: "${address}", larger-than: 3 }`, COMPILE)
    expect(keysIn(some.stdout)).toEqual(['in/a.mp4'])
  })

  test('a manifest and a file that are not there', async () => {
    const gone = await runWith('{ inventory: "oss://lists/gone/manifest.json" }', COMPILE)
    expect(gone.code).toBe(2)
    expect(gone.stderr).toContain(
      'The manifest "oss://lists/gone/manifest.json" cannot be read: there is no object oss://lists/gone/manifest.json.',
    )
    const files = [{ key: 'inv/none.csv.gz' }]
    await put('lists', 'half/manifest.json', JSON.stringify({ fileSchema: 'Bucket, Key', files, fileFormat: 'CSV' }))
    const half = await runWith('{ inventory: "oss://lists/half/manifest.json" }', COMPILE)
    expect(half.code).toBe(2)
    expect(half.stderr).toContain(
      'The manifest "inv/none.csv.gz" cannot be read: there is no object oss://lists/inv/none.csv.gz.',
    )
  })

  test('any other manifest may lie there as well', async () => {
    await put('lists', 'names.txt', 'in/a.mp4\n')
    const { code, stdout } = await runWith('{ manifest: "oss://lists/names.txt" }', COMPILE)
    expect([code, keysIn(stdout)]).toEqual([0, ['in/a.mp4']])
  })
})

describe('skip: exists', () => {
  const SOURCES = '[in/a.mp4, in/sub/e.mp4]'

  test('compile and plan leave out what is there', async () => {
    const compiled = await runWith(SOURCES, COMPILE, 'skip: exists')
    expect([compiled.code, compiled.stderr]).toEqual([0, 'Left out, since their results are there: 1.\n'])
    expect(keysIn(compiled.stdout)).toEqual(['in/sub/e.mp4'])
    const planned = await runWith(SOURCES, ['plan', '--locale', 'zh'], 'skip: exists')
    expect([planned.code, planned.stderr]).toEqual([0, '结果已存在而略过的任务：1 个。\n'])
    expect(planned.stdout).toContain('oss://media/in/sub/e.mp4 -> oss://out/e.gif')
    expect(planned.stdout).not.toContain('in/a.mp4')
  })

  test('submit has nothing to do where all is there', async () => {
    const sent = await runWith('[in/a.mp4]', ['submit'], 'skip: exists')
    expect([sent.code, sent.stderr]).toEqual([0, 'Left out, since their results are there: 1.\n'])
    expect(sent.stdout).toContain('"accepted":0')
  })

  test('a result whose name is not known before cannot be asked for', async () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'inputs-'))
    const recipe = (saveas: string) => `version: 1
connection: { endpoint: '${oss.endpoint}', region: cn-hangzhou, bucket: media }
sources: a.mp4
steps: [video/animation: { f: gif, inter: 1s }]
saveas: ${saveas}
skip: exists
`
    writeFileSync(path.join(cwd, 'r.yaml'), recipe('oss://out/{uuid}.gif'))
    const { code, stderr } = await run(['compile', '--unsigned', 'r.yaml'], { cwd, env: { HOME: '/nonexistent' } })
    expect(code).toBe(2)
    expect(stderr).toContain(
      '"skip: exists" needs the name of each result beforehand, but that of "a.mp4" is oss://out/',
    )
  })
})
