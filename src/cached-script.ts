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

/** Runs a bundle and those beside it that it asks for; where there is no script of one, it is required as any file. */
export function runBundle(
  first: BundleName,
  folder: string,
  scriptOf: (bundle: BundleName) => Script | undefined,
  requireFile: (name: string) => unknown,
): void {
  const loaded = new Map<string, unknown>()
  const load = (bundle: BundleName): unknown => {
    const script = scriptOf(bundle)
    if (!script) return requireFile(path.join(folder, `${bundle}.cjs`))
    const made = { exports: {} }
    script.runInThisContext()(made, requireBeside, folder)
    return made.exports
  }
  const requireBeside = (name: string): unknown => {
    const bundle = BUNDLES.find(other => name === `./${other}.cjs`)
    if (!bundle) return requireFile(name)
    if (!loaded.has(name)) loaded.set(name, load(bundle))
    return loaded.get(name)
  }
  load(first)
}
