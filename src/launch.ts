import { readFileSync } from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { type BundleName, bundleScript, cacheName } from './cached-script.ts'

const folder = import.meta.dirname
const requireFile = module.createRequire(path.join(folder, 'command.cjs'))
let rest: unknown

load('command')

/** Runs a bundle and gives what it exports. */
function load(bundle: BundleName): unknown {
  const cachedData = readCache(bundle)
  if (!cachedData) {
    // Node 22.8 and later keep such a cache themselves.
    const enableCompileCache: unknown = Reflect.get(module, 'enableCompileCache')
    if (typeof enableCompileCache === 'function') enableCompileCache.call(module)
    return requireFile(`./${bundle}.cjs`)
  }
  const made = { exports: {} }
  bundleScript(folder, bundle, cachedData).runInThisContext()(made, requireBeside, folder)
  return made.exports
}

/** What the command asks for: the rest of it is cached as well. */
function requireBeside(name: string): unknown {
  if (name !== './rest.cjs') return requireFile(name)
  rest ??= load('rest')
  return rest
}

/** What V8 made of a bundle, where it was built by this Node. */
function readCache(bundle: BundleName): Buffer | undefined {
  try {
    return readFileSync(path.join(folder, cacheName(bundle)))
  } catch {
    return undefined
  }
}
