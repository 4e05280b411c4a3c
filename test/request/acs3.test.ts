import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type AcsRequest, computeAcs3, digestOf, readAcs3, signAcs3 } from '../../src/request/acs3.ts'
import { decodeQuery } from '../../src/request/percent.ts'

interface Recorded {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const SECRET = 'example-secret-0123456789'

/** What the SDK of IMM for Python (alibabacloud_imm20200930 5.0.3) sent to a server of this machine. */
const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('../fixtures/signing/acs3.json', import.meta.url), 'utf8'),
)

const signatureOf = ({ path, headers, body }: Recorded, secret = SECRET) => {
  const [, text = ''] = path.split('?')
  const { signedHeaders = [] } = readAcs3(headers.authorization ?? '') ?? {}
  const query = decodeQuery(text)
  return computeAcs3({ method: 'POST', path: '/', query, headers, signedHeaders, body, accessKeySecret: secret })
}

test.each(recorded)('$headers.x-acs-action of the SDK, $path', request => {
  const claim = readAcs3(request.headers.authorization ?? '')
  expect(claim?.accessKeyId).toBe('example-id')
  expect(signatureOf(request)).toBe(claim?.signature)
  expect(signatureOf(request, 'another')).not.toBe(claim?.signature)
  expect(digestOf(request.body)).toBe(request.headers['x-acs-content-sha256'])
})

test('there are actions with a query, with a body and with a token', () => {
  expect(recorded.map(({ headers }) => headers['x-acs-action'])).toEqual([
    'GetTask',
    'ListTasks',
    'CreateBatch',
    'GetTask',
  ])
  expect(recorded.at(-1)?.headers['x-acs-security-token']).toBe('example-token/+=')
})

test('our own requests sign every header that they have', () => {
  const request: AcsRequest = {
    method: 'POST',
    host: 'imm.cn-hangzhou.aliyuncs.com',
    path: '/',
    query: [['TaskId', 'a b']],
    headers: { 'x-acs-action': 'GetTask', 'x-acs-version': '2020-09-30' },
    body: '',
  }
  const date = new Date('2026-11-27T08:00:00.123Z')
  const credentials = { accessKeyId: 'example-id', accessKeySecret: SECRET, securityToken: 'example-token' }
  const { headers } = signAcs3(request, credentials, { date, nonce: 'n' })
  const claim = readAcs3(headers.authorization ?? '')
  expect(headers['x-acs-date']).toBe('2026-11-27T08:00:00Z')
  expect(claim?.signedHeaders.join(';')).toBe(
    'host;x-acs-accesskey-id;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version',
  )
  expect(signatureOf({ path: '/?TaskId=a+b', headers, body: '' })).toBe(claim?.signature)
})

test.each(['OSS4-HMAC-SHA256 Credential=a', '', 'ACS3-HMAC-SHA256'])('%j is none', text => {
  expect(readAcs3(text)).toBeUndefined()
})
