import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { type Call, clientOf, type Reply } from './client.ts'

let oss: LocalOss
let send: (call: Call) => Promise<Reply>

beforeAll(async () => {
  oss = await startLocalOss({ buckets: ['media'] })
  send = clientOf(oss)
  await send({ method: 'PUT', key: 'tagged', body: '' })
})
afterAll(() => oss.close())

const tagging = [['tagging', '']] as const
const documentOf = (tags: readonly (readonly [string, string])[]) =>
  `<Tagging><TagSet>${tags.map(([key, value]) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`).join('')}</TagSet></Tagging>`
const many = (count: number) => Array.from({ length: count }, (_, index) => [`key ${index}`, `v/${index}`] as const)

describe('tags', () => {
  test('up to ten come back as they were given', async () => {
    await send({ method: 'PUT', key: 'tagged', query: tagging, body: documentOf(many(10)) })
    const reply = await send({ key: 'tagged', query: tagging })
    expect(reply.fields('Key').map((key, index) => [key, reply.fields('Value')[index]])).toEqual(many(10))
  })

  test.each([
    ['eleven', many(11), '0010-00000218'],
    [
      'two of one key',
      [
        ['a', '1'],
        ['a', '2'],
      ],
      '0010-00000218',
    ],
    ['a long key', [['k'.repeat(129), '']], '0010-00000209'],
    ['no key', [['', 'v']], '0010-00000212'],
    ['a key with a sign that is none', [['a!', 'v']], '0010-00000212'],
    ['a long value', [['k', 'v'.repeat(257)]], '0010-00000217'],
    ['a value with a sign that is none', [['k', 'a,b']], '0010-00000217'],
  ] as const)('%s are refused, and the old ones stay', async (_, tags, ec) => {
    await send({ method: 'PUT', key: 'tagged', query: tagging, body: documentOf([['old', 'tag']]) })
    const inBody = await send({ method: 'PUT', key: 'tagged', query: tagging, body: documentOf(tags) })
    expect([inBody.status, inBody.field('Code'), inBody.field('EC')]).toEqual([400, 'InvalidTag', ec])
    expect((await send({ key: 'tagged', query: tagging })).fields('Value')).toEqual(['tag'])
    const header = tags.map(pair => pair.map(encodeURIComponent).join('=')).join('&')
    const inHeader = await send({ method: 'PUT', key: 'new', headers: { 'x-oss-tagging': header }, body: '' })
    expect([inHeader.status, inHeader.field('EC')]).toEqual([400, ec])
    expect((await send({ key: 'new' })).status).toBe(404)
  })

  test('in a header are pairs, or keys alone', async () => {
    const put = (tags: string) => send({ method: 'PUT', key: 'header', headers: { 'x-oss-tagging': tags }, body: '' })
    expect((await put('a=1&alone&b%3D=c%2Bd')).status).toBe(200)
    const reply = await send({ key: 'header', query: tagging })
    expect([reply.fields('Key'), reply.fields('Value')]).toEqual([
      ['a', 'alone', 'b='],
      ['1', '', 'c+d'],
    ])
    const wrong = await put('aa=bb=cc')
    expect([wrong.status, wrong.field('EC')]).toEqual([400, '0010-00000219'])
  })
})
