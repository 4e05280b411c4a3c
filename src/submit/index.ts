/** Sending jobs: plans, prices, the journal, the transport. */
export { type Billing, billingOf, type Charge, type MediaFacts } from './billing.ts'
export { jobId, type SendJob, subjectOf, toSendJob } from './job.ts'
export { type Doubt, type History, type JobState, type Journal, openJournal, readJournal } from './journal.ts'
export type { Receipt } from './journal-line.ts'
export { type PlannedJob, type PlanState, planState } from './plan.ts'
export { type PriceTable, readPrices } from './prices.ts'
export type { AskAgain } from './renewal.ts'
export { isAboutCredentials } from './retry.ts'
export { isPlan, readPlan, type SavedPlan, writePlan } from './saved-plan.ts'
export {
  defaultOptions,
  type Failure,
  type SubmitEvent,
  type SubmitOptions,
  type SubmitSummary,
  submit,
} from './submit.ts'
export { createTransport, type Transport } from './transport.ts'
