import { describe, expect, test } from 'vitest'
import { packBundle } from '../../src/queue/bundle.ts'
import { keepRecent } from '../../src/queue/keep-recent.ts'
import type { Ask, Ledger } from '../../src/queue/ledger.ts'
import { readOpen, readRecord } from '../../src/queue/record.ts'
import { createSharedRate } from '../../src/queue/shared-rate.ts'
import { startSending } from '../../src/queue/work.ts'
import { processRequest } from '../../src/request/index.ts'
import type { Attempt } from '../../src/submit/answer.ts'
import {
  defaultOptions,
  type SendJob,
  type SubmitEvent,
  type SubmitSummary,
  type Transport,
  toSendJob,
} from '../../src/submit/index.ts'
import { createMemoryLedger, type MemoryLedger } from './memory-ledger.ts'

const PROCESS = 'video/animation,f_gif|sys/saveas,o_b3V0LmdpZg'

function jobs(count: number): SendJob[] {
  return Array.from({ length: count }, (_, index) => {
    const target = { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', bucket: 'films', key: `影片 ${index}.mp4` }
    return toSendJob(processRequest('async', target, PROCESS), PROCESS)
  })
}

const OK: Attempt = {
  kind: 'answered',
  status: 200,
  headers: { 'x-oss-request-id': 'R' },
  body: '{"EventId":"E","RequestId":"R","TaskId":"T"}',
}
const LOST: Attempt = { kind: 'lost', reason: 'ECONNRESET' }
const error = (status: number, code: string): Attempt => ({
  kind: 'answered',
  status,
  headers: { 'x-oss-request-id': 'R' },
  body: `<Error><Code>${code}</Code><RequestId>R</RequestId></Error>`,
})

interface Sent {
  readonly sent: string[]
  readonly events: SubmitEvent[]
  readonly isDone: boolean
  readonly summary: SubmitSummary
}

/** Sends jobs as one bundle; `answer` gives the answer to the n-th send of a job. */
async function send(
  ledger: Ledger,
  given: readonly SendJob[],
  answer: (source: string, tries: number) => Attempt | Promise<Attempt>,
  { worker = '7', resends = false, signal }: { worker?: string; resends?: boolean; signal?: AbortSignal } = {},
): Promise<Sent> {
  const sent: string[] = []
  const events: SubmitEvent[] = []
  const transport: Transport = {
    send: async ({ request: { bucket, key } }) => {
      const source = `oss://${bucket}/${key}`
      sent.push(source)
      return answer(source, sent.filter(one => one === source).length)
    },
    correctClock: () => undefined,
    renewals: () => 0,
    renew: async () => false,
    close: () => undefined,
  }
  const sending = startSending(worker, ledger, transport, {
    ...defaultOptions,
    base: 1,
    longest: 1,
    retries: 2,
    signal,
    report: event => events.push(event),
  })
  const isDone = await sending.handle(packBundle(given, resends))
  sending.close()
  return { sent, events, isDone, summary: await sending.ended }
}

function marks(ledger: MemoryLedger, given: readonly SendJob[]): (string | undefined)[] {
  return given.map(({ id }) => ledger.marks.get(id))
}

describe('a worker', () => {
  test('marks a job before it is sent, and records what is given for it', async () => {
    const ledger = createMemoryLedger()
    const [job] = jobs(1)
    if (!job) throw new Error('no job')
    let before: string | undefined
    const { isDone } = await send(ledger, [job], () => {
      before = ledger.marks.get(job.id)
      return OK
    })
    expect({ before, after: ledger.marks.get(job.id), isDone }).toEqual({ before: '7', after: '+', isDone: true })
    expect(readRecord(ledger.records[0] ?? '', 0)).toEqual([
      {
        type: 'done',
        job: job.id,
        at: '1970-01-01T00:00:00.000Z',
        source: 'oss://films/影片 0.mp4',
        target: 'oss://films/out.gif',
        taskId: 'T',
        eventId: undefined,
        requestId: undefined,
      },
    ])
  })

  test('does not send what is done, in doubt, or under way elsewhere; what failed it sends again', async () => {
    const ledger = createMemoryLedger()
    const given = jobs(6)
    ledger.alive.add('3')
    for (const [index, mark] of ['+', '!', '3', '4', '-', '~'].entries()) ledger.marks.set(given[index]?.id ?? '', mark)
    const { sent, isDone } = await send(ledger, given, () => OK)
    expect(sent).toEqual([given[4]?.source, given[5]?.source])
    expect(marks(ledger, given)).toEqual(['+', '!', '!', '!', '+', '+'])
    expect(isDone).toBe(true)
    // What another worker began is named, with what is needed to send it again.
    expect([...ledger.open.keys()]).toEqual([given[2]?.id, given[3]?.id])
    const found = readOpen(ledger.open.get(given[3]?.id ?? '') ?? '')
    expect(found?.bundle.jobs).toEqual([[0, '影片 3.mp4', PROCESS]])
  })

  test('a receipt that comes late settles a doubt', async () => {
    const ledger = createMemoryLedger()
    const given = jobs(1)
    const id = given[0]?.id ?? ''
    const slow = send(ledger, given, async () => {
      await send(ledger, given, () => OK, { worker: '8' })
      expect([ledger.marks.get(id), ledger.counts.doubt]).toEqual(['!', 1])
      return OK
    })
    await slow
    expect([ledger.marks.get(id), ledger.counts, ledger.open.size]).toEqual(['+', { done: 1, failed: 0, doubt: 0 }, 0])
  })

  test('a send without an answer is in doubt, and sent again on demand alone', async () => {
    const ledger = createMemoryLedger()
    const given = jobs(2)
    const first = await send(ledger, given, source => (source === given[0]?.source ? LOST : OK))
    expect([first.sent.length, marks(ledger, given)]).toEqual([2, ['+', '+'].with(0, '!')])
    expect((await send(ledger, given, () => OK)).sent).toEqual([])
    expect((await send(ledger, given, () => OK, { resends: true })).sent).toEqual([given[0]?.source])
    expect(marks(ledger, given)).toEqual(['+', '+'])
  })

  test('on demand it does not take a job from a worker that lives', async () => {
    const ledger = createMemoryLedger()
    const given = jobs(1)
    ledger.alive.add('3')
    ledger.marks.set(given[0]?.id ?? '', '3')
    expect((await send(ledger, given, () => OK, { resends: true })).sent).toEqual([])
    ledger.alive.clear()
    expect((await send(ledger, given, () => OK, { resends: true })).sent).toEqual([given[0]?.source])
  })

  test('what OSS refuses is tried again or failed; lost once, it stays in doubt', async () => {
    const ledger = createMemoryLedger()
    const given = jobs(3)
    const { events } = await send(ledger, given, (source, tries) => {
      if (source === given[0]?.source) return tries === 1 ? error(503, 'ServiceUnavailable') : OK
      return source === given[1]?.source ? error(403, 'AccessDenied') : LOST
    })
    expect(marks(ledger, given)).toEqual(['+', '-', '!'])
    expect(ledger.counts).toEqual({ done: 1, failed: 1, doubt: 1 })
    expect(events.map(({ type }) => type).sort()).toEqual(['accepted', 'doubt', 'failed', 'retry'])
  })

  test('credentials that are refused leave the jobs to others', async () => {
    const ledger = createMemoryLedger()
    const given = jobs(4)
    const { isDone, summary } = await send(ledger, given, () => error(403, 'InvalidAccessKeyId'))
    expect(isDone).toBe(false)
    expect(summary).toMatchObject({ accepted: 0, failed: 0, notSent: 4, isRefused: true })
    expect(ledger.counts.failed).toBe(0)
    expect(marks(ledger, given)).toContain('~')
    expect((await send(ledger, given, () => OK)).isDone).toBe(true)
  })

  test('ended, it finishes what is under way and leaves the rest', async () => {
    const ledger = createMemoryLedger()
    const given = jobs(40)
    const controller = new AbortController()
    const { sent, isDone } = await send(
      ledger,
      given,
      async () => {
        controller.abort()
        return OK
      },
      { signal: controller.signal },
    )
    expect([isDone, sent.length, ledger.counts.done]).toEqual([false, ledger.counts.done, sent.length])
    expect(sent.length).toBeLessThan(given.length)
  })

  test('the same job twice is sent once', async () => {
    const ledger = createMemoryLedger()
    const given = jobs(1)
    expect((await send(ledger, [...given, ...given], () => OK)).sent.length).toBe(1)
  })
})

test('after a fail-over that lost the last seconds, a worker says again what it knows', async () => {
  const ledger = createMemoryLedger()
  const given = jobs(3)
  const kept = keepRecent(ledger, { now: () => 0, sleep: async () => undefined })
  await send(kept, given.slice(0, 2), source => (source === given[0]?.source ? OK : LOST))
  await kept.begin({ id: given[2]?.id ?? '', worker: '7', isAgain: false })
  ledger.marks.clear()
  ledger.records.length = 0
  await kept.restore()
  expect(marks(ledger, given)).toEqual(['+', '!', '7'])
  expect(ledger.records.length).toBe(2)
})

test('a turn that was missed is given back, and another one taken', async () => {
  let [now, late] = [0, 500]
  const asked: (readonly [number, number])[] = []
  const ledger = {
    take: async ({ count, missed }: Ask) => {
      asked.push([count, missed])
      return { count, wait: 20_000, step: 2000 }
    },
    slow: async () => undefined,
  }
  const around = {
    now: () => now,
    random: () => 0,
    sleep: async (time: number) => {
      now += time + late
      late = 0
    },
  }
  const limiter = createSharedRate(ledger, { rate: 500, burst: 1, account: 'a', around })
  await limiter.take(undefined, 'https://oss-cn-hangzhou.aliyuncs.com')
  expect(asked).toEqual([
    [1, 0],
    [1, 1],
  ])
  expect(now).toBe(540)
})

test('a clock that is set back does not make a worker remember for ever', async () => {
  let now = 3_600_000
  const said: string[] = []
  const base = createMemoryLedger()
  const ledger = { ...base, settle: async ({ id }: { id: string }) => void said.push(id) }
  const kept = keepRecent(ledger, { now: () => now, sleep: async () => undefined })
  await kept.settle({ id: 'before', mark: '+', record: '' })
  now = 0
  await kept.settle({ id: 'after', mark: '+', record: '' })
  said.length = 0
  await kept.restore()
  expect(said).toEqual(['after'])
})
