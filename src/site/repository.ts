import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** The text of a file of the repository. */
export function read(name: string): string {
  return readFileSync(path.join(root, name), 'utf8')
}

/** Whether the repository has the file. */
export function isFile(name: string): boolean {
  return statSync(path.join(root, name), { throwIfNoEntry: false })?.isFile() ?? false
}

/** Where a file of the repository lies on the disk. */
export function onDisk(name: string): string {
  return path.join(root, name)
}

/** The files of a folder of the repository with that ending, by name. */
export function filesIn(folder: string, ending: string): readonly string[] {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder))
    .filter(name => name.endsWith(ending))
    .map(name => path.posix.join(folder, name))
    .sort()
}
