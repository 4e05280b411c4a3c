import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { draftOf, groupWriter, syncFolder } from '../files/durable.ts'
import { blocksOf } from '../files/lines.ts'
import { lock } from '../files/lock.ts'
import { fileError } from '../files/problem.ts'
import { isSealed, SEAL, SEALED_START } from '../files/sealed-line.ts'
import { problem, RequestError } from '../request/problem.ts'
import { createMemory, type GrowingHistory, type History } from './history.ts'
import { HEAD_LINE, type JournalEntry, printEntry, readEntry } from './journal-line.ts'

/** The record of what was sent, kept on the disk. */
export interface Journal extends History {
  /**
   * Resolves when the entry is on the disk. Entries that come together are written together. Rejects with a RequestError where
   * that is not possible, for this one and all that follow. False for a send that is not to be: another sender has the job meanwhile.
   */
  append(entry: JournalEntry): Promise<boolean>
  close(): Promise<void>
}

/** Reads a journal without touching it; one that does not exist is empty. Throws a RequestError where it is damaged or no file. */
export function readJournal(file: string): History {
  const memory = createMemory(file)
  if (!existsSync(file)) return memory
  checkFile(file)
  named(file, () => replay(file, memory))
  return memory
}

/**
 * Opens a journal to add to it, alone. A torn last line, which a crash leaves, is cut off and kept in `FILE.torn`.
 * Throws a RequestError where another process has it open, where it is damaged, and where it cannot be read or written.
 */
export async function openJournal(file: string): Promise<Journal> {
  named(file, () => checkFile(file))
  const unlock = named(file, () => lock(file))
  try {
    rmSync(draftOf(file), { force: true })
    const memory = createMemory(file)
    const ending = named(file, () => prepare(file, memory))
    const handle = await open(file, 'a', 0o600)
    const write = groupWriter(handle)
    if (ending !== '') await write(ending)
    if (ending === HEAD_LINE) syncFolder(file)
    const append = async (entry: JournalEntry) => {
      try {
        await write(printEntry(entry))
      } catch (error) {
        throw fileError(error, file)
      }
      memory.add(entry)
      return true
    }
    const close = async () => {
      await handle.close()
      unlock()
    }
    return Object.assign(memory, { append, close })
  } catch (error) {
    unlock()
    throw error instanceof RequestError ? error : fileError(error, file)
  }
}

/** Reads a journal and cuts off its torn end; the result is what has to be written before anything else. */
function prepare(file: string, memory: GrowingHistory): string {
  if (!existsSync(file)) return HEAD_LINE
  const { end, lacksNewline } = replay(file, memory)
  if (memory.isTorn) keepTorn(file, end)
  if (!lacksNewline) truncateSync(file, end)
  return lacksNewline ? '\n' : end === 0 ? HEAD_LINE : ''
}

/** What is cut off is kept: it may tell which job was on its way. */
function keepTorn(file: string, end: number): void {
  const descriptor = openSync(file, 'r')
  try {
    const torn = Buffer.alloc(fstatSync(descriptor).size - end)
    readSync(descriptor, torn, 0, torn.length, end)
    appendFileSync(`${file}.torn`, Buffer.concat([torn, Buffer.from('\n')]), { mode: 0o600, flush: true })
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Gives every entry to the memory; the result is where the last good line ends. What editors do to the ends of lines and of the
 * file does not matter. A bad line is the torn last one, or the journal is not to be trusted.
 */
export function replay(file: string, memory: GrowingHistory): { readonly end: number; readonly lacksNewline: boolean } {
  let [number, good, blank, lacksNewline] = [0, 0, 0, false]
  const see = (bytes: Buffer, start: number, end: number, offset: number): boolean => {
    number++
    if (start === end) blank ||= number
    if (start === end) return false
    if (blank > 0) throw damaged(file, blank)
    if (number === 1 && HEAD.equals(bytes.subarray(start, end))) return true
    if (number === 1) memory.isFormer = true
    if (addLine(bytes, start, end, offset, memory)) return true
    if (number === 1 && !startsAsJournal(bytes.toString('latin1', start, end))) throw noJournal(file)
    if (bytes[end] !== undefined || isJoined(bytes, start, end)) throw damaged(file, number)
    memory.isTorn = true
    return false
  }
  for (const { bytes, offset } of blocksOf(file)) {
    for (let start = 0; start < bytes.length; ) {
      const at = bytes.indexOf(NEWLINE, start)
      const end = at < 0 ? bytes.length : at
      const from = offset + start === 0 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : start
      const to = end > from && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end
      const isGood = see(bytes, from, to, offset + start)
      start = end + 1
      if (!isGood) continue
      lacksNewline = at < 0
      good = offset + (at < 0 ? end : start)
    }
  }
  if (number === 0 || (good === 0 && memory.isTorn)) memory.isFormer = false
  memory.readNames()
  return { end: good, lacksNewline }
}

const [NEWLINE, CARRIAGE_RETURN] = [10, 13]
const BYTE_ORDER_MARK = Buffer.from('\ufeff')
const HEAD = Buffer.from(HEAD_LINE.trimEnd())

/** Adds what a line says; false where it is torn or changed. */
function addLine(bytes: Buffer, start: number, end: number, offset: number, memory: GrowingHistory): boolean {
  const isUsual = isSealed(bytes, start, end) && memory.addUsual(bytes, start + SEAL.before, end - SEAL.behind, offset)
  if (isUsual) return true
  const entry = readEntry(bytes.toString('utf8', start, end))
  if (entry) memory.add(entry)
  return entry !== undefined
}

/** Whether a line is several whose ends were lost, and no torn one: within an entry its quotes would be escaped. */
function isJoined(bytes: Buffer, start: number, end: number): boolean {
  const again = bytes.indexOf(SEALED_START, start + 1)
  return again > 0 && again < end
}

/** Whether a line begins as the first one would, which may be torn. */
function startsAsJournal(line: string): boolean {
  return SEALED_START.startsWith(line.slice(0, SEALED_START.length))
}

/** A pipe or a device keeps nothing, and reading it might wait for ever. */
function checkFile(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats || stats.isFile() || stats.isDirectory()) return
  throw problem(
    'journal-file',
    {
      en: '"{file}" is a pipe or a device, which keeps no journal; name a file with --journal.',
      zh: '"{file}" 是管道或设备，无法保存日志；请用 --journal 指定文件。',
    },
    { file },
  )
}

/** Runs something with a file; what the system refuses is told with the name of the file. */
function named<T>(file: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw error instanceof RequestError ? error : fileError(error, file)
  }
}

function noJournal(file: string): Error {
  return problem(
    'journal-form',
    {
      en: '"{file}" is not a journal of oss-process; name another file with --journal.',
      zh: '"{file}" 不是 oss-process 的日志；请用 --journal 指定其他文件。',
    },
    { file },
  )
}

function damaged(file: string, line: number): Error {
  return problem(
    'journal-damaged',
    {
      en: 'Line {line} of the journal "{file}" is damaged; what it said is not known, and without it jobs might be sent twice. Put the file back as it was, or use another journal.',
      zh: '日志 "{file}" 的第 {line} 行已损坏，其内容未知；缺少它可能导致重复发送。请恢复该文件，或改用其他日志。',
    },
    { line, file },
  )
}
