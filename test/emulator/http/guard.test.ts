import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { signAcs3 } from '../../../src/request/acs3.ts'
import { secret } from '../../../src/request/index.ts'
import { type Call, clientOf, presignedUrl, type Reply, sendRaw } from './client.ts'

let oss: LocalOss
let send: (call: Call) => Promise<Reply>

beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media', 'open'], allow: ['app.example'] })
  send = clientOf(oss)
  await oss.store.putBucket('open', 'public-read-write')
})
afterAll(() => oss.close())

const ask = (headers: Readonly<Record<string, string>>, method = 'PUT') =>
  sendRaw(`${oss.endpoint}/open/k`, method, headers, method === 'PUT' ? 'x' : undefined)

describe('while the key is the well-known one', () => {
  test.each([
    { Origin: 'http://evil.example' },
    { Origin: 'http://localhost.evil.example' },
    { Origin: 'https://app.example.evil' },
    { Origin: 'null' },
    { Referer: 'http://evil.example/page' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://evil.example' },
    { Host: 'evil.example' },
    { Host: 'open.evil.example:9080' },
    { Host: '192.0.2.1' },
    { Host: 'aliyuncs.com.evil.example' },
  ])('%j is refused for every method', async headers => {
    for (const method of ['PUT', 'GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS']) {
      expect([method, (await ask(headers, method)).status]).toEqual([method, 403])
    }
    const { text } = await ask(headers)
    expect(text).toMatch(/<Code>AccessDenied<\/Code><Message>The access key here is the well-known one, .*--allow /)
  })

  test.each([
    {},
    { Origin: 'http://localhost:5173' },
    { Origin: 'http://127.0.0.1:5173', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://shop.app.example' },
    { Referer: 'http://shop.localhost:3000/x' },
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'none' },
    { Host: 'localhost:1' },
    { Host: 'localhost.' },
    { Host: 'LOCALHOST.:1' },
    { Host: 'app.example.' },
    { Host: 'oss-cn-hangzhou.aliyuncs.com.' },
    { Origin: 'http://localhost.:5173' },
    { Host: 'app.example' },
  ])('%j is answered', async headers => {
    expect((await ask(headers)).status).toBe(200)
  })

  test('a signed request of another site is refused too', async () => {
    await send({ method: 'PUT', key: 'kept', body: 'x' })
    const url = presignedUrl(oss, 'kept', 'image/info')
    expect((await sendRaw(url, 'GET', { Origin: 'http://evil.example' })).field('Code')).toBe('AccessDenied')
    expect(await oss.store.findObject('media', 'kept')).toBeDefined()
  })

  test('a rule of the bucket lets a site in', async () => {
    const rule = `<CORSRule><AllowedOrigin>https://*.shop.example</AllowedOrigin><AllowedMethod>PUT</AllowedMethod></CORSRule>`
    const body = `<CORSConfiguration>${rule}</CORSConfiguration>`
    await send({ method: 'PUT', bucket: 'open', query: [['cors', '']], body })
    const headers = { Origin: 'https://a.shop.example', 'Sec-Fetch-Site': 'cross-site' }
    const reply = await ask(headers)
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, headers.Origin])
    await send({ method: 'DELETE', bucket: 'open', query: [['cors', '']] })
    expect((await ask(headers)).status).toBe(403)
  })

  test('IMM is guarded as well', async () => {
    const headers = { 'x-acs-action': 'ListTasks', 'x-acs-version': '2020-09-30' }
    const request = { method: 'POST', host: new URL(oss.endpoint).host, path: '/', query: [], headers, body: '' }
    const signed = signAcs3(request, oss.credentials).headers
    const imm = (more: Record<string, string>) => sendRaw(`${oss.endpoint}/`, 'POST', { ...signed, ...more })
    expect(JSON.parse((await imm({})).text)).toMatchObject({ Tasks: [] })
    const refused = await imm({ Origin: 'http://evil.example' })
    expect([refused.status, JSON.parse(refused.text)]).toEqual([403, expect.objectContaining({ Code: 'AccessDenied' })])
    const long = await sendRaw(`${oss.endpoint}/`, 'POST', headers, 'x'.repeat(70_000))
    expect([long.status, JSON.parse(long.text)]).toEqual([400, expect.objectContaining({ Code: 'EntityTooLarge' })])
  })
})

test("with a key of one's own, whoever signs is answered", async () => {
  const credentials = { accessKeyId: 'own', accessKeySecret: secret('own secret') }
  await using own = await startLocalOss({ buckets: ['media'], credentials: [credentials] })
  const reply = await clientOf(own)({
    method: 'PUT',
    key: 'k',
    body: 'x',
    credentials,
    headers: { Origin: 'http://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' },
  })
  expect(reply.status).toBe(200)
})

describe('pages of this machine', () => {
  const preflight = (headers: Record<string, string>) => sendRaw(`${oss.endpoint}/media/k`, 'OPTIONS', headers)
  const Origin = 'http://localhost:5173'

  test('may do all with a bucket without rules', async () => {
    const names = 'authorization, content-type, x-oss-date'
    const asked = await preflight({
      Origin,
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': names,
    })
    expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([200, names])
    const got = await send({ key: 'none', headers: { Origin } })
    expect([got.status, got.headers.get('access-control-allow-origin')]).toEqual([404, '*'])
    expect((await preflight({ Origin })).field('Code')).toBe('BadRequest')
  })

  test('may do what the rules say where there are some', async () => {
    const rule =
      '<CORSRule><AllowedOrigin>http://localhost:5173</AllowedOrigin><AllowedMethod>GET</AllowedMethod>' +
      '<AllowedHeader>x-oss-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>5</MaxAgeSeconds></CORSRule>'
    const query = [['cors', '']] as const
    expect((await send({ query })).field('Code')).toBe('NoSuchCORSConfiguration')
    await send({ method: 'PUT', query, body: `<CORSConfiguration>${rule}</CORSConfiguration>` })
    expect((await send({ query })).text).toContain(rule)
    const put = await preflight({ Origin, 'Access-Control-Request-Method': 'PUT' })
    expect([put.status, put.field('Code')]).toEqual([403, 'AccessForbidden'])
    const get = await preflight({
      Origin,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'X-OSS-Meta-A',
    })
    expect(Object.fromEntries(get.headers)).toMatchObject({
      'access-control-allow-origin': Origin,
      'access-control-allow-methods': 'GET',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '5',
    })
    await send({ method: 'DELETE', query })
  })

  const USELESS: readonly (readonly [rule: string, words: string])[] = [
    ['<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>', 'is "PATCH"; expected one of GET, HEAD,'],
    ['<AllowedOrigin>*</AllowedOrigin><AllowedMethod>get</AllowedMethod>', 'is "get"; expected one of'],
    ['<AllowedOrigin>http://*.a.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>', 'has more than one "*".'],
    [
      '<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>x-*-*</AllowedHeader>',
      '"x-*-*" of a CORS rule has more than one',
    ],
    [
      '<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>soon</MaxAgeSeconds>',
      'not a whole number from 0 to 999999999.',
    ],
    ...['*', 'x-oss-*', 'ETag, Date', 'ETag\nX: y', 'Größe'].map((name): [string, string] => [
      `<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>${name}</ExposeHeader>`,
      'of a CORS rule is not a name of a header.',
    ]),
  ]

  test.each(USELESS)('have no rules that no browser could use: %s', async (rule, words) => {
    const body = `<CORSConfiguration><CORSRule>${rule}</CORSRule></CORSConfiguration>`
    const refused = await send({ method: 'PUT', query: [['cors', '']], body })
    expect([refused.status, refused.field('Code')]).toEqual([400, 'InvalidArgument'])
    expect(refused.text.replaceAll('&quot;', '"')).toContain(words)
    expect((await send({ query: [['cors', '']] })).status).toBe(404)
  })
})

test('a refusal of a large upload arrives, and the connection goes on', async () => {
  const wrong = { accessKeyId: 'local', accessKeySecret: secret('not it') }
  const body = Buffer.alloc(8_000_000)
  for (const headers of [{}, { Connection: 'close' }]) {
    const reply = await send({ method: 'PUT', key: 'large', body, credentials: wrong, headers })
    expect([reply.status, reply.field('Code')]).toEqual([403, 'SignatureDoesNotMatch'])
  }
  const forbidden = await send({ method: 'PUT', bucket: 'nowhere', key: 'k', body })
  expect(forbidden.field('Code')).toBe('NoSuchBucket')
  expect(await oss.store.findObject('media', 'large')).toBeUndefined()
})

test('what is refused before any byte is read is told to who sends many', async () => {
  const body = Buffer.alloc(3_000_000)
  const begun = await send({ method: 'POST', key: 'parts', query: [['uploads', '']] })
  const id = ['uploadId', begun.field('UploadId') ?? ''] as const
  const append = (position: string) =>
    [
      ['append', ''],
      ['position', position],
    ] as const
  for (const [call, code] of [
    [{ method: 'POST', key: 'appended', query: append('5') }, 'PositionNotEqualToLength'],
    [{ method: 'PUT', key: '/slash' }, 'InvalidObjectName'],
    [{ method: 'PUT', key: 'k'.repeat(1024) }, 'InvalidObjectName'],
    [{ method: 'PUT', key: 'parts', query: [['partNumber', '0'], id] }, 'InvalidArgument'],
    [{ method: 'PUT', key: 'parts', query: [['partNumber', '10001'], id] }, 'InvalidArgument'],
    [{ method: 'POST', key: 'appended', query: append('x') }, 'InvalidArgument'],
  ] as const) {
    const refused = await send({ ...call, body })
    expect([refused.status === 200, refused.field('Code')]).toEqual([false, code])
  }
  // The same by a form.
  const form = new FormData()
  form.append('key', '/slash')
  form.append('file', new Blob([body]), 'f')
  const reply = await fetch(`${oss.endpoint}/open/`, { method: 'POST', body: form })
  expect([reply.status, (await reply.text()).includes('InvalidObjectName')]).toEqual([400, true])
})

describe('a client that waits before it sends its body', () => {
  /** What comes back, up to the words that it waits for. */
  const converse = (head: string, until: RegExp, body = '') =>
    new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(oss.port, '127.0.0.1', () => socket.write(head))
      socket.on('error', reject).on('data', data => {
        text += data.toString('latin1')
        if (text.includes('100 Continue') && body !== '') socket.write(body)
        if (!until.test(text)) return
        resolve(text)
        socket.destroy()
      })
    })
  const head = (line: string, expectation = '100-continue', host = 'localhost') =>
    `${line} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nExpect: ${expectation}\r\n\r\n`

  test.each([
    ['PUT /open/waits', '100-continue'],
    ['POST /open/waits?append&position=0', '100-Continue'],
  ])('%s is told to go on, and then that it is done', async (line, expectation) => {
    const text = await converse(head(line, expectation), /200 OK/, 'hello')
    expect(text.startsWith('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n')).toBe(true)
    await oss.store.deleteObject('open', 'waits')
  })

  test.each([
    [head('PUT /media/k'), 'AccessDenied'],
    [head('PUT /nobucket/k'), 'AccessDenied'],
    [head('PUT /open/k', '100-continue', 'evil.example'), 'AccessDenied'],
  ])('is refused at once: %s', async (text, code) => {
    const answer = await converse(text, /<\/Error>/)
    expect([answer.includes('100 Continue'), answer.includes(`<Code>${code}<`)]).toEqual([false, true])
  })

  test('is answered whatever else it expects', async () => {
    expect(await converse(head('GET /open/none', 'something'), /<\/Error>/)).toContain('<Code>NoSuchKey<')
  })
})

test('an upload without a length is refused', async () => {
  const line = await new Promise<string>((resolve, reject) => {
    const socket = connect(oss.port, '127.0.0.1', () => socket.write('PUT /open/k HTTP/1.1\r\nHost: localhost\r\n\r\n'))
    socket.on('error', reject).once('data', data => {
      resolve(data.toString('latin1', 0, 12))
      socket.destroy()
    })
  })
  expect(line).toBe('HTTP/1.1 411')
})
