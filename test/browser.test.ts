import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { explain } from '../src/catalogue/explain.ts'
import { format } from '../src/catalogue/format.ts'
import { lint } from '../src/lint/lint.ts'
import { LIBRARY } from '../src/tools/build.ts'
import { readLines } from './fixtures.ts'

const MAXIMUM_BYTES = 136_000

/** What a browser gives a script, and nothing of Node. */
const BROWSER_GLOBALS = { TextDecoder, TextEncoder, atob, btoa }

test('the language and the linter fit a browser, and say the same there', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-browser-'))
  const entry = path.join(folder, 'entry.js')
  writeFileSync(
    entry,
    `import * as library from ${JSON.stringify(path.join(import.meta.dirname, '../src/index.ts'))}\nglobalThis.library = library\n`,
  )
  const { outputFiles, metafile } = await build({
    ...LIBRARY,
    entryPoints: [entry],
    format: 'iife',
    platform: 'browser',
    write: false,
    metafile: true,
  })
  const [bundle] = outputFiles
  expect(gzipSync(bundle?.contents ?? '', { level: 9 }).length).toBeLessThan(MAXIMUM_BYTES)
  expect(Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external))).toEqual(
    [],
  )

  const examples = ['examples/image.jsonl', 'examples/media.jsonl', 'corpus.jsonl'].flatMap(name =>
    readLines<{ text: string; via?: 'get' }>(name),
  )
  const script = `${bundle?.text}
    JSON.stringify(examples.map(({ text, via }) => [library.lint(text, { via: via ?? 'auto' }), library.format(text), library.explain(text, { locale: 'zh' })]))`
  const there: unknown = JSON.parse(runInNewContext(script, { ...BROWSER_GLOBALS, examples }))
  const here = examples.map(({ text, via }) => [
    lint(text, { via: via ?? 'auto' }),
    format(text),
    explain(text, { locale: 'zh' }),
  ])
  expect(there).toEqual(JSON.parse(JSON.stringify(here)))
})
