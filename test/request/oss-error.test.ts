import { describe, expect, it } from 'vitest'
import { presign, processRequest, secret, verify } from '../../src/request/index.ts'
import { mistakeTexts } from '../../src/request/mistake-texts.ts'
import { findOssError, type OssError, withoutOssError } from '../../src/request/oss-error.ts'

describe('the error in an answer', () => {
  it('is found between other words, with its entities and line breaks', () => {
    const xml = [
      '<?xml version="1.0"?>\n<Error><Code>SignatureDoesNotMatch</Code>',
      '<StringToSign>GET\r\n&lt;&#97;&#x62;&gt;&amp;&quot;&apos;</StringToSign>',
      '<SignatureProvided>c2ln</SignatureProvided><OSSAccessKeyId>ak</OSSAccessKeyId></Error>',
    ].join('')
    expect(findOssError(`HTTP/1.1 403\n\n${xml}\nend`)).toEqual({
      code: 'SignatureDoesNotMatch',
      stringToSign: 'GET\n<ab>&"\'',
      signatureProvided: 'c2ln',
      accessKeyId: 'ak',
    })
    expect(withoutOssError(`GET /a\n${xml}\n`)).toBe('GET /a')
  })

  it.each(['', 'no XML', '<Error><Message>no code</Message></Error>'])('is not there: %j', text => {
    expect(findOssError(text)).toBeUndefined()
    expect(withoutOssError(text)).toBe(text.startsWith('<') ? '' : text)
  })
})

describe('beside what OSS read', () => {
  const date = new Date('2026-11-22T14:35:01Z')
  const target = { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', bucket: 'examplebucket', key: 'a.jpg' }
  const request = processRequest('get', target, 'image/info')
  const credentials = { accessKeyId: 'ak', accessKeySecret: secret('sk') }
  const wrong = { accessKeyId: 'ak', accessKeySecret: secret('other') }
  const at = { date, expires: 600 }
  const signed = {
    v1: presign(request, credentials, { ...at, version: 'v1' }),
    v4: presign(request, credentials, { ...at, version: 'v4' }),
  }
  const told = (version: 'v1' | 'v4', answer: OssError) =>
    verify(signed[version], wrong, { date, explain: false, answer }).mistakes
  const code = 'SignatureDoesNotMatch'

  it('the same request tells that the secret is another one', () => {
    const { stringToSign } = verify(signed.v1, credentials, { date })
    expect(told('v1', { code, stringToSign })).toEqual([
      {
        id: 'oss-has-other-secret',
        part: 'secret',
        text: mistakeTexts['oss-has-other-secret'],
        expected: '',
        signed: '',
      },
    ])
  })

  it('each line that differs is told, also one that only OSS has', () => {
    const { canonicalRequest = '' } = verify(signed.v4, credentials, { date })
    const answer = { code, canonicalRequest: `${canonicalRequest.replace('GET', 'PUT')}\nmore` }
    const lines = canonicalRequest.split('\n').length
    const text = (line: number, en: string, zh: string) => ({
      en: `OSS read another request than this one: ${en} differs (line ${line}).`,
      zh: `OSS 读到的请求与此处不同：${zh}不一致（第 ${line} 行）。`,
    })
    expect(told('v4', answer)).toEqual([
      {
        id: 'oss-read-otherwise',
        part: 'canonicalRequest',
        text: text(1, 'the method', '请求方法'),
        expected: 'PUT',
        signed: 'GET',
      },
      {
        id: 'oss-read-otherwise',
        part: 'canonicalRequest',
        text: text(lines + 1, 'the payload', '请求体标记'),
        expected: 'more',
        signed: '',
      },
    ])
  })

  it('a line that only is here is told', () => {
    const { stringToSign = '' } = verify(signed.v1, credentials, { date })
    const lines = stringToSign.split('\n')
    const found = told('v1', { code, stringToSign: lines.slice(0, -1).join('\n') })
    expect(found.map(({ part, expected, signed: ours }) => [part, expected, ours])).toEqual([
      ['stringToSign', '', lines.at(-1)],
    ])
  })

  const namesOf = (version: 'v1' | 'v4', answer: Omit<OssError, 'code'>) =>
    told(version, { code, ...answer }).map(({ part, text }) => [part, text.en.replace(/^.*: |\.$/g, '')])

  it('the lines of a string to sign have their names', () => {
    const lines = (version: 'v1' | 'v4') =>
      (verify(signed[version], credentials, { date }).stringToSign ?? '').split('\n').map((_, at) => `other ${at}`)
    expect(namesOf('v4', { stringToSign: lines('v4').join('\n') })).toEqual([
      ['stringToSign', 'the algorithm differs (line 1)'],
      ['stringToSign', 'the date differs (line 2)'],
      ['stringToSign', 'the scope (day, region and product) differs (line 3)'],
      ['stringToSign', 'the digest of the canonical request differs (line 4)'],
    ])
    const withHeader = [...lines('v1').slice(0, 4), 'x-oss-date:now', '/b/k', '/b/k'].join('\n')
    expect(namesOf('v1', { stringToSign: withHeader })).toEqual([
      ['stringToSign', 'the method differs (line 1)'],
      ['stringToSign', 'Content-MD5 differs (line 2)'],
      ['stringToSign', 'Content-Type differs (line 3)'],
      ['stringToSign', 'the date differs (line 4)'],
      ['stringToSign', 'the header x-oss-date differs (line 5)'],
      ['stringToSign', 'bucket, object name or parameters differs (line 6)'],
      ['stringToSign', 'bucket, object name or parameters differs (line 7)'],
    ])
  })

  it('the lines of a canonical request have theirs', () => {
    const { canonicalRequest = '' } = verify(signed.v4, credentials, { date })
    const lines = canonicalRequest.split('\n')
    const changed = [...lines.slice(0, 3), 'host:elsewhere', ...lines.slice(3, -2), 'host;range', lines.at(-1)]
    expect(namesOf('v4', { canonicalRequest: changed.join('\n') })).toEqual([
      ['canonicalRequest', 'the header host differs (line 4)'],
      ['canonicalRequest', 'the list of additional headers differs (line 6)'],
      ['canonicalRequest', 'the payload differs (line 7)'],
    ])
  })

  it('an answer without what it read tells nothing', () => {
    expect(told('v1', { code: 'AccessDenied' })).toEqual([])
  })
})
