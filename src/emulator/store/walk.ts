import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { textOfName } from './names.ts'
import { isMissing } from './plain-path.ts'

/** All keys in a folder of a bucket and below, in no order. Symbolic links and what is neither file nor folder are left out. */
export async function* walkKeys(folder: string, prefix: string): AsyncGenerator<string> {
  for (const entry of await readFolder(folder)) {
    if (entry.isFile()) yield prefix + textOfName(entry.name, false)
    else if (entry.isDirectory()) yield* walkKeys(path.join(folder, entry.name), prefix + textOfName(entry.name, true))
  }
}

async function readFolder(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Sorts keys by their UTF-8 bytes, as OSS lists them. */
export function sortKeys(keys: readonly string[]): string[] {
  return keys
    .map(key => [key, Buffer.from(key)] as const)
    .sort(([, a], [, b]) => Buffer.compare(a, b))
    .map(([key]) => key)
}
