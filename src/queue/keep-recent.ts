import type { Surroundings } from '../submit/rate.ts'
import type { Begin, Ledger, Settle } from './ledger.ts'

/** Milliseconds that what was written is remembered: more than a replica can lag behind the server that it follows. */
const RECENT = 10_000
/** Milliseconds after a connection that came back in which nothing is begun, so that others can say what they know. */
const PAUSE = 2_000

/** A ledger that remembers what this worker wrote last. */
export interface KeptLedger extends Ledger {
  /** Writes that again: the server behind the connection may be another one, which knows less. */
  restore(): Promise<void>
}

/** What was settled within `SPAN` milliseconds: one by one, so many would be a burden to find and to throw away. */
interface RecentSpan {
  readonly start: number
  readonly outcomes: Settle[]
}

const SPAN = 1000

/** Makes the last seconds of a worker survive a fail-over of Redis that loses them. */
export function keepRecent(ledger: Ledger, { now, sleep }: Pick<Surroundings, 'now' | 'sleep'>): KeptLedger {
  const begun = new Map<string, Begin>()
  const settled: RecentSpan[] = []
  let pause: Promise<unknown> = Promise.resolve()
  const keep = (outcome: Settle) => {
    const at = now()
    begun.delete(outcome.id)
    // The clock may have been set back.
    while (settled[0] && Math.abs(at - settled[0].start) > RECENT + SPAN) settled.shift()
    const last = settled.at(-1)
    if (last && Math.abs(at - last.start) < SPAN) last.outcomes.push(outcome)
    else settled.push({ start: at, outcomes: [outcome] })
  }
  return {
    ...ledger,
    begin: async job => {
      await pause
      const mark = await ledger.begin(job)
      if (mark !== undefined) return mark
      begun.set(job.id, job)
      return undefined
    },
    settle: async outcome => {
      keep(outcome)
      await ledger.settle(outcome)
    },
    restore: async () => {
      pause = sleep(PAUSE, undefined)
      const again = settled.splice(0).flatMap(({ outcomes }) => outcomes.filter(({ id }) => !begun.has(id)))
      // As new: the next server may lose it as well.
      for (const outcome of again) keep(outcome)
      await Promise.all([...again.map(ledger.settle), ...[...begun.values()].map(ledger.begin)])
    },
  }
}
