import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type BuildOptions, type BuildResult, build, type ImportKind, type Plugin, type StdinOptions } from 'esbuild'
import { commands } from '../cli/commands/index.ts'
import { VERSION } from '../cli/io.ts'
import { manualPage } from '../cli/manual.ts'
import { emitTypes } from './emit-types.ts'
import { documentationApart } from './without-documentation.ts'

const root = path.resolve(import.meta.dirname, '../..')
const at = (...parts: string[]) => path.join(root, ...parts)

/** Packages that stay packages: loaded when they are needed, and by those who need them. */
const EXTERNAL = [
  'yaml',
  'ali-oss',
  'undici',
  'sharp',
  '@ffmpeg/core',
  '@modelcontextprotocol/sdk',
  'bullmq',
  'bullmq/package.json',
  'ioredis',
]

/** How the library is bundled; the tests build the browser bundle with the same options. */
export const LIBRARY: BuildOptions = { bundle: true, format: 'esm', target: 'es2022', minify: true }

/** What is taken apart by the bundlers of others, so that they leave out what is not used: a file for each part that an entry names, and what they share. */
const MODULES = ['src/index', 'src/language/index', 'src/extract/index', 'src/editing/index', 'grammar/index']

/** The script of the page that the local OSS serves: it shares the library, so that it is there once. */
const PAGE = 'src/emulator/console/page/main.tsx'

/** The files of the library for bundlers and of the page, by their names. */
export async function bundleModules(): Promise<ReadonlyMap<string, string>> {
  const options: BuildOptions = {
    ...LIBRARY,
    absWorkingDir: root,
    // A module is always UTF-8; Chinese takes less so than by numbers.
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['chevrotain'],
    outdir: root,
    write: false,
  }
  const { metafile } = await build({
    ...options,
    entryPoints: MODULES.map(name => at(`${name}.ts`)),
    metafile: true,
  })
  const parts = MODULES.flatMap(name => metafile.inputs[`${name}.ts`]?.imports ?? []).flatMap(({ path: file }) =>
    file.endsWith('.ts') ? file.slice(0, -'.ts'.length) : [],
  )
  const entries = [...new Set([...MODULES, ...parts])].map(name => ({ in: at(`${name}.ts`), out: name }))
  const { outputFiles = [] } = await build({
    ...options,
    entryPoints: [...entries, { in: at(PAGE), out: 'console' }],
    splitting: true,
    plugins: [documentationApart],
    chunkNames: 'shared/[hash]',
  })
  const files = outputFiles.map(({ path: file, text }): [string, string] => [
    path.relative(root, file),
    // Imports for what a file does, which none does: bundlers would warn of each.
    text.replace(/\bimport"[^"]+";/g, ''),
  ])
  // A part that is named shapes what is shared, and nobody imports it by its own name.
  return new Map(files.filter(([name]) => !parts.includes(name.slice(0, -'.js'.length))))
}

async function buildModules(): Promise<void> {
  for (const [name, text] of await bundleModules()) {
    const file = at('dist/modules', name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

/** The bundles of Node, and the files of each that others ask for. A file is in the first that reaches it, and the others take it from there. */
const BUNDLES: Readonly<Record<string, readonly string[]>> = {
  lint: ['project/lint-file', 'lint/rules/string/index', 'lint/lint', 'catalogue/catalogue'],
  media: ['trace/trace'],
  hosts: [
    'extract/index',
    'project/direct',
    'lint/rules/host/host-rules',
    'project/workers',
    'project/fix-path',
    'xml',
  ],
  documentation: ['lint/documentation'],
  core: ['index'],
  jobs: ['recipe/index', 'request/index', 'submit/index', 'service/index', 'follow/index'],
  queue: ['queue/index'],
  emulator: ['emulator/index', 'emulator/certificate', 'emulator/http/form-parser'],
  command: ['cli/program'],
  // What folders and editors need, and none of the other commands.
  project: [
    'project/lint-project',
    'project/configs',
    'project/lint-recipe',
    'project/format-file',
    'cli/commands/lsp',
  ],
  rest: ['eslint/index', 'testing/index'],
}

const EAGER = ['lint', 'command']

/** What starts has all that it needs at once, though others have some of it, and the others take the rest from there. */
const STARTING = 'command'

/** The entries of the package in Node. */
const ENTRIES = ['index', 'extract', 'eslint', 'recipe', 'request', 'submit', 'emulator', 'testing']

/** What only the text of a file needs, or a source that is known: `lint` asks others for these functions when one is called. */
const CALLED_LATER: Readonly<Record<string, readonly string[]>> = {
  'extract/index': ['extract', 'findAddress'],
  'project/direct': ['directedBy'],
  'lint/rules/host/host-rules': ['noteDiagnostic'],
  'trace/trace': ['traceTree'],
}

const CALLED = Object.keys(CALLED_LATER).map(sourceFile)

/** The categories of most strings; `lint` takes the others from `media` when a string has one of them. */
const COMMON_CATEGORIES = ['image', 'system']

/** Who has a file, and which files each bundle is asked for. */
interface Owners {
  readonly of: Map<string, string>
  readonly asked: ReadonlyMap<string, Set<string>>
}

/** What only one command loads, with a protocol; what others have already it takes from them, and nobody takes from it. */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  server: ['server/index', 'server/in-recipe'],
  mcp: ['mcp/index'],
}

/** Node reads a few files faster than many: bundles that share what they have, so that nothing of the library is there twice. */
async function buildNode(): Promise<void> {
  const of = new Map([
    ...Object.entries({ ...PROTOCOLS, media: otherCategories() }).flatMap(([name, files]) =>
      files.map((file): [string, string] => [sourceFile(file), name]),
    ),
  ])
  const owners: Owners = { of, asked: filesAsked() }
  for (const name of Object.keys(BUNDLES)) await findOwned(name, owners)
  const found: Owners = { of: owners.of, asked: filesAsked() }
  await buildStart(found)
  // A bundle is asked by those after it, and by all for what they load later: two rounds tell, the third writes.
  for (const write of [false, false, true])
    for (const name of Object.keys(BUNDLES).toReversed()) await buildBundle(name, found, write)
  for (const name of ENTRIES) writeFacade(name, found)
}

function otherCategories(): readonly string[] {
  const text = readFileSync(OPERATIONS, 'utf8')
  const names = [...text.matchAll(/^import .* from '\.\/(.*)\.ts'$/gm)].flatMap(([, name = '']) => name)
  return names.filter(name => !COMMON_CATEGORIES.includes(name)).map(name => `../grammar/operations/${name}`)
}

function filesAsked(): ReadonlyMap<string, Set<string>> {
  return new Map(Object.entries(BUNDLES).map(([name, files]) => [name, new Set(files.map(sourceFile))]))
}

/** The files that a bundle is the first to reach. What is loaded later belongs to the one that names it, or to the last. */
async function findOwned(name: string, owners: Owners): Promise<void> {
  const { metafile } = await buildBundle(name, owners, false)
  for (const input of Object.keys(metafile.inputs)) {
    const file = at(input)
    if (/^(?:src|grammar)\//.test(input) && !owners.of.has(file) && !(name === 'lint' && CALLED.includes(file)))
      owners.of.set(file, name)
  }
}

function buildBundle(name: string, owners: Owners, write: boolean): Promise<BuildResult<{ metafile: true }>> {
  const isLint = name === 'lint'
  const isTaken = (file: string, kind: ImportKind) =>
    name === STARTING ? kind === 'dynamic-import' : !isLint || !CALLED.includes(file)
  return buildForNode(name, {
    stdin: (EAGER.includes(name) ? having : exporting)([...(owners.asked.get(name) ?? [])]),
    supported: { 'dynamic-import': name !== STARTING },
    plugins: [
      takenFromOwners(name, owners, isTaken),
      ...(isLint ? [calledLater(owners), lazyCategories] : []),
      documentationApart,
    ],
    write,
  })
}

/** What Node is started with, and what speaks a protocol. */
async function buildStart(owners: Owners): Promise<void> {
  const start = (name: string, file: string, js = '') =>
    buildForNode(name, {
      entryPoints: [at('src', file)],
      supported: { 'dynamic-import': false },
      plugins: [takenFromOwners(name, owners)],
      banner: { js },
    })
  await start('bin', 'bin.ts', '#!/usr/bin/env node')
  chmodSync(at('dist/bin.cjs'), 0o755)
  await start('lint-worker', 'project/worker.ts')
  await start('picture-child', 'emulator/processing/picture-child.ts')
  for (const [name, files] of Object.entries(PROTOCOLS))
    await buildForNode(name, { stdin: exporting(files.map(sourceFile)), plugins: [takenFromOwners(name, owners)] })
}

function buildForNode(name: string, options: BuildOptions): Promise<BuildResult<{ metafile: true }>> {
  return build({
    ...LIBRARY,
    absWorkingDir: root,
    format: 'cjs',
    platform: 'node',
    // Node prints the line that an uncaught error came from: not a whole bundle in front of its message.
    lineLimit: 1000,
    external: EXTERNAL,
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    outfile: at('dist', `${name}.cjs`),
    ...options,
    metafile: true,
  })
}

function sourceFile(name: string): string {
  return at('src', `${name}.ts`)
}

/** A module that has others, each under its name, and runs none before it is asked for. */
function exporting(files: readonly string[]): StdinOptions {
  const getters = files.map(file => askedOnce(nameOf(file), `require(${JSON.stringify(file)})`))
  return { contents: `module.exports = { ${getters.join(',')} }`, resolveDir: at('src') }
}

/** A module that has others and runs them all at once, which spares V8 from reading each of their functions twice. */
function having(files: readonly string[]): StdinOptions {
  const lines = files.flatMap(file => `import * as ${nameOf(file)} from ${JSON.stringify(file)}`)
  return {
    contents: [...lines, `module.exports = { ${files.map(nameOf).join(',')} }`].join('\n'),
    resolveDir: at('src'),
  }
}

/** Takes files from the bundles that have them, and notes there that they are asked for. */
function takenFromOwners(
  bundle: string,
  { of, asked }: Owners,
  isTaken: (file: string, kind: ImportKind) => boolean = () => true,
): Plugin {
  const namespace = 'taken'
  return {
    name: 'taken-from-owners',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\./ }, ({ path: file, kind, resolveDir }) => {
        const full = path.resolve(resolveDir, file)
        const owner = of.get(full) ?? (kind === 'dynamic-import' ? 'rest' : bundle)
        if (owner === bundle || !isTaken(full, kind)) return undefined
        asked.get(owner)?.add(full)
        return { path: full, namespace, pluginData: owner }
      })
      esbuild.onLoad({ filter: /./, namespace }, ({ path: file, pluginData }) => ({
        contents: `module.exports = require('./${pluginData}.cjs').${nameOf(file)}`,
      }))
      esbuild.onResolve({ filter: /./, namespace }, ({ path: file }) => ({ path: file, external: true }))
    },
  }
}

/** An entry for those who import: its names, from the bundle that has them. The library itself is loaded when one of its functions is called first. */
function writeFacade(name: string, { of }: Owners): void {
  const file = sourceFile(name === 'index' ? name : `${name}/index`)
  const bundle = `./${of.get(file)}.cjs`
  const load = createRequire(at('dist/bin.cjs'))
  const library: Readonly<Record<string, unknown>> = load(bundle)[nameOf(file)]
  const head = "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)"
  const from = `require('${bundle}').${nameOf(file)}`
  const names = Object.keys(library)
  const now = [
    `const library = ${from}`,
    `export const { ${names.filter(key => key !== 'default').join(', ')} } = library`,
    ...(names.includes('default') ? ['export default library.default'] : []),
  ]
  const lines = name === 'index' ? ['let library', `const load = () => (library ??= ${from})`, ...facade(library)] : now
  writeFileSync(at('dist', name === 'index' ? 'index.node.js' : `${name}.js`), `${[head, ...lines].join('\n')}\n`)
}

function facade(library: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(library).map(([name, value]) =>
    typeof value === 'function'
      ? `export function ${name}(...given) { return load().${name}(...given) }`
      : `export const ${name} = ${JSON.stringify(value)}`,
  )
}

/** Puts a function that asks the owner of a file in place of each that is called later. */
const calledLater = ({ of }: Owners): Plugin => ({
  name: 'called-later',
  setup(esbuild) {
    for (const [name, functions] of Object.entries(CALLED_LATER)) {
      const file = sourceFile(name)
      // Asked for once: each time it would make a new object of all names.
      const lines = [
        'let library',
        `const load = () => (library ??= require('./${of.get(file)}.cjs').${nameOf(file)})`,
        ...functions.map(key => `export const ${key} = (...given) => load().${key}(...given)`),
      ]
      esbuild.onLoad({ filter: exactly(file) }, () => ({ contents: lines.join('\n') }))
    }
    esbuild.onResolve({ filter: /^\.\/\w+\.cjs$/ }, ({ path: file }) => ({ path: file, external: true }))
  },
})

const OPERATIONS = at('grammar/operations/index.ts')

/** Makes the file of each category run when it is first asked for. */
const lazyCategories: Plugin = {
  name: 'lazy-categories',
  setup(esbuild) {
    esbuild.onLoad({ filter: exactly(OPERATIONS) }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8')
      const [, table = ''] = /^export const categories\b[^{]*\{([^}]*)\}/m.exec(text) ?? []
      const imports = [...text.matchAll(/^import \{([^}]*)\} from (.*)$/gm)]
      const getters = [...table.matchAll(/(\w+)(?:: (\w+))?,/g)].map(([, key = '', name = key]) => {
        const [, , from] = imports.find(([, names = '']) => names.split(/\W+/).includes(name)) ?? []
        return askedOnce(key, `require(${from}).${name}`)
      })
      const contents = text.replace(/^import \{[^}]*\} from .*$/gm, '').replace(table, getters.join(', '))
      return { contents, loader: 'ts' }
    })
  },
}

/** A property that is made when it is first asked for: esbuild's `require` of a module in the bundle makes a new object each time. */
function askedOnce(name: string, value: string): string {
  const kept = `Object.defineProperty(this, '${name}', { value: ${value}, enumerable: true })`
  return `get ${name}() { return ${kept}.${name} }`
}

function exactly(file: string): RegExp {
  return new RegExp(`^${file.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`)
}

/** A file of the sources as the name of a variable. */
function nameOf(file: string): string {
  return path.relative(at('src'), file).replace(/\W/g, '_')
}

const page = (name: string) => at('src/emulator/console/page', name)

/** How the style of the page of the local OSS is bundled. */
export const STYLE: BuildOptions = { ...LIBRARY, entryPoints: [page('console.css')], outdir: at('dist/console') }

/** The server finds the page beside its own bundle. */
async function buildConsole(): Promise<void> {
  await build(STYLE)
  copyFileSync(page('index.html'), at('dist/console/index.html'))
}

/** The licences of what is bundled travel with the bundle. */
function copyLicences(): void {
  const names = ['@fastify/busboy', 'diff', 'ignore', 'preact', 'saxes', 'vscode-jsonrpc', 'xmlchars']
  const texts = names.map(name => {
    const folder = at('node_modules', name)
    const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
    return `${name}\n\n${file ? readFileSync(path.join(folder, file), 'utf8') : licenceOf(name, folder)}`
  })
  writeFileSync(at('dist/THIRD-PARTY-LICENCES.txt'), texts.join('\n\n'))
}

/** Of a package that names its licence without the text. */
function licenceOf(name: string, folder: string): string {
  const { license, author } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  if (license !== 'ISC') throw new Error(`The package "${name}" is bundled, but its licence was not found.`)
  return `The ISC License\n\nCopyright (c) ${author} and Contributors\n\n${ISC}`
}

const ISC = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that
the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY
DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION,
ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
`

if (process.argv[1] === import.meta.filename) {
  rmSync(at('dist'), { recursive: true, force: true })
  await Promise.all([buildModules(), buildNode(), buildConsole()])
  copyLicences()
  writeFileSync(at('dist/oss-process.1'), manualPage(commands, VERSION))
  await emitTypes()
}
