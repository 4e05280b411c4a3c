import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import {
  type Client,
  createClient,
  getTask,
  headObject,
  listPages,
  readObject,
  readQueue,
  receiveMessages,
} from '../../src/service/index.ts'
import { defaultOptions } from '../../src/submit/index.ts'

/** How far the clock of the server is ahead, in milliseconds. */
const AHEAD = 7_200_000

const OSS = (code: string) => `<Error><Code>${code}</Code><Message>No.</Message><RequestId>0</RequestId></Error>`

/** The date that a request is signed for, by the header of each service. */
function dateOf(headers: IncomingHttpHeaders): number {
  const text = String(headers['x-oss-date'] ?? headers['x-acs-date'] ?? headers.date)
  return Date.parse(text.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
}

/** A server that takes no date but one near its own, and tells its time in the header alone. */
async function serve(refusal: string, right: string) {
  let asked = 0
  const server = createServer((request, response) => {
    asked++
    const now = Date.now() + AHEAD
    response.setHeader('date', new Date(now).toUTCString())
    response.setHeader('x-oss-request-id', '0'.repeat(24))
    const isNear = Math.abs(dateOf(request.headers) - now) < 10_000
    response.statusCode = isNear ? 200 : 403
    const text = isNear ? right : refusal
    if (request.method === 'HEAD') response.setHeader('x-oss-err', Buffer.from(text).toString('base64'))
    response.end(text)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    asked: () => asked,
    [Symbol.asyncDispose]: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

const open = (retries: number) =>
  createClient({
    credentials: { accessKeyId: 'example-id', accessKeySecret: 'example-secret' },
    env: {},
    concurrency: 1,
    retry: { ...defaultOptions, retries },
    surroundings: { now: Date.now, random: Math.random, sleep: async () => undefined },
  })

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const LIST = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'
const ADDRESS = { bucket: 'media', key: 'a.csv' }
const placeOf = (host: string) => ({ endpoint: `http://${host}`, region: 'cn-hangzhou' })
const queueOf = (host: string) => readQueue(`http://${host}/queues/films`)

test.each<[string, string, string, (client: Client, host: string) => Promise<unknown>, unknown]>([
  [
    'a listing',
    OSS('RequestTimeTooSkewed'),
    LIST,
    (client, host) => all(listPages(client, { bucket: 'media', prefix: '' }, placeOf(host))),
    [],
  ],
  [
    'an object that is read',
    OSS('RequestTimeTooSkewed'),
    'key',
    async (client, host) => Buffer.concat(await all(readObject(client, ADDRESS, placeOf(host)))).toString(),
    'key',
  ],
  [
    'an object that is looked for',
    OSS('RequestTimeTooSkewed'),
    '',
    (client, host) => headObject(client, ADDRESS, placeOf(host)),
    { lastModified: new Date('') },
  ],
  [
    'a task of IMM',
    '{"Code":"InvalidTimeStamp.Expired","Message":"No."}',
    '{"TaskId":"t","Status":"Running"}',
    (client, host) => getTask(client, { endpoint: `http://${host}`, project: 'films' }, 't'),
    expect.objectContaining({ taskId: 't', state: 'Running' }),
  ],
  [
    'messages of SMQ',
    OSS('TimeExpired'),
    '<Messages></Messages>',
    (client, host) => receiveMessages(client, queueOf(host), 1000),
    [],
  ],
])('%s is asked for by the clock of the server', async (_, refusal, right, ask, expected) => {
  await using server = await serve(refusal, right)
  const client = await open(5)
  const found = await ask(client, server.host)
  if (Array.isArray(expected) && expected.length === 0) expect([found].flat(2)).toEqual([])
  else expect(found).toEqual(expected)
  expect(server.asked()).toBe(2)
  client.close()
  // Where it is not asked again, what to do is said; the next question goes by the clock of the server.
  const once = await open(0)
  await expect(ask(once, server.host)).rejects.toMatchObject({
    text: {
      en: expect.stringMatching(/ No\.; set the clock of this machine: that of \S+ says 2[-\d]+T[\d:.]+Z$/),
      zh: expect.stringContaining('请校准本机时钟'),
    },
  })
  await ask(once, server.host)
  once.close()
})
