import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type BuildOptions, build, type ImportKind, type Plugin, type StdinOptions } from 'esbuild'
import { BUNDLES, type BundleName } from '../cached-script.ts'
import { writeCodeCache } from './code-cache.ts'

const root = path.resolve(import.meta.dirname, '../..')
const at = (...parts: string[]) => path.join(root, ...parts)

/** Packages that stay packages: loaded when they are needed, and by those who need them. */
const EXTERNAL = ['yaml', 'ali-oss', 'sharp', '@ffmpeg/core']

/** How the library is bundled; the tests build the browser bundle with the same options. */
export const LIBRARY: BuildOptions = { bundle: true, format: 'esm', target: 'es2022', minify: true }

const ENTRIES = ['extract', 'recipe', 'request', 'submit', 'emulator', 'testing']

/** What the command loads only for some of its commands comes from the library beside it: a smaller file starts faster. */
const libraryBeside: Plugin = {
  name: 'library-beside',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/(recipe|request|submit|emulator)\/index\.ts$/ }, ({ path: file, kind }) =>
      kind === 'dynamic-import' ? { path: `./${path.basename(path.dirname(file))}.js`, external: true } : undefined,
    )
  },
}

/** The maker of certificates asks for modules of Node by require: it is a file of its own, in the form that has it. */
const certificateBeside: Plugin = {
  name: 'certificate-beside',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/certificate\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './certificate.cjs', external: true } : undefined,
    )
  },
}

async function buildLibrary(): Promise<void> {
  const names = ENTRIES.filter(name => existsSync(at('src', name, 'index.ts')))
  const entryPoints = {
    index: at('src/index.ts'),
    ...Object.fromEntries(names.map(name => [name, at('src', name, 'index.ts')])),
  }
  await build({
    ...LIBRARY,
    entryPoints,
    splitting: true,
    platform: 'node',
    external: EXTERNAL,
    plugins: [certificateBeside],
    outdir: at('dist'),
  })
  const certificate = { in: at('src/emulator/certificate.ts'), out: at('dist/certificate.cjs') }
  await build({ ...LIBRARY, format: 'cjs', entryPoints: [certificate.in], platform: 'node', outfile: certificate.out })
}

/** In Node, importing the library costs nothing until it is used: each function loads the whole at its first call. */
async function buildFacade(): Promise<void> {
  const core = at('dist/core.cjs')
  await build({ ...LIBRARY, format: 'cjs', entryPoints: [at('src/index.ts')], platform: 'node', outfile: core })
  const library: Readonly<Record<string, unknown>> = createRequire(import.meta.url)(core)
  const lines = Object.entries(library).map(([name, value]) =>
    typeof value === 'function'
      ? `export function ${name}(a, b, c, d) { return load().${name}(a, b, c, d) }`
      : `export const ${name} = ${JSON.stringify(value)}`,
  )
  const head = [
    "import { createRequire } from 'node:module'",
    'const require = createRequire(import.meta.url)',
    'let core',
    "const load = () => (core ??= require('./core.cjs'))",
  ]
  writeFileSync(at('dist/index.node.js'), `${[...head, ...lines].join('\n')}\n`)
}

/** What lints is a bundle of its own, for all that ask for one of these. A run that finds all results in its cache does without it. */
const LINT = [
  'cli/lint-file',
  'cli/project/workers',
  'cli/project/fix-path',
  'lint/rules/index',
  'config/host-rules',
].map(name => at('src', `${name}.ts`))

/**
 * The command is a small file that starts, and bundles that are loaded when they are asked for: the less there is to read, the faster
 * it starts.
 */
async function buildCommand(): Promise<void> {
  const script: BuildOptions = {
    ...LIBRARY,
    format: 'cjs',
    platform: 'node',
    external: EXTERNAL,
    define: { 'import.meta.dirname': '__dirname' },
  }
  const rest = new Set<string>()
  const fromRest = takenFrom('rest', (file, kind) => kind === 'dynamic-import' && !!rest.add(file))
  const fromLint = takenFrom('lint', file => LINT.includes(file))
  const made = (name: string) => ({ ...script, outfile: at('dist', `${name}.cjs`) })
  const entry = (name: string, file: string) => ({ ...made(name), entryPoints: [at('src', file)] })
  await build({ ...entry('command', 'bin.ts'), supported: { 'dynamic-import': false }, plugins: [fromLint, fromRest] })
  await Promise.all([
    build({ ...made('rest'), stdin: exporting([...rest]), plugins: [libraryBeside, fromLint] }),
    build({ ...made('lint'), stdin: exporting(LINT) }),
    build({ ...entry('lint-worker', 'cli/project/worker.ts'), plugins: [fromLint] }),
    build({ ...entry('bin', 'launch.ts'), banner: { js: '#!/usr/bin/env node' } }),
  ])
  chmodSync(at('dist/bin.cjs'), 0o755)
  for (const bundle of BUNDLES) makeCacheable(at('dist', `${bundle}.cjs`))
  writeFileSync(at('dist/import.cjs'), 'module.exports = name => import(name)\n')
  for (const bundle of BUNDLES) writeCodeCache(at('dist'), bundle)
}

/** A module that has others, each under its name, and runs none before it is asked for. */
function exporting(files: readonly string[]): StdinOptions {
  const getters = files.map(file => `get ${nameOf(file)}() { return require(${JSON.stringify(file)}) }`)
  return { contents: `module.exports = { ${getters.join(',')} }`, resolveDir: at('src') }
}

/**
 * Escapes what the bundler leaves in regular expressions: text of one byte a character is read faster. And lets a file beside it import:
 * V8 forgets where a script with a code cache may import from.
 */
function makeCacheable(file: string): void {
  const text = readFileSync(file, 'utf8')
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  const ascii = text.replace(/[^\0-\x7f]/g, escaped)
  writeFileSync(file, ascii.replace(/(?<![\w$.])import\(/g, 'require("./import.cjs")('))
}

/** Takes modules from a bundle beside, which has them. */
function takenFrom(bundle: BundleName, isTaken: (file: string, kind: ImportKind) => boolean): Plugin {
  return {
    name: `taken-from-${bundle}`,
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\./ }, ({ path: file, kind, resolveDir }) => {
        const full = path.resolve(resolveDir, file)
        return isTaken(full, kind) ? { path: full, namespace: bundle } : undefined
      })
      esbuild.onLoad({ filter: /./, namespace: bundle }, ({ path: file }) => ({
        contents: `module.exports = require('./${bundle}.cjs').${nameOf(file)}`,
      }))
      esbuild.onResolve({ filter: /./, namespace: bundle }, ({ path: file }) => ({ path: file, external: true }))
    },
  }
}

/** A file of the sources as the name of a variable. */
function nameOf(file: string): string {
  return path.relative(at('src'), file).replace(/\W/g, '_')
}

const page = (name: string) => at('src/emulator/console/page', name)

/** How the page of the local OSS is bundled: a script and a style. */
export const CONSOLE: BuildOptions = {
  ...LIBRARY,
  entryPoints: [
    { in: page('main.tsx'), out: 'console' },
    { in: page('console.css'), out: 'console' },
  ],
  platform: 'browser',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  outdir: at('dist/console'),
}

/** The server finds the page beside its own bundle. */
async function buildConsole(): Promise<void> {
  await build(CONSOLE)
  copyFileSync(page('index.html'), at('dist/console/index.html'))
}

/** The licences of what is bundled travel with the bundle. */
function copyLicences(): void {
  const texts = ['diff', 'ignore', 'node-forge', 'picomatch', 'preact', 'selfsigned'].map(name => {
    const folder = at('node_modules', name)
    const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
    if (!file) throw new Error(`The package "${name}" is bundled, but its licence was not found.`)
    return `${name}\n\n${readFileSync(path.join(folder, file), 'utf8')}`
  })
  writeFileSync(at('dist/THIRD-PARTY-LICENCES.txt'), texts.join('\n\n'))
}

function emitTypes(): void {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', at('src/tools/types.json')], { stdio: 'inherit' })
}

if (process.argv[1] === import.meta.filename) {
  rmSync(at('dist'), { recursive: true, force: true })
  await Promise.all([buildLibrary(), buildFacade(), buildCommand(), buildConsole()])
  copyLicences()
  emitTypes()
}
