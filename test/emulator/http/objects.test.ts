import { createHash } from 'node:crypto'
import { Agent, request as httpRequest } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { presign, secret, sign, url } from '../../../src/request/index.ts'
import { type Call, clientOf, deleteMany, type Reply, sendRaw } from './client.ts'

let oss: LocalOss
let send: (call: Call) => Promise<Reply>

beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media', 'other', 'open'], allow: ['oss.example.test'] })
  send = clientOf(oss)
  await oss.store.putBucket('open', 'public-read')
})
afterAll(() => oss.close())

describe('objects over HTTP', () => {
  test('come back as they were put', async () => {
    const headers = {
      'Content-Type': 'text/x-poem',
      'Cache-Control': 'max-age=1',
      'x-oss-meta-author': 'someone',
      'x-oss-tagging': 'a=1&b=x%2Fy+z',
      'Content-MD5': createHash('md5').update('hello').digest('base64'),
    }
    const put = await send({ method: 'PUT', key: 'dir/poem', headers, body: 'hello' })
    expect([put.status, put.headers.get('etag')]).toEqual([200, '"5D41402ABC4B2A76B9719D911017C592"'])
    expect(put.headers.get('x-oss-request-id')).toMatch(/^[0-9A-F]{24}$/)
    const got = await send({ key: 'dir/poem' })
    expect([got.status, got.text]).toEqual([200, 'hello'])
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'text/x-poem',
      'cache-control': 'max-age=1',
      'x-oss-meta-author': 'someone',
      'x-oss-tagging-count': '2',
      'x-oss-object-type': 'Normal',
      'content-length': '5',
      'accept-ranges': 'bytes',
    })
    const head = await send({ method: 'HEAD', key: 'dir/poem' })
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '5'])
    expect((await send({ key: 'dir/poem', query: [['tagging', '']] })).fields('Value')).toEqual(['1', 'x/y z'])
    const meta = await send({ method: 'HEAD', key: 'dir/poem', query: [['objectMeta', '']] })
    expect([meta.headers.get('content-length'), meta.headers.get('content-type')]).toEqual(['5', undefined])
    // Older clients ask by GET: an answer with the length of the object and without the object would end no GET.
    const asked = await send({ key: 'dir/poem', query: [['objectMeta', '']] })
    expect([asked.status, asked.text, asked.headers.get('content-type')]).toEqual([200, 'hello', undefined])
    expect((await send({ key: 'dir/none', query: [['objectMeta', '']] })).field('Code')).toBe('NoSuchKey')
    const shown = await send({ key: 'dir/poem', query: [['response-content-type', 'text/html']] })
    expect(shown.headers.get('content-type')).toBe('text/html')
  })

  test.each([
    ['bytes=0-1', 206, 'he', 'bytes 0-1/5'],
    ['bytes=3-', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=-5', 206, 'hello', 'bytes 0-4/5'],
    ['bytes=-6', 200, 'hello', undefined],
    ['bytes=-0', 200, 'hello', undefined],
    ['bytes=0-99', 200, 'hello', undefined],
    ['bytes=0-1,3-4', 200, 'hello', undefined],
    ['bytes=9-', 200, 'hello', undefined],
    ['bytes=x', 200, 'hello', undefined],
  ])('range %s', async (range, status, text, contentRange) => {
    await send({ method: 'PUT', key: 'r', body: 'hello' })
    const reply = await send({ key: 'r', headers: { Range: range } })
    expect([reply.status, reply.text, reply.headers.get('content-range')]).toEqual([status, text, contentRange])
  })

  test('a range outside is refused where the client asks for the standard', async () => {
    await send({ method: 'PUT', key: 'r', body: 'hello' })
    const ask = (Range: string) => send({ key: 'r', headers: { Range, 'x-oss-range-behavior': 'standard' } })
    const [beyond, long, suffix] = [await ask('bytes=9-'), await ask('bytes=3-99'), await ask('bytes=-99')]
    expect([beyond.status, beyond.field('Code')]).toEqual([416, 'InvalidRange'])
    expect([long.status, long.text]).toEqual([206, 'lo'])
    expect([suffix.status, suffix.text, suffix.headers.get('content-range')]).toEqual([206, 'hello', 'bytes 0-4/5'])
  })

  test('conditions are kept', async () => {
    await send({ method: 'PUT', key: 'c', body: 'x' })
    const { headers } = await send({ key: 'c' })
    const [etag, modified] = [headers.get('etag') ?? '', headers.get('last-modified') ?? '']
    const statuses = [
      { 'If-None-Match': etag },
      { 'If-Modified-Since': modified },
      { 'If-Match': '"other"' },
      { 'If-Unmodified-Since': new Date(0).toUTCString() },
      { 'If-Match': etag, 'If-Unmodified-Since': modified },
    ].map(async conditions => (await send({ key: 'c', headers: conditions })).status)
    expect(await Promise.all(statuses)).toEqual([304, 304, 412, 412, 200])
  })

  test.each(['GET', 'HEAD'])(
    'conditions of %s are dates of HTTP, and tags that proxies have weakened',
    async method => {
      await send({ method: 'PUT', key: 'c', body: 'x' })
      const { headers } = await send({ key: 'c' })
      const etag = headers.get('etag') ?? ''
      for (const [given, status] of [
        [{ 'If-None-Match': `W/${etag}` }, 304],
        [{ 'If-None-Match': `"other", W/${etag}` }, 304],
        [{ 'If-Match': `W/${etag}` }, 412],
        [{ 'If-Modified-Since': '2100-01-01T00:00:00Z' }, 200],
        [{ 'If-Modified-Since': '4102444800' }, 200],
        [{ 'If-Unmodified-Since': '2000-01-01' }, 200],
        [{ 'If-Modified-Since': 'Friday, 01-Jan-49 00:00:00 GMT' }, 304],
      ] as const) {
        expect([given, (await send({ method, key: 'c', headers: given })).status]).toEqual([given, status])
      }
    },
  )

  test('a range belongs to the version that the client has a part of', async () => {
    await send({ method: 'PUT', key: 'r', body: 'hello' })
    const { headers } = await send({ method: 'HEAD', key: 'r' })
    const [etag, modified] = [headers.get('etag') ?? '', headers.get('last-modified') ?? '']
    for (const [condition, status] of [
      [etag, 206],
      [modified, 206],
      [`W/${etag}`, 200],
      ['"other"', 200],
      [new Date(Date.parse(modified) + 1000).toUTCString(), 200],
      ['junk', 200],
    ] as const) {
      for (const method of ['GET', 'HEAD']) {
        const reply = await send({ method, key: 'r', headers: { Range: 'bytes=1-2', 'If-Range': condition } })
        expect([condition, reply.status]).toEqual([condition, status])
      }
    }
  })

  test('tell the encryption that was asked for, in every answer of their kind', async () => {
    const name = 'x-oss-server-side-encryption'
    const kms = { [name]: 'KMS', [`${name}-key-id`]: 'key', 'x-oss-server-side-data-encryption': 'SM4' }
    const tell = async (call: Call) => {
      const { status, headers } = await send(call)
      return [status, ...Object.keys(kms).map(name => headers.get(name))]
    }
    const [aes, all, none] = [['AES256', undefined, undefined], Object.values(kms), [undefined, undefined, undefined]]
    const encrypted = { headers: { [name]: 'AES256' } }
    expect(await tell({ method: 'PUT', key: 'enc/a', body: 'x', ...encrypted })).toEqual([200, ...aes])
    expect(await tell({ method: 'PUT', key: 'enc/b', body: 'x', headers: kms })).toEqual([200, ...all])
    expect(await tell({ key: 'enc/b', headers: { Range: 'bytes=0-0' } })).toEqual([206, ...all])
    // A copy is encrypted where it says so itself.
    expect(await tell({ method: 'PUT', key: 'enc/c', headers: { 'x-oss-copy-source': '/media/enc/b' } })).toEqual([
      200,
      ...none,
    ])
    const append = [['append', ''] as const, ['position', '0'] as const]
    expect(await tell({ method: 'POST', key: 'enc/d', query: append, body: 'x', ...encrypted })).toEqual([200, ...aes])
    expect(await tell({ method: 'POST', key: 'enc/e', query: [['uploads', '']], ...encrypted })).toEqual([200, ...aes])
    const [upload] = (await send({ query: [['uploads', '']] })).fields('UploadId')
    const id = ['uploadId', upload ?? ''] as const
    await send({ method: 'PUT', key: 'enc/e', query: [['partNumber', '1'], id], body: 'x' })
    expect(
      (await send({ method: 'POST', key: 'enc/e', query: [id], headers: { 'x-oss-complete-all': 'yes' } })).status,
    ).toBe(200)
    for (const [key, expected] of [
      ['a', aes],
      ['b', all],
      ['c', none],
      ['d', aes],
      ['e', aes],
    ] as const) {
      expect(await tell({ method: 'HEAD', key: `enc/${key}` })).toEqual([200, ...expected])
    }
    for (const [headers, code] of [
      [{ [name]: 'aws:kms' }, 'InvalidEncryptionAlgorithmError'],
      [{ ...kms, 'x-oss-server-side-data-encryption': 'AES256' }, 'InvalidEncryptionAlgorithmError'],
      [{ ...kms, [name]: 'AES256' }, 'InvalidArgument'],
      [{ [`${name}-key-id`]: 'key' }, 'InvalidArgument'],
      [{ [`${name}-customer-algorithm`]: 'AES256' }, 'NotImplemented'],
    ] as const) {
      expect((await send({ method: 'PUT', key: 'enc/no', body: 'x', headers })).field('Code')).toBe(code)
    }
    for (const call of [
      { method: 'DELETE' },
      { method: 'PUT', query: [['symlink', '']] as const },
      { method: 'PUT', query: [['partNumber', '1'], id] as const },
      {},
    ]) {
      expect((await send({ key: 'enc/a', ...call, ...encrypted })).field('EC')).toBe('0005-00000002')
    }
    expect(await oss.store.findObject('media', 'enc/no')).toBeUndefined()
  })

  test.each([
    [{ headers: { 'x-oss-traffic-limit': '819199' } }, '0004-00000502'],
    [{ query: [['x-oss-traffic-limit', '838860801']] as const }, '0004-00000502'],
    [{ method: 'PUT', body: 'x', headers: { 'x-oss-traffic-limit': '1e6' } }, '0004-00000502'],
    [
      {
        method: 'POST',
        query: [
          ['append', ''],
          ['position', '0'],
          ['x-oss-traffic-limit', ''],
        ] as const,
      },
      '0004-00000502',
    ],
    [
      { headers: { 'x-oss-traffic-limit': '819200' }, query: [['x-oss-traffic-limit', '819200']] as const },
      '0004-00000501',
    ],
    [{ headers: { 'x-oss-traffic-limit': '838860800' } }, undefined],
    [{ query: [['x-oss-traffic-limit', '819200']] as const }, undefined],
  ])('come no faster than OSS can hold them to: %j', async (call: Call, ec) => {
    await send({ method: 'PUT', key: 'slow', body: 'x' })
    const reply = await send({ key: 'slow', ...call })
    expect([reply.status, reply.field('EC')]).toEqual([ec ? 400 : 200, ec])
  })

  test('are appended to', async () => {
    const append = (position: string, body: string) =>
      send({
        method: 'POST',
        key: 'log',
        query: [
          ['append', ''],
          ['position', position],
        ],
        body,
      })
    expect((await append('0', 'ab')).headers.get('x-oss-next-append-position')).toBe('2')
    expect((await append('2', 'cd')).headers.get('x-oss-next-append-position')).toBe('4')
    const wrong = await append('2', 'x')
    expect([wrong.status, wrong.field('Code')]).toEqual([409, 'PositionNotEqualToLength'])
    expect(wrong.headers.get('x-oss-next-append-position')).toBe('4')
    for (const position of ['0x4', '4e0', '+4', ' 4', '-4', '4.0']) {
      expect([position, (await append(position, 'x')).field('Code')]).toEqual([position, 'InvalidArgument'])
    }
    expect((await send({ key: 'log' })).text).toBe('abcd')
  })

  test('are not overwritten where that is forbidden', async () => {
    const put = () => send({ method: 'PUT', key: 'once', headers: { 'x-oss-forbid-overwrite': 'true' }, body: 'x' })
    expect([(await put()).status, (await put()).field('Code')]).toEqual([200, 'FileAlreadyExists'])
  })

  test('with a wrong digest are refused and not kept', async () => {
    const bad = await send({
      method: 'PUT',
      key: 'digest',
      headers: { 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' },
      body: 'x',
    })
    const invalid = await send({ method: 'PUT', key: 'digest', headers: { 'Content-MD5': 'x' }, body: 'x' })
    expect([bad.field('Code'), invalid.field('Code')]).toEqual(['InvalidDigest', 'InvalidDigest'])
    expect([bad.field('EC'), invalid.field('EC')]).toEqual(['0017-00000503', '0017-00000502'])
    expect((await send({ key: 'digest' })).status).toBe(404)
  })

  test('go, one or many', async () => {
    for (const key of ['d/1', 'd/2', 'd/<3>&']) await send({ method: 'PUT', key, body: 'x' })
    expect((await send({ method: 'DELETE', key: 'd/1' })).status).toBe(204)
    expect((await send({ method: 'DELETE', key: 'd/1' })).status).toBe(204)
    const body =
      '<?xml version="1.0"?><Delete><Quiet>false</Quiet><Object><Key>d/2</Key></Object><Object><Key>d/&lt;3&gt;&amp;</Key></Object></Delete>'
    const deleted = await deleteMany(send, body)
    expect(deleted.fields('Key')).toEqual(['d/2', 'd/&lt;3&gt;&amp;'])
    expect((await send({ query: [['prefix', 'd/']] })).fields('Key')).toEqual([])
    const bomb = '<!DOCTYPE a [<!ENTITY b "bb">]><Delete><Object><Key>&b;</Key></Object></Delete>'
    expect((await deleteMany(send, bomb)).field('Code')).toBe('MalformedXML')
  })

  test('go all together or not at all, and in silence where that is asked for', async () => {
    for (const key of ['g/1', 'g/2']) await send({ method: 'PUT', key, body: 'x' })
    const remove = (inner: string, headers = {}, root = 'Delete') =>
      deleteMany(send, `<${root}>${inner}</${root}>`, { headers })
    const first = '<Object><Key>g/1</Key></Object>'
    const refused = [
      await remove(`${first}<Object><Key>/g/2</Key></Object>`),
      await remove(`${first}<Object><VersionId>null</VersionId></Object>`),
      await remove('<Quiet>true</Quiet>'),
      await remove(first, {}, 'Remove'),
      await remove(first, { 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' }),
      await send({ method: 'POST', query: [['delete', '']], body: `<Delete>${first}</Delete>` }),
    ]
    expect(refused.map(reply => [reply.status, reply.field('Code'), reply.field('EC')])).toEqual([
      [400, 'InvalidObjectName', undefined],
      [400, 'MalformedXML', '0016-00000613'],
      [400, 'MalformedXML', '0016-00000615'],
      [400, 'MalformedXML', undefined],
      [400, 'InvalidDigest', '0017-00000503'],
      [400, 'MissingArgument', '0016-00000606'],
    ])
    expect((await send({ query: [['prefix', 'g/']] })).fields('Key')).toEqual(['g/1', 'g/2'])
    const quiet = await remove(`<Quiet>true</Quiet>${first}`)
    expect([quiet.status, quiet.text, quiet.headers.get('content-length')]).toEqual([200, '', '0'])
    expect((await send({ query: [['prefix', 'g/']] })).fields('Key')).toEqual(['g/2'])
  })

  test('with signs that no document can hold go by names that are encoded', async () => {
    await send({ method: 'PUT', key: 'c\u0001 d', body: 'x' })
    const body = '<Delete><Object><Key>c%01%20d</Key></Object></Delete>'
    expect((await deleteMany(send, body, { query: [['encoding-type', 'url2']] })).field('Key')).toBe('c%01%20d')
    expect((await send({ method: 'HEAD', key: 'c\u0001 d' })).status).toBe(404)
  })

  test('keep the storage class that they are given, but none whose objects are restored before they are read', async () => {
    const put = (key: string, storageClass: string, more = {}) =>
      send({ method: 'PUT', key, headers: { 'x-oss-storage-class': storageClass, ...more }, body: 'x' })
    const classOf = async (key: string) => (await send({ method: 'HEAD', key })).headers.get('x-oss-storage-class')
    expect((await put('class/a', 'IA')).status).toBe(200)
    expect((await put('class/b', 'Standard')).status).toBe(200)
    expect([await classOf('class/a'), await classOf('class/b')]).toEqual(['IA', 'Standard'])
    expect((await send({ query: [['prefix', 'class/']] })).fields('StorageClass')).toEqual(['IA', 'Standard'])
    // What is said of an object otherwise leaves its class; a copy has the one that is given for it.
    await send({ method: 'PUT', key: 'class/a', query: [['acl', '']], headers: { 'x-oss-object-acl': 'public-read' } })
    expect(await classOf('class/a')).toBe('IA')
    await send({ method: 'PUT', key: 'class/c', headers: { 'x-oss-copy-source': '/media/class/a' } })
    expect((await put('class/b', 'IA', { 'x-oss-copy-source': '/media/class/b' })).status).toBe(200)
    expect([await classOf('class/b'), await classOf('class/c')]).toEqual(['IA', 'Standard'])
    for (const [given, status, code] of [
      ['Archive', 501, 'NotImplemented'],
      ['DeepColdArchive', 501, 'NotImplemented'],
      ['ia', 400, 'InvalidArgument'],
    ] as const) {
      const refused = await put('class/d', given)
      expect([refused.status, refused.field('Code')]).toEqual([status, code])
    }
    expect(await classOf('class/d')).toBeUndefined()
  })

  test('are not stored where a callback is asked for, which nobody makes', async () => {
    const callback = Buffer.from('{"callbackUrl":"http://localhost/done","callbackBody":"a"}').toString('base64')
    const reply = await send({ method: 'PUT', key: 'callback', headers: { 'x-oss-callback': callback }, body: 'x' })
    expect([reply.status, reply.field('Code')]).toEqual([501, 'NotImplemented'])
    expect((await send({ method: 'HEAD', key: 'callback' })).status).toBe(404)
  })

  test.each([
    [{ 'x-oss-meta-my_key': 'v' }, '0011-00000004'],
    [{ 'x-oss-meta-a.b': 'v' }, '0011-00000004'],
    [{ 'x-oss-meta-a': 'v'.repeat(8192) }, '0011-00000002'],
    [{ 'x-oss-meta-a': 'v'.repeat(4096), 'x-oss-meta-b': 'v'.repeat(4096) }, '0011-00000002'],
  ])('have no metadata that OSS does not take: %.40j', async (headers, ec) => {
    const source = { 'x-oss-copy-source': '/media/a', 'x-oss-metadata-directive': 'REPLACE' }
    await send({ method: 'PUT', key: 'a', body: 'x' })
    for (const call of [
      { method: 'PUT', body: 'x' },
      { method: 'PUT', headers: source },
      { method: 'POST', query: [['uploads', '']] },
      {
        method: 'POST',
        query: [
          ['append', ''],
          ['position', '0'],
        ],
        body: 'x',
      },
    ] as const satisfies readonly Call[]) {
      const reply = await send({
        key: 'meta',
        ...call,
        headers: { ...('headers' in call && call.headers), ...headers },
      })
      expect([reply.status, reply.field('Code'), reply.field('EC')]).toEqual([400, 'InvalidArgument', ec])
    }
    expect(await oss.store.findObject('media', 'meta')).toBeUndefined()
  })

  test('have strange names', async () => {
    for (const key of ['a b+c%20.txt', '中文/😀', "x'(y)!*~", '../up', 'a/../../b', './x']) {
      const put = await send({ method: 'PUT', key, body: key })
      expect([key, put.status]).toEqual([key, 200])
      expect((await send({ key })).text).toBe(key)
    }
  })
})

describe('listings over HTTP', () => {
  beforeAll(async () => {
    for (const key of ['a/1', 'a/2', 'b', 'c&d'])
      await send({ method: 'PUT', bucket: 'other', key: `list/${key}`, body: 'x' })
  })

  test('V1 goes page by page', async () => {
    const ask = (marker: string) =>
      send({
        bucket: 'other',
        query: [
          ['prefix', 'list/'],
          ['delimiter', '/'],
          ['max-keys', '2'],
          ['marker', marker],
        ],
      })
    const first = await ask('')
    expect([first.fields('Key'), first.field('IsTruncated'), first.field('NextMarker')]).toEqual([
      ['list/b'],
      'true',
      'list/b',
    ])
    expect(first.text).toContain('<CommonPrefixes><Prefix>list/a/</Prefix></CommonPrefixes>')
    const second = await ask('list/b')
    expect([second.fields('Key'), second.field('IsTruncated')]).toEqual([['list/c&amp;d'], 'false'])
  })

  test('V2 goes by tokens', async () => {
    const keys: string[] = []
    let token: string | undefined = ''
    while (token !== undefined) {
      const query = [
        ['list-type', '2'],
        ['prefix', 'list/'],
        ['max-keys', '1'],
        ['encoding-type', 'url'],
        ...(token ? [['continuation-token', token] as const] : []),
      ] as const
      const page = await send({ bucket: 'other', query })
      keys.push(...page.fields('Key').map(decodeURIComponent))
      expect(page.field('KeyCount')).toBe('1')
      token = page.field('NextContinuationToken')
    }
    expect(keys).toEqual(['list/a/1', 'list/a/2', 'list/b', 'list/c&d'])
  })

  test.each([
    ['list-type', 'second', '0015-00000401'],
    ['list-type', '', '0015-00000401'],
    ['encoding-type', 'urlencode', '0017-00000235'],
  ])('%s=%s is refused', async (name, value, ec) => {
    const reply = await send({ query: [[name, value]] })
    expect([reply.status, reply.field('Code'), reply.field('EC')]).toEqual([400, 'InvalidArgument', ec])
  })

  test('a token that no listing gave is refused', async () => {
    const query = [
      ['list-type', '2'],
      ['continuation-token', 'p/2'],
    ] as const
    const reply = await send({ query })
    expect([reply.status, reply.field('EC')]).toEqual([400, '0015-00000404'])
  })

  test('a wrong page size is refused', async () => {
    for (const size of ['0', '1001', 'x']) {
      expect((await send({ query: [['max-keys', size]] })).field('Code')).toBe('InvalidArgument')
    }
  })
})

describe('buckets over HTTP', () => {
  test('come, tell about themselves and go', async () => {
    const bucket = 'short-lived'
    expect((await send({ method: 'PUT', bucket, headers: { 'x-oss-acl': 'public-read' } })).status).toBe(200)
    expect((await send({ bucket, query: [['acl', '']] })).field('Grant')).toBe('public-read')
    expect((await send({ bucket, query: [['location', '']] })).field('LocationConstraint')).toBe('oss-cn-hangzhou')
    const told = await send({ bucket, query: [['bucketInfo', '']] })
    expect([told.field('Name'), told.field('Comment'), told.field('DataRedundancyType')]).toEqual([bucket, '', 'LRS'])
    // Of a host with the bucket in front, clients get the host without it, to write the bucket in front of that.
    const endpoint = 'http://oss-cn-hangzhou.aliyuncs.com'
    const query = [['bucketInfo', '']] as const
    const asked = sign({ method: 'GET', endpoint, bucket, key: '', query, headers: {}, body: '' }, oss.credentials, {
      region: 'cn-hangzhou',
    })
    const [, host = '', rest = ''] = /^http:\/\/([^/]+)(.*)$/.exec(url(asked)) ?? []
    const info = await sendRaw(oss.endpoint + rest, 'GET', { ...asked.headers, Host: host })
    expect([host, info.field('ExtranetEndpoint')]).toEqual([`${bucket}.${endpoint.slice(7)}`, endpoint.slice(7)])
    expect((await send({ bucket: '' })).fields('Name')).toContain(bucket)
    await send({ method: 'PUT', bucket, key: 'k', body: '12345' })
    const stat = await send({ bucket, query: [['stat', '']] })
    expect([stat.field('Storage'), stat.field('ObjectCount')]).toEqual(['5', '1'])
    expect((await send({ method: 'DELETE', bucket })).field('Code')).toBe('BucketNotEmpty')
    await send({ method: 'DELETE', bucket, key: 'k' })
    const uploadId =
      (await send({ method: 'POST', bucket, key: 'k', query: [['uploads', '']] })).field('UploadId') ?? ''
    expect((await send({ method: 'DELETE', bucket })).field('Code')).toBe('BucketNotEmpty')
    await send({ method: 'DELETE', bucket, key: 'k', query: [['uploadId', uploadId]] })
    expect((await send({ method: 'DELETE', bucket })).status).toBe(204)
    const gone = await send({ bucket })
    expect([gone.status, gone.field('Code')]).toEqual([404, 'NoSuchBucket'])
  })

  test('hold styles', async () => {
    const name = [
      ['style', ''],
      ['styleName', 'small'],
    ] as const
    const body = '<Style><Content>image/resize,w_10</Content></Style>'
    expect((await send({ method: 'PUT', query: name, body })).status).toBe(200)
    expect((await send({ query: name })).field('Content')).toBe('image/resize,w_10')
    expect((await send({ query: [['style', '']] })).fields('Name')).toEqual(['small'])
    const wrong = await send({ method: 'PUT', query: name, body: '<Style><Content>image/resize,w_0</Content></Style>' })
    expect([wrong.status, wrong.field('Code'), wrong.field('EC')]).toEqual([
      400,
      'InvalidArgument',
      expect.stringMatching(/^0040-/),
    ])
    expect((await send({ method: 'DELETE', query: name })).status).toBe(204)
    expect((await send({ query: name })).field('Code')).toBe('NoSuchStyle')
    const bad = await send({
      method: 'PUT',
      query: [
        ['style', ''],
        ['styleName', 'a b'],
      ],
      body,
    })
    expect(bad.field('EC')).toBe('0017-00000251')
  })

  test.each([
    'video/animation,f_gif,w_100',
    'video/snapshots,f_jpg',
    'image/resize,w_9|sys/saveas,o_YQ',
    'style/small',
  ])('hold the style %s for those who call it by POST', async content => {
    const query = [['style', ''] as const, ['styleName', 'any'] as const]
    const body = `<Style><Content>${content}</Content></Style>`
    expect((await send({ method: 'PUT', query, body })).status).toBe(200)
    expect((await send({ method: 'PUT', query, body: body.replace('</C', '/resize,w_0</C') })).status).toBe(400)
    expect((await send({ query })).field('Content')).toBe(content)
    await send({ method: 'DELETE', query })
  })

  test('hold fifty styles, also where several come at once', async () => {
    const put = (name: number, width = 9) => {
      const query = [['style', ''] as const, ['styleName', `s${name}`] as const]
      return send({
        method: 'PUT',
        bucket: 'other',
        query,
        body: `<Style><Content>image/resize,w_${width}</Content></Style>`,
      })
    }
    const replies = await Promise.all(Array.from({ length: 55 }, (_, index) => put(index)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(50)
    expect(new Set(replies.map(reply => reply.field('Code')))).toEqual(new Set([undefined, 'TooManyStyles']))
    expect(
      (
        await put(
          replies.findIndex(({ status }) => status === 200),
          8,
        )
      ).status,
    ).toBe(200)
    expect((await send({ bucket: 'other', query: [['style', '']] })).fields('Name')).toHaveLength(50)
  })

  test('say what the local OSS does not have', async () => {
    const restore = await send({ method: 'POST', key: 'big', query: [['restore', '']] })
    expect([restore.status, restore.field('Code')]).toEqual([501, 'NotImplemented'])
    expect((await send({ query: [['lifecycle', '']] })).status).toBe(501)
    expect((await send({ method: 'DELETE', bucket: 'other', query: [['overwriteConfig', '']] })).status).toBe(501)
    expect(await oss.store.findBucket('other')).toBeDefined()
    expect((await send({ bucket: '', query: [['regions', '']] })).status).toBe(501)
    expect((await send({ method: 'PATCH', key: 'k' })).field('Code')).toBe('MethodNotAllowed')
    expect((await send({ method: 'PUT', bucket: 'torn', body: '<CreateBucket' })).field('Code')).toBe('MalformedXML')
    for (const [storageClass, code] of [
      ['IA', 'NotImplemented'],
      ['ColdArchive', 'NotImplemented'],
      ['standard', 'InvalidArgument'],
    ] as const) {
      const body = `<CreateBucketConfiguration><StorageClass>${storageClass}</StorageClass></CreateBucketConfiguration>`
      expect((await send({ method: 'PUT', bucket: 'torn', body })).field('Code')).toBe(code)
    }
    expect(await oss.store.findBucket('torn')).toBeUndefined()
  })
})

describe('signatures over HTTP', () => {
  beforeAll(() => send({ method: 'PUT', key: 'signed', body: 'x' }))

  test.each(['v1', 'v4'] as const)('%s in headers, with a wrong secret, a wrong key, a wrong clock', async version => {
    const options = { version }
    const ask = (call: Call) => send({ key: 'signed', ...call, options: { ...options, ...call.options } })
    expect((await ask({})).status).toBe(200)
    const wrong = await ask({ credentials: { accessKeyId: 'local', accessKeySecret: secret('not it') } })
    expect([wrong.status, wrong.field('Code'), wrong.field('EC')]).toEqual([
      403,
      'SignatureDoesNotMatch',
      '0002-00000040',
    ])
    expect(wrong.field('StringToSign')).toContain(version === 'v1' ? '/media/signed' : 'OSS4-HMAC-SHA256')
    expect(wrong.text).not.toContain('local-secret')
    const unknown = await ask({ credentials: { accessKeyId: 'nobody', accessKeySecret: secret('x') } })
    expect([unknown.status, unknown.field('Code')]).toEqual([403, 'InvalidAccessKeyId'])
    const signedAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 16 * 60_000)
    const late = await ask({ options: { date: signedAt } })
    expect([late.status, late.field('Code')]).toEqual([403, 'RequestTimeTooSkewed'])
    expect(late.field('RequestTime')).toBe(signedAt.toISOString())
    expect(Math.abs(Date.parse(late.field('ServerTime') ?? '') - Date.now())).toBeLessThan(60_000)
  })

  test('a refusal of HEAD tells its reason in a header that clients read, also of a long request', async () => {
    for (const version of ['v1', 'v4'] as const) {
      const reply = await send({
        ...{ method: 'HEAD', key: 'a', query: [['x-oss-process', `image/resize,w_1/${'x'.repeat(12_000)}`]] },
        credentials: { accessKeyId: 'local', accessKeySecret: secret('wrong') },
        options: { version, region: 'cn-hangzhou' },
      })
      const xml = Buffer.from(reply.headers.get('x-oss-err') ?? '', 'base64').toString()
      expect([reply.status, xml]).toEqual([403, expect.stringContaining('<Code>SignatureDoesNotMatch</Code>')])
    }
  })

  test('a refusal of HEAD tells its reason in headers', async () => {
    const reply = await send({ method: 'HEAD', key: 'none' })
    expect([reply.status, reply.headers.get('x-oss-ec')]).toEqual([404, '0026-00000001'])
    expect(Buffer.from(reply.headers.get('x-oss-err') ?? '', 'base64').toString()).toContain('<Code>NoSuchKey</Code>')
  })

  test('nobody gets what the ACL opens, and nothing more', async () => {
    await send({ method: 'PUT', bucket: 'open', key: 'k', body: 'x' })
    const anonymous = { credentials: undefined }
    const statuses = [
      { bucket: 'open', key: 'k' },
      { bucket: 'open' },
      { bucket: 'open', key: 'k', method: 'PUT', body: 'y' },
      {
        bucket: 'open',
        key: 'k',
        method: 'POST',
        query: [['x-oss-async-process', '']] as const,
        body: 'x-oss-async-process=x',
      },
      { bucket: 'media', key: 'signed' },
      { bucket: 'none', key: 'signed' },
      { bucket: '' },
    ].map(async call => (await send({ ...call, ...anonymous })).status)
    expect(await Promise.all(statuses)).toEqual([200, 200, 403, 403, 403, 403, 403])
  })

  test('a security token is asked for where the credentials have one', async () => {
    const accessKeySecret = secret('s')
    const temporary = { accessKeyId: 'STS.x', accessKeySecret, securityToken: secret('token') }
    await using other = await startLocalOss({ credentials: [temporary], buckets: ['media'] })
    const ask = clientOf(other)
    expect((await ask({ credentials: temporary })).status).toBe(200)
    expect((await ask({ credentials: { accessKeyId: 'STS.x', accessKeySecret } })).field('Code')).toBe(
      'InvalidSecurityToken',
    )
  })
})

test.each(['v1', 'v4'] as const)('a security token beside a permanent key is refused: %s', async version => {
  const credentials = { accessKeyId: 'local', accessKeySecret: secret('local-secret'), securityToken: secret('token') }
  const header = await send({ key: 'signed', credentials, options: { version } })
  const request = {
    method: 'GET',
    endpoint: oss.endpoint,
    bucket: 'media',
    key: 'signed',
    query: [],
    headers: {},
    body: '',
  }
  const url = await sendRaw(presign(request, credentials, { version, region: 'cn-hangzhou' }), 'GET', {})
  for (const { status, field } of [header, url]) {
    expect([status, field('Code'), field('EC')]).toEqual([403, 'InvalidAccessKeyId', '0002-00000002'])
    expect(field('OSSAccessKeyId')).toBe('local')
  }
})

describe('addresses', () => {
  const rawGet = (options: { path: string; host: string }) =>
    new Promise<number>((resolve, reject) => {
      const { path, host } = options
      httpRequest({ host: '127.0.0.1', port: oss.port, path, headers: { host } }, reply => {
        reply.resume()
        resolve(reply.statusCode ?? 0)
      })
        .on('error', reject)
        .end()
    })

  beforeAll(() => send({ method: 'PUT', bucket: 'open', key: 'k', body: 'x' }))

  test.each([
    ['path style', '/open/k', '127.0.0.1'],
    ['path style by name', '/open/k', 'localhost:1'],
    ['bucket below localhost', '/k', 'open.localhost:1'],
    ['bucket below a name of Alibaba Cloud', '/k', 'open.oss-cn-hangzhou.aliyuncs.com'],
    ['bucket below another name', '/k', 'open.oss.example.test'],
    ['path style below another name', '/open/k', 'oss.example.test'],
    ['a proxy request', 'http://open.oss-cn-hangzhou.aliyuncs.com/k', '127.0.0.1'],
    ['a proxy request in path style', 'http://127.0.0.1/open/k', 'elsewhere'],
  ])('%s', async (_, path, host) => {
    expect(await rawGet({ path, host })).toBe(200)
  })
})

test('ali-oss may write the bucket into the path, with a host that has it as well', async () => {
  const { default: OSS } = await import('ali-oss')
  const client = new OSS({
    endpoint: oss.endpoint,
    region: 'oss-cn-hangzhou',
    accessKeyId: 'local',
    accessKeySecret: 'local-secret',
    authorizationV4: true,
    sldEnable: true,
    secure: false,
    cname: false,
    agent: new Agent(),
    httpsAgent: new SecureAgent(),
  })
  const content = Buffer.from('by ali-oss')
  const { status } = await client.request({
    method: 'PUT',
    bucket: 'media',
    object: 'media/a',
    subres: {},
    headers: {},
    content,
    timeout: [9000, 9000],
  })
  expect([status, (await send({ key: 'media/a' })).text]).toEqual([200, 'by ali-oss'])
})

test('HTTPS with the certificate of the server', async () => {
  await using secure = await startLocalOss({ https: true, buckets: ['media'] })
  const { request } = await import('node:https')
  const status = await new Promise<number>((resolve, reject) => {
    const { port, certificate } = secure
    request({ host: '127.0.0.1', port, path: '/', ca: certificate }, reply => {
      reply.resume()
      resolve(reply.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
  expect([secure.endpoint.startsWith('https://'), status]).toEqual([true, 403])
})

test('a taken port is told', async () => {
  await expect(startLocalOss({ port: oss.port })).rejects.toThrow('EADDRINUSE')
})
