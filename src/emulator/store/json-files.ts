import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, type Stats } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import { makeFolders } from '../../files/folder.ts'
import { readJson } from '../../language/record.ts'
import { findStats, unlessMissing } from './files.ts'

/** JSON files that are replaced as a whole. */
export interface JsonFiles {
  /** The value of a file; undefined where there is none, or a torn one. Files that have not changed are not read again. */
  read(file: string): unknown
  /** Writes a draft, synced, that `settle` puts in its place; its owner removes it where it comes to nothing. */
  draft(value: object): Promise<string>
  /** Gives a draft its place, whose folder is made; the result is the folders that have got an entry. */
  settle(draft: string, file: string): readonly string[]
  /** Replaces a file as one step. */
  write(file: string, value: object): Promise<void>
}

interface KnownJson {
  readonly stats: Stats
  readonly value: unknown
}

/** Values that are remembered. */
const KEPT = 5000

/** JSON files of a store, by way of a folder for drafts on the same disk. */
export function createJsonFiles(drafts: string, syncFolders: (folders: readonly string[]) => Promise<void>): JsonFiles {
  const known = new Map<string, KnownJson>()
  const read = (file: string): unknown => {
    const stats = findStats(file)
    const before = known.get(file)
    if (stats && before && isSame(stats, before.stats)) return before.value
    known.delete(file)
    const text = stats && unlessMissing(() => readFileSync(file, 'utf8'))
    if (!stats || text === undefined) return undefined
    const value = readJson(text)
    if (known.size >= KEPT) known.clear()
    known.set(file, { stats, value })
    return value
  }
  const draft = async (value: object): Promise<string> => {
    const file = path.join(drafts, `${randomUUID()}.json`)
    await writeSynced(file, JSON.stringify(value))
    return file
  }
  const settle = (temporary: string, file: string): readonly string[] => {
    // A number and a time that were there before may come again: within one tick of the clock of the disk.
    known.delete(file)
    return settleDraft(temporary, file)
  }
  return {
    read,
    draft,
    settle,
    async write(file, value) {
      const temporary = await draft(value)
      try {
        await syncFolders(settle(temporary, file))
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
  }
}

const isSame = (a: Stats, b: Stats): boolean =>
  a.ino === b.ino && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.size === b.size

function settleDraft(draft: string, file: string): readonly string[] {
  const folder = path.dirname(file)
  const first = makeFolders(folder)
  renameSync(draft, file)
  return first === undefined ? [folder] : foldersFrom(path.dirname(first), folder)
}

function foldersFrom(top: string, folder: string): readonly string[] {
  return folder === top || folder === path.dirname(folder)
    ? [folder]
    : [...foldersFrom(top, path.dirname(folder)), folder]
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(text)
    await handle.datasync()
  } catch (error) {
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}
