import { existsSync } from 'node:fs'
import { draftOf, writeDraft } from '../files/durable.ts'
import { linesOf } from '../files/lines.ts'
import { lock } from '../files/lock.ts'
import { fileError } from '../files/problem.ts'
import { RequestError } from '../request/problem.ts'
import { createMemory, type GrowingHistory } from './history.ts'
import { createJobTable, createKey, keyOf } from './job-table.ts'
import { replay } from './journal.ts'
import { type Accepted, type Begun, HEAD_LINE, type JournalEntry, printEntry, readEntry } from './journal-line.ts'

/**
 * Writes a journal anew with one line for each finished job, in less than half the bytes; all else stays as it is. The old file is
 * there until the new one is on the disk, so that a crash loses nothing. Of the names that the server gave, the first of task,
 * event and request is kept. Throws a RequestError where the journal is damaged, in use, or cannot be written.
 */
export function compactJournal(file: string): void {
  if (!existsSync(file)) return
  try {
    const unlock = lock(file)
    try {
      writeAnew(file)
    } finally {
      unlock()
    }
  } catch (error) {
    throw error instanceof RequestError ? error : fileError(error, draftOf(file))
  }
}

function writeAnew(file: string): void {
  const memory = createMemory(file)
  const { end } = replay(file, memory)
  const draft = writeDraft(file)
  try {
    if (!memory.isFormer) draft.write(HEAD_LINE)
    for (const line of compacted(file, memory, end)) draft.write(line)
    draft.finish()
  } finally {
    draft.discard()
  }
}

/** The lines of the new journal, up to where the good ones end. A torn one behind stays for who opens it next. */
function* compacted(file: string, memory: GrowingHistory, end: number): Generator<string> {
  const begun = new Map<string, Begun>()
  const written = createJobTable()
  const key = createKey()
  for (const { line, next } of linesOf(file)) {
    const text = line.replace(/^\ufeff/, '').trimEnd()
    const entry = readEntry(text)
    if (next > end) yield text
    if (!entry || next > end) continue
    if (memory.stateOf(entry.job) !== 'done') yield `${text}\n`
    else if (entry.type === 'task') {
      if (entry.state === 'Succeeded') yield `${text}\n`
    } else if (written.get(keyOf(entry.job, key)) !== 0) continue
    else if (entry.type === 'send') begun.set(entry.job, entry)
    else if (entry.type === 'done' || entry.type === 'receipt') {
      written.set(key, 1)
      yield printEntry(doneBy(entry, begun.get(entry.job)))
      begun.delete(entry.job)
    }
  }
}

function doneBy(entry: JournalEntry & { type: 'done' | 'receipt' }, begun: Begun | undefined): JournalEntry {
  return entry.type === 'done' || !begun
    ? entry
    : { type: 'done', job: entry.job, at: entry.at, ...about(begun), ...nameOf(entry) }
}

function about({ source, target }: Begun): Pick<Begun, 'source' | 'target'> {
  return { source, ...(target !== undefined && { target }) }
}

/** What the task can be asked for by. */
function nameOf({ taskId, eventId, requestId }: Accepted): object {
  if (taskId !== undefined) return { taskId }
  return eventId === undefined ? { requestId } : { eventId }
}
