import { readJson } from '../language/record.ts'
import type { SendJob } from '../submit/job.ts'
import type { JournalEntry, Receipt } from '../submit/journal-line.ts'
import type { Failure } from '../submit/submit.ts'
import { type Bundle, isBundle, packBundle } from './bundle.ts'
import { MARK } from './ledger.ts'

/** What became of a job, for the stream of receipts: as short as that can be. */
export type JobOutcome =
  | { readonly mark: typeof MARK.done; readonly receipt: Receipt }
  | { readonly mark: typeof MARK.failed; readonly error: Pick<Failure, 'status' | 'code'> }
  | { readonly mark: typeof MARK.doubt; readonly reason: string }

/** A job that failed or is in doubt, so that it can be named and sent again. */
export interface OpenJob {
  readonly mark: typeof MARK.failed | typeof MARK.doubt
  readonly reason: string
  readonly bundle: Bundle
}

/** A record as a text: a row of JSON without its brackets. */
export function printRecord({ id, source, target }: SendJob, outcome: JobOutcome): string {
  const row = [outcome.mark, id, source, target ?? null, ...detailsOf(outcome)]
  return JSON.stringify(row).slice(1, -1)
}

function detailsOf(outcome: JobOutcome): readonly unknown[] {
  if (outcome.mark === MARK.failed) return [outcome.error.status, outcome.error.code]
  if (outcome.mark === MARK.doubt) return [outcome.reason]
  const { taskId, eventId, requestId } = outcome.receipt
  return taskId !== undefined ? [taskId] : eventId !== undefined ? [null, eventId] : [null, null, requestId]
}

/** The lines of a journal that say what a record says; none where it is no record. `time` in milliseconds since 1970. */
export function readRecord(text: string, time: number): readonly JournalEntry[] {
  const [mark, job, source, named, ...details] = rowOf(text)
  if (typeof job !== 'string' || typeof source !== 'string') return []
  const at = new Date(time).toISOString()
  const target = textOf(named)
  const [first, second, third] = details
  if (mark === MARK.done) {
    const names = { taskId: textOf(first), eventId: textOf(second), requestId: textOf(third) }
    return [{ type: 'done', job, at, source, target, ...names }]
  }
  const begun: JournalEntry = { type: 'send', job, at, try: 1, source, target }
  if (mark === MARK.doubt) return [begun, { type: 'lost', job, at, sent: true, reason: textOf(first) ?? '' }]
  if (mark === MARK.failed) return [begun, { type: 'refused', job, at, status: Number(first), code: textOf(second) }]
  return []
}

/** An open job as a text. */
export function printOpen(job: SendJob, outcome: JobOutcome): string {
  const reason =
    outcome.mark === MARK.failed
      ? [outcome.error.status || undefined, outcome.error.code].filter(Boolean).join(' ')
      : outcome.mark === MARK.doubt
        ? outcome.reason
        : ''
  return JSON.stringify([outcome.mark, reason, packBundle([job])])
}

/** Reads an open job; undefined where it is none. */
export function readOpen(text: string): OpenJob | undefined {
  const [mark, reason, bundle] = rowOf(text.slice(1, -1))
  const isOpen = mark === MARK.failed || mark === MARK.doubt
  return isOpen && typeof reason === 'string' && isBundle(bundle) ? { mark, reason, bundle } : undefined
}

function rowOf(text: string): readonly unknown[] {
  const value = readJson(`[${text}]`)
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
