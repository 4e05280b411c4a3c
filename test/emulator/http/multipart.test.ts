import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { type Call, clientOf, type Reply } from './client.ts'

let oss: LocalOss
let send: (call: Call) => Promise<Reply>

beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media'] })
  send = clientOf(oss)
})
afterAll(() => oss.close())

const big = [randomBytes(100 * 1024), randomBytes(150 * 1024), Buffer.from('the end')]

const decode = (xml: string): string => xml.replaceAll('&amp;', '&')

async function start(key: string, headers: Record<string, string> = {}): Promise<string> {
  const reply = await send({ method: 'POST', key, query: [['uploads', '']], headers })
  expect(reply.status).toBe(200)
  return reply.field('UploadId') ?? ''
}

async function put(key: string, id: string, number: number, body: Buffer): Promise<string> {
  const query = [
    ['partNumber', String(number)],
    ['uploadId', id],
  ] as const
  const reply = await send({ method: 'PUT', key, query, body })
  expect(reply.status).toBe(200)
  return reply.headers.get('etag') ?? ''
}

const complete = (key: string, id: string, parts: readonly (readonly [number, string])[], headers = {}) => {
  const items = parts.map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`)
  const body = `<CompleteMultipartUpload>${items.join('')}</CompleteMultipartUpload>`
  return send({ method: 'POST', key, query: [['uploadId', id]], body, headers })
}

describe('uploads in parts', () => {
  test('come together as one object', async () => {
    const id = await start('big', { 'Content-Type': 'video/x', 'x-oss-meta-a': 'b' })
    // In any order, and one of them twice.
    const third = await put('big', id, 7, big[2] ?? Buffer.alloc(0))
    await put('big', id, 1, Buffer.from('wrong'))
    const first = await put('big', id, 1, big[0] ?? Buffer.alloc(0))
    const second = await put('big', id, 2, big[1] ?? Buffer.alloc(0))
    const listed = await send({ key: 'big', query: [['uploadId', id]] })
    expect(listed.fields('PartNumber')).toEqual(['1', '2', '7'])
    const paged = await send({
      key: 'big',
      query: [
        ['uploadId', id],
        ['max-parts', '1'],
        ['part-number-marker', '1'],
      ],
    })
    expect([paged.fields('PartNumber'), paged.field('IsTruncated')]).toEqual([['2'], 'true'])
    expect((await send({ query: [['uploads', '']] })).fields('Key')).toEqual(['big'])
    const done = await complete('big', id, [
      [1, first],
      [2, second],
      [7, third],
    ])
    const digests = big.map(part => createHash('md5').update(part).digest())
    const etag = `"${createHash('md5').update(Buffer.concat(digests)).digest('hex').toUpperCase()}-3"`
    expect([done.status, done.headers.get('etag')]).toEqual([200, etag])
    const got = await send({ key: 'big' })
    expect(got.bytes.equals(Buffer.concat(big))).toBe(true)
    expect(Object.fromEntries(got.headers)).toMatchObject({
      etag,
      'content-type': 'video/x',
      'x-oss-meta-a': 'b',
      'x-oss-object-type': 'Multipart',
      'x-oss-hash-crc64ecma': done.headers.get('x-oss-hash-crc64ecma'),
    })
    expect((await send({ query: [['uploads', '']] })).fields('Key')).toEqual([])
    expect((await complete('big', id, [[1, first]])).field('Code')).toBe('NoSuchUpload')
  })

  test('take all parts where the client says so, and parts of other objects', async () => {
    const body = Buffer.concat(big)
    await send({ method: 'PUT', key: 'source', body })
    const id = await start('copied')
    const copy = (number: string, range: string) =>
      send({
        method: 'PUT',
        key: 'copied',
        query: [
          ['partNumber', number],
          ['uploadId', id],
        ],
        headers: { 'x-oss-copy-source': '/media/source', ...(range && { 'x-oss-copy-source-range': range }) },
      })
    expect((await copy('1', 'bytes=0-119999')).field('ETag')).toMatch(/^&quot;[0-9A-F]{32}&quot;$/)
    expect((await copy('2', 'bytes=120000-')).status).toBe(200)
    const all = { 'x-oss-complete-all': 'yes' }
    const both = await complete('copied', id, [[1, '"0"']], all)
    expect([both.status, both.field('Code'), both.field('EC')]).toEqual([400, 'InvalidArgument', '0042-00000216'])
    const done = await send({ method: 'POST', key: 'copied', query: [['uploadId', id]], headers: all })
    expect(done.status).toBe(200)
    expect((await send({ key: 'copied' })).bytes.equals(body)).toBe(true)
  })

  test('are refused as OSS refuses them', async () => {
    const id = await start('bad')
    const first = await put('bad', id, 1, Buffer.from('small'))
    const second = await put('bad', id, 2, Buffer.from('small'))
    const codes = [
      await complete('bad', id, [
        [1, first],
        [2, second],
      ]),
      await complete('bad', id, [
        [2, second],
        [1, first],
      ]),
      await complete('bad', id, [[1, '"00000000000000000000000000000000"']]),
      await complete('bad', id, []),
      await send({
        method: 'PUT',
        key: 'bad',
        query: [
          ['partNumber', '0'],
          ['uploadId', id],
        ],
        body: 'x',
      }),
      await send({
        method: 'PUT',
        key: 'bad',
        query: [
          ['partNumber', '1'],
          ['uploadId', '../../media'],
        ],
        body: 'x',
      }),
      await send({
        method: 'PUT',
        key: 'other',
        query: [
          ['partNumber', '1'],
          ['uploadId', id],
        ],
        body: 'x',
      }),
    ].map(reply => reply.field('Code'))
    expect(codes).toEqual([
      'EntityTooSmall',
      'InvalidPartOrder',
      'InvalidPart',
      'MalformedXML',
      'InvalidArgument',
      'NoSuchUpload',
      'NoSuchUpload',
    ])
    expect((await send({ method: 'DELETE', key: 'bad', query: [['uploadId', id]] })).status).toBe(204)
    expect((await send({ key: 'bad', query: [['uploadId', id]] })).field('Code')).toBe('NoSuchUpload')
    expect((await send({ key: 'bad' })).status).toBe(404)
  })

  test.each(['x', '', '1.5', '-1'])('have no part of the number "%s"', async number => {
    const id = await start('numbered')
    const body = `<CompleteMultipartUpload><Part><PartNumber>${number}</PartNumber><ETag>0</ETag></Part></CompleteMultipartUpload>`
    const reply = await send({ method: 'POST', key: 'numbered', query: [['uploadId', id]], body })
    expect([reply.field('Code'), reply.field('Message')]).toEqual([
      'MalformedXML',
      `The PartNumber of a part is &quot;${number}&quot;; expected a whole number.`,
    ])
  })

  test('say where the object is, and number their parts in digits', async () => {
    const key = 'dir/a b?中#.bin'
    const id = await start(key)
    const tag = await put(key, id, 1, Buffer.from('x'))
    for (const partNumber of ['0x1', '1e0', '1.0', ' 1', '+1', '']) {
      const query = [
        ['partNumber', partNumber],
        ['uploadId', id],
      ] as const
      const reply = await send({ method: 'PUT', key, query, body: 'y' })
      expect([partNumber, reply.field('Code')]).toEqual([partNumber, 'InvalidArgument'])
    }
    const done = await complete(key, id, [[1, tag]])
    expect(done.field('Location')).toBe(`${oss.endpoint}/media/dir/a%20b%3F%E4%B8%AD%23.bin`)
  })

  test('are listed with times of whole seconds and with numbers that are checked', async () => {
    const id = await start('timed')
    const tag = await put('timed', id, 1, Buffer.from('x'))
    const source = { 'x-oss-copy-source': '/media/timed' }
    const query = (...pairs: [string, string][]) => [['uploadId', id] as const, ...pairs]
    const listed = await send({ key: 'timed', query: query(['part-number-marker', '0']) })
    const started = await send({ query: [['uploads', '']] })
    expect((await complete('timed', id, [[1, tag]])).status).toBe(200)
    const second = await start('second')
    const place = [
      ['partNumber', '1'],
      ['uploadId', second],
    ] as const
    const copied = await send({ method: 'PUT', key: 'second', query: place, headers: source })
    const times = [listed.field('LastModified'), started.field('Initiated'), copied.field('LastModified')]
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
    expect([listed.field('PartNumberMarker'), listed.field('NextPartNumberMarker')]).toEqual(['0', '1'])
    for (const [name, value] of [
      ['max-parts', '0'],
      ['max-parts', '1001'],
      ['part-number-marker', 'x'],
    ] as const) {
      const reply = await send({
        key: 'second',
        query: [
          ['uploadId', second],
          [name, value],
        ],
      })
      expect([reply.status, reply.field('Code')]).toEqual([400, 'InvalidArgument'])
    }
    await send({ method: 'DELETE', key: 'second', query: [['uploadId', second]] })
  })
})

describe('a listing of uploads', () => {
  const bucket = 'listed'
  const keys = ['a/1 &+.bin', 'a/1 &+.bin', 'a/影片', 'b', '\u{1F600}', '\uFF01']
  const ids: string[] = []
  const list = (...pairs: [string, string][]) => send({ bucket, query: [['uploads', ''], ...pairs] })

  beforeAll(async () => {
    await oss.store.putBucket(bucket)
    for (const key of keys) {
      const reply = await send({ method: 'POST', bucket, key, query: [['uploads', '']] })
      ids.push(reply.field('UploadId') ?? '')
    }
  })

  test('is in the order of UTF-8 and then of time, and says what was asked', async () => {
    const reply = await list(['prefix', ''])
    expect(reply.fields('Key').map(decode)).toEqual([...keys.slice(0, 4), '\uFF01', '\u{1F600}'])
    expect(reply.fields('UploadId').slice(0, 2)).toEqual(ids.slice(0, 2))
    expect([reply.field('IsTruncated'), reply.field('EncodingType')]).toEqual(['false', undefined])
    expect((await list(['prefix', 'a/'])).fields('Key').length).toBe(3)
    const stat = await send({ bucket, query: [['stat', '']] })
    expect(stat.field('MultipartUploadCount')).toBe(String(keys.length))
  })

  test('names the encoding once, at the top, and all names are in it', async () => {
    const reply = await list(['encoding-type', 'url'], ['prefix', 'a/'], ['delimiter', '影'])
    expect(reply.fields('EncodingType')).toEqual(['url'])
    expect(reply.text.indexOf('<EncodingType>')).toBeLessThan(reply.text.indexOf('<Upload>'))
    expect(reply.fields('Key')).toEqual(['a%2F1%20%26%2B.bin', 'a%2F1%20%26%2B.bin'])
    expect(reply.fields('Prefix')).toEqual(['a%2F', 'a%2F%E5%BD%B1'])
    expect([reply.field('Delimiter'), reply.field('NextKeyMarker')]).toEqual(['%E5%BD%B1', 'a%2F%E5%BD%B1'])
    expect(reply.field('NextUploadIdMarker')).toBe('')
  })

  test.each([1, 2, 4, 6])('comes whole in pages of %i', async size => {
    const seen: string[] = []
    let [keyMarker, idMarker, pages] = ['', '', 0]
    for (let isTruncated = true; isTruncated && pages < 10; pages++) {
      const reply = await list(
        ...([
          ['max-uploads', String(size)],
          ['key-marker', keyMarker],
          ['upload-id-marker', idMarker],
        ] satisfies [string, string][]),
      )
      seen.push(...reply.fields('UploadId'))
      keyMarker = decode(reply.field('NextKeyMarker') ?? '')
      idMarker = reply.field('NextUploadIdMarker') ?? ''
      isTruncated = reply.field('IsTruncated') === 'true'
    }
    expect(pages).toBe(Math.ceil(keys.length / size))
    expect([...seen].sort()).toEqual([...ids].sort())
  })

  test('goes on behind a key, and behind what keys have in common', async () => {
    expect((await list(['key-marker', 'a/1 &+.bin'])).fields('Key')).toEqual(['a/影片', 'b', '\uFF01', '\u{1F600}'])
    const first = await list(['delimiter', '/'], ['max-uploads', '1'])
    expect([first.fields('Prefix').at(-1), first.fields('Key'), first.field('NextKeyMarker')]).toEqual(['a/', [], 'a/'])
    expect((await list(['delimiter', '/'], ['key-marker', 'a/'])).fields('Key')).toEqual(['b', '\uFF01', '\u{1F600}'])
  })

  test.each(['0', '1001', 'x', '-1'])('takes no %s as the number of uploads', async number => {
    expect((await list(['max-uploads', number])).field('Code')).toBe('InvalidArgument')
  })
})
