import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** The text of a file of the repository. */
export function read(name: string): string {
  return readFileSync(onDisk(name), 'utf8')
}

/** Whether the repository has the file. */
export function isFile(name: string): boolean {
  return statSync(onDisk(name), { throwIfNoEntry: false })?.isFile() ?? false
}

/** Where a file of the repository lies on the disk. */
export function onDisk(name: string): string {
  return path.join(root, name)
}

/** The files of a folder of the repository with that ending, by name. */
export function filesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(onDisk(folder))
    .filter(name => name.endsWith(ending))
    .map(name => path.posix.join(folder, name))
    .sort()
}
