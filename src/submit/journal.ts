import { closeSync, existsSync, openSync, readSync, truncateSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { groupWriter, syncFolder } from '../files/durable.ts'
import { linesOf } from '../files/lines.ts'
import { lock } from '../files/lock.ts'
import { SEALED_START } from '../files/sealed-line.ts'
import { problem } from '../request/problem.ts'
import { subjectOf } from './job.ts'
import { type Entry, printEntry, readEntry } from './journal-line.ts'

/** What the journal tells of a job. `doubt`: sent, and no answer came. `refused`: answered, but not taken. */
export type JobState = 'new' | 'done' | 'doubt' | 'refused'

/** A job of which nobody knows whether the server took it. */
export interface Doubt {
  readonly job: string
  readonly source: string
  readonly target?: string | undefined
}

/** What has happened so far. */
export interface History {
  stateOf(job: string): JobState
  /** The id of the job that was sent last for the same input and target. */
  lastFor(subject: string): string | undefined
  doubts(): readonly Doubt[]
  /** Whether the last line was torn. */
  readonly isTorn: boolean
}

/** The record of what was sent, kept on the disk. */
export interface Journal extends History {
  /** Resolves when the entry is on the disk. Entries that come together are written together. */
  append(entry: Entry): Promise<void>
  close(): Promise<void>
}

interface Known {
  /** Sent, and not answered yet. */
  isOpen: boolean
  /** One of its sends was never answered. */
  isLost: boolean
  isRefused: boolean
  readonly doubt: Doubt
}

interface Memory extends History {
  add(entry: Entry): void
  isTorn: boolean
}

function createMemory(): Memory {
  const done = new Set<string>()
  const known = new Map<string, Known>()
  const last = new Map<string, string>()
  const isDoubt = ({ isOpen, isLost }: Known) => isOpen || isLost
  const begin = (entry: Entry & { type: 'send' }) => {
    const { job, source, target } = entry
    const doubt = { job, source, ...(target !== undefined && { target }) }
    const before = known.get(job)
    last.set(subjectOf(doubt), job)
    // Begun anew without an answer in between: the program died.
    const isLost = before !== undefined && isDoubt(before)
    if (!done.has(job)) known.set(job, { isOpen: true, isLost, isRefused: before?.isRefused ?? false, doubt })
  }
  const answer = (entry: Entry) => {
    const job = known.get(entry.job)
    if (!job) return
    job.isOpen = false
    if (entry.type === 'refused') job.isRefused = true
    if (entry.type === 'lost' && entry.sent) job.isLost = true
  }
  return {
    isTorn: false,
    add: entry => {
      if (entry.type === 'send') begin(entry)
      else if (entry.type === 'receipt') {
        done.add(entry.job)
        known.delete(entry.job)
      } else answer(entry)
    },
    stateOf: id => {
      if (done.has(id)) return 'done'
      const job = known.get(id)
      if (!job) return 'new'
      return isDoubt(job) ? 'doubt' : job.isRefused ? 'refused' : 'new'
    },
    lastFor: subject => last.get(subject),
    doubts: () => [...known.values()].filter(isDoubt).map(({ doubt }) => doubt),
  }
}

/** Reads a journal without touching it; one that does not exist is empty. Throws a RequestError where it is damaged. */
export function readJournal(file: string): History {
  const memory = createMemory()
  if (existsSync(file)) replay(file, memory)
  return memory
}

/**
 * Opens a journal to add to it, alone. A torn last line, which a crash leaves, is cut off.
 * Throws a RequestError where another process has it open or where it is damaged before its end.
 */
export async function openJournal(file: string): Promise<Journal> {
  const unlock = lock(file)
  try {
    const isNew = !existsSync(file)
    const memory = createMemory()
    const { end, lacksNewline } = isNew ? { end: 0, lacksNewline: false } : replay(file, memory)
    if (memory.isTorn) truncateSync(file, end)
    const handle = await open(file, 'a', 0o600)
    if (isNew) syncFolder(file)
    if (lacksNewline) await handle.appendFile('\n')
    const write = groupWriter(handle)
    const append = async (entry: Entry) => {
      await write(printEntry(entry))
      memory.add(entry)
    }
    const close = async () => {
      await handle.close()
      unlock()
    }
    return { ...memory, append, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Gives every entry to the memory; the result is where the last good line ends. */
function replay(file: string, memory: Memory): { readonly end: number; readonly lacksNewline: boolean } {
  let [number, end, bad, lacksNewline] = [0, 0, 0, false]
  for (const { line, next, isEnded } of linesOf(file)) {
    number++
    const entry = readEntry(line)
    if (!entry) bad ||= number
    else if (bad > 0) throw damaged(file, bad)
    else {
      memory.add(entry)
      end = next
      lacksNewline = !isEnded
    }
  }
  // Somebody else's file would be cut off as torn.
  if (bad === 1 && !startsAsJournal(file)) throw noJournal(file)
  memory.isTorn = bad > 0
  return { end, lacksNewline }
}

/** Whether a file begins as its first line would, which may be torn. */
function startsAsJournal(file: string): boolean {
  const descriptor = openSync(file, 'r')
  try {
    const head = Buffer.alloc(SEALED_START.length)
    const length = readSync(descriptor, head)
    return SEALED_START.startsWith(head.toString('latin1', 0, length))
  } finally {
    closeSync(descriptor)
  }
}

function noJournal(file: string): Error {
  return problem(
    'journal-form',
    {
      en: '"{file}" is no journal of oss-process; name another file with --journal.',
      zh: '"{file}" 不是 oss-process 的日志；请用 --journal 指定其他文件。',
    },
    { file },
  )
}

function damaged(file: string, line: number): Error {
  return problem(
    'journal-damaged',
    {
      en: 'Line {line} of the journal "{file}" is damaged, and good lines follow it; what it said is not known. Repair the file, or use another journal.',
      zh: '日志 "{file}" 的第 {line} 行已损坏，其后还有完好的行；该行内容未知。请修复文件或改用其他日志。',
    },
    { line, file },
  )
}
