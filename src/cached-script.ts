import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Script } from 'node:vm'

/** The bundles of the command: what every run needs, what lints, and the rest. */
export const BUNDLES = ['command', 'lint', 'rest'] as const

export type BundleName = (typeof BUNDLES)[number]

/** The name of what V8 made of a bundle at build time, which holds for one Node on one kind of machine. */
export function cacheName(bundle: BundleName): string {
  return `${bundle}-${process.platform}-${process.arch}-${process.version}.cache`
}

/** A bundle as a script that gives a function of `module`, `require` and `__dirname`; V8 itself checks that what it made fits. */
export function bundleScript(folder: string, bundle: BundleName, cachedData?: Buffer): Script {
  const filename = path.join(folder, `${bundle}.cjs`)
  // The bundles are ASCII.
  const source = `(function (module, require, __dirname) {${readFileSync(filename, 'latin1')}\n})`
  return new Script(source, { filename, ...(cachedData && { cachedData }) })
}
