import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFormReader } from '../../../src/emulator/http/form-parser.ts'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { clientOf, sendRaw } from './client.ts'

let oss: LocalOss
beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media', 'open'] })
  await oss.store.putBucket('open', 'public-read-write')
})
afterAll(() => oss.close())

const SOON = new Date(Date.now() + 600_000).toISOString()
const policyOf = (conditions: readonly unknown[], expiration = SOON) =>
  Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64')
const hmac = (algorithm: string, key: string | Buffer, text: string) => createHmac(algorithm, key).update(text).digest()

const signedV1 = (policy: string, signature = hmac('sha1', 'local-secret', policy).toString('base64')) => ({
  policy,
  OSSAccessKeyId: 'local',
  Signature: signature,
})

const signedV4 = ({
  version = 'OSS4-HMAC-SHA256',
  scope = '20261127/cn-hangzhou/oss/aliyun_v4_request',
  date = '20261127T000000Z',
} = {}) => {
  const policy = policyOf([['eq', '$key', 'v4'], { 'x-oss-date': date }])
  const key = scope
    .split('/')
    .reduce<string | Buffer>((before, part) => hmac('sha256', before, part), 'aliyun_v4local-secret')
  return {
    key: 'v4',
    policy,
    'x-oss-signature-version': version,
    'x-oss-credential': `local/${scope}`,
    'x-oss-date': date,
    'x-oss-signature': hmac('sha256', key, policy).toString('hex'),
  }
}

const post = async (bucket: string, fields: Readonly<Record<string, string>>, text = 'hello', name = 'bild 中.txt') => {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([text], { type: 'text/plain' }), name)
  const reply = await fetch(`${oss.endpoint}/${bucket}/`, { method: 'POST', body: form, redirect: 'manual' })
  const answer = await reply.text()
  const code = /<Code>(.*?)<\/Code>/.exec(answer)?.[1]
  return { status: reply.status, answer, code, headers: reply.headers }
}

describe('forms', () => {
  test('put an object with what they say of it', async () => {
    const fields = {
      key: 'up/${filename}',
      'x-oss-meta-a': '1',
      'Content-Type': 'text/x-a',
      'Cache-Control': 'no-cache',
    }
    const policy = policyOf([{ bucket: 'media' }, ['starts-with', '$key', 'up/'], ['content-length-range', 1, 100]])
    const { status } = await post('media', { ...fields, ...signedV1(policy) })
    expect(status).toBe(204)
    expect(await oss.store.getObject('media', 'up/bild 中.txt')).toMatchObject({
      size: 5,
      contentType: 'text/plain',
      metadata: { a: '1' },
      headers: { 'cache-control': 'no-cache' },
    })
  })

  test('store the first file; what stands behind it is read and left out', async () => {
    const form = new FormData()
    for (const [field, value] of Object.entries({ key: 'first', ...signedV1(policyOf([])) })) form.append(field, value)
    for (const text of ['one', 'two'.repeat(100_000), 'three']) form.append('file', new Blob([text]), 'f.txt')
    form.append('upload', new Blob(['four']), 'g.txt')
    form.append('key', 'last')
    expect((await fetch(`${oss.endpoint}/media/`, { method: 'POST', body: form })).status).toBe(204)
    expect((await oss.store.getObject('media', 'first')).size).toBe(3)
    expect(await oss.store.findObject('media', 'last')).toBeUndefined()
  })

  test('are signed with version 4 too', async () => {
    const fields = signedV4()
    expect((await post('media', fields)).status).toBe(204)
    expect((await post('media', { ...fields, 'x-oss-signature': '0'.repeat(64) })).code).toBe('SignatureDoesNotMatch')
  })

  test.each([
    ['x-oss-signature-version', { version: 'OSS2' }],
    ['oss/aliyun_v4_request', { scope: '20261127/cn-hangzhou/s3/aws4_request' }],
    ['oss/aliyun_v4_request', { scope: '20261127/cn-hangzhou' }],
    ['a time of that day', { date: '20261126T235959Z' }],
    ['a time of that day', { date: '2026-11-27T00:00:00Z' }],
    ['the region "eu-central-1"', { scope: '20261127/eu-central-1/oss/aliyun_v4_request' }],
  ])('signed with version 4 want all that belongs to it: %s, %j', async (words, changes) => {
    const { answer, code } = await post('media', signedV4(changes))
    expect(code).toBe('InvalidArgument')
    if (words !== 'x-oss-signature-version') expect(answer.replaceAll('&quot;', '"')).toContain(words)
  })

  test.each(['x-oss-signature-version', 'x-oss-date', 'x-oss-credential'] as const)(
    'signed with version 4 need %s',
    async name => {
      const { [name]: _, ...fields } = signedV4()
      const { answer, code } = await post('media', fields)
      expect([code, answer.includes(name)]).toEqual(['InvalidArgument', true])
    },
  )

  test('say no more of an object than headers can tell', async () => {
    const policy = policyOf([])
    const long = await post('media', { key: 'long', 'x-oss-meta-a': 'v'.repeat(8192), ...signedV1(policy) })
    expect(long.code).toBe('InvalidArgument')
    expect(long.answer).toContain('0011-00000002')
  })

  test('lead on to pages alone', async () => {
    const fields = { key: 'on', success_action_redirect: 'javascript:alert(1)', ...signedV1(policyOf([])) }
    const { status, headers } = await post('media', fields)
    expect([status, headers.get('location')]).toEqual([204, null])
  })

  test.each([
    ['another key', [['eq', '$key', 'other']], 'AccessDenied'],
    ['another start', [['starts-with', '$key', 'x/']], 'AccessDenied'],
    ['a value outside of a list', [['in', '$content-type', ['image/png']]], 'AccessDenied'],
    ['a value of a list', [['not-in', '$key', ['k']]], 'AccessDenied'],
    ['another bucket', [{ bucket: 'open' }], 'AccessDenied'],
    ['too many bytes', [['content-length-range', 0, 4]], 'EntityTooLarge'],
    ['too few bytes', [['content-length-range', 6, 9]], 'EntityTooSmall'],
    ['a word that is no condition', [['like', '$key', 'k']], 'InvalidPolicyDocument'],
    ['a condition without a word', [['$key']], 'InvalidPolicyDocument'],
    ['a value too much', [['starts-with', '$key', 'k', 'x']], 'InvalidPolicyDocument'],
    ['a number as a condition', [123], 'InvalidPolicyDocument'],
    ['a text as a list', [['not-in', '$key', 'x']], 'InvalidPolicyDocument'],
    ['bounds that are none', [['content-length-range', 'few', 'many']], 'InvalidPolicyDocument'],
    ['two fields in one', [{ bucket: 'media', key: 'k' }], 'InvalidPolicyDocument'],
  ])('with %s are refused', async (_, conditions, code) => {
    expect((await post('media', { key: 'k', ...signedV1(policyOf(conditions)) })).code).toBe(code)
    expect(await oss.store.findObject('media', 'k')).toBeUndefined()
  })

  test('of a large file are refused in time', async () => {
    const key = `large ${Date.now()}`
    const large = 'x'.repeat(3_000_000)
    const small = signedV1(policyOf([['content-length-range', 0, 1000]]))
    expect((await post('media', { key, ...small }, large)).code).toBe('EntityTooLarge')
    const wrong = signedV1(policyOf([]), 'x')
    expect((await post('media', { key, ...wrong }, large)).code).toBe('SignatureDoesNotMatch')
    expect(await oss.store.findObject('media', key)).toBeUndefined()
  })

  test('that are late, unsigned, forged or no forms are refused', async () => {
    const late = signedV1(policyOf([], new Date(0).toISOString()))
    expect((await post('media', { key: 'k', ...late })).code).toBe('AccessDenied')
    expect((await post('media', { key: 'k' })).code).toBe('AccessDenied')
    expect((await post('media', { key: 'k', ...signedV1(policyOf([]), 'x') })).code).toBe('SignatureDoesNotMatch')
    expect((await post('media', { key: 'k', ...signedV1('eA==') })).code).toBe('InvalidPolicyDocument')
    expect((await post('media', signedV1(policyOf([])))).code).toBe('IncorrectNumberOfFilesInPOSTRequest')
    const plain = await clientOf(oss)({ method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' })
    expect(plain.field('Code')).toBe('RequestIsNotMultiPartContent')
  })

  const DISPOSITION = 'Content-Disposition: form-data'
  /** A form as a program writes it by hand; `file` is the head of the part with the file. */
  const sendParts = (fields: Readonly<Record<string, string>>, file: string) => {
    const head = Object.entries(fields).map(
      ([name, value]) => `--b\r\n${DISPOSITION}; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const body = `${head.join('')}--b\r\n${file}\r\n\r\nhello\r\n--b--\r\n`
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
    return sendRaw(`${oss.endpoint}/open/`, 'POST', headers, body)
  }

  test.each([
    ['shot.png', {}, `${DISPOSITION}; name="file"; filename="x"`, 'image/png'],
    ['shot', {}, `${DISPOSITION}; name="file"; filename="x"`, 'application/octet-stream'],
    ['shot.png', { 'Content-Type': 'text/x-a' }, `${DISPOSITION}; name="file"; filename=""`, 'text/x-a'],
    ['shot.png', {}, `content-type: text/plain\r\n${DISPOSITION}; name="file"; filename="x"`, 'text/plain'],
    ['page.html', {}, `${DISPOSITION}; name="file"`, 'text/html'],
    ['page.html', {}, `${DISPOSITION}; name="file"\r\nContent-Type: text/x-b`, 'text/x-b'],
  ])('whose file %s with %j begins by %j have the type %s', async (key, fields, file, contentType) => {
    expect((await sendParts({ key: `parts/${key}`, ...fields }, file)).status).toBe(204)
    expect(await oss.store.getObject('open', `parts/${key}`)).toMatchObject({ contentType, size: 5 })
  })

  test('come in pieces, wherever they are cut', async () => {
    const head = `--b\r\n${DISPOSITION}; name="key"\r\n\r\nk\r\n--b\r\n${DISPOSITION}; name="file"\r\n\r\n`
    const whole = `${head}hello\r\n--b--\r\nand more`
    for (let cut = 1; cut < whole.length; cut++) {
      const form = createFormReader({ 'content-type': 'multipart/form-data; boundary=b' }, 'file')
      const files: Promise<string>[] = []
      form.on('file', (_, bytes) => files.push(text(bytes)))
      const read = once(form, 'finish')
      form.write(whole.slice(0, cut))
      await new Promise(setImmediate)
      form.end(whole.slice(cut))
      await read
      expect([cut, await Promise.all(files)]).toEqual([cut, ['hello']])
    }
  })

  test.each([
    ['a field without a name is passed over', 'key', `--b\r\n${DISPOSITION}\r\n\r\nx\r\n`, '\r\n--b--\r\n', 204],
    ['one that ends inside of its file is refused', 'key', '', '', 400],
    ['one that is refused and ends inside of its file is refused', 'other', '', '', 400],
  ])('%s', async (_, field, before, after, status) => {
    const key = `whole/${status}`
    const parts = `${before}--b\r\n${DISPOSITION}; name="${field}"\r\n\r\n${key}\r\n`
    const body = `${parts}--b\r\n${DISPOSITION}; name="file"; filename="a"\r\n\r\nhello${after}`
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
    expect((await sendRaw(`${oss.endpoint}/open/`, 'POST', headers, body)).status).toBe(status)
    expect((await oss.store.findObject('open', key)) === undefined).toBe(status === 400)
  })

  test('are refused where the reader gets no further', async () => {
    const begin = () => createFormReader({ 'content-type': 'multipart/form-data; boundary=b' }, 'file')
    const [tripped, headless] = [begin(), begin()]
    const [first, second] = [once(tripped, 'error'), once(headless, 'error')]
    tripped.on('file', () => {
      throw new TypeError('as the package does')
    })
    tripped.write(`--b\r\n${DISPOSITION}; name="file"\r\n\r\nk\r\n--b--\r\n`)
    const part = new Readable({ read: () => undefined }).on('end', () => undefined)
    Object(headless)._parser.parser.emit('part', part)
    part.push(null)
    for (const [error] of [await first, await second]) expect(error.message).toMatch(/headers that cannot be read/)
  })

  test('may be held to the type that the object gets', async () => {
    const allow = (...types: readonly string[]) => ({
      key: 'type',
      ...signedV1(policyOf([['in', '$content-type', types]])),
    })
    expect((await post('media', allow('image/png', 'text/plain'))).status).toBe(204)
    expect((await post('media', allow('image/png', 'image/gif'))).code).toBe('AccessDenied')
    const typed = { ...allow('image/png'), 'x-oss-content-type': 'image/png' }
    expect((await post('media', typed)).status).toBe(204)
  })

  test.each([
    [{ 'x-oss-traffic-limit': '1000' }, 'InvalidArgument'],
    [{ 'x-oss-server-side-encryption': 'aes256' }, 'InvalidEncryptionAlgorithmError'],
    [{ ...signedV1(policyOf([])), 'x-oss-security-token': 'token' }, 'InvalidAccessKeyId'],
  ])('with %j are refused', async (fields: Readonly<Record<string, string>>, code) => {
    expect((await post('open', { key: 'refused', ...fields })).code).toBe(code)
    expect(await oss.store.findObject('open', 'refused')).toBeUndefined()
  })

  test.each([
    [{ 'x-oss-content-type': 'text/x-b', 'Content-Type': 'text/x-a' }, 'text/x-b'],
    [{ 'Content-Type': 'text/x-a' }, 'text/plain'],
    [{}, 'text/plain'],
  ])('with %o give the object the type %s', async (fields: Readonly<Record<string, string>>, contentType) => {
    expect((await post('open', { key: 'typed.png', ...fields })).status).toBe(204)
    expect(await oss.store.getObject('open', 'typed.png')).toMatchObject({ contentType })
  })

  test.each([
    ['OSSAccessKeyId', 'local'],
    ['policy', policyOf([])],
    ['Signature', 'c2lnbmVk'],
    ['x-oss-credential', 'local/20261127/cn-hangzhou/oss/aliyun_v4_request'],
    ['x-oss-signature', '0'.repeat(64)],
  ])('with %s alone are half signed, whatever the bucket allows', async (field, value) => {
    for (const bucket of ['open', 'media']) {
      const { status, code } = await post(bucket, { key: 'half', [field]: value })
      expect([bucket, status, code]).toEqual([bucket, 400, 'InvalidArgument'])
    }
    expect(await oss.store.findObject('open', 'half')).toBeUndefined()
  })

  test.each([
    ['Cache-Control', 'no-cache\r\nX: y'],
    ['Content-Disposition', 'attachment\u0000'],
    ['x-oss-content-type', 'text/plain\nX: y'],
    ['x-oss-meta-note', 'two\nlines'],
    ['x-oss-meta-a note', 'x'],
    ['x-oss-meta-名', 'x'],
  ])('that say of the object what no answer could: %s', async (field, value) => {
    const refused = await post('open', { key: 'told', [field]: value })
    expect([refused.status, refused.code]).toEqual([400, 'InvalidArgument'])
    expect(await oss.store.findObject('open', 'told')).toBeUndefined()
  })

  test('need no signature where the bucket is open, and answer as they want', async () => {
    const made = await post('open', { key: 'a b/中?#+', success_action_status: '201' })
    expect([made.status, /<Key>(.*?)<\/Key>/.exec(made.answer)?.[1]]).toEqual([201, 'a b/中?#+'])
    const place = `${oss.endpoint}/open/a%20b/%E4%B8%AD%3F%23%2B`
    expect(made.answer).toContain(`<Location>${place}</Location>`)
    expect(await (await fetch(place)).text()).toBe('hello')
    expect((await post('open', { key: 'k', success_action_status: '200' })).status).toBe(200)
    const moved = await post('open', { key: 'k', success_action_redirect: 'http://localhost/done?x=1' })
    expect([moved.status, moved.headers.get('location')]).toEqual([
      303,
      'http://localhost/done?x=1&bucket=open&key=k&etag=%225D41402ABC4B2A76B9719D911017C592%22',
    ])
    expect((await post('open', { key: 'k', 'x-oss-forbid-overwrite': 'true' })).code).toBe('FileAlreadyExists')
    expect((await post('open', { key: 'called', callback: 'e30=' })).code).toBe('NotImplemented')
  })
})
