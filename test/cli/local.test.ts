import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { loadSharp } from '../../src/emulator/engine/image/sharp.ts'
import { LOCAL_CREDENTIALS, startLocalOss } from '../../src/emulator/index.ts'
import { presign } from '../../src/request/index.ts'
import { linesOf } from './output-schema.ts'
import { run } from './run.ts'

const root = path.join(import.meta.dirname, '../..')
const clip = path.join(root, 'examples/media/example.mkv')
const recipe = path.join(root, 'examples/recipes/animation.yaml')
const env = { PATH: process.env.PATH ?? '' }

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'local-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

async function framesOf(file: string): Promise<readonly (number | undefined)[]> {
  const { width, pageHeight, height, pages } = await (await loadSharp())(path.join(cwd, file), {
    animated: true,
  }).metadata()
  return [width, pageHeight ?? height, pages ?? 1]
}

describe('preview', () => {
  test('makes an animation of a clip', async () => {
    const string = 'video/animation,f_gif,w_64,h_48,inter_1000,num_3'
    const { code, stdout } = await run(['preview', clip, string, '-o', 'out.gif'], { cwd, env })
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^out\.gif: image\/gif, 64 x 48, 3 frames, [\d.]+ kB\n$/)])
    expect(await framesOf('out.gif')).toEqual([64, 48, 3])
  })

  test('names the result by its type, and watermarks with a neighbour', async () => {
    const sharp = await loadSharp()
    const plain = (size: number, background: string) =>
      sharp({ create: { width: size, height: size, channels: 3, background } })
        .png()
        .toBuffer()
    writeFileSync(path.join(cwd, 'a.png'), await plain(40, 'red'))
    writeFileSync(path.join(cwd, 'mark.png'), await plain(10, 'blue'))
    const string = 'image/resize,w_20/watermark,image_bWFyay5wbmc,g_nw,x_0,y_0/format,webp'
    const nowhere = await run(['preview', 'a.png', string, '-o', 'none/out.png'], { cwd, env })
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      expect.stringMatching(/oss-process: "none\/out.png" does not exist/),
    ])
    const { code, stdout } = await run(['preview', 'a.png', string], { cwd, env })
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^preview\.webp: image\/webp, 20 x 20, [\d.]+ kB\n$/)])
    const pixel = await sharp(path.join(cwd, 'preview.webp'))
      .extract({ left: 2, top: 2, width: 1, height: 1 })
      .removeAlpha()
      .raw()
      .toBuffer()
    expect(pixel[2]).toBeGreaterThan(200)
  })

  test('prints facts', async () => {
    const { code, stdout } = await run(['preview', clip, 'video/info'], { cwd, env })
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { Duration: 10 }])
  })

  test('wants a place for each of several results', async () => {
    const string = 'video/snapshots,m_inter,f_jpg,inter_5000'
    const one = await run(['preview', clip, string], { cwd, env })
    expect([one.code, one.stderr]).toEqual([
      2,
      expect.stringContaining('The result has 2 files; put {index} into the name'),
    ])
    const both = await run(['preview', clip, string, '-o', 's-{index}.jpg'], { cwd, env })
    expect(both.stdout.split('\n')).toEqual([
      expect.stringMatching(/^s-1\.jpg: /),
      expect.stringMatching(/^s-2\.jpg: /),
      '',
    ])
  })

  test.each([
    [['preview', 'a.png'], 2, 'A preview takes a file and a process string; 1 given.'],
    [['preview', 'none.png', 'image/info'], 2, '"none.png" does not exist (ENOENT).'],
    [['preview', 'a.txt', 'image/info'], 5, 'OSS would answer BadRequest (0040-00000005): The object is not a picture'],
    [['preview', 'a.txt', 'image/resize,w_0'], 1, 'w is 0, but image/resize takes'],
    [['preview', 'a.txt', 'style/small'], 5, 'A preview has no bucket'],
    [['preview', 'a.txt', 'doc/convert,target_pdf'], 5, 'The local OSS does not do "doc/convert"'],
  ])('%s', async (argv, code, message) => {
    writeFileSync(path.join(cwd, 'a.txt'), 'text')
    const got = await run(argv, { cwd, env })
    expect([got.code, got.stderr]).toEqual([code, expect.stringContaining(message)])
  })

  test('says how to get ffmpeg', async () => {
    const got = await run(['preview', clip, 'video/info'], { cwd, env: { OSS_PROCESS_FFMPEG: '/nowhere' } })
    expect([got.code, got.stderr]).toEqual([
      2,
      expect.stringContaining('No usable ffmpeg was found: OSS_PROCESS_FFMPEG (/nowhere)'),
    ])
  })
})

describe('submit --local', () => {
  test('starts a local OSS, says where sources belong, and waits for the result', async () => {
    const argv = ['submit', '--local', '--format', 'text', recipe]
    const missing = await run(argv, { cwd, env })
    expect([missing.code, missing.stdout]).toEqual([5, expect.stringContaining('404 NoSuchKey')])
    expect(missing.stderr).toContain(`The local OSS keeps its objects in "${path.join(cwd, 'local-oss')}"`)
    copyFileSync(clip, path.join(cwd, 'local-oss/video-demo/example.mkv'))
    const { code, stdout } = await run(argv, { cwd, env })
    const target = path.join(cwd, 'local-oss/outbucket/outobjprefix.gif')
    expect([code, stdout]).toEqual([0, expect.stringContaining(`-> ${target}  100 x 100, 10 frames, `)])
    expect(await framesOf('local-oss/outbucket/outobjprefix.gif')).toEqual([100, 100, 10])
    // A trial leaves no journal, and may be repeated.
    expect(existsSync(path.join(cwd, 'animation.yaml.journal'))).toBe(false)
    const again = await run(argv, { cwd, env: { ...env, LANG: 'zh_CN.UTF-8' } })
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('10 帧')])
  })

  test('sends to one that runs, as JSON events, and tells what failed', async () => {
    await using oss = await startLocalOss({ buckets: ['video-demo', 'outbucket'] })
    await oss.store.putObject('video-demo', 'example.mkv', Buffer.from('no video'))
    const { code, stdout } = await run(['submit', `--local=${oss.endpoint}`, '--format', 'json', recipe], { cwd, env })
    const events = linesOf('submit', stdout)
    expect([code, events.at(-1)]).toMatchObject([
      5,
      { event: 'task', state: 'Failed', code: expect.any(String), outputs: [] },
    ])
  })

  test('refuses a plan, which names its own endpoint', async () => {
    const made = await run(['plan', '--out', 'plan.json', recipe], { cwd, env })
    expect(made.code).toBe(0)
    const { code, stderr } = await run(['submit', '--local', 'plan.json'], { cwd, env })
    expect([code, stderr]).toEqual([2, expect.stringContaining('A plan is submitted alone')])
  })

  test('compile --local signs for it', async () => {
    const { code, stdout } = await run(['compile', '--local', '--format', 'json', recipe], { cwd, env })
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('"http://127.0.0.1:9080/video-demo/example.mkv?x-oss-async-process"'),
    ])
    expect(stdout).toContain('Credential=local/')
    expect(stdout).not.toContain('local-secret')
  })
})

describe('serve', () => {
  /** Runs the command until `use` has ended. */
  async function serve(argv: readonly string[], use: (line: string) => Promise<void>, given = env) {
    const controller = new AbortController()
    const err: string[] = []
    let code = -1
    await new Promise<void>((resolve, reject) => {
      const stdout = {
        write: (text: string) => {
          use(text).then(resolve, reject)
        },
      }
      const stderr = { write: (text: string) => err.push(text) }
      const stdin = (async function* () {})()
      main(['serve', '--port', '0', ...argv], {
        stdout,
        stderr,
        stdin,
        env: given,
        cwd,
        signal: controller.signal,
      }).then(ended => {
        code = ended
        reject(new Error(`ended with ${ended}: ${err.join('')}`))
      })
    }).finally(() => controller.abort())
    await expect.poll(() => code).toBe(0)
    return err.join('')
  }

  test('greets people, notes each request without its query, and ends', async () => {
    const err = await serve(['--bucket', 'media'], async greeting => {
      const endpoint = /endpoint +(\S+)/.exec(greeting)?.[1] ?? ''
      expect(greeting).toContain(`${endpoint}/_console/`)
      expect(greeting).toContain('local, secret local-secret')
      expect(greeting).toContain(path.join(cwd, 'local-oss'))
      expect((await fetch(`${endpoint}/media/k?x=hidden`)).status).toBe(403)
      expect((await fetch(`${endpoint}/_console/`)).status).toBe(200)
    })
    expect(err).toMatch(/^GET \/media\/k 403 AccessDenied \d+ ms\n/)
    expect(err).not.toContain('hidden')
    expect(existsSync(path.join(cwd, 'local-oss/media'))).toBe(true)
  })

  test('takes the access key of the environment, and keeps its secret', async () => {
    const given = { ...env, OSS_ACCESS_KEY_ID: 'my-key', OSS_ACCESS_KEY_SECRET: 'my-secret' }
    const check = async (line: string) => {
      expect(linesOf('serve', line)[0]).toMatchObject({ accessKeyId: 'my-key', root: path.join(cwd, 'store') })
      expect(line).not.toContain('my-secret')
    }
    await serve(['--json', '--root', 'store'], check, given)
  })

  test.each(['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET'])('does not start with %s alone', async name => {
    const found = await run(['serve', '--port', '0'], { cwd, env: { ...env, [name]: 'half' } })
    expect(found).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('OSS_ACCESS_KEY_') })
  })

  test('warns where others can reach it', async () => {
    expect(await serve(['--json', '--host', '0.0.0.0'], async () => undefined)).toContain(
      '0.0.0.0 can open the console',
    )
    expect(await serve(['--json', '--host', 'localhost'], async () => undefined)).toBe('')
  })

  test('says what lies in a bucket and can be no object', async () => {
    mkdirSync(path.join(cwd, 'left/media'), { recursive: true })
    symlinkSync(cwd, path.join(cwd, 'left/media/li\nnk'))
    for (const [language, sentence] of [
      ['en', 'oss-process: "left/media/li␊nk" is left out: it is a symbolic link, and the local OSS follows none.'],
      ['zh', 'oss-process: 已略过 "left/media/li␊nk"：它是符号链接，本地 OSS 不跟随符号链接。'],
    ] as const) {
      const err = await serve(['--json', '--quiet', '--root', 'left', '--locale', language], async line => {
        const { endpoint } = JSON.parse(line)
        const listing = { endpoint, method: 'GET', bucket: 'media', key: '', query: [], headers: {}, body: '' } as const
        const signed = presign(listing, LOCAL_CREDENTIALS, { region: 'cn-hangzhou' })
        for (let time = 0; time < 2; time++) expect((await fetch(signed)).status).toBe(200)
      })
      expect(err).toBe(`${sentence}\n`)
    }
  })

  test('serves HTTPS and writes the certificate to trust', async () => {
    await serve(['--json', '--https'], async line => {
      const { endpoint, certificate } = JSON.parse(line)
      expect(endpoint).toMatch(/^https:/)
      expect(readFileSync(certificate, 'utf8')).toContain('BEGIN CERTIFICATE')
    })
  })

  test('says what to do about a taken port and a wrong directory', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const taken = await run(['serve', '--port', port, '--bucket', 'media', '--root', 'a/b'], { cwd, env })
    expect([taken.code, taken.stderr]).toEqual([2, expect.stringContaining(`The port ${port} is taken`)])
    other.close()
    writeFileSync(path.join(cwd, 'file'), '')
    const wrong = await run(['serve', '--port', '0', '--root', 'file'], { cwd, env })
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('file" is a file, expected a folder')])
    for (const [option, value, reason] of [
      ['--bucket', 'X', 'digits and hyphens.'],
      ['--host', '192.0.2.1', 'name one of its own with --host, such as 127.0.0.1, or 0.0.0.0 for all of them.'],
      ['--workers', '0', '"--workers" is "0"; expected a number from 1 to 64.'],
    ] as const) {
      const refused = await run(['serve', '--port', '0', option, value], { cwd, env })
      expect([refused.code, refused.stderr.endsWith(`${reason}\n`)]).toEqual([2, true])
    }
    // Nothing that was made for a start that failed is left.
    expect(readdirSync(cwd)).toEqual(['file'])
  })

  test.skipIf(process.platform !== 'linux')('ends where a folder takes no folders', async () => {
    for (const folder of ['/proc/oss', '/proc/self/a/b', '/proc']) {
      const refused = await run(['serve', '--port', '0', '--root', folder], { cwd, env })
      expect([refused.code, refused.stderr]).toEqual([
        2,
        `oss-process: "${folder}" cannot be made: the folder above it takes no new ones (ENOTSUP).\n`,
      ])
    }
  })
})
