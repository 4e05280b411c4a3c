import { openLine, sealLine } from '../files/sealed-line.ts'

/** One thing that happened to a job. */
export type JournalEntry = Begun | Accepted | Refused | Lost | Done | Ended

interface Common {
  /** Id of the job. */
  readonly job: string
  /** ISO time. */
  readonly at: string
}

interface Named {
  readonly source: string
  readonly target?: string | undefined
}

/** It is about to be sent. */
export interface Begun extends Common, Named {
  readonly type: 'send'
  readonly try: number
}

/** What the server gave for a job. */
export interface Receipt {
  readonly status: number
  readonly eventId?: string | undefined
  readonly requestId?: string | undefined
  readonly taskId?: string | undefined
}

/** The server took it. */
export interface Accepted extends Common, Receipt {
  readonly type: 'receipt'
  /** Where no answer came: what tells that it was taken all the same, its result or its task. */
  readonly settledBy?: 'result' | 'task' | undefined
}

/** The server answered that it does not take it. */
export interface Refused extends Common {
  readonly type: 'refused'
  readonly status: number
  readonly code?: string | undefined
  readonly requestId?: string | undefined
}

/** No answer came, or none that tells whether the server took it. */
export interface Lost extends Common {
  readonly type: 'lost'
  /** False where it is certain that the server never saw it. */
  readonly sent: boolean
  readonly reason: string
}

/** Its task has ended, after the receipt. */
export interface Ended extends Common {
  readonly type: 'task'
  readonly taskId: string
  readonly state: 'Succeeded' | 'Failed'
  readonly code?: string | undefined
  readonly message?: string | undefined
  /** `oss://bucket/object`, where that is told. */
  readonly outputs?: readonly string[] | undefined
}

/**
 * All that is kept of a finished job where a journal is made smaller: of the names that the server gave the first of task, event
 * and request.
 */
export interface Done extends Common, Named, Omit<Receipt, 'status'> {
  readonly type: 'done'
}

/** What a journal is, as its first line: in journals without it, ids are made of the host as well. */
export const HEAD_LINE: string = sealLine({ type: 'journal', version: 2 })

/** An entry as a line, with a checksum over its text. */
export function printEntry(entry: JournalEntry): string {
  return sealLine(entry.type === 'done' ? toRow(entry) : entry)
}

/** Reads a line; undefined where it is torn or changed. */
export function readEntry(line: string): JournalEntry | undefined {
  const value = openLine(line)
  if (Array.isArray(value)) return fromRow(value)
  return isEntry(value) ? value : undefined
}

const TYPES: readonly unknown[] = ['send', 'receipt', 'refused', 'lost', 'task']

/** The checksum holds, so that the shape need not be looked at further. */
function isEntry(value: unknown): value is JournalEntry {
  return typeof value === 'object' && value !== null && 'type' in value && TYPES.includes(value.type) && 'job' in value
}

/** Without the names of most fields, which are most of a short line. */
function toRow({ job, at, source, target, taskId, eventId, requestId }: Done): unknown[] {
  const time = Math.floor(Date.parse(at) / 1000)
  const names = taskId !== undefined ? [taskId] : eventId !== undefined ? [null, eventId] : [null, null, requestId]
  return ['done', job, time, { source, target }, ...names]
}

function fromRow([type, job, time, about, ...names]: readonly unknown[]): Done | undefined {
  if (type !== 'done' || typeof job !== 'string' || typeof time !== 'number' || !isNamed(about)) return undefined
  const { source, target } = about
  const [taskId, eventId, requestId] = names.map(name => (typeof name === 'string' ? name : undefined))
  return { type, job, at: new Date(time * 1000).toISOString(), source, target, taskId, eventId, requestId }
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'source' in value
}
