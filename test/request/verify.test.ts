import { createHash, createHmac } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHost } from '../../src/request/endpoint.ts'
import {
  findAccessKeyIds,
  type MistakeId,
  type OssRequest,
  presign,
  presignRequest,
  processRequest,
  type RawRequest,
  secret,
  sign,
  url,
  type Verification,
  verify,
} from '../../src/request/index.ts'
import { mistakeTexts } from '../../src/request/mistake-texts.ts'
import { type Vector, vectors } from './vectors.ts'

const date = new Date('2026-11-22T14:35:01Z')
const later = (seconds: number) => new Date(date.getTime() + seconds * 1000)
const endpoint = 'https://oss-cn-hangzhou.aliyuncs.com'
const credentials = { accessKeyId: 'ak', accessKeySecret: secret('sk') }
const temporary = { ...credentials, securityToken: secret('tok/+=') }
const target = { endpoint, bucket: 'examplebucket', key: 'dir/影 片.jpg' }
const request = processRequest('get', target, 'image/resize,w_100')
const ids = (verification: Verification) => verification.mistakes.map(mistake => mistake.id)
const refusals = (verification: Verification) => verification.refusals.map(refusal => refusal.id)

/** The request that carried a vector, as it stood on the wire. */
function rawOf(vector: Vector): RawRequest {
  const { method, headers, version, region, product, scopeDate } = vector
  const signature = vector.divergent?.signature ?? vector.expected.signature
  const plain = url({ ...vector, endpoint, query: vector.query, body: '' })
  if (vector.kind === 'query') {
    const parameters =
      version === 'v4'
        ? `&x-oss-signature=${signature}`
        : `&OSSAccessKeyId=${vector.accessKeyId}&Expires=${vector.timestamp}&Signature=${encodeURIComponent(signature)}`
    const additional = vector.additionalHeaders ? `&x-oss-additional-headers=${vector.additionalHeaders}` : ''
    const built = `${plain}${plain.includes('?') ? '' : '?'}${parameters}`
    return {
      method,
      headers,
      url:
        vector.url ??
        (vector.query.some(([name]) => name === 'x-oss-additional-headers')
          ? built
          : built + (version === 'v4' ? additional : '')),
    }
  }
  const day = scopeDate ?? vector.timestamp.slice(0, 8)
  const additional = vector.additionalHeaders
    ? `,AdditionalHeaders=${vector.additionalHeaders.join(';').toLowerCase()}`
    : ''
  const authorization =
    version === 'v1'
      ? `OSS ${vector.accessKeyId}:${signature}`
      : `OSS4-HMAC-SHA256 Credential=${vector.accessKeyId}/${day}/${region}/${product}/aliyun_v4_request${additional},Signature=${signature}`
  return { method, url: plain, headers: { ...headers, Authorization: vector.authorization ?? authorization } }
}

const timeOf = (vector: Vector): Date => {
  const { timestamp } = vector
  if (/^\d+$/.test(timestamp)) return new Date(Number(timestamp) * 1000)
  return new Date(timestamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

describe('the known signatures', () => {
  for (const vector of vectors.filter(one => typeof one.accessKeySecret === 'string')) {
    it(vector.name, () => {
      const who = { accessKeyId: vector.accessKeyId, accessKeySecret: secret(String(vector.accessKeySecret)) }
      const verification = verify(rawOf(vector), who, { date: timeOf(vector) })
      expect(verification).toMatchObject({
        version: vector.version,
        kind: vector.kind,
        bucket: vector.bucket,
        key: vector.key,
      })
      expect(ids(verification)).toEqual(vector.divergent ? [vector.divergent.mistake] : [])
      expect(refusals(verification)).toEqual(vector.divergent ? ['signature-differs'] : [])
      expect(verification.status).toBe(vector.divergent ? 'invalid' : 'valid')
    })
  }
})

describe('taking apart', () => {
  it('tells a presigned URL without the secret', () => {
    expect(verify(presign(request, temporary, { date, expires: 600 }), undefined, { date })).toEqual({
      method: 'GET',
      bucket: 'examplebucket',
      key: 'dir/影 片.jpg',
      process: { name: 'x-oss-process', text: 'image/resize,w_100' },
      version: 'v4',
      kind: 'query',
      accessKeyId: 'ak',
      isTemporary: true,
      scope: { date: '20261122', region: 'cn-hangzhou', product: 'oss' },
      additionalHeaders: [],
      signedAt: date,
      expiresAt: later(600),
      status: 'unchecked',
      refusals: [],
      mistakes: [],
    })
  })

  it('reads the process string from the body of a POST', () => {
    for (const [via, name] of [
      ['post', 'x-oss-process'],
      ['async', 'x-oss-async-process'],
    ] as const) {
      const signed = sign(processRequest(via, target, 'image/info|sys/saveas,o_eA'), credentials, { date })
      const verification = verify(signed, credentials, { date })
      expect(verification.status).toBe('valid')
      expect(verification.process).toEqual({ name, text: 'image/info|sys/saveas,o_eA' })
      expect(verify({ ...signed, body: '' }, credentials, { date }).process).toEqual({ name, text: '' })
    }
    expect(verify('https://b.oss-cn-hangzhou.aliyuncs.com/k').process).toBeUndefined()
  })

  it.each([
    ['https://b.oss-cn-hangzhou.aliyuncs.com/k/x', {}, 'b', 'k/x'],
    ['https://oss-cn-hangzhou.aliyuncs.com/b/k/x', {}, 'b', 'k/x'],
    ['https://oss-cn-hangzhou.aliyuncs.com/b', {}, 'b', ''],
    ['http://127.0.0.1:9000/b/k?x#f?', {}, 'b', 'k'],
    ['http://b.localhost:9000/k', {}, 'b', 'k'],
    ['https://img.example.com/k', {}, undefined, 'k'],
    ['https://img.example.com/k', { bucket: 'b' }, 'b', 'k'],
    ['https://b.img.example.com/a/../k', { addressing: 'virtual' }, 'b', 'a/../k'],
    ['https://img.example.com/b/100%25%', { addressing: 'path' }, 'b', '100%25%'],
  ] as const)('finds bucket and key in %s %o', (text, options, bucket, key) => {
    expect(verify(text, undefined, options)).toMatchObject({ bucket, key, method: 'GET', status: 'invalid' })
  })

  it('reads what a server gets', () => {
    const { url: _, ...signed } = { ...sign(request, credentials, { date }), url: '' }
    const raw = {
      method: 'GET',
      url: url(signed).replace(/^https:\/\/[^/]*/, ''),
      headers: {
        ...signed.headers,
        Host: 'examplebucket.oss-cn-hangzhou.aliyuncs.com',
        via: ['a', 'b'],
        gone: undefined,
      },
    }
    expect(verify(raw, credentials, { date }).status).toBe('valid')
    expect(verify(new URL(presign(request, credentials, { date })), credentials, { date, method: 'GET' }).status).toBe(
      'valid',
    )
    expect(verify('/k').bucket).toBeUndefined()
  })

  it('takes the host from the URL where it is signed', () => {
    const signed = presign(request, credentials, { date, additionalHeaders: ['host'] })
    expect(verify(signed, credentials, { date })).toMatchObject({ status: 'valid', additionalHeaders: ['host'] })
    expect(ids(verify(signed.replace('&x-oss-additional-headers=host', ''), credentials, { date }))).toEqual([])
  })

  it('cannot check without the bucket', () => {
    const domain = { ...request, endpoint: 'img.example.com', addressing: 'cname' } as const
    const signed = presign(domain, credentials, { date, region: 'cn-hangzhou' })
    expect(verify(signed, credentials, { date }).status).toBe('unchecked')
    expect(verify(signed, credentials, { date, bucket: 'examplebucket' }).status).toBe('valid')
  })

  it('never throws and never shows a secret', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string({ unit: 'binary' }), (text, noise) => {
        const raw = {
          method: noise,
          url: text + noise,
          headers: { authorization: `OSS4-HMAC-SHA256 ${noise}`, 'x-oss-date': noise },
        }
        expect(() => verify(raw, credentials)).not.toThrow()
        expect(() => verify(`${text}?x-oss-signature=${noise}&x-oss-credential=${noise}`, credentials)).not.toThrow()
        expect(() => verify(`${text}?Signature=${noise}&Expires=${noise}`, credentials)).not.toThrow()
      }),
      { numRuns: 50 },
    )
    const who = { ...temporary, accessKeySecret: secret('fbQh7Kz2SuperSecret') }
    const signed = presign(request, who, { date }).replace('w_100', 'w_101')
    const shown = inspect(verify(signed, who, { date }), { depth: 9 })
    expect(shown).not.toContain('SuperSecret')
    expect(shown).not.toMatch(/tok\/\+=|tok%2F%2B%3D/)
    expect(shown).toContain('x-oss-security-token=***')
  })
})

describe('refusals', () => {
  const inHeader = (at: number, version?: 'v1') =>
    verify(sign(request, credentials, { date, version }), credentials, { date: later(at) })
  const inUrl = (at: number, version?: 'v1') =>
    verify(presign(request, credentials, { date, version, expires: 60 }), credentials, { date: later(at) })

  it('has 15 minutes of grace for headers, either way', () => {
    for (const version of [undefined, 'v1'] as const) {
      for (const at of [-900, 0, 900]) expect(inHeader(at, version).status).toBe('valid')
      for (const at of [-901, 901])
        expect(inHeader(at, version).refusals).toMatchObject([
          { id: 'clock-skew', code: 'RequestTimeTooSkewed', status: 403 },
        ])
    }
  })

  it('refuses a URL of version 1 that has lost its signature', () => {
    const signed = presign(request, credentials, { version: 'v1', date })
    const verification = verify(signed.replace(/&Signature=[^&]*/, ''), credentials, { date })
    expect(verification).toMatchObject({ version: 'v1', kind: 'query', status: 'invalid' })
    expect(refusals(verification)).toEqual(['part-missing', 'signature-differs'])
  })

  it('holds URLs from 15 minutes before to their end', () => {
    for (const at of [-900, 0, 60]) expect(inUrl(at).status).toBe('valid')
    expect(inUrl(61).refusals).toMatchObject([{ id: 'expired', code: 'AccessDenied', status: 403 }])
    expect(inUrl(-901).refusals).toMatchObject([{ id: 'not-yet', code: 'AccessDenied' }])
    expect(inUrl(60, 'v1').status).toBe('valid')
    expect(inUrl(61, 'v1').refusals).toMatchObject([
      {
        id: 'expired',
        text: {
          en: 'The URL has expired: it held until 2026-11-22T14:36:01.000Z, and it is 2026-11-22T14:36:02.000Z.',
        },
      },
    ])
  })

  it('refuses another secret, key and token', () => {
    const signed = sign(request, temporary, { date })
    expect(verify(signed, { ...temporary, accessKeySecret: 'other' }, { date })).toMatchObject({
      status: 'invalid',
      mistakes: [],
      refusals: [{ id: 'signature-differs', code: 'SignatureDoesNotMatch', status: 403 }],
    })
    expect(verify(signed, { ...temporary, accessKeyId: 'ak2' }, { date }).refusals).toMatchObject([
      { code: 'InvalidAccessKeyId' },
    ])
    expect(verify(signed, { ...temporary, securityToken: 'x' }, { date }).refusals).toMatchObject([
      { code: 'InvalidSecurityToken' },
    ])
    expect(verify(signed, temporary, { date }).status).toBe('valid')
  })

  const presigned = presign(request, credentials, { date })
  const host = 'https://b.oss-cn-hangzhou.aliyuncs.com/k'
  it.each([
    [`${host}`, ['not-signed']],
    [presigned.replace(/&x-oss-expires=\d+/, ''), ['expires-missing', 'signature-differs']],
    [presigned.replace(/x-oss-expires=\d+/, 'x-oss-expires=604801'), ['expires-range', 'signature-differs']],
    [presigned.replace(/x-oss-expires=\d+/, 'x-oss-expires=1.5'), ['expires-range', 'signature-differs']],
    [
      `${presigned.replace(/x-oss-expires=\d+/, 'x-oss-expires=43201')}&x-oss-security-token=t`,
      ['expires-range', 'signature-differs'],
    ],
    [presigned.replace(/x-oss-expires=\d+/, 'x-oss-expires=0'), ['expires-range', 'signature-differs']],
    [presigned.replace(/x-oss-date=\w+/, 'x-oss-date=now'), ['date-invalid', 'signature-differs']],
    [presigned.replace(/x-oss-date=\d+/, 'x-oss-date=20261121'), ['scope-date', 'expired', 'signature-differs']],
    [presigned.replace('oss-cn-hangzhou', 'oss-cn-beijing'), ['scope-region']],
    [presigned.replace(/x-oss-credential=[^&]*/, 'x-oss-credential=ak'), ['part-missing', 'signature-differs']],
    [
      `${host}?x-oss-signature-version=OSS4-HMAC-SHA256`,
      ['part-missing', 'part-missing', 'part-missing', 'expires-missing', 'other-key', 'signature-differs'],
    ],
    [`${host}?Signature=x`, ['part-missing', 'part-missing', 'other-key', 'signature-differs']],
    [`${host}?OSSAccessKeyId=ak&Signature=x&Expires=soon`, ['date-invalid', 'signature-differs']],
  ])('%s', (text, expected) => {
    expect(refusals(verify(text, credentials, { date }))).toEqual(expected)
  })

  it('refuses headers of the wrong form', () => {
    const signed = sign(request, credentials, { date })
    const headers = (change: Record<string, string>) =>
      refusals(verify({ ...signed, headers: { ...signed.headers, ...change } }, credentials, { date, explain: false }))
    expect(headers({ Authorization: 'Bearer x' })).toEqual(['not-signed'])
    expect(headers({ Authorization: 'OSS ak' })).toEqual(['part-missing', 'signature-differs'])
    expect(headers({ Authorization: 'OSS4-HMAC-SHA256 x' })).toEqual([
      'part-missing',
      'part-missing',
      'other-key',
      'signature-differs',
    ])
    expect(headers({ 'x-oss-content-sha256': 'abc' })).toEqual(['payload-header', 'signature-differs'])
    const { 'x-oss-content-sha256': _, ...others } = signed.headers
    expect(refusals(verify({ ...signed, headers: others }, credentials, { date }))).toEqual([
      'payload-header',
      'signature-differs',
    ])
    const both = presignRequest(request, credentials, { date })
    expect(refusals(verify({ ...both, headers: signed.headers }, undefined, { date }))).toEqual(['signed-twice'])
    const dateless = { ...signed, headers: { authorization: 'OSS ak:x' } }
    expect(refusals(verify(dateless, undefined, { date }))).toEqual(['part-missing'])
  })

  it('takes the parts of Authorization in any order, with spaces', () => {
    const signed = sign({ ...request, headers: { abc: '1' } }, credentials, { date, additionalHeaders: ['abc'] })
    const [, credential, additional, signature] =
      /(Credential.*),(Additional.*),(Sig.*)/.exec(signed.headers.Authorization ?? '') ?? []
    const Authorization = `OSS4-HMAC-SHA256   ${signature} ,  ${credential}, ${additional}`
    expect(verify({ ...signed, headers: { ...signed.headers, Authorization } }, credentials, { date }).status).toBe(
      'valid',
    )
  })

  it('speaks both languages', () => {
    const all = [`${host}?x-oss-expires=0`, `${host}?x-oss-signature-version=x&x-oss-date=1&x-oss-expires=0`, presigned]
    for (const text of all) {
      for (const refusal of verify(text, { ...credentials, accessKeyId: 'x' }, { date: later(1000) }).refusals) {
        expect(refusal.text.en).toMatch(/^[A-Zx][^{}]*\.$/)
        expect(refusal.text.zh).toMatch(/^[^{}]*。$/)
      }
    }
    for (const { en, zh } of Object.values(mistakeTexts)) expect(en.match(/\{\w+\}/g)).toEqual(zh.match(/\{\w+\}/g))
  })

  it('verifies at the time of the clock when no date is given', () => {
    expect(verify(presign(request, credentials), credentials).status).toBe('valid')
    expect(verify(presign(request, credentials, { date: new Date(0) }), credentials).status).toBe('invalid')
  })
})

describe('mistakes', () => {
  const key = ['20261122', 'cn-hangzhou', 'oss', 'aliyun_v4_request'].reduce<string | Buffer>(
    (before, text) => createHmac('sha256', before).update(text).digest(),
    'aliyun_v4sk',
  )
  const signV4 = (lines: string[], stamp = '20261122T143501Z') => {
    const digest = createHash('sha256').update(lines.join('\n')).digest('hex')
    const text = `OSS4-HMAC-SHA256\n${stamp}\n20261122/cn-hangzhou/oss/aliyun_v4_request\n${digest}`
    return createHmac('sha256', key).update(text).digest('hex')
  }
  const block =
    'content-type:a/b\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:20261122T143501Z\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n'
  const path = '/examplebucket/dir/%E5%BD%B1%20%E7%89%87.jpg'
  const query = 'X-b=%21%2F&a&b%20c=1%202&x-oss-process=image%2Finfo'
  const sent = 'a&x-oss-process=image%2Finfo&b%20c=1%202&X-b=%21%2F'
  const wrongV4: [MistakeId, string[], string?][] = [
    ['method-differs', ['PUT', path, query, block, '', 'UNSIGNED-PAYLOAD']],
    ['bucket-not-signed', ['GET', path.replace('/examplebucket', ''), query, block, '', 'UNSIGNED-PAYLOAD']],
    ['key-slashes-encoded', ['GET', path.replace('dir/', 'dir%2F'), query, block, '', 'UNSIGNED-PAYLOAD']],
    ['key-not-encoded', ['GET', '/examplebucket/dir/影 片.jpg', query, block, '', 'UNSIGNED-PAYLOAD']],
    ['encoded-twice', ['GET', path.replaceAll('%', '%25'), query, block, '', 'UNSIGNED-PAYLOAD']],
    ['encoded-twice', ['GET', path, query.replaceAll('%', '%25'), block, '', 'UNSIGNED-PAYLOAD']],
    ['parameter-not-signed', ['GET', path, query.replace(/&x-oss-process=.*/, ''), block, '', 'UNSIGNED-PAYLOAD']],
    ['parameter-not-signed', ['GET', path, '', block, '', 'UNSIGNED-PAYLOAD']],
    ['empty-value-with-equals', ['GET', path, query.replace('&a&', '&a=&'), block, '', 'UNSIGNED-PAYLOAD']],
    ['query-order', ['GET', path, sent, block, '', 'UNSIGNED-PAYLOAD']],
    [
      'query-order',
      ['GET', path, 'a&b%20c=1%202&X-b=%21%2F&x-oss-process=image%2Finfo', block, '', 'UNSIGNED-PAYLOAD'],
    ],
    ['value-not-encoded', ['GET', path, decodeURIComponent(query), block, '', 'UNSIGNED-PAYLOAD']],
    ['value-slash-not-encoded', ['GET', path, query.replaceAll('%2F', '/'), block, '', 'UNSIGNED-PAYLOAD']],
    ['value-marks-not-encoded', ['GET', path, query.replaceAll('%21', '!'), block, '', 'UNSIGNED-PAYLOAD']],
    ['space-as-plus', ['GET', path, query.replaceAll('%20', '+'), block, '', 'UNSIGNED-PAYLOAD']],
    ['header-not-signed', ['GET', path, query, block.replace('content-type:a/b\n', ''), '', 'UNSIGNED-PAYLOAD']],
    ['header-not-signed', ['GET', path, query, '', '', 'UNSIGNED-PAYLOAD']],
    ['header-differs', ['GET', path, query, block.replace('a/b', 'image/jpeg'), '', 'UNSIGNED-PAYLOAD']],
    [
      'header-unlisted',
      ['GET', path, query, `${block.slice(0, 17)}host:h\n${block.slice(17)}`, '', 'UNSIGNED-PAYLOAD'],
    ],
    [
      'header-order',
      ['GET', path, query, block.trim().split('\n').reverse().join('\n').concat('\n'), '', 'UNSIGNED-PAYLOAD'],
    ],
    ['payload-hashed', ['GET', path, query, block, '', createHash('sha256').update('').digest('hex')]],
    ['date-differs', ['GET', path, query, block, '', 'UNSIGNED-PAYLOAD'], 'Sun, 22 Nov 2026 14:35:01 GMT'],
  ]
  const rawV4 = (signature: string): RawRequest => ({
    method: 'GET',
    url: `https://examplebucket.oss-cn-hangzhou.aliyuncs.com/dir/%E5%BD%B1%20%E7%89%87.jpg?${sent}`,
    headers: {
      host: 'h',
      date: 'Sun, 22 Nov 2026 14:35:01 GMT',
      'x-oss-meta-ab': '2',
      'x-oss-meta-a-b': '1',
      'x-oss-date': '20261122T143501Z',
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'content-type': 'a/b',
      authorization: `OSS4-HMAC-SHA256 Credential=ak/20261122/cn-hangzhou/oss/aliyun_v4_request,Signature=${signature}`,
    },
  })

  it('finds nothing where all is right', () => {
    const verification = verify(rawV4(signV4(['GET', path, query, block, '', 'UNSIGNED-PAYLOAD'])), credentials, {
      date,
    })
    expect(verification.status).toBe('valid')
  })

  it.each(wrongV4)('V4 %s %#', (id, lines, stamp) => {
    const verification = verify(rawV4(signV4(lines, stamp)), credentials, { date })
    expect(verification.status).toBe('invalid')
    expect(ids(verification)).toEqual([id])
    const [mistake] = verification.mistakes
    expect(mistake?.expected).not.toBe(mistake?.signed)
    expect(mistake?.text.en).not.toMatch(/\{|\}/)
    expect(verify(rawV4(signV4(lines, stamp)), credentials, { date, explain: false }).mistakes).toEqual([])
  })

  it('finds two mistakes at once', () => {
    const lines = [
      'GET',
      path.replace('/examplebucket', ''),
      query.replace('&a&', '&a=&'),
      block,
      '',
      'UNSIGNED-PAYLOAD',
    ]
    expect(ids(verify(rawV4(signV4(lines)), credentials, { date })).sort()).toEqual([
      'bucket-not-signed',
      'empty-value-with-equals',
    ])
  })

  const wrongV1: [MistakeId, string][] = [
    [
      'method-differs',
      'PUT\n1B==\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?acl&x-oss-process=image/info',
    ],
    [
      'header-not-signed',
      'GET\n\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?acl&x-oss-process=image/info',
    ],
    [
      'header-not-signed',
      'GET\n1B==\n\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?acl&x-oss-process=image/info',
    ],
    [
      'header-differs',
      'GET\n1B==\nimage/jpeg\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?acl&x-oss-process=image/info',
    ],
    [
      'date-differs',
      'GET\n1B==\na/b\n\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?acl&x-oss-process=image/info',
    ],
    ['header-not-signed', 'GET\n1B==\na/b\nD\n/examplebucket/dir/影 片.jpg?acl&x-oss-process=image/info'],
    [
      'header-order',
      'GET\n1B==\na/b\nD\nx-oss-meta-ab:2\nx-oss-meta-a-b:1\n/examplebucket/dir/影 片.jpg?acl&x-oss-process=image/info',
    ],
    [
      'bucket-not-signed',
      'GET\n1B==\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/dir/影 片.jpg?acl&x-oss-process=image/info',
    ],
    [
      'key-encoded',
      'GET\n1B==\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/%E5%BD%B1%20%E7%89%87.jpg?acl&x-oss-process=image/info',
    ],
    ['parameter-not-signed', 'GET\n1B==\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?acl'],
    ['parameter-not-signed', 'GET\n1B==\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg'],
    [
      'empty-value-with-equals',
      'GET\n1B==\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?acl=&x-oss-process=image/info',
    ],
    [
      'query-order',
      'GET\n1B==\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?x-oss-process=image/info&acl',
    ],
    [
      'value-encoded',
      'GET\n1B==\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?acl&x-oss-process=image%2Finfo',
    ],
    [
      'parameters-unlisted',
      'GET\n1B==\na/b\nD\nx-oss-meta-a-b:1\nx-oss-meta-ab:2\n/examplebucket/dir/影 片.jpg?acl&other=1&x-oss-process=image/info',
    ],
  ]
  const day = 'Sun, 22 Nov 2026 14:35:01 GMT'
  it.each(wrongV1)('V1 %s %#', (id, text) => {
    const signature = createHmac('sha1', 'sk')
      .update(text.replace('\nD\n', `\n${day}\n`))
      .digest('base64')
    const raw = {
      method: 'GET',
      url: 'https://examplebucket.oss-cn-hangzhou.aliyuncs.com/dir/%E5%BD%B1%20%E7%89%87.jpg?x-oss-process=image/info&other=1&acl=',
      headers: {
        'x-oss-meta-ab': '2',
        'x-oss-meta-a-b': '1',
        'content-type': 'a/b',
        'content-md5': '1B==',
        date: day,
        authorization: `OSS ak:${signature}`,
      },
    }
    expect(ids(verify(raw, credentials, { date }))).toEqual([id])
  })

  it('sees a process parameter that was appended or changed after signing', () => {
    const plain = { ...request, query: [] }
    const appended = `${presign(plain, credentials, { date })}&x-oss-process=image/info`
    expect(verify(appended, credentials, { date }).mistakes).toMatchObject([
      {
        id: 'parameter-not-signed',
        part: 'query',
        text: {
          en: 'The parameter x-oss-process was not signed: it was added to the URL afterwards, or the signer leaves it out.',
          zh: '参数 x-oss-process 没有参与签名：它是签名之后才加到 URL 上的，或者签名程序忽略了它。',
        },
      },
    ])
    expect(
      ids(verify(`${presign(request, credentials, { date })}&x-oss-process=image/info`, credentials, { date })),
    ).toEqual(['parameter-not-signed'])
    const changed = presign(request, credentials, { date }).replace('w_100', 'w_200')
    expect(verify(changed, credentials, { date })).toMatchObject({ status: 'invalid', mistakes: [] })
    expect(
      ids(
        verify(`${presign(plain, credentials, { date, version: 'v1' })}&x-oss-process=image/info`, credentials, {
          date,
        }),
      ),
    ).toEqual(['parameter-not-signed'])
  })

  it('does not lose itself in a request with thousands of parameters and headers', () => {
    const headers = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`x-oss-meta-${index}`, 'x']))
    const query = Array.from({ length: 2000 }, (_, index) => `p${index % 999}=1`).join('&')
    const raw = { method: 'GET', url: `${presign(request, credentials, { date })}&${query}`, headers }
    const before = process.cpuUsage()
    expect(verify(raw, credentials, { date })).toMatchObject({ status: 'invalid', mistakes: [] })
    expect(process.cpuUsage(before).user).toBeLessThan(20_000_000)
  })

  it('sees a plus sign and a signature that lost their escapes', () => {
    for (const version of ['v1', 'v4'] as const) {
      const spaced = { ...request, query: [['x-oss-process', 'a+b']] as const }
      expect(
        ids(verify(presign(spaced, credentials, { date, version }).replace('a%2Bb', 'a+b'), credentials, { date })),
      ).toEqual(['plus-sent-raw'])
    }
    const dates = Array.from({ length: 60 }, (_, second) => later(second))
    const urls = dates
      .map(at => presign(request, credentials, { date: at, version: 'v1' }))
      .filter(text => /Signature=.*%2B/.test(text))
    expect(urls.length).toBeGreaterThan(5)
    for (const text of urls) {
      const twice = text.replace(/(?<=&Signature=).*/, encodeURIComponent)
      for (const wrong of [text.replaceAll('%2B', '+'), twice]) {
        expect(ids(verify(wrong, credentials, { date }))).toEqual(['signature-not-encoded'])
      }
    }
  })

  it('sees a secret with a line end, without showing it', () => {
    const signed = presign(request, { ...credentials, accessKeySecret: 'sk\n' }, { date })
    expect(verify(signed, credentials, { date }).mistakes).toEqual([
      { id: 'secret-space', part: 'secret', expected: '', signed: '', text: expect.anything() },
    ])
    expect(
      ids(verify(presign(request, credentials, { date }), { ...credentials, accessKeySecret: ' sk\n' }, { date })),
    ).toEqual(['secret-space'])
  })

  it('says what a "+" in the signature became', () => {
    const at = Array.from({ length: 60 }, (_, second) => later(second))
    const urls = at.map(one => presign(request, credentials, { date: one, version: 'v1' }))
    const text = urls.find(one => /Signature=.*%2B/.test(one)) ?? ''
    for (const damaged of [text.replaceAll('%2B', '+'), text.replaceAll('%2B', ' ')]) {
      const [mistake] = verify(damaged, credentials, { date }).mistakes
      expect(mistake?.id).toBe('signature-not-encoded')
      expect(mistake?.expected).toContain(' ')
      expect(mistake?.expected.replaceAll(' ', '+')).toBe(mistake?.signed)
    }
  })

  const hosted = { ...request, key: 'dir/a.jpg' }
  it.each<[string, string, (url: string) => string]>([
    ['HTML', 'copied from HTML', url => url.replaceAll('&', '&amp;')],
    ['HTML by number', 'copied from HTML', url => url.replaceAll('&', '&#38;')],
    ['JSON', 'copied from JSON', url => url.replaceAll('&', '\\u0026').replaceAll('=', '\\u003d')],
    ['a string literal', 'copied from JSON or source code', url => url.replaceAll('&', '\\x26')],
    ['JSON with slashes', 'copied from JSON', url => url.replaceAll('/', '\\/')],
    ['Markdown', 'copied from Markdown', url => url.replaceAll('-', '\\-').replaceAll('&', '\\&')],
    [
      'a parameter',
      'encoded as the value of a parameter',
      url => encodeURIComponent(url).replace('https%3A%2F%2F', 'https://'),
    ],
    ['twice encoded', 'encoded as a whole once more', url => url.replaceAll('%', '%25')],
    ['a mail', 'comes from a mail', url => url.replaceAll('=', '=3D').replace(/.{70}/g, '$&=\n')],
    ['line breaks', 'Blanks, line breaks', url => url.replace(/.{60}/g, '$&\r\n  ')],
    ['the end of a sentence', 'Signs of the text around it', url => `<${url}>.`],
    [
      'lower-case names',
      'changed the names of parameters',
      url => url.replace(/[?&][\w-]+/g, name => name.toLowerCase()),
    ],
    [
      'names with underscores',
      'changed the names of parameters',
      url => url.replace(/[?&][\w-]+/g, name => name.replaceAll('-', '_')),
    ],
    [
      'HTML with all signs by number',
      'copied from HTML',
      url => url.replace(/[&=/]/g, sign => `&#x${sign.charCodeAt(0).toString(16)};`),
    ],
    [
      'HTML with zeros and without an end',
      'copied from HTML',
      url => url.replace('&', '&#038;').replaceAll(/&(?!#)/g, '&amp'),
    ],
    ['JSON whose backslashes were lost', 'copied from JSON', url => url.replaceAll('&', 'u0026')],
    ['a shell of Windows', 'copied from Markdown or a shell', url => url.replaceAll('&', '^&').replaceAll('%', '%%')],
    ['a quoted mail', 'Blanks, line breaks or invisible signs', url => url.replace(/.{60}/g, '$&\n> ')],
    ['an invisible sign', 'Blanks, line breaks or invisible signs', url => url.replace('/dir', '/\u200bdir')],
    ['bold text', 'Signs of the text around it', url => `**${url}**`],
    ['a link of Markdown', 'There is text around', url => `[photo](${url})`],
    ['Chinese text in front', 'There is text around', url => `请看：${url}`],
    [
      'a click counter',
      'wrapped in the link',
      url => `https://link.example.org/?target=${encodeURIComponent(url)}&source=mail`,
    ],
    ['no scheme', 'scheme of the URL is missing', url => url.replace('https:', '')],
    ['one slash', 'scheme of the URL is missing', url => url.replace('https://', 'https:/')],
    ['full-width signs', 'full-width or typographic', url => url.replaceAll('&', '＆').replace('?', '？')],
    ['dashes', 'full-width or typographic', url => url.replaceAll('-', '–')],
    ['semicolons', 'parted by other signs', url => url.replaceAll('&', ';')],
    ['two question marks', 'parted by other signs', url => url.replace('?', '??')],
    ['HTML in JSON', 'copied from', url => url.replaceAll('&', '&amp;').replaceAll('/', '\\/')],
  ])('undoes what happened to a URL: %s', (_, words, damage) => {
    for (const version of ['v1', 'v4'] as const) {
      const signed = presign(hosted, credentials, { date, version })
      const damaged = damage(signed)
      if (damaged === signed) continue
      expect(findAccessKeyIds(damaged, { date })).toContain('ak')
      const { status, mistakes } = verify(damaged, credentials, { date })
      if (status === 'valid') continue
      expect(mistakes.map(({ text }) => text.en).join()).toContain(words)
      expect(mistakes[0]?.part).toBe('url')
    }
  })

  it.each<[MistakeId, string, (url: string) => string]>([
    ['signature-cut', 'a cut end', url => url.slice(0, -5)],
    ['signature-cut', 'a cut through an escape', url => url.slice(0, -1)],
    ['signature-continued', 'an escaped quote', url => `${url}%22`],
    ['signature-continued', 'Chinese text', url => `${url}，请查看`],
    ['signature-case', 'capitals', url => url.replace(/(?<=ignature=).*/, text => text.toUpperCase())],
    ['access-key-case', 'lower case', url => url.toLowerCase()],
    ['key-sent-otherwise', 'the path encoded twice', url => url.replace('caf%C3%A9', 'caf%25C3%25A9')],
    ['key-sent-otherwise', 'UTF-8 as Latin-1', url => url.replace('caf%C3%A9', 'caf%C3%83%C2%A9')],
    ['key-sent-otherwise', 'a folder in front', url => url.replace('.com/', '.com/backup/2026/')],
  ])('tells what became of a URL: %s by %s', (id, _, damage) => {
    for (const version of ['v1', 'v4'] as const) {
      const signed = presign(
        { ...request, key: 'dir/café.jpg' },
        { ...credentials, accessKeyId: 'AK' },
        { date, version },
      )
      const damaged = damage(signed)
      expect(damaged).not.toBe(signed)
      expect(ids(verify(damaged, { ...credentials, accessKeyId: 'AK' }, { date }))).toEqual([id])
    }
  })

  it('tells all parameters that were added, and does not blame the URL for a region', () => {
    const signed = presign(hosted, credentials, { date, version: 'v4' })
    const [mistake] = verify(`${signed}&from=timeline&isappinstalled=0`, credentials, { date }).mistakes
    expect(mistake?.text.en).toContain('from, isappinstalled')
    const elsewhere = verify(signed.replace('oss-cn-', 'oss-ap-'), credentials, { date })
    expect([refusals(elsewhere), elsewhere.mistakes]).toEqual([['scope-region'], []])
    const late = presign(hosted, credentials, { date, version: 'v1' }).replace(/(?<=Expires=)\d+/, text =>
      String(Number(text) + 864_000),
    )
    expect(ids(verify(late, credentials, { date, isThorough: true }))).toEqual(['date-moved'])
  })

  it.each<[MistakeId, (signed: OssRequest) => RawRequest]>([
    [
      'value-sent-twice-encoded',
      signed => ({ ...raw(signed), url: url(signed).replace('resize%2Cw', 'resize%252Cw') }),
    ],
    ['key-sent-otherwise', signed => ({ ...raw(signed), url: url(signed).replace('caf%C3%A9', 'cafe%CC%81') })],
    ['key-sent-otherwise', signed => ({ ...raw(signed), url: url(signed).replace('/x%20', '//x%20') })],
    [
      'bucket-differs',
      signed => ({
        ...raw(signed),
        url: url(signed).replace('examplebucket.', '').replace('.com/', '.com/ExampleBucket/'),
      }),
    ],
    [
      'host-differs',
      signed => ({
        ...raw(signed),
        headers: { ...signed.headers, Host: 'examplebucket.oss-cn-hangzhou.aliyuncs.com:443' },
      }),
    ],
    [
      'digest-differs',
      signed => ({ ...raw(signed), headers: { ...signed.headers, 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' } }),
    ],
  ])('tells which part was changed: %s', (id, change) => {
    const target = { endpoint, bucket: 'examplebucket', key: 'x caf\u00e9.jpg' }
    const md5 = createHash('md5').update('body').digest('base64')
    const plain: OssRequest = {
      ...processRequest('get', target, 'image/resize,w_100'),
      headers: { 'Content-MD5': md5 },
      body: 'body',
    }
    const more = id === 'bucket-differs' ? [] : ['host']
    const signed = sign(plain, credentials, { date, additionalHeaders: more })
    expect(verify(raw(signed), credentials, { date }).status).toBe('valid')
    expect(ids(verify(change(signed), credentials, { date }))).toEqual([id])
  })

  const hosted4 = { endpoint, bucket: 'films', key: 'raw/a.mp4' }
  const change = (part: RegExp, other: string) => (text: string) => text.replace(part, other)

  it.each<['v1' | 'v4', string, string, (url: string) => string]>([
    ['v4', 'bucket-differs', 'films', change(/films\./, 'filmz.')],
    ['v1', 'bucket-differs', 'films', change(/films\./, 'film.')],
    ['v4', 'key-sent-otherwise', 'raw/a.mp4', change(/a\.mp4/, 'a.mov')],
    ['v1', 'key-sent-otherwise', 'raw/a.mp4', change(/raw/, 'rwa')],
    ['v4', 'value-differs', 'x-oss-process=video/info,a_100', change(/a_100/, 'a_200')],
    ['v1', 'value-differs', 'x-oss-process=video/info,a_100', change(/a_100/, 'a_1000')],
    ['v4', 'value-differs', 'x-oss-expires=3600', change(/expires=3600/, 'expires=7200')],
    ['v4', 'date-moved', '20261122T143501Z', change(/T143501Z/, 'T000000Z')],
    ['v1', 'date-moved', '1795361701', change(/Expires=1795361701/, 'Expires=1795400000')],
    ['v1', 'date-moved', '1795361701', change(/Expires=1795361701/, 'Expires=1797089701')],
    ['v1', 'date-moved', '1795361701', change(/Expires=1795361701/, 'Expires=1802561701')],
  ])('a thorough search finds one sign or a date that was changed: %s %s', (version, id, name, changed) => {
    const request = processRequest('get', hosted4, 'video/info,a_100')
    const signed = presign(request, credentials, { date, version, expires: 3600 }).replace(
      /%2F(?=info)|%2C(?=a_)/g,
      decodeURIComponent,
    )
    const damaged = changed(signed)
    expect(damaged).not.toBe(signed)
    expect(ids(verify(damaged, credentials, { date }))).toEqual([])
    const [mistake, more] = verify(damaged, credentials, { date, isThorough: true }).mistakes
    expect([mistake?.id, mistake?.text.en.replace(/^.*?: |\.$/g, ''), more]).toEqual([id, name, undefined])
  })

  it('a thorough search looks at dates of headers too, and ends', () => {
    for (const version of ['v1', 'v4'] as const) {
      const signed = sign(processRequest('get', hosted4, 'video/info'), credentials, { date, version })
      const headers = { ...signed.headers }
      const dated = version === 'v1' ? 'Date' : 'x-oss-date'
      expect(headers[dated]).toBeDefined()
      headers[dated] = version === 'v1' ? 'Sun, 22 Nov 2026 14:00:00 GMT' : '20261122T140000Z'
      const moved = verify({ ...raw(signed), headers }, credentials, { date, isThorough: true })
      expect(moved.mistakes.map(({ id, signed: ours }) => [id, ours])).toEqual([['date-moved', signed.headers[dated]]])
      const other = { ...raw(signed), url: url(signed).replace('a.mp4', 'other.mp4') }
      expect(verify(other, credentials, { date, isThorough: true }).mistakes).toEqual([])
    }
  })

  const raw = (signed: OssRequest): RawRequest => ({
    method: signed.method,
    url: url(signed),
    headers: signed.headers,
    body: signed.body,
  })
})

describe('the body', () => {
  it('is held against the digests of the headers, where it is known', () => {
    const signed = sign(processRequest('async', target, 'video/info'), credentials, { date })
    expect(refusals(verify({ ...signed, body: `${signed.body} ` }, credentials, { date }))).toEqual(['body-digest'])
    const { body: _, ...bodiless } = signed
    expect(verify({ ...bodiless, url: url(signed) }, credentials, { date }).status).toBe('valid')
    const hash = createHash('sha256').update(signed.body).digest('hex')
    const v1 = sign({ ...signed, headers: { 'x-oss-content-sha256': hash } }, credentials, { date, version: 'v1' })
    const stated = { ...v1, headers: { ...v1.headers, 'X-Oss-Content-Sha256': 'a'.repeat(64) } }
    expect(refusals(verify(stated, credentials, { date }))).toContain('body-hash')
  })
})

describe('hosts', () => {
  it.each([
    ['photos.cn-hangzhou.oss.aliyuncs.com', 'photos', 'cn-hangzhou.oss.aliyuncs.com', 'virtual'],
    ['cn-hangzhou.oss.aliyuncs.com', undefined, 'cn-hangzhou.oss.aliyuncs.com', 'path'],
    ['photos.oss-cn-hangzhou-internal.aliyuncs.com', 'photos', 'oss-cn-hangzhou-internal.aliyuncs.com', 'virtual'],
    ['photos.vpc100-oss-cn-hangzhou.aliyuncs.com:443', 'photos', 'vpc100-oss-cn-hangzhou.aliyuncs.com:443', 'virtual'],
    ['photos.s3.oss-cn-hangzhou.aliyuncs.com', 'photos', 's3.oss-cn-hangzhou.aliyuncs.com', 'virtual'],
    ['s3.oss-cn-hangzhou.aliyuncs.com', undefined, 's3.oss-cn-hangzhou.aliyuncs.com', 'path'],
    ['oss-photos.oss-accelerate.aliyuncs.com', 'oss-photos', 'oss-accelerate.aliyuncs.com', 'virtual'],
    ['photos.localhost:9000', 'photos', 'localhost:9000', 'virtual'],
    ['127.0.0.1:9000', undefined, '127.0.0.1:9000', 'path'],
    ['[::1]:9000', undefined, '[::1]:9000', 'path'],
    ['img.example.com', undefined, undefined, 'cname'],
  ] as const)('%s', (host, bucket, endpoint, addressing) => {
    expect(readHost(host)).toEqual({ bucket, endpoint, addressing })
  })
})
