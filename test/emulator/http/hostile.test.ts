import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { loadSharp } from '../../../src/emulator/engine/image/sharp.ts'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { type Call, clientOf, type Reply, sendRaw } from './client.ts'

const LIMIT = 100_000

let outer: string
let oss: LocalOss
let send: (call: Call) => Promise<Reply>
const faults: unknown[] = []

beforeAll(async () => {
  outer = mkdtempSync(path.join(tmpdir(), 'hostile-'))
  writeFileSync(path.join(outer, 'secret.txt'), 'top secret')
  const root = path.join(outer, 'root')
  oss = await startLocalOss({
    root,
    buckets: ['media', 'open'],
    maxObjectBytes: LIMIT,
    onFault: error => faults.push(error),
  })
  await oss.store.putBucket('open', 'public-read-write')
  send = clientOf(oss)
})

afterAll(async () => {
  await oss.close()
  // Nothing was read or written around the root, and nothing surprised the server.
  expect(readdirSync(outer).sort()).toEqual(['root', 'secret.txt'])
  expect(faults).toEqual([])
  rmSync(outer, { recursive: true })
})

const leak = /top secret/

describe('paths', () => {
  const wishes = [
    '/open/../../secret.txt',
    '/open/..%2f..%2fsecret.txt',
    '/open/%2e%2e/%2e%2e/secret.txt',
    '/open/..%5c..%5csecret.txt',
    '/open/a/../../../secret.txt',
    '/open/%00',
    '/open/secret.txt%00.png',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/.oss-process/tasks.jsonl',
    '/open/%ff%fe',
    '/open/%zz',
    '//secret.txt',
    '/open//etc/passwd',
  ]

  test.each(wishes)('%s is an object, or refused', async wish => {
    const got = await sendRaw(oss.endpoint + wish, 'GET', {})
    expect([200, 400, 403, 404]).toContain(got.status)
    expect(got.text).not.toMatch(leak)
    const put = await sendRaw(oss.endpoint + wish, 'PUT', {}, 'x')
    expect([200, 400, 403, 405]).toContain(put.status)
    if (put.status === 200) expect((await sendRaw(oss.endpoint + wish, 'GET', {})).text).toBe('x')
  })

  test.each([
    ['o_', '../../escape.gif'],
    ['o_', '..'],
    ['o_', 'a/../../../escape.gif'],
    ['b_', '..'],
    ['b_', '../root2'],
    ['b_', '.oss-process'],
  ])('%s with %s in saveas writes an object or nothing', async (name, value) => {
    const sharp = await loadSharp()
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    await send({ method: 'PUT', key: 'p.png', body: png })
    const target =
      name === 'o_' ? `o_${encodeBase64Url(value)}` : `b_${encodeBase64Url(value)},o_${encodeBase64Url('k')}`
    const body = `x-oss-process=image/resize,w_2|sys/saveas,${target}`
    const reply = await send({ method: 'POST', key: 'p.png', query: [['x-oss-process', '']], body })
    if (reply.status === 200) expect(await oss.store.findObject('media', value)).toMatchObject({ key: value })
    else
      expect([reply.status, reply.field('Code')]).toEqual([
        expect.toSatisfy(code => code === 400 || code === 404),
        expect.any(String),
      ])
  })

  test('symbolic links lead nowhere', async () => {
    symlinkSync(outer, path.join(oss.root, 'media/way-out'))
    symlinkSync(path.join(outer, 'secret.txt'), path.join(oss.root, 'media/link.txt'))
    for (const key of ['way-out/secret.txt', 'link.txt']) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const reply = await send({ method, key, body: method === 'PUT' ? 'x' : undefined })
        expect([key, method, reply.status, reply.field('Code')]).toEqual([key, method, 403, 'AccessDenied'])
      }
    }
  })
})

describe('pictures', () => {
  test('a bomb of 10 000 x 10 000 px is refused before it is decoded', async () => {
    const sharp = await loadSharp()
    const bomb = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    await oss.store.putObject('media', 'bomb.png', bomb)
    for (const process of ['image/rotate,90', 'image/blur,r_50,s_50', 'image/resize,w_20000,h_20000,limit_0']) {
      const reply = await send({ key: 'bomb.png', query: [['x-oss-process', process]] })
      expect([process, reply.status]).toEqual([process, 400])
    }
  })

  test.each([
    ['text', Buffer.from('not a picture')],
    ['an empty file', Buffer.alloc(0)],
    ['a picture cut short', Buffer.from('89504e470d0a1a0a0000000d494844520000ffff0000ffff0802000000', 'hex')],
    [
      'a drawing that names a file',
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>`,
      ),
    ],
  ])('%s is refused', async (_, bytes) => {
    await oss.store.putObject('media', 'odd', bytes)
    const reply = await send({ key: 'odd', query: [['x-oss-process', 'image/resize,w_10']] })
    expect([reply.status, reply.field('Code')]).toEqual([
      400,
      expect.stringMatching(/^(?:InvalidArgument|BadRequest|UnsupportedImageFormat)/),
    ])
  })
})

describe('media', () => {
  test('playlists in disguise read no file and open no connection', async () => {
    let visits = 0
    const trap = createServer((_, response) => {
      visits++
      response.end()
    })
    await new Promise<void>(resolve => trap.listen(0, '127.0.0.1', resolve))
    const address = trap.address()
    const port = typeof address === 'object' ? address?.port : 0
    const playlists = [
      `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:${port}/a.ts\n#EXTINF:1,\nfile://${outer}/secret.txt\n#EXT-X-ENDLIST\n`,
      `ffconcat version 1.0\nfile ${outer}/secret.txt\n`,
      `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>http://127.0.0.1:${port}/</BaseURL></MPD>`,
    ]
    for (const [index, playlist] of playlists.entries()) {
      const key = `list${index}.mp4`
      await oss.store.putObject('media', key, Buffer.from(playlist))
      const info = await send({ key, query: [['x-oss-process', 'video/info']] })
      expect([info.status, info.text]).toEqual([400, expect.not.stringMatching(leak)])
      const body = `x-oss-async-process=video/animation,f_gif,w_32,h_32,inter_1000|sys/saveas,o_${encodeBase64Url(`out${index}.gif`)}`
      const accepted = await send({ method: 'POST', key, query: [['x-oss-async-process', '']], body })
      expect(accepted.status).toBe(200)
      const { state, message } = await oss.tasks.wait(JSON.parse(accepted.text).TaskId)
      expect([state, message]).toEqual(['Failed', expect.not.stringMatching(leak)])
      expect(await oss.store.findObject('media', `out${index}.gif`)).toBeUndefined()
    }
    trap.close()
    expect(visits).toBe(0)
  })
})

describe('floods', () => {
  test('a stream without end is cut off and leaves nothing', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const { port } = oss
      const outgoing = httpRequest({ host: '127.0.0.1', port, method: 'PUT', path: '/open/endless' }, reply => {
        reply.resume()
        resolve(reply.statusCode ?? 0)
      })
      const chunk = Buffer.alloc(64 * 1024)
      const pump = () => {
        while (!outgoing.destroyed && outgoing.write(chunk));
      }
      outgoing.on('drain', pump).on('error', reject)
      pump()
    })
    expect(status).toBe(400)
    expect(await oss.store.findObject('open', 'endless')).toBeUndefined()
    await expect.poll(() => readdirSync(oss.store.statePath('tmp'))).toEqual([])
  })

  test('a length over the limit is refused at once', async () => {
    const reply = await send({ method: 'PUT', key: 'long', body: Buffer.alloc(LIMIT + 1) })
    expect([reply.status, reply.field('Code')]).toEqual([400, 'EntityTooLarge'])
  })

  test('a process string or a document without end is refused', async () => {
    const long = `x-oss-async-process=image/resize,w_1${'/resize,w_1'.repeat(40_000)}`
    const process = await send({ method: 'POST', key: 'k', query: [['x-oss-async-process', '']], body: long })
    expect([process.status, process.field('Code')]).toEqual([400, 'EntityTooLarge'])
    const xml = `<Style><Content>${'x'.repeat(100_000)}</Content></Style>`
    const style = await send({
      method: 'PUT',
      query: [
        ['style', ''],
        ['styleName', 's'],
      ],
      body: xml,
    })
    expect([style.status, style.field('Code')]).toEqual([400, 'EntityTooLarge'])
  })

  test('headers without end are refused', async () => {
    const status = await new Promise<string>((resolve, reject) => {
      const socket = connect(oss.port, '127.0.0.1', () => {
        socket.write('GET /open/k HTTP/1.1\r\nHost: x\r\n')
        for (let line = 0; line < 2000; line++) socket.write(`x-oss-meta-${line}: ${'v'.repeat(100)}\r\n`)
      })
      socket.once('data', data => {
        resolve(data.toString().slice(9, 12))
        socket.destroy()
      })
      socket.on('error', reject)
    })
    expect(status).toBe('431')
  })

  test.each([
    ['GET /open/é HTTP/1.1', '400 Bad Request', 'is not HTTP that can be read (HPE_INVALID_URL)'],
    ['GET /open/a b HTTP/1.1', '400 Bad Request', 'A path is percent-encoded'],
    ['\x16\x03\x01\x02\x00\x01', '400 Bad Request', 'is not HTTP that can be read'],
    ['PUT /open/k HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked', '400 Bad Request', 'tells the length.'],
    [`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`, '431 Request Header Fields Too Large', 'longer than 16 kB'],
    ['CONNECT oss-cn-hangzhou.aliyuncs.com:443 HTTP/1.1', '405 Method Not Allowed', 'for http:// addresses only'],
  ])('what cannot be read is refused in words: %#', async (text, status, words) => {
    const answer = await new Promise<string>((resolve, reject) => {
      let got = ''
      connect(oss.port, '127.0.0.1', function (this: Socket) {
        this.write(`${text}\r\nHost: 127.0.0.1\r\n\r\n`)
      })
        .on('data', data => (got += data))
        .on('close', () => resolve(got))
        .on('error', reject)
    })
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\n`))
    expect(answer).toContain('<Error>')
    expect(answer).toContain(words)
  })

  test('styles that call themselves end', async () => {
    await oss.store.putStyle('media', 'loop', 'style/loop')
    const reply = await send({ key: 'p.png', query: [['x-oss-process', 'style/loop']] })
    expect([reply.status, reply.field('Code')]).toEqual([400, 'InvalidArgument'])
  })

  test('an upload that breaks off leaves the old object', async () => {
    await send({ method: 'PUT', bucket: 'open', key: 'kept', body: 'old' })
    await new Promise<void>(resolve => {
      const outgoing = httpRequest({
        host: '127.0.0.1',
        port: oss.port,
        method: 'PUT',
        path: '/open/kept',
        headers: { 'Content-Length': '1000' },
      })
      outgoing.on('error', () => resolve())
      outgoing.write('new', () => outgoing.destroy(new Error('gone')))
    })
    await expect.poll(() => readdirSync(oss.store.statePath('tmp'))).toEqual([])
    expect((await send({ bucket: 'open', key: 'kept' })).text).toBe('old')
  })
})

test('files around the root are as they were', () => {
  expect(existsSync(path.join(outer, 'escape.gif'))).toBe(false)
})
