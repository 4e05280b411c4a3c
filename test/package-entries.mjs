// Imports every key of "exports" from a package that was unpacked into FOLDER/node_modules, and bundles for a browser those that promise it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const folder = path.resolve(process.argv[2] ?? '.')
const root = path.join(folder, 'node_modules/oss-process')
const { exports: entries } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

/** One name that each entry has. */
const NAMES = {
  '.': 'lint',
  './language': 'parse',
  './grammar': 'parseByGrammar',
  './extract': 'extract',
  './editing': 'complete',
  './eslint': 'recommended',
  './recipe': 'readRecipe',
  './request': 'computeSignature',
  './submit': 'submit',
  './emulator': 'startLocalOss',
  './testing': 'testRule',
}
const BROWSER = ['.', './language', './extract', './editing']

const here = path.join(folder, 'here.mjs')
writeFileSync(here, 'export const load = name => import(name)\n')
const { load } = await import(pathToFileURL(here).href)
const require = createRequire(here)
const wrong = []
for (const key of Object.keys(entries)) {
  const name = `oss-process${key.slice(1)}`
  try {
    if (key.endsWith('*')) for (const file of filesOf(entries[key])) require.resolve(name.replace('*', file))
    else if (key.endsWith('.json')) require(name)
    else if (!(NAMES[key] in (await load(name)))) wrong.push(`${name} has no "${NAMES[key]}"`)
    if (BROWSER.includes(key)) await bundle(name)
  } catch (error) {
    wrong.push(`${name}: ${error.message}`)
  }
}
console.log(`Node ${process.version}: ${Object.keys(entries).length} entries, ${wrong.length} wrong`)
for (const line of wrong) console.log(`  ${line}`)
process.exit(wrong.length > 0 ? 1 : 0)

/** The files that a pattern such as "./grammar/generated/*" stands for. */
function filesOf(pattern) {
  return readdirSync(path.join(root, path.dirname(pattern)), { withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => entry.name)
}

/** Fails where something of Node is needed. */
async function bundle(name) {
  const contents = `export * from '${name}'`
  await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    logLevel: 'silent',
  })
}
