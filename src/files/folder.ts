import { existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { systemCode } from '../language/given.ts'

/**
 * Makes a folder with all above it; the result is the topmost that was made, undefined where all are there. Node's own way tries for ever
 * where a folder that is there says that it has no room for names, as those of `/proc` do.
 * @throws ENOTSUP for that, otherwise the error of the file system
 */
export function makeFolders(folder: string): string | undefined {
  try {
    return makeOne(folder)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
  const above = path.dirname(folder)
  if (existsSync(above)) throw Object.assign(new Error(`${above} takes no folders.`), { code: 'ENOTSUP', path: folder })
  const first = makeFolders(above)
  const made = makeOne(folder)
  return first ?? made
}

/** The folder where it was not there. */
function makeOne(folder: string): string | undefined {
  try {
    mkdirSync(folder)
    return folder
  } catch (error) {
    if (isFolder(folder)) return undefined
    throw error
  }
}

const isFolder = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false
