import type { Billing } from './billing.ts'
import { type SendJob, subjectOf } from './job.ts'
import type { History } from './journal.ts'

/** What is to be done about a job. `changed`: its input was done otherwise before. `refused`: it was sent, and not taken. */
export type PlanState = 'new' | 'changed' | 'refused' | 'doubt' | 'done'

/** A job of a plan. */
export interface PlannedJob {
  readonly job: SendJob
  readonly state: PlanState
  readonly billing: Billing
}

/** The state of a job, by what the journal tells. */
export function planState(job: SendJob, history: History): PlanState {
  const state = history.stateOf(job.id)
  if (state !== 'new') return state
  const last = history.lastFor(subjectOf(job))
  return last !== undefined && last !== job.id ? 'changed' : 'new'
}
