import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadSharp } from '../../src/emulator/engine/image/sharp.ts'
import { startLocalOss } from '../../src/emulator/index.ts'
import { run } from './run.ts'

const CLIP = path.join(import.meta.dirname, '../fixtures/media/numbered-2s.mp4')

describe('trace', () => {
  test('prints a line a step', async () => {
    const { code, stdout } = await run([
      'trace',
      'image/resize,w_200/rotate,90/crop,w_300|sys/saveas,o_YS5qcGc',
      '--source',
      '4000x3000,jpg',
    ])
    expect([code, stdout]).toEqual([
      0,
      [
        'source        4000 x 3000  jpg',
        'image/resize  200 x 150    jpg',
        'image/rotate  150 x 200    jpg',
        'image/crop    150 x 200    jpg    cuts nothing off: the box covers all of 150 x 200',
        'output        150 x 200    jpg    a.jpg',
        '',
      ].join('\n'),
    ])
  })

  test('prints JSON by the contract, unknown numbers as null', async () => {
    const { code, stdout } = await run(['trace', 'image/resize,w_200', '--source', 'jpg', '--format', 'json'])
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        version: 1,
        steps: [
          {
            operation: 'image/resize',
            start: 6,
            end: 18,
            format: 'jpg',
            width: { minimum: 1, maximum: 200 },
            height: null,
            frames: 1,
          },
        ],
        outputs: [
          { kind: 'image', format: 'jpg', width: { minimum: 1, maximum: 200 }, height: null, frames: 1, count: 1 },
        ],
        charges: [],
        diagnostics: [],
      },
    ])
  })

  test('several sources give a table, in Chinese too', async () => {
    const { stdout } = await run([
      'trace',
      '--locale=zh',
      'video/animation,f_gif,w_100,h_100,inter_1000',
      '--source=1920x1080,mp4,120s,25fps',
      '--source=1280x720,mov,9s,30fps',
    ])
    expect(stdout).toBe(
      [
        'video/animation,f_gif,w_100,h_100,inter_1000',
        '1920x1080,mp4,120s,25fps  100 x 100  gif  120 帧    MediaAnimation：120 输出帧',
        '1280x720,mov,9s,30fps     100 x 100  gif  9 帧      MediaAnimation：9 输出帧',
        '',
      ].join('\n'),
    )
  })

  test('takes a URL, a file, and draws', async () => {
    const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.mp4?x-oss-process=video/snapshot,t_0,f_jpg,w_48,h_0'
    const { code, stdout } = await run(['trace', url, '--source', CLIP])
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^source +96 x 54 +mp4 +60 frames\nvideo\/snapshot +48 x 27 +jpg\n/),
    ])
    const svg = await run(['trace', 'image/resize,w_200', '--source', '400x300,jpg', '--format', 'svg'])
    const sides = Array.from(
      svg.stdout.matchAll(/<rect x="\d+" y="\d+" width="(\d+)" height="(\d+)"/g),
      ([, width, height]) => [width, height],
    )
    expect(sides).toEqual([
      ['160', '120'],
      ['80', '60'],
    ])
  })

  test('what OSS would refuse ends with 1', async () => {
    const { code, stdout } = await run(['trace', 'image/crop,x_5000', '--source', '4000x3000,jpg'])
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining('error The cut starts at 5000,0, but the picture has 4000 x 3000 px; OSS refuses it.\n'),
    ])
    const wrong = await run(['trace', 'image/resize,w_0', '--source', '4000x3000,jpg'])
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('w is 0')])
  })

  test.each([
    [['trace', 'image/resize,w_1'], 'Nothing is known of the source; give --source with WIDTHxHEIGHT'],
    [
      ['trace', 'image/resize,w_1', '--source', '4000y'],
      '"4000y" in --source is not a fact of a source; expected WIDTHxHEIGHT',
    ],
    [['trace', '--source', '4x4'], '"trace" takes one string, but got 0'],
  ])('%j is wrong usage', async (argv, sentence) => {
    const { code, stderr } = await run(argv)
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
  })
})

describe('a source of its own', () => {
  const lint = (...argv: string[]) => run(['lint', '--format', 'unix', ...argv])

  test('lint says what does nothing to it', async () => {
    const { code, stdout } = await lint('-e', 'image/resize,w_5000/crop,x_9000', '--source', '4000x3000,jpg')
    expect([code, stdout.split('\n').slice(0, 2)]).toEqual([
      1,
      [
        '<argument>:1:7: warning: image/resize keeps 4000 x 3000: the target is larger and limit is 1. [source-idle]',
        '<argument>:1:21: error: The cut starts at 9000,0, but the picture has 4000 x 3000 px; OSS refuses it. [source-outside]',
      ],
    ])
    expect((await lint('-e', 'image/resize,w_5000/crop,x_9000')).stdout).not.toContain('source-')
  })

  test('lint takes one of each kind, and says where a string takes none', async () => {
    const sources = ['--source', '100x100,png', '--source', '64x64,mp4,3s,25fps']
    const { stdout } = await lint('-e', 'video/snapshots,f_jpg,ss_3000|sys/saveas,o_YS97aW5kZXh9', ...sources)
    expect(stdout).toContain('error: No frame is at or after 3000 ms: the source lasts 3000 ms. [source-outside]')
    const other = await lint('-e', 'image/resize,w_9', '--source', '64x64,mp4')
    expect(other.stdout).toContain(
      'error: "image/resize" does not take a video, which the source is. (0040-00000005) [source-kind]',
    )
  })

  test('lint: words that say nothing are wrong usage', async () => {
    const { code, stderr } = await lint('-e', 'image/resize,w_9', '--source', '4000y')
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('"4000y" in --source is not a fact of a source; expected'),
    ])
  })

  test('a GIF whose frames nobody tells may stand still', async () => {
    const said = async (source: string) =>
      (await lint('-e', 'image/resize,w_50/quality,Q_80', '--source', source)).stdout.match(/\[[\w-]+\]/g)
    expect(await said('100x100,gif')).toEqual(['[still-animation]'])
    expect(await said('100x100,gif,5frames')).toEqual(['[animation-lost]'])
    expect(await said('100x100,gif,1frame')).toBeNull()
  })

  test('explain says what the string makes of it', async () => {
    const { code, stdout } = await run(['explain', 'image/resize,w_200', '--source', '4000x3000,jpg'])
    expect([code, stdout.split('\n\n')[1]]).toEqual([
      0,
      'source        4000 x 3000  jpg\nimage/resize  200 x 150    jpg\noutput        200 x 150    jpg\n',
    ])
  })

  test('a URL tells the format by its extension', async () => {
    const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/format,gif'
    const { stdout } = await run(['trace', url])
    expect(stdout).toBe(
      [
        'source        ?  jpg',
        'image/format  ?  jpg    keeps jpg: "gif" counts for GIF sources only',
        'output        ?  jpg',
        '',
      ].join('\n'),
    )
  })
})

test.each([
  ['icon.ico', '00000100010010100000010020006804000016000000'],
  ['photo.jxl', 'ff0afa7f01'],
  ['photo.jp2', '0000000c6a5020200d0a870a'],
])('a file of another kind is told to be no picture that OSS takes, and not video alone: %s', async (name, bytes) => {
  const cwd = await mkdtemp(path.join(tmpdir(), 'trace-'))
  await writeFile(path.join(cwd, name), Buffer.from(bytes, 'hex'))
  const given = { cwd, env: { PATH: process.env.PATH ?? '' } }
  for (const [locale, words] of [
    [
      'en',
      `"${name}": It is none of the pictures that OSS processes: JPG, PNG, BMP, GIF, WebP, TIFF, HEIC or AVIF. The`,
    ],
    ['zh', `"${name}": 它不是 OSS 可处理的图片（JPG、PNG、BMP、GIF、WebP、TIFF、HEIC 或 AVIF）。无法`],
  ] as const) {
    const told = await run(['trace', 'image/resize,w_9', '--source', name, '--locale', locale], given)
    expect(told).toMatchObject({ code: 2, stderr: expect.stringContaining(words) })
  }
  await rm(cwd, { recursive: true })
})

describe('an object as the source', () => {
  test('OSS is asked what it is, and refuses in words', async () => {
    const sharp = await loadSharp()
    const photo = await sharp({ create: { width: 64, height: 40, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    await using oss = await startLocalOss({ buckets: ['photos'] })
    await oss.store.putObject('photos', '2026/a b.jpg', photo)
    await oss.store.putObject('photos', 'clip', await readFile(CLIP))
    await oss.store.putObject('photos', 'text.jpg', Buffer.from('none'))
    const env = { PATH: process.env.PATH ?? '' }
    const trace = (text: string, key: string, ...more: string[]) =>
      run(['trace', text, '--source', `oss://photos/${key}`, `--local=${oss.endpoint}`, ...more], { env })
    const { code, stdout } = await trace('image/auto-orient,1', '2026/a b.jpg')
    expect([code, stdout]).toEqual([
      0,
      'source             64 x 40  jpg\nimage/auto-orient  40 x 64  jpg\noutput             40 x 64  jpg\n',
    ])
    const clip = await trace('video/snapshot,t_0,f_jpg,w_48,h_0', 'clip')
    expect(clip.stdout).toMatch(/^source +96 x 54 +mp4 +60 frames\nvideo\/snapshot +48 x 27 +jpg\n/)
    expect(await trace('image/resize,w_9', 'text.jpg')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/OSS does not tell what "oss:\/\/photos\/text.jpg" is: 400 \w+ to image\/info\./),
    })
    expect(await trace('image/resize,w_9', 'none.jpg', '--locale', 'zh')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('OSS 没有给出 "oss://photos/none.jpg" 的信息：image/info 返回 404 NoSuchKey。'),
    })
    const asked = { ...env, OSS_ENDPOINT: oss.endpoint, OSS_REGION: 'cn-hangzhou' }
    const keys = { OSS_ACCESS_KEY_ID: 'other', OSS_ACCESS_KEY_SECRET: 'other' }
    const denied = await run(['lint', '-e', 'image/resize,w_9', '--source', 'oss://photos/2026/a b.jpg'], {
      env: { ...asked, ...keys },
    })
    expect(denied).toMatchObject({ code: 2, stderr: expect.stringContaining('403 InvalidAccessKeyId to image/info') })
  })

  test.each([
    ['trace', ['--source', '4000x3000,jpg', '--endpoint', 'oss-cn-hangzhou.aliyuncs.com'], 'endpoint'],
    ['trace', ['--source', '4000x3000,jpg', '--local'], 'local'],
    ['explain', ['--profile', 'team'], 'profile'],
    ['explain', ['--source', '4000x3000,jpg', '--role=reader'], 'role'],
    ['explain', ['--source', 'a.mp4', '--credential-process', 'keys'], 'credential-process'],
  ])('a way to ask for an object where none is named is wrong usage: %s %j', async (command, argv, name) => {
    const english = await run([command, 'image/resize,w_1', ...argv])
    const chinese = await run([command, 'image/resize,w_1', ...argv, '--locale', 'zh'])
    expect([english.code, english.stdout, english.stderr]).toEqual([
      2,
      '',
      expect.stringContaining(
        `"--${name}" is for asking what an object is, and no --source is one; expected oss://BUCKET/KEY.`,
      ),
    ])
    expect(chinese.stderr).toContain(
      `"--${name}" 用于查询文件信息，但没有 --source 是 OSS 上的文件；应为 oss://BUCKET/KEY。`,
    )
  })

  test.each([
    [['--source', 'oss://photos'], '"oss://photos" names no object; expected oss://BUCKET/KEY.'],
    [['--source', 'oss://photos/a.jpg'], 'No endpoint is known to ask for "oss://photos/a.jpg"'],
  ])('%j is wrong usage', async (argv, sentence) => {
    const { code, stderr } = await run(['trace', 'image/resize,w_1', ...argv])
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
  })
})

test.each([
  ['none.jpg', 'en', '"none.jpg" in --source is no file that exists, and no fact of a source; expected WIDTHxHEIGHT,'],
  [
    'clips/none',
    'en',
    '"clips/none" in --source is no file that exists, and no fact of a source; expected WIDTHxHEIGHT,',
  ],
  ['jgp', 'en', '"jgp" in --source is not a fact of a source; expected WIDTHxHEIGHT,'],
  ['照片.png', 'zh', '--source 中的 "照片.png" 既不是已有的文件，也不是源文件的信息；应为 WIDTHxHEIGHT、'],
])('a source that is neither a file nor facts: %s', async (source, locale, message) => {
  const { code, stderr } = await run(['trace', 'image/info', '--source', source, '--locale', locale])
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})
