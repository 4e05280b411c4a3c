import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { type Call, clientOf, type Reply } from './client.ts'

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
    expect((await send({ method: 'POST', query: [['delete', '']], body })).field('Code')).toBe('NoSuchVersion')
    expect((await send({})).fields('Key')).toEqual(expect.arrayContaining(['only', 'to']))
  })
})
