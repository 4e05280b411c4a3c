import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'

/** The packages that are bundled, whose licences travel with them. */
const BUNDLED = ['chevrotain', 'lodash-es']

/** Evaluates Chevrotain at the first parse: a module that is required inside of a function costs nothing before. */
export const lazyChevrotain: Plugin = {
  name: 'lazy-chevrotain',
  setup(esbuild) {
    esbuild.onLoad({ filter: /src[\\/]language[\\/]chevrotain\.ts$/ }, ({ path: file }) => ({
      contents: "export const loadChevrotain = () => require('./chevrotain-parts')",
      resolveDir: path.dirname(file),
    }))
    esbuild.onResolve({ filter: /^\.\/chevrotain-parts$/ }, ({ resolveDir }) => ({
      path: resolveDir,
      namespace: 'parts',
    }))
    esbuild.onLoad({ filter: /.*/, namespace: 'parts' }, ({ path: resolveDir }) => ({
      contents: "export { createToken, EmbeddedActionsParser } from 'chevrotain'",
      resolveDir,
    }))
  },
}

/** How the library is bundled; the tests build the browser bundle with the same options. */
export const LIBRARY: BuildOptions = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  plugins: [lazyChevrotain],
}

const root = path.resolve(import.meta.dirname, '../..')
const at = (...parts: string[]) => path.join(root, ...parts)

async function buildLibrary(): Promise<void> {
  const entries = ['extract', 'recipe', 'request', 'emulator'].filter(name => existsSync(at('src', name, 'index.ts')))
  await build({
    ...LIBRARY,
    entryPoints: {
      index: at('src/index.ts'),
      ...Object.fromEntries(entries.map(name => [name, at('src', name, 'index.ts')])),
    },
    splitting: true,
    platform: 'node',
    external: ['yaml', 'ali-oss', 'sharp', '@ffmpeg/core'],
    outdir: at('dist'),
  })
}

async function buildCommand(): Promise<void> {
  await build({
    ...LIBRARY,
    format: 'cjs',
    entryPoints: [at('src/bin.ts')],
    platform: 'node',
    external: ['yaml', 'ali-oss', 'sharp', '@ffmpeg/core'],
    banner: { js: '#!/usr/bin/env node' },
    outfile: at('dist/bin.cjs'),
  })
  chmodSync(at('dist/bin.cjs'), 0o755)
}

function emitTypes(): void {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', at('src/tools/types.json')], { stdio: 'inherit' })
}

function copyLicences(): void {
  const texts = BUNDLED.map(name => {
    const folder = at('node_modules', name)
    const file = ['LICENSE.txt', 'LICENSE', 'LICENSE.md']
      .map(candidate => path.join(folder, candidate))
      .find(existsSync)
    if (!file) throw new Error(`The licence of the package "${name}" was not found; it has to travel with the bundle.`)
    return `${name}\n\n${readFileSync(file, 'utf8')}`
  })
  writeFileSync(at('dist/THIRD-PARTY-LICENCES.txt'), texts.join('\n\n'))
}

if (process.argv[1] === import.meta.filename) {
  rmSync(at('dist'), { recursive: true, force: true })
  await Promise.all([buildLibrary(), buildCommand()])
  copyLicences()
  emitTypes()
}
