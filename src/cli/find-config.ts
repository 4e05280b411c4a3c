import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Names of configurations, the first one of a folder wins. */
const NAMES = ['json', 'yaml', 'yml', 'js', 'mjs', 'cjs', 'ts', 'mts'].map(end => `oss-process.config.${end}`)

/** The file of the configuration of a folder or the nearest one above it; undefined where there is none. */
export function findConfigFile(folder: string): string | undefined {
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    const names = NAMES.map(name => path.join(here, name))
    const found = names.find(existsSync) ?? [path.join(here, 'package.json')].find(isConfigured)
    if (found !== undefined || here === path.dirname(here)) return found
  }
}

/** True for a package.json with a part for this program. */
function isConfigured(manifest: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
    const part = typeof value === 'object' && value !== null && Reflect.get(value, 'oss-process')
    return typeof part === 'object' && part !== null && !Array.isArray(part)
  } catch {
    // There is none, or somebody else's broken file, which is not this program's to report.
    return false
  }
}
