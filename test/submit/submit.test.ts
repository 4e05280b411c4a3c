import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Credentials, processRequest, RequestError, url } from '../../src/request/index.ts'
import { readAnswer } from '../../src/submit/answer.ts'
import {
  type AskAgain,
  createTransport,
  defaultOptions,
  openJournal,
  type SendJob,
  type SubmitEvent,
  type SubmitOptions,
  type SubmitSummary,
  submit,
  type TransportClient,
  toSendJob,
} from '../../src/submit/index.ts'
import { type JournalEntry, printEntry } from '../../src/submit/journal-line.ts'
import { AHEAD, type Fault, type FaultyServer, startServer } from '../campaign/submit/server.ts'

const SECRET = 'example-secret-0123456789'
const credentials = { accessKeyId: 'example-id', accessKeySecret: SECRET }

const OPTIONS: SubmitOptions = {
  concurrency: 4,
  burst: 1,
  retries: 3,
  base: 1,
  longest: 5,
  tryTimeout: 500,
  totalTimeout: 5000,
  repeatsLost: 'all',
  resends: false,
}

function jobsFor(endpoint: string, count: number): SendJob[] {
  return Array.from({ length: count }, (_, index) => {
    const process = `video/animation,f_gif,num_${index + 1}|sys/saveas,o_b3V0LmdpZg`
    const request = processRequest('async', { endpoint, bucket: 'films', key: `影片/a b+${index}.mp4` }, process)
    return toSendJob(request, process, '', 'cn-hangzhou')
  })
}

interface Sent {
  readonly summary: SubmitSummary
  readonly events: SubmitEvent[]
}

const servers: FaultyServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(
  choose: (number: number, request: { url: string; date: string; token: string }) => Fault,
): Promise<FaultyServer> {
  const server = await startServer(SECRET, choose)
  servers.push(server)
  return server
}

/** What carries the requests of the tests below. */
let client: TransportClient = 'ali-oss'

async function send(jobs: Iterable<SendJob>, file: string, more: Partial<SubmitOptions> = {}): Promise<Sent> {
  const journal = await openJournal(file)
  const transport = await createTransport({ credentials, version: 'v4', concurrency: 4, client })
  const events: SubmitEvent[] = []
  try {
    const options = { ...OPTIONS, report: (event: SubmitEvent) => events.push(event), ...more }
    return { summary: await submit(jobs, journal, transport, options), events }
  } finally {
    transport.close()
    await journal.close()
  }
}

function newJournal(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), 'submit-')), 'journal')
}

const kinds = ({ events }: Sent) => events.map(({ type }) => type)

describe.each<TransportClient>(['ali-oss', 'undici'])('submit by %s', carrier => {
  beforeEach(() => {
    client = carrier
  })

  test('sends every job once, signed, and keeps the receipts', async () => {
    const server = await serve(() => 'none')
    const file = newJournal()
    const jobs = jobsFor(server.url, 20)
    const first = await send(jobs, file)
    expect(first.summary).toMatchObject({ accepted: 20, done: 0, failed: 0, inDoubt: 0 })
    expect(server.unsigned).toEqual([])
    expect(server.taken.map(({ body }) => body).sort()).toEqual(jobs.map(({ request }) => request.body).sort())
    const receipts = first.events.flatMap(event => (event.type === 'accepted' ? [event.receipt.taskId] : []))
    expect(receipts.sort()).toEqual(server.taken.map(({ requestId }) => `MediaConvert-${requestId}`).sort())
    const again = await send(jobs, file)
    expect(again.summary).toMatchObject({ accepted: 0, done: 20 })
    expect(server.requests).toBe(20)
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET)
  })

  test('equal jobs are one', async () => {
    const server = await serve(() => 'none')
    const [job] = jobsFor(server.url, 1)
    if (!job) throw new Error('There is no job.')
    expect((await send([job, job, job], newJournal())).summary).toMatchObject({ accepted: 1, done: 2 })
    expect(server.requests).toBe(1)
  })

  const passing: Fault[] = ['reset-before', 'reset-after', 'error-500', 'busy-503']
  test.each(passing)('tries again after %s', async fault => {
    const server = await serve(number => (number < 2 ? fault : 'none'))
    const sent = await send(jobsFor(server.url, 1), newJournal())
    expect(kinds(sent)).toEqual(['retry', 'retry', 'accepted'])
    expect(server.requests).toBe(3)
  })

  test.each<[Fault, string]>([
    ['bad-400', 'InvalidArgument'],
    ['key-403', 'InvalidAccessKeyId'],
  ])('does not try again after %s', async (fault, code) => {
    const server = await serve(() => fault)
    const sent = await send(jobsFor(server.url, 1), newJournal())
    expect(sent.events).toEqual([
      expect.objectContaining({ type: 'failed', tries: 1, error: expect.objectContaining({ code }) }),
    ])
    expect(server.requests).toBe(1)
  })

  test('a refused key ends the submission, since every other job would get the same', async () => {
    const server = await serve(() => 'key-403')
    const { summary } = await send(jobsFor(server.url, 100), newJournal())
    expect(summary.isRefused).toBe(true)
    expect(server.requests).toBeLessThanOrEqual(4)
    expect(summary.failed + summary.notSent).toBe(100)
  })

  test('corrects its clock by that of the server', async () => {
    const server = await serve((_, { date }) => {
      const time = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
      return Math.abs(time - Date.now() - AHEAD) < 10_000 ? 'none' : 'skewed-403'
    })
    const sent = await send(jobsFor(server.url, 5), newJournal(), { concurrency: 1 })
    expect(kinds(sent)).toEqual(['retry', 'accepted', 'accepted', 'accepted', 'accepted', 'accepted'])
    const once = await send(jobsFor(server.url, 3), newJournal(), { concurrency: 1, retries: 0 })
    expect(kinds(once)).toEqual(['failed', 'accepted', 'accepted'])
  })

  test('an answer that comes slowly is waited for', async () => {
    const server = await serve(() => 'slow-body')
    const file = newJournal()
    const jobs = jobsFor(server.url, 2)
    expect((await send(jobs, file)).summary.accepted).toBe(2)
    expect((await send(jobs, file)).summary.done).toBe(2)
    expect(server.requests).toBe(2)
  })

  test.each<[Fault, string, string]>([
    ['stalled-body', 'no-task', '^200 application/json x-oss-request-id [0-9A-F-]{36}$'],
    ['truncated', 'no-task', '^200 application/json x-oss-request-id [0-9A-F-]{36} "[^]*"$'],
    ['portal', 'not-from-oss', '^200 text/html "<html>Please log in</html>"$'],
    ['no-content', 'not-from-oss', '^204$'],
    ['no-task', 'no-task', '^200 application/json x-oss-request-id [0-9A-F-]{36} "{}"$'],
    ['gateway-502', 'not-from-oss', '^502 text/html "<h1>Bad Gateway</h1>"$'],
  ])('%s: nobody knows whether the job was taken, and the answer is shown', async (fault, reason, answer) => {
    const server = await serve(() => fault)
    const file = newJournal()
    const jobs = jobsFor(server.url, 2)
    const { summary, events } = await send(jobs, file, { repeatsLost: 'synchronous' })
    expect(summary).toMatchObject({ accepted: 0, failed: 0, inDoubt: 2 })
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'doubt', reason, answer: expect.stringMatching(answer) }),
    )
    expect((await send(jobs, file)).summary).toMatchObject({ inDoubt: 2 })
    expect(server.requests).toBe(2)
  })

  test.each<Fault>(['portal-302', 'proxy-407'])('%s says that nothing went through', async fault => {
    const server = await serve(() => fault)
    const { summary, events } = await send(jobsFor(server.url, 1), newJournal())
    expect(summary).toMatchObject({ failed: 1, inDoubt: 0 })
    expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'NotFromOss' } })
  })

  test('names in lower case are read as well', async () => {
    const server = await serve(() => 'lower-case')
    const { events } = await send(jobsFor(server.url, 1), newJournal())
    expect(events).toMatchObject([
      { type: 'accepted', receipt: { taskId: `MediaConvert-${server.taken[0]?.requestId}` } },
    ])
  })

  test('nothing but strange answers ends it', async () => {
    const server = await serve(() => 'portal')
    const { summary } = await send(jobsFor(server.url, 100), newJournal(), { repeatsLost: 'none' })
    expect(summary).toMatchObject({ isElsewhere: true, accepted: 0 })
    expect(summary.inDoubt).toBeLessThan(30)
    expect(summary.inDoubt + summary.notSent).toBe(100)
  })

  test('asynchronous jobs are sent once unless that is asked for, synchronous ones are repeated', async () => {
    const server = await serve(number => (number % 2 === 0 ? 'reset-after' : 'none'))
    const [asynchronous] = jobsFor(server.url, 1)
    const process = 'image/resize,w_3|sys/saveas,o_YS5qcGc'
    const target = { endpoint: server.url, bucket: 'films', key: 'a.jpg' }
    const synchronous = toSendJob(processRequest('post', target, process), process, '', 'cn-hangzhou')
    const kindsOf = async (job: SendJob | undefined, repeatsLost: SubmitOptions['repeatsLost']) =>
      kinds(await send(job ? [job] : [], newJournal(), { repeatsLost }))
    expect(defaultOptions.repeatsLost).toBe('synchronous')
    expect(await kindsOf(asynchronous, 'all')).toEqual(['retry', 'accepted'])
    expect(await kindsOf(synchronous, 'synchronous')).toEqual(['retry', 'accepted'])
    expect(await kindsOf(asynchronous, 'synchronous')).toEqual(['doubt'])
    await kindsOf(asynchronous, 'all')
    expect(await kindsOf(synchronous, 'none')).toEqual(['doubt'])
  })

  test('a job is the same at another host, and journals that know it by its host are read', async () => {
    const [first, second] = [await serve(() => 'none'), await serve(() => 'none')]
    const file = newJournal()
    await send(jobsFor(first.url, 3), file)
    expect((await send(jobsFor(second.url, 3), file)).summary).toMatchObject({ done: 3, accepted: 0 })
    const [job] = jobsFor(first.url, 1)
    if (!job) throw new Error('There is no job.')
    const text = JSON.stringify([job.request.method, url(job.request), job.request.body])
    const id = createHash('sha256').update(text).digest('hex').slice(0, 32)
    const former = newJournal()
    const at = '2026-11-22T14:35:01.000Z'
    const lines = [
      { type: 'send', job: id, at, try: 1, source: job.source, target: job.target } as const,
      { type: 'receipt', job: id, at, status: 200, taskId: 't' } as const,
    ]
    writeFileSync(former, lines.map(printEntry).join(''))
    expect((await send(jobsFor(first.url, 2), former)).summary).toMatchObject({ done: 1, accepted: 1 })
    expect((await send(jobsFor(first.url, 2), former)).summary).toMatchObject({ done: 2 })
  })

  test('many at a time need no more listeners than the program says', async () => {
    const warnings: Error[] = []
    const keep = (warning: Error) => warnings.push(warning)
    process.on('warning', keep)
    const server = await serve(number => (number < 40 ? 'busy-503' : 'none'))
    await send(jobsFor(server.url, 40), newJournal(), { concurrency: 20, rate: 1000, base: 20 })
    await new Promise(resolve => setImmediate(resolve))
    process.off('warning', keep)
    expect(warnings).toEqual([])
  })

  test('nobody listens: nothing is in doubt, and a later run sends it', async () => {
    const server = await serve(() => 'none')
    const file = newJournal()
    const jobs = jobsFor(server.url, 3)
    const { port } = new URL(server.url)
    await servers.pop()?.close()
    const { summary, events } = await send(jobs, file)
    expect(summary).toMatchObject({ accepted: 0, failed: 3, inDoubt: 0 })
    expect(events.at(-1)).toMatchObject({ type: 'failed', error: { status: 0, code: 'ECONNREFUSED' }, tries: 4 })
    expect(port).not.toBe('')
    const journal = await openJournal(file)
    expect(jobs.map(({ id }) => journal.stateOf(id))).toEqual(['new', 'new', 'new'])
    await journal.close()
  })

  test('no answer leaves a job in doubt: it is listed, and sent again on demand only', async () => {
    const server = await serve(number => (number === 0 ? 'reset-after' : 'none'))
    const file = newJournal()
    const jobs = jobsFor(server.url, 1)
    expect((await send(jobs, file, { repeatsLost: 'synchronous' })).summary).toMatchObject({
      accepted: 0,
      inDoubt: 1,
      failed: 0,
    })
    const listed = await send(jobs, file)
    expect(listed.events).toEqual([expect.objectContaining({ type: 'doubt', reason: 'earlier' })])
    expect(server.requests).toBe(1)
    expect((await send(jobs, file, { resends: true })).summary).toMatchObject({ accepted: 1, inDoubt: 0 })
    expect((await send(jobs, file)).summary).toMatchObject({ done: 1, inDoubt: 0 })
  })

  test('a job that was lost once stays in doubt although a later try is refused', async () => {
    const server = await serve(number => (number === 0 ? 'reset-after' : 'bad-400'))
    expect((await send(jobsFor(server.url, 1), newJournal())).summary).toMatchObject({ failed: 0, inDoubt: 1 })
  })

  test('an end from outside finishes what is in flight and begins nothing more', async () => {
    const controller = new AbortController()
    const server = await serve(number => {
      if (number === 3) controller.abort()
      return 'slow-body'
    })
    const file = newJournal()
    const jobs = jobsFor(server.url, 50)
    const { summary } = await send(jobs, file, { signal: controller.signal })
    expect(summary.isInterrupted).toBe(true)
    expect(summary.accepted).toBe(server.requests)
    expect(summary.accepted + summary.notSent).toBe(50)
    expect(summary.notSent).toBeGreaterThan(0)
    expect((await send(jobs, file)).summary).toMatchObject({ inDoubt: 0, failed: 0, notSent: 0 })
    expect(new Set(server.taken.map(({ url }) => url)).size).toBe(50)
    expect(server.taken).toHaveLength(50)
  })

  test('the rate holds', async () => {
    const server = await serve(() => 'none')
    const start = performance.now()
    await send(jobsFor(server.url, 11), newJournal(), { rate: 50, burst: 1 })
    expect(performance.now() - start).toBeGreaterThan(195)
  })

  test('a journal that cannot be written ends it before anything unrecorded is sent', async () => {
    const server = await serve(() => 'none')
    const journal = await openJournal(newJournal())
    const transport = await createTransport({ credentials, version: 'v4', concurrency: 4, client })
    const full = new RequestError('file', { en: 'disk full', zh: '磁盘已满' })
    const broken = { ...journal, append: () => Promise.reject(full) }
    const summary = await submit(jobsFor(server.url, 9), broken, transport, OPTIONS)
    expect(summary).toMatchObject({ notSent: 9, problem: { message: 'disk full' } })
    expect(server.requests).toBe(0)
    let lines = 0
    const later = {
      ...journal,
      append: (entry: JournalEntry) => (++lines > 2 ? Promise.reject(full) : journal.append(entry)),
    }
    const events: SubmitEvent[] = []
    const report = (event: SubmitEvent) => events.push(event)
    const options = { ...OPTIONS, concurrency: 1, report }
    expect(await submit(jobsFor(server.url, 3), later, transport, options)).toMatchObject({ accepted: 1, notSent: 2 })
    lines = 1
    expect(await submit(jobsFor(server.url, 3), later, transport, options)).toMatchObject({
      done: 1,
      inDoubt: 1,
      notSent: 1,
    })
    expect(events.filter(({ type }) => type === 'left').length).toBe(3)
    expect(events.filter(({ type }) => type !== 'left').at(-1)).toMatchObject({ type: 'doubt', reason: 'not-recorded' })
    transport.close()
    await journal.close()
  })

  test('version 1 of the signature and tokens are sent so that a server accepts them', async () => {
    const server = await serve(() => 'none')
    const token = { ...credentials, securityToken: 'example-token' }
    for (const [version, keys] of [
      ['v1', credentials],
      ['v4', token],
      ['v1', token],
    ] as const) {
      const journal = await openJournal(newJournal())
      const transport = await createTransport({ credentials: keys, version, concurrency: 1, client })
      expect((await submit(jobsFor(server.url, 2), journal, transport, OPTIONS)).accepted).toBe(2)
      transport.close()
      await journal.close()
    }
    expect(server.unsigned).toEqual([])
  })

  describe('credentials that end on the way', () => {
    const withToken = (token: string) => ({ ...credentials, securityToken: token })
    const sendWith = async (url: string, renew: AskAgain | undefined, first: Credentials = withToken('first')) => {
      const journal = await openJournal(newJournal())
      const transport = await createTransport({ credentials: first, renew, version: 'v4', concurrency: 4, client })
      const summary = await submit(jobsFor(url, 20), journal, transport, OPTIONS)
      transport.close()
      await journal.close()
      return summary
    }

    test('are asked for again, once for all that are refused', async () => {
      let asked = 0
      const server = await serve((number, { token }) => (token === 'first' && number >= 6 ? 'expired-403' : 'none'))
      const renew = async () => {
        asked++
        return withToken('second')
      }
      expect(await sendWith(server.url, renew)).toMatchObject({ accepted: 20, failed: 0, isRefused: false })
      expect(asked).toBe(1)
      expect(server.unsigned).toEqual([])
      expect(new Set(server.taken.map(({ body }) => body)).size).toBe(20)
    })

    test.each<readonly [string, AskAgain | undefined]>([
      ['there is no source', undefined],
      ['the source has none', async () => undefined],
      ['the source gives the same', async () => withToken('first')],
      ['the source fails', () => Promise.reject(new Error('no role'))],
    ])('end the submission where %s', async (_, renew) => {
      const server = await serve(number => (number >= 6 ? 'expired-403' : 'none'))
      const summary = await sendWith(server.url, renew)
      expect(summary).toMatchObject({ accepted: 6, isRefused: true })
      expect(summary.failed + summary.notSent).toBe(14)
    })

    test('are not asked for again where they have no token, and not for ever where all are refused', async () => {
      let asked = 0
      const server = await serve(() => 'expired-403')
      const renew = async () => withToken(`token-${asked++}`)
      expect(await sendWith(server.url, renew, credentials)).toMatchObject({ accepted: 0, isRefused: true })
      expect(asked).toBe(0)
      expect(await sendWith(server.url, renew)).toMatchObject({ accepted: 0, failed: 20 })
      expect(asked).toBeLessThanOrEqual(20 * (OPTIONS.retries + 1))
    })
  })
})

describe('what carries requests', () => {
  const job = (endpoint: string, addressing?: 'path' | 'virtual' | 'cname') => {
    const process = 'video/info'
    const target = { endpoint, bucket: 'films', key: '影片/a b+.mp4', addressing }
    return toSendJob(processRequest('async', target, process), process, '', 'cn-hangzhou')
  }

  test('says the same with both clients', async () => {
    const seen: string[] = []
    const server = await serve(() => 'none')
    for (const version of ['v1', 'v4'] as const) {
      for (const one of ['ali-oss', 'undici'] as const) {
        const transport = await createTransport({ credentials, version, concurrency: 1, client: one })
        await transport.send(job(server.url, 'path'), 1000)
        transport.close()
        const lines = server.taken.splice(0).map(({ url: address, body }) => `${address.replace(/=$/, '')} ${body}`)
        seen.push(lines.join('\n'))
      }
    }
    expect(new Set(seen).size).toBe(1)
    expect(server.unsigned).toEqual([])
  })

  test('shows no token that the answer repeats', async () => {
    const token = 'CAIS+example/token=='
    const echo = createServer((request, response) => {
      response.writeHead(200, { location: `/login?${encodeURIComponent(token)}` })
      response.end(JSON.stringify(request.headers))
    })
    await new Promise<void>(resolve => echo.listen(0, '127.0.0.1', resolve))
    const place = echo.address()
    const endpoint = `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`
    for (const one of ['ali-oss', 'undici'] as const) {
      const keys = { ...credentials, securityToken: token }
      const transport = await createTransport({ credentials: keys, version: 'v4', concurrency: 1, client: one })
      const attempt = await transport.send(job(endpoint, 'path'), 1000)
      transport.close()
      expect(attempt).toMatchObject({ headers: { location: '/login?***' }, body: expect.stringContaining('***') })
      expect(JSON.stringify(attempt)).not.toContain('CAIS')
    }
    echo.closeAllConnections()
    echo.close()
  })

  test('asks a proxy for what is not excepted', async () => {
    const asked: (string | undefined)[] = []
    const proxy = createServer().on('connect', ({ url: address }, socket) => {
      asked.push(address)
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
    await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
    const place = proxy.address()
    const env = { HTTPS_PROXY: `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}` }
    const transport = await createTransport({ credentials, version: 'v4', concurrency: 1, env })
    const attempt = await transport.send(job('https://oss-cn-hangzhou.aliyuncs.com'), 5000)
    expect(attempt).toMatchObject({ kind: 'unsent', isPassing: false })
    expect(asked).toEqual(['films.oss-cn-hangzhou.aliyuncs.com:443'])
    transport.close()
    proxy.close()
  })
})

describe('an answer with a status of success', () => {
  const read = (body: string, isAsynchronous: boolean) =>
    readAnswer({ kind: 'answered', status: 200, headers: { 'x-oss-request-id': 'R' }, body }, isAsynchronous, 0)

  test.each([
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>ImageTooLarge</Code><Message>Told.</Message></Error>',
    '<Error>\n  <Code>ImageTooLarge</Code>\n  <Message>Told.</Message>\n</Error>',
    '\n <?xml version="1.0"?> <Error><Code>ImageTooLarge</Code><Message>Told.</Message></Error>',
  ])('is a refusal where an error stands in it: %j', body => {
    for (const isAsynchronous of [true, false]) {
      expect(read(body, isAsynchronous)).toMatchObject({
        kind: 'refused',
        refusal: { status: 200, code: 'ImageTooLarge', message: 'Told.' },
      })
    }
  })

  test.each([
    '',
    '{"bucket":"","fileSize":3,"object":"a.jpg","status":"OK"}',
    '{"object":"<Error>.jpg","status":"OK"}',
  ])('of a synchronous job is a receipt: %j', body => {
    expect(read(body, false)).toMatchObject({ kind: 'accepted', receipt: { requestId: 'R' } })
  })
})
