import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { CACHE, commandScript } from '../cached-script.ts'

/** What the command does once, so that V8 keeps what it made of it: a string with a mistake is linted and reported. */
const SAMPLE = ['lint', '--no-config', '-e', 'image/resize,w_0/format,webp']

/** Writes V8's code cache of the command beside it. A process of its own does, which runs nothing but the command. */
export function writeCodeCache(folder: string): void {
  execFileSync(process.execPath, [...process.execArgv, import.meta.filename, folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

if (process.argv[1] === import.meta.filename) {
  const [, , folder = ''] = process.argv
  const script = commandScript(folder)
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...SAMPLE)
  script.runInThisContext()(createRequire(path.join(folder, 'command.cjs')), folder)
  process.once('exit', () => {
    writeFileSync(path.join(folder, CACHE), script.createCachedData())
    process.exitCode = 0
  })
}
