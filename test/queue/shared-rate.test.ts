import { describe, expect, test } from 'vitest'
import { createSharedRate } from '../../src/queue/shared-rate.ts'
import { mostAndLeast } from '../campaign/queue/most-and-least.ts'
import { createClock, type VirtualClock } from '../campaign/queue/virtual-clock.ts'
import { randomFrom } from '../campaign/submit/random.ts'
import { createMemoryLedger } from './memory-ledger.ts'

const ENDPOINT = 'https://oss-cn-hangzhou.aliyuncs.com'
const SENDERS = 32

/** Milliseconds that a process runs, and gets no processor time, at most; how long one lasts is drawn anew each time. */
interface Starving {
  readonly runs: number
  readonly stalls: number
}

/** The clock of a process that gets no processor time now and then: what it waited for goes on when it runs again. */
function starved(clock: VirtualClock, { runs, stalls }: Starving): VirtualClock {
  let [start, end] = [0, 0]
  const awake = async () => {
    while (clock.now() >= end) {
      start = end + clock.random() * runs
      end = start + clock.random() * stalls
    }
    if (clock.now() >= start) await clock.sleep(end - clock.now(), undefined)
  }
  return {
    ...clock,
    sleep: async (time, signal) => {
      await clock.sleep(time, signal)
      await awake()
    },
  }
}

interface Team {
  readonly rate: number
  readonly workers: number
  readonly seconds: number
  readonly starving: Starving
  /** Whether all of them stand still together. */
  readonly isTogether?: boolean
  readonly burst?: number
  readonly seed?: number
}

/** When the workers of a team sent, who all send as fast as they may. */
async function sendsOf({
  rate,
  workers,
  seconds,
  starving,
  isTogether = false,
  burst = 1,
  seed = 1,
}: Team): Promise<number[]> {
  const clock = createClock(randomFrom(seed))
  const ledger = createMemoryLedger(clock.now)
  const times: number[] = []
  const isOver = () => clock.now() > seconds * 1000
  const machine = starved(clock, starving)
  for (let worker = 0; worker < workers; worker++) {
    const around = isTogether ? machine : starved(clock, starving)
    const take: typeof ledger.take = async ask => {
      await clock.sleep(1, undefined)
      const grant = await ledger.take(ask)
      await around.sleep(1, undefined)
      return grant
    }
    const limiter = createSharedRate({ ...ledger, take }, { rate, burst, account: 'a', around })
    const send = async () => {
      while (!isOver()) {
        await limiter.take(undefined, ENDPOINT)
        times.push(clock.now())
        await around.sleep(20, undefined)
      }
    }
    for (let sender = 0; sender < SENDERS; sender++) void send()
  }
  await clock.run(isOver)
  return times
}

describe('a rate of 500 a second is kept', () => {
  const kinds: readonly (Pick<Team, 'starving' | 'isTogether'> & { readonly name: string })[] = [
    { name: 'by workers that always run', starving: { runs: 1000, stalls: 0 } },
    { name: 'by workers that run half of the time', starving: { runs: 100, stalls: 100 } },
    { name: 'by workers that stand still for up to a third of a second', starving: { runs: 300, stalls: 300 } },
    { name: 'by workers that mostly stand still', starving: { runs: 50, stalls: 150 } },
    { name: 'on a machine that stands still at times', starving: { runs: 5000, stalls: 250 }, isTogether: true },
  ]
  for (const { name, ...kind } of kinds) {
    for (const seed of [1, 2, 3]) {
      test(`${name} (${seed})`, async () => {
        const times = await sendsOf({ rate: 500, workers: 6, seconds: 40, ...kind, seed })
        const [ten, one] = [mostAndLeast(times, 10_000), mostAndLeast(times, 1000)]
        expect(ten.least).toBeGreaterThanOrEqual(4750)
        expect(ten.most).toBeLessThanOrEqual(5250)
        expect(one.most).toBeLessThanOrEqual(600)
      })
    }
  }
})

test('a machine that stands still for longer makes up for a third of a second, and not at once', async () => {
  const times = await sendsOf({
    rate: 500,
    workers: 6,
    seconds: 60,
    starving: { runs: 20_000, stalls: 10_000 },
    isTogether: true,
  })
  expect(mostAndLeast(times, 1000).most).toBeLessThanOrEqual(600)
  expect(mostAndLeast(times, 10_000).most).toBeLessThanOrEqual(5250)
})

test('a low rate is kept as well, by few and by many', async () => {
  for (const workers of [1, 6]) {
    const times = await sendsOf({ rate: 4, workers, seconds: 100, starving: { runs: 100, stalls: 100 } })
    expect(mostAndLeast(times, 10_000)).toEqual({ most: expect.closeTo(40, -0.7), least: expect.closeTo(40, -0.7) })
  }
})

test('a burst goes at once, and again after a pause', async () => {
  const clock = createClock(randomFrom(1))
  const limiter = createSharedRate(createMemoryLedger(clock.now), { rate: 10, burst: 20, account: 'a', around: clock })
  const times: number[] = []
  const send = async (count: number) => {
    for (let sent = 0; sent < count; sent++) {
      await limiter.take(undefined, ENDPOINT)
      times.push(clock.now())
    }
  }
  const sending = send(30)
    .then(() => clock.sleep(10_000, undefined))
    .then(() => send(20))
  await clock.run(() => times.length === 50)
  await sending
  const [start = 0, resumed = 0] = [times[0], times[30]]
  expect(times.filter(time => time < start + 100).length).toBe(20)
  expect(times.filter(time => time >= resumed && time < resumed + 100).length).toBe(20)
  expect((times[29] ?? 0) - start).toBeGreaterThan(900)
})
