/** Following tasks after their receipts. */

export {
  type FollowEvent,
  type FollowOptions,
  type FollowSummary,
  follow,
  type TaskAnswer,
  type TaskEnd,
} from './follow.ts'
export { type FollowedTask, type JournalTasks, journalTasks } from './journal-tasks.ts'
export { type Evidence, resultAddress, settleDoubts } from './settle.ts'
