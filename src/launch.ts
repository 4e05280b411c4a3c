import { readFileSync } from 'node:fs'
import path from 'node:path'
import { BUNDLES, type BundleName, bundleScript, cacheName } from './cached-script.ts'

const folder = import.meta.dirname
const loaded = new Map<string, unknown>()

load('command')

/** Runs a bundle and gives what it exports. */
function load(bundle: BundleName): unknown {
  const cachedData = readCache(bundle)
  if (!cachedData) {
    // Node 22.8 and later keep such a cache themselves.
    const module: typeof import('node:module') = require('node:module')
    const enableCompileCache: unknown = Reflect.get(module, 'enableCompileCache')
    if (typeof enableCompileCache === 'function') enableCompileCache.call(module)
    return require(path.join(folder, `${bundle}.cjs`))
  }
  const made = { exports: {} }
  bundleScript(folder, bundle, cachedData).runInThisContext()(made, requireBeside, folder)
  return made.exports
}

/** What the bundles ask for: those beside them are cached as well. */
function requireBeside(name: string): unknown {
  const bundle = BUNDLES.find(other => name === `./${other}.cjs`)
  if (!bundle) return require(name)
  if (!loaded.has(name)) loaded.set(name, load(bundle))
  return loaded.get(name)
}

/** What V8 made of a bundle, where it was built by this Node. */
function readCache(bundle: BundleName): Buffer | undefined {
  try {
    return readFileSync(path.join(folder, cacheName(bundle)))
  } catch {
    return undefined
  }
}
