import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/request/fetch.ts'
import { secret } from '../../src/request/secret.ts'
import { assumeRole } from '../../src/request/sts.ts'
import { askUri } from '../../src/request/uri.ts'

const KEYS = { AccessKeyId: 'STS.a', AccessKeySecret: 'sts-secret', SecurityToken: 'sts-token' }

const LOGIN_PAGE = 'it is HTML or XML (200); look at the address, and for a proxy or portal on the way'

/** Answers every question alike. */
function answering(status: number, text: string): Fetch {
  return async () => ({ ok: status >= 200 && status < 300, status, text: async () => text })
}

const silent: Fetch = async () => {
  throw new TypeError('fetch failed')
}

const torn: Fetch = async () => ({
  ok: true,
  status: 200,
  text: async () => {
    throw new TypeError('terminated')
  },
})

describe('the credentials URI', () => {
  test('gives keys', async () => {
    expect(await askUri('http://host/keys', answering(200, JSON.stringify(KEYS)))).toMatchObject({
      accessKeyId: 'STS.a',
    })
  })

  test.each<[string, Fetch, string]>([
    ['does not answer', silent, 'there is no answer: host: TypeError'],
    ['breaks off', torn, 'there is no answer: host: TypeError'],
    ['refuses', answering(403, JSON.stringify(KEYS)), 'the status is 403'],
    ['is a login page', answering(200, '<html>sign in</html>'), `the answer holds no keys: ${LOGIN_PAGE}`],
    ['gives half a pair', answering(200, '{"AccessKeyId":"STS.a"}'), 'the answer holds no keys'],
    ['gives a list', answering(200, '[1]'), 'the answer holds no keys: it is not a JSON object (200)'],
  ])('that %s is told without its secrets', async (_, fetch, reason) => {
    await expect(askUri('http://host/keys?token=uri-secret', fetch)).rejects.toThrow(
      `The credentials URI http://host/keys gave no credentials: ${reason}.`,
    )
    await expect(askUri('uri-secret', fetch)).rejects.toThrow(
      'The credentials URI ? gave no credentials: it is not an address that begins with http:// or https://.',
    )
  })
})

describe('STS', () => {
  const source = { accessKeyId: 'id', accessKeySecret: secret('source-secret') }
  const role = { roleArn: 'acs:ram::1:role/a', sessionName: 'test' }

  test.each<[string, Fetch, string]>([
    ['does not answer', silent, 'there is no answer: sts.example: TypeError'],
    ['breaks off', torn, 'there is no answer: sts.example: TypeError'],
    ['is a login page', answering(200, '<html>sign in</html>'), `the answer holds no keys: ${LOGIN_PAGE}`],
    ['is overloaded', answering(503, ''), 'the status is 503'],
    [
      'refuses',
      answering(403, '{"Code":"NoPermission"}'),
      'NoPermission (403); allow sts:AssumeRole to who asks, and let the role trust it',
    ],
    [
      'gives keys without a token',
      answering(200, '{"Credentials":{"AccessKeyId":"a","AccessKeySecret":"b"}}'),
      'the answer holds no keys',
    ],
  ])('that %s is told', async (_, fetch, reason) => {
    await expect(assumeRole(source, role, { fetch, url: 'https://sts.example' })).rejects.toThrow(
      `STS at https://sts.example gave no credentials of the role "acs:ram::1:role/a": ${reason}.`,
    )
  })
})
