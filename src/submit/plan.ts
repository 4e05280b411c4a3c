import type { Billing } from './billing.ts'
import type { History } from './history.ts'
import { type SendJob, stateOf } from './job.ts'

/** What is to be done about a job. `changed`: its input was done otherwise before. `refused`: it was sent, and not taken.
 * `failed`: it was taken, and its task failed. */
export type PlanState = 'new' | 'changed' | 'refused' | 'failed' | 'doubt' | 'done'

/** A job of a plan. */
export interface PlannedJob {
  readonly job: SendJob
  readonly state: PlanState
  readonly billing: Billing
}

/** The state of a job, by what the journal tells. */
export function planState(job: SendJob, history: History): PlanState {
  const state = stateOf(job, history)
  if (state !== 'new') return state
  const { id, source, target } = job
  return history.isChanged({ job: id, source, target }) ? 'changed' : 'new'
}
