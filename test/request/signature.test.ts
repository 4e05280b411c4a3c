import { describe, expect, it } from 'vitest'
import { computeSignature } from '../../src/request/index.ts'
import { vectors } from './vectors.ts'

describe('computeSignature', () => {
  it('has the vectors to check against', () => {
    expect(vectors.length).toBe(111)
    expect(vectors.filter(vector => vector.divergent).length).toBe(5)
  })

  for (const vector of vectors) {
    it(`${vector.name}: ${vector.version} ${vector.kind}`, () => {
      expect(computeSignature(vector)).toEqual(vector.expected)
      if (vector.divergent) expect(vector.expected.signature).not.toBe(vector.divergent.signature)
    })
  }

  it('takes the scope date from ISO and GMT timestamps and refuses others', () => {
    const input = {
      version: 'v4',
      kind: 'header',
      method: 'GET',
      bucket: 'b',
      key: 'k',
      query: [],
      headers: {},
    } as const
    const scopeLine = (timestamp: string) =>
      computeSignature({ ...input, timestamp, region: 'cn-hangzhou', accessKeySecret: 'sk' }).stringToSign.split(
        '\n',
      )[2]
    expect(scopeLine('20261122T143501Z')).toBe('20261122/cn-hangzhou/oss/aliyun_v4_request')
    expect(scopeLine('Sun, 22 Nov 2026 23:35:01 -0800')).toBe('20261123/cn-hangzhou/oss/aliyun_v4_request')
    expect(() => scopeLine('yesterday')).toThrow('The date "yesterday" is neither ISO')
  })

  it('does not mistake one secret for another when keys are remembered', () => {
    const input = {
      version: 'v4',
      kind: 'header',
      method: 'GET',
      bucket: 'b',
      key: 'k',
      query: [],
      headers: {},
    } as const
    const sign = (accessKeySecret: string | null, day: number) =>
      computeSignature({ ...input, timestamp: `202611${String(day)}T143501Z`, region: 'r', accessKeySecret }).signature
    const days = Array.from({ length: 20 }, (_, index) => 10 + index)
    const once = ['a', 'b', 'c', 'd', null].flatMap(text => days.map(day => sign(text, day)))
    const again = ['a', 'b', 'c', 'd', null].flatMap(text => days.map(day => sign(text, day)))
    expect(again).toEqual(once)
    expect(new Set(once).size).toBe(once.length)
  })

  it('leaves the signature of a V4 URL out, and takes no secret for an empty one', () => {
    const input = {
      kind: 'query',
      method: 'GET',
      bucket: 'b',
      key: 'k',
      headers: {},
      timestamp: '20261122T143501Z',
    } as const
    const query = [
      ['a', '1'],
      ['a', '2'],
      ['x-oss-signature', 'x'],
    ] as const
    expect(computeSignature({ ...input, query, version: 'v4' }).canonicalRequest).toContain('\na=1&a=2\n')
    expect(computeSignature({ ...input, query, version: 'v1' })).toEqual(
      computeSignature({ ...input, query, version: 'v1', accessKeySecret: '' }),
    )
  })

  it('signs the service itself, without bucket', () => {
    const input = {
      kind: 'header',
      method: 'get',
      bucket: '',
      key: '',
      query: [],
      headers: {},
      accessKeySecret: '',
    } as const
    const timestamp = '20261122T143501Z'
    expect(computeSignature({ ...input, version: 'v1', timestamp }).stringToSign).toBe(`GET\n\n\n${timestamp}\n/`)
    const v4 = computeSignature({ ...input, version: 'v4', timestamp })
    expect(v4.canonicalRequest).toBe('GET\n/\n\n\n\nUNSIGNED-PAYLOAD')
    expect(v4.stringToSign).toContain('20261122//oss/aliyun_v4_request')
  })
})
