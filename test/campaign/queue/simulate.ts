// Sends any number of jobs with any number of workers on a virtual clock: submitter, workers, marks and the shared rate are the real ones, Redis, BullMQ and the service are models.
import { parseArgs } from 'node:util'
import type { NamedBundle } from '../../../src/queue/fill.ts'
import { fill } from '../../../src/queue/fill.ts'
import { keepRecent } from '../../../src/queue/keep-recent.ts'
import type { Ledger } from '../../../src/queue/ledger.ts'
import { createSharedRate } from '../../../src/queue/shared-rate.ts'
import { startSending } from '../../../src/queue/work.ts'
import { processRequest } from '../../../src/request/index.ts'
import type { Attempt } from '../../../src/submit/answer.ts'
import { defaultOptions, type SendJob, type Transport, toSendJob } from '../../../src/submit/index.ts'
import { createMemoryLedger } from '../../queue/memory-ledger.ts'
import { randomFrom } from '../submit/random.ts'
import { createClock } from './virtual-clock.ts'

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '100000000' },
    /** So many are gone through one by one; the rest follows in proportion. */
    sample: { type: 'string', default: '200000' },
    workers: { type: 'string', default: '64' },
    concurrency: { type: 'string', default: '32' },
    rate: { type: 'string', default: '0' },
    /** Shares of answers, and seconds from one to the next. */
    faults: { type: 'string', default: 'lost=0.0001,error=0.001,crash=60,failover=120' },
    /** Milliseconds of an answer, half of them below. */
    latency: { type: 'string', default: '60' },
    /** Requests a second that the service stands. */
    limit: { type: 'string', default: '1000' },
    /** Microseconds of processor, of a worker and of Redis, for each job: those of a real run of a million jobs by `npm run bench:queue`. */
    cpu: { type: 'string', default: '165' },
    redis: { type: 'string', default: '36' },
    /** For 10,000 requests. */
    price: { type: 'string', default: '0.01' },
    seed: { type: 'string', default: '1' },
    /** Leaves out that workers say again what they know. */
    forgetful: { type: 'boolean', default: false },
  },
})
const numberOf = (name: keyof typeof values) => Number(values[name])
const OBJECTS = numberOf('objects')
const SAMPLE = Math.min(OBJECTS, numberOf('sample'))
const FAULTS = new Map(values.faults.split(',').map(pair => [pair.split('=')[0] ?? '', Number(pair.split('=')[1])]))
const fault = (name: string) => FAULTS.get(name) ?? 0
const LOCK = 30_000
/** Milliseconds that a fail-over loses, and that Redis is away meanwhile. */
const [LOST_BY_FAILOVER, AWAY] = [1000, 3000]

const random = randomFrom(numberOf('seed'))
const clock = createClock(random)
const model = createMemoryLedger(clock.now)
const never = () => new Promise<never>(() => undefined)

/** Redis: one thing after the other, and away while it fails over. */
const redis = { freeAt: 0, awayUntil: 0 }
const written: { readonly at: number; readonly id: string; readonly before: string | undefined }[] = []

async function ask(microseconds: number): Promise<void> {
  redis.freeAt = Math.max(redis.freeAt, clock.now()) + microseconds / 1000
  await clock.sleep(Math.max(redis.freeAt - clock.now(), redis.awayUntil - clock.now()) + 0.5, undefined)
}

function note(id: string): void {
  written.push({ at: clock.now(), id, before: model.marks.get(id) })
  if (written.length > 200_000) written.splice(0, 100_000)
}

/** The new server does not know what the old one wrote last. */
function failOver(): void {
  redis.awayUntil = clock.now() + AWAY
  const from = clock.now() - LOST_BY_FAILOVER
  for (let last = written.at(-1); last && last.at >= from; last = written.at(-1)) {
    if (last.before === undefined) model.marks.delete(last.id)
    else model.marks.set(last.id, last.before)
    written.pop()
  }
}

function ledgerOf(isDead: () => boolean): Ledger {
  const alive = async <T>(microseconds: number, call: () => Promise<T>): Promise<T> => {
    if (isDead()) return never()
    await ask(microseconds)
    const result = await call()
    return isDead() ? never() : result
  }
  const half = numberOf('redis') / 2
  return {
    look: ids => alive(ids.length, () => model.look(ids)),
    begin: job => {
      return alive(half, () => {
        note(job.id)
        return model.begin(job)
      })
    },
    settle: outcome => {
      return alive(half, () => {
        note(outcome.id)
        model.records.length = 0
        return model.settle(outcome)
      })
    },
    take: asked => alive(10, () => model.take(asked)),
    slow: asked => alive(10, () => model.slow(asked)),
  }
}

/** The service: it takes so many a second, some answers are lost, some are errors. */
const service = { second: 0, inSecond: 0, requests: 0, limited: 0 }
const takenTimes = new Map<string, number>()

async function answer(key: string, isDead: () => boolean): Promise<Attempt> {
  service.requests++
  const second = Math.floor(clock.now() / 1000)
  if (second !== service.second) Object.assign(service, { second, inSecond: 0 })
  const isTooMuch = ++service.inSecond > numberOf('limit')
  const chance = random()
  const isError = isTooMuch || chance < fault('error')
  if (isTooMuch) service.limited++
  if (!isError) takenTimes.set(key, (takenTimes.get(key) ?? 0) + 1)
  // Log-normal: most are near the median, some take ten times as long.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  await clock.sleep(numberOf('latency') * Math.exp(0.6 * normal), undefined)
  if (isDead()) return never()
  if (!isError && chance < fault('error') + fault('lost')) return { kind: 'lost', reason: 'ECONNRESET' }
  const headers = { 'x-oss-request-id': 'R' }
  if (!isError) return { kind: 'answered', status: 200, headers, body: '{"EventId":"E","RequestId":"R","TaskId":"T"}' }
  const code = isTooMuch ? 'TooManyRequests' : 'InternalError'
  const body = `<Error><Code>${code}</Code><RequestId>R</RequestId></Error>`
  return { kind: 'answered', status: isTooMuch ? 429 : 500, headers, body }
}

/** The line of BullMQ: bundles that wait, and those of dead workers, which come back when their lock is over. */
const line: NamedBundle[] = []
let underWay = 0
let isFilled = false

interface Worker {
  isDead: boolean
}

let workers = 0
let crashes = 0

function startWorker(): Worker {
  const number = String(++workers)
  const worker: Worker = { isDead: false }
  const isDead = () => worker.isDead
  const raw = ledgerOf(isDead)
  const around = {
    ...clock,
    sleep: async (time: number, signal?: AbortSignal) => {
      await clock.sleep(time, signal)
      if (isDead()) await never()
    },
  }
  const ledger = keepRecent(raw, around)
  model.alive.add(number)
  let busyUntil = 0
  const transport: Transport = {
    send: async ({ request: { key } }) => {
      busyUntil = Math.max(busyUntil, clock.now()) + numberOf('cpu') / 1000
      await around.sleep(busyUntil - clock.now())
      return answer(key, isDead)
    },
    correctClock: () => undefined,
    renewals: () => 0,
    renew: async () => false,
    close: () => undefined,
  }
  const limiter = createSharedRate(ledger, { rate: numberOf('rate') || undefined, burst: 1, account: 'a', around })
  const options = { ...defaultOptions, concurrency: numberOf('concurrency'), limiter, surroundings: around }
  const sending = startSending(number, ledger, transport, options)
  const hands = async () => {
    while (!worker.isDead && !(isFilled && line.length === 0 && underWay === 0)) {
      const taken = line.shift()
      if (!taken) {
        await around.sleep(200)
        continue
      }
      underWay++
      void clock.sleep(LOCK, undefined).then(() => back(taken))
      await sending.handle(taken.bundle)
      done.add(taken)
      underWay--
    }
  }
  const done = new Set<NamedBundle>()
  const back = (taken: NamedBundle) => {
    if (done.delete(taken)) return
    if (!worker.isDead) return void clock.sleep(LOCK, undefined).then(() => back(taken))
    underWay--
    line.push(taken)
  }
  for (let hand = 0; hand < 2; hand++) void hands()
  restores.set(worker, () => (worker.isDead || values.forgetful ? undefined : void ledger.restore()))
  deaths.set(worker, () => {
    worker.isDead = true
    model.alive.delete(number)
    restores.delete(worker)
  })
  return worker
}

const restores = new Map<Worker, () => void>()
const deaths = new Map<Worker, () => void>()

/** So often on average: what falls on round seconds would always fall together. */
function every(seconds: number, run: () => void): void {
  if (seconds === 0) return
  void clock.sleep(seconds * -1000 * Math.log(1 - random()), undefined).then(() => {
    run()
    every(seconds, run)
  })
}

function* jobs(): Generator<SendJob> {
  const text = 'video/animation,f_gif|sys/saveas,o_b3V0LmdpZg'
  for (let index = 0; index < SAMPLE; index++) {
    const target = { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', bucket: 'films', key: `${index}` }
    yield toSendJob(processRequest('async', target, text), text)
  }
}

const team = Array.from({ length: numberOf('workers') }, startWorker)
// A crash kills one worker of all, the next one is there after five seconds; in proportion to the sample there are as many as in the whole.
every(fault('crash'), () => {
  const index = Math.floor(random() * team.length)
  const victim = team[index]
  if (victim) deaths.get(victim)?.()
  crashes++
  void clock.sleep(5000, undefined).then(() => {
    team[index] = startWorker()
  })
})
let failovers = 0
every(fault('failover'), () => {
  failovers++
  failOver()
  void clock.sleep(AWAY, undefined).then(() => {
    for (const restore of restores.values()) restore()
  })
})
let isDone = false
void fill(
  jobs(),
  model,
  {
    add: async bundles => {
      await ask(bundles.length * 100)
      line.push(...bundles)
    },
    waiting: async () => line.length,
  },
  { most: 100_000, resends: false, around: clock },
).then(() => {
  isFilled = true
})
void (async () => {
  while (!(isFilled && line.length === 0 && underWay === 0)) await clock.sleep(100, undefined)
  isDone = true
})()
const started = performance.now()
await clock.run(() => isDone)

const seconds = clock.now() / 1000
const marks = [...model.marks.values()]
const marked = (...kinds: readonly string[]) => marks.filter(mark => kinds.includes(mark)).length
const [done, failed] = [marked('+'), marked('-')]
const doubt = marks.filter(mark => mark === '!' || /^\d+$/.test(mark)).length
const unknown = [...jobs()].filter(({ id }) => !model.marks.has(id) || model.marks.get(id) === '~')
const forgotten = unknown.filter(({ request: { key } }) => takenTimes.has(key)).length
const twice = [...takenTimes.values()].filter(count => count > 1).length
const whole = OBJECTS / SAMPLE
const many = (count: number) => Math.round(count * whole).toLocaleString('en')
const rows: readonly (readonly [string, string])[] = [
  [
    'simulated',
    `${SAMPLE.toLocaleString('en')} of ${OBJECTS.toLocaleString('en')} objects in ${((performance.now() - started) / 1000).toFixed(0)} s; the numbers below are for all of them, in proportion`,
  ],
  ['throughput', `${Math.round(SAMPLE / seconds)} a second with ${values.workers} workers`],
  ['time', `${((seconds * whole) / 3600).toFixed(1)} hours`],
  ['requests', `${many(service.requests)}, ${many(service.limited)} of them answered 429`],
  ['crashes', `${many(crashes)} of workers, ${many(failovers)} fail-overs of Redis`],
  ['done', many(done)],
  ['failed', many(failed)],
  ['in doubt', many(doubt)],
  ['taken twice', many(twice)],
  ['receipts lost', many(forgotten)],
  ['jobs lost', many(unknown.length - forgotten)],
  [
    'cost of requests',
    `${((service.requests * whole * numberOf('price')) / 10_000).toFixed(2)} at ${values.price} for 10,000`,
  ],
]
for (const [name, text] of rows) process.stdout.write(`${name.padEnd(18)}${text}\n`)
