import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { getRules } from '../src/lint/get-rules.ts'

const root = path.join(import.meta.dirname, '..')

/** Bytes, as they are sent, of what a bundler makes of an import from the package. */
async function sizeOf(names: string, entry: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names} } from '${entry}'`, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  })
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length
}

test.each([
  ['parse', 'oss-process/language', 6000],
  ['parse, print, walk, applyEdits', 'oss-process/language', 6000],
  ['encodeBase64Url', 'oss-process', 1500],
  ['lint, format, explain', 'oss-process', 72_300],
])('who imports %s from %s pays for nothing else', async (names, entry, limit) => {
  const size = await sizeOf(names, entry)
  expect(size).toBeGreaterThan(100)
  expect(size).toBeLessThan(limit)
})

test('who imports the rules gets their documentation, and what they check, as it is written', async () => {
  const library: { getRules: typeof getRules } = await import(
    pathToFileURL(path.join(root, 'dist/modules/src/index.js')).href
  )
  const shape = (rules: ReturnType<typeof getRules>) =>
    rules.map(rule =>
      Object.entries(rule)
        .map(([key, value]) => [key, typeof value === 'function' ? 'function' : value])
        .toSorted(),
    )
  const stale = 'dist/ may be older than src/: run "npm run build"'
  const idsOf = (rules: ReturnType<typeof getRules>) => rules.map(({ id }) => id)
  expect(idsOf(library.getRules()), stale).toEqual(idsOf(getRules()))
  expect(shape(library.getRules()), stale).toEqual(shape(getRules()))
  expect(library.getRules()[0]).toBe(library.getRules()[0])
})
