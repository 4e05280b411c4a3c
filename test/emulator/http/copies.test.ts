import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { type Call, clientOf, deleteMany, type Reply } from './client.ts'

let oss: LocalOss
let send: (call: Call) => Promise<Reply>

beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media', 'other'] })
  send = clientOf(oss)
})
afterAll(() => oss.close())

const copy = (from: string, key: string, headers: Readonly<Record<string, string>> = {}) =>
  send({ method: 'PUT', key, headers: { 'x-oss-copy-source': from, ...headers } })

describe('objects', () => {
  test('are copied with or without what is said of them', async () => {
    await send({
      method: 'PUT',
      key: 'from',
      headers: { 'x-oss-meta-a': '1', 'Content-Type': 'text/a' },
      body: 'copy me',
    })
    const source = { 'x-oss-copy-source': '/media/from' }
    const copy = await send({ method: 'PUT', bucket: 'other', key: 'to', headers: source })
    expect([copy.status, copy.field('ETag')]).toEqual([
      200,
      `&quot;${(await oss.store.getObject('media', 'from')).etag}&quot;`,
    ])
    expect((await send({ bucket: 'other', key: 'to' })).headers.get('x-oss-meta-a')).toBe('1')
    const replace = { ...source, 'x-oss-metadata-directive': 'REPLACE', 'Content-Type': 'text/b' }
    await send({ method: 'PUT', bucket: 'other', key: 'to', headers: replace })
    const replaced = await send({ bucket: 'other', key: 'to' })
    expect([replaced.text, replaced.headers.get('x-oss-meta-a'), replaced.headers.get('content-type')]).toEqual([
      'copy me',
      undefined,
      'text/b',
    ])
    // As the first Go SDK encodes "a b+c".
    await send({ method: 'PUT', key: 'a b+c', body: 'spaced' })
    await send({ method: 'PUT', key: 'spaced', headers: { 'x-oss-copy-source': '/media/a+b%2Bc' } })
    expect((await send({ key: 'spaced' })).text).toBe('spaced')
    const missing = await send({ method: 'PUT', key: 'to', headers: { 'x-oss-copy-source': '/media/none' } })
    expect([missing.status, missing.field('Code')]).toEqual([404, 'NoSuchKey'])
    const wrong = await send({ method: 'PUT', key: 'to', headers: { 'x-oss-copy-source': 'nonsense' } })
    expect([wrong.status, wrong.field('Code')]).toEqual([400, 'InvalidArgument'])
  })

  test('tell their ETag and CRC in headers too, and parts their range', async () => {
    await send({ method: 'PUT', key: 'ten', body: '0123456789' })
    const whole = await copy('/media/ten', 'ten too')
    const { etag, crc64 } = await oss.store.getObject('media', 'ten too')
    expect([whole.headers.get('etag'), whole.headers.get('x-oss-hash-crc64ecma')]).toEqual([`"${etag}"`, crc64])
    const uploadId = (await send({ method: 'POST', key: 'parts', query: [['uploads', '']] })).field('UploadId') ?? ''
    const part = async (range: string) => {
      const query = [
        ['partNumber', '1'],
        ['uploadId', uploadId],
      ] as const
      const headers = { 'x-oss-copy-source': '/media/ten', 'x-oss-copy-source-range': range }
      const reply = await send({ method: 'PUT', key: 'parts', query, headers })
      const parts = await send({ key: 'parts', query: [['uploadId', uploadId]] })
      expect(reply.headers.get('etag')).toBe(parts.field('ETag')?.replaceAll('&quot;', '"'))
      return [reply.headers.get('content-range'), parts.field('Size')]
    }
    expect(await part('bytes=2-4')).toEqual(['bytes 2-4/10', '3'])
    // A range that is none gives the whole object.
    for (const range of ['bytes=8-12', 'bytes=12-14', '2-4', 'bytes=4-2']) {
      expect([range, ...(await part(range))]).toEqual([range, undefined, '10'])
    }
  })

  test('copied onto themselves take over what the request says, whatever the directive', async () => {
    const said = { 'x-oss-meta-a': '1', 'Cache-Control': 'no-store', 'x-oss-tagging': 'kind=x' }
    for (const directive of ['', 'COPY', 'REPLACE']) {
      await send({ method: 'PUT', key: 'self', headers: said, body: 'x' })
      await copy('/media/self', 'self', { 'x-oss-meta-b': '2', 'x-oss-metadata-directive': directive })
      const { headers, text } = await send({ key: 'self' })
      const found = ['x-oss-meta-a', 'x-oss-meta-b', 'cache-control', 'x-oss-tagging-count'].map(name =>
        headers.get(name),
      )
      expect([text, ...found]).toEqual(['x', undefined, '2', undefined, '1'])
    }
  })

  test.each(['x-oss-metadata-directive', 'x-oss-tagging-directive'])('%s is COPY or REPLACE', async name => {
    await send({ method: 'PUT', key: 'directed', body: 'x' })
    const wrong = await copy('/media/directed', 'to', { [name]: 'Replaced' })
    expect([wrong.status, wrong.field('Code')]).toEqual([400, 'InvalidArgument'])
    expect((await copy('/media/directed', 'to', { [name]: 'replace' })).status).toBe(200)
  })

  const [past, future] = [new Date(0).toUTCString(), new Date(Date.now() + 86_400_000).toUTCString()]
  test.each([
    ['if-match', '"0CC175B9C0F1B6A831C399E269772661"', 200],
    ['if-match', '"00000000000000000000000000000000"', 412],
    ['if-none-match', '"0CC175B9C0F1B6A831C399E269772661"', 304],
    ['if-none-match', '"00000000000000000000000000000000"', 200],
    ['if-unmodified-since', past, 412],
    ['if-unmodified-since', future, 200],
    ['if-modified-since', past, 200],
    ['if-modified-since', future, 304],
  ])('are copied, and parts of them, on the condition %s: %s', async (condition, value, status) => {
    await send({ method: 'PUT', key: 'when', body: 'a' })
    const header = { [`x-oss-copy-source-${condition}`]: value }
    const whole = await copy('/media/when', `copy ${condition} ${status}`, header)
    const key = `parts ${condition} ${status}`
    const started = await send({ method: 'POST', key, query: [['uploads', '']] })
    const query = [
      ['partNumber', '1'],
      ['uploadId', started.field('UploadId') ?? ''],
    ] as const
    const part = await send({ method: 'PUT', key, query, headers: { 'x-oss-copy-source': '/media/when', ...header } })
    expect([whole.status, part.status]).toEqual([status, status])
    expect((await send({ method: 'HEAD', key: `copy ${condition} ${status}` })).status).toBe(status === 200 ? 200 : 404)
  })

  test('that are symbolic links are copied as links', async () => {
    await send({ method: 'PUT', key: 'target', body: 'bytes' })
    const symlink = [['symlink', '']] as const
    await send({ method: 'PUT', key: 'link', query: symlink, headers: { 'x-oss-symlink-target': 'target' } })
    expect((await copy('/media/link', 'copied link')).status).toBe(200)
    const link = await send({ key: 'copied link', query: symlink })
    expect([link.status, link.headers.get('x-oss-symlink-target')]).toEqual([200, 'target'])
    await send({ method: 'PUT', key: 'target', body: 'other bytes' })
    expect((await send({ key: 'copied link' })).text).toBe('other bytes')
  })
})

describe('versions', () => {
  test('of a bucket are its objects, page by page', async () => {
    for (const key of ['v/1', 'v/a b', 'v/d/2']) await send({ method: 'PUT', bucket: 'other', key, body: key })
    const list = (...more: [string, string][]) =>
      send({ bucket: 'other', query: [['versions', ''], ['prefix', 'v/'], ['delimiter', '/'], ...more] })
    const first = await list(['max-keys', '1'])
    expect([first.fields('Key'), first.field('IsTruncated')]).toEqual([['v/1'], 'true'])
    const place = ['NextKeyMarker', 'NextVersionIdMarker'].map(name => first.field(name) ?? '')
    const second = await list(
      ['key-marker', place[0] ?? ''],
      ['version-id-marker', place[1] ?? ''],
      ['encoding-type', 'url'],
    )
    expect([second.fields('Key'), second.field('EncodingType')]).toEqual([['v%2Fa%20b'], 'url'])
    expect([second.field('VersionId'), second.field('IsLatest')]).toEqual(['null', 'true'])
    expect(/<CommonPrefixes><Prefix>(.*?)</.exec(second.text)?.[1]).toBe('v%2Fd%2F')
    const versioning = await send({ bucket: 'other', query: [['versioning', '']] })
    expect([versioning.status, versioning.field('Status')]).toEqual([200, undefined])
    expect((await send({ bucket: 'none-such', query: [['versioning', '']] })).field('Code')).toBe('NoSuchBucket')
  })

  test('are none but the one called null', async () => {
    await send({ method: 'PUT', key: 'only', body: 'x' })
    const version = (id: string) => [['versionId', id]] as const
    expect((await send({ key: 'only', query: version('null') })).text).toBe('x')
    for (const method of ['GET', 'HEAD', 'DELETE']) {
      expect((await send({ method, key: 'only', query: version('CAEQNhiBgM0BYiIDc4') })).status).toBe(404)
    }
    const copied = await copy('/media/only?versionId=CAEQNhiBgM0BYiIDc4', 'to')
    expect([copied.status, copied.field('Code'), copied.field('EC')]).toEqual([404, 'NoSuchVersion', '0012-00000301'])
    expect((await copy('/media/only?versionId=null', 'to')).status).toBe(200)
    const body =
      '<Delete><Object><Key>to</Key></Object><Object><Key>only</Key><VersionId>x</VersionId></Object></Delete>'
    expect((await deleteMany(send, body)).field('Code')).toBe('NoSuchVersion')
    expect((await send({})).fields('Key')).toEqual(expect.arrayContaining(['only', 'to']))
  })
})
