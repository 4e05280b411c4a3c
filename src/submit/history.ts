import { closeSync, openSync, readSync } from 'node:fs'
import { createJobTable, createKey, hashBytes, ID_LENGTH, type Key, keyOf, readId } from './job-table.ts'
import { type JournalEntry, readEntry } from './journal-line.ts'

/** What the journal tells of a job. `doubt`: sent, and no answer tells what became of it. `refused`: answered, but not taken.
 * `failed`: taken, and its task failed. */
export type JobState = 'new' | 'done' | 'doubt' | 'refused' | 'failed'

/** A job of which nobody knows whether the server took it. */
export interface Doubt {
  readonly job: string
  readonly source: string
  readonly target?: string | undefined
}

/** What has happened so far. */
export interface History {
  stateOf(job: string): JobState
  /** Whether a job with another id was sent last for the same input and target. */
  isChanged(job: Doubt): boolean
  doubts(): readonly Doubt[]
  /** How many jobs were taken whose tasks failed, and were not sent again. */
  failures(): number
  /** Whether its ids are made as they were at first, of the host as well. */
  readonly isFormer: boolean
  /** Whether the last line is torn. */
  readonly isTorn: boolean
}

/** A history that grows. */
export interface GrowingHistory extends History {
  add(entry: JournalEntry): void
  /** Adds an entry of the usual form that stands at these bytes of the file, in half the time; false for other forms. */
  addUsual(bytes: Buffer, start: number, end: number, offset: number): boolean
  /** Reads the names of the jobs in doubt, which only the file holds so far. */
  readNames(): void
  isFormer: boolean
  isTorn: boolean
}

/** A job that is not finished. */
interface UnfinishedJob {
  /** Sent, and not answered yet. */
  isOpen: boolean
  /** One of its sends was never answered. */
  isLost: boolean
  isRefused: boolean
  isFailed: boolean
  /** Its names, or where the line stands that holds them: of a million finished jobs nobody asks for them. */
  names: Doubt | number
}

/** The number of a finished job; others have the place of what is known of them, from the next number on. */
const DONE = 1

/** What is known of each job by its id. */
interface JobStates {
  begin(id: Key, names: Doubt | number): void
  finish(id: Key): void
  /** The task of a job that was taken has failed. */
  fail(id: Key): void
  /** An answer came that is no receipt. */
  answer(id: Key, entry: JournalEntry): void
  stateOf(id: Key): JobState
  inDoubt(): readonly UnfinishedJob[]
  failures(): number
}

const isDoubt = ({ isOpen, isLost }: UnfinishedJob): boolean => isOpen || isLost

function createJobStates(): JobStates {
  const places = createJobTable()
  const known: (UnfinishedJob | undefined)[] = []
  const free: number[] = []
  const findKnown = (id: Key) => known[places.get(id) - DONE - 1]
  const keep = (id: Key, job: UnfinishedJob) => {
    const next = free.pop() ?? known.length
    known[next] = job
    places.set(id, next + DONE + 1)
  }
  return {
    begin: (id, names) => {
      if (places.get(id) === DONE) return
      const before = findKnown(id)
      if (!before) return keep(id, { isOpen: true, isLost: false, isRefused: false, isFailed: false, names })
      // Begun anew without an answer in between: the program died.
      before.isLost = isDoubt(before)
      before.isOpen = true
      before.names = names
    },
    finish: id => {
      const place = places.get(id)
      if (place > DONE) {
        known[place - DONE - 1] = undefined
        free.push(place - DONE - 1)
      }
      if (place !== DONE) places.set(id, DONE)
    },
    fail: id => {
      if (places.get(id) !== DONE) return
      keep(id, { isOpen: false, isLost: false, isRefused: false, isFailed: true, names: 0 })
    },
    answer: (id, entry) => {
      const job = findKnown(id)
      if (!job) return
      job.isOpen = false
      if (entry.type === 'refused') job.isRefused = true
      if (entry.type === 'lost' && entry.sent) job.isLost = true
    },
    stateOf: id => {
      if (places.get(id) === DONE) return 'done'
      const found = findKnown(id)
      if (!found) return 'new'
      if (isDoubt(found)) return 'doubt'
      return found.isFailed ? 'failed' : found.isRefused ? 'refused' : 'new'
    },
    inDoubt: () => known.filter(job => job !== undefined).filter(isDoubt),
    failures: () => known.filter(job => job?.isFailed && !isDoubt(job)).length,
  }
}

/** The history of a file, without anything in it. A million finished jobs take 84 MB. */
export function createMemory(file: string): GrowingHistory {
  const states = createJobStates()
  const last = createJobTable()
  const [id, subject] = [createKey(), createKey()]
  const add = (entry: JournalEntry) => {
    keyOf(entry.job, id)
    if (entry.type === 'send' || entry.type === 'done') {
      const { job, source, target } = entry
      readSubject(entry, subject)
      last.set(subject, tagOf(id))
      if (entry.type === 'send') states.begin(id, { job, source, ...(target !== undefined && { target }) })
    }
    if (entry.type === 'receipt' || entry.type === 'done') states.finish(id)
    else if (entry.type === 'task') {
      if (entry.state === 'Failed') states.fail(id)
    } else if (entry.type !== 'send') states.answer(id, entry)
  }
  const addUsual = (bytes: Buffer, start: number, end: number, offset: number): boolean => {
    const form = FORMS[bytes[start + LETTER] ?? 0]
    if (!form || !startsWith(bytes, start, form.head)) return false
    const behind = start + form.head.length + ID_LENGTH
    if (!readId(bytes, behind - ID_LENGTH, id)) return false
    const from = form.namesAt(bytes, behind)
    if (from < 0) return false
    // What was sealed is as it was written: what stands in a whole object needs no look.
    const to = form.isWhole ? end : endOfObject(bytes, from)
    if (to < 0 || to > end) return false
    if (form.type !== 'receipt') {
      hashBytes(bytes, from, to - 1, subject)
      last.set(subject, tagOf(id))
    }
    if (form.type === 'send') states.begin(id, offset)
    else states.finish(id)
    return true
  }
  return {
    isTorn: false,
    isFormer: false,
    add,
    addUsual,
    stateOf: job => states.stateOf(keyOf(job, id)),
    isChanged: job => {
      readSubject(job, subject)
      const before = last.get(subject)
      return before !== 0 && before !== tagOf(keyOf(job.job, id))
    },
    readNames: () => readNamesOf(states.inDoubt(), file),
    failures: states.failures,
    doubts: () => states.inDoubt().flatMap(({ names }) => (typeof names === 'number' ? [] : [names])),
  }
}

/** A line of the usual form: how it begins, up to the id, and where behind the id the fields are that are looked at. */
interface LineForm {
  readonly type: 'send' | 'receipt' | 'done'
  readonly head: Buffer
  /** Negative where the line has another form. */
  readonly namesAt: (bytes: Buffer, behindId: number) => number
  /** Whether the object of these fields is the whole line. */
  readonly isWhole: boolean
}

const AT = Buffer.from('","at":"')
const TIME_LENGTH = '2026-11-22T14:35:01.000Z'.length
const TRY = Buffer.from('","try":')
const SOURCE = Buffer.from('"source":"')
const [QUOTE, BACKSLASH, COMMA, OPEN, CLOSE] = [34, 92, 44, 123, 125]
/** The letter that tells the forms apart. */
const LETTER = '{"type":"'.length

const FORMS: Readonly<Record<number, LineForm>> = {
  // {"type":"send","job":"...","at":"...","try":1,"source":"...","target":"..."}
  115: {
    type: 'send',
    head: Buffer.from('{"type":"send","job":"'),
    isWhole: true,
    namesAt: (bytes, at) => {
      const behindTime = at + AT.length + TIME_LENGTH
      if (!startsWith(bytes, at, AT) || !startsWith(bytes, behindTime, TRY)) return -1
      const names = bytes.indexOf(COMMA, behindTime + TRY.length) + 1
      return startsWith(bytes, names, SOURCE) ? names : -1
    },
  },
  // {"type":"receipt","job":"...","at":"...","status":200,"taskId":"..."}
  114: {
    type: 'receipt',
    head: Buffer.from('{"type":"receipt","job":"'),
    isWhole: true,
    namesAt: (bytes, at) => (startsWith(bytes, at, AT) ? at + AT.length + TIME_LENGTH + 2 : -1),
  },
  // ["done","...",1795790000,{"source":"...","target":"..."},"..."]; the letter is the first of the id
  ...Object.fromEntries(
    Array.from(Buffer.from('0123456789abcdef'), code => [
      code,
      {
        type: 'done',
        head: Buffer.from('["done","'),
        isWhole: false,
        namesAt: (bytes: Buffer, at: number) => {
          const names = bytes.indexOf(OPEN, at) + 1
          return names > 0 && names - at < 20 && startsWith(bytes, names, SOURCE) ? names : -1
        },
      },
    ]),
  ),
}

function startsWith(bytes: Buffer, at: number, start: Buffer): boolean {
  for (let index = 0; index < start.length; index++) if (bytes[at + index] !== start[index]) return false
  return true
}

/** Behind the brace that ends an object without others in it; negative where none does before the end of the line. */
function endOfObject(bytes: Buffer, from: number): number {
  let isQuoted = false
  for (let at = from; at < bytes.length; at++) {
    const code = bytes[at]
    if (code === QUOTE) isQuoted = !isQuoted
    else if (isQuoted) at += Number(code === BACKSLASH)
    else if (code === CLOSE) return at + 1
    else if (code === NEWLINE) return -1
  }
  return -1
}

const NEWLINE = 10

/** The key of what a job is about, however it is done: of its names as they stand in a line. */
function readSubject({ source, target }: Pick<Doubt, 'source' | 'target'>, key: Key): void {
  const bytes = Buffer.from(JSON.stringify({ source, target }))
  hashBytes(bytes, 1, bytes.length - 1, key)
}

/** Of an id as much as tells it from another one of the same input and target. */
function tagOf(id: Key): number {
  return (id[0] ?? 0) || 1
}

function readNamesOf(jobs: readonly UnfinishedJob[], file: string): void {
  const descriptor = openSync(file, 'r')
  try {
    for (const job of jobs) if (typeof job.names === 'number') job.names = readNames(descriptor, job.names)
  } finally {
    closeSync(descriptor)
  }
}

/** Bytes that hold the line of any job; names are 1,023 bytes long at most. */
const LONGEST = 16_384

function readNames(descriptor: number, offset: number): Doubt | number {
  const bytes = Buffer.alloc(LONGEST)
  const length = readSync(descriptor, bytes, 0, LONGEST, offset)
  const [line = ''] = bytes
    .toString('utf8', 0, length)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/, 1)
  const entry = readEntry(line)
  if (entry?.type !== 'send') return offset
  const { job, source, target } = entry
  return { job, source, ...(target !== undefined && { target }) }
}
