import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type BuildOptions, build } from 'esbuild'

/** How the library is bundled; the tests build the browser bundle with the same options. */
export const LIBRARY: BuildOptions = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  charset: 'utf8',
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

if (process.argv[1] === import.meta.filename) {
  rmSync(at('dist'), { recursive: true, force: true })
  await Promise.all([buildLibrary(), buildCommand()])
  emitTypes()
}
