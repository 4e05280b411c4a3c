import { existsSync, truncateSync } from 'node:fs'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { groupWriter, syncFolder } from '../../files/durable.ts'
import { makeFolders } from '../../files/folder.ts'
import { linesOf } from '../../files/lines.ts'
import { lock } from '../../files/lock.ts'
import { openLine, sealLine } from '../../files/sealed-line.ts'
import { refuse } from '../engine/problem.ts'
import type { Task } from './task.ts'

/** A task with what only the journal tells. */
export interface TaskRecord extends Task {
  /** The operation that makes the results, `video/animation`. */
  readonly operation: string
  /** Whether a notification is still to be pushed. */
  readonly isPushPending?: boolean | undefined
}

/** What the end of a task says. */
export type TaskRecordEnd = Pick<
  TaskRecord,
  'state' | 'endedAt' | 'code' | 'message' | 'messageZh' | 'outputs' | 'isPushPending'
>

/** One thing that happened to a task. */
export type TaskEntry =
  | { readonly type: 'accept'; readonly task: TaskRecord }
  | { readonly type: 'start'; readonly taskId: string; readonly startedAt: string }
  | { readonly type: 'end'; readonly taskId: string; readonly end: TaskRecordEnd }
  /** A notification was delivered, or given up after many attempts. */
  | { readonly type: 'pushed'; readonly taskId: string; readonly isDelivered: boolean }

/** The record of tasks on the disk. */
export interface TaskJournal {
  /** Resolves when the entry is on the disk. Entries that come together are written together. */
  append(entry: TaskEntry): Promise<void>
  close(): Promise<void>
}

/** What takes up the entries of a journal and tells what is worth keeping of them. */
export interface TaskMemory {
  add(entry: TaskEntry): void
  /** The entries that make a shorter journal of the same meaning; undefined while the present one is short enough. */
  compacted(): Iterable<TaskEntry> | undefined
}

/**
 * Opens the journal of a store, alone, and replays it. A torn last line is cut off, a long journal is written anew.
 * Throws a RequestError where another process has it open, InternalError where it is damaged before its end.
 */
export async function openTaskJournal(file: string, memory: TaskMemory): Promise<TaskJournal> {
  makeFolders(dirname(file))
  const unlock = lock(file)
  try {
    if (existsSync(file)) replay(file, memory)
    const entries = memory.compacted()
    if (entries) await rewrite(file, entries)
    const handle = await open(file, 'a', 0o600)
    syncFolder(file)
    const write = mendingWriter(handle, (await handle.stat()).size)
    return {
      append: entry => write(sealLine(entry)),
      close: async () => {
        // Behind what is still being written; a failure of that was told to whom it concerns.
        await write('').catch(() => undefined)
        await handle.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * Writes line after line. After a failure, for want of space or otherwise, the file is cut to what was written before, so that nothing
 * is left of what was not acknowledged, and writing goes on.
 */
export function mendingWriter(
  handle: Pick<FileHandle, 'appendFile' | 'datasync' | 'truncate'>,
  size: number,
): (line: string) => Promise<void> {
  let good = size
  let write = groupWriter(handle)
  let mended: Promise<void> = Promise.resolve()
  return async line => {
    await mended
    const current = write
    try {
      await current(line)
      good += Buffer.byteLength(line)
    } catch (error) {
      if (write === current) {
        write = groupWriter(handle)
        mended = handle.truncate(good)
      }
      await mended
      throw error
    }
  }
}

function replay(file: string, memory: TaskMemory): void {
  let [number, end, bad] = [0, 0, 0]
  for (const { line, next, isEnded } of linesOf(file)) {
    number++
    const entry = isEnded ? openLine(line) : undefined
    if (!isEntry(entry)) bad ||= number
    else if (bad > 0) throw damaged(file, bad)
    else {
      memory.add(entry)
      end = next
    }
  }
  if (bad > 0) truncateSync(file, end)
}

const TYPES: readonly unknown[] = ['accept', 'start', 'end', 'pushed']

/** The checksum holds, so that the shape need not be looked at further. */
function isEntry(value: unknown): value is TaskEntry {
  return typeof value === 'object' && value !== null && 'type' in value && TYPES.includes(value.type)
}

async function rewrite(file: string, entries: Iterable<TaskEntry>): Promise<void> {
  const draft = `${file}.new`
  const handle = await open(draft, 'w', 0o600)
  try {
    await writeAll(handle, entries)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, file)
}

const CHUNK = 1_048_576

async function writeAll(handle: FileHandle, entries: Iterable<TaskEntry>): Promise<void> {
  let text = ''
  for (const entry of entries) {
    text += sealLine(entry)
    if (text.length < CHUNK) continue
    await handle.writeFile(text)
    text = ''
  }
  await handle.writeFile(text)
}

function damaged(file: string, line: number): Error {
  const message = {
    en: 'Line {line} of the journal of tasks "{file}" is damaged, and good lines follow it; what it said is not known. Repair the file, or move it away.',
    zh: '任务日志 "{file}" 的第 {line} 行已损坏，其后还有完好的行；该行内容未知。请修复文件或将其移走。',
  }
  return refuse('InternalError', 500, message, { file, line })
}
