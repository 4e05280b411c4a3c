import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { makeFolders } from '../files/folder.ts'
import { fileProblem } from '../files/problem.ts'
import { isRecord, readJson } from '../language/record.ts'
import { holdsAny, type LintedFile, nothingIn } from '../report/report.ts'
import type { Earlier, LintTask, Stamp } from './lint-path.ts'
import { replaceFile } from './replace-file.ts'

/** Results of earlier runs. A file is the same when its size and time are, or else when its content is. */
export interface Cache {
  /** The result for a file as it is now, linted with settings of this name. With a hash it holds if the content of the file has that one. */
  find(file: CachedFile, settings: string): LintedFile | Earlier | undefined
  put(file: CachedFile, settings: string, stamp: Stamp, linted: LintedFile): void
  /** Writes the cache. The result is a sentence where that cannot be done. */
  save(locale: Locale): string | undefined
}

/** A file by its place, and as it is shown now. */
export type CachedFile = Pick<LintTask, 'file' | 'path'>

/** A file that was changed this shortly before it was read may have been changed again within the same tick of its clock. */
const RACY_MS = 2000

/**
 * Opens a cache that this `version` wrote; another one, or a broken one, counts as empty. Without a file it lives in memory, for runs
 * that follow each other.
 */
export function openCache(file: string | undefined, version: string): Cache {
  const stored = file === undefined ? '' : readLines(file, version)
  const storedLine = lineFinder(stored)
  const changed = new Map<string, string>()
  const started = Date.now()
  return {
    find: (key, settings) => {
      const line = changed.get(key.path) ?? storedLine(key.path)
      const stats = line === undefined ? undefined : statSync(key.path, { throwIfNoEntry: false })
      if (line === undefined || !stats) return undefined
      const { size, mtimeMs: time } = stats
      const isSame = line.startsWith(`${key.path}\t${settings}\t${size}\t${time}\t`)
      // Most files hold nothing, and their lines need no further look.
      if (isSame && line.endsWith('\t')) return nothingIn(key.file)
      const [, settingsThen, sizeThen, , hash, linted] = line.split('\t')
      if (linted === undefined || hash === undefined || settingsThen !== settings) return undefined
      if (Number(sizeThen) !== size) return undefined
      const result = linted === '' ? nothingIn(key.file) : parseLinted(linted, key.file)
      return isSame || !result ? result : { hash, linted: result }
    },
    put: ({ path: name }, settings, { size, time, hash }, linted) => {
      // Time 0 makes the next run compare the content.
      const settled = time > started - RACY_MS ? 0 : time
      const json = holdsAny(linted) ? JSON.stringify(linted) : ''
      if (!/[\t\n]/.test(name)) changed.set(name, `${name}\t${settings}\t${size}\t${settled}\t${hash}\t${json}`)
    },
    save: locale => {
      if (changed.size === 0 || file === undefined) return undefined
      const lines = [version, ...linesWithout(stored, changed), ...changed.values(), '']
      try {
        makeFolders(path.dirname(file))
        replaceFile(file, lines.join('\n'))
        return undefined
      } catch (error) {
        return fileProblem(error, file, locale)
      }
    },
  }
}

/** The file may be shown by another name this time. */
function parseLinted(json: string, file: string): LintedFile | undefined {
  const value = readJson(json)
  return isLinted(value) ? { ...value, file } : undefined
}

/** The version vouches for what this program wrote. */
const isLinted = (value: unknown): value is LintedFile => isRecord(value) && Array.isArray(value.strings)

/** A line for each file: its path, the name of its settings, size, time, hash, and JSON of the result where there is any. */
function readLines(file: string, version: string): string {
  try {
    const text = readFileSync(file, 'utf8')
    // The end of the last line shows that it is whole.
    return text.startsWith(`${version}\n`) ? text.slice(version.length + 1, text.lastIndexOf('\n') + 1) : ''
  } catch {
    return ''
  }
}

/** Finds the line that starts with a path. They are asked for in their order, mostly; only where not, an index is made. */
function lineFinder(lines: string): (name: string) => string | undefined {
  let next = 0
  let index: ReadonlyMap<string, number> | undefined
  return name => {
    const isNext = lines.startsWith(`${name}\t`, next)
    if (!isNext) index ??= indexOf(lines)
    const start = isNext ? next : index?.get(name)
    if (start === undefined) return undefined
    const end = lines.indexOf('\n', start)
    next = end + 1
    return lines.slice(start, end)
  }
}

/** Where the line of each path starts. */
function indexOf(lines: string): ReadonlyMap<string, number> {
  const index = new Map<string, number>()
  for (let start = 0; start < lines.length; start = lines.indexOf('\n', start) + 1)
    index.set(lines.slice(start, lines.indexOf('\t', start)), start)
  return index
}

/** The lines of files that are still there, without those in `changed`. */
function linesWithout(lines: string, changed: ReadonlyMap<string, string>): readonly string[] {
  const isKept = (name: string) => !changed.has(name) && existsSync(name)
  return lines.split('\n').filter(line => line !== '' && isKept(line.slice(0, line.indexOf('\t'))))
}
