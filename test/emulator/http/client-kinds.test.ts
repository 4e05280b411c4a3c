import { createHmac } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { type Call, clientOf, type Reply, sendRaw } from './client.ts'

let oss: LocalOss
let send: (call: Call) => Promise<Reply>
beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media', 'open'] })
  send = clientOf(oss)
})
afterAll(() => oss.close())

describe('object ACLs', () => {
  const nobody = { credentials: undefined }

  test('given with the object or later decide who may read it', async () => {
    await send({ method: 'PUT', key: 'shown', body: 'x', headers: { 'x-oss-object-acl': 'public-read' } })
    const query = [['acl', '']] as const
    expect((await send({ key: 'shown', query })).field('Grant')).toBe('public-read')
    expect((await send({ key: 'shown', ...nobody })).status).toBe(200)
    expect((await send({ method: 'PUT', key: 'shown', body: 'y', ...nobody })).status).toBe(403)
    await send({ method: 'PUT', key: 'shown', query, headers: { 'x-oss-object-acl': 'private' } })
    expect((await send({ key: 'shown', ...nobody })).status).toBe(403)
    await send({ method: 'PUT', key: 'shown', query, headers: { 'x-oss-object-acl': 'default' } })
    expect((await send({ key: 'shown', query })).field('Grant')).toBe('default')
    const wrong = await send({ method: 'PUT', key: 'shown', body: 'x', headers: { 'x-oss-object-acl': 'everybody' } })
    expect([wrong.status, wrong.field('Code'), wrong.field('EC')]).toEqual([400, 'InvalidArgument', '0017-00000104'])
    // Some clients send a header without a value where they have none to give.
    expect((await send({ method: 'PUT', key: 'shown', body: 'x', headers: { 'x-oss-object-acl': '' } })).status).toBe(
      200,
    )
    expect((await send({ key: 'shown', query })).field('Grant')).toBe('default')
    expect((await send({ method: 'PUT', key: '', bucket: 'plain', headers: { 'x-oss-acl': '' } })).status).toBe(200)
    for (const headers of [{}, { 'x-oss-object-acl': '' }]) {
      const missing = await send({ method: 'PUT', key: 'shown', query, headers })
      expect([missing.status, missing.field('EC')]).toEqual([400, '0017-00000105'])
    }
    const headers = { 'x-oss-object-acl': 'private' }
    expect((await send({ method: 'PUT', key: 'none', query, headers })).field('Code')).toBe('NoSuchKey')
  })

  test('given with the start of an upload in parts or with its end count, the latter first', async () => {
    for (const [start, end, expected] of [
      ['public-read', undefined, 'public-read'],
      [undefined, 'public-read', 'public-read'],
      ['public-read', 'private', 'private'],
      [undefined, undefined, 'default'],
    ] as const) {
      const acl = (value: string | undefined) => ({ ...(value && { 'x-oss-object-acl': value }) })
      const begun = await send({ method: 'POST', key: 'parts', query: [['uploads', '']], headers: acl(start) })
      const id = ['uploadId', begun.field('UploadId') ?? ''] as const
      await send({ method: 'PUT', key: 'parts', query: [['partNumber', '1'], id], body: 'x' })
      const headers = { 'x-oss-complete-all': 'yes', ...acl(end) }
      expect((await send({ method: 'POST', key: 'parts', query: [id], headers })).status).toBe(200)
      expect((await send({ key: 'parts', query: [['acl', '']] })).field('Grant')).toBe(expected)
    }
  })

  test('close an object of an open bucket', async () => {
    await oss.store.putBucket('open', 'public-read')
    await send({ method: 'PUT', bucket: 'open', key: 'hidden', body: 'x', headers: { 'x-oss-object-acl': 'private' } })
    expect((await send({ bucket: 'open', key: 'hidden', ...nobody })).status).toBe(403)
  })
})

describe('symbolic links', () => {
  test.each(['/a', '\\a', 'a'.repeat(1024), '%2Fa'])('lead to no %.8s, which names no object', async target => {
    const headers = { 'x-oss-symlink-target': target }
    const reply = await send({ method: 'PUT', key: 'nowhere', query: [['symlink', '']], headers })
    expect([reply.status, reply.field('Code')]).toEqual([400, 'InvalidObjectName'])
  })

  test('give what they lead to', async () => {
    await send({ method: 'PUT', key: 'target 中', body: 'hello' })
    const query = [['symlink', '']] as const
    const headers = { 'x-oss-symlink-target': encodeURIComponent('target 中'), 'x-oss-meta-a': 'link' }
    expect((await send({ method: 'PUT', key: 'link', query, headers })).status).toBe(200)
    const got = await send({ key: 'link' })
    expect([got.text, got.headers.get('x-oss-object-type'), got.headers.get('x-oss-meta-a')]).toEqual([
      'hello',
      'Symlink',
      'link',
    ])
    expect((await send({ key: 'link', query })).headers.get('x-oss-symlink-target')).toBe(
      encodeURIComponent('target 中'),
    )
    expect((await send({ key: 'target 中', query })).field('Code')).toBe('NotSymlink')
    await send({ method: 'DELETE', key: 'target 中' })
    expect((await send({ key: 'link' })).field('Code')).toBe('SymlinkTargetNotExist')
  })

  test('are processed as what they lead to, as a watermark too', async () => {
    const body = await sharp({ create: { width: 20, height: 10, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    await send({ method: 'PUT', key: 'red.png', body })
    const link = (key: string, target: string) =>
      send({ method: 'PUT', key, query: [['symlink', '']], headers: { 'x-oss-symlink-target': target } })
    for (const [key, target] of [
      ['red', 'red.png'],
      ['lost', 'none'],
      ['twice', 'red'],
    ] as const)
      expect((await link(key, target)).status).toBe(200)
    const process = (key: string, text: string) => send({ key, query: [['x-oss-process', text]] })
    const sides = await sharp((await process('red', 'image/resize,w_10')).bytes).metadata()
    expect([sides.width, sides.height]).toEqual([10, 5])
    const mark = `image/watermark,image_${encodeBase64Url('red')}`
    expect((await process('red.png', mark)).status).toBe(200)
    const text = 'x-oss-process=image/resize,w_10|sys/saveas,o_c21hbGwucG5n'
    const saved = await send({ method: 'POST', key: 'red', query: [['x-oss-process', '']], body: text })
    expect([saved.status, (await send({ key: 'small.png' })).status]).toEqual([200, 200])
    const lost = await process('lost', 'image/info')
    expect([lost.status, lost.field('Code')]).toEqual([404, 'SymlinkTargetNotExist'])
    const twice = await process('twice', 'image/info')
    expect([twice.status, twice.field('Code')]).toEqual([409, 'InvalidTargetType'])
    const task = 'x-oss-async-process=video/animation,f_gif|sys/saveas,o_YQ'
    const late = await send({ method: 'POST', key: 'lost', query: [['x-oss-async-process', '']], body: task })
    expect([late.status, late.field('Code')]).toEqual([404, 'SymlinkTargetNotExist'])
  })
})

describe('headers', () => {
  test('of metadata are UTF-8, signed and sent', async () => {
    const text = 'größe 中文'
    const headers = { 'x-oss-meta-name': text }
    const wire = { 'x-oss-meta-name': Buffer.from(text).toString('latin1') }
    await oss.store.putObject('media', 'meta', Buffer.from('x'), { metadata: { name: text } })
    const got = await send({ key: 'meta' })
    expect(Buffer.from(got.headers.get('x-oss-meta-name') ?? '', 'latin1').toString()).toBe(text)
    const { sign, url } = await import('../../../src/request/index.ts')
    const plain = { method: 'PUT', endpoint: oss.endpoint, bucket: 'media', key: 'utf8', query: [], headers, body: '' }
    const signed = sign(plain, oss.credentials, { region: 'cn-hangzhou' })
    const put = await sendRaw(url(signed), 'PUT', { ...signed.headers, ...wire }, Buffer.from('x'))
    expect(put.status).toBe(200)
    expect((await oss.store.getObject('media', 'utf8')).metadata).toEqual({ name: text })
  })

  test('that a signed URL sets hold UTF-8, and what no header can is refused', async () => {
    await send({ method: 'PUT', key: 'shown', body: 'x' })
    const value = 'attachment; filename=中文.txt'
    const got = await send({ key: 'shown', query: [['response-content-disposition', value]] })
    expect(Buffer.from(got.headers.get('content-disposition') ?? '', 'latin1').toString()).toBe(value)
    const wrong = await send({ key: 'shown', query: [['response-content-type', 'a\r\nb']] })
    expect([wrong.status, wrong.field('Code')]).toEqual([400, 'InvalidArgument'])
    await oss.store.putBucket('open', 'public-read')
    await send({ method: 'PUT', bucket: 'open', key: 'k', body: 'x' })
    const query = [['response-content-type', 'text/html']] as const
    expect((await send({ bucket: 'open', key: 'k', query, credentials: undefined })).field('Code')).toBe(
      'InvalidRequest',
    )
  })
})

describe('signatures', () => {
  test.each([
    'OSS2 AccessKeyId:local,Signature:abc',
    'OSS2 AccessKeyId:local,AdditionalHeaders:host,Signature:abc',
    ' oss2  AccessKeyId: local , Signature: abc',
  ])('of version 2 are named: %s', async Authorization => {
    const reply = await sendRaw(`${oss.endpoint}/media/k`, 'GET', { Authorization })
    expect([reply.status, reply.field('Message')]).toEqual([
      400,
      'Signature version 2 (OSS2) is not done here; sign with version 4 or version 1.',
    ])
  })

  test('of version 2 in a URL are named', async () => {
    const query = 'x-oss-signature-version=OSS2&x-oss-access-key-id=local&x-oss-expires=9999999999&x-oss-signature=x'
    const reply = await sendRaw(`${oss.endpoint}/media/k?${query}`, 'GET', {})
    expect(reply.field('Message')).toMatch(/^Signature version 2/)
  })

  test('of version 4 for another region are refused', async () => {
    const reply = await send({ key: 'k', options: { region: 'cn-shanghai' } })
    expect([reply.status, reply.field('Message')]).toEqual([
      400,
      'The credential is for the region &quot;cn-shanghai&quot;, but this local OSS is in &quot;cn-hangzhou&quot;; it is started elsewhere with --region.',
    ])
  })

  test('of version 1 may leave out the slash behind a bucket', async () => {
    const date = new Date().toUTCString()
    for (const resource of ['/media', '/media/']) {
      const mac = createHmac('sha1', 'local-secret').update(`GET\n\n\n${date}\n${resource}`).digest('base64')
      const headers = { Date: date, Authorization: `OSS local:${mac}` }
      for (const query of ['', '?list-type=2', '?list-type=2&delimiter=/', '?prefix=a/&list-type=2']) {
        const reply = await sendRaw(`${oss.endpoint}/media${query}`, 'GET', headers)
        expect([resource, query, reply.status]).toEqual([resource, query, 200])
      }
    }
    const mac = createHmac('sha1', 'local-secret').update(`GET\n\n\n${date}\n/open`).digest('base64')
    const other = await sendRaw(`${oss.endpoint}/media`, 'GET', { Date: date, Authorization: `OSS local:${mac}` })
    expect(other.field('Code')).toBe('SignatureDoesNotMatch')
  })
})

test('keys of invalid UTF-8 are refused', async () => {
  for (const path of ['/media/%ff', '/media/a%C3%28', '/media/%ED%A0%80']) {
    expect([path, (await sendRaw(oss.endpoint + path, 'PUT', {}, 'x')).field('Code')]).toEqual([
      path,
      'InvalidObjectName',
    ])
  }
  await send({ method: 'PUT', key: '%ff', body: 'x' })
  expect((await send({ key: '%ff' })).text).toBe('x')
})

test('of several that forbid overwriting at once one is done', async () => {
  const headers = { 'x-oss-forbid-overwrite': 'true' }
  const replies = await Promise.all(
    Array.from({ length: 6 }, (_, at) => send({ method: 'PUT', key: 'once', headers, body: `text ${at}` })),
  )
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
})
