import { readObjectAddress } from '../request/object-address.ts'
import type { ImmTask } from '../service/imm.ts'
import type { ObjectHead } from '../service/object.ts'
import type { Doubt } from '../submit/history.ts'
import { resultOf } from '../submit/job.ts'
import type { Accepted, Begun } from '../submit/journal-line.ts'

/** What tells whether a job in doubt was taken. */
export interface Evidence {
  /** The object of its result; undefined where there is none. */
  readonly head: (address: { readonly bucket: string; readonly key: string }) => Promise<ObjectHead | undefined>
  /** The tasks that began in a time, ISO 8601; not given where there is no project to ask. */
  readonly tasks?:
    | ((range: { readonly from: string; readonly to: string }) => AsyncIterable<readonly ImmTask[]>)
    | undefined
}

/** Clocks may differ by so many milliseconds, and OSS keeps whole seconds. */
const SKEW = 60_000

/** A task begins at most so many milliseconds after it was sent, where its time tells. */
const LATEST = 3_600_000

/**
 * Settles doubts: a result that was written since the job was sent, or a task for the same source that began then, tells that it was taken.
 * What neither tells stays in doubt. A target that other jobs write as well is no evidence; recipes refuse those.
 */
export async function settleDoubts(
  doubts: readonly Doubt[],
  begun: ReadonlyMap<string, Begun>,
  evidence: Evidence,
  now: () => Date,
): Promise<readonly Accepted[]> {
  const settled: Accepted[] = []
  const open: { readonly doubt: Doubt; readonly sent: number }[] = []
  for (const doubt of doubts) {
    const sent = Date.parse(begun.get(doubt.job)?.at ?? '')
    const head = await findResult(doubt, evidence)
    if (head && head.lastModified.getTime() >= sent - SKEW) {
      settled.push({ type: 'receipt', job: doubt.job, at: now().toISOString(), status: 200, settledBy: 'result' })
    } else if (!Number.isNaN(sent)) open.push({ doubt, sent })
  }
  if (open.length === 0 || !evidence.tasks) return settled
  const times = open.map(({ sent }) => sent)
  const range = { from: iso(Math.min(...times) - SKEW), to: iso(Math.max(...times) + LATEST) }
  const bySource = new Map(open.map(one => [one.doubt.source, one]))
  // Of several jobs with one source nobody can tell whose task it is.
  for (const one of open) if (bySource.get(one.doubt.source) !== one) bySource.delete(one.doubt.source)
  for await (const tasks of evidence.tasks(range)) {
    for (const { taskId, sources, startedAt } of tasks) {
      const one = sources.map(source => bySource.get(source)).find(found => found !== undefined)
      if (!one || Date.parse(startedAt) < one.sent - SKEW) continue
      bySource.delete(one.doubt.source)
      const at = now().toISOString()
      settled.push({ type: 'receipt', job: one.doubt.job, at, status: 200, taskId, settledBy: 'task' })
    }
  }
  return settled
}

const iso = (time: number): string => new Date(time).toISOString()

async function findResult({ source, target }: Doubt, { head }: Evidence): Promise<ObjectHead | undefined> {
  const address = readObjectAddress(resultAddress(source, target))
  return address && head(address)
}

/** Where a result is, with what follows from the source filled in; undefined where that is not all. */
export function resultAddress(source: string | undefined, target: string | undefined): string | undefined {
  const { bucket, key } = readObjectAddress(source) ?? { bucket: '', key: '' }
  const address = resultOf({ request: { bucket, key }, target, process: '' })
  return address === undefined || /[{}]/.test(address) ? undefined : address
}
