import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Script } from 'node:vm'

/** The name of what V8 made of the command at build time, which holds for one Node on one kind of machine. */
export const CACHE: string = `command-${process.platform}-${process.arch}-${process.version}.cache`

/** The command as a script that is to be called with `require` and `__dirname`; V8 itself checks that what it made fits. */
export function commandScript(folder: string, cachedData?: Buffer): Script {
  const filename = path.join(folder, 'command.cjs')
  // The bundle is ASCII, and imports by require alone.
  const source = `(function (require, __dirname) {${readFileSync(filename, 'latin1')}\n})`
  return new Script(source, { filename, ...(cachedData && { cachedData }) })
}
