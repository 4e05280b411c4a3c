import type { Stats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { refuse } from '../engine/problem.ts'

/** What stands at a path; undefined where nothing does. */
export async function findStats(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** What stands in a folder; nothing where there is no folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Whether a file system error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/**
 * Refuses a path that goes through a symbolic link below the root: it could lead anywhere.
 * @throws AccessDenied
 */
export async function checkNoLinks(root: string, names: readonly string[]): Promise<void> {
  let file = root
  for (const name of names) {
    file = path.join(file, name)
    const stats = await findStats(file)
    if (!stats) return
    if (!stats.isSymbolicLink()) continue
    throw refuse('AccessDenied', 403, {
      en: 'There is a symbolic link on the way to this object; the local OSS follows none.',
      zh: '该对象的路径上有符号链接；本地 OSS 不跟随符号链接。',
    })
  }
}
