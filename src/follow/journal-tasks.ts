import { existsSync } from 'node:fs'
import { linesOf } from '../files/lines.ts'
import { createJobTable, type JobTable, keyOf } from '../submit/job-table.ts'
import { type Begun, readEntry } from '../submit/journal-line.ts'

/** A task that a journal names, or the command line. */
export interface FollowedTask {
  readonly taskId: string
  /** The job of the journal. */
  readonly job?: string | undefined
  readonly source?: string | undefined
  readonly target?: string | undefined
  /** When it was sent, ISO 8601. */
  readonly sentAt?: string | undefined
}

/** The tasks of a journal whose end it does not tell, as often as they are asked for; the file is read each time, so that memory stays flat. */
export interface JournalTasks {
  readonly tasks: () => Iterable<FollowedTask>
  /** When the sends of jobs in doubt began, by job. */
  readonly begun: () => ReadonlyMap<string, Begun>
  readonly markEnded: (job: string) => void
}

/** Reads the tasks of a journal. */
export function journalTasks(file: string): JournalTasks {
  const ended = createJobTable()
  if (existsSync(file)) for (const entry of entriesOf(file)) noteEnd(entry, ended)
  return {
    tasks: () => (existsSync(file) ? openTasks(file, ended) : []),
    begun: () => begunIn(file),
    markEnded: job => ended.set(keyOf(job), 1),
  }
}

function* entriesOf(file: string) {
  for (const { line, isEnded } of linesOf(file)) {
    const entry = isEnded ? readEntry(line.trimEnd()) : undefined
    if (entry) yield entry
  }
}

type ReadEntry = ReturnType<typeof entriesOf> extends Generator<infer E> ? E : never

/** A job that is sent again after its task failed has not ended any more. */
function noteEnd(entry: ReadEntry, ended: JobTable): void {
  if (entry.type === 'task') ended.set(keyOf(entry.job), 1)
  else if (entry.type === 'send' && ended.get(keyOf(entry.job)) === 1) ended.set(keyOf(entry.job), 2)
}

function* openTasks(file: string, ended: JobTable): Generator<FollowedTask> {
  const begun = new Map<string, Begun>()
  const skipped = createJobTable()
  for (const entry of entriesOf(file)) {
    const { job } = entry
    if (entry.type === 'send') begun.set(job, entry)
    if (entry.type !== 'receipt' && entry.type !== 'done') continue
    const names = entry.type === 'done' ? entry : begun.get(job)
    const state = ended.get(keyOf(job))
    const isAgain = state === 2 && skipped.get(keyOf(job)) === 0
    if (state === 2) skipped.set(keyOf(job), 1)
    begun.delete(job)
    if (entry.taskId === undefined || state === 1 || isAgain) continue
    yield { taskId: entry.taskId, job, source: names?.source, target: names?.target, sentAt: names?.at ?? entry.at }
  }
}

function begunIn(file: string): ReadonlyMap<string, Begun> {
  const begun = new Map<string, Begun>()
  for (const entry of existsSync(file) ? entriesOf(file) : []) {
    if (entry.type === 'send') begun.set(entry.job, entry)
    else if (entry.type === 'receipt' || entry.type === 'done') begun.delete(entry.job)
  }
  return begun
}
