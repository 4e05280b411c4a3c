import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Script } from 'node:vm'
import { BUNDLES, type BundleName, bundleScript, cacheName } from '../cached-script.ts'

/** What the command does once, so that V8 keeps what it made of it: a string with a mistake and a file are linted and reported. */
const SAMPLE = ['lint', '--no-config', '-e', 'image/resize,w_0/format,webp']

/** Writes V8's code cache of the command's bundles beside them. A process of its own does, which runs nothing but the command. */
export function writeCodeCache(folder: string): void {
  execFileSync(process.execPath, [...process.execArgv, import.meta.filename, folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function runSample(folder: string): void {
  const scripts = new Map<BundleName, Script>()
  const requireFile = createRequire(path.join(folder, 'command.cjs'))
  const load = (bundle: BundleName): unknown => {
    const script = bundleScript(folder, bundle)
    scripts.set(bundle, script)
    const made = { exports: {} }
    script.runInThisContext()(made, requireBeside, folder)
    return made.exports
  }
  const loaded = new Map<string, unknown>()
  const requireBeside = (name: string): unknown => {
    const bundle = BUNDLES.find(other => name === `./${other}.cjs`)
    if (!bundle) return requireFile(name)
    if (!loaded.has(name)) loaded.set(name, load(bundle))
    return loaded.get(name)
  }
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...SAMPLE, path.join(folder, 'files.cjs'))
  load('command')
  process.once('exit', () => {
    for (const [bundle, script] of scripts)
      writeFileSync(path.join(folder, cacheName(bundle)), script.createCachedData())
    process.exitCode = 0
  })
}

if (process.argv[1] === import.meta.filename) runSample(process.argv[2] ?? '')
