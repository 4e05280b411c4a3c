import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Credentials, processRequest } from '../../src/request/index.ts'
import {
  type AskAgain,
  createTransport,
  openJournal,
  type SendJob,
  type SubmitEvent,
  type SubmitOptions,
  type SubmitSummary,
  submit,
  toSendJob,
} from '../../src/submit/index.ts'
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
  repeatsLost: true,
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

async function send(jobs: Iterable<SendJob>, file: string, more: Partial<SubmitOptions> = {}): Promise<Sent> {
  const journal = await openJournal(file)
  const transport = await createTransport({ credentials, version: 'v4', concurrency: 4 })
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

describe('submit', () => {
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
  })

  test.each<Fault>(['slow-body', 'stalled-body', 'truncated'])(
    '%s: the job was taken, and is not sent again',
    async fault => {
      const server = await serve(() => fault)
      const file = newJournal()
      const jobs = jobsFor(server.url, 2)
      expect((await send(jobs, file)).summary.accepted).toBe(2)
      expect((await send(jobs, file)).summary.done).toBe(2)
      expect(server.requests).toBe(2)
    },
  )

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
    expect((await send(jobs, file, { repeatsLost: false })).summary).toMatchObject({
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
    const transport = await createTransport({ credentials, version: 'v4', concurrency: 4 })
    const broken = { ...journal, append: () => Promise.reject(new Error('disk full')) }
    await expect(submit(jobsFor(server.url, 9), broken, transport, OPTIONS)).rejects.toThrow('disk full')
    expect(server.requests).toBe(0)
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
      const transport = await createTransport({ credentials: keys, version, concurrency: 1 })
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
      const transport = await createTransport({ credentials: first, renew, version: 'v4', concurrency: 4 })
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
