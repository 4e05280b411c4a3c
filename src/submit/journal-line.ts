import { openLine, sealLine } from '../files/sealed-line.ts'

/** One thing that happened to a job. */
export type Entry = Begun | Accepted | Refused | Lost

interface Common {
  /** Id of the job. */
  readonly job: string
  /** ISO time. */
  readonly at: string
}

/** It is about to be sent. */
export interface Begun extends Common {
  readonly type: 'send'
  readonly try: number
  readonly source: string
  readonly target?: string | undefined
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
}

/** The server answered that it does not take it. */
export interface Refused extends Common {
  readonly type: 'refused'
  readonly status: number
  readonly code?: string | undefined
  readonly requestId?: string | undefined
}

/** No answer came. */
export interface Lost extends Common {
  readonly type: 'lost'
  /** False where it is certain that the server never saw it. */
  readonly sent: boolean
  readonly reason: string
}

/** An entry as a line, with a checksum over its text. */
export function printEntry(entry: Entry): string {
  return sealLine(entry)
}

/** Reads a line; undefined where it is torn or changed. */
export function readEntry(line: string): Entry | undefined {
  const value = openLine(line)
  return isEntry(value) ? value : undefined
}

const TYPES: readonly unknown[] = ['send', 'receipt', 'refused', 'lost']

/** The checksum holds, so that the shape need not be looked at further. */
function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'type' in value && TYPES.includes(value.type) && 'job' in value
}
