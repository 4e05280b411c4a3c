import { readFileSync } from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { CACHE, commandScript } from './cached-script.ts'

const folder = import.meta.dirname
const file = path.join(folder, 'command.cjs')
const require = module.createRequire(file)
const cachedData = readCache()
if (cachedData) commandScript(folder, cachedData).runInThisContext()(require, folder)
else {
  // Node 22.8 and later keep such a cache themselves.
  const enableCompileCache: unknown = Reflect.get(module, 'enableCompileCache')
  if (typeof enableCompileCache === 'function') enableCompileCache.call(module)
  require(file)
}

/** What V8 made of the command, where it was built by this Node. */
function readCache(): Buffer | undefined {
  try {
    return readFileSync(path.join(folder, CACHE))
  } catch {
    return undefined
  }
}
