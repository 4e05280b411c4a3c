import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentDecode } from '../../src/language/url.ts'
import { findRegion, processRequest, url } from '../../src/request/index.ts'
import { decodeQuery, percentEncode } from '../../src/request/percent.ts'

const target = { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', bucket: 'b', key: 'dir/影 片?#.mp4' }

describe('processRequest', () => {
  it('puts the process string into the URL', () => {
    const request = processRequest('get', target, 'image/resize,w_100|sys/saveas,o_eA')
    expect(request).toMatchObject({ method: 'GET', headers: {}, body: '' })
    expect(url(request)).toBe(
      'https://b.oss-cn-hangzhou.aliyuncs.com/dir/%E5%BD%B1%20%E7%89%87%3F%23.mp4?x-oss-process=image%2Fresize%2Cw_100%7Csys%2Fsaveas%2Co_eA',
    )
  })

  it.each([
    ['post', 'x-oss-process', 'k19uN2E154gsxbr/3d5PWw=='],
    ['async', 'x-oss-async-process', 'c0wYccMzzTzfpHacUxsYVg=='],
  ] as const)('puts it raw into the body: %s', (via, name, md5) => {
    const request = processRequest(via, target, 'video/convert,f_mp4|sys/saveas,o_eA')
    expect(request.method).toBe('POST')
    expect(request.body).toBe(`${name}=video/convert,f_mp4|sys/saveas,o_eA`)
    expect(url(request)).toBe(`https://b.oss-cn-hangzhou.aliyuncs.com/dir/%E5%BD%B1%20%E7%89%87%3F%23.mp4?${name}`)
    expect(request.headers).toEqual({ 'Content-Type': 'application/octet-stream', 'Content-MD5': md5 })
  })
})

describe('url', () => {
  const plain = { ...target, method: 'GET', key: 'a/b', query: [], headers: {}, body: '' }
  it.each([
    ['oss-cn-hangzhou.aliyuncs.com', undefined, 'https://b.oss-cn-hangzhou.aliyuncs.com/a/b'],
    ['http://OSS-cn-hangzhou.aliyuncs.com/', 'virtual', 'http://b.oss-cn-hangzhou.aliyuncs.com/a/b'],
    ['http://oss-cn-hangzhou.aliyuncs.com', 'path', 'http://oss-cn-hangzhou.aliyuncs.com/b/a/b'],
    ['img.example.com', 'cname', 'https://img.example.com/a/b'],
    ['http://127.0.0.1:9000', undefined, 'http://127.0.0.1:9000/b/a/b'],
    ['http://localhost:9000', undefined, 'http://localhost:9000/b/a/b'],
    ['http://[::1]:9000', undefined, 'http://[::1]:9000/b/a/b'],
    ['http://localhost:9000', 'virtual', 'http://b.localhost:9000/a/b'],
  ] as const)('%s %s', (endpoint, addressing, expected) => {
    expect(url({ ...plain, endpoint, addressing })).toBe(expected)
  })

  it('has the service alone when there is no bucket', () => {
    expect(url({ ...plain, bucket: '', key: '' })).toBe('https://oss-cn-hangzhou.aliyuncs.com/')
  })
})

it('encodes every byte but the unreserved, and decodes it back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const encoded = percentEncode(text)
      expect(encoded).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2})*$/)
      expect(percentDecode(encoded)).toBe(text)
    }),
  )
  expect(percentEncode("!'()*/ +")).toBe('%21%27%28%29%2A%2F%20%2B')
  expect(percentEncode('a\ud800')).toBe('a%EF%BF%BD')
  expect(percentDecode('100%')).toBe('100%')
})

it('reads a query', () => {
  expect(decodeQuery('a&b=&c=1=2&&%E5%BD%B1=x+y%2Bz&=v')).toEqual([
    ['a', ''],
    ['b', ''],
    ['c', '1=2'],
    ['影', 'x y+z'],
    ['', 'v'],
  ])
  expect(decodeQuery('')).toEqual([])
})

it.each([
  ['oss-cn-hangzhou.aliyuncs.com', 'cn-hangzhou'],
  ['https://oss-cn-hangzhou-internal.aliyuncs.com/', 'cn-hangzhou'],
  ['http://bucket.oss-ap-southeast-1.aliyuncs.com:80', 'ap-southeast-1'],
  ['OSS-US-WEST-1.aliyuncs.com', 'us-west-1'],
  ['vpc100-oss-cn-beijing.aliyuncs.com', 'cn-beijing'],
  ['cn-hangzhou.oss.aliyuncs.com', 'cn-hangzhou'],
  ['bucket.oss-cn-hangzhou.oss-object-process.aliyuncs.com', 'cn-hangzhou'],
  ['oss-accelerate.aliyuncs.com', undefined],
  ['oss-accelerate-overseas.aliyuncs.com', undefined],
  ['oss.aliyuncs.com', undefined],
  ['img.example.com', undefined],
  ['oss-cn-hangzhou.aliyuncs.com.example.com', undefined],
  ['127.0.0.1:9000', undefined],
  ['', undefined],
])('the region of %s is %s', (endpoint, region) => {
  expect(findRegion(endpoint)).toBe(region)
})
