import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Plugin, rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

const root = path.resolve(import.meta.dirname, '../..')

/** Where `tsc` writes a file of types for each file of the sources. */
const RAW = path.join(root, 'dist/declarations')

/**
 * Writes the types of the package: a file an entry, and what several share beside them. What no entry names is left out, which is half of what
 * `tsc` writes.
 */
export async function emitTypes(): Promise<void> {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const project = path.join(root, 'src/tools/types.json')
  execFileSync(process.execPath, [tsc, '-p', project, '--outDir', RAW], { stdio: 'inherit' })
  const bundle = await rollup({
    input: entries(),
    plugins: [withoutTexts, dts()],
    external: id => !/^[./]/.test(id),
    // Types that two entries share stay in a file of their own, and one that no entry exports has no name outside: both are meant.
    onwarn: () => {},
  })
  await bundle.write({
    dir: path.join(root, 'dist/types'),
    entryFileNames: '[name].d.ts',
    // Their names end in ".d" already.
    chunkFileNames: 'shared/[name].ts',
  })
  rmSync(RAW, { recursive: true })
}

/** The entries of the package by their names, as `exports` has them. */
function entries(): Record<string, string> {
  const text = readFileSync(path.join(root, 'package.json'), 'utf8')
  const manifest: { exports: Readonly<Record<string, { types?: string }>> } = JSON.parse(text)
  const files = Object.values(manifest.exports).flatMap(({ types }) => types ?? [])
  const names = files.map(file => file.replace(/^\.\/dist\/types\/|\.d\.ts$/g, ''))
  return Object.fromEntries(names.map(name => [name, path.join(RAW, `${name}.d.ts`)]))
}

/** That a message is a text is enough of a type: which one, nobody compares. */
const withoutTexts: Plugin = {
  name: 'without-texts',
  transform: text => text.replace(/\b(en|zh): "(?:[^"\\]|\\.)*"/g, '$1: string'),
}
