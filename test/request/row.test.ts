import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { macWith } from '../../src/request/hmac.ts'
import { processRequest, type SignOptions, secret, sign, signRow, url } from '../../src/request/index.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })

describe('HMAC with a key that is laid out once', () => {
  it('is that of the library, for keys of any length', () => {
    const known = (key: Uint8Array, of: string) => createHmac('sha256', key).update(of).digest('hex')
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200, size: 'max' }),
        fc.array(text, { minLength: 1, maxLength: 3 }),
        (key, texts) => {
          const mac = macWith(key)
          for (const of of texts) expect(mac(of)).toBe(known(key, of))
        },
      ),
    )
  })

  it.each([0, 340, 341, 342, 1024, 5000])(
    'is that of the library for texts of %i characters, one after the other',
    length => {
      const mac = macWith(Buffer.from('key'))
      for (const character of ['a', '中', '\xff']) {
        const text = character.repeat(length)
        expect(mac(text)).toBe(createHmac('sha256', 'key').update(text).digest('hex'))
        expect(mac('short')).toBe(createHmac('sha256', 'key').update('short').digest('hex'))
      }
    },
  )
})

describe('requests signed in a row', () => {
  const jobs = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 })
  const options = fc.record<SignOptions & { readonly date: Date }>(
    {
      date: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      region: fc.constantFrom('oss-cn-beijing', 'ap-southeast-1', undefined),
      product: fc.constantFrom('oss', 'oss-cloudbox'),
      additionalHeaders: fc.subarray(['host', 'Content-Length', 'content-md5', 'Expires']),
    },
    { requiredKeys: ['date'] },
  )
  const places = fc.record(
    {
      endpoint: fc.constantFrom('oss-cn-hangzhou.aliyuncs.com', 'http://127.0.0.1:8080'),
      bucket: fc.constantFrom('films', ''),
      addressing: fc.constantFrom('virtual', 'path', 'cname', undefined),
    },
    { requiredKeys: ['endpoint', 'bucket'] },
  )
  const credentials = fc.constantFrom(
    { accessKeyId: 'ak', accessKeySecret: secret('sk') },
    { accessKeyId: 'STS.ak', accessKeySecret: 'other', securityToken: secret('tok/*+=') },
  )

  it('are those that are signed one by one, to the order of their headers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('post', 'async'),
        places,
        credentials,
        options,
        jobs,
        (via, place, who, given, row) => {
          const how = { ...given, region: given.region ?? 'cn-hangzhou' }
          const signed = signRow(via, place, who, how)
          for (const [key, process] of row) {
            const alone = sign(processRequest(via, { ...place, key }, process), who, how)
            const { request, url: address } = signed(key, process)
            expect(request).toEqual(alone)
            expect(JSON.stringify(request.headers)).toBe(JSON.stringify(alone.headers))
            expect(address).toBe(url(alone))
          }
        },
      ),
    )
  })

  it('need a region and a valid time, as all do', () => {
    const place = { endpoint: 'oss-accelerate.aliyuncs.com', bucket: 'films' }
    const who = { accessKeyId: 'ak', accessKeySecret: 'sk' }
    expect(() => signRow('post', place, who, { date: new Date() })).toThrow('signature version 4 needs one')
    expect(() => signRow('post', place, who, { date: new Date(Number.NaN), region: 'cn-hangzhou' })).toThrow(
      'The date to sign at is not a valid time.',
    )
  })
})
