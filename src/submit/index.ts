/** Sending jobs: plans, prices, the journal, the transport. */
export type { SourceFacts } from '../recipe/index.ts'
export { type Billing, billingOf, billingOfJob, type PricedCharge as Charge } from './billing.ts'
export type { Transport, TransportClient, TransportOptions } from './carrier.ts'
export { compactJournal } from './compact.ts'
export type { Doubt, History, JobState } from './history.ts'
export { findResult, jobId, resultOf, type SendJob, stateOf, toSendJob } from './job.ts'
export { createJobTable, keyOf } from './job-table.ts'
export { type Journal, openJournal, readJournal } from './journal.ts'
export type { Receipt } from './journal-line.ts'
export { type PlannedJob, type PlanState, planState } from './plan.ts'
export { type PriceTable, readPrices } from './prices.ts'
export type { AskAgain } from './renewal.ts'
export { isAboutCredentials } from './retry.ts'
export {
  isPlan,
  PLAN_END,
  planHead,
  planJob,
  planJobs,
  readPlan,
  type SavedJob,
  type SavedPlan,
} from './saved-plan.ts'
export {
  type Batch,
  defaultOptions,
  type Failure,
  type SubmitEvent,
  type SubmitOptions,
  type SubmitSummary,
  submit,
  submitAll,
} from './submit.ts'
export { createTransport } from './transport.ts'
