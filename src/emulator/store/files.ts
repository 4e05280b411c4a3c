import { closeSync, constants, fstatSync, lstatSync, openSync, read, readdirSync, type Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { systemCode } from '../../language/given.ts'
import { refuse } from '../engine/problem.ts'

/*
 * Looking something up is done in one go, without giving way to other work: a few microseconds, in which nobody else of this process
 * moves anything. So a reader never sees half of a step.
 */

/** Whether a file system error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error))
}

/** The result of a look; undefined where nothing stands there. */
export function unlessMissing<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** What stands at a path, links not followed; undefined where nothing does. */
export function findStats(file: string): Stats | undefined {
  return unlessMissing(() => lstatSync(file, { throwIfNoEntry: false }))
}

/** What stands in a folder; nothing where there is no folder. */
export function namesIn(folder: string): readonly string[] {
  return unlessMissing(() => readdirSync(folder)) ?? []
}

/** An open file. */
export interface OpenedFile {
  readonly descriptor: number
  readonly stats: Stats
}

/** Opens a file for reading; undefined where none stands. A pipe or a link that has come there meanwhile is none. */
export function openFile(file: string): OpenedFile | undefined {
  const descriptor = unlessMissing(() =>
    openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK),
  )
  if (descriptor === undefined) return undefined
  const stats = fstatSync(descriptor)
  if (stats.isFile()) return { descriptor, stats }
  closeSync(descriptor)
  return undefined
}

const readSome = promisify(read)

const CHUNK = 256 * 1024

/** The bytes of an open file from one to another, or to its end. A stream of Node would close the file when it is given up. */
export async function* readFrom(
  descriptor: number,
  first: number = 0,
  last: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  for (let position = first; position <= last; ) {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, last - position + 1))
    const { bytesRead } = await readSome(descriptor, buffer, 0, buffer.length, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** What stands at a path. AccessDenied for a symbolic link: it could lead anywhere. */
export function findPlain(file: string): Stats | undefined {
  const stats = findStats(file)
  if (!stats?.isSymbolicLink()) return stats
  throw refuse('AccessDenied', 403, {
    en: 'There is a symbolic link on the way to this object; the local OSS follows none.',
    zh: '该对象的路径上有符号链接；本地 OSS 不跟随符号链接。',
  })
}

/** Puts folders on the disk after something has changed in them. Those who come while a folder is being synced share the next time. */
export function createFolderSync(): (folders: readonly string[]) => Promise<void> {
  const running = new Map<string, Promise<void>>()
  const waiting = new Map<string, Promise<void>>()
  const begin = (folder: string): Promise<void> => {
    waiting.delete(folder)
    const sync = syncOne(folder).finally(() => running.get(folder) === sync && running.delete(folder))
    running.set(folder, sync)
    return sync
  }
  const request = (folder: string): Promise<void> => {
    const current = running.get(folder)
    const next = waiting.get(folder) ?? (current ? current.then(() => begin(folder)) : begin(folder))
    if (current) waiting.set(folder, next)
    return next
  }
  return async folders => {
    await Promise.all([...new Set(folders)].map(request))
  }
}

/** Some systems cannot open folders, and a folder may be gone again. */
async function syncOne(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  try {
    await handle?.sync()
  } catch {
    // What is in the folder stands there all the same.
  } finally {
    await handle?.close()
  }
}
