import { createHash } from 'node:crypto'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { makePicture, readClip } from '../processing/setup.ts'
import { type Call, clientOf, postProcess, presignedUrl, type Reply, sendRaw } from './client.ts'

let oss: LocalOss
let send: (call: Call) => Promise<Reply>

beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media', 'made', 'open'] })
  send = clientOf(oss)
  await oss.store.putBucket('open', 'public-read-write')
  await oss.store.putObject('media', 'a/picture.png', await makePicture(120, 80))
  await oss.store.putObject('open', 'picture.png', await makePicture(120, 80))
  await oss.store.putObject('media', 'clip.mp4', await readClip('numbered-2s.mp4'))
  await oss.store.putObject('media', 'live/a 1.m3u8', Buffer.from('#EXTM3U\n0.ts\n子/1.ts\n'))
  await oss.store.putObject('media', 'live/0.ts', Buffer.from('zero'))
  await oss.store.putObject('media', 'live/子/1.ts', Buffer.from('one'))
  await oss.store.putStyle('media', 'small', 'image/resize,w_30')
})
afterAll(() => oss.close())

const PICTURE = 'a/picture.png'
const get = (key: string, process: string, more: Call = {}) =>
  send({ key, query: [['x-oss-process', process]], ...more })
const saveas = (key: string, bucket = 'made') => `|sys/saveas,o_${encodeBase64Url(key)},b_${encodeBase64Url(bucket)}`
const putMark = async (background: string) =>
  oss.store.putObject(
    'media',
    'mark.png',
    await sharp({ create: { width: 20, height: 20, channels: 3, background } })
      .png()
      .toBuffer(),
  )
const md5 = (text: string) => createHash('md5').update(text).digest('base64')

describe('GET with a process string', () => {
  test.each([
    [PICTURE, 'image/resize,w_60', 'png', 60, 40],
    [PICTURE, 'image/resize,w_60/format,webp', 'webp', 60, 40],
    [PICTURE, 'style/small', 'png', 30, 20],
    ['clip.mp4', 'video/snapshot,t_1000,f_jpg', 'jpeg', 96, 54],
    ['clip.mp4', 'video/snapshot,t_1000,f_jpg|image/resize,w_48', 'jpeg', 48, 27],
  ])('%s: %s', async (key, process, format, width, height) => {
    const reply = await get(key, process)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, `image/${format}`])
    expect(reply.headers.get('content-length')).toBe(String(reply.bytes.length))
    expect(reply.headers.get('x-oss-request-id')).toMatch(/^[0-9A-F]{24}$/)
    expect(await sharp(reply.bytes).metadata()).toMatchObject({ format, width, height })
  })

  test('facts come as JSON', async () => {
    const reply = await get('clip.mp4', 'video/info')
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(JSON.parse(reply.text)).toMatchObject({ VideoStreams: [{ Width: 96, Height: 54 }] })
  })

  test.each(['v1', 'v4'] as const)('the entries of a playlist are signed as the URL was: %s', async version => {
    const reply = await sendRaw(presignedUrl(oss, 'live/a 1.m3u8', 'hls/sign', { version }), 'GET', {})
    expect(reply.status).toBe(200)
    const urls = reply.text.split('\n').filter(line => line.startsWith('http'))
    const fetched = await Promise.all(urls.map(url => sendRaw(url, 'GET', {})))
    expect(fetched.map(({ status, text }) => [status, text])).toEqual([
      [200, 'zero'],
      [200, 'one'],
    ])
    expect((await sendRaw(urls[0]?.replace('0.ts', 'a.ts') ?? '', 'GET', {})).field('Code')).toBe(
      'SignatureDoesNotMatch',
    )
  })

  test.each(['v1', 'v4'] as const)('a signed URL holds for its string and for its time: %s', async version => {
    const address = presignedUrl(oss, PICTURE, 'image/resize,w_60', { version, expires: 60 })
    const reply = await sendRaw(address, 'GET', {})
    expect(await sharp(reply.bytes).metadata()).toMatchObject({ width: 60 })
    const changed = await sendRaw(address.replace('w_60', 'w_61'), 'GET', {})
    expect([changed.status, changed.field('Code')]).toEqual([403, 'SignatureDoesNotMatch'])
    const date = new Date(Date.now() - 61_000)
    const late = await sendRaw(
      presignedUrl(oss, PICTURE, 'image/resize,w_60', { version, expires: 60, date }),
      'GET',
      {},
    )
    expect([late.status, late.field('Code')]).toEqual([403, 'AccessDenied'])
    expect(late.field('Message')).toMatch(/expired/i)
  })

  test('is not done again for who has the result of the same source', async () => {
    const first = await get(PICTURE, 'image/resize,w_60')
    const [etag, modified] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? '']
    const earlier = new Date(Date.parse(modified) - 1000).toUTCString()
    for (const [headers, status] of [
      [{ 'If-None-Match': etag }, 304],
      [{ 'If-None-Match': `"0", ${etag}` }, 304],
      [{ 'If-Modified-Since': modified }, 304],
      [{ 'If-None-Match': '"0"' }, 200],
      [{ 'If-Modified-Since': earlier }, 200],
      [{ 'If-Match': '"0"' }, 412],
    ] as const) {
      const reply = await get(PICTURE, 'image/resize,w_60', { headers })
      expect([headers, reply.status]).toEqual([headers, status])
      if (status === 304) expect([reply.bytes.length, reply.headers.get('etag')]).toEqual([0, etag])
    }
  })

  test.each([
    ['a style', 'style/changing', () => oss.store.putStyle('media', 'changing', 'image/resize,w_20/format,webp')],
    [
      'a style in a stage',
      'image/resize,w_60|style/changing',
      () => oss.store.putStyle('media', 'changing', 'image/flip,1'),
    ],
    ['a watermark', `image/watermark,image_${encodeBase64Url('mark.png')}`, () => putMark('blue')],
    [
      'a watermark with a string',
      `image/watermark,image_${encodeBase64Url('mark.png?x-oss-process=image/resize,P_10')}`,
      () => putMark('lime'),
    ],
  ])('is done again when %s has changed', async (_, process, change) => {
    await oss.store.putStyle('media', 'changing', 'image/resize,w_40')
    await putMark('red')
    const first = await get(PICTURE, process)
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '' }
    expect((await get(PICTURE, process, { headers })).status).toBe(304)
    await change()
    const second = await get(PICTURE, process, { headers })
    expect([second.status, second.bytes.equals(first.bytes)]).toEqual([200, false])
    expect((await get(PICTURE, process, { headers: { 'If-Match': first.headers.get('etag') ?? '' } })).status).toBe(412)
  })

  test('a playlist, whose signatures run out, is always made again', async () => {
    const address = presignedUrl(oss, 'live/a 1.m3u8', 'hls/sign')
    const etag = (await sendRaw(address, 'GET', {})).headers.get('etag') ?? ''
    expect((await sendRaw(address, 'GET', { 'If-None-Match': etag })).status).toBe(200)
  })

  test.each([
    `image/resize,m_${'A'.repeat(9000)}`,
    `image/${'é'.repeat(3000)},w_1`,
    `image/watermark,text_${'A'.repeat(9001)}`,
    `style/${'s'.repeat(9000)}`,
    `video/snapshot,t_0,f_${'g'.repeat(9000)}`,
  ])('a refusal repeats the beginning of a long text: %.30s', async process => {
    const reply = await send({
      method: 'POST',
      key: PICTURE,
      query: [['x-oss-process', '']],
      body: `x-oss-process=${process}`,
    })
    expect(reply.status).toBe(400)
    expect(reply.field('Message')?.length).toBeLessThan(600)
  })

  test.each([
    ['clip.mp4', 'video/info', 403],
    ['clip.mp4', 'style/facts', 403],
    ['list.m3u8', 'hls/sign', 403],
    ['picture.png', 'image/crop,w_9,h_9,g_face', 403],
    ['picture.png', 'image/crop,w_9,h_9,g_center', 200],
    ['picture.png', 'image/info', 200],
    ['clip.mp4', 'video/snapshot,t_0,f_jpg', 200],
  ])('of everybody: %s with %s is answered as OSS does it', async (key, process, status) => {
    await oss.store.putObject('open', 'clip.mp4', await readClip('numbered-2s.mp4'))
    await oss.store.putObject('open', 'list.m3u8', Buffer.from('#EXTM3U\n0.ts\n'))
    await oss.store.putStyle('open', 'facts', 'video/info')
    const reply = await get(key, process, { bucket: 'open', credentials: undefined })
    expect([reply.status, reply.field('Code')]).toEqual([status, status === 403 ? 'AccessDenied' : undefined])
    if (status === 403) expect((await get(key, process, { bucket: 'open' })).status).not.toBe(403)
  })

  test.each([
    [PICTURE, 'image/resize,w_60'],
    [PICTURE, 'image/resize,w_30/format,webp'],
    [PICTURE, 'image/info'],
    [PICTURE, 'image/resize,w_0'],
    [PICTURE, 'style/none'],
  ])('HEAD of %s with %s tells what GET does', async (key, process) => {
    const names = ['content-type', 'content-length', 'etag', 'last-modified', 'x-oss-ec']
    const [got, head] = await Promise.all(['GET', 'HEAD'].map(method => get(key, process, { method })))
    expect(head?.bytes.length).toBe(0)
    const told = (reply?: Reply) => [reply?.status, ...names.map(name => reply?.headers.get(name))]
    if (got?.status === 200) expect(told(head)).toEqual(told(got))
    else expect([head?.status, head?.headers.get('x-oss-ec')]).toEqual([got?.status, got?.headers.get('x-oss-ec')])
  })

  test('HEAD has no body', async () => {
    const reply = await get(PICTURE, 'image/resize,w_60', { method: 'HEAD' })
    expect([reply.status, reply.bytes.length]).toEqual([200, 0])
    const missing = await get('none.png', 'image/resize,w_60', { method: 'HEAD' })
    expect([missing.status, missing.bytes.length]).toEqual([404, 0])
    expect(Buffer.from(missing.headers.get('x-oss-err') ?? '', 'base64').toString()).toContain('<Code>NoSuchKey</Code>')
  })

  test.each([
    [PICTURE, 'image/resize,w_0', 400, 'InvalidArgument', '0040-00000312'],
    [PICTURE, 'image/slim,1', 400, 'InvalidArgument', '0040-00000213'],
    [PICTURE, 'style/none', 404, 'NoSuchStyle', undefined],
    [PICTURE, 'doc/preview', 501, 'NotImplemented', undefined],
    ['clip.mp4', 'image/resize,w_10', 400, 'BadRequest', '0040-00000005'],
    ['clip.mp4', 'video/animation,f_gif', 400, 'InvalidArgument', undefined],
    ['none.png', 'image/resize,w_10', 404, 'NoSuchKey', '0026-00000001'],
  ])('%s: %s is refused as OSS does it', async (key, process, status, code, ec) => {
    const reply = await get(key, process)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([status, 'application/xml'])
    expect(reply.text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<Error>.*<\/Error>$/s)
    expect([reply.field('Code'), reply.field('EC'), reply.headers.get('x-oss-ec')]).toEqual([code, ec, ec])
    expect(reply.field('RequestId')).toBe(reply.headers.get('x-oss-request-id'))
    expect(reply.field('Message')).not.toBe('')
  })
})

describe('POST that saves before it answers', () => {
  const text = `image/resize,w_60${saveas('small/a.png')}`

  test.each([
    ['as it is', text],
    ['as a form', encodeURIComponent(text)],
  ])('takes a body %s', async (_, body) => {
    await oss.store.deleteObject('made', 'small/a.png')
    const reply = await postProcess(send, 'x-oss-process', body, { key: PICTURE })
    const stored = await send({ bucket: 'made', key: 'small/a.png' })
    expect(reply.headers.get('content-type')).toBe('application/json')
    expect(JSON.parse(reply.text)).toEqual({
      bucket: 'made',
      fileSize: stored.bytes.length,
      object: 'small/a.png',
      status: 'OK',
    })
    expect(stored.headers.get('content-type')).toBe('image/png')
    expect(await sharp(stored.bytes).metadata()).toMatchObject({ width: 60, height: 40 })
  })

  test('takes a body with its digest and refuses it with another', async () => {
    const post = (digest: string) =>
      postProcess(send, 'x-oss-process', text, { key: PICTURE, headers: { 'Content-MD5': digest } })
    expect((await post(md5(`x-oss-process=${text}`))).status).toBe(200)
    const wrong = await post(md5('x'))
    expect([wrong.status, wrong.field('Code')]).toEqual([400, 'InvalidDigest'])
    expect((await post('x')).field('Code')).toBe('InvalidDigest')
  })

  test.each([
    ['', 400, 'InvalidArgument'],
    [`image/resize,w_60${saveas('a', 'nowhere')}`, 404, 'NoSuchBucket'],
    [`image/resize,w_0${saveas('a')}`, 400, 'InvalidArgument'],
  ])('refuses "%s"', async (body, status, code) => {
    const reply = await postProcess(send, 'x-oss-process', body, { key: PICTURE })
    expect([reply.status, reply.field('Code')]).toEqual([status, code])
  })

  test('answers with the picture where nothing says to store it', async () => {
    const reply = await postProcess(send, 'x-oss-process', 'image/resize,w_60', { key: PICTURE })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(await sharp(reply.bytes).metadata()).toMatchObject({ width: 60, height: 40 })
  })

  test('refuses an object that is not there, and everybody without a signature', async () => {
    const missing = await postProcess(send, 'x-oss-process', text, { key: 'none.png' })
    expect([missing.status, missing.field('Code')]).toEqual([404, 'NoSuchKey'])
    const call = { bucket: 'open', key: 'picture.png', credentials: undefined }
    const anonymous = await postProcess(send, 'x-oss-process', text, call)
    expect([anonymous.status, anonymous.field('Code')]).toEqual([403, 'AccessDenied'])
  })
})

describe('POST of a task', () => {
  const text = `video/animation,f_gif,w_64,h_36,num_3${saveas('a.gif')}`

  test('is answered with its ids, and done', async () => {
    const reply = await postProcess(send, 'x-oss-async-process', text, { key: 'clip.mp4' })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/json'])
    const answer = JSON.parse(reply.text)
    expect(Object.keys(answer)).toEqual(['EventId', 'RequestId', 'TaskId'])
    expect(answer.EventId).toMatch(/^[0-9A-F]{3}-[A-Za-z0-9]{27}$/)
    expect(answer.RequestId).toBe(reply.headers.get('x-oss-request-id'))
    expect(await oss.tasks.wait(answer.TaskId)).toMatchObject({ state: 'Succeeded', requestId: answer.RequestId })
    const { bytes, headers } = await send({ bucket: 'made', key: 'a.gif' })
    expect(headers.get('content-type')).toBe('image/gif')
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'gif', width: 64, pages: 3 })
  })

  test.each<[string, Call, number, string]>([
    [text, { key: 'none.mp4' }, 404, 'NoSuchKey'],
    [text, { bucket: 'nowhere', key: 'clip.mp4' }, 404, 'NoSuchBucket'],
    [text, { bucket: 'open', key: 'picture.png', credentials: undefined }, 403, 'AccessDenied'],
    ['video/animation,f_gif', { key: 'clip.mp4' }, 400, 'InvalidArgument'],
    ['video/animation,f_png', { key: 'clip.mp4' }, 400, 'InvalidArgument'],
    [`hls/m3u8,vcodec_h264${saveas('a')}`, { key: 'clip.mp4' }, 400, 'InvalidArgument'],
  ])('%s %o is refused: %i %s', async (body, call, status, code) => {
    const before = oss.tasks.list().length
    const reply = await postProcess(send, 'x-oss-async-process', body, call)
    expect([reply.status, reply.field('Code')]).toEqual([status, code])
    expect(oss.tasks.list()).toHaveLength(before)
  })
})

describe('a queue of one', () => {
  const SLOW = 'image/blur,r_50,s_50'

  test('sends the third away, and lets others in when those before it leave', async () => {
    let answers = 0
    let onAnswer = () => {}
    const allLeft = new Promise<void>(resolve => {
      onAnswer = () => {
        if (++answers === 3) resolve()
      }
    })
    await using small = await startLocalOss({ buckets: ['media'], pictures: 1, waiting: 1, onAnswer })
    await small.store.putObject('media', 'large.jpg', await makePicture(4000, 3000, 'jpg'))
    await small.store.putObject('media', 'picture.png', await makePicture(12, 8))
    const requests = Array.from({ length: 3 }, () => httpRequest(presignedUrl(small, 'large.jpg', SLOW)))
    // One is at work for long, and one waits: what is answered first is the one that found no room.
    const refused = await Promise.race(requests.map(answerOf))
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1'])
    expect((await buffer(refused)).toString()).toContain('<Code>ServiceUnavailable</Code>')
    for (const request of requests) request.destroy()
    await allLeft
    const query: Call['query'] = [['x-oss-process', 'image/info']]
    expect((await clientOf(small)({ key: 'picture.png', query })).status).toBe(200)
  })

  function answerOf(request: ClientRequest): Promise<IncomingMessage> {
    return new Promise(resolve => {
      request.on('error', () => undefined)
      request.on('response', resolve)
      request.end()
    })
  }
})
