import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type BundleName, bundleScript, cacheName, runBundle } from './cached-script.ts'

const folder = import.meta.dirname

runBundle('command', folder, cachedScript, require)

function cachedScript(bundle: BundleName) {
  const cachedData = readCache(bundle)
  if (cachedData) return bundleScript(folder, bundle, cachedData)
  // Node 22.8 and later keep such a cache themselves.
  const module: typeof import('node:module') = require('node:module')
  const enableCompileCache: unknown = Reflect.get(module, 'enableCompileCache')
  if (typeof enableCompileCache === 'function') enableCompileCache.call(module)
  return undefined
}

/** What V8 made of a bundle, where it was built by this Node. */
function readCache(bundle: BundleName): Buffer | undefined {
  try {
    return readFileSync(path.join(folder, cacheName(bundle)))
  } catch {
    return undefined
  }
}
