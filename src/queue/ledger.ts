/**
 * What all workers know of a job, in one or a few characters: `+` taken by OSS, `-` failed for good, `~` surely not taken and free
 * to be sent, `!` in doubt, a number: being sent by the worker of that number. Undefined: never sent.
 */
export type JobMark = string | undefined

/** The marks that have a name. */
export const MARK = { done: '+', failed: '-', free: '~', doubt: '!' } as const

/** A job is to be marked as being sent. */
export interface Begin {
  /** 32 hexadecimal digits. */
  readonly id: string
  readonly worker: string
  /** Whether it may be sent although it is in doubt. */
  readonly isAgain: boolean
}

/** What became of a send. */
export interface Settle {
  readonly id: string
  readonly mark: (typeof MARK)[keyof typeof MARK]
  /** What the stream of receipts keeps of it; nothing for `~`. */
  readonly record?: string
  /** The job with the reason, kept for those that failed or are in doubt. */
  readonly open?: string
}

/** Leave to send. */
export interface Grant {
  /** How many of them may go; with 0 there is no room, and it makes sense to ask again after the wait. */
  readonly count: number
  /** Microseconds until the first of them may go; negative where it might have gone before. */
  readonly wait: number
  /** Microseconds from one to the next; 0 where nothing limits them for the next `FREE` milliseconds. */
  readonly step: number
}

/**
 * How sends keep to a rate when workers get little processor time. Turns are given when they are due, two steps ahead at most: a worker that stands
 * still holds none that others could use. With a worker's own lateness no second has more than 1.19 times the rate, and no ten seconds more than 1.04.
 */
export const PACE = {
  /** What is made up for goes at so many times the rate. */
  haste: 1.07,
  /** Milliseconds of sends that are made up for at most, and one send where that is more: what is older is given up. */
  owed: 300,
  /** Milliseconds of sends that may go at once, where nobody asked meanwhile. */
  slack: 50,
} as const

/** Milliseconds that workers need not ask where there is no limit. */
export const FREE = 200

/** What is asked of the shared rate. */
export interface Ask {
  /** Who shares it, by `rateName`. */
  readonly name: string
  /** Sends that are wanted. */
  readonly count: number
  /** Sends that went without asking. */
  readonly gone: number
  /** Turns that were given and came too late to be used. */
  readonly missed: number
  /** Sends a second at most; 0 without a limit. */
  readonly rate: number
  readonly burst: number
}

/**
 * The memory that all workers share. Every call may be repeated without harm, since nobody knows whether one arrived whose answer
 * was lost.
 */
export interface Ledger {
  /** The marks of jobs. */
  look(ids: readonly string[]): Promise<readonly JobMark[]>
  /** Marks a job as being sent, where nobody else did or finished it; the result is the mark that it had where that forbids it. */
  begin(job: Begin): Promise<JobMark>
  /** Records what became of a send. What is done stays done. */
  settle(outcome: Settle): Promise<void>
  take(ask: Ask): Promise<Grant>
  /** The service says that it was too much. */
  slow(ask: Pick<Ask, 'name' | 'rate'>): Promise<void>
}
