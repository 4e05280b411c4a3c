import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ObjectPage } from '../../../src/emulator/console/answers.ts'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { encodeBase64Url } from '../../../src/language/base64url.ts'
import { call, ownPage, send } from './client.ts'

const CLIP = path.join(import.meta.dirname, '../../fixtures/media/numbered-2s.mp4')
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

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
    expect((await send(oss, call('objects', { bucket: 'other' }))).json()).toEqual({ objects: [] })
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
      message: { en: expect.stringContaining('w is 0'), zh: expect.stringContaining('w 为 0') },
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

  test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('a browser on this machine, as %s', async name => {
    const reply = await send(oss, call('buckets'), { headers: { host: `${name}:${oss.port}` } })
    expect(reply.status).toBe(200)
  })

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
    for (const name of ['save', 'result']) {
      expect((await send(oss, call(name, query), { headers: ownPage(oss) })).status).toBeGreaterThanOrEqual(400)
    }
    expect(await oss.store.findObject('media', 'forged.png')).toBeUndefined()
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
