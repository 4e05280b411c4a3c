import { type Ask, type Begin, type JobMark, type Ledger, MARK, PACE, type Settle } from '../../src/queue/ledger.ts'

/** The ledger as a server without Redis keeps it, by the same rules as the scripts. */
export interface MemoryLedger extends Ledger {
  readonly marks: Map<string, string>
  readonly records: string[]
  readonly rates: Map<string, Rate>
  readonly open: Map<string, string>
  /** Workers that say that they are there. */
  readonly alive: Set<string>
  readonly counts: { done: number; failed: number; doubt: number }
}

/** What is known of a shared rate; times in milliseconds. */
export interface Rate {
  at?: number | undefined
  soonest: number
  limit?: number | undefined
  since?: number | undefined
  second: number
  count: number
  before: number
}

/** Makes an empty one; `now` in milliseconds. */
export function createMemoryLedger(now: () => number = Date.now): MemoryLedger {
  const marks = new Map<string, string>()
  const records: string[] = []
  const open = new Map<string, string>()
  const alive = new Set<string>()
  const counts = { done: 0, failed: 0, doubt: 0 }
  const rates = new Map<string, Rate>()
  const isNumber = (mark: string) => /^\d+$/.test(mark)
  const lives = (mark: string) => isNumber(mark) && alive.has(mark)
  const forget = (mark: JobMark) => {
    if (mark === MARK.failed) counts.failed--
    if (mark === MARK.doubt) counts.doubt--
  }
  const begin = ({ id, worker, isAgain }: Begin): JobMark => {
    const mark = marks.get(id)
    const isFree = mark === undefined || mark === MARK.free || mark === MARK.failed || mark === worker
    if (!isFree && !(isAgain && mark !== MARK.done && !lives(mark))) return mark
    forget(mark)
    marks.set(id, worker)
    return undefined
  }
  const settle = ({ id, mark, record, open: text }: Settle): void => {
    const was = marks.get(id)
    if (was === MARK.done || was === mark) return
    if (mark === MARK.free && (was === MARK.doubt || was === MARK.failed)) return
    marks.set(id, mark)
    forget(was)
    if (mark === MARK.done) {
      counts.done++
      open.delete(id)
    } else if (mark !== MARK.free) {
      counts[mark === MARK.failed ? 'failed' : 'doubt']++
      open.set(id, text ?? '')
    }
    if (mark !== MARK.free) records.push(record ?? '')
  }
  const rateOf = (name: string): Rate => {
    const known = rates.get(name) ?? { soonest: Number.NEGATIVE_INFINITY, second: 0, count: 0, before: 0 }
    rates.set(name, known)
    return known
  }
  const limitOf = ({ limit, since = 0 }: Rate, rate: number): number | undefined => {
    const grown = limit === undefined ? undefined : limit * 1.05 ** ((now() - since) / 1000)
    return grown === undefined || (rate > 0 && grown >= rate) || grown > 1_000_000 ? undefined : grown
  }
  const take = ({ name, count, gone, missed, rate, burst }: Ask) => {
    const kept = rateOf(name)
    const limit = limitOf(kept, rate)
    if (limit === undefined && rate === 0) {
      const second = Math.floor(now() / 1000)
      if (kept.second !== second) Object.assign(kept, { second, before: kept.count, count: 0 })
      kept.count += count + gone
      return { count, wait: 0, step: 0 }
    }
    const even = 1000 / (limit ?? rate)
    const fast = even / PACE.haste
    const due = (kept.at ?? now() - (burst - 1) * even) - missed * even
    const at = Math.max(due, now() - Math.max((burst - 1) * even, PACE.owed, even))
    const soonest = Math.max(kept.soonest, now() - Math.max((burst - 1) * fast, PACE.slack))
    const first = Math.max(at, soonest)
    const step = at < soonest ? fast : even
    const room = now() + Math.min(1000, 2 * even) - first
    if (room < 0) return { count: 0, wait: -room * 1000, step: 0 }
    const given = Math.min(count, Math.floor(room / step) + 1)
    kept.at = at + given * even
    kept.soonest = first + (given - 1) * step + fast
    return { count: given, wait: (first - now()) * 1000, step: step * 1000 }
  }
  const slow = ({ name, rate }: Pick<Ask, 'name' | 'rate'>): void => {
    const kept = rateOf(name)
    if (kept.since !== undefined && now() - kept.since < 1000) return
    const stood = limitOf(kept, rate) ?? (rate > 0 ? rate : Math.max(kept.count, kept.before))
    kept.limit = Math.max(1, stood * 0.7)
    kept.since = now()
  }
  return {
    marks,
    records,
    rates,
    open,
    alive,
    counts,
    look: async ids =>
      ids.map(id => {
        const mark = marks.get(id)
        return mark !== undefined && isNumber(mark) && !lives(mark) ? MARK.doubt : mark
      }),
    begin: async job => begin(job),
    settle: async outcome => settle(outcome),
    take: async ask => take(ask),
    slow: async ask => slow(ask),
  }
}
