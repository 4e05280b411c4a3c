import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import type { ObjectPage, RequestTexts } from '../../../src/emulator/console/answers.ts'
import { countFrames } from '../../../src/emulator/console/page/frames.ts'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { call, ownPage, send } from './client.ts'

const CLIP = path.join(import.meta.dirname, '../../fixtures/media/numbered-2s.mp4')
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Two frames of a pixel. */
const MOVING = Buffer.from([
  ...[71, 73, 70, 56, 57, 97, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255],
  ...[0, 1].flatMap(() => [0x21, 0xf9, 4, 0, 9, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]),
  0x3b,
])

let oss: LocalOss

beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media', 'other'] })
  await oss.store.putObject('media', 'clips/two.mp4', await readFile(CLIP))
  await oss.store.putObject('media', 'dot.png', PICTURE)
  await oss.store.putObject('media', 'page.html', Buffer.from('<script>1</script>'))
  await oss.store.putObject('media', 'drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
})

afterAll(() => oss.close())

const post = (name: string, query: Readonly<Record<string, string>>, body = '') =>
  send(oss, call(name, query), { method: 'POST', headers: ownPage(oss), body })

describe('reading', () => {
  test('buckets, and the objects of one of them', async () => {
    expect((await send(oss, call('buckets'))).json()).toEqual(['media', 'other'])
    const page = await send(oss, call('objects', { bucket: 'media', prefix: 'clips/' }))
    expect(page.json()).toMatchObject({ objects: [{ key: 'clips/two.mp4', contentType: 'video/mp4' }] })
    expect((await send(oss, call('objects', { bucket: 'other' }))).json()).toEqual({ objects: [], folders: [] })
  })

  test('folders, where they are asked for', async () => {
    const top = await send(oss, call('objects', { bucket: 'media', delimiter: '/' }))
    expect(top.json()).toMatchObject({
      folders: ['clips/'],
      objects: [{ key: 'dot.png' }, { key: 'drawing.svg' }, { key: 'page.html' }],
    })
    const inside = await send(oss, call('objects', { bucket: 'media', delimiter: '/', prefix: 'clips/' }))
    expect(inside.json()).toMatchObject({ folders: [], objects: [{ key: 'clips/two.mp4' }] })
  })

  test('more objects than a page holds come page by page', async () => {
    await oss.store.putBucket('many')
    const names = Array.from({ length: 130 }, (_, index) => `n${String(index).padStart(3, '0')}`)
    for (const name of names) await oss.store.putObject('many', name, Buffer.from(name))
    const keys: string[] = []
    let after = ''
    do {
      const reply = await fetch(`${oss.endpoint}${call('objects', { bucket: 'many', after })}`)
      const { objects, next = '' }: ObjectPage = JSON.parse(await reply.text())
      for (const { key } of objects) keys.push(key)
      after = next
    } while (after !== '')
    expect(keys).toEqual(names)
  })

  test('the bytes of an object, whole and in part', async () => {
    const whole = await send(oss, call('raw', { bucket: 'media', key: 'dot.png' }))
    expect(whole.status).toBe(200)
    expect(whole.body).toEqual(PICTURE)
    const part = await send(oss, call('raw', { bucket: 'media', key: 'dot.png' }), { headers: { range: 'bytes=1-3' } })
    expect(part).toMatchObject({ status: 206, text: 'PNG' })
    expect(part.headers['content-range']).toBe(`bytes 1-3/${PICTURE.length}`)
    const headers = { 'if-none-match': whole.headers.etag ?? '' }
    expect((await send(oss, call('raw', { bucket: 'media', key: 'dot.png' }), { headers })).status).toBe(304)
  })

  test('thumbnails of pictures and videos', async () => {
    for (const key of ['dot.png', 'clips/two.mp4']) {
      const reply = await send(oss, call('thumbnail', { bucket: 'media', key }))
      expect(reply.status).toBe(200)
      expect(reply.headers['content-type']).toMatch(/^image\//)
      expect(reply.headers['cache-control']).toContain('immutable')
    }
  })

  test('a thumbnail stands still', async () => {
    await oss.store.putObject('other', 'moving.gif', MOVING)
    const reply = await send(oss, call('thumbnail', { bucket: 'other', key: 'moving.gif' }))
    expect(reply.headers['content-type']).toBe('image/png')
    expect(countFrames(reply.body)).toBe(1)
  })

  test('the result of a string, with its type', async () => {
    const query = { bucket: 'media', key: 'dot.png', process: 'image/resize,w_8/format,webp' }
    const picture = await send(oss, call('result', query))
    expect(picture.headers['content-type']).toBe('image/webp')
    const facts = await send(oss, call('result', { ...query, process: 'image/info' }))
    expect(facts.headers['content-type']).toMatch(/^application\/json/)
    expect(facts.json()).toMatchObject({ ImageWidth: { value: '1' } })
  })

  test('a refusal says its code, its EC number and its reason in both languages', async () => {
    const query = { bucket: 'media', key: 'dot.png', process: 'image/resize,w_0' }
    const reply = await send(oss, call('result', query))
    expect(reply.status).toBe(400)
    expect(reply.json()).toMatchObject({
      code: 'InvalidArgument',
      ec: '0040-00000312',
      message: { en: expect.stringContaining('w is 0'), zh: expect.stringContaining('w 的值为 0') },
    })
    expect((await send(oss, call('raw', { bucket: 'media', key: 'none' }))).json()).toMatchObject({ code: 'NoSuchKey' })
    expect((await send(oss, call('raw', { bucket: 'media' }))).json()).toMatchObject({ code: 'MissingArgument' })
    expect((await send(oss, call('toString'))).status).toBe(404)
  })
})

describe('changing', () => {
  test('a bucket and an object in it', async () => {
    expect(await post('buckets', { bucket: 'made-here' })).toMatchObject({ status: 201 })
    const reply = await send(oss, call('objects', { bucket: 'made-here', key: 'ä/ö.txt' }), {
      method: 'POST',
      headers: { ...ownPage(oss), 'content-type': 'text/plain' },
      body: 'hello',
    })
    expect(reply.status).toBe(201)
    expect(await oss.store.getObject('made-here', 'ä/ö.txt')).toMatchObject({ size: 5, contentType: 'text/plain' })
    expect((await post('buckets', { bucket: 'NOT valid' })).json()).toMatchObject({ code: 'InvalidBucketName' })
  })

  test('an upload over the limit is refused before it is read', async () => {
    await using small = await startLocalOss({ buckets: ['media'], maxObjectBytes: 10 })
    const reply = await send(small, call('objects', { bucket: 'media', key: 'big' }), {
      method: 'POST',
      headers: ownPage(small),
      body: 'x'.repeat(11),
    })
    expect(reply.json()).toMatchObject({ code: 'EntityTooLarge' })
    expect(await small.store.findObject('media', 'big')).toBeUndefined()
  })

  test('an object is deleted, once', async () => {
    await oss.store.putObject('other', 'gone.txt', Buffer.from('x'))
    const gone = { bucket: 'other', key: 'gone.txt' }
    expect((await post('delete', gone)).json()).toEqual(gone)
    expect(await oss.store.findObject('other', 'gone.txt')).toBeUndefined()
    expect((await post('delete', gone)).json()).toMatchObject({ code: 'NoSuchKey' })
  })

  test('a result that is saved', async () => {
    const process = `image/resize,w_8|sys/saveas,o_${encodeBase64Url('small.png')}`
    const reply = await post('save', { bucket: 'media', key: 'dot.png' }, process)
    expect(reply.json()).toMatchObject({ bucket: 'media', key: 'small.png', contentType: 'image/png' })
  })

  test('a task, from its acceptance to its end, as the events tell it', async () => {
    const abort = new AbortController()
    const events = await fetch(`${oss.endpoint}${call('events')}`, { signal: abort.signal })
    expect(events.headers.get('content-type')).toBe('text/event-stream')
    const process = `video/animation,f_gif,w_32,h_32,num_3|sys/saveas,o_${encodeBase64Url('three.gif')}`
    const accepted = await post('tasks', { bucket: 'media', key: 'clips/two.mp4' }, process)
    expect(accepted.status).toBe(202)
    let told = ''
    for await (const chunk of events.body ?? []) {
      told += Buffer.from(chunk).toString()
      if (/"state":"(?:Succeeded|Failed)"/.test(told)) break
    }
    abort.abort()
    const [first, ...others] = told
      .trim()
      .split('\n\n')
      .map(line => JSON.parse(line.replace(/^data: /, '')))
    expect(first).toMatchObject({ kind: 'all' })
    const { task } = others.at(-1)
    expect(task).toMatchObject({ state: 'Succeeded', outputs: [{ key: 'three.gif', frameCount: 3 }] })
    expect((await send(oss, call('task', { id: task.taskId }))).json()).toEqual(task)
    expect((await send(oss, call('tasks'))).json()).toEqual([task])
  })
})

describe('a request for use elsewhere', () => {
  const run = promisify(execFile)
  const ask = async (query: Readonly<Record<string, string>>): Promise<RequestTexts> =>
    JSON.parse((await send(oss, call('request', { bucket: 'media', ...query }))).text)

  test('by GET: the URL needs a signature, the signed one has it, and so has the command', async () => {
    const process = 'image/resize,w_8/watermark,text_aXQncyBtZQ/format,webp'
    const { url, signedUrl, curl } = await ask({ key: 'dot.png', process, via: 'get' })
    expect(url).toBe(`${oss.endpoint}/media/dot.png?x-oss-process=${encodeURIComponent(process)}`)
    expect((await fetch(url)).status).toBe(403)
    const answer = await fetch(signedUrl)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const { stdout } = await run('sh', ['-c', curl.replace('--output result', '-s -o /dev/null -w "%{http_code}"')])
    expect(stdout).toBe('200')
  })

  test.each([
    ['post', `image/resize,w_8|sys/saveas,o_${encodeBase64Url("by'curl.png")}`, 'dot.png', '"status":"OK"'],
    [
      'async',
      `video/animation,f_gif,w_32,num_2|sys/saveas,o_${encodeBase64Url('curl.gif')}`,
      'clips/two.mp4',
      'TaskId',
    ],
  ])('by POST, as %s', async (via, process, key, found) => {
    const { url, curl } = await ask({ key, process, via })
    expect(url).toBe(`${oss.endpoint}/media/${key}?x-oss-${via === 'async' ? 'async-' : ''}process`)
    const { stdout } = await run('sh', ['-c', curl.replace('curl', 'curl -s')])
    expect(stdout).toContain(found)
    for (const task of oss.tasks.list()) await oss.tasks.wait(task.taskId)
  })

  test('with a quote in its name, for the shell', async () => {
    await oss.store.putObject('media', "it's.png", PICTURE)
    const { curl } = await ask({ key: "it's.png", process: "image/resize,w_8'", via: 'get' })
    const { stdout } = await run('sh', ['-c', `printf '%s' ${curl.slice(curl.indexOf("'"))}`])
    expect(stdout).toMatch(/^http:\/\/.*it(?:'|%27)s\.png\?.*w_8(?:'|%27)/)
  })
})

describe('the page', () => {
  test('gets its script and what that imports, and nothing else of the package', async () => {
    const seen = new Set(['/_console/console.js'])
    for (const name of seen) {
      const { status, headers, text } = await send(oss, name)
      expect([status, headers['content-type']], name).toEqual([200, 'text/javascript; charset=utf-8'])
      for (const [, from = ''] of text.matchAll(/\bfrom"(\.[^"]+)"/g)) seen.add(path.posix.resolve(name, '..', from))
    }
    expect([...seen].filter(name => !/^\/_console\/(?:console|shared\/\w+)\.js$/.test(name))).toEqual([])
    for (const name of ['shared/none.js', 'shared/../lint.cjs', 'shared/%2e%2e/src/index.js', 'src/index.js'])
      expect((await send(oss, `/_console/${name}`)).status, name).toBe(404)
  })

  test('may load no other script', async () => {
    const { headers } = await send(oss, '/_console/')
    const [, scripts] = /script-src ([^;]*)/.exec(String(headers['content-security-policy'])) ?? []
    expect(scripts).toBe(`${oss.endpoint}/_console/console.js ${oss.endpoint}/_console/shared/`)
  })
})

describe('who is answered', () => {
  test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example', '192.168.0.9'])(
    'not a browser that was led here under the name "%s"',
    async host => {
      for (const path of ['/_console/', call('buckets'), '/_console/console.js']) {
        const reply = await send(oss, path, { headers: { host } })
        expect(reply.status).toBe(403)
        expect(reply.text).not.toContain('"media"')
      }
    },
  )

  test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST', 'localhost.'])(
    'a browser on this machine, as %s',
    async name => {
      const reply = await send(oss, call('buckets'), { headers: { host: `${name}:${oss.port}` } })
      expect(reply.status).toBe(200)
    },
  )

  test.each(['cross-site', 'same-site'])('no reading %s', async site => {
    for (const name of ['buckets', 'events', 'raw']) {
      expect((await send(oss, call(name), { headers: { 'sec-fetch-site': site } })).status).toBe(403)
    }
  })

  const FOREIGN: readonly Readonly<Record<string, string>>[] = [
    {},
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ]

  test.each(FOREIGN)('no change for a request with %j', async headers => {
    const reply = await send(oss, call('buckets', { bucket: 'forged' }), { method: 'POST', headers })
    expect(reply.status).toBe(403)
    expect(await oss.store.findBucket('forged')).toBeUndefined()
  })

  test('no change by GET, nor by methods that the page does not use', async () => {
    const process = `image/resize,w_8|sys/saveas,o_${encodeBase64Url('forged.png')}`
    const query = { bucket: 'media', key: 'dot.png', process }
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      expect((await send(oss, call('objects', query), { method, headers: ownPage(oss) })).status).toBe(405)
    }
    for (const name of ['save', 'result', 'delete']) {
      expect((await send(oss, call(name, query), { headers: ownPage(oss) })).status).toBeGreaterThanOrEqual(400)
    }
    expect(await oss.store.findObject('media', 'forged.png')).toBeUndefined()
    expect(await oss.store.findObject('media', 'dot.png')).toBeDefined()
  })

  test.each(FOREIGN)('nothing is deleted for a request with %j', async headers => {
    const reply = await send(oss, call('delete', { bucket: 'media', key: 'dot.png' }), { method: 'POST', headers })
    expect(reply.status).toBe(403)
    expect(await oss.store.findObject('media', 'dot.png')).toBeDefined()
  })
})

describe('what runs script', () => {
  test('a page among the objects that a browser opens has an origin of its own', async () => {
    await oss.store.putBucket('open', 'public-read')
    await oss.store.putObject('open', 'page.html', Buffer.from('<script>1</script>'))
    const opened = await send(oss, '/open/page.html', { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect(opened.headers['content-type']).toBe('text/html')
    expect(opened.headers['content-security-policy']).toMatch(/^sandbox /)
    expect(opened.headers['content-security-policy']).not.toContain('allow-same-origin')
    expect((await send(oss, '/open/page.html')).headers).not.toHaveProperty('content-security-policy')
    const own = await send(oss, '/_console/', { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect(own.headers['content-security-policy']).not.toContain('sandbox')
  })

  test('an object of a type that does is given as plain text or in a sandbox', async () => {
    const html = await send(oss, call('raw', { bucket: 'media', key: 'page.html' }))
    expect(html.headers['content-type']).toBe('text/plain; charset=utf-8')
    const svg = await send(oss, call('raw', { bucket: 'media', key: 'drawing.svg' }))
    expect(svg.headers['content-type']).toBe('image/svg+xml')
    for (const { headers } of [html, svg]) {
      expect(headers['content-security-policy']).toMatch(/^sandbox;/)
      expect(headers['content-security-policy']).not.toContain('allow-scripts')
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  })
})
