import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Script } from 'node:vm'
import { BUNDLES, type BundleName, bundleScript, cacheName, runBundle } from '../cached-script.ts'

const LINT_STRING = ['lint', '--no-config', '-e', 'image/resize,w_0/format,webp']

/** What the command does once, so that V8 keeps what it made of a bundle. What only files need is left out of what strings need. */
const SAMPLES: Readonly<Record<BundleName, readonly string[]>> = {
  command: LINT_STRING,
  lint: LINT_STRING,
  rest: ['lint', '--no-config', 'lint.cjs'],
}

/** Writes V8's code cache of a bundle of the command beside it. A process of its own does, which runs nothing but the command. */
export function writeCodeCache(folder: string, bundle: BundleName): void {
  execFileSync(process.execPath, [...process.execArgv, import.meta.filename, bundle], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function runSample(folder: string, sampled: BundleName): void {
  const scripts = new Map<BundleName, Script>()
  const scriptOf = (bundle: BundleName): Script => {
    const script = bundleScript(folder, bundle)
    scripts.set(bundle, script)
    return script
  }
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...SAMPLES[sampled])
  runBundle('command', folder, scriptOf, createRequire(path.join(folder, 'command.cjs')))
  process.once('exit', () => {
    const script = scripts.get(sampled)
    if (!script) throw new Error(`The sample of "${sampled}" did not load it.`)
    writeFileSync(path.join(folder, cacheName(sampled)), script.createCachedData())
    process.exitCode = 0
  })
}

if (process.argv[1] === import.meta.filename) {
  const sampled = BUNDLES.find(bundle => bundle === process.argv[2])
  if (sampled) runSample(process.cwd(), sampled)
}
