import { createHash } from 'node:crypto'
import { RequestError } from '../request/problem.ts'
import { REAL, type Surroundings } from '../submit/rate.ts'
import { inBatches } from './batches.ts'
import type { QueueConnection, RedisClient } from './connect.ts'
import { packIds, rateKey } from './keys.ts'
import { type Begin, type JobMark, type Ledger, MARK, type Settle } from './ledger.ts'
import { queueProblem } from './problems.ts'
import { BEGIN, LOOK, SETTLE, SLOW, TAKE } from './scripts.ts'
import { TooLate, within } from './within.ts'

/** How the ledger bears a Redis that is in trouble. */
export interface LedgerOptions {
  /** Ends waiting for leave to begin; what has been sent is recorded all the same. */
  readonly signal?: AbortSignal | undefined
  readonly around?: Pick<Surroundings, 'sleep'> | undefined
  /** Milliseconds until a Redis that does not answer is given up; for ever when not given. */
  readonly timeout?: number
  /** Called with the first word of what Redis says where it does not do what it is asked. */
  readonly onTrouble?: (code: string) => void
}

/** Jobs in one call: Redis does nothing else meanwhile. */
const MOST = 200

/** The ledger that Redis keeps. */
export function createRedisLedger({ client, keys, host }: QueueConnection, options: LedgerOptions): Ledger {
  const run = scriptRunner(client, host, options)
  const idsOf = (jobs: readonly { readonly id: string }[]) => packIds(jobs.map(({ id }) => id))
  const begin = inBatches<Begin, JobMark>(MOST, async jobs => {
    const senders = jobs.map(({ worker, isAgain }) => (isAgain ? `${worker}!` : worker)).join(' ')
    return marksOf(await run(BEGIN, [keys.counts], [keys.worker, keys.marks, idsOf(jobs), senders], options.signal))
  })
  const settle = inBatches<Settle, undefined>(MOST, async outcomes => {
    const marks = outcomes.map(({ mark }) => mark).join('')
    await run(
      SETTLE,
      [keys.counts, keys.receipts, keys.open],
      [keys.marks, idsOf(outcomes), marks, ...outcomes.flatMap(textsOf)],
    )
    return outcomes.map(() => undefined)
  })
  return {
    begin,
    settle,
    look: async ids => marksOf(await run(LOOK, [keys.counts], [keys.worker, keys.marks, packIds(ids)], options.signal)),
    take: async ({ name, count, gone, missed, rate, burst }) => {
      const args = [count, gone, missed, rate, burst].map(String)
      const [given = 0, wait = 0, step = 0] = numbersOf(await run(TAKE, [rateKey(name)], args, options.signal))
      return { count: given, wait, step }
    },
    slow: async ({ name, rate }) => {
      await run(SLOW, [rateKey(name)], [String(rate)], options.signal)
    },
  }
}

/** What is kept of an outcome. */
function textsOf({ mark, record = '', open = '' }: Settle): readonly string[] {
  if (mark === MARK.free) return []
  return mark === MARK.done ? [record] : [record, open]
}

type RunScript = (
  script: string,
  keys: readonly string[],
  args: readonly (string | Buffer)[],
  signal?: AbortSignal | undefined,
) => Promise<unknown>

/** What passes: Redis is full, starts, became a replica, changes its cluster, cannot write to its disk. */
const PASSING = /^(OOM|LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|MISCONF|BUSY)\b/
/** Milliseconds until it is asked again. */
const AGAIN = 500

/** Runs scripts until Redis does what it is asked, or the signal aborts; then throws a RequestError. */
function scriptRunner(
  client: RedisClient,
  host: string,
  { around = REAL, timeout, onTrouble }: LedgerOptions,
): RunScript {
  const inTime = <T>(running: Promise<T>) => (timeout === undefined ? running : within(running, timeout))
  return async (script, keys, args, signal) => {
    for (;;) {
      if (signal?.aborted) throw queueProblem('ended')
      try {
        return await orAborted(inTime(call(client, script, keys, args)), signal)
      } catch (error) {
        if (error instanceof TooLate) throw queueProblem('unreachable', { host, code: 'ETIMEDOUT' })
        if (error instanceof RequestError) throw error
        const [code] = PASSING.exec(error instanceof Error ? error.message : '') ?? []
        if (!code) throw queueProblem('error', { message: error instanceof Error ? error.message : '' })
        onTrouble?.(code)
        await around.sleep(AGAIN, signal)
      }
    }
  }
}

/** Rejects when the signal aborts: a call that waits for the connection does so for ever. */
function orAborted<T>(running: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return running
  return new Promise((resolve, reject) => {
    const abort = () => reject(queueProblem('ended'))
    signal.addEventListener('abort', abort, { once: true })
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

const digests = new Map([LOOK, BEGIN, SETTLE, TAKE, SLOW].map(script => [script, digestOf(script)]))

function digestOf(script: string): string {
  return createHash('sha1').update(script).digest('hex')
}

async function call(
  client: RedisClient,
  script: string,
  keys: readonly string[],
  args: readonly (string | Buffer)[],
): Promise<unknown> {
  try {
    return await client.evalsha(digests.get(script) ?? '', keys.length, ...keys, ...args)
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
    return client.eval(script, keys.length, ...keys, ...args)
  }
}

function marksOf(answer: unknown): readonly JobMark[] {
  return Array.isArray(answer) ? answer.map(mark => (typeof mark === 'string' && mark !== '' ? mark : undefined)) : []
}

function numbersOf(answer: unknown): readonly number[] {
  return Array.isArray(answer) ? answer.map(Number) : []
}
