import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isRecord, readJsonObject } from '../language/record.ts'

/** Names of configurations, the first one of a folder wins. */
const NAMES = ['json', 'yaml', 'yml', 'js', 'mjs', 'cjs', 'ts', 'mts'].map(end => `oss-process.config.${end}`)

/** True for the name of a file that may hold a configuration. */
export function isConfigName(name: string): boolean {
  return NAMES.includes(name) || name === 'package.json'
}

/** The top of the git repository that a folder is in, or else the folder itself. */
export function treeOf(folder: string): string {
  const start = path.resolve(folder)
  for (let here = start; ; here = path.dirname(here)) {
    if (existsSync(path.join(here, '.git'))) return here
    if (here === path.dirname(here)) return start
  }
}

/** The configuration that stands in a folder itself. */
export function findConfigIn(folder: string): string | undefined {
  const inside = folder.endsWith(path.sep) ? folder : folder + path.sep
  const name = NAMES.find(candidate => existsSync(inside + candidate))
  if (name !== undefined) return inside + name
  return isConfigured(`${inside}package.json`) ? `${inside}package.json` : undefined
}

/** True for a folder above which nothing belongs to the project: the top of a git repository, or of the disk. */
export function isTop(folder: string): boolean {
  return folder === path.dirname(folder) || existsSync(path.join(folder, '.git'))
}

/**
 * The file of the configuration of a folder or the nearest one above it, up to the top of the git repository: what stands above belongs to
 * somebody else, and may be a program. Undefined where there is none.
 */
export function findConfigFile(folder: string): string | undefined {
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    const found = findConfigIn(here)
    if (found !== undefined || isTop(here)) return found
  }
}

/** True for a package.json with a part for this program. */
function isConfigured(manifest: string): boolean {
  // Most folders have none, and an error takes its time.
  if (!existsSync(manifest)) return false
  try {
    return isRecord(readJsonObject(readFileSync(manifest, 'utf8'))?.['oss-process'])
  } catch {
    // Somebody else's file, which is not this program's to report.
    return false
  }
}
