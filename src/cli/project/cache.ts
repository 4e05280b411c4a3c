import { existsSync, mkdirSync, readFileSync, type Stats, statSync } from 'node:fs'
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
  /** JSON of the result; empty where nothing was found, as in most files. */
  readonly linted: string
}

/** A file that was changed this shortly before it was read may have been changed again within the same tick of its clock. */
const RACY_MS = 2000

/**
 * Opens a cache that this `version` wrote; another one, or a broken one, counts as empty. Without a file it lives in memory, for runs
 * that follow each other.
 */
export function openCache(file: string | undefined, version: string): Cache {
  const entries: Map<string, Entry | string> = file === undefined ? new Map() : readLines(file, version)
  const started = Date.now()
  let isChanged = false
  // Time 0 makes the next run compare the content.
  const settled = (stamp: Stamp): Stamp => (stamp.time > started - RACY_MS ? { ...stamp, time: 0 } : stamp)
  return {
    find: key => {
      const found = entries.get(key.path)
      const stats = found === undefined ? undefined : statSync(key.path, { throwIfNoEntry: false })
      if (found === undefined || !stats) return undefined
      if (typeof found === 'string' && isUnchanged(found, key, stats)) return nothingIn(key.file)
      const entry = typeof found === 'string' ? parseLine(found) : found
      if (!entry || entry.settings !== key.settings || entry.file !== key.file) return undefined
      if (stats.size !== entry.size) return undefined
      if (stats.mtimeMs === entry.time) return resultOf(entry)
      if (!hasContent(key.path, entry.hash)) return undefined
      entries.set(key.path, { ...entry, ...settled({ ...entry, time: stats.mtimeMs }) })
      isChanged = true
      return resultOf(entry)
    },
    put: (key, stamp, linted) => {
      const { file, settings } = key
      entries.set(key.path, {
        ...settled(stamp),
        settings,
        file,
        linted: isEmpty(linted) ? '' : JSON.stringify(linted),
      })
      isChanged = true
    },
    save: () => {
      if (isChanged && file !== undefined) writeEntries(file, version, entries)
    },
  }
}

function resultOf({ file, linted }: Entry): LintedFile | undefined {
  if (linted === '') return nothingIn(file)
  try {
    const value: unknown = JSON.parse(linted)
    return isLinted(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The version vouches for what this program wrote. */
const isLinted = (value: unknown): value is LintedFile => isRecord(value) && Array.isArray(value.strings)

function hasContent(file: string, hash: string): boolean {
  try {
    return hashOf(readFileSync(file)) === hash
  } catch {
    return false
  }
}

const SEPARATOR = '\t'

/** A line for each file, its path first. Most lines of a long cache are read for their path alone, or not at all. */
function readLines(file: string, version: string): Map<string, string> {
  const lines = new Map<string, string>()
  try {
    const [head, ...rest] = readFileSync(file, 'utf8').split('\n')
    if (head !== version) return lines
    // The end of the last line shows that it is whole.
    for (const line of rest.slice(0, -1)) lines.set(line.slice(0, line.indexOf(SEPARATOR)), line)
  } catch {
    // No cache yet.
  }
  return lines
}

/** Whether a line is that of a file with nothing in it, as it still is: most are, and need no further look. */
function isUnchanged(line: string, { path: name, settings, file }: CacheKey, { size, mtimeMs }: Stats): boolean {
  const start = `${name}${SEPARATOR}${size}${SEPARATOR}${mtimeMs}${SEPARATOR}`
  return line.startsWith(start) && line.endsWith(`${SEPARATOR}${settings}${SEPARATOR}${file}${SEPARATOR}`)
}

/** Undefined for a line that was cut short. */
function parseLine(line: string): Entry | undefined {
  const [, size, time, hash, settings, file, linted] = line.split(SEPARATOR, 7)
  if (hash === undefined || settings === undefined || file === undefined || linted === undefined) return undefined
  return { size: Number(size), time: Number(time), hash, settings, file, linted }
}

function lineOf(name: string, { size, time, hash, settings, file, linted }: Entry): string {
  return [name, size, time, hash, settings, file, linted].join(SEPARATOR)
}

function writeEntries(file: string, version: string, entries: ReadonlyMap<string, Entry | string>): void {
  const present = [...entries].filter(([name]) => !/[\t\n]/.test(name) && existsSync(name))
  const lines = present.map(([name, entry]) => (typeof entry === 'string' ? entry : lineOf(name, entry)))
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    replaceFile(file, [version, ...lines, ''].join('\n'))
  } catch {
    // A folder that cannot be written, or a full disk.
  }
}
