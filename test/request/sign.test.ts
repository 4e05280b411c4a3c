import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Credentials,
  computeSignature,
  type OssRequest,
  presign,
  presignRequest,
  processRequest,
  type QueryPair,
  type SignOptions,
  secret,
  sign,
  url,
} from '../../src/request/index.ts'
import { isSubResource } from '../../src/request/sub-resource.ts'
import { accepts } from './server.ts'

interface SignUtils {
  authorizationV4(
    id: string,
    secret: string,
    region: string,
    method: string,
    request: object,
    bucket: string,
    key: string,
    additional: string[],
  ): string
  buildCanonicalString(method: string, resource: string, request: object): string
  authorization(id: string, secret: string, text: string): string
}
const signUtils: SignUtils = createRequire(import.meta.url)('ali-oss/lib/common/signUtils')

const date = new Date('2026-11-22T14:35:01.999Z')
const endpoint = 'https://oss-cn-hangzhou.aliyuncs.com'
const credentials = { accessKeyId: 'ak', accessKeySecret: secret('sk') }
const temporary = { ...credentials, securityToken: secret('tok/+=') }
const target = { endpoint, bucket: 'examplebucket', key: '影片/a b+c%.jpg' }
const request = processRequest('get', target, 'image/resize,w_100')

const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const keys = text.filter(key => !/(^|\/)\.{1,2}(\/|$)/.test(key))
// What ali-oss gets right: names whose order is the same by byte and by locale.
const plainName = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/)
const plainQuery = fc.uniqueArray(
  fc.tuple(
    fc.oneof(
      plainName,
      plainName.map(name => `x-oss-${name}`),
    ),
    text,
  ),
  {
    selector: pair => pair[0],
    maxLength: 6,
  },
)
const anyQuery = fc.uniqueArray(fc.tuple(text.filter(Boolean), text), { selector: pair => pair[0], maxLength: 6 })
const headerValue = fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/)
const headers = fc.dictionary(
  fc.oneof(
    fc.constantFrom('Content-Type', 'content-md5', 'Abc'),
    plainName.map(name => `x-oss-meta-${name}`),
  ),
  headerValue,
  { noNullPrototype: true, maxKeys: 5 },
)
const unique = (all: Record<string, string>) =>
  new Set(Object.keys(all).map(name => name.toLowerCase())).size === Object.keys(all).length
const method = fc.constantFrom('GET', 'POST', 'PUT', 'HEAD')

const lower = (all: OssRequest['headers']) =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]))
const asObject = (query: readonly QueryPair[]) =>
  Object.fromEntries(query.map(([name, value]) => [name, value === '' ? null : value]))

describe('against ali-oss, where it is right', () => {
  it('V4 headers have the same Authorization', () => {
    fc.assert(
      fc.property(
        method,
        keys,
        plainQuery,
        headers.filter(unique),
        fc.boolean(),
        (verb, key, query, given, isExtra) => {
          const additionalHeaders = isExtra && 'Abc' in given ? ['ABC'] : []
          const plain = { ...target, key, method: verb, query, headers: given, body: '' }
          const signed = sign(plain, temporary, { date, additionalHeaders })
          const { Authorization, ...rest } = signed.headers
          const theirs = { headers: lower(rest), queries: asObject(query) }
          const expected = signUtils.authorizationV4(
            'ak',
            'sk',
            'cn-hangzhou',
            verb,
            theirs,
            'examplebucket',
            key,
            additionalHeaders,
          )
          expect(Authorization).toBe(expected)
        },
      ),
    )
  })

  it('V1 headers have the same Authorization', () => {
    fc.assert(
      fc.property(method, keys, plainQuery, headers.filter(unique), (verb, key, query, given) => {
        const signedQuery = query.filter(([name]) => isSubResource(name))
        const {
          Authorization,
          Date: day,
          ...rest
        } = sign({ ...target, key, method: verb, query, headers: given, body: '' }, temporary, {
          date,
          version: 'v1',
        }).headers
        const theirs = { headers: { ...lower(rest) }, parameters: asObject(signedQuery) }
        // ali-oss reads its date line from x-oss-date only, which then is signed twice.
        const canonical = signUtils.buildCanonicalString(verb, `/examplebucket/${key}`, theirs).split('\n')
        canonical[3] = day ?? ''
        expect(Authorization).toBe(signUtils.authorization('ak', 'sk', canonical.join('\n')))
      }),
    )
  })
})

describe('against a server of our own reading', () => {
  const run = (how: (plain: OssRequest, who: Credentials, options: SignOptions) => OssRequest, version: 'v1' | 'v4') =>
    fc.assert(
      fc.property(
        method,
        keys,
        anyQuery,
        headers.filter(unique),
        fc.boolean(),
        fc.constantFrom('virtual', 'path'),
        (verb, key, query, given, isTemporary, addressing) => {
          const plain = { ...target, addressing, key, method: verb, query, headers: given, body: '' }
          const additionalHeaders = ['host', 'abc', 'absent']
          const signed = how(plain, isTemporary ? temporary : credentials, { date, version, additionalHeaders })
          const received = { method: signed.method, url: url(signed), headers: signed.headers }
          expect(accepts(received, 'sk', addressing === 'path')).toBe(true)
          expect(accepts(received, 'sk2', addressing === 'path')).toBe(false)
          expect(accepts({ ...received, method: 'DELETE' }, 'sk', addressing === 'path')).toBe(false)
        },
      ),
    )
  it('accepts V4 headers', () => run(sign, 'v4'))
  it('accepts V1 headers', () => run(sign, 'v1'))
  it('accepts V4 URLs', () => run(presignRequest, 'v4'))
  it('accepts V1 URLs', () => run(presignRequest, 'v1'))

  it('gives the same URL in one go', () => {
    for (const version of ['v1', 'v4'] as const) {
      const whole = presign(request, temporary, { date, version })
      expect(accepts({ method: 'GET', url: whole, headers: {} }, 'sk')).toBe(true)
    }
  })
})

describe('sign', () => {
  it('adds the headers of V4', () => {
    const signed = sign(processRequest('async', target, 'video/convert,f_mp4'), temporary, { date })
    expect(signed.headers).toEqual({
      'Content-Type': 'application/octet-stream',
      'Content-MD5': 'RJTEkn9TMOd8JsEECKfVaA==',
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-oss-date': '20261122T143501Z',
      'x-oss-security-token': 'tok/+=',
      Authorization: expect.stringMatching(
        /^OSS4-HMAC-SHA256 Credential=ak\/20261122\/cn-hangzhou\/oss\/aliyun_v4_request,Signature=[0-9a-f]{64}$/,
      ),
    })
  })

  it('adds the headers of V1', () => {
    expect(sign(request, credentials, { date, version: 'v1' }).headers).toEqual({
      Date: 'Sun, 22 Nov 2026 14:35:01 GMT',
      Authorization: expect.stringMatching(/^OSS ak:[\w+/]{27}=$/),
    })
  })

  it('signs again as if for the first time', () => {
    const options = { date, additionalHeaders: ['Host'] }
    const once = sign(presignRequest(request, temporary, options), temporary, options)
    expect(sign(once, temporary, options)).toEqual(once)
    expect(once).toEqual(sign(request, temporary, options))
    expect(once.headers.Authorization).toContain(',AdditionalHeaders=host,')
    expect(sign({ ...request, headers: { HOST: 'h' } }, credentials, options).headers).toMatchObject({ HOST: 'h' })
  })

  it('leaves the request given as it was', () => {
    const before = structuredClone(request)
    sign(request, credentials, { date })
    presign(request, credentials, { date })
    expect(request).toEqual(before)
  })

  it('signs with the clock when no date is given', () => {
    const before = Date.now()
    const stamp = sign(request, credentials).headers['x-oss-date'] ?? ''
    const time = Date.parse(stamp.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'))
    expect(time).toBeGreaterThan(before - 1000)
    expect(time).toBeLessThanOrEqual(Date.now())
    expect(presign(request, credentials)).toContain('x-oss-expires=900')
  })

  it('signs for a cloud box and for a region given', () => {
    const options = { date, region: 'cb-123', product: 'oss-cloudbox' }
    expect(sign(request, credentials, options).headers.Authorization).toContain('/cb-123/oss-cloudbox/')
    const domain = { ...request, endpoint: 'img.example.com', addressing: 'cname' } as const
    expect(sign(domain, credentials, { date, region: 'oss-cn-beijing' }).headers.Authorization).toContain(
      '/cn-beijing/oss/',
    )
  })

  it('says when the region is not known, and that a date is none', () => {
    const domain = { ...request, endpoint: 'https://img.example.com' }
    expect(() => sign(domain, credentials)).toThrow(
      'The region cannot be read from the endpoint "https://img.example.com"',
    )
    expect(() => sign(request, credentials, { date: new Date('x') })).toThrow(
      'The date to sign at is not a valid time.',
    )
    expect(sign(domain, credentials, { version: 'v1', date }).headers.Authorization).toMatch(/^OSS ak:/)
  })
})

describe('presign', () => {
  it('makes the V4 URL', () => {
    expect(presign(request, temporary, { date, expires: 43_200 })).toBe(
      'https://examplebucket.oss-cn-hangzhou.aliyuncs.com/%E5%BD%B1%E7%89%87/a%20b%2Bc%25.jpg' +
        '?x-oss-credential=ak%2F20261122%2Fcn-hangzhou%2Foss%2Faliyun_v4_request&x-oss-date=20261122T143501Z&x-oss-expires=43200' +
        '&x-oss-process=image%2Fresize%2Cw_100&x-oss-security-token=tok%2F%2B%3D&x-oss-signature-version=OSS4-HMAC-SHA256' +
        `&x-oss-signature=${presignRequest(request, temporary, { date, expires: 43_200 }).query.at(-1)?.[1]}`,
    )
  })

  it('makes the V1 URL, with the time of its end', () => {
    const query = presignRequest(request, temporary, { date, version: 'v1', expires: 600 }).query
    expect(query.slice(0, -1)).toEqual([
      ['x-oss-process', 'image/resize,w_100'],
      ['security-token', 'tok/+='],
      ['OSSAccessKeyId', 'ak'],
      ['Expires', '1795358701'],
    ])
    const { signature } = computeSignature({
      ...request,
      version: 'v1',
      kind: 'query',
      query,
      timestamp: '1795358701',
      accessKeySecret: 'sk',
    })
    expect(query.at(-1)).toEqual(['Signature', signature])
  })

  it.each([
    [0, credentials, 604_800],
    [604_801, credentials, 604_800],
    [43_201, temporary, 43_200],
    [1.5, credentials, 604_800],
    [Number.NaN, credentials, 604_800],
  ])('refuses a life of %s s', (expires, who, longest) => {
    expect(() => presign(request, who, { expires, date })).toThrow(
      `The life of the URL is ${expires} seconds, but it takes a whole number from 1 to ${longest}.`,
    )
  })

  it('takes the longest lives', () => {
    expect(presign(request, credentials, { expires: 604_800 })).toContain('x-oss-expires=604800')
    expect(presign(request, temporary, { expires: 43_200 })).toContain('x-oss-expires=43200')
    expect(presign(request, temporary, { version: 'v1', expires: 604_801 })).toContain('Expires=')
    expect(() => presign(request, credentials, { version: 'v1', expires: 0 })).toThrow(
      'The life of the URL is 0 seconds',
    )
  })
})

describe('the keys of a secret', () => {
  it('are right for the first of many days again', () => {
    const request = processRequest(
      'get',
      { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', bucket: 'b', key: 'k' },
      'image/info',
    )
    const kept = { accessKeyId: 'ak', accessKeySecret: secret('sk') }
    const signed = (keys: typeof kept, day: number) =>
      sign(request, keys, { date: new Date(Date.UTC(2026, 0, day)), version: 'v4' }).headers.Authorization
    const days = [...Array.from({ length: 70 }, (_, index) => index + 1), 1]
    for (const day of days) expect(signed(kept, day)).toBe(signed({ ...kept, accessKeySecret: secret('sk') }, day))
  })

  it('are those of the secret that credentials have now', () => {
    const changing = { accessKeyId: 'ak', accessKeySecret: 'first' }
    const signed = () => sign(request, changing, { date }).headers.Authorization
    const first = signed()
    expect(signed()).toBe(first)
    changing.accessKeySecret = 'second'
    expect(signed()).not.toBe(first)
    expect(signed()).toBe(
      sign(request, { accessKeyId: 'ak', accessKeySecret: 'second' }, { date }).headers.Authorization,
    )
  })
})
