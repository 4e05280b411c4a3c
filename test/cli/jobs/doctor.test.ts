import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { accepts } from '../../request/server.ts'
import { run } from '../run.ts'

const SECRET = 'example-secret-0123456789'
const env = {
  OSS_ACCESS_KEY_ID: 'example-id',
  OSS_ACCESS_KEY_SECRET: SECRET,
  OSS_REGION: 'cn-hangzhou',
  HOME: '/nonexistent',
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

async function withServer<T>(answer: Answer, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    return await use(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const error =
  (status: number, code: string, more = '', message = 'Told.'): Answer =>
  (_, response) =>
    response
      .writeHead(status, { 'content-type': 'application/xml', 'x-oss-request-id': 'R' })
      .end(`<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`)

/** As OSS: the signature is computed, and the object is not there. */
const oss: Answer = (request, response) => {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  const url = `http://${request.headers.host}${request.url}`
  const isRight = accepts({ method: request.method ?? '', url, headers }, SECRET, true)
  error(isRight ? 404 : 403, isRight ? 'NoSuchKey' : 'SignatureDoesNotMatch')(request, response)
}

const doctor = (answer: Answer, ...more: string[]) =>
  withServer(answer, url => run(['doctor', '--endpoint', url, ...more], { env }))

describe('doctor', () => {
  test('names the source of the credentials and never their value, and has a request taken', async () => {
    const result = await doctor(oss, '--bucket', 'films')
    expect(result.stdout).toMatch(/ok +credentials +from environment/)
    expect(result.stdout).toMatch(/ok +clock/)
    expect(result.stdout).toMatch(/ok +signature +OSS takes the signature for the region cn-hangzhou/)
    expect(result.stdout).not.toContain(SECRET)
    expect(result.code).toBe(0)
  })

  test.each<[string, Answer, string]>([
    [
      'another secret',
      (request, response) => error(403, 'SignatureDoesNotMatch')(request, response),
      'the secret is not the one of the access key example-id (SignatureDoesNotMatch)',
    ],
    ['another key', error(403, 'InvalidAccessKeyId'), 'OSS knows no access key example-id'],
    ['a token that ended', error(403, 'SecurityTokenExpired'), 'the security token is wrong or has ended'],
    [
      'another region',
      error(403, 'AccessDenied', '<Endpoint>oss-cn-shanghai.aliyuncs.com</Endpoint>'),
      'the bucket "films" is not in the region cn-hangzhou: it is at oss-cn-shanghai.aliyuncs.com',
    ],
    [
      'another region, by 301',
      error(301, 'PermanentRedirect', '<Endpoint>oss-cn-shanghai.aliyuncs.com</Endpoint>'),
      'it is at oss-cn-shanghai.aliyuncs.com',
    ],
    ['no bucket', error(404, 'NoSuchBucket'), 'there is no bucket "films"'],
    ['no IMM project', error(404, 'Imm Client'), 'the bucket "films" is bound to no IMM project (Imm Client)'],
    [
      'no binding, in the words of IMM',
      error(404, 'Imm Client', '', 'ResourceNotFound, The specified resource Attachment is not found. 9D31-5E'),
      'the bucket "films" is bound to no IMM project (Imm Client)',
    ],
    [
      'no binding, in older words',
      error(
        404,
        'InvalidProject.NotFound',
        '',
        'The resource Project cannot be found. bucket does not bind any project',
      ),
      'the bucket "films" is bound to no IMM project (InvalidProject.NotFound)',
    ],
    [
      'no right in IMM',
      error(403, 'Imm Client', '', 'Forbidden.RAM, User not authorized to operate on the specified resource.'),
      'IMM answers 403 Imm Client: Forbidden.RAM, User not authorized to operate on the specified resource.',
    ],
    [
      'IMM is busy',
      error(503, 'Imm Client', '', 'Throttling, slow down.'),
      'IMM answers 503 Imm Client: Throttling, slow down.',
    ],
    ['something else', error(400, 'InvalidRequest'), 'OSS answers 400 InvalidRequest: Told.'],
    [
      'a page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'answers 200 text/html without x-oss-request-id: it is not OSS.',
    ],
  ])('%s', async (_, answer, message) => {
    const { code, stdout } = await doctor(answer, '--bucket', 'films')
    expect(stdout).toContain(message)
    expect(code).toBe(1)
  })

  test('a bound bucket where IMM finds no such object', async () => {
    const { code, stdout } = await doctor(
      error(404, 'Imm Client', '', 'NoSuchKey, The specified key does not exist. 9D31-5E'),
      '--bucket',
      'films',
    )
    expect(stdout).toMatch(/ok +signature +OSS takes the signature/)
    expect(stdout).not.toContain('IMM')
    expect(code).toBe(0)
  })

  test('a bucket that cannot be looked at for want of a region is an error', async () => {
    const regionless = { ...env, OSS_REGION: '' }
    const asked = (...more: string[]) =>
      withServer(oss, url => run(['doctor', '--endpoint', url, ...more], { env: regionless }))
    const bucket = await asked('--bucket', 'films')
    expect(bucket.stdout).toMatch(/error +signature +not tried, since no region is known/)
    expect(bucket.code).toBe(1)
    const none = await asked()
    expect(none.stdout).toMatch(/warning +signature +not tried/)
    expect(none.code).toBe(0)
  })

  test('a right of another kind that is missing is no fault of the signature', async () => {
    const { code, stdout } = await doctor(error(403, 'AccessDenied'))
    expect(stdout).toContain('the signature is right, but example-id may not do this (AccessDenied: Told.)')
    expect(code).toBe(0)
  })

  test('a clock that is off by an hour and an endpoint that does not answer are errors', async () => {
    const late: Answer = (_, response) =>
      response.writeHead(403, { Date: new Date(Date.now() - 3_600_000).toUTCString(), 'x-oss-request-id': 'R' }).end()
    const slow = await doctor(late, '--json')
    expect(slow.code).toBe(1)
    expect(JSON.parse(slow.stdout)).toContainEqual(expect.objectContaining({ check: 'clock', state: 'error' }))
    const gone = await withServer(oss, async url => url)
    const none = await run(['doctor', '--endpoint', gone], { env })
    expect(none.code).toBe(1)
    expect(none.stdout).toContain(
      `nothing listens at ${gone.slice(7)}; check the port, and whether the server runs (ECONNREFUSED)`,
    )
  })

  test('a port that programs do not connect to is told as that', async () => {
    const result = await run(['doctor', '--endpoint', 'http://127.0.0.1:6000'], { env })
    expect(result.stdout.replace(/\s+/g, ' ')).toContain(
      'the port of 127.0.0.1:6000 is one that programs do not connect to by HTTP',
    )
    expect(result.code).toBe(1)
  })

  test('half of the credentials is an error', async () => {
    const result = await run(['doctor', '--offline'], {
      env: { HOME: '/nonexistent', OSS_ACCESS_KEY_ID: 'example-id' },
    })
    expect(result).toMatchObject({ code: 1, stdout: expect.stringContaining('OSS_ACCESS_KEY_SECRET is not') })
  })

  test.each([
    ['http://user:hidden@127.0.0.1:1', 'it holds a user name or password'],
    ['ftp://oss-cn-hangzhou.aliyuncs.com', 'OSS is reached by http:// or https:// only'],
    ['http://', 'it is not an address of a host'],
    ['127.0.0.1:99080', 'it is not an address of a host'],
    ['oss-cn-hangzhou.aliyuncs.com/hidden', 'something comes after the host'],
  ])('says that %s is no endpoint, wherever it is named', async (endpoint, reason) => {
    const named = await run(['doctor', '--endpoint', endpoint], { env })
    expect(named.stdout).toMatch(/error +endpoint +--endpoint names no endpoint: /)
    const around = { env: { ...env, OSS_ENDPOINT: endpoint } }
    const found = await run(['doctor'], around)
    expect(found.stdout).toMatch(/error +endpoint +OSS_ENDPOINT names no endpoint: /)
    const asked = await run(['trace', 'image/info', '--source', 'oss://films/a.jpg'], around)
    for (const { code, stdout, stderr } of [named, found, asked]) {
      expect(code).toBeGreaterThan(0)
      expect(stdout + stderr).toContain(reason)
      expect(stdout + stderr).not.toContain('hidden')
    }
  })
})
