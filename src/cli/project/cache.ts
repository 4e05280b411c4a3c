import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { isRecord } from '../../config/shape.ts'
import type { LintedFile } from '../../report/report.ts'
import { hashOf, isEmpty, nothingIn, type Stamp } from './lint-path.ts'
import { replaceFile } from './replace-file.ts'

/** Results of earlier runs. A file is the same when its size and time are, or else when its content is. */
export interface Cache {
  /** The result for a file as it is now; undefined where it is not known. */
  find(key: CacheKey): LintedFile | undefined
  put(key: CacheKey, stamp: Stamp, linted: LintedFile): void
  /** Writes the cache; where that fails, the next run is slower and nothing else. */
  save(): void
}

/** A file, and all that its result depends on beside its content. */
export interface CacheKey {
  readonly file: string
  readonly path: string
  readonly settings: string
}

interface Entry extends Stamp {
  readonly settings: string
  /** As it was named. */
  readonly file: string
  /** Left out where nothing was found, as in most files. */
  readonly linted?: LintedFile
}

/** A file that was changed this shortly before it was read may have been changed again within the same tick of its clock. */
const RACY_MS = 2000

/**
 * Opens a cache that this `version` wrote; another one, or a broken one, counts as empty. Without a file it lives in memory, for runs
 * that follow each other.
 */
export function openCache(file: string | undefined, version: string): Cache {
  const entries = file === undefined ? new Map<string, Entry>() : readEntries(file, version)
  const started = Date.now()
  let isChanged = false
  // Time 0 makes the next run compare the content.
  const settled = (stamp: Stamp): Stamp => (stamp.time > started - RACY_MS ? { ...stamp, time: 0 } : stamp)
  return {
    find: key => {
      const entry = entries.get(key.path)
      if (!entry || entry.settings !== key.settings || entry.file !== key.file) return undefined
      const stats = statSync(key.path, { throwIfNoEntry: false })
      if (stats?.size !== entry.size) return undefined
      if (stats.mtimeMs === entry.time) return resultOf(entry)
      if (!hasContent(key.path, entry.hash)) return undefined
      entries.set(key.path, { ...entry, ...settled({ ...entry, time: stats.mtimeMs }) })
      isChanged = true
      return resultOf(entry)
    },
    put: (key, stamp, linted) => {
      const { file, settings } = key
      entries.set(key.path, { ...settled(stamp), settings, file, ...(!isEmpty(linted) && { linted }) })
      isChanged = true
    },
    save: () => {
      if (isChanged && file !== undefined) writeEntries(file, version, entries)
    },
  }
}

function resultOf({ file, linted }: Entry): LintedFile {
  return linted ?? nothingIn(file)
}

function hasContent(file: string, hash: string): boolean {
  try {
    return hashOf(readFileSync(file)) === hash
  } catch {
    return false
  }
}

function readEntries(file: string, version: string): Map<string, Entry> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (isRecord(value) && value.version === version && isEntries(value.entries)) return new Map(value.entries)
  } catch {
    // No cache yet, or one that was cut short.
  }
  return new Map()
}

/** The version vouches for what this program wrote. */
function isEntries(value: unknown): value is [string, Entry][] {
  return (
    Array.isArray(value) &&
    value.every(item => Array.isArray(item) && isRecord(item[1]) && typeof item[1].file === 'string')
  )
}

function writeEntries(file: string, version: string, entries: ReadonlyMap<string, Entry>): void {
  const present = [...entries].filter(([name]) => existsSync(name))
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    replaceFile(file, JSON.stringify({ version, entries: present }))
  } catch {
    // A folder that cannot be written, or a full disk.
  }
}
